"""What the card monitor tells the application."""

from __future__ import annotations

from dataclasses import dataclass, field

from counter_app.domain.card import CardContent
from counter_app.domain.failures import FailureCode


@dataclass(frozen=True, slots=True)
class ReadersChanged:
    """The readers there are now, by name, in the service's order; a two-slot reader is two names.

    Always told once after the start, even when there is none."""

    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardInserted:
    """A card went in; its reading has begun and ends in CardWasRead or CardFailed."""

    reader: str


@dataclass(frozen=True, slots=True)
class CardWasRead:
    """The card is a carte Vitale and this is what it says."""

    reader: str
    content: CardContent = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardFailed:
    """The card could not be read, or is no carte Vitale 2. It may still be in the reader."""

    reader: str
    failure: FailureCode


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """The card is no longer in the reader (or the reader itself is gone)."""

    reader: str


@dataclass(frozen=True, slots=True)
class ServiceLost:
    """The card service does not answer. Cards and readers were told as gone before this."""

    failure: FailureCode


@dataclass(frozen=True, slots=True)
class ServiceRestored:
    """The card service answers again; readers and cards are told anew after this."""


CardEvent = (
    ReadersChanged
    | CardInserted
    | CardWasRead
    | CardFailed
    | CardRemoved
    | ServiceLost
    | ServiceRestored
)
