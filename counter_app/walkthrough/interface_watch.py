"""How long a gesture would wait for the interface thread.

A thread beats every few milliseconds; the interface thread answers each beat. The time from the
moment a beat was due to its answer is what a key pressed at that moment would have waited. A beat
that is late (the machine is loaded, the interpreter is held) counts against the application, so
the figure is an upper bound.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

_PERIOD = 0.004  # seconds between beats


@dataclass(frozen=True, slots=True)
class Busy:
    """One wait: how long, in milliseconds, and what the walkthrough was doing."""

    milliseconds: float
    during: str


class InterfaceWatch(QObject):
    """Keeps the longest wait of each step. Time taken by the watcher's own tools (pictures) is left
    out with `excluded()`."""

    _beat = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="interface watch", daemon=True)
        self._ignored_until = 0.0
        self.during = "start"
        self.longest: dict[str, float] = {}
        self.beats = 0
        self._beat.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to watch, from the interface thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopping.set()
        self._thread.join()

    @contextmanager
    def excluded(self) -> Iterator[None]:
        """What happens inside is the tool's own work, not the application's."""
        try:
            yield
        finally:
            self._ignored_until = time.perf_counter()

    @property
    def worst(self) -> Busy:
        """The longest wait of all."""
        during = max(self.longest, key=self.longest.__getitem__, default="start")
        return Busy(self.longest.get(during, 0.0), during)

    def _run(self) -> None:
        due = time.perf_counter()
        while not self._stopping.is_set():
            due += _PERIOD
            ahead = due - time.perf_counter()
            if ahead > 0:
                time.sleep(ahead)
            self._beat.emit(due)
            late = time.perf_counter() - due
            due += (late // _PERIOD) * _PERIOD  # one beat stands for those that were missed

    def _answer(self, due: float) -> None:
        if due <= self._ignored_until:
            return
        self.beats += 1
        waited = (time.perf_counter() - due) * 1000
        if waited > self.longest.get(self.during, 0.0):
            self.longest[self.during] = waited
