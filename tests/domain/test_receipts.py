"""The words of the confirmation, for each act."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.profile import Action, FurtherAct, ProfileStatus
from counter_app.domain.receipts import (
    ConfirmationFacts,
    ConfirmationWords,
    Helpline,
    confirmation_words,
)
from counter_app.domain.territory import TERRITORIES

HELPLINE = Helpline(
    "34 22",
    "du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris",
    "service gratuit + prix d’un appel",
)
OPPOSED = ConfirmationFacts(
    action=Action.OPPOSE,
    status=ProfileStatus.OPPOSED,
    receipt_number="CF-2026-000017",
    registered_at=datetime(2026, 11, 23, 14, 42, tzinfo=UTC),
    territory="GP",
    family_name="MARCHANDEAU",
    given_name="Odette",
    birth_date="19480417",
    nir="248049711203438",
    organisation="Maison des services fictive",
    organisation_address=("3 rue Inventée", "97100 Basse-Terre"),
    agent="Agent 7",
    identity_document="passeport",
    channel="au guichet, carte Vitale lue",
    helpline=HELPLINE,
)
CASES: dict[str, ConfirmationFacts] = {
    "activated": replace(OPPOSED, action=Action.ACTIVATE, status=ProfileStatus.ACTIVE),
    "reopened": replace(
        OPPOSED, action=Action.ACTIVATE, status=ProfileStatus.ACTIVE, reopened=True
    ),
    "restored": replace(
        OPPOSED,
        action=Action.ACTIVATE,
        status=ProfileStatus.ACTIVE,
        reopened=True,
        data_restored=True,
    ),
    "opposed": OPPOSED,
    "closed": replace(OPPOSED, action=Action.CLOSE, status=ProfileStatus.CLOSED),
    "deletion": replace(
        OPPOSED,
        action=Action.CLOSE,
        status=ProfileStatus.CLOSED_DELETION_PENDING,
        deletion_due_by=date(2027, 2, 23),
    ),
    "deleted later": replace(
        OPPOSED,
        action=FurtherAct.REQUEST_DELETION,
        status=ProfileStatus.CLOSED_DELETION_PENDING,
        deletion_due_by=date(2027, 2, 23),
    ),
    "declared": replace(
        OPPOSED,
        action=FurtherAct.DECLARE_NOT_REPRESENTATIVE,
        status=ProfileStatus.CREATION_BLOCKED,
    ),
}
DELETED = {"deletion", "deleted later"}


def all_text(words: ConfirmationWords) -> str:
    rows = [f"{label} {value}" for label, value in words.rows]
    sections = [" ".join((heading, *sentences)) for heading, sentences in words.sections]
    notes = [words.moment, words.moment_zone, words.seal_note, words.fictive_note]
    return "\n".join([words.title, *rows, *sections, *words.organisation_lines, *notes])


@pytest.mark.parametrize("case", CASES)
def test_each_act_says_who_what_next_and_how_to_change_ones_mind(case: str) -> None:
    words = confirmation_words(CASES[case])
    assert [heading for heading, _ in words.sections] == [
        "Ce que cela veut dire",
        "Vous pouvez changer d’avis",
        "Gardez ce papier",
    ]
    text = all_text(words)
    assert "Odette MARCHANDEAU, née le 17 avril 1948" in text
    assert "2 48 04 •• ••• ••• ••" in text
    assert CASES[case].nir not in text.replace(" ", "")
    assert "Agent 7, pièce d’identité vue : passeport" in text
    assert "34 22 (service gratuit + prix d’un appel), du lundi au vendredi" in text
    assert "Seule l’Assurance Maladie donne le justificatif officiel" in text
    assert words.number == "CF-2026-000017"
    assert words.moment == "lundi 23 novembre 2026, 10 h 42"
    assert words.moment_zone == "heure de la Guadeloupe"
    assert words.organisation_lines[0] == "Maison des services fictive"


@pytest.mark.parametrize("case", CASES)
def test_sentences_are_whole_and_kind(case: str) -> None:
    words = confirmation_words(CASES[case])
    for _, sentences in words.sections:
        for sentence in sentences:
            assert sentence.endswith(".")
            assert "'" not in sentence
            for never in ("erreur", "invalide", "trop tard", "·", "fermé"):
                assert never not in sentence


@pytest.mark.parametrize(
    ("case", "title", "decision", "meaning"),
    [
        ("activated", "activé", "Activation,", "identifiant"),
        ("reopened", "maintenant", "Activation, après un autre choix", "documents"),
        ("restored", "maintenant", "Activation, après un autre choix", "gardés y sont revenus"),
        ("opposed", "opposée", "Opposition à la création", "ne sera pas créé"),
        ("closed", "clôturé", "Clôture,", "dix ans"),
        ("deletion", "suppression", "Clôture et suppression", "au plus tard le 23 février 2027"),
        ("deleted later", "suppression", "Suppression", "au plus tard le 23 février 2027"),
        (
            "declared",
            "pas être le représentant",
            "Déclaration",
            "création de cet espace est arrêtée",
        ),
    ],
)
def test_each_act_has_its_own_words(case: str, title: str, decision: str, meaning: str) -> None:
    words = confirmation_words(CASES[case])
    assert title in words.title
    assert dict(words.rows)["Décision"].startswith(decision)
    assert meaning in " ".join(words.sections[0].sentences)


@pytest.mark.parametrize("case", sorted(CASES.keys() - {"declared"}))
def test_who_decides_for_another_is_told_so(case: str) -> None:
    """The paper goes home with the representative: the space is not hers, and never the card's."""
    own = confirmation_words(CASES[case])
    words = confirmation_words(replace(CASES[case], by_representative=True))
    assert dict(own.rows)["Décision"].endswith("à la demande de la personne elle-même")
    assert dict(words.rows)["Décision"].endswith("à la demande de son représentant légal")
    assert words.title.endswith("pour Odette") or " pour Odette, " in words.title
    meaning = " ".join(words.sections[0].sentences)
    assert "otre espace" not in meaning
    assert "Vos" not in meaning
    assert "directives" not in meaning
    assert "Son espace" in meaning


def test_who_is_not_the_representative_asks_for_herself() -> None:
    assert (
        "par qui a reçu le courrier" in dict(confirmation_words(CASES["declared"]).rows)["Décision"]
    )


@pytest.mark.parametrize("case", ["closed", "deletion"])
def test_a_closing_names_the_advance_directives(case: str) -> None:
    assert "directives anticipées" in all_text(confirmation_words(CASES[case]))


def test_only_a_deletion_speaks_of_one() -> None:
    for case, facts in CASES.items():
        assert ("seront supprimés" in all_text(confirmation_words(facts))) == (case in DELETED)


def test_a_deletion_without_date_gives_the_legal_delay() -> None:
    facts = replace(CASES["deletion"], deletion_due_by=None)
    assert "dans les trois mois" in all_text(confirmation_words(facts))


@pytest.mark.parametrize(
    ("nir", "title", "born"),
    [
        ("148049711203438", "Vous vous êtes opposé à", "né le"),
        ("248049711203438", "Vous vous êtes opposée à", "née le"),
        ("395999934100768", "Votre opposition", "naissance :"),
    ],
)
def test_agreement_follows_the_civil_title(nir: str, title: str, born: str) -> None:
    words = confirmation_words(replace(OPPOSED, nir=nir))
    assert words.title.startswith(title)
    assert born in dict(words.rows)["Personne"]


@pytest.mark.parametrize(
    ("birth_date", "words"),
    [
        ("19510501", "née le 1er mai 1951"),
        ("19950000", "née en 1995 (jour et mois inconnus)"),
        ("19950400", "née en avril 1995 (jour inconnu)"),
        ("19505114", "née le 14/51/1950 (date écrite ainsi sur la carte)"),
    ],
)
def test_birth_dates_of_cards(birth_date: str, words: str) -> None:
    rows = dict(confirmation_words(replace(OPPOSED, birth_date=birth_date)).rows)
    assert rows["Personne"].endswith(words)


def test_what_is_not_there_is_not_spoken_of() -> None:
    words = confirmation_words(replace(OPPOSED, identity_document="", channel=""))
    assert dict(words.rows)["Enregistrée par"] == "Agent 7"
    assert "Demande faite" not in dict(words.rows)
    assert (words.seal_note, words.fictive_note) == ("", "")
    assert "e-mail" not in all_text(words)


def test_notes() -> None:
    words = confirmation_words(replace(OPPOSED, email_queued=True, seal="x", fictive=True))
    assert "e-mail de confirmation" in all_text(words)
    assert "sans le numéro de sécurité sociale" in words.seal_note
    assert words.fictive_note.startswith("FICTIF")


def test_a_bare_helpline() -> None:
    assert Helpline().in_words == "le 34 22"


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 10, 42)  # noqa: DTZ001 - the very case
    with pytest.raises(ValueError, match="time zone"):
        confirmation_words(replace(OPPOSED, registered_at=naive))


def test_nothing_personal_in_the_repr() -> None:
    shown = repr(OPPOSED) + repr(confirmation_words(OPPOSED))
    for secret in ("MARCHANDEAU", "Odette", "19480417", "1948", "248049711203438", "2 48 04"):
        assert secret not in shown


@given(
    st.sampled_from(sorted(CASES)),
    st.sampled_from(sorted(TERRITORIES)),
    st.fixed_dictionaries(
        {
            "nir": st.text(),
            "birth_date": st.text(),
            "given_name": st.text(),
            "by_representative": st.booleans(),
        }
    ),
)
def test_any_traits_get_a_page(case: str, territory: str, traits: dict[str, Any]) -> None:
    changes = {"territory": territory, **traits}
    assert confirmation_words(replace(CASES[case], **changes)).title
