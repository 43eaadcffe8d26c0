"""The person's own window, on a screen of hers: her page in her turn, a calm one otherwise."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.person.calm import CalmPage
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.theme.fonts import base_font
from counter_app.ui.theme.style import current_scale
from counter_app.ui.theme.tokens import PERSON_WINDOW_SCALE, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.focus_ring import FocusRing
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.panel import Panel

_ELSEWHERE = phrase(
    "L’agent a le clavier pour un instant. Ce que vous avez tapé est gardé. Touchez ou cliquez "
    "ici pour le reprendre."
)


class PersonWindow(Panel):
    """Fills the person's screen from `cover()` until `end()`; nobody closes it by a key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.setWindowTitle(shown(phrase("Votre écran – Mon espace santé")))
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFont(base_font(current_scale() * PERSON_WINDOW_SCALE))
        self._calm = CalmPage(desk)
        self._elsewhere = Note("info", "")
        self._elsewhere.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._calm)
        self._page: PersonSidePage | None = None
        self._ended = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        note = QVBoxLayout()
        note.setContentsMargins(Space.XL, 0, Space.XL, 0)
        note.addWidget(self._elsewhere)
        column.addLayout(note)
        column.addWidget(self.pages, 1)
        self._ring = FocusRing(self)

    def cover(self, screen: QScreen) -> None:
        """Fill this screen, without taking the keyboard."""
        if self.isVisible() and self.screen() == screen and self.geometry() == screen.geometry():
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def show_page(self, page: PersonSidePage | None) -> None:
        """Show a page of hers, which `pages` holds, or None when it is not her turn."""
        self._calm.refresh()
        self.pages.setCurrentWidget(page or self._calm)
        if page is not self._page:
            self._page = page
            (page.first_focus() if page is not None else self).setFocus()
            self.tell_keyboard_elsewhere(False)

    def tell_keyboard_elsewhere(self, elsewhere: bool) -> None:
        """Say that what she types now would not come here."""
        self._elsewhere.tell(_ELSEWHERE if elsewhere else "")

    def end(self) -> None:
        """Leave the screen, for good."""
        self._ended = True
        self.close()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that no field took belong to her page; one held down counts once."""
        if event.isAutoRepeat():
            return
        if self._page is None or not self._page.key(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Only the end of the application, or of the system's session, closes it."""
        application = cast(QGuiApplication, QGuiApplication.instance())
        event.setAccepted(self._ended or application.isSavingSession())
