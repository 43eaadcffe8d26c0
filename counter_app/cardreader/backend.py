"""What a card service must offer: PC/SC and the simulated reader are two of them.

A context of PC/SC belongs to the thread that made it. So there are two things to open, each with
its own context: a watch (the monitor's thread) and a connection (the thread of one read).
All methods raise CounterError with a code of the card family and nothing else.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ReaderState:
    """One reader as last seen.

    `moves`: insertions and removals so far, so that a quick swap is noticed; `exclusive`: another
    program keeps the reader for itself; `in_use`: some program is connected; `ticket`: the
    backend's own note, never looked at."""

    name: str
    present: bool = False
    mute: bool = False
    exclusive: bool = False
    moves: int = 0
    in_use: bool = field(default=False, compare=False)
    ticket: int = field(default=0, compare=False)


class Connection(Protocol):
    """A card, shared with other programs, powered and ready."""

    @property
    def atr(self) -> bytes:
        """The card's answer to reset."""

    def transmit(self, command: bytes) -> bytes:
        """One exchange: the answer's data followed by its two status bytes.

        Raises Card_RemovedWhileReading, Card_Reset, Card_ReaderUnplugged, Card_NoService or
        Card_Unreadable (the exchange failed though the card is still there).
        """

    def transaction(self) -> AbstractContextManager[None]:
        """Keep other programs away for the length of a read; waits while one of them has it."""


class Watch(Protocol):
    """The eyes on all readers."""

    def wait(self, known: tuple[ReaderState, ...], seconds: float) -> tuple[ReaderState, ...]:
        """Return all readers as soon as something differs from `known`, or is cancelled, or the
        time is over."""

    def cancel(self) -> None:
        """End the wait of the other thread. One that comes before the wait begins may be lost."""

    def close(self) -> None:
        """Give everything back; never raises."""


class Backend(Protocol):
    """A card service."""

    def watch(self) -> Watch:
        """Open the eyes. Raises Card_NoService."""

    def connect(self, reader: str) -> AbstractContextManager[Connection]:
        """Connect in shared mode; leaving the block leaves the card as it is (no reset)."""
