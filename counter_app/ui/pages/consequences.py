"""What the choice changes, read before it is made; and the separate question of the data."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.domain.profile import Action
from counter_app.procedure.case import Case
from counter_app.procedure.consequences import consequences
from counter_app.procedure.steps import AsideName
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets.bullets import BulletList
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import text
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.tile import ChoiceTile


class ConsequencesPage(Page):
    """The points of the sheet, aloud, then one press."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._points = BulletList()
        self._still = Note("success", "")
        self._deletion = ActionButton("Supprimer aussi les données", "secondary", key="S")
        self._deletion.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.DELETION)))
        self.column.addWidget(self._points)
        self.column.addWidget(self._still)
        self.column.addWidget(self._deletion, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is not None and case.action is Action.OPPOSE:
            return "Enregistrer l’opposition"
        return "Clôturer et garder les données dix ans"

    def fill(self) -> None:
        case = self.procedure.case
        if case is None or case.action is None or case.identification is None:
            return
        self._deletion.setVisible(case.action is Action.CLOSE)
        words = consequences(case.action, case.identification.status)
        self._points.set_points(words.points)
        self._still.set_text(words.still_possible)

    def letter(self, letter: str) -> bool:
        if letter == "S" and self._deletion.isVisible():
            self._deletion.click()
            return True
        return False


class DeletionPage(Page):
    """Keep the data in the archive, or have them deleted: another decision than closing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._keep = ChoiceTile(
            "Garder les données dix ans",
            "Personne ne les consulte. Si la personne revient, elle les retrouve.",
            "G",
            "archive",
        )
        self._delete = ChoiceTile(
            "Supprimer aussi les données",
            "Elles sont effacées dans les trois mois. Elles ne reviendront pas.",
            "S",
            "trash-2",
        )
        self._keep.chosen.connect(lambda: self.procedure.change(delete_data=False))
        self._delete.chosen.connect(lambda: self.procedure.change(delete_data=True))
        self._points = BulletList()
        self.column.addWidget(text("La clôture et la suppression sont deux choix différents."))
        self.column.addWidget(self._keep)
        self.column.addWidget(self._delete)
        self.column.addWidget(self._points)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is not None and case.delete_data:
            return "Clôturer et supprimer les données"
        return "Clôturer son espace"

    def fill(self) -> None:
        case: Case | None = self.procedure.case
        if case is None or case.action is None or case.identification is None:
            return
        chosen = self._delete if case.delete_data else self._keep
        if not chosen.isChecked():
            chosen.setChecked(True)
        self._points.setVisible(case.delete_data)
        if case.delete_data:
            words = consequences(case.action, case.identification.status, delete_data=True)
            self._points.set_points(words.points)

    def letter(self, letter: str) -> bool:
        tile = {"G": self._keep, "S": self._delete}.get(letter)
        if tile is not None:
            tile.choose()
        return tile is not None
