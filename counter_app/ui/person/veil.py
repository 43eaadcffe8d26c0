"""When the person's screen goes dark in her turn: nothing she typed shows before she is there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.domain.failures import Failure
from counter_app.domain.wording import lines, phrase
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage


class VeilPage(PersonSidePage):
    """Covers the agent's window until the person goes on there. `lifted`: she does."""

    lifted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.back_button.hide()

    def title(self) -> str:
        return phrase("Continuez sur cet écran")

    def lead(self) -> str:
        return lines(
            phrase("Votre écran s’est éteint. Ce que vous avez tapé est gardé."),
            phrase("L’agent tourne cet écran vers vous, puis vous continuez."),
        )

    def held_for(self) -> str:
        return ""

    def failure_words(self, failure: Failure) -> str:  # noqa: ARG002 - said once she is there
        return ""

    async def go_on(self) -> None:
        self.lifted.emit()

    def go_back(self) -> None:
        self.procedure.hand_back()

    def first_focus(self) -> QWidget:
        return self.forward_button
