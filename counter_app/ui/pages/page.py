"""What the pages of the agent's side share: a title, a body that scrolls, a bar at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.procedure.case import StepId
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.scroll_page import PageFrame


class Page(QWidget):
    """One page of the case. Subclasses fill `body` and say `title()` and `forward_text()`.

    Enter goes on, Escape goes back. What failed is shown above the body, in words.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.procedure = desk.procedure
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.L)
        self.failure_note = Note("warning", "")
        self.failure_note.hide()
        self.column.addWidget(self.failure_note)
        self.back_button = ActionButton("Retour", "secondary", key="Échap")
        self.forward_button = ActionButton("Continuer", "primary", key="Entrée")
        self.back_button.clicked.connect(self.go_back)
        self.forward_button.clicked.connect(self._start_going_on)
        self.frame = PageFrame("", self.body, self.back_button, self.forward_button)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.frame)

    # For subclasses -----------------------------------------------------------------------

    def title(self) -> str:
        """The page's one question or instruction."""
        return ""

    def forward_text(self) -> str:
        """What the main button does, in words."""
        return "Continuer"

    def missing(self) -> str:
        """What is still to be done before going on, in a few words, or an empty string."""
        return ""

    def fill(self) -> None:
        """Show the case's values."""

    def first_focus(self) -> QWidget:
        """Where the next gesture is."""
        return self.forward_button

    # The mechanism ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the procedure's present state."""
        self.frame.set_title(self.title())
        self.fill()
        failure = self.procedure.failure
        self.failure_note.setVisible(failure is not None)
        if failure is not None:
            words = f"<b>{failure.happened}</b>\n{failure.remedy}"
            if words != getattr(self, "_failure_words", ""):
                self.failure_note.set_text(words)
            self._failure_words = words
        else:
            self._failure_words = ""
        self._refresh_bar()

    def _refresh_bar(self) -> None:
        procedure = self.procedure
        missing = self.missing()
        if procedure.busy:
            self.forward_button.set_text("Un instant…")
            self.forward_button.set_ready(False, "La demande est en cours.")
        elif procedure.outcome_unknown:
            self.forward_button.set_text("Demander la réponse")
            self.forward_button.set_ready(True)
        else:
            self.forward_button.set_text(self.forward_text())
            self.forward_button.set_ready(procedure.can_go_on, missing)
        self.frame.set_hint("" if procedure.busy else missing)

    async def go_on(self) -> None:
        """The main action."""
        await self.procedure.go_on()

    def press_forward(self) -> None:
        """As the main button, without waiting for it to be drawn anew: keys may come in a burst."""
        if self.procedure.can_go_on or self.procedure.outcome_unknown:
            self._start_going_on()
        else:
            self.forward_button.click()

    def _start_going_on(self) -> None:
        spawn(self._go_on_from(self.procedure.step))

    async def _go_on_from(self, step: StepId | None) -> None:
        """A key pressed twice at once does not go through the next page, which nobody has seen."""
        if self.procedure.step is step:
            await self.go_on()

    def go_back(self) -> None:
        """The page before, or the end of the case from the first page."""
        self.procedure.back()

    def key(self, event: QKeyEvent) -> bool:
        """A key that no field took; True when it was used."""
        if event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_forward()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.back_button.click()
            return True
        return self.letter(event.text().upper())

    def letter(self, letter: str) -> bool:  # noqa: ARG002 - for subclasses
        """A letter or figure typed outside any field; True when it was used."""
        return False
