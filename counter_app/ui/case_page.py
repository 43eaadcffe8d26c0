"""What every page of the case does, on the agent's side and on the person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.failures import Failure
from counter_app.domain.wording import lines, phrase, strong
from counter_app.procedure.case import StepId
from counter_app.procedure.machine import Procedure
from counter_app.ui.event_loop import spawn
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.note import Note

BUSY = phrase("La demande est en cours.")
_OTHER_KEYS = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)

# A mixin for subclasses of QWidget; mypy needs to know that the other parent is one.
_Widget = QWidget if TYPE_CHECKING else object


class CasePage(_Widget):  # type: ignore[misc, valid-type, unused-ignore]
    """Mixin, named before the Qt class. Enter goes on, Escape goes back; what failed is said."""

    procedure: Procedure
    failure_note: Note
    back_button: ActionButton
    forward_button: ActionButton

    # For subclasses -----------------------------------------------------------------------

    def title(self) -> str:
        """The page's one question or instruction."""
        return ""

    def forward_text(self) -> str:
        """What the main button does, in words."""
        return phrase("Continuer")

    def missing(self) -> str:
        """What is still to be done before going on, in a few words, or an empty string."""
        return ""

    def readiness(self) -> tuple[bool, str]:
        """Whether the main button acts, and what it waits for when it does not."""
        return self.procedure.can_go_on, self.missing()

    def failure_words(self, failure: Failure) -> str:
        """What failed and what to do, for whoever has this page before her."""
        return lines(strong(failure.happened), failure.remedy)

    def fill(self) -> None:
        """Show the case's values."""

    def first_focus(self) -> QWidget:
        """Where the next gesture is."""
        return self.forward_button

    def letter(self, letter: str) -> bool:  # noqa: ARG002 - for subclasses
        """A letter or figure typed outside any field; True when it was used."""
        return False

    # The mechanism ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the procedure's present state."""
        self.fill()
        failure = self.procedure.failure
        self.failure_note.tell("" if failure is None else self.failure_words(failure))
        caption, ready, reason = self._main_action()
        self.forward_button.set_text(caption)
        self.forward_button.set_ready(ready, reason)

    def _main_action(self) -> tuple[str, bool, str]:
        """What the main button says, whether it acts, and what it waits for."""
        if self.procedure.busy:
            return phrase("Un instant…"), False, BUSY
        if self.procedure.outcome_unknown:
            return phrase("Demander la réponse"), True, ""
        return self.forward_text(), *self.readiness()

    async def go_on(self) -> None:
        """The main action."""
        await self.procedure.go_on()

    def go_back(self) -> None:
        """The page before, or the end of the case from the first page."""
        self.procedure.back()

    def press_forward(self) -> None:
        """As the main button, without waiting for it to be drawn anew: keys may come in a burst."""
        _, ready, reason = self._main_action()
        if ready:
            self.start_going_on()
        else:
            self.forward_button.set_ready(False, reason)
            self.forward_button.click()  # which says the reason

    def start_going_on(self) -> None:
        """The main action, from a slot."""
        spawn(self._go_on_from(self.procedure.step))

    async def _go_on_from(self, step: StepId | None) -> None:
        """A key pressed twice at once does not go through the next page, which nobody has seen."""
        if self.procedure.step is step:
            await self.go_on()

    def key(self, event: QKeyEvent) -> bool:
        """A key that no field took; True when it was used."""
        if event.modifiers() & _OTHER_KEYS:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_forward()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.back_button.click()
            return True
        return self.letter(event.text().upper())
