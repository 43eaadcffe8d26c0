"""What the pages of the agent's side share: a title, a body that scrolls, a bar at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.procedure.words import words_for
from counter_app.ui.case_page import CasePage
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.scroll_page import PageFrame


class Page(CasePage, QWidget):
    """One page of the case. Subclasses fill `body` and say `forward_text()`.

    What failed is shown above the body; F4 gives the slip where nothing else is left to do here.
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
        self.failure_slip = ActionButton(phrase("Remettre la fiche"), "secondary", key="F4")
        self.failure_slip.clicked.connect(self.procedure.redirect_after_failure)
        self.failure_slip.hide()
        self.column.addWidget(self.failure_slip, 0, Qt.AlignmentFlag.AlignLeft)
        self.back_button = ActionButton(phrase("Retour"), "secondary", key=phrase("Échap"))
        self.forward_button = ActionButton(phrase("Continuer"), "primary", key=phrase("Entrée"))
        self.back_button.clicked.connect(self.go_back)
        self.forward_button.clicked.connect(self.start_going_on)
        self.frame = PageFrame("", self.body, self.back_button, self.forward_button)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.frame)

    def title(self) -> str:
        return words_for(self.procedure.step, self.procedure.case, locked=False).title

    def refresh(self) -> None:
        """Show the procedure's present state, and beside the main button what is missing."""
        self.frame.set_title(self.title())
        super().refresh()
        self.failure_slip.setVisible(self.procedure.slip_for_failure)
        self.frame.set_hint("" if self.procedure.busy else self.missing())

    def key(self, event: QKeyEvent) -> bool:
        """F4, where it stands on the page; else as every page."""
        if event.key() == Qt.Key.Key_F4 and self.failure_slip.isVisible():
            self.failure_slip.click()
            return True
        return super().key(event)
