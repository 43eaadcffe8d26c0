"""The words of each page: there, short, plain, right for the person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from counter_app.domain.paper_words import Change
from counter_app.domain.papers import papers
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.domain.situation import SituationId
from counter_app.domain.wording import typeset
from counter_app.gateway.codes import SentCode
from counter_app.gateway.port import Acknowledgement, Channel, CodeChannel
from counter_app.procedure.case import Case, NewCode, StepId
from counter_app.procedure.consequences import change_read, sheet_read
from counter_app.procedure.words import LOCKED, WAITING, StepWords, words_for
from counter_app.resource_files import resource
from tests.procedure.counter import NOW, PEOPLE, card_of, known_as

TODAY = date(2026, 11, 23)
LONGEST_SENTENCE = 15
# Words that blame, frighten, or that a counter hears but a visitor does not understand
NEVER_SAID = re.compile(
    r"erreur|invalide|trop tard|incorrect|interdit|échou|identifiant technique|procédure|"
    r"session|token|serveur|\bNIR\b|\bCGU\b|\bOTP\b|\betc\b|·|•|'",
    re.IGNORECASE,
)


def case_of(name: str, **fields: object) -> Case:
    """A case whose person is known from her card."""
    person = PEOPLE[name]
    traits = {trait: person[trait] for trait in ("family_name", "given_name", "nir", "birth_date")}
    case = Case(Channel.CARD, card=card_of(name), beneficiary=0)
    return replace(case, **{**traits, **fields})  # type: ignore[arg-type]


def all_step_words() -> list[StepWords]:
    """In every situation that changes the words."""
    cases = [
        case_of("odette", channel=channel, action=action, identification=known_as("odette", status))
        for channel in Channel
        for action in (*Action, *FurtherAct)
        for status in ProfileStatus
    ]
    cases += [
        case_of("odette", new_code=NewCode(sent=SentCode(by, None, None, NOW)))
        for by in CodeChannel
    ]
    return [
        WAITING,
        LOCKED,
        *dict.fromkeys(
            words_for(step, case, locked=False, today=TODAY) for step in StepId for case in cases
        ),
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text, without quotation marks and bold."""
    return [part for part in re.split(r"[.!?:]", re.sub(r"[«»*]", "", text)) if part.strip()]


def check_plain(text: str, longest: int = LONGEST_SENTENCE) -> None:
    assert not NEVER_SAID.search(text), text
    assert text == text.strip()
    for sentence in sentences(text):
        assert len(sentence.split()) <= longest, sentence
    assert typeset(typeset(text)) == typeset(text)


# The pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", all_step_words(), ids=lambda words: words.title)
def test_a_page_has_a_title_something_to_say_and_a_note(words: StepWords) -> None:
    for text in (words.title, *words.say, words.help):
        assert text
        check_plain(text)
    assert not words.title.endswith(".")
    assert 1 <= len(words.say) <= 3
    for said in words.say:
        assert said.startswith("« ")
        assert said.endswith((". »", " ? »"))
    assert words.help.endswith(".")


def test_without_a_case_the_card_is_asked_for() -> None:
    assert words_for(None, None, locked=False) is WAITING


def test_locked_nothing_of_the_case_is_said() -> None:
    for step in StepId:
        assert words_for(step, case_of("odette"), locked=True) is LOCKED
    told = " ".join((LOCKED.title, *LOCKED.say, LOCKED.help))
    assert PEOPLE["odette"]["family_name"].lower() not in told.lower()


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "Que souhaite Madame Marchandeau ?"),
        ({"nir": ""}, "Que souhaite Odette Marchandeau ?"),
        ({"nir": "748049711203438"}, "Que souhaite Odette Marchandeau ?"),  # provisional
        ({"birth_date": "20190417"}, "Que souhaite Odette Marchandeau ?"),  # a parent's number
        ({"birth_date": "1948"}, "Que souhaite Odette Marchandeau ?"),
        ({"birth_date": "1948 417"}, "Que souhaite Odette Marchandeau ?"),
        ({"birth_date": "19480400"}, "Que souhaite Madame Marchandeau ?"),  # no day known
        ({"family_name": "ACHOUR-DELAUNAY"}, "Que souhaite Madame Achour-Delaunay ?"),
        ({"family_name": ""}, "Que souhaite la personne ?"),
    ],
)
def test_the_decision_is_asked_about_the_person_by_her_title(
    fields: dict[str, object], title: str
) -> None:
    case = case_of("odette", **fields)
    assert words_for(StepId.DECISION, case, locked=False, today=TODAY).title == title


def test_a_child_has_no_civil_title() -> None:
    case = case_of("odette", nir="219049711203438", birth_date="20190417")
    before = words_for(StepId.DECISION, case, locked=False, today=date(2037, 4, 16))
    after = words_for(StepId.DECISION, case, locked=False, today=date(2037, 4, 17))
    assert before.title == "Que souhaite Odette Marchandeau ?"
    assert after.title == "Que souhaite Madame Marchandeau ?"


def test_a_man_has_his() -> None:
    words = words_for(StepId.DECISION, case_of("firmin"), locked=False)
    assert words.title == "Que souhaite Monsieur Achour-Delaunay ?"


@pytest.mark.parametrize("status", ProfileStatus)
def test_what_is_said_at_the_decision_follows_what_is_possible(status: ProfileStatus) -> None:
    case = case_of("odette", identification=known_as("odette", status))
    said = " ".join(words_for(StepId.DECISION, case, locked=False, today=TODAY).say)
    known = case.identification
    assert known is not None
    for action, word in ((Action.OPPOSE, "refuser sa création"), (Action.CLOSE, "clôturer")):
        assert (word in said) <= (action in known.allowed_actions)


def test_several_people_on_the_card_ask_for_whom() -> None:
    case = case_of("solange", card=card_of("solange", "odette"))
    assert words_for(StepId.PERSON, case, locked=False).title == "Pour qui est la demande ?"


def test_on_the_telephone_no_paper_is_asked_for() -> None:
    case = Case(Channel.PHONE)
    for step in (StepId.NUMBERS, StepId.PERSON, StepId.CODE, StepId.CONFIRMATION):
        said = " ".join(words_for(step, case, locked=False).say)
        assert "montrer" not in said
        assert "papier" not in said


@pytest.mark.parametrize(
    ("action", "status", "reopened", "title"),
    [
        (Action.ACTIVATE, ProfileStatus.ACTIVE, False, "L’espace est activé"),
        (Action.ACTIVATE, ProfileStatus.ACTIVE, True, "L’espace est rouvert"),
        (Action.OPPOSE, ProfileStatus.OPPOSED, False, "L’opposition est enregistrée"),
        (Action.CLOSE, ProfileStatus.CLOSED, False, "L’espace est clôturé"),
        (
            Action.CLOSE,
            ProfileStatus.CLOSED_DELETION_PENDING,
            False,
            "Clôture et suppression enregistrées",
        ),
        (
            FurtherAct.REQUEST_DELETION,
            ProfileStatus.CLOSED_DELETION_PENDING,
            False,
            "La suppression est demandée",
        ),
        (
            FurtherAct.DECLARE_NOT_REPRESENTATIVE,
            ProfileStatus.CREATION_BLOCKED,
            False,
            "La création de cet espace s’arrête",
        ),
    ],
)
def test_the_last_page_says_what_is_done(
    action: PersonAct, status: ProfileStatus, reopened: bool, title: str
) -> None:
    done = Acknowledgement("CF-2026-000001", action, status, NOW, False, reopened=reopened)
    case = case_of("odette", acknowledgement=done)
    assert words_for(StepId.CONFIRMATION, case, locked=False).title == title


def test_the_last_page_says_when_the_archived_data_came_back() -> None:
    done = Acknowledgement(
        "CF-2026-000001", Action.ACTIVATE, ProfileStatus.ACTIVE, NOW, False, reopened=True
    )
    before = words_for(StepId.CONFIRMATION, case_of("odette", acknowledgement=done), locked=False)
    back = replace(done, data_restored=True)
    for channel in (Channel.CARD, Channel.PHONE):
        case = case_of("odette", acknowledgement=back, channel=channel)
        words = words_for(StepId.CONFIRMATION, case, locked=False)
        assert words.title == "L’espace est rouvert, avec ses documents"
        assert words.say[1] == "« Vos documents gardés sont revenus dans votre espace. »"
        for text in (words.title, *words.say):
            check_plain(text)
    assert "revenus" not in " ".join(before.say)


# The sheets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "action", "change"),
    [
        (StepId.CONSEQUENCES, Action.OPPOSE, Change.OPPOSE),
        (StepId.CONSEQUENCES, Action.CLOSE, Change.CLOSE),
        (StepId.DELETION, Action.CLOSE, Change.DELETE),
        (StepId.DELETION, FurtherAct.REQUEST_DELETION, Change.DELETE_KEPT),
        (StepId.CONSEQUENCES, FurtherAct.DECLARE_NOT_REPRESENTATIVE, Change.DECLARE),
        (StepId.TERMS, Action.ACTIVATE, None),
        (StepId.DECISION, None, None),
    ],
)
def test_which_sheet_is_read(step: StepId, action: PersonAct | None, change: Change | None) -> None:
    case = Case(channel=Channel.TYPED, action=action, language="en")
    assert change_read(step, case) is change
    assert change_read(step, None) is None
    assert sheet_read(step, case) == (papers("en").sheets[change] if change else None)


def test_a_space_that_was_never_used_is_told_so() -> None:
    unused = "L’espace est déjà ouvert, même si vous ne l’avez jamais utilisé."
    for status in (ProfileStatus.OPEN_UNCLAIMED, ProfileStatus.ACTIVE):
        case = case_of("odette", identification=known_as("odette", status), action=Action.CLOSE)
        words = words_for(StepId.CONSEQUENCES, case, locked=False)
        told = any(unused in said for said in words.say)
        assert told is (status is ProfileStatus.OPEN_UNCLAIMED)


def test_who_is_not_the_representative_is_told_of_no_decision_of_hers() -> None:
    case = case_of(
        "lilou",
        identification=known_as("lilou", ProfileStatus.PENDING),
        situation=SituationId.NOT_REPRESENTATIVE,
    )
    words = words_for(StepId.DECISION, case, locked=False, today=TODAY)
    assert "ni son parent, ni son tuteur" in " ".join(words.say)
    assert "activer votre espace" not in " ".join(words.say)
    assert words.help.startswith("Elle ne décide pas pour l’enfant.")
    declared = replace(case, action=FurtherAct.DECLARE_NOT_REPRESENTATIVE)
    words = words_for(StepId.CONSEQUENCES, declared, locked=False, today=TODAY)
    assert not re.search("opposition|clôture", " ".join((words.title, *words.say)))


# The texts to accept ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["terms.md", "privacy.md"])
def test_a_text_to_accept_is_a_short_summary_and_says_so(name: str) -> None:
    text = resource("texts", "fr", name).read_text(encoding="utf-8")
    paragraphs = text.strip().split("\n\n")
    assert "résumé" in paragraphs[0]
    assert "Le texte complet est sur le site officiel" in paragraphs[0]
    for line in chain.from_iterable(paragraph.splitlines() for paragraph in paragraphs):
        check_plain(line, longest=18)
    assert len(text.split()) < 200
