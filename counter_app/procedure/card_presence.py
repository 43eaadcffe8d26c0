"""Which readers there are, which card is in, and what the procedure is told of it.

Several monitors may report (PC/SC and simulated): a reader is known by its name.
"""

from __future__ import annotations

from enum import StrEnum

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
from counter_app.domain.failures import CATALOGUE, Failure, FailureCode
from counter_app.procedure.machine import Procedure


class ReaderState(StrEnum):
    """What the header says of the readers."""

    ABSENT = "absent"
    READY = "ready"
    READING = "reading"
    PRESENT = "present"  # the card of the case is in
    TROUBLE = "trouble"  # a card is in, but it could not be read


class CardPresence:
    """Follows the events of every monitor. `case_reader` holds the card of the open case."""

    def __init__(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self._readers: dict[str, tuple[str, ...]] = {}
        self._lost: dict[str, FailureCode] = {}
        self._reading: set[str] = set()
        self._troubles: dict[str, FailureCode] = {}
        self.case_reader: str | None = None

    @property
    def readers(self) -> tuple[str, ...]:
        """Every reader of every monitor."""
        return tuple(name for names in self._readers.values() for name in names)

    @property
    def state(self) -> ReaderState:
        """One word for the whole desk."""
        if self.case_reader is not None:
            return ReaderState.PRESENT
        if self._reading:
            return ReaderState.READING
        if self._troubles:
            return ReaderState.TROUBLE
        return ReaderState.READY if self.readers else ReaderState.ABSENT

    @property
    def failure(self) -> Failure | None:
        """What keeps the desk from reading a card now, or None."""
        if self.case_reader is not None:
            return None
        if self._troubles:
            return CATALOGUE[next(iter(self._troubles.values()))]
        if self.readers:
            return None
        lost = next(iter(self._lost.values()), FailureCode.CARD_NO_READER)
        return CATALOGUE[lost]

    @property
    def troubled_reader(self) -> str | None:
        """The reader whose card could not be read, for « Relire la carte »."""
        return next(iter(self._troubles), None)

    def handle(self, monitor: str, event: CardEvent) -> None:
        """Take one event of one monitor, then let the procedure's listeners know."""
        match event:
            case ReadersChanged(readers):
                self._readers_changed(monitor, readers)
            case ServiceLost(failure):
                self._lost[monitor] = failure
                self._readers_changed(monitor, ())
            case ServiceRestored():
                self._lost.pop(monitor, None)
            case CardInserted(reader):
                self._troubles.pop(reader, None)
                self._reading.add(reader)
            case CardWasRead(reader, content):
                self._reading.discard(reader)
                self._troubles.pop(reader, None)
                if self._procedure.card_read(content):
                    self.case_reader = reader
            case CardFailed(reader, failure):
                self._reading.discard(reader)
                self._troubles[reader] = failure
            case CardRemoved(reader):
                self._card_left(reader)
        self._procedure.announce()

    def _readers_changed(self, monitor: str, readers: tuple[str, ...]) -> None:
        gone = set(self._readers.get(monitor, ())) - set(readers)
        self._readers[monitor] = readers
        for reader in gone:
            self._card_left(reader)

    def _card_left(self, reader: str) -> None:
        self._reading.discard(reader)
        self._troubles.pop(reader, None)
        if self.case_reader == reader:
            self.case_reader = None
            self._procedure.card_removed()
