"""A field: its label above, what a check says of it beneath, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.findings import Checked, Level
from counter_app.domain.typed_text import is_separator, without_separators
from counter_app.domain.wording import phrase
from counter_app.ui.theme.fonts import load
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.field_frame import FieldFrame
from counter_app.ui.widgets.findings_view import FindingsView
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.scroll_page import keep_in_sight
from counter_app.ui.widgets.themed import Themed, say


def grouped(text: str, groups: Sequence[int]) -> str:
    """The characters of `text` with a space between groups; what is too long ends the last."""
    parts: list[str] = []
    start = 0
    for length in groups:
        parts.append(text[start : start + length])
        start += length
    parts[-1] += text[start:]
    return " ".join(part for part in parts if part)


class _GroupedLine(QLineEdit):
    """Shows its characters in groups while they are typed; the cursor stays where it was."""

    def __init__(self, groups: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self.textEdited.connect(self._regroup)

    def _regroup(self, typed: str) -> None:
        before = len(without_separators(typed[: self.cursorPosition()]))
        raw = without_separators(typed)
        text = grouped(raw, self._groups)
        if text == typed:
            return
        self.setText(text)
        place, passed = 0, 0
        while passed < before:
            passed += 0 if is_separator(text[place]) else 1
            place += 1
        if before and len(raw) > before and text[place] == " ":
            place += 1  # the next character goes to the next group
        self.setCursorPosition(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Backspace and Delete act on characters: a space between groups is none."""
        if not self.hasSelectedText() and not event.modifiers():
            place, text = self.cursorPosition(), self.text()
            if event.key() == Qt.Key.Key_Backspace and text[place - 1 : place] == " ":
                self.setCursorPosition(place - 1)
            elif event.key() == Qt.Key.Key_Delete and text[place : place + 1] == " ":
                self.setCursorPosition(place + 1)
        super().keyPressEvent(event)


class TextField(Themed, QWidget):
    """A labelled field. Where a check knows what was meant, one gesture takes it: F8, or a press.

    `hint`: a line under the label, always there. `grouping`: lengths of the groups in which the
    characters are shown; `text()` has them without the spaces. `mono`: for numbers.
    """

    changed = Signal(str)
    """The text, without the spaces of the groups, after each change."""

    def __init__(
        self,
        label: str,
        hint: str = "",
        mono: bool = False,
        grouping: Sequence[int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grouping = tuple(grouping) if grouping else ()
        self._said, self._told = "", ""
        self._line = self._make_line()
        if mono:
            family = QFont()
            family.setFamilies([load(True, 400)])
            self._line.setFont(family)  # its size stays the inherited one
        self._label = Label(label, Role.STRONG)
        self._label.setBuddy(self._line)
        self._hint = Label(hint, Role.SMALL, "muted")
        self._frame = FieldFrame(self._line, *self._beside())
        self._findings = FindingsView()
        self._correct = ActionButton(phrase("Corriger"), "secondary", key="F8")
        self._correct.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._correct.clicked.connect(self._take_correction)
        self._correction = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._label)
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))  # once it has a parent: else it opens as a window
        column.addWidget(self._frame)
        for widget in self._beneath():
            column.addWidget(widget)
        column.addWidget(self._findings)
        column.addWidget(self._correct)
        self._correct.hide()
        self.setFocusProxy(self._line)
        self._line.setAccessibleName(self._label.text())
        self._describe()
        self._line.textChanged.connect(self._changed)

    def _make_line(self) -> QLineEdit:
        return _GroupedLine(self._grouping) if self._grouping else QLineEdit()

    def _beside(self) -> tuple[QWidget, ...]:
        """Widgets at the right inside the frame."""
        return ()

    def _beneath(self) -> tuple[QWidget, ...]:
        """Widgets between the frame and what a check says."""
        return ()

    def text(self) -> str:
        """What is typed, without the spaces of the groups."""
        typed = self._line.text()
        return without_separators(typed) if self._grouping else typed

    def set_text(self, text: str) -> None:
        """Replace the content."""
        if self._grouping:
            text = grouped(without_separators(text), self._grouping)
        self._line.setText(text)

    def set_label(self, label: str) -> None:
        """Name the field otherwise."""
        self._label.setText(label)
        self._line.setAccessibleName(self._label.text())

    def set_hint(self, hint: str) -> None:
        """Say another line under the label."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._describe()

    def set_placeholder(self, example: str) -> None:
        """Show an example in the empty field."""
        self._line.setPlaceholderText(shown(example))

    def set_checked(self, checked: Checked[Any] | None) -> None:
        """Show what a check found, and offer what was probably meant; None takes it away."""
        findings = checked.findings if checked else ()
        self._offer(checked.correction if checked else "")
        refused = any(finding.level is Level.ERROR for finding in findings)
        self._frame.set_refused(refused)
        words = self._findings.show_findings(findings)
        if self._line.hasFocus():
            keep_in_sight(self)
        if words == self._said:
            return
        self._said = words
        self._describe()
        if self._line.hasFocus():
            say(self._line, words)

    def _offer(self, correction: str) -> None:
        if not correction and self._correct.hasFocus():
            self._line.setFocus()
        self._correction = correction
        self._correct.setVisible(bool(correction))
        told = phrase("Écrire {correction}. Touche {key}.", correction=correction, key="F8")
        self._correct.setAccessibleDescription(shown(told) if correction else "")

    def _take_correction(self) -> None:
        """As if it had been typed: it can be undone."""
        taken = self._correction
        self._line.setFocus()
        self._line.selectAll()
        self._line.insert(grouped(taken, self._grouping) if self._grouping else taken)
        say(self._line, shown(phrase("Corrigé : {taken}", taken=taken)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """F8 takes what is offered."""
        if event.key() == Qt.Key.Key_F8 and self._correction:
            self._take_correction()
        else:
            super().keyPressEvent(event)

    @property
    def correct_button(self) -> ActionButton:
        """Takes what was probably meant; hidden while nothing is offered."""
        return self._correct

    def shown_findings(self) -> str:
        """The sentences beneath the field."""
        return self._said

    @property
    def line(self) -> QLineEdit:
        """The input inside, for tests and for the walkthrough's keystrokes."""
        return self._line

    def _describe(self) -> None:
        parts = (self._hint.text(), self._said)
        self._line.setAccessibleDescription(" ".join(part for part in parts if part))

    def _changed(self) -> None:
        text = self.text()
        if text != self._told:  # regrouping is no change
            self._told = text
            self.changed.emit(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A disabled field leaves its label readable."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._label.set_tone("ink" if self.isEnabled() else "muted")
