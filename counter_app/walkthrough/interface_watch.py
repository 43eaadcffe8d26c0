"""How long the interface thread is kept busy at a stretch.

Qt's event dispatcher says when it wakes and when it is about to wait; between the two the
interface cannot answer a gesture. One turn of the loop may hold several tasks, so the figure is an
upper bound of the longest task.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QAbstractEventDispatcher


@dataclass(frozen=True, slots=True)
class Busy:
    """One stretch: how long, in milliseconds, and what the walkthrough was doing."""

    milliseconds: float
    during: str


class InterfaceWatch:
    """Keeps the longest stretch of each step. Time taken by the watcher's own tools (pictures) is
    taken off with `excluded()`."""

    def __init__(self) -> None:
        self._woke: float | None = None
        self._excluded = 0.0
        self.during = "start"
        self.longest: dict[str, float] = {}

    def start(self) -> None:
        """Begin to watch; needs a QCoreApplication."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._awake)
        dispatcher.aboutToBlock.connect(self._about_to_block)

    def stop(self) -> None:
        """Stop watching."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._awake)
        dispatcher.aboutToBlock.disconnect(self._about_to_block)
        self._end_turn()

    @contextmanager
    def excluded(self) -> Iterator[None]:
        """What happens inside is the tool's own work, not the application's."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._excluded += time.perf_counter() - began

    @property
    def worst(self) -> Busy:
        """The longest stretch of all."""
        during = max(self.longest, key=self.longest.__getitem__, default="start")
        return Busy(self.longest.get(during, 0.0), during)

    def _awake(self) -> None:
        self._end_turn()
        self._woke, self._excluded = time.perf_counter(), 0.0

    def _about_to_block(self) -> None:
        self._end_turn()
        self._woke = None

    def _end_turn(self) -> None:
        if self._woke is None:
            return
        spent = (time.perf_counter() - self._woke - self._excluded) * 1000
        if spent > self.longest.get(self.during, 0.0):
            self.longest[self.during] = spent
