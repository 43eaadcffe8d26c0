"""What the choice changes, read before it is made; and, apart, what a deletion changes."""

from __future__ import annotations

from counter_app.domain.profile import Action, FurtherAct
from counter_app.domain.wording import phrase
from counter_app.procedure.steps import AsideName
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.sheet_page import SheetPage
from counter_app.ui.widgets.buttons import ActionButton

_DELETING = "trash-2"  # the picture of the sheet's point that tells of it


class ConsequencesPage(SheetPage):
    """The sheet, then one press. A closing keeps the data; S leads to the page of the deletion."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._deletion = ActionButton(phrase("Supprimer aussi les documents"), "secondary", key="S")
        self._deletion.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.DELETION)))

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is not None and case.action is Action.OPPOSE:
            return phrase("Enregistrer l’opposition")
        if case is not None and case.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
            return phrase("Enregistrer ce qu’elle dit")
        return phrase("Clôturer et garder les documents")

    def fill(self) -> None:
        super().fill()
        case = self.procedure.case
        closing = case is not None and case.action is Action.CLOSE
        self.sheet.put_after(_DELETING, self._deletion)
        self._deletion.setVisible(closing)

    def letter(self, letter: str) -> bool:
        if letter == "S" and self._deletion.isVisible():
            self._deletion.click()
            return True
        return super().letter(letter)


class DeletionPage(SheetPage):
    """Another decision than closing, on a page of its own: going on closes and deletes, or deletes
    what was kept of a space closed before."""

    def forward_text(self) -> str:
        if self._closed_before:
            return phrase("Supprimer les documents gardés")
        return phrase("Clôturer et supprimer les documents")

    @property
    def _closed_before(self) -> bool:
        case = self.procedure.case
        return case is not None and case.action is FurtherAct.REQUEST_DELETION

    async def go_on(self) -> None:
        if not self._closed_before:
            self.procedure.change(delete_data=True)
        await super().go_on()
