"""The password alone: what says how good it is, and what could let it out."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.gateway.port import ContactChange
from counter_app.procedure.case import StepId
from counter_app.ui.person.strength_view import StrengthView
from counter_app.ui.widgets.password_field import PasswordField, RuleList
from tests.ui.counter_on_screen import LOGIN_NAME, PASSWORD, CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def lines_of(at: CounterOnScreen) -> list[QLineEdit]:
    return [field.line for field in at.person_page.findChildren(PasswordField)]


def strength_of(at: CounterOnScreen) -> str:
    (view,) = at.person_page.findChildren(StrengthView)
    return plain(view.accessibleDescription()) if view.isVisible() else ""


# How good it is -----------------------------------------------------------------------------


def test_the_strength_is_said_in_words_as_she_types(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        assert not strength_of(at)
        heard = []
        for character in "Bonjour12!Vert-Tortue":
            at.type(character)
            if strength_of(at) not in heard:
                heard.append(strength_of(at))
        assert heard[0].startswith("Très facile à deviner.")
        assert "Ajoutez un mot ou deux" in heard[0]
        assert heard[-1] == "Très solide."
        assert heard[-1] in at.written()
        at.press(Qt.Key.Key_A, CONTROL)
        at.press(Qt.Key.Key_Delete)
        assert not strength_of(at)

    play(scenario)


def test_what_is_known_of_her_makes_a_weak_password(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type("Zouk!17041948")  # her birthday
        known = strength_of(at)
        at.press(Qt.Key.Key_A, CONTROL)
        at.type("Zouk!18041948")
        assert known != strength_of(at)
        at.press(Qt.Key.Key_A, CONTROL)
        at.type("Fleurdecanne7!")
        assert strength_of(at) == "Très solide."
        email = ContactChange(keep=False, value="fleurdecanne@exemple.example")
        at.procedure.change_choices(email=email)
        at.type("?")
        assert strength_of(at).startswith("Facile à deviner.")

    play(scenario)


def test_an_estimate_refuses_nothing_that_the_rules_let_through(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password("Qwertyui1!")
        assert strength_of(at).startswith("Facile à deviner.")
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


def test_the_login_name_is_not_in_the_password(play: Play) -> None:
    """The service refuses it: it is said before the act, also when the name changes afterwards."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password("Goelette-27!")  # the login name is goelette.rose
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.PASSWORD
        assert not at.service.operations
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.LOGIN_NAME)
        at.press(Qt.Key.Key_A, CONTROL)
        at.type("fleur.de.canne")
        at.enter()
        await at.shows(StepId.PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert at.service.operations[0].activation is not None
        assert at.service.operations[0].activation.password == "Goelette-27!"

    play(scenario)


def test_the_rules_of_the_login_name_tick_too(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        (rules,) = at.person_page.findChildren(RuleList)
        assert "fait" not in at.said(rules)
        at.type("Marin")
        assert "au moins 8 caractères : manque" in at.said(rules)
        assert "minuscules, chiffres, . _ - : manque" in at.said(rules)
        assert "sans le signe @ : fait" in at.said(rules)
        at.press(Qt.Key.Key_A, CONTROL)
        at.type(LOGIN_NAME)
        assert "manque" not in at.said(rules)

    play(scenario)


def test_the_caps_lock_is_told(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.send(Qt.Key.Key_V, "v")
        assert "Verr. Maj." not in at.written()
        at.send(Qt.Key.Key_R, "R")  # a capital without Shift
        assert "Verr. Maj." in at.written()
        at.send(Qt.Key.Key_CapsLock)
        at.send(Qt.Key.Key_T, "t")
        assert "Verr. Maj." not in at.written()

    play(scenario)


# What could let it out ----------------------------------------------------------------------


def test_neither_clipboard_selection_undo_nor_screen_reader_has_it(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        clipboard = QApplication.clipboard()
        clipboard.clear()
        at.type_password(PASSWORD)
        for line in lines_of(at):
            line.setFocus()
            for shown in (False, True):
                mode = QLineEdit.EchoMode
                line.setEchoMode(mode.Normal if shown else mode.Password)
                line.selectAll()
                at.press(Qt.Key.Key_C, CONTROL)
                at.press(Qt.Key.Key_X, CONTROL)
                at.press(Qt.Key.Key_Insert, CONTROL)
                at.press(Qt.Key.Key_Delete, SHIFT)
                assert line.text() == PASSWORD, "nor is it cut"
                assert clipboard.text() == ""
                if clipboard.supportsSelection():
                    assert clipboard.text(clipboard.Mode.Selection) == ""
            line.setEchoMode(mode.Password)
            for words in _told_to_screen_readers(line):
                assert PASSWORD not in words
            assert line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        line.clear()
        at.type("x")
        at.press(Qt.Key.Key_Z, CONTROL)
        at.press(Qt.Key.Key_Z, CONTROL)
        assert line.text() == "", "no step back brings back what was there"

    play(scenario)


def _told_to_screen_readers(line: QLineEdit) -> list[str]:
    interface = QAccessible.queryAccessibleInterface(line)
    text = interface.textInterface()
    told = [interface.text(kind) for kind in QAccessible.Text if kind.value >= 0]
    return told if text is None else [*told, text.text(0, text.characterCount())]


def test_what_was_shown_for_a_look_is_dots_again_on_coming_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD)
        for field in at.person_page.findChildren(PasswordField):
            field.eye.click()
            assert field.line.displayText() == PASSWORD
        await at.settled()
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.LOGIN_NAME)
        at.enter()
        await at.shows(StepId.PASSWORD)
        for line in lines_of(at):
            assert line.displayText() == "•" * len(PASSWORD)
            assert line.text() == PASSWORD, "nothing typed is lost"

    play(scenario)


def test_it_is_in_no_log_and_in_no_widget_once_it_has_left(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    """With all that every library says, down to the finest."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.PASSWORD)
        at.type_password(PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        for secret in (PASSWORD, LOGIN_NAME):
            assert not finds(held(at.window), secret)

    with caplog.at_level(logging.DEBUG):
        play(scenario)
    for secret in (PASSWORD, LOGIN_NAME):
        assert secret not in caplog.text
