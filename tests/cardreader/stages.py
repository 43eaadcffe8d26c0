"""The two places where a card can be read: in this process, and behind a real pcscd.

Both offer the same gestures, so that each contract test runs on both. "Another program" is another
client of the card service: for pcscd, a context of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from counter_app.cardreader.backend import Backend
from counter_app.cardreader.events import CardEvent
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.pcsc import PcscBackend
from counter_app.cardreader.simulated.card import VirtualCard
from counter_app.cardreader.simulated.reader import SimulatedService
from counter_app.cardreader.simulated.vpcd import VpcdCard
from tests.real_pcscd import RealPcscd

PATIENCE = 20.0  # seconds: a bound for a loaded machine, never waited for when all is well
E = TypeVar("E", bound=CardEvent)


class Listener:
    """What a monitor told, in order."""

    def __init__(self) -> None:
        self._events: list[CardEvent] = []
        self._taken = 0
        self._came = threading.Condition()
        self.threads: set[str] = set()

    def __call__(self, event: CardEvent) -> None:
        with self._came:
            self._events.append(event)
            self.threads.add(threading.current_thread().name)
            self._came.notify_all()

    def next(self) -> CardEvent:
        """The next event."""
        with self._came:
            if not self._came.wait_for(lambda: len(self._events) > self._taken, PATIENCE):
                raise AssertionError(f"no event after {self._events[-3:]}")
            self._taken += 1
            return self._events[self._taken - 1]

    def until(self, kind: type[E]) -> E:
        """The next event of this kind; those before it are passed over."""
        while True:
            event = self.next()
            if isinstance(event, kind):
                return event

    def nothing_more(self) -> bool:
        """True when all that was told was taken."""
        with self._came:
            return len(self._events) == self._taken


@contextmanager
def watching(backend: Backend, **bounds: float) -> Iterator[tuple[CardMonitor, Listener]]:
    """A monitor at work."""
    listener = Listener()
    monitor = CardMonitor(backend, listener, **bounds)
    monitor.start()
    try:
        yield monitor, listener
    finally:
        monitor.stop()


class Stage(Protocol):
    """A card service with two readers, and what happens to it."""

    backend: Backend
    readers: tuple[str, ...]

    def insert(self, card: VirtualCard, slot: int = 0, *, bits_per_second: int = 0) -> None: ...
    def remove(self, slot: int = 0) -> None: ...
    def stop_service(self) -> None: ...
    def start_service(self) -> None: ...
    @contextmanager
    def held_exclusively(self) -> Iterator[None]: ...
    @contextmanager
    def in_a_transaction(self) -> Iterator[None]: ...
    def reset_card(self) -> None: ...
    def clear(self) -> None: ...


class InProcessStage:
    """The simulated service."""

    def __init__(self) -> None:
        self.readers = ("Lecteur simulé 1", "Lecteur simulé 2")
        self.backend: SimulatedService = SimulatedService(*self.readers)

    def insert(self, card: VirtualCard, slot: int = 0, *, bits_per_second: int = 0) -> None:
        self.backend.pace(bits_per_second, self.readers[slot])
        self.backend.insert(card, self.readers[slot])

    def remove(self, slot: int = 0) -> None:
        self.backend.remove(self.readers[slot])

    def stop_service(self) -> None:
        self.backend.stop()

    def start_service(self) -> None:
        self.backend.start()

    @contextmanager
    def held_exclusively(self) -> Iterator[None]:
        self.backend.hold_exclusively(True, self.readers[0])
        yield
        self.backend.hold_exclusively(False, self.readers[0])

    @contextmanager
    def in_a_transaction(self) -> Iterator[None]:
        self.backend.hold_transaction(True, self.readers[0])
        yield
        self.backend.hold_transaction(False, self.readers[0])

    def reset_card(self) -> None:
        self.backend.reset_card(self.readers[0])

    def clear(self) -> None:
        for slot in range(2):
            self.remove(slot)


class PcscdStage:
    """A private pcscd with one virtual reader of two slots."""

    def __init__(self, service: RealPcscd) -> None:
        self._service = service
        self.backend = PcscBackend()
        self.readers = ("Virtual PCD 0 00 00", "Virtual PCD 0 00 01")
        self._cards: dict[int, VpcdCard] = {}
        self._running = True

    def insert(self, card: VirtualCard, slot: int = 0, *, bits_per_second: int = 0) -> None:
        if slot in self._cards:
            self.remove(slot)
            self._until_empty()
        self._cards[slot] = self._service.insert(card, slot, bits_per_second=bits_per_second)

    def remove(self, slot: int = 0) -> None:
        card = self._cards.pop(slot, None)
        if card is not None:
            card.withdraw()

    def stop_service(self) -> None:
        self._running = False
        self._service.kill()

    def start_service(self) -> None:
        self._running = True
        self._service.start()

    @contextmanager
    def _other_program(self, mode: int) -> Iterator[int]:
        """A card connected by somebody else, once pcscd has seen it."""
        from smartcard import scard  # noqa: PLC0415 - not before the socket's name is set

        code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        assert code == 0
        deadline = time.monotonic() + PATIENCE
        while True:
            code, handle, _ = scard.SCardConnect(context, self.readers[0], mode, 1)
            if code == 0:
                break
            assert time.monotonic() < deadline, hex(code)
            scard.SCardGetStatusChange(context, 200, [(self.readers[0], 0x10)])
        try:
            yield handle
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
            scard.SCardReleaseContext(context)

    @contextmanager
    def held_exclusively(self) -> Iterator[None]:
        from smartcard import scard  # noqa: PLC0415

        with self._other_program(scard.SCARD_SHARE_EXCLUSIVE):
            yield

    @contextmanager
    def in_a_transaction(self) -> Iterator[None]:
        from smartcard import scard  # noqa: PLC0415

        with self._other_program(scard.SCARD_SHARE_SHARED) as handle:
            assert scard.SCardBeginTransaction(handle) == 0
            yield
            assert scard.SCardEndTransaction(handle, scard.SCARD_LEAVE_CARD) == 0

    def reset_card(self) -> None:
        from smartcard import scard  # noqa: PLC0415

        with self._other_program(scard.SCARD_SHARE_SHARED) as handle:
            code, _ = scard.SCardReconnect(
                handle, scard.SCARD_SHARE_SHARED, 1, scard.SCARD_RESET_CARD
            )
            assert code == 0

    def clear(self) -> None:
        for slot in tuple(self._cards):
            self.remove(slot)
        if not self._running:
            self.start_service()
        self._until_empty()

    def _until_empty(self) -> None:
        """pcscd polls the virtual reader: wait until it has seen the cards go."""
        from smartcard import scard  # noqa: PLC0415

        code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        assert code == 0
        for reader in self.readers:
            event, deadline = 0, time.monotonic() + PATIENCE
            while not event & scard.SCARD_STATE_EMPTY:
                code, states = scard.SCardGetStatusChange(context, 1000, [(reader, event)])
                event = states[0][1] & ~scard.SCARD_STATE_CHANGED
                assert time.monotonic() < deadline, hex(code)
        scard.SCardReleaseContext(context)
