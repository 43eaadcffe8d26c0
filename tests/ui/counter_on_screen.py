"""A counter whose window is really there: real pages, procedure and readers' states; the service
is the one in memory that can be made to fail, and the readers' events are told by the test."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)

from counter_app.cardreader.events import (
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
)
from counter_app.domain.card import CardContent
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.gateway.counts import Statistics
from counter_app.gateway.port import Operation
from counter_app.post.settings import Settings
from counter_app.printing.page import SheetDocument
from counter_app.procedure.acts import Acts
from counter_app.procedure.card_presence import CardPresence
from counter_app.procedure.case import StepId
from counter_app.procedure.machine import Procedure
from counter_app.procedure.who_decides import papers_asked
from counter_app.ui.context import ServiceState, Tray
from counter_app.ui.pages.page import Page
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.window import MainWindow
from tests.procedure.counter import (
    NOW,
    PEOPLE,
    PLACES,
    MemoryService,
    RecordingPending,
    card_of,
)
from tests.ui.words_in_widgets import plain, seen

MONITOR, READER = "simulated", "Lecteur d’essai"
PASSWORD = "Vert!Tortue27"
LOGIN_NAME = "goelette.rose"
PATIENCE = 20.0  # seconds, reached only when something is broken
_LETTERS: dict[PersonAct, str] = {
    Action.ACTIVATE: "a",
    Action.OPPOSE: "o",
    Action.CLOSE: "c",
    FurtherAct.REQUEST_DELETION: "d",
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: "r",
}


class PageService(MemoryService):
    """Also says that a login name is taken, and keeps what was sent."""

    def __init__(self, name: str = "odette", status: ProfileStatus = ProfileStatus.PENDING) -> None:
        super().__init__(name, status)
        self.taken: dict[str, tuple[str, ...]] = {}
        self.operations: list[Operation] = []

    async def login_name_free(self, token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        await super().login_name_free(token, login_name)
        return login_name not in self.taken, self.taken.get(login_name, ())

    async def submit(self, operation: Operation) -> Any:
        self.operations.append(operation)
        return await super().submit(operation)


class RecordedPapers:
    """A printer in memory. `fails`: what the next prints raise, in order; `hold`: waits for it."""

    def __init__(self) -> None:
        self.printed: list[SheetDocument] = []
        self.saved: list[str] = []
        self.fails: list[FailureCode] = []
        self.hold: asyncio.Event | None = None

    async def preview(
        self, make: Callable[[], SheetDocument], width: int, *, pixel_ratio: float = 1.0
    ) -> QImage:
        image = QImage(width, round(width * 297 / 210), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image

    async def print(self, make: Callable[[], SheetDocument]) -> str:
        await asyncio.sleep(0)
        if self.hold is not None:
            await self.hold.wait()
        if self.fails:
            raise CounterError(self.fails.pop(0))
        self.printed.append(make())
        return "Accueil"

    async def save(self, make: Callable[[], SheetDocument], path: str) -> None:
        if self.fails:
            raise CounterError(self.fails.pop(0))
        self.saved.append(path)

    async def printer_name(self) -> str:
        return "Accueil"


class RecordedVoice:
    """A voice in memory. `speaking`: (text, language) being read, until `end` or `stop()`."""

    def __init__(self) -> None:
        self.known = {"fr", "en"}
        self.speaking: tuple[str, str] | None = None
        self.end = asyncio.Event()
        self._stopped = False

    async def speaks(self, language: str) -> bool:
        await asyncio.sleep(0)
        return language.split("-", 1)[0] in self.known

    async def read(self, text: str, language: str) -> bool:
        self.speaking, self._stopped = (text, language), False
        self.end.clear()
        await self.end.wait()
        self.speaking = None
        return not self._stopped

    def stop(self) -> None:
        if self.speaking is not None:
            self._stopped = True
            self.end.set()


class PageDesk:
    """What the window is given (`ui.context.Desk`)."""

    def __init__(
        self, name: str = "odette", status: ProfileStatus = ProfileStatus.PENDING, **settings: Any
    ) -> None:
        self.settings = Settings(**settings)
        self.service = PageService(name, status)
        self.pending = RecordingPending()
        self.elapsed = 0.0  # seconds on the clock that only counts on
        self.procedure = Procedure(
            Acts(self.service, self.pending, **PLACES, clock=lambda: NOW),
            seconds=lambda: self.elapsed,
            today=NOW.date,
        )
        self.presence = CardPresence(self.procedure)
        self.papers = RecordedPapers()
        self.voice = RecordedVoice()
        self.tray: Tray | None = None
        self.service_state = ServiceState.READY
        self.printer = "Accueil"
        self.reminder = ""
        self.rereads = 0

    def now(self) -> datetime:
        return NOW

    async def statistics(self, since: date, until: date) -> Statistics:
        return await self.service.statistics(since, until)

    def reread(self) -> None:
        self.rereads += 1


class Screen(ABC):
    """A window, and the hands of those in front of it. `name`: of the visitor."""

    def __init__(self, window: MainWindow, name: str) -> None:
        self.window, self.name = window, name
        self.procedure = window.procedure

    async def show(self) -> None:
        """Open the window and wait until keys come to it."""
        self.window.show()
        self.window.activateWindow()
        await until(self.window.isActiveWindow)
        await self.shows(None)

    def hide(self) -> None:
        """Take the window off the screen."""
        self.window.hide()

    @property
    def person(self) -> dict[str, Any]:
        """The visitor, as resources/fictive/people.json has her."""
        return PEOPLE[self.name]

    @property
    def page(self) -> Page:
        """The page of the agent's side that is shown."""
        page = self.window.page
        assert isinstance(page, Page)
        return page

    @property
    def person_page(self) -> PersonSidePage:
        """The page of the person's side that is shown."""
        page = self.window.page
        assert isinstance(page, PersonSidePage)
        return page

    @property
    def focus(self) -> QWidget:
        """Where the next key goes."""
        return QApplication.focusWidget() or self.window

    @abstractmethod
    def insert(self) -> None:
        """Put the visitor's card in."""

    # The keyboard -------------------------------------------------------------------------

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key, without a turn of the loop."""
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        """Characters, without a turn of the loop."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.focus, character)
            else:  # which QTest has no key for
                self.send(Qt.Key.Key_unknown, character)

    def send(self, key: Qt.Key, text: str = "", *, repeated: bool = False) -> None:
        """One key as the system sends it; `repeated`: by a key that is held down."""
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            self.focus, QKeyEvent(QEvent.Type.KeyPress, key, none, text, repeated)
        )
        if not repeated:
            QApplication.sendEvent(self.focus, QKeyEvent(QEvent.Type.KeyRelease, key, none, text))

    def enter(self) -> None:
        """The key of going on."""
        self.press(Qt.Key.Key_Return)

    async def shows(self, step: StepId | None) -> None:
        """Wait for this page, drawn, with nothing under way."""
        procedure = self.procedure
        await until(
            lambda: (
                procedure.step is step
                and not procedure.busy
                and not procedure.locked
                and self.window.up_to_date
            ),
            lambda: f"{step} does not come; at {procedure.step}, {procedure.failure}",
        )
        self.no_other_window()

    async def settled(self) -> None:
        """Wait until what is under way has ended and is drawn."""
        await turns(self.window)
        await until(lambda: not self.procedure.busy and self.window.up_to_date)
        self.no_other_window()

    def no_other_window(self) -> None:
        """Nothing but the main window is on the screen."""
        stray = self.stray_windows()
        assert not stray, stray

    def stray_windows(self) -> list[QWidget]:
        """Those that should not be there."""
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        return [widget for widget in shown if widget is not self.window]

    async def go_to(
        self, step: StepId, action: PersonAct = Action.ACTIVATE, *, delete: bool = False
    ) -> None:
        """From the page shown to this one, with the keys that a visit takes."""
        for _ in StepId:
            shown = self.procedure.step
            if shown is step:
                return
            if shown is None:
                self.insert()
            else:
                self.fill_with_keys(action, delete=delete or step is StepId.DELETION)
            await until(lambda before=shown: self.procedure.step is not before)  # type: ignore[misc]
            await self.settled()
            assert self.procedure.failure is None, self.procedure.failure
        raise AssertionError(f"{step} does not come; stuck at {self.procedure.step}")

    def fill_with_keys(self, action: PersonAct = Action.ACTIVATE, *, delete: bool = False) -> None:
        """Do with the keyboard what the page shown asks for, and go on."""
        match self.procedure.step:
            case StepId.NUMBERS:
                self.type_numbers()
                self.enter()
            case StepId.PERSON:
                self.press(Qt.Key.Key_1)
                if self.procedure.case is not None and papers_asked(self.procedure.case):
                    self.press(Qt.Key.Key_5)
            case StepId.CODE:
                self.type(self.person["enrolment_code"])
                self.enter()
            case StepId.DECISION:
                self.type(_LETTERS[action])
            case StepId.CONSEQUENCES if delete:
                self.type("s")
            case StepId.DELETION:
                self.type("s" if delete else "g")
                self.enter()
            case StepId.TERMS:
                self.press(Qt.Key.Key_Space)
                self.press(Qt.Key.Key_Tab)
                self.press(Qt.Key.Key_Space)
                self.enter()
            case StepId.LOGIN_NAME:
                self.type(LOGIN_NAME)
                self.enter()
            case StepId.PASSWORD:
                self.type_password(PASSWORD)
                self.enter()
            case _:
                self.enter()

    def type_numbers(self, **changes: str) -> None:
        """The three numbers of the card's face, from the field of the first."""
        day = self.person["birth_date"]
        typed = {
            "nir": self.person["nir"],
            "card_serial": self.person["card_serial"],
            "birth_date": day[6:] + day[4:6] + day[:4],
            **changes,
        }
        self.type(typed["nir"])
        self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Tab)
        self.type(typed["card_serial"])
        self.press(Qt.Key.Key_Tab)
        self.type(typed["birth_date"])

    def type_password(self, first: str, second: str | None = None) -> None:
        """Twice, from the first field; between them is the button that shows it."""
        self.type(first)
        self.press(Qt.Key.Key_Tab)
        self.press(Qt.Key.Key_Tab)
        self.type(first if second is None else second)

    # What can be seen ---------------------------------------------------------------------

    def written(self) -> str:
        """The words of the labels to be seen, without what only screen readers say."""
        labels = [label for label in self.window.findChildren(QLabel) if label.isVisible()]
        return "\n".join(plain(label.text()) for label in labels)

    def said(self, widget: QWidget | None = None) -> str:
        """All the words to be seen, with plain spaces."""
        return "\n".join(plain(text) for text in seen(widget or self.window))


class CounterOnScreen(Screen):
    """With the service in memory and the readers' events told by the test."""

    def __init__(self, desk: PageDesk, name: str = "odette") -> None:
        super().__init__(MainWindow(desk), name)
        self.desk, self.service, self.papers = desk, desk.service, desk.papers
        self.tell(ReadersChanged((READER,)))

    def tell(self, event: Any) -> None:
        """Something happened at the readers."""
        self.desk.presence.handle(MONITOR, event)

    def insert(self, *names: str, card: CardContent | None = None) -> None:
        """Put the card of these people in; by default the visitor's."""
        self.tell(CardInserted(READER))
        self.tell(CardWasRead(READER, card or card_of(*(names or (self.name,)))))

    def remove(self) -> None:
        """Take the card out."""
        self.tell(CardRemoved(READER))


async def until(
    holds: Callable[[], bool], what: Callable[[], str] = lambda: "the condition"
) -> None:
    """Wait for the condition. Raises AssertionError, with `what()`, when it does not come."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await asyncio.sleep(0.001)
    except TimeoutError:
        raise AssertionError(what()) from None


async def turns(window: MainWindow) -> None:
    """Let what was asked for in this turn begin, and the window follow."""
    for _ in range(3):
        await asyncio.sleep(0)
    await until(lambda: window.up_to_date)
