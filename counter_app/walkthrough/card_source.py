"""A card that goes in and out: through pcscd and its virtual reader where there is one, else in
process. Both are read by the same monitor."""

from __future__ import annotations

from typing import Protocol

from counter_app.cardreader.pcsc import PcscBackend
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.cardreader.simulated.vpcd import VpcdCard, insert, serve_in_thread
from counter_app.counter import PCSC, Counter
from counter_app.domain.failures import CounterError
from counter_app.simulated_tray import SimulatedTray

_VIRTUAL = "Virtual PCD"
_A_MOMENT = 0.2  # seconds


class CardSource(Protocol):
    """Where the walkthrough's card goes in."""

    name: str

    def watched_by(self, counter: Counter) -> None:
        """Let the application watch this source's reader."""
        ...

    def insert(self, card: str) -> None:
        """Put this card of the catalogue in."""
        ...

    def remove(self) -> None:
        """Take it out."""
        ...


class InProcess:
    """The simulated reader of this process."""

    name = "in process"

    def __init__(self) -> None:
        self._tray = SimulatedTray()

    def watched_by(self, counter: Counter) -> None:
        """Let the application watch this source's reader."""
        counter.watch_simulated(self._tray)

    def insert(self, card: str) -> None:
        """Put this card of the catalogue in."""
        self._tray.insert(card)

    def remove(self) -> None:
        """Take it out."""
        self._tray.remove()


class VirtualReader:
    """vpcd's reader behind the real PC/SC service."""

    name = "pcscd"

    def __init__(self) -> None:
        self._card: VpcdCard | None = None

    def watched_by(self, counter: Counter) -> None:
        """Let the application watch this source's reader."""
        counter.watch(PCSC, PcscBackend())

    def insert(self, card: str) -> None:
        """Put this card of the catalogue in."""
        self._card = insert(load_card(card))
        serve_in_thread(self._card)

    def remove(self) -> None:
        """Take it out."""
        if self._card is not None:
            self._card.withdraw()
            self._card = None


def choose() -> CardSource:
    """The real service's virtual reader where it waits for a card, else the simulated one."""
    return VirtualReader() if _virtual_reader_waits() else InProcess()


def _virtual_reader_waits() -> bool:
    """True when pcscd runs, has vpcd's reader, and no card is in it."""
    try:
        watch = PcscBackend().watch()
    except CounterError:
        return False
    try:
        readers = watch.wait((), _A_MOMENT)
    except CounterError:
        return False
    finally:
        watch.close()
    return any(r.name.startswith(_VIRTUAL) and not r.present for r in readers)
