"""From the card event to the identity on the screen: `python -m tests.bench.bench_identity`.

The real window, offscreen, wired as the application wires it; the moment of the card event is when
the monitor's wait for the readers returns with a card in. It ends once the person's page has been
painted. What the read itself took (`CardContent.elapsed_ms`) is taken off, and what the interface
thread, once it had the card, waited for a processor that other programs used (Linux tells): the
rest is the application's own. The time with that wait is said too.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from counter_app.app import create_application
from counter_app.cardreader.backend import Backend, Connection, ReaderState, Watch
from counter_app.cardreader.pcsc import PcscBackend
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.cardreader.simulated.reader import SimulatedReader
from counter_app.counter import Counter
from counter_app.post.settings import Settings
from counter_app.procedure.case import StepId
from counter_app.procedure.machine import Procedure
from counter_app.ui.event_loop import create_loop
from counter_app.ui.pages.person import PersonPage
from counter_app.ui.translation import speak_qts_words
from counter_app.ui.window import MainWindow
from tests import real_pcscd
from tests.bench.verdict import verdict

CARDS = ("odette", "aurele", "quinze", "numero-sans-cle")
BITS_PER_SECOND = 38_400
MOST_AFTER_THE_READ = 30.0  # milliseconds
ROUNDS = 5
_SCHEDULED = Path("/proc/thread-self/schedstat")
_PATIENCE = 20.0  # seconds


class Times(NamedTuple):
    """Milliseconds: the application's own, the same with the wait for a processor, the read."""

    own: float
    after: float
    read: float


class TimedBackend:
    """A backend that notes when a watch has seen a card go in."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.card_seen = 0.0

    def watch(self) -> Watch:
        """As the backend's, watched."""
        return _TimedWatch(self._backend.watch(), self)

    def connect(self, reader: str) -> AbstractContextManager[Connection]:
        """As the backend's."""
        return self._backend.connect(reader)


class _TimedWatch:
    def __init__(self, watch: Watch, owner: TimedBackend) -> None:
        self._watch, self._owner = watch, owner

    def wait(self, known: tuple[ReaderState, ...], seconds: float) -> tuple[ReaderState, ...]:
        seen = self._watch.wait(known, seconds)
        before = {state.name for state in known if state.present}
        if any(state.present and state.name not in before for state in seen):
            self._owner.card_seen = time.monotonic()
        return seen

    def cancel(self) -> None:
        self._watch.cancel()

    def close(self) -> None:
        self._watch.close()


class _Painted(QObject):
    """Notes when the widget it filters has been painted, and with it the whole window; and how long
    the interface thread waited for a processor since the case was opened."""

    def __init__(self, procedure: Procedure) -> None:
        super().__init__()
        self._procedure = procedure
        self._before = 0.0
        self.at, self.waited = 0.0, 0.0
        procedure.listen(self._changed)

    def _changed(self) -> None:
        if self._procedure.step is StepId.PERSON and not self._before:
            self._before = _waited_for_a_processor()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """After this turn's painting, which a timer of no time comes after."""
        if event.type() == QEvent.Type.Paint and not self.at:
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        if not self.at:
            self.at = time.monotonic()
            self.waited = _waited_for_a_processor() - self._before


def _waited_for_a_processor() -> float:
    """Seconds that this thread has waited, ready to run; 0 where the system does not tell."""
    try:
        return int(_SCHEDULED.read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


async def _until(holds: Callable[[], Any]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not holds():
            await asyncio.sleep(0.002)


async def _one(
    window: MainWindow, backend: TimedBackend, insert: Callable[[], Callable[[], None]]
) -> Times:
    """The times of one card put in."""
    await window.prepare_pages()
    painted, page = _Painted(window.procedure), window.findChild(PersonPage)
    if page is None:
        raise RuntimeError("the page was not prepared")
    page.installEventFilter(painted)
    await asyncio.sleep(0.2)  # an idle window, as at a counter
    remove = insert()
    await _until(lambda: painted.at)
    case = window.procedure.case
    if window.procedure.step is not StepId.PERSON or case is None or case.card is None:
        raise RuntimeError("another page was painted")
    read = case.card.elapsed_ms
    after = (painted.at - backend.card_seen) * 1000 - read
    own = after - painted.waited * 1000
    remove()
    await _until(lambda: window.procedure.locked)
    window.procedure.finish()
    await _until(lambda: window.procedure.case is None and window.up_to_date)
    return Times(own, after, read)


async def _all(
    window: MainWindow,
    backend: TimedBackend,
    insert: Callable[[str], Callable[[], None]],
    rounds: int,
) -> list[Times]:
    return [
        await _one(window, backend, lambda name=name: insert(name))  # type: ignore[misc]
        for _ in range(rounds)
        for name in CARDS
    ]


def _measured(
    application: QApplication,
    real: Backend,
    insert: Callable[[str], Callable[[], None]],
    rounds: int,
) -> list[Times]:
    """Open a counter with this backend, put every card in so many times, close it."""
    backend = TimedBackend(real)
    loop = create_loop(application)
    with tempfile.TemporaryDirectory() as state:
        counter = Counter(Settings(), state=Path(state))
        counter.watch("measured", backend)
        window = MainWindow(counter)
        window.show()

        async def whole() -> list[Times]:
            try:
                await _until(lambda: counter.readers_known)
                return await _all(window, backend, insert, rounds)
            finally:
                window.hide()
                await counter.stop()

        try:
            return loop.run_until_complete(whole())
        finally:
            window.deleteLater()
            loop.close()


def _say(where: str, measured: list[Times]) -> bool:
    own = [times.own for times in measured]
    detail = (
        f"ms, worst {max(own):.1f}; with the wait for a processor "
        f"{statistics.median(times.after for times in measured):.1f}; {len(own)} cards "
        f"of {statistics.median(times.read for times in measured):.0f} ms, {where}"
    )
    return verdict(
        "card event to identity painted, less the read",
        statistics.median(own),
        MOST_AFTER_THE_READ,
        detail,
    )


def simulated(application: QApplication, rounds: int = ROUNDS) -> bool:
    """With the reader in the process."""
    reader = SimulatedReader()
    reader.pace(BITS_PER_SECOND)

    def insert(name: str) -> Callable[[], None]:
        reader.insert(load_card(name))
        return reader.remove

    return _say("simulated reader", _measured(application, reader, insert, rounds))


def through_pcscd(application: QApplication, rounds: int = 2) -> bool:
    """With a real pcscd and its virtual reader."""
    with real_pcscd.RealPcscd() as service:

        def insert(name: str) -> Callable[[], None]:
            return service.insert(load_card(name), bits_per_second=BITS_PER_SECOND).withdraw

        return _say("pcscd and vpcd", _measured(application, PcscBackend(), insert, rounds))


def main() -> int:
    """Measure, print, and return 0 when both are as wanted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = create_application(Settings())
    speak_qts_words(application)
    good = [simulated(application)]
    if not real_pcscd.missing():
        good.append(through_pcscd(application))
        real_pcscd.remove_directory()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
