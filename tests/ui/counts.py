"""Counts of invented acts, as the service tells them."""

from __future__ import annotations

from datetime import date

from counter_app.gateway.counts import Count, Statistics

MONTH = (date(2026, 11, 1), date(2026, 11, 23))
_ACTS = ("activate", "oppose", "close")


def counts(name: str, *told: int | None) -> list[Count]:
    """One name's counts of activations, oppositions and closings; a zero is not told."""
    return [Count(name, act, count) for act, count in zip(_ACTS, told, strict=True) if count != 0]


def _days() -> list[Count]:
    """Two days of which enough is known, and twenty of which it is not."""
    told = [*counts("2026-11-16", 14, 6, None), *counts("2026-11-18", 1021, 7, None)]
    for day in range(1, 21):
        if day not in (16, 18):
            told += counts(f"2026-11-{day:02}", None, None, None)
    return told


FILLED = Statistics(
    *MONTH,
    5,
    by_channel=(
        *counts("card", 1102, 48, 21),
        *counts("phone", 96, 12, None),
        *counts("typed", 31, 5, 9),
    ),
    by_territory=(
        *counts("GP", 812, 40, 17),
        *counts("MQ", 417, 25, 13),
        *counts("RE", None, None, 0),
    ),
    by_day=tuple(_days()),
    by_organisation=(
        *counts("France Services d’Anse-Corail", 63, 12, 6),
        *counts("Caisse générale de sécurité sociale, accueil des Trois-Rivières", 240, None, 0),
    ),
)
TOO_FEW = Statistics(
    *MONTH,
    5,
    by_channel=tuple(counts("card", None, None, None)),
    by_territory=tuple(counts("GP", None, None, None)),
    by_day=tuple(counts("2026-11-16", None, None, None)),
)
