"""Where the person's pages are: over the agent's window, handed over; or in a window of her own.

What the agent's window shows meanwhile is here too. Why a click takes the keyboard, and why a veil:
docs/decisions/0014-two-screens-one-keyboard.md.
"""

from __future__ import annotations

from functools import cached_property
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from counter_app.post.settings import PersonScreen
from counter_app.ui.context import Desk
from counter_app.ui.person.her_turn import HerTurnPage
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.person.second_screen import SecondScreen
from counter_app.ui.person.veil import VeilPage
from counter_app.ui.person.window import PersonWindow

_SETTLES = 500  # milliseconds in which a system gives a window the keyboard that it asked for


class PersonSide(QObject):
    """`over`: the stack that fills the agent's window, its first page the agent's own; `pages`:
    the agent's pages inside of that. `changed`: what is shown must be refreshed, at once."""

    changed = Signal()

    def __init__(self, desk: Desk, over: QStackedWidget, pages: QStackedWidget) -> None:
        super().__init__(over)
        self._desk, self._over, self._agents_pages = desk, over, pages
        self._second: SecondScreen | None = None
        self.window: PersonWindow | None = None
        self._hers: PersonSidePage | None = None
        self._settling = False
        self._veil: VeilPage | None = None

    def follow_screens(self) -> None:
        """Open a window of hers whenever there is a screen for it; the agent's must be shown."""
        if self._desk.settings.person_screen is PersonScreen.SAME:
            return
        self._second = SecondScreen(self._agent)
        self._second.changed.connect(self._look_at_screens)
        application = cast(QGuiApplication, QGuiApplication.instance())
        application.focusWindowChanged.connect(self._follow_the_keyboard)
        self._look_at_screens()

    def add(self, page: PersonSidePage) -> None:
        """Put a new page of hers among the others."""
        self._stack.addWidget(page)

    def show(self, page: PersonSidePage) -> QWidget:
        """It is her turn, with this page. Gives what the agent's window shows."""
        if self._stack.indexOf(page) < 0:  # the agent had it, to type in her place
            self.add(page)
        self._turn_to(page)
        if self.window is None:
            front = page if self._veil is None else self._veil
            self._over.setCurrentWidget(front)
            return front
        self._over.setCurrentIndex(0)
        self._agents_pages.setCurrentWidget(self._her_turn)
        return self._her_turn

    def rest(self) -> None:
        """It is the agent's turn, or the card is out."""
        self._turn_to(None)
        self._over.setCurrentIndex(0)
        if not self._desk.procedure.on_person_side:
            self._lift_veil()

    def _turn_to(self, hers: PersonSidePage | None) -> None:
        turned = (hers is None) is not (self._hers is None)
        self._hers = hers
        if self.window is None:
            return
        self.window.show_page(hers)
        if turned:
            self._settle()
            self._activate(self._agent if hers is None else self.window)
        self._follow_the_keyboard()

    def end(self) -> None:
        """Close her window, with the agent's."""
        self._second = None
        self._close_window()

    # The screens --------------------------------------------------------------------------

    @property
    def _agent(self) -> QWidget:
        return self._over.window()

    @property
    def _stack(self) -> QStackedWidget:
        return self._over if self.window is None else self.window.pages

    def _look_at_screens(self) -> None:
        screen = None if self._second is None else self._second.screen
        if screen is not None:
            self._use(screen)
        elif self.window is not None:
            self._do_without()

    def _use(self, screen: QScreen) -> None:
        if self.window is not None:
            self.window.cover(screen)
            return
        window = PersonWindow(self._desk)
        self._lift_veil()
        self._move_pages(window.pages)
        self.window = window
        window.cover(screen)
        if self._hers is not None:
            self._activate(window)
        self._settle()
        self.changed.emit()

    def _do_without(self) -> None:
        if self._desk.procedure.on_person_side:
            self._veil = VeilPage(self._desk)
            self._veil.lifted.connect(self._unveiled)
            self._over.addWidget(self._veil)
        self._close_window()
        self._agent.activateWindow()
        self.changed.emit()

    def _close_window(self) -> None:
        if self.window is not None:
            self._move_pages(self._over)
            self.window.end()
            self.window = None

    def _move_pages(self, stack: QStackedWidget) -> None:
        """With all that is typed in them."""
        before = self._stack
        for page in [before.widget(place) for place in range(before.count())]:
            if isinstance(page, PersonSidePage) and page is not self._veil:
                stack.addWidget(page)

    def _unveiled(self) -> None:
        self._lift_veil()
        self.changed.emit()

    def _lift_veil(self) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.setParent(None)
            self._veil.deleteLater()
            self._veil = None

    # The keyboard -------------------------------------------------------------------------

    @cached_property
    def _her_turn(self) -> HerTurnPage:
        page = HerTurnPage(self._desk)
        page.keyboard_given.connect(self._give_keyboard)
        self._agents_pages.addWidget(page)
        return page

    def _activate(self, window: QWidget) -> None:
        """Have keys come to this window, unless the agent is in another application."""
        if QApplication.activeWindow() is not None:
            window.activateWindow()

    def _give_keyboard(self) -> None:
        if self.window is not None:
            self._activate(self.window)

    def _settle(self) -> None:
        self._settling = True
        QTimer.singleShot(_SETTLES, self, self._settled)

    def _settled(self) -> None:
        self._settling = False
        self._follow_the_keyboard()

    def _follow_the_keyboard(self) -> None:
        """In her turn, tell each when it is with the agent; out of it, leave it to the agent."""
        if self.window is None:
            return
        if self._hers is None:
            if self.window.isActiveWindow():  # it has just opened, or somebody touched it
                self._agent.activateWindow()
            return
        known = not self._settling
        self._her_turn.set_keyboard_here(known and self._agent.isActiveWindow())
        self.window.tell_keyboard_elsewhere(known and not self.window.isActiveWindow())
