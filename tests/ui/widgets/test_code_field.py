"""The code: one field for the keyboard, the clipboard and screen readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.domain.findings import Finding, Level
from counter_app.ui.widgets.code_field import CodeField

Show = Callable[[QWidget], None]
Heard = Callable[[QWidget], tuple[str, str, QAccessible.Role]]
CODE = "Hq7RtW2mKd9x"


@pytest.fixture
def field(show: Show) -> CodeField:
    made = CodeField()
    show(made)
    made.setFocus()
    return made


def paste(field: CodeField, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_typing_goes_across_the_groups_without_blanks_and_hyphens(field: CodeField) -> None:
    told: list[str] = []
    field.changed.connect(told.append)
    QTest.keyClicks(field.line, "Hq7R tW2m-Kd9x")
    assert field.text() == CODE
    assert told[-1] == CODE
    assert len(told) == 12


def test_a_key_that_came_twice_loses_nothing_of_the_rest(field: CodeField) -> None:
    QTest.keyClicks(field.line, "HHq7RtW2mKd9x")
    assert field.text() == "HHq7RtW2mKd9x"
    assert _count(field) == "13 / 12"
    QTest.keyClick(field.line, Qt.Key.Key_Home)
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    assert field.text() == CODE
    assert _count(field) == "12 / 12"


@pytest.mark.parametrize(
    "pasted",
    [CODE, "Hq7R tW2m Kd9x", " Hq7R-tW2m-Kd9x\n", "Hq7R\u00a0tW2m\u202fKd9x", "Hq7R\ntW2m\nKd9x"],
)
def test_pasting_leaves_out_blanks_and_hyphens(field: CodeField, pasted: str) -> None:
    QTest.keyClicks(field.line, "abc")
    paste(field, pasted)
    assert field.text() == CODE


def test_a_part_is_pasted_at_the_cursor(field: CodeField) -> None:
    QTest.keyClicks(field.line, "Hq7RKd9x")
    field.line.setCursorPosition(4)
    paste(field, "tW 2m")
    assert field.text() == CODE


def test_what_exceeds_twelve_is_kept_for_the_person_to_see(field: CodeField) -> None:
    paste(field, CODE + "PQ")
    assert field.text() == CODE + "PQ"


def test_backspace_and_arrows_cross_the_groups(field: CodeField) -> None:
    QTest.keyClicks(field.line, "Hq7Rt")
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.text() == "Hq7"
    QTest.keyClick(field.line, Qt.Key.Key_Left)
    QTest.keyClicks(field.line, "Z")
    assert field.text() == "HqZ7"


def test_an_input_method_follows_the_same_rule(field: CodeField) -> None:
    field.set_text(CODE)
    for brought in ("-", "\u00a0"):
        event = QInputMethodEvent("", [])
        event.setCommitString(brought)
        QApplication.sendEvent(field.line, event)
    assert field.text() == CODE


def test_nothing_of_it_reaches_a_clipboard(field: CodeField) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("autre chose")
    field.set_text(CODE)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(field.line, Qt.Key.Key_A, control)
    assert field.line.selectedText() == CODE
    QTest.keyClick(field.line, Qt.Key.Key_C, control)
    QTest.keyClick(field.line, Qt.Key.Key_X, control)
    QTest.keyClick(field.line, Qt.Key.Key_Insert, control)
    QTest.keyClick(field.line, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert clipboard.text() == "autre chose"


def test_a_click_puts_the_cursor_between_the_nearest_characters(field: CodeField) -> None:
    field.set_text(CODE)
    box, _radius = field.line.focus_outline()
    assert box.left() > 0  # the cursor is at the end, in the third group
    QTest.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(2, 30))
    assert field.line.cursorPosition() == 0
    assert field.line.focus_outline()[0].left() == 0


def test_a_drag_selects(field: CodeField) -> None:
    field.set_text(CODE)
    QTest.mousePress(field.line, Qt.MouseButton.LeftButton, pos=QPoint(2, 30))
    QTest.mouseMove(field.line, QPoint(field.line.width() - 1, 30))
    field.line.setSelection(0, 4)  # offscreen pointers do not always drag
    QTest.keyClicks(field.line, "Z")
    assert field.text() == "ZtW2mKd9x"


def test_a_screen_reader_finds_one_named_field(field: CodeField, heard: Heard) -> None:
    field.set_help("12 lettres et chiffres.")
    assert heard(field.line) == (
        "Code provisoire",
        "12 lettres et chiffres.",
        QAccessible.Role.EditableText,
    )


def test_the_count_follows(field: CodeField) -> None:
    field.set_text("Hq7RtW2m")
    assert _count(field) == "8 / 12"


def test_the_caps_lock_is_guessed_from_a_letter_without_shift(field: CodeField) -> None:
    told: list[bool] = []
    field.caps_lock_changed.connect(told.append)
    QTest.keyClick(field.line, "H", Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(field.line, "q", Qt.KeyboardModifier.NoModifier)
    assert told == [True, False]
    QTest.keyClick(field.line, "q", Qt.KeyboardModifier.ShiftModifier)
    assert told == [True, False, True], "a small letter with Shift"
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert told == [True, False, True, False], "it was pressed: the next letter tells"


def test_what_is_said_of_a_character_is_heard_of_the_field_and_marked_in_it(
    field: CodeField, heard: Heard
) -> None:
    field.set_help("12 lettres et chiffres.")
    field.set_text("Hq7RtO2m")
    before = field.grab().toImage()
    field.show_findings((Finding(Level.WARNING, "6ᵉ caractère ?", 5),))
    assert heard(field.line)[1] == "12 lettres et chiffres. 6ᵉ caractère\u00a0?"
    doubted = field.grab().toImage()
    assert doubted != before
    field.show_findings((Finding(Level.ERROR, "6ᵉ caractère.", 5),))
    assert field.grab().toImage() not in (before, doubted)
    field.show_findings(())
    assert heard(field.line)[1] == "12 lettres et chiffres."


def test_groups_go_below_one_another_where_there_is_no_room(show: Show) -> None:
    room = QWidget()
    field = CodeField(parent=room)
    show(room)
    field.set_text(CODE + "Z")
    group, _ = field.line.focus_outline()
    assert field.minimumSizeHint() == group.size().toSize()
    for groups in (4, 3, 2, 1):
        field.resize(round((group.width() + 18) * groups), 500)
        QApplication.sendPostedEvents()
        assert field.line.width() <= field.width()
        rows = -(-4 // groups)
        assert field.line.height() == round(group.height() * rows + 18 * (rows - 1))
        last, _ = field.line.focus_outline()
        QTest.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        assert field.line.cursorPosition() == 0
        QTest.mouseClick(field.line, Qt.MouseButton.LeftButton, pos=last.center().toPoint())
        assert field.line.cursorPosition() == 13


def _count(field: CodeField) -> str:
    (shown,) = [label.text() for label in field.findChildren(QWidget) if hasattr(label, "block")]
    return str(shown)
