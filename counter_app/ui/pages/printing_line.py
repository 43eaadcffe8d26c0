"""Sends a page's sheets to the printer, and the line that says what became of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from counter_app.domain.failures import CounterError
from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Role
from counter_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument


class PrintingLine(Label):
    """One sheet at a time; `busy` while it is on its way. A failure is shown by the page."""

    progressed = Signal()
    """A sheet has left, or what became of it is known."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", Role.SMALL, "muted")
        self._desk = desk
        self.busy = False
        self.hide()

    def tell(self, words: str) -> None:
        """Say this; nothing takes the line away."""
        self.setText(words)
        self.setVisible(bool(words))

    async def send(self, make: Callable[[], SheetDocument], still: Callable[[], bool]) -> bool:
        """True once the printer took the sheet. `still`: what was asked for is shown yet; when it
        is not, nothing is said and the answer is False."""
        if self.busy:
            return False
        self.busy = True
        self.tell(phrase("Envoi à l’imprimante…"))
        self.progressed.emit()
        try:
            printer = await self._desk.papers.print(make)
        except CounterError as error:
            if isValid(self) and still():
                self.tell("")
                self._desk.procedure.show(error.failure)
            return False
        finally:
            self.busy = False
            if isValid(self):
                self.progressed.emit()
        if not (isValid(self) and still()):
            return False
        self.tell(phrase("Page envoyée à l’imprimante « {printer} ».", printer=printer))
        return True
