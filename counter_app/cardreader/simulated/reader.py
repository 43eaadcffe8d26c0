"""A simulated card service with its readers, in this process: the training tray and the tests.

It is a backend like PC/SC, and its cards are put in and out from any thread. It also shows what
readers and other programs do in the field: unplugged, stopped, held, reset.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Condition

from counter_app.cardreader.backend import ReaderState
from counter_app.cardreader.simulated.card import CardSilent, CardWithdrawn, VirtualCard
from counter_app.cardreader.simulated.pacing import PacedCard
from counter_app.domain.failures import CounterError, FailureCode

_LONGEST_SILENCE = 300.0  # seconds; a silent card's thread ends at last, even if forgotten


@dataclass(slots=True)
class _Slot:
    """One reader: its card, and who holds it."""

    name: str
    card: VirtualCard | None = None
    moves: int = 0
    exclusive: bool = False
    held: bool = False  # another program is inside a transaction
    busy: bool = False  # our own read is inside a transaction
    resets: int = 0
    bits_per_second: int = 0
    unplugged: bool = field(default=False)


class SimulatedService:
    """A card service with any number of readers; a backend. Thread-safe."""

    def __init__(self, *names: str) -> None:
        self._changed = Condition()
        self._slots = {name: _Slot(name) for name in names}
        self._running = True
        self._starts = 0
        self._moves = 0

    def watch(self) -> _Watch:
        """Open the eyes. Raises Card_NoService while the service is stopped."""
        with self._changed:
            self._require_service(self._starts)
            return _Watch(self, self._starts)

    @contextmanager
    def connect(self, reader: str) -> Iterator[_Connection]:
        """Connect to a reader's card, as PC/SC does in shared mode."""
        with self._changed:
            slot = self._slot(reader, self._starts)
            if slot.exclusive:
                raise CounterError(FailureCode.CARD_READER_BUSY)
            if slot.card is None:
                raise CounterError(FailureCode.CARD_NO_CARD)
            if slot.card.behaviour.mute:
                raise CounterError(FailureCode.CARD_MUTE)
            slot.card.power_up()
            connection = _Connection(self, slot, slot.card, self._starts)
        yield connection

    # What a person or another program does

    def insert(self, card: VirtualCard, reader: str = "") -> None:
        """Put a card in; the one that was there comes out first."""
        with self._change(reader) as slot:
            slot.moves = self._next_move()
            slot.card = card

    def remove(self, reader: str = "") -> None:
        """Take the card out; without one, nothing happens."""
        with self._change(reader) as slot:
            if slot.card is not None:
                slot.moves = self._next_move()
            slot.card = None

    def card_in(self, reader: str = "") -> VirtualCard | None:
        """The card in the reader, or None."""
        with self._changed:
            return self._any_slot(reader).card

    def plug(self, reader: str) -> None:
        """Add a reader, empty."""
        with self._changed:
            self._slots.setdefault(reader, _Slot(reader, moves=self._next_move()))
            self._changed.notify_all()

    def unplug(self, reader: str) -> None:
        """Take a reader away, with its card."""
        with self._changed:
            slot = self._slots.pop(reader)
            slot.unplugged, slot.card = True, None
            self._changed.notify_all()

    def stop(self) -> None:
        """Stop the service: every context and connection is dead from now on."""
        with self._changed:
            self._running = False
            self._changed.notify_all()

    def start(self) -> None:
        """Start the service again."""
        with self._changed:
            self._running = True
            self._starts += 1
            self._changed.notify_all()

    def hold_exclusively(self, held: bool, reader: str = "") -> None:
        """Another program takes the reader for itself, or gives it back."""
        with self._change(reader) as slot:
            slot.exclusive = held

    def hold_transaction(self, held: bool, reader: str = "") -> None:
        """Another program begins or ends a transaction."""
        with self._change(reader) as slot:
            slot.held = held

    def reset_card(self, reader: str = "") -> None:
        """Another program resets the card."""
        with self._change(reader) as slot:
            slot.resets += 1

    def pace(self, bits_per_second: int, reader: str = "") -> None:
        """Make exchanges as slow as a wire; 0 for as fast as can be."""
        with self._change(reader) as slot:
            slot.bits_per_second = bits_per_second

    # Inside

    @contextmanager
    def _change(self, reader: str) -> Iterator[_Slot]:
        with self._changed:
            yield self._any_slot(reader)
            self._changed.notify_all()

    def _next_move(self) -> int:
        """Never the same twice, so that a reader unplugged and plugged again is noticed."""
        self._moves += 1
        return self._moves

    def _any_slot(self, reader: str) -> _Slot:
        return self._slots[reader] if reader else next(iter(self._slots.values()))

    def _require_service(self, start: int) -> None:
        if not self._running or start != self._starts:
            raise CounterError(FailureCode.CARD_NO_SERVICE)

    def _slot(self, reader: str, start: int) -> _Slot:
        self._require_service(start)
        if reader not in self._slots:
            raise CounterError(FailureCode.CARD_READER_UNPLUGGED)
        return self._slots[reader]

    def _states(self) -> tuple[ReaderState, ...]:
        return tuple(
            ReaderState(
                name=slot.name,
                present=slot.card is not None,
                mute=slot.card is not None and slot.card.behaviour.mute,
                exclusive=slot.exclusive,
                moves=slot.moves,
                in_use=slot.held,
            )
            for slot in self._slots.values()
        )


class SimulatedReader(SimulatedService):
    """The usual case: a service with one reader."""

    def __init__(self, name: str = "Lecteur simulé") -> None:
        super().__init__(name)
        self.name = name

    @property
    def inserted(self) -> VirtualCard | None:
        """The card in the reader, or None."""
        return self.card_in(self.name)


class _Watch:
    """The eyes on the simulated readers."""

    def __init__(self, service: SimulatedService, start: int) -> None:
        self._service = service
        self._start = start
        self._cancelled = False

    def wait(self, known: tuple[ReaderState, ...], seconds: float) -> tuple[ReaderState, ...]:
        service = self._service
        with service._changed:
            service._changed.wait_for(
                lambda: (
                    self._cancelled
                    or not service._running
                    or self._start != service._starts
                    or service._states() != known
                ),
                seconds,
            )
            self._cancelled = False
            service._require_service(self._start)
            return service._states()

    def cancel(self) -> None:
        with self._service._changed:
            self._cancelled = True
            self._service._changed.notify_all()

    def close(self) -> None:
        """Nothing to give back."""


class _Connection:
    """A connection to a simulated card."""

    def __init__(
        self, service: SimulatedService, slot: _Slot, card: VirtualCard, start: int
    ) -> None:
        self._service = service
        self._slot = slot
        self._card = card
        self._start = start
        self._moves = slot.moves
        self._resets = slot.resets
        pace = slot.bits_per_second
        self._process = PacedCard(card, pace).process if pace else card.process

    @property
    def atr(self) -> bytes:
        return self._card.atr

    def transmit(self, command: bytes) -> bytes:
        behaviour = self._card.behaviour
        if self._card.commands + 1 == behaviour.reset_at:
            behaviour = self._card.behaviour = replace(behaviour, reset_at=0)
            self._service.reset_card(self._slot.name)
        self._require_alive()
        try:
            answer = self._process(command)
            self._linger(behaviour.delay_seconds)
        except CardWithdrawn:
            self._service.remove(self._slot.name)
        except CardSilent:
            self._linger(_LONGEST_SILENCE)
        self._require_alive()
        return answer

    def _linger(self, seconds: float) -> None:
        """A slow or silent reader: ends early only when the card or the service goes."""
        end = time.monotonic() + seconds
        with self._service._changed:
            while (left := end - time.monotonic()) > 0:
                self._require_alive()
                self._service._changed.wait(left)

    def _require_alive(self) -> None:
        with self._service._changed:
            self._service._require_service(self._start)
            if self._slot.unplugged:
                raise CounterError(FailureCode.CARD_READER_UNPLUGGED)
            if self._slot.moves != self._moves:
                raise CounterError(FailureCode.CARD_REMOVED_WHILE_READING)
            if self._slot.resets != self._resets:
                self._card.select_nothing()
                raise CounterError(FailureCode.CARD_RESET)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        changed = self._service._changed
        with changed:
            while self._slot.held or self._slot.busy:
                self._require_alive()
                changed.wait()
            self._require_alive()
            self._slot.busy = True
        try:
            yield
        finally:
            with changed:
                self._slot.busy = False
                changed.notify_all()
