"""How many acts were registered, as the port (`gateway.port`) hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Count:
    """How many acts of one kind. `name`: a day (YYYY-MM-DD), a territory's code, a structure or
    a channel; `count`: None when it is withheld, being small enough to point at somebody."""

    name: str
    action: str  # of domain.profile; a newer service may know more
    count: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The acts of a period, both days included, without personal data."""

    since: date
    until: date
    withheld_under: int
    by_day: tuple[Count, ...] = ()
    by_territory: tuple[Count, ...] = ()
    by_organisation: tuple[Count, ...] = ()
    by_channel: tuple[Count, ...] = ()
