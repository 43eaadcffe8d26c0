"""The hand that types, counted: the agent's gestures and the person's apart."""

from __future__ import annotations

import asyncio
from collections import Counter as Tally
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.procedure.case import StepId
from counter_app.procedure.machine import Procedure
from counter_app.ui.window import MainWindow
from counter_app.walkthrough.interface_watch import InterfaceWatch

_LAYOUT_ROUNDS = 4  # a layout that changes asks its parent to change
_PATIENCE = 30.0  # seconds; reached only when something is broken


class WalkthroughStuckError(Exception):
    """What was waited for did not come. The text says what, without personal data."""


class Hand:
    """Keys go to the focused widget, as a keyboard's do; pictures are numbered."""

    def __init__(self, window: MainWindow, watch: InterfaceWatch, out: Path) -> None:
        self.window = window
        self._watch = watch
        self._out = out
        self._procedure: Procedure = window.procedure
        self._changed = asyncio.Event()
        self._procedure.listen(self._changed.set)
        self.keystrokes: Tally[str] = Tally()
        self.clicks: Tally[str] = Tally()
        self.pictures: list[str] = []

    @property
    def side(self) -> str:
        """Whose hand it is now."""
        return "person" if self._procedure.on_person_side else "agent"

    async def press(self, key: Qt.Key) -> None:
        """One key."""
        self.keystrokes[self.side] += 1
        QTest.keyClick(self._target(), key)
        await asyncio.sleep(0)

    async def type(self, text: str) -> None:
        """One key a character."""
        for character in text:
            self.keystrokes[self.side] += 1
            QTest.keyClicks(self._target(), character)
            await asyncio.sleep(0)

    async def click(self, widget: QWidget) -> None:
        """One click in the middle of a widget."""
        self.clicks[self.side] += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        await asyncio.sleep(0)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    async def until(self, what: str, holds: Callable[[], bool]) -> None:
        """Wait for the procedure. Raises WalkthroughStuckError, naming `what`."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not holds():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            failure = self._procedure.failure
            shown = "" if failure is None else f" ({failure.code.value})"
            raise WalkthroughStuckError(f"{what} did not come{shown}") from None
        while not self.window.up_to_date:
            await asyncio.sleep(0)

    async def shows(self, step: StepId | None) -> None:
        """Wait for this page, with nothing under way."""
        await self.until(
            "waiting" if step is None else step.value,
            lambda: self._procedure.step is step and not self._procedure.busy,
        )

    def picture(self, name: str) -> None:
        """A numbered picture of the window as it is."""
        with self._watch.excluded():
            for _ in range(_LAYOUT_ROUNDS):
                QCoreApplication.sendPostedEvents()
            file = f"{len(self.pictures) + 1:02}-{name}.png"
            self.window.grab().save(str(self._out / file))
            self.pictures.append(file)
