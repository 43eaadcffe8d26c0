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
from counter_app.domain.card import CardContent
from counter_app.domain.failures import CATALOGUE, Failure, FailureCode
from counter_app.procedure.machine import Procedure

_TORN_OUT = FailureCode.CARD_REMOVED_WHILE_READING


class ReaderState(StrEnum):
    """What the header says of the readers."""

    ABSENT = "absent"
    READY = "ready"
    READING = "reading"
    PRESENT = "present"  # a card that was read is in: the case's, or one to take out
    TROUBLE = "trouble"  # a card is in, but it could not be read


class CardPresence:
    """Follows the events of every monitor. `case_reader` holds the card of the open case."""

    def __init__(self, procedure: Procedure) -> None:
        self._procedure = procedure
        self._readers: dict[str, tuple[str, ...]] = {}
        self._lost: dict[str, FailureCode] = {}
        self._reading: set[str] = set()
        self._set_aside: set[str] = set()  # read while the case of another card was open
        self._failed: dict[str, FailureCode] = {}
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
        if self._set_aside and self._procedure.case is None:
            return ReaderState.PRESENT
        if self._troubles:
            return ReaderState.TROUBLE
        return ReaderState.READY if self.readers else ReaderState.ABSENT

    @property
    def failure(self) -> Failure | None:
        """What keeps the desk from reading a card now, or None."""
        if self.case_reader is not None:
            return None
        for code in self._troubles.values():
            return CATALOGUE[code]
        if self.readers:
            return None
        lost = next(iter(self._lost.values()), FailureCode.CARD_NO_READER)
        return CATALOGUE[lost]

    @property
    def troubled_reader(self) -> str | None:
        """The reader whose card could not be read, for « Relire la carte »."""
        return next((name for name, code in self._troubles.items() if code is not _TORN_OUT), None)

    @property
    def _troubles(self) -> dict[str, FailureCode]:
        """What failed, save the professional's card in its own slot, which is where it belongs."""
        return {
            reader: code
            for reader, code in self._failed.items()
            if code is not FailureCode.CARD_HEALTH_PROFESSIONAL or not self._has_sibling(reader)
        }

    def _has_sibling(self, reader: str) -> bool:
        """Slots of one device are readers whose names differ by one word or number."""
        words = reader.split()
        return any(
            len(words) == len(others)
            and sum(a != b for a, b in zip(words, others, strict=True)) == 1
            for others in (name.split() for name in self.readers)
        )

    def handle(self, monitor: str, event: CardEvent) -> None:
        """Take one event of one monitor, then let the procedure's listeners know."""
        match event:
            case ReadersChanged(readers):
                self._readers_changed(monitor, readers)
            case ServiceLost(failure):
                self._readers_changed(monitor, ())
                self._lost[monitor] = failure
            case ServiceRestored():
                self._lost.pop(monitor, None)
            case CardInserted(reader):
                self._card_came(reader)
            case CardWasRead(reader, content):
                self._card_read(reader, content)
            case CardFailed(reader, failure):
                if not self._of_another(monitor, reader):
                    self._reading.discard(reader)
                    self._failed[reader] = failure
            case CardRemoved(reader):
                self._card_left(reader)
        self._procedure.announce()

    def _of_another(self, monitor: str, reader: str) -> bool:
        """A monitor asked to read again says that it has no such card; another one may have it."""
        return any(reader in names for other, names in self._readers.items() if other != monitor)

    def _readers_changed(self, monitor: str, readers: tuple[str, ...]) -> None:
        gone = set(self._readers.get(monitor, ())) - set(readers)
        self._readers[monitor] = readers
        for reader in gone:
            self._card_left(reader)
            self._failed.pop(reader, None)

    def _card_came(self, reader: str) -> None:
        self._card_left(reader)  # a quick hand: the card before may be gone without a word
        self._failed = {name: code for name, code in self._failed.items() if code is not _TORN_OUT}
        self._reading.add(reader)

    def _card_read(self, reader: str, content: CardContent) -> None:
        self._reading.discard(reader)
        self._failed.pop(reader, None)
        case = self._procedure.case
        if self.case_reader == reader and not (case and case.card and case.card.same_card(content)):
            self._card_left(reader)
        if self._procedure.card_read(content):
            self.case_reader = reader
            self._set_aside.discard(reader)
        elif self.case_reader != reader:
            self._set_aside.add(reader)

    def _card_left(self, reader: str) -> None:
        self._reading.discard(reader)
        self._set_aside.discard(reader)
        if self._failed.get(reader) is not _TORN_OUT:  # said until the next card comes
            self._failed.pop(reader, None)
        if self.case_reader == reader:
            self.case_reader = None
            self._procedure.card_removed()
