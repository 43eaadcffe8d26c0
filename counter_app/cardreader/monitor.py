"""The card monitor: one thread that watches the readers of one card service and reads the cards.

Every event is told in that thread; the application marshals it to its own loop.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from counter_app.cardreader.backend import Backend, ReaderState, Watch
from counter_app.cardreader.errors import place
from counter_app.cardreader.events import (
    CardEvent,
    CardFailed,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
    ServiceLost,
    ServiceRestored,
)
from counter_app.cardreader.reading import CardReading
from counter_app.domain.failures import CounterError, FailureCode

_log = logging.getLogger(__name__)

READ_DEADLINE = 10.0  # seconds: the slowest honest read (9,600 bit/s, 15 people) takes 4
BUSY_PATIENCE = 2.0  # seconds: other counter software holds the reader for a few hundred ms
_LONGEST_WAIT = 10.0  # seconds: a reader plugged between two waits is missed for that long at most
_BETWEEN_CONTEXTS = 0.3  # seconds between two tries for the service; back within a second
_STOP_WITHIN = 0.9  # seconds
_CANCEL_AGAIN = 0.005  # seconds


class CardMonitor:
    """Watches the readers of one backend and reads each card that goes in.

    `notify` is called in the monitor's thread, one event at a time, and must be quick.
    """

    def __init__(
        self,
        backend: Backend,
        notify: Callable[[CardEvent], None],
        *,
        read_deadline: float = READ_DEADLINE,
        busy_patience: float = BUSY_PATIENCE,
    ) -> None:
        self._backend = backend
        self._notify = notify
        self._read_deadline = read_deadline
        self._busy_patience = busy_patience
        self._stopping = threading.Event()
        self._requests: deque[str] = deque()
        self._watch: Watch | None = None
        self._waiting = False
        self._reading: CardReading | None = None
        self._blocked: dict[str, CardReading] = {}
        self._readers: tuple[ReaderState, ...] | None = None
        self._service_lost = False
        self._to_retry: set[str] = set()
        # A daemon, because a card service that hangs must not keep the program from ending;
        # stop() always waits for it.
        self._thread = threading.Thread(target=self._run, name="card monitor", daemon=True)

    # For the application, from any thread

    def start(self) -> None:
        """Begin to watch. Once only."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching and reading; returns within a second even if a reader never answers.

        No event is told afterwards.
        """
        self._stopping.set()
        if self._thread is threading.current_thread() or not self._thread.is_alive():
            return
        waker = self._wake()
        self._thread.join(_STOP_WITHIN)
        waker.join(_CANCEL_AGAIN * 4)
        if self._thread.is_alive():
            _log.info("card monitor left behind: the card service does not answer")

    def reread(self, reader: str) -> None:
        """Read the card of this reader again, if there is one; ends in an event as after
        insertion. Returns at once."""
        self._requests.append(reader)
        self._wake()

    # The monitor's thread

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                watch = self._backend.watch()
            except CounterError as error:
                self._lose_service(error)
                self._stopping.wait(_BETWEEN_CONTEXTS)
                continue
            self._watch = watch
            try:
                self._follow(watch)
            except CounterError as error:
                self._lose_service(error)
                self._stopping.wait(_BETWEEN_CONTEXTS / 10)
            except Exception as error:  # noqa: BLE001 - nobody would start the monitor again
                _log.error("card monitor broke, goes on with a fresh context: %s", place(error))
                self._lose_service(CounterError(FailureCode.CARD_NO_SERVICE))
                self._stopping.wait(_BETWEEN_CONTEXTS)
            finally:
                self._watch = None
                watch.close()

    def _follow(self, watch: Watch) -> None:
        """Tell what changes until asked to stop. Raises CounterError when the service is lost."""
        first = True
        while not self._stopping.is_set():
            seen = self._wait(watch, 0.0 if first else _LONGEST_WAIT)
            if self._stopping.is_set():
                return
            if first and self._service_lost:
                self._service_lost = False
                self._tell(ServiceRestored())
            first = False
            self._tell_differences(seen)
            self._serve_requests()

    def _wait(self, watch: Watch, seconds: float) -> tuple[ReaderState, ...]:
        self._waiting = True
        try:
            # A request or a stop that came before `_waiting` was set had nobody to interrupt.
            if self._requests or self._stopping.is_set():
                seconds = 0.0
            return watch.wait(self._readers or (), seconds)
        finally:
            self._waiting = False

    def _tell_differences(self, seen: tuple[ReaderState, ...]) -> None:
        """Tell the way from the readers as known to the readers as seen; read the new cards."""
        before = {state.name: state for state in self._readers or ()}
        names = tuple(state.name for state in seen)
        announced = None if self._readers is None else tuple(before)
        self._readers = seen
        for name, old in before.items():
            if name not in names and old.present:
                self._tell(CardRemoved(name))
        if names != announced:
            self._tell(ReadersChanged(names))
        for state in seen:
            self._tell_card(before.get(state.name), state)

    def _tell_card(self, old: ReaderState | None, new: ReaderState) -> None:
        was_present = old is not None and old.present
        moved = old is None or old.moves != new.moves
        if was_present and (moved or not new.present):
            self._to_retry.discard(new.name)
            self._tell(CardRemoved(new.name))
            was_present = False
        if new.present and not was_present:
            self._tell(CardInserted(new.name))
            self._read(new.name)
        elif new.present and old is not None and old.mute and not new.mute:
            self._read(new.name)
        elif new.present and new.name in self._to_retry and not new.exclusive:
            self._read(new.name, again=True)

    def _serve_requests(self) -> None:
        while self._requests and not self._stopping.is_set():
            reader = self._requests.popleft()
            if any(state.name == reader and state.present for state in self._readers or ()):
                self._read(reader)
            else:
                self._tell(CardFailed(reader, FailureCode.CARD_NO_CARD))

    def _read(self, reader: str, *, again: bool = False) -> None:
        """Read one card and tell how it ended; nothing when asked to stop meanwhile.

        A busy reader is tried again when its state changes; `again`: then busy is not told twice.
        """
        self._to_retry.discard(reader)
        outcome = self._read_within(reader, time.monotonic() + self._read_deadline)
        if outcome is None or self._stopping.is_set():
            return
        if isinstance(outcome, CardFailed) and outcome.failure is FailureCode.CARD_READER_BUSY:
            self._to_retry.add(reader)
            if again:
                return
        self._tell(outcome)

    def _read_within(self, reader: str, deadline: float) -> CardWasRead | CardFailed | None:
        """The outcome, or None when interrupted by stop().

        A read of the same reader that is still blocked comes first: two would only block twice.
        """
        blocked = self._blocked.get(reader)
        if blocked is not None:
            while not blocked.ended(0.05):
                if self._stopping.is_set():
                    return None
                if time.monotonic() > deadline:
                    return self._too_long(blocked)
            del self._blocked[reader]
        reading = self._reading = CardReading(self._backend, reader, self._busy_patience)
        try:
            outcome = reading.wait(deadline - time.monotonic())
        finally:
            self._reading = None
        if not reading.ended(0.05):
            self._blocked[reader] = reading
        if outcome is None and not self._stopping.is_set():
            return self._too_long(reading)
        return outcome

    def _too_long(self, reading: CardReading) -> CardFailed:
        """Card_ReaderBusy if another program is in its way, else Card_ReaderSlow."""
        busy = reading.waits_for_others
        if busy is None and self._watch is not None:
            # Our own connection does not count until it is made.
            states = self._watch.wait((), 0.0)
            busy = any(state.in_use for state in states if state.name == reading.reader)
        code = FailureCode.CARD_READER_BUSY if busy else FailureCode.CARD_READER_SLOW
        return CardFailed(reading.reader, code)

    def _lose_service(self, error: CounterError) -> None:
        """Tell cards and readers as gone, then the service, once."""
        if self._service_lost or self._stopping.is_set():
            return
        _log.info("card service lost: %s %s", error.code, error.facts)
        self._service_lost = True
        self._tell_differences(())
        no_reader = error.code is FailureCode.CARD_NO_READER
        self._tell(ServiceLost(error.code if no_reader else FailureCode.CARD_NO_SERVICE))

    def _tell(self, event: CardEvent) -> None:
        if self._stopping.is_set():
            return
        try:
            self._notify(event)
        except Exception as error:  # noqa: BLE001 - a fault of the listener must not end the watch
            _log.error("listener broke on %s: %s", type(event).__name__, place(error))

    # Any thread

    def _wake(self) -> threading.Thread:
        """Wake the monitor's thread from whatever it waits for. Returns at once.

        Apart, because cancelling asks the card service too, and it may hang.
        """
        waker = threading.Thread(target=self._cancel_waits, name="card wake", daemon=True)
        waker.start()
        return waker

    def _cancel_waits(self) -> None:
        """Cancel, again and again, until what was asked is taken up: a cancel that comes before
        the wait begins is lost."""
        deadline = time.monotonic() + _STOP_WITHIN
        while time.monotonic() < deadline and self._thread.is_alive():
            watch, reading, stopping = self._watch, self._reading, self._stopping.is_set()
            if stopping and reading is not None:
                reading.abandon()
                reading.interrupt()
            if not stopping and not (self._requests and self._waiting):
                return
            if watch is not None and self._waiting:
                watch.cancel()
            self._thread.join(_CANCEL_AGAIN)
