"""The agent's window: a header, three columns, and the person's side in their place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.procedure.case import Case, StepId
from counter_app.procedure.steps import PERSON_STEPS
from counter_app.ui.columns import Columns
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.page_factory import PAGE_NAMES, STATISTICS, load_module, make_page
from counter_app.ui.pages.waiting import WaitingPage
from counter_app.ui.translation import shown
from counter_app.ui.widgets.focus_ring import FocusRing
from counter_app.ui.widgets.panel import Panel

if TYPE_CHECKING:  # the first window has no page of the person's
    from counter_app.ui.person.side import PersonSide

SIZE = (1366, 768)  # the screen that counters have
_BETWEEN_PAGES = 0.02  # seconds, for whatever came meanwhile
_LEAST = (640, 360)  # that screen at 200 %
_TITLE_BAR = 40
_LOCKED = "locked"
_WAITING = "waiting"


class MainWindow(Panel):
    """Shows the procedure's state after each change; decides nothing."""

    def __init__(self, desk: Desk, painted: Callable[[], None] = lambda: None) -> None:
        super().__init__("paper")
        self._desk = desk
        self.procedure = desk.procedure
        self._painted: Callable[[], None] | None = painted
        self.closed: Callable[[], None] = lambda: None
        self.setWindowTitle(shown(phrase("Comptoir – Mon espace santé")))
        self.resize(*SIZE)
        self._pages: dict[str, Any] = {}  # of `CasePage`, or like one
        self._owners: dict[str, tuple[object, ...]] = {}  # of the pages that were shown
        self._shown = ""  # its name
        self._front: Any = None  # what this window shows: it, or what is in its place
        self._person_side: PersonSide | None = None
        self._statistics_wanted = False
        self._columns = Columns(desk)
        self.header = self._columns.header
        self.left, self.right = self._columns.left, self._columns.right
        self._middle = self._columns.pages
        self._whole = QStackedWidget()
        self._whole.addWidget(self._columns)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        # Neither a long name nor larger text pushes the window over the edge of the screen.
        around.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(*_LEAST)
        around.addWidget(self._whole)
        self.left.statistics.clicked.connect(self.show_statistics)
        self._ring = FocusRing(self)
        self._refresh_due = False
        self.procedure.listen(self._refresh_soon)
        self.refresh()

    @property
    def page(self) -> QWidget:
        """The page shown, in this window or in the person's own."""
        page: QWidget = self._pages[self._shown]
        return page

    @property
    def person_side(self) -> PersonSide:
        """Where the person's pages are shown."""
        if self._person_side is None:
            from counter_app.ui.person.side import PersonSide  # noqa: PLC0415 - as above

            self._person_side = PersonSide(self._desk, self._whole, self._middle)
            self._person_side.changed.connect(self.refresh)
        return self._person_side

    def fits_the_screen(self) -> bool:
        """True when the window and a frame have room on the screen."""
        room = self.screen().availableSize()
        return room.width() > SIZE[0] and room.height() > SIZE[1] + _TITLE_BAR

    @property
    def up_to_date(self) -> bool:
        """False between a change of the procedure and its showing, a turn of the loop later."""
        return not self._refresh_due

    def _refresh_soon(self) -> None:
        """Several changes in one turn of the loop are shown once; the field of the code is there
        for the very next key."""
        if self._shown != StepId.CODE and self._name() == StepId.CODE:
            self.refresh()
        elif not self._refresh_due:
            self._refresh_due = True
            QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Show the state."""
        self._refresh_due = False
        name = self._name()
        owner = _owner_of(name, self.procedure.case)
        if self._owners.get(name, owner) != owner:
            self._drop(name)
        page = self._page(name)
        self._owners[name] = owner
        page.refresh()
        self._columns.refresh(words=name != STATISTICS)
        before, self._shown = self._shown, name
        self._bring_forward(self._in_its_place(page))
        if before not in ("", name):  # the first page is said with its window
            self._tell(page)
        self._forget_what_is_past()

    def _in_its_place(self, page: Any) -> Any:
        """Show the page where it belongs; gives what this window shows: it, or what is there
        while the person has it before her."""
        if self.procedure.on_person_side and not self.procedure.locked:
            return self.person_side.show(page)
        if self._person_side is not None:
            self._person_side.rest()
        if self._middle.indexOf(page) < 0:  # one of hers, where the agent types in her place
            self._middle.addWidget(page)
        self._middle.setCurrentWidget(page)
        return page

    def _bring_forward(self, front: Any) -> None:
        """Put the focus where the next gesture is; on the window when that is the card."""
        if front is not self.page:
            front.refresh()
        if front is not self._front:
            self._front = front
            (front.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, page: QWidget) -> None:
        """Who sees no screen hears that another page is there."""
        from counter_app.ui.screen_readers import tell_page  # noqa: PLC0415 - not at the start

        tell_page(page)

    def _name(self) -> str:
        """The page that the present state asks for; a case always comes before the statistics."""
        if self.procedure.locked:
            return _LOCKED
        if self.procedure.step is not None:
            self._statistics_wanted = False
            return self.procedure.step.value
        return STATISTICS if self._statistics_wanted else _WAITING

    def show_statistics(self) -> None:
        """Count what was registered, while no case is open; asked again, it is counted anew."""
        if self.procedure.case is None:
            self._statistics_wanted = True
            self.refresh()
            self._pages[STATISTICS].load()

    def _leave_statistics(self) -> None:
        self._statistics_wanted = False
        self.refresh()

    def _page(self, name: str) -> Any:
        if name not in self._pages:
            page: Any = WaitingPage(self._desk) if name == _WAITING else make_page(name, self._desk)
            self._pages[name] = page
            if name == STATISTICS:
                page.left.connect(self._leave_statistics)
            if name in PERSON_STEPS:
                self.person_side.add(page)
            else:
                self._middle.addWidget(page)
        return self._pages[name]

    async def prepare_pages(self) -> None:
        """Make the pages while nothing is asked, one at a time, so that each opens at once."""
        for name in PAGE_NAMES:
            await asyncio.to_thread(load_module, name)
            if name not in self._pages:
                page: QWidget = self._page(name)
                await asyncio.sleep(_BETWEEN_PAGES)
                if self._pages.get(name) is page and not page.isVisible():
                    self._lay_out_ahead(page)
            await asyncio.sleep(_BETWEEN_PAGES)

    def _lay_out_ahead(self, page: QWidget) -> None:
        """Give a page its size and its places before it is shown: half of the time to show it."""
        page.resize((page.parentWidget() or self).size())
        page.grab(QRect(0, 0, 1, 1))

    def _forget_what_is_past(self) -> None:
        """No typed text outlives what it was typed for: the pages go with it."""
        case = self.procedure.case
        past = [name for name, owner in self._owners.items() if owner != _owner_of(name, case)]
        for name in past:
            self._drop(name)
        if past and case is None:
            spawn(self.prepare_pages())

    def _drop(self, name: str) -> None:
        page = self._pages.pop(name)
        del self._owners[name]
        page.hide()
        page.setParent(None)
        page.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that no field took belong to the page; F9 to the simulated reader, F7 to the
        statistics where the page has no use for it.

        A key held down counts once: what it repeats was meant for the page before.
        """
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_F9 and self.left.tray is not None:
            self.left.tray.toggle()
        elif self._front.key(event) or self._columns.key(event):
            return
        elif event.key() == Qt.Key.Key_F7 and self.left.statistics.isVisibleTo(self.left):
            self.left.statistics.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell once that the window can be seen."""
        super().paintEvent(event)
        if self._painted is not None:
            QTimer.singleShot(0, self._painted)
            self._painted = None

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing ends the case and the application."""
        if self._person_side is not None:
            self._person_side.end()
        self.closed()
        super().closeEvent(event)


def _owner_of(name: str, case: Case | None) -> tuple[object, ...]:
    """Whom what is typed on this page belongs to; when that changes, the page is made anew.

    The code is each person's own, and a new one ends the old; what she chose on her side is hers
    alone, and nothing but the confirmation outlives the act.
    """
    if name in (_WAITING, _LOCKED, STATISTICS):
        return ()
    if case is None:
        return (None,)
    visit = (case.card, case.acknowledgement)
    if name == StepId.CODE:
        return (*visit, case.beneficiary, case.new_code.sent)
    if name in PERSON_STEPS:
        return (*visit, case.beneficiary, case.nir, case.birth_date)
    return visit
