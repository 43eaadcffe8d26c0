"""One line of the page of the person: the situation, who decides in it, how to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from counter_app.domain.situation import DECIDER_WORDS, Situation
from counter_app.domain.wording import lines, phrase
from counter_app.ui.theme.tokens import Radius, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import text
from counter_app.ui.widgets.panel import Panel


class WhoDecides(Panel):
    """« Un parent vient pour son enfant. » and, beneath, who may decide; F6 changes it."""

    change_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("primary_tint", radius=Radius.NOTE)
        self._words = text("")
        self.change = ActionButton(phrase("Changer"), "quiet", key="F6")
        self.change.setAccessibleName(shown(phrase("Changer qui est au comptoir")))
        self.change.clicked.connect(self.change_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(self._words, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_situation(self, line: Situation) -> None:
        """Say this situation."""
        self._words.setText(
            lines(phrase("<b>{situation}.</b>", situation=line.label), DECIDER_WORDS[line.foremost])
        )
