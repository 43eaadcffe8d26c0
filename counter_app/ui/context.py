"""What the window is given by the composition root: the case and the things around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from counter_app.post.settings import Settings
from counter_app.procedure.card_presence import CardPresence
from counter_app.procedure.machine import Procedure

if TYPE_CHECKING:  # what the first window does not need
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QImage

    from counter_app.gateway.counts import Statistics
    from counter_app.printing.page import SheetDocument


class ServiceState(StrEnum):
    """What the window says of the service."""

    STARTING = "starting"
    READY = "ready"
    LOST = "lost"


class Papers(Protocol):
    """Preview, print and save any sheet, away from the interface thread.

    `make` gives the sheet, and runs in the thread that draws: it imports what draws there. Each
    raises `CounterError` (Print_NoPrinter, Print_Failed, File_NotWritten).
    """

    async def preview(
        self, make: Callable[[], SheetDocument], width: int, *, pixel_ratio: float = 1.0
    ) -> QImage:
        """The first page as a picture `width` pixels wide, on a screen of this pixel ratio."""
        ...

    async def print(self, make: Callable[[], SheetDocument]) -> str:
        """Send the sheet to the printer; gives its name."""
        ...

    async def save(self, make: Callable[[], SheetDocument], path: str) -> None:
        """Write the sheet as a PDF."""
        ...

    async def printer_name(self) -> str:
        """The printer that would be used, or an empty string."""
        ...


class Voice(Protocol):
    """The system's voice: one reading at a time, away from the interface."""

    async def speaks(self, language: str) -> bool:
        """Whether there is a voice for this language (BCP 47)."""
        ...

    async def read(self, text: str, language: str) -> bool:
        """Read a text, a sentence a line; what is being read stops. True when it came to its end,
        False when it was stopped or nothing spoke."""
        ...

    def stop(self) -> None:
        """Be silent, at once."""
        ...


@dataclass(frozen=True, slots=True)
class TrayCard:
    """A simulated card: its name in the catalogue, what it is, the code of its letter."""

    name: str
    title: str
    letter_code: str = ""


class Tray(Protocol):
    """The simulated reader and its cards, beside the real ones."""

    @property
    def cards(self) -> tuple[TrayCard, ...]:
        """The catalogue."""
        ...

    @property
    def inserted(self) -> str | None:
        """The card that is in, if any."""
        ...

    def insert(self, name: str) -> None:
        """Put this card in."""
        ...

    def remove(self) -> None:
        """Take the card out."""
        ...


class Desk(Protocol):
    """Everything around the case that the window shows or uses."""

    @property
    def settings(self) -> Settings:
        """Of this post."""
        ...

    @property
    def procedure(self) -> Procedure:
        """The case and its gestures."""
        ...

    @property
    def presence(self) -> CardPresence:
        """The readers and the card."""
        ...

    @property
    def papers(self) -> Papers:
        """Preview, print, save."""
        ...

    @property
    def voice(self) -> Voice:
        """Reads aloud, where the system can."""
        ...

    @property
    def tray(self) -> Tray | None:
        """The simulated reader, on a training post."""
        ...

    @property
    def service_state(self) -> ServiceState:
        """Is the service there."""
        ...

    @property
    def printer(self) -> str:
        """The printer that would be used, or an empty string."""
        ...

    @property
    def reminder(self) -> str:
        """An act of before whose outcome has just been learnt."""
        ...

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...

    async def statistics(self, since: date, until: date) -> Statistics:
        """The acts of these days, both included. Raises `CounterError`."""
        ...

    def reread(self) -> None:
        """Read the troubled card again."""
        ...
