"""The person's side: nothing of the agent's is on it, what she types stays hers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.domain.failures import FailureCode
from counter_app.gateway.port import ContactChange, MaskedContacts
from counter_app.procedure.case import PersonChoices, StepId
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import LOGIN_NAME, PASSWORD, CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain, secrets_of, seen

PAGES = [StepId.TERMS, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD]
EMAIL, MOBILE = 0, 1


def field_of(at: CounterOnScreen, rank: int = 0) -> TextField:
    return at.person_page.findChildren(TextField)[rank]


def choice_of(at: CounterOnScreen, rank: int) -> OptionList:
    return at.person_page.findChildren(OptionList)[rank]


def choices_of(at: CounterOnScreen) -> PersonChoices:
    case = at.procedure.case
    assert case is not None
    return case.choices


# Whose screen it is -------------------------------------------------------------------------


@pytest.mark.parametrize("step", PAGES)
def test_nothing_of_the_agents_is_to_be_seen(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step)
        for what, secret in secrets_of(at.name).items():
            assert not finds(seen(at.window), secret), what
            assert not finds(held(at.person_page), secret), what
        said = at.said()
        for words in (at.desk.settings.organisation, at.desk.settings.agent, "Lecteur", "À dire"):
            assert words not in said
        assert "Votre écran" in said
        assert not at.window.header.isVisible()

    play(scenario)


@pytest.mark.parametrize("step", PAGES)
def test_the_hand_goes_back_to_the_agent_with_the_choices_kept(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step)
        kept = choices_of(at)
        at.person_page.hand_back_button.setFocus()
        at.press(Qt.Key.Key_Space)
        await at.shows(StepId.DECISION)
        assert at.window.header.isVisible()
        assert choices_of(at) == kept
        for page in PAGES[: PAGES.index(step) + 1]:
            at.enter()
            await at.shows(page)
        assert choices_of(at) == kept

    play(scenario)


@pytest.mark.parametrize("step", PAGES)
def test_where_the_next_gesture_is(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step)
        page = at.person_page
        first: QWidget
        match step:
            case StepId.TERMS:
                first = page.findChildren(CheckBox)[0]
            case StepId.CONTACTS:
                first = choice_of(at, EMAIL).rows[0]
            case _:
                first = field_of(at).line
        assert at.focus is first
        at.press(Qt.Key.Key_Escape)
        await at.settled()
        before = StepId.DECISION if step is StepId.TERMS else PAGES[PAGES.index(step) - 1]
        assert at.procedure.step is before

    play(scenario)


# The terms ----------------------------------------------------------------------------------


def test_both_texts_are_accepted_by_the_person(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.TERMS)
        terms, privacy = at.person_page.findChildren(CheckBox)
        for ticked in ([], [terms], [privacy]):
            for box in (terms, privacy):
                if box.isChecked() is not (box in ticked):
                    box.setFocus()
                    at.press(Qt.Key.Key_Space)
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.TERMS
            said = plain(at.person_page.forward_button.accessibleDescription())
            assert "Cochez les deux cases" in said
            assert "Cochez les deux cases" in at.written()
        terms.setFocus()
        at.press(Qt.Key.Key_Space)
        at.enter()
        await at.shows(StepId.CONTACTS)

    play(scenario)


# The contacts -------------------------------------------------------------------------------


def test_known_contacts_are_kept_with_one_key(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.known = replace(
            at.service.known, contacts=MaskedContacts("od•••@exemple.example", "06 90 •• •• 12")
        )
        await at.go_to(StepId.CONTACTS)
        assert "C’est bien od•••@exemple.example" in at.said()
        assert "C’est bien 06 90 •• •• 12" in at.said()
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        assert choices_of(at).email == ContactChange()
        assert choices_of(at).mobile == ContactChange()

    play(scenario)


def test_no_contact_at_all_is_an_answer(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        email, mobile = choice_of(at, EMAIL), choice_of(at, MOBILE)
        assert [plain(row.text()) for row in mobile.rows] == ["J’en donne un", "Je n’en ai pas"]
        assert mobile.current() == 1, "none is known: none is kept"
        at.press(Qt.Key.Key_Down)
        at.press(Qt.Key.Key_Down)
        assert email.current() == 2
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        none = ContactChange(keep=False, value=None)
        assert (choices_of(at).email, choices_of(at).mobile) == (none, none)

    play(scenario)


EMAILS = [
    # typed, what is said, what is sent (None: it cannot be)
    ("odette", "Il manque le signe « @ »", None),
    ("odette@", "Il manque ce qui vient après « @ »", None),
    ("odette@exemple", "Après « @ », il manque la fin", None),
    ("odette @exemple.example", "il y a un espace. Enlevez-le", None),
    ("odette@@exemple.example", "Il y a plusieurs signes « @ »", None),
    ("odette@exemple,example", "Il y a une virgule : est-ce un point ?", None),
    ("odette@agence.example", "Cette adresse est celle d’un agent ou de son lieu", None),
    ("odette@accueil.agence.example", "celle d’un agent ou de son lieu de travail", None),
    ("odette@assurance-maladie.fr", "C’est une adresse de travail", "odette@assurance-maladie.fr"),
    ("odette@gmial.com", "est-ce plutôt « gmail.com » ?", "odette@gmial.com"),
    ("odette@exemple.example.", "Le point de la fin n’a pas été gardé", "odette@exemple.example"),
    ("odette@exemplé.example", "", "odette@exemplé.example"),
    ("odette@exemple.example", "", "odette@exemple.example"),
]
MOBILES = [
    ("0590201234", "C’est un numéro de téléphone fixe", None),
    ("069030451", "Encore 1 chiffre", None),
    ("06903045123", "Il y a 1 chiffre de trop", None),
    ("O690304512", "« O » est une lettre. Est-ce le chiffre « 0 »", None),
    ("690304512", "Il manque le 0 du début", None),
    ("0690304512", "", "+590690304512"),
    ("0692551830", "", "+262692551830"),
    ("0694201234", "", "+594694201234"),
    ("0696201234", "", "+596696201234"),
    ("+590 690 30 45 12", "", "+590690304512"),
    ("+508 551234", "", "+508551234"),
]


@pytest.mark.parametrize(
    ("rank", "cases"),
    [pytest.param(EMAIL, EMAILS, id="e-mail"), pytest.param(MOBILE, MOBILES, id="mobile")],
)
def test_each_contact_typed(
    play: Play, rank: int, cases: list[tuple[str, str, str | None]]
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        choice = choice_of(at, rank)
        to_type = next(row for row in choice.rows if "donne" in row.text())
        to_type.setFocus()
        at.press(Qt.Key.Key_Space)
        field = field_of(at, rank)
        assert at.focus is field.line, "choosing to type brings the hand to the field"
        for typed, sentence, sent in cases:
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.type(typed)
            said = plain(field.shown_findings())
            assert (sentence in said) if sentence else not said, (typed, said)
            if sentence:
                assert sentence in at.said(field), typed
            at.enter()
            await at.settled()
            assert field.text() == typed
            if sent is None:
                assert at.procedure.step is StepId.CONTACTS, typed
                continue
            assert at.procedure.step is StepId.LOGIN_NAME, typed
            chosen = choices_of(at).email if rank == EMAIL else choices_of(at).mobile
            assert chosen == ContactChange(keep=False, value=sent)
            at.press(Qt.Key.Key_Escape)
            await at.shows(StepId.CONTACTS)
            assert field.text() == typed, "going back loses nothing"
            field.line.setFocus()

    play(scenario, refused_email_domains=("agence.example",))


def test_a_slip_in_a_contact_is_mended_with_one_key(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        for rank, typed, meant in (
            (EMAIL, "odette@gmial.com", "odette@gmail.com"),
            (MOBILE, "690304512", "0690304512"),
        ):
            row = next(row for row in choice_of(at, rank).rows if "donne" in row.text())
            row.setFocus()
            at.press(Qt.Key.Key_Space)
            assert "et non cel" in at.said(field_of(at, rank)), "whose it has to be"
            at.type(typed)
            at.press(Qt.Key.Key_F8)
            assert field_of(at, rank).text() == meant
            assert not field_of(at, rank).shown_findings()
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        assert choices_of(at).email.value == "odette@gmail.com"
        assert choices_of(at).mobile.value == "+590690304512"

    play(scenario)


def test_a_contact_is_corrected_with_arrows_letters_and_tab(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        at.press(Qt.Key.Key_Down)  # « J’en donne un autre »: the arrow stays among the options
        await at.settled()
        assert at.focus is choice_of(at, EMAIL).rows[1]
        at.type("odette@gmial.com")
        field = field_of(at, EMAIL)
        assert field.text() == "odette@gmial.com"
        assert at.focus is field.line
        at.press(Qt.Key.Key_Tab)
        assert at.focus is field.correct_button
        at.press(Qt.Key.Key_Space)
        assert field.text() == "odette@gmail.com"
        at.press(Qt.Key.Key_Tab)
        assert at.focus is choice_of(at, MOBILE).rows[1]
        at.type("0")
        assert at.focus is choice_of(at, MOBILE).rows[1], "« Je n’en ai pas » takes no number"
        at.enter()
        await at.shows(StepId.LOGIN_NAME)

    play(scenario)


@pytest.mark.parametrize("rank", [EMAIL, MOBILE])
def test_going_on_leads_to_the_contact_that_is_not_right(play: Play, rank: int) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        row = next(row for row in choice_of(at, rank).rows if "donne" in row.text())
        row.setFocus()
        at.press(Qt.Key.Key_Space)
        at.type("0")
        at.person_page.forward_button.setFocus()
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.CONTACTS
        assert at.focus is field_of(at, rank).line

    play(scenario)


def test_an_unfinished_contact_says_what_to_do(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONTACTS)
        to_type = choice_of(at, EMAIL).rows[1]
        to_type.setFocus()
        at.press(Qt.Key.Key_Space)
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.CONTACTS
        assert "Terminez votre réponse, ou choisissez « Je n’en ai pas »." in at.written()

    play(scenario)


def test_a_contact_refused_by_the_service_is_said_on_its_page(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.service.fails("submit", FailureCode.CONTACT_REFUSED)
        at.type_password(PASSWORD)
        at.enter()
        await at.shows(StepId.CONTACTS)
        assert "Nous ne pouvons pas écrire à cette adresse ou à ce numéro" in at.said()

    play(scenario)


def test_contacts_of_one_person_are_not_there_for_another_of_the_card(play: Play) -> None:
    """The parent began for herself, then the agent takes the child's case."""

    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Space)
        await at.settled()
        at.type("1")
        await at.shows(StepId.CODE)
        await at.go_to(StepId.CONTACTS)
        choice_of(at, EMAIL).rows[1].setFocus()
        at.press(Qt.Key.Key_Space)
        at.type("autre@exemple.example")
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        at.type(LOGIN_NAME)
        at.enter()
        await at.shows(StepId.PASSWORD)
        at.type_password(PASSWORD)
        await at.settled()
        at.person_page.hand_back_button.click()
        await at.shows(StepId.DECISION)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(1)
        await at.settled()
        at.type("5")  # a child: her parent's paper was seen, not what links them
        await at.shows(StepId.CODE)
        await at.go_to(StepId.CONTACTS)
        assert choice_of(at, EMAIL).current() == 0, "her own is offered to be kept"
        assert field_of(at, EMAIL).text() == ""
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        assert field_of(at).text() == ""
        at.type("fleur.de.sel")
        at.enter()
        await at.shows(StepId.PASSWORD)
        assert [field_of(at, rank).text() for rank in (0, 1)] == ["", ""]
        for secret in ("autre@exemple.example", LOGIN_NAME, PASSWORD):
            assert not finds(held(at.window), secret)

    play(scenario, "aurele")
