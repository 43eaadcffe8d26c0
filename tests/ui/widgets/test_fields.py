"""Labelled fields: grouping, findings, passwords."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.ui.widgets.labels import MarkedLine
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.scroll_page import BodyScroll
from counter_app.ui.widgets.text_field import TextField, grouped

Show = Callable[[QWidget], None]
Heard = Callable[[QWidget], tuple[str, str, QAccessible.Role]]
NIR_GROUPS = (1, 2, 2, 2, 3, 3, 2)
NIR, SHOWN = "248049711203438", "2 48 04 97 112 034 38"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def nir(show: Show) -> TextField:
    field = TextField("Numéro de sécurité sociale", "15 chiffres", mono=True, grouping=NIR_GROUPS)
    show(field)
    field.setFocus()
    return field


@given(st.text("0123456789AB", max_size=25))
def test_grouping_adds_spaces_and_nothing_else(text: str) -> None:
    shown = grouped(text, NIR_GROUPS)
    assert shown.replace(" ", "") == text
    assert "  " not in shown
    assert shown == shown.strip()


@pytest.mark.parametrize("typed", [NIR, SHOWN, "2-48-04-97-112-034-38"])
def test_a_nir_is_grouped_while_it_is_typed(nir: TextField, typed: str) -> None:
    told: list[str] = []
    nir.changed.connect(told.append)
    QTest.keyClicks(nir.line, typed)
    assert nir.line.text() == SHOWN
    assert nir.text() == NIR
    assert told == [NIR[:length] for length in range(1, 16)]


def test_a_nir_pasted_in_any_spacing_is_grouped(nir: TextField) -> None:
    QApplication.clipboard().setText(" 2.48.04.97.112.034 38")
    QTest.keyClick(nir.line, Qt.Key.Key_V, CONTROL)
    assert nir.line.text() == SHOWN


def test_the_cursor_stays_where_a_digit_was_put_in(nir: TextField) -> None:
    nir.set_text("24804971120343")
    nir.line.setCursorPosition(3)  # after "2 4"
    QTest.keyClicks(nir.line, "9")
    assert nir.text() == "249804971120343"
    assert nir.line.text()[: nir.line.cursorPosition()].replace(" ", "") == "249"
    QTest.keyClicks(nir.line, "1")
    assert nir.text() == "2491804971120343"


def test_backspace_and_delete_skip_the_spaces(nir: TextField) -> None:
    nir.set_text(NIR)
    nir.line.setCursorPosition(2)  # after the space behind "2"
    QTest.keyClick(nir.line, Qt.Key.Key_Backspace)
    assert nir.text() == NIR[1:]
    nir.set_text(NIR)
    nir.line.setCursorPosition(1)  # before that space
    QTest.keyClick(nir.line, Qt.Key.Key_Delete)
    assert nir.text() == NIR[0] + NIR[2:]


def test_a_field_says_at_once_what_is_wrong_and_nothing_typed_is_lost(
    nir: TextField, heard: Heard
) -> None:
    QTest.keyClicks(nir.line, "24804")
    nir.set_checked(refused("Il manque 10 chiffres : le numéro en a 15."))
    said = "Il manque 10 chiffres\u00a0: le numéro en a 15."
    assert nir.shown_findings() == said
    assert heard(nir.line) == (
        "Numéro de sécurité sociale",
        f"15 chiffres {said}",
        QAccessible.Role.EditableText,
    )
    assert nir.text() == "24804"
    nir.set_checked(Checked("x"))
    assert nir.shown_findings() == ""
    assert heard(nir.line)[1] == "15 chiffres"


def test_findings_come_gravest_first(nir: TextField) -> None:
    findings = (Finding(Level.HINT, "Aide."), Finding(Level.ERROR, "À corriger."))
    nir.set_checked(Checked(None, findings))
    assert nir.shown_findings() == "À corriger. Aide."


def test_the_field_and_what_is_said_of_it_stay_in_sight(show: Show, qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    fields = [TextField(f"Champ {rank}") for rank in range(4)]
    for field in fields:
        column.addWidget(field)
    scroll = BodyScroll(content)
    scroll.resize(300, 230)
    show(scroll)
    last = fields[-1]
    last.setFocus()
    sentence = "Une longue phrase sur ce qui est à relire, de deux ou trois lignes au moins. " * 2
    fields[0].set_checked(refused(sentence))  # pushes the others down
    last.set_checked(refused(sentence))
    port = scroll.viewport()

    def bottom() -> int:
        return last.mapTo(port, last.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: 200 < bottom() < port.height())
    assert last.line.mapTo(port, last.line.rect().topLeft()).y() >= 0


MEANT = Checked("x", (Finding(Level.WARNING, "Plutôt ceci ?", correction="odette@gmail.com"),))


@pytest.mark.parametrize("gesture", ["F8", "press", "tab and space"])
def test_what_was_meant_is_taken_in_one_gesture_and_can_be_undone(
    show: Show, heard: Heard, gesture: str
) -> None:
    field = TextField("Adresse e-mail")
    show(field)
    field.setFocus()
    told: list[str] = []
    field.changed.connect(told.append)
    field.changed.connect(lambda text: field.set_checked(MEANT if "gmial" in text else None))
    QTest.keyClick(field.line, Qt.Key.Key_F8)  # nothing is offered: nothing happens
    QTest.keyClicks(field.line, "odette@gmial.com")
    assert heard(field.correct_button)[:2] == ("Corriger", "Écrire odette@gmail.com. Touche F8.")
    match gesture:
        case "F8":
            QTest.keyClick(field.line, Qt.Key.Key_F8)
        case "press":
            QTest.mouseClick(field.correct_button, Qt.MouseButton.LeftButton)
        case _:
            QTest.keyClick(field.line, Qt.Key.Key_Tab)
            assert field.correct_button.hasFocus()
            QTest.keyClick(field.correct_button, Qt.Key.Key_Space)
    assert field.text() == "odette@gmail.com"
    assert told[-1] == "odette@gmail.com"
    assert not field.correct_button.isVisible()
    assert field.line.hasFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Z, CONTROL)
    assert field.text() == "odette@gmial.com"
    assert field.correct_button.isVisible()


def test_a_grouped_field_takes_a_correction_in_its_groups(nir: TextField) -> None:
    QTest.keyClicks(nir.line, "2480497112O3438")
    nir.set_checked(Checked(None, (Finding(Level.ERROR, "« O » ?", 10, NIR),)))
    QTest.keyClick(nir.line, Qt.Key.Key_F8)
    assert (nir.text(), nir.line.text()) == (NIR, SHOWN)


def test_the_page_does_not_jump_when_a_sentence_comes(nir: TextField) -> None:
    before = nir.sizeHint().height()
    nir.set_checked(refused("Encore 1 chiffre."))
    assert nir.sizeHint().height() == before


def test_a_password_is_hidden_until_asked_and_never_copied(qtbot: QtBot, show: Show) -> None:
    field = PasswordField("Mot de passe")
    show(field)
    field.setFocus()
    QTest.keyClicks(field.line, "Brume-7claire")
    clipboard = QApplication.clipboard()
    clipboard.setText("autre chose")
    assert not field.shown
    assert "Brume" not in field.line.displayText()
    with qtbot.waitSignal(field.shown_changed):
        QTest.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.shown
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(field.line, key, CONTROL)
    assert clipboard.text() == "autre chose"
    assert field.text() == "Brume-7claire"


def test_the_caps_lock_is_told_of_a_hidden_password(show: Show) -> None:
    field = PasswordField("Mot de passe")
    show(field)
    field.setFocus()
    warning = field.findChildren(MarkedLine)[0]
    assert not warning.isVisible()
    QTest.keyClick(field.line, "V", Qt.KeyboardModifier.NoModifier)
    assert warning.isVisible()
    assert "Verr. Maj." in warning.label.text()
    QTest.keyClick(field.line, "v", Qt.KeyboardModifier.NoModifier)
    assert not warning.isVisible()
    QTest.keyClick(field.line, "V", Qt.KeyboardModifier.ShiftModifier)
    assert not warning.isVisible()


def test_the_eye_says_what_it_does(heard: Heard, qtbot: QtBot) -> None:
    field = PasswordField("Mot de passe")
    qtbot.addWidget(field)
    assert heard(field.eye)[0] == "Afficher"
    field.set_shown(True)
    assert heard(field.eye)[0] == "Masquer"


def test_a_screen_reader_is_not_told_the_hidden_password(qtbot: QtBot) -> None:
    field = PasswordField("Mot de passe")
    qtbot.addWidget(field)
    field.set_text("Brume-7claire")
    interface = QAccessible.queryAccessibleInterface(field.line)
    assert interface.state().passwordEdit
    assert "Brume" not in interface.text(QAccessible.Text.Value)


def test_rules_tick_one_by_one(qtbot: QtBot, heard: Heard) -> None:
    field = PasswordField("Mot de passe")
    qtbot.addWidget(field)
    field.set_rules([("une majuscule", True), ("un chiffre", False)])
    assert heard(field.rules)[1] == "Il manque\u00a0: un chiffre."
    field.set_rules([("une majuscule", True), ("un chiffre", True)])
    assert heard(field.rules)[1] == "Toutes les règles sont suivies."
