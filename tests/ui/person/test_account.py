"""The login name and the password: rules said while they are typed, hers alone, then gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import ProfileStatus
from counter_app.procedure.case import PersonChoices, StepId
from counter_app.procedure.steps import PERSON_STEPS
from counter_app.ui.widgets.choice_row import OptionRow
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import LOGIN_NAME, PASSWORD, CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain


def field_of(at: CounterOnScreen, rank: int = 0) -> TextField:
    return at.person_page.findChildren(TextField)[rank]


def choices_of(at: CounterOnScreen) -> PersonChoices:
    case = at.procedure.case
    assert case is not None
    return case.choices


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


def test_what_is_typed_while_the_name_is_checked_changes_nothing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        at.service.hold = asyncio.Event()
        at.type(LOGIN_NAME)
        at.enter()
        await until(lambda: at.procedure.busy and at.window.up_to_date)
        at.type("x")
        at.press(Qt.Key.Key_Backspace)
        assert field_of(at).text() == LOGIN_NAME, "what is asked is what is shown"
        at.service.fails("login_name_free", FailureCode.SERVICE_UNREACHABLE)
        at.service.hold.set()
        await at.settled()
        at.type("7")
        assert choices_of(at).login_name == field_of(at).text() == LOGIN_NAME + "7"

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
    ("v", {"une minuscule", "sans votre nom ni votre identifiant"}),
    ("vV", {"une minuscule", "une majuscule", "sans votre nom ni votre identifiant"}),
    ("vV2!", {"une minuscule", "une majuscule", "un chiffre", "un signe, comme ! ou ?"}
     | {"sans votre nom ni votre identifiant"}),
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


# The service's session ----------------------------------------------------------------------


def test_a_session_that_ends_while_she_reads_loses_nothing(play: Play) -> None:
    """The code stands where it was: one key identifies her again."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD)
        at.service.fails("submit", FailureCode.SESSION_EXPIRED)
        at.enter()
        await at.shows(StepId.CODE)
        kept = choices_of(at)
        for page in (StepId.DECISION, *PERSON_STEPS):
            at.enter()
            await at.shows(page)
        assert choices_of(at) == kept
        assert [field_of(at, rank).text() for rank in (0, 1)] == [PASSWORD, PASSWORD]
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert len(at.service.registered) == 1

    play(scenario)
