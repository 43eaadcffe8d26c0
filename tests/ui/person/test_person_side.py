"""The person's side: nothing of the agent's is on it, what she types stays hers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import ProfileStatus
from counter_app.gateway.port import ContactChange, MaskedContacts
from counter_app.procedure.case import PersonChoices, StepId
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList, OptionRow
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import (
    LOGIN_NAME,
    PASSWORD,
    CounterOnScreen,
    finds,
    held,
    plain,
    secrets_of,
    seen,
)
from tests.ui.playing import Play

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
    ("odette@agence.example", "Cette adresse est celle de la structure ou d’un agent", None),
    ("odette@accueil.agence.example", "celle de la structure ou d’un agent", None),
    ("odette@gmial.com", "est-ce plutôt « gmail.com » ?", "odette@gmial.com"),
    ("odette@exemple.example.", "Le point de la fin n’a pas été gardé", "odette@exemple.example"),
    ("odette@exemplé.example", "", "odette@exemplé.example"),
    ("odette@exemple.example", "", "odette@exemple.example"),
]
MOBILES = [
    ("0590201234", "C’est un numéro de téléphone fixe", None),
    ("069030451", "Encore 1 chiffre", None),
    ("06903045123", "Il y a 1 chiffre de trop", None),
    ("O690304512", "« O » n’est pas un chiffre", None),
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
        at.enter()
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


# The login name -----------------------------------------------------------------------------

LOGIN_NAMES = [
    ("marin", "Encore 3 caractères"),
    ("Marin.pecheur", "« M » est une majuscule. Écrivez-la en minuscule"),
    ("marin pecheur", "il y a un espace"),
    ("marin.pêcheur", "« ê » porte un accent"),
    ("marin@exemple.example", "Une adresse e-mail ne peut pas servir d’identifiant"),
    ("248049711203438", "Un numéro de sécurité sociale ne peut pas servir d’identifiant"),
    ("fr7630006000011234567890189", "Un IBAN ne peut pas servir d’identifiant"),
]


def test_each_rule_of_the_login_name_is_said_at_once(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        field = field_of(at)
        for typed, sentence in LOGIN_NAMES:
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.type(typed)
            assert sentence in at.said(field), typed
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.LOGIN_NAME, typed
            assert field.text() == typed

    play(scenario)


def test_a_name_that_is_taken_brings_free_ones(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.taken = {LOGIN_NAME: ("marin.pecheur2", "marin.pecheur.27")}
        await at.go_to(StepId.LOGIN_NAME)
        at.type(LOGIN_NAME)
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.LOGIN_NAME
        assert "Cet identifiant est déjà pris" in at.said()
        assert field_of(at).text() == LOGIN_NAME
        offered = [row for row in at.person_page.findChildren(OptionRow) if row.isVisible()]
        assert [row.text() for row in offered] == ["marin.pecheur2", "marin.pecheur.27"]
        at.press(Qt.Key.Key_Tab)
        assert at.focus is offered[0], "the first key of a tab is on what is offered"
        at.press(Qt.Key.Key_Space)
        assert field_of(at).text() == "marin.pecheur2"
        await at.settled()
        assert "déjà pris" not in at.said()
        at.enter()
        await at.shows(StepId.PASSWORD)
        assert choices_of(at).login_name == "marin.pecheur2"

    play(scenario)


def test_a_failure_of_the_service_is_left_to_the_agent(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        at.service.fails("login_name_free", FailureCode.SERVICE_UNREACHABLE)
        at.type(LOGIN_NAME)
        at.enter()
        await at.settled()
        assert "demandez à l’agent de vous aider" in at.said()
        assert CATALOGUE[FailureCode.SERVICE_UNREACHABLE].happened not in at.said()
        assert field_of(at).text() == LOGIN_NAME
        at.enter()
        await at.shows(StepId.PASSWORD)

    play(scenario)


# The password -------------------------------------------------------------------------------

RULES = [
    # typed so far, the rules that are ticked
    ("", set()),
    ("v", {"une minuscule", "sans votre nom"}),
    ("vV", {"une minuscule", "une majuscule", "sans votre nom"}),
    ("vV2!", {"une minuscule", "une majuscule", "un chiffre", "un signe, comme ! ou ?"}
     | {"sans votre nom"}),
    ("Odette27!", {"une minuscule", "une majuscule", "un chiffre", "un signe, comme ! ou ?"}
     | {"au moins 9 caractères"}),
]  # fmt: skip


def test_the_rules_tick_while_the_person_types(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        rules = at.person_page.findChildren(PasswordField)[0].rules
        for typed, kept in RULES:
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.press(Qt.Key.Key_Delete)
            at.type(typed)
            told = at.said(rules).split("\n")
            ticked = {line.removesuffix(" : fait") for line in told if line.endswith(" : fait")}
            assert ticked == kept, typed
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD
        assert not at.service.operations

    play(scenario)


def test_a_password_that_is_easy_to_guess_is_told_so(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password("Bonjour123!")
        await at.settled()
        assert "Ce mot de passe est trop facile à deviner." in at.said()
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD

    play(scenario)


def test_two_passwords_that_differ_are_told_so(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD, PASSWORD[:-1] + "8")
        await at.settled()
        assert "Les deux mots de passe ne sont pas pareils." in at.said()
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD
        at.press(Qt.Key.Key_Backspace)
        at.type(PASSWORD[-1])
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


def test_the_password_shows_only_when_asked_and_is_never_copied(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        QApplication.clipboard().clear()
        at.type(PASSWORD)
        line = field_of(at).line
        assert line.displayText() == "•" * len(PASSWORD)
        at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        at.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        at.press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == ""
        at.press(Qt.Key.Key_Tab)
        at.press(Qt.Key.Key_Space)
        assert line.displayText() == PASSWORD
        at.press(Qt.Key.Key_Space)
        assert line.echoMode() is QLineEdit.EchoMode.Password

    play(scenario)


def test_the_password_is_nowhere_after_the_act(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD)
        at.enter()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert sent.activation is not None
        assert sent.activation.password == PASSWORD
        assert sent.activation.login_name == LOGIN_NAME
        for secret in (PASSWORD, LOGIN_NAME, at.person["enrolment_code"]):
            assert not finds(held(at.window), secret)
        assert choices_of(at).password == ""

    play(scenario)


def test_a_refused_password_is_said_and_kept(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.service.fails("submit", FailureCode.ACCOUNT_PASSWORD_REFUSED)
        at.type_password(PASSWORD)
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD
        assert "Ce mot de passe est trop facile à deviner" in at.said()
        assert field_of(at).text() == PASSWORD

    play(scenario)


def test_a_password_does_not_hold_the_names(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password("Marchandeau-27!")
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD

    play(scenario)


def test_with_an_account_the_contacts_are_the_last_page(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.known = replace(at.service.known, has_account=True)
        await at.go_to(StepId.CONTACTS)
        assert "Étape 2 sur 2" in at.said()
        assert plain(at.person_page.forward_button.text()) == "Activer mon espace"
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert sent.activation is not None
        assert sent.activation.password == ""

    play(scenario, status=ProfileStatus.CLOSED)


def test_an_unknown_outcome_on_the_persons_side_is_asked_about(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.service.fails("submit", FailureCode.OPERATION_OUTCOME_UNKNOWN)
        at.type_password(PASSWORD)
        at.enter()
        await at.settled()
        assert at.procedure.outcome_unknown
        assert at.procedure.step is StepId.PASSWORD
        assert "demandez à l’agent de vous aider" in at.written()
        assert plain(at.person_page.forward_button.text()) == "Demander la réponse"
        at.type("x")  # held: what was sent is not changed any more
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert len(at.service.operations) == 1
        assert len(at.service.registered) == 1

    play(scenario)
