"""One read of one card, in a thread and a context of its own.

A reader that never answers blocks the call that asked it, and nothing on this side can end that
call. So the read runs apart, the monitor waits for it no longer than its deadline, and a blocked
one is left to end by itself when the reader lets go (its thread does not keep the program alive).
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from enum import Enum, auto
from queue import Empty, SimpleQueue

from counter_app.cardreader.backend import Backend, Connection
from counter_app.cardreader.errors import place
from counter_app.cardreader.events import CardFailed, CardWasRead
from counter_app.domain.card import CardContent
from counter_app.domain.failures import CounterError, FailureCode

_log = logging.getLogger(__name__)

_ATTEMPTS = 3
_BETWEEN_ATTEMPTS = 0.1  # seconds
_RETRIED = (FailureCode.CARD_RESET, FailureCode.CARD_UNREADABLE)
# Only a card that was there is read: if it is not there any more, it was pulled out.
_OF_A_READ = {FailureCode.CARD_NO_CARD: FailureCode.CARD_REMOVED_WHILE_READING}

Outcome = CardWasRead | CardFailed


class _Phase(Enum):
    """Where a read is: tells why it takes so long."""

    CONNECTING = auto()
    WAITING_ITS_TURN = auto()
    EXCHANGING = auto()


class _Abandoned(Exception):  # noqa: N818
    """Nobody waits for this read any more."""


class CardReading:
    """A read under way. Made and waited for by the monitor's thread."""

    def __init__(self, backend: Backend, reader: str, patience: float) -> None:
        """`patience`: seconds to go on asking for a reader that another program keeps."""
        self.reader = reader
        self._backend = backend
        self._patience = patience
        self._phase = _Phase.CONNECTING
        self._abandoned = threading.Event()
        self._outcomes: SimpleQueue[Outcome | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="card read", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> Outcome | None:
        """The outcome, or None when `interrupt` came first or the time is over; then the read is
        abandoned: it ends at its next command instead of going on for nobody."""
        try:
            return self._outcomes.get(timeout=max(0.0, seconds))
        except Empty:
            self.abandon()
            return None

    @property
    def waits_for_others(self) -> bool | None:
        """Why it takes so long: another program's transaction, if True; the card or its reader, if
        False; None while connecting, for then pcscd itself waits for other transactions."""
        if self._phase is _Phase.CONNECTING:
            return None
        return self._phase is _Phase.WAITING_ITS_TURN

    def interrupt(self) -> None:
        """End the wait of the other thread, at once."""
        self._outcomes.put(None)

    def abandon(self) -> None:
        """Let the read end at its next command instead of going on for nobody."""
        self._abandoned.set()

    def ended(self, seconds: float = 0.0) -> bool:
        """True when the thread is over, at the latest after so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._outcomes.put(CardWasRead(self.reader, self._read()))
        except CounterError as error:
            _log.info("card read ended: %s %s", error.code, error.facts)
            self._outcomes.put(CardFailed(self.reader, _OF_A_READ.get(error.code, error.code)))
        except _Abandoned:
            _log.info("card read ended: nobody waits for it")
        except Exception as error:  # noqa: BLE001 - the agent gets a sentence, the log its place
            _log.error("card read broke: %s", place(error))
            self._outcomes.put(CardFailed(self.reader, FailureCode.CARD_UNREADABLE))

    def _read(self) -> CardContent:
        """Read, again from the start after a fault that passes. Raises CounterError."""
        attempt = 1
        patient_until = time.monotonic() + self._patience
        while True:
            try:
                return self._read_once()
            except CounterError as error:
                if error.code is FailureCode.CARD_READER_BUSY:
                    if time.monotonic() > patient_until:
                        raise
                elif error.code not in _RETRIED or attempt == _ATTEMPTS:
                    raise
                else:
                    attempt += 1
            if self._abandoned.wait(_BETWEEN_ATTEMPTS):
                raise _Abandoned

    def _read_once(self) -> CardContent:
        from counter_app.cardreader import vitale  # noqa: PLC0415 - not before the first window

        self._phase = _Phase.CONNECTING
        started = time.monotonic()
        with self._backend.connect(self.reader) as connection:
            self._phase = _Phase.WAITING_ITS_TURN
            with connection.transaction():
                self._phase = _Phase.EXCHANGING
                content = vitale.read_card(
                    lambda command: self._exchange(connection, command), connection.atr
                )
                elapsed = (time.monotonic() - started) * 1000
        return replace(content, elapsed_ms=elapsed)

    def _exchange(self, connection: Connection, command: bytes) -> bytes:
        if self._abandoned.is_set():
            raise _Abandoned
        return connection.transmit(command)
