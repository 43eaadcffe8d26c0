"""What the agent's window shows while the person is at her own screen: which step, and no more."""

from __future__ import annotations

from PySide6.QtCore import Signal

from counter_app.domain.failures import Failure
from counter_app.domain.wording import phrase
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import PERSON_STEPS, person_progress
from counter_app.ui.context import Desk
from counter_app.ui.pages.page import Page
from counter_app.ui.person.page import FOR_THE_PERSON
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.steps import DONE, NOW, TO_COME, StepList

_WORDS: dict[StepId, dict[str, str]] = {
    StepId.TERMS: {
        DONE: phrase("La personne a accepté les conditions"),
        NOW: phrase("La personne lit les conditions"),
        TO_COME: phrase("Accepter les conditions"),
    },
    StepId.CONTACTS: {
        DONE: phrase("La personne a vérifié son e-mail et son mobile"),
        NOW: phrase("La personne vérifie son e-mail et son mobile"),
        TO_COME: phrase("Vérifier son e-mail et son mobile"),
    },
    StepId.LOGIN_NAME: {
        DONE: phrase("La personne a choisi son identifiant"),
        NOW: phrase("La personne choisit son identifiant"),
        TO_COME: phrase("Choisir son identifiant"),
    },
    StepId.PASSWORD: {
        DONE: phrase("La personne a choisi son mot de passe"),
        NOW: phrase("La personne choisit son mot de passe"),
        TO_COME: phrase("Choisir son mot de passe"),
    },
}

_KEYBOARD = {
    True: phrase("Le clavier est de votre côté : la personne ne peut rien taper."),
    False: phrase("La personne a le clavier. Un clic dans cette fenêtre vous le rend."),
}


class HerTurnPage(Page):
    """Nothing that she types reaches it, nor is there a field: a key that comes by mistake is lost.

    `keyboard_given`: the agent gives the keyboard back to her window.
    """

    keyboard_given = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._keyboard_here = False
        self._steps = StepList()
        self._keyboard = Note("info", icon="keyboard")
        self.column.addWidget(self._steps)
        self.column.addWidget(self._keyboard)
        self.back_button.set_text(phrase("Reprendre la main"))

    def set_keyboard_here(self, here: bool) -> None:
        """Say whether keys come to this window; then they can be given back."""
        if here is not self._keyboard_here:
            self._keyboard_here = here
            self.refresh()

    def forward_text(self) -> str:
        return phrase("Rendre le clavier à la personne")

    def readiness(self) -> tuple[bool, str]:
        return self._keyboard_here, phrase("La personne a déjà le clavier.")

    def failure_words(self, failure: Failure) -> str:
        """What she can put right alone is said on her screen only."""
        return "" if failure.code in FOR_THE_PERSON else super().failure_words(failure)

    def fill(self) -> None:
        self._keyboard.tell(_KEYBOARD[self._keyboard_here])
        case, step = self.procedure.case, self.procedure.step
        if case is None or step not in PERSON_STEPS:
            return
        rank, count = person_progress(case, step)
        states = [DONE] * (rank - 1) + [NOW] + [TO_COME] * (count - rank)
        self._steps.set_steps(
            [(_WORDS[one][state], state) for one, state in zip(PERSON_STEPS, states, strict=False)]
        )

    async def go_on(self) -> None:
        if self.procedure.outcome_unknown:
            await super().go_on()
        else:
            self.keyboard_given.emit()

    def go_back(self) -> None:
        self.procedure.hand_back()
