"""From the service's statistics to tables in words: no count is added up, none is guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counter_app.domain.profile import Action, FurtherAct
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import date_in_words
from counter_app.gateway.counts import Count, Statistics
from counter_app.gateway.port import Channel

WITHHELD = "non donné"


class Period(StrEnum):
    """Which days are counted."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day, both counted."""
        first = today.replace(day=1)
        if self is Period.LAST_MONTH:
            last = first - timedelta(days=1)
            return last.replace(day=1), last
        return (first if self is Period.THIS_MONTH else today.replace(month=1, day=1)), today


PERIODS: dict[Period, str] = {
    Period.THIS_MONTH: "Ce mois",
    Period.LAST_MONTH: "Le mois dernier",
    Period.THIS_YEAR: "Cette année",
}
_ACTS: dict[str, str] = {
    Action.ACTIVATE: "Activations",
    Action.OPPOSE: "Oppositions",
    Action.CLOSE: "Clôtures",
    FurtherAct.REQUEST_DELETION: "Suppressions",
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: "Mauvais destinataire",
}
_OTHER_ACT = "Autre demande"
_ALWAYS = (Action.ACTIVATE, Action.OPPOSE, Action.CLOSE)
_CHANNELS: dict[str, str] = {
    Channel.CARD: "Au guichet, avec la carte",
    Channel.TYPED: "Au guichet, sans carte",
    Channel.PHONE: "Par téléphone",
}


@dataclass(frozen=True, slots=True)
class CountTable:
    """`columns`: the first is that of the names; `rows`: a text for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(told: Statistics) -> tuple[CountTable, ...]:
    """The tables in which there is something to read: none when every count is withheld."""
    made = (
        _table("façon de venir", "façons de venir", told.by_channel, _channel, [*_CHANNELS]),
        _table("territoire", "territoires", told.by_territory, _territory, [*TERRITORIES]),
        _table("jour", "jours", told.by_day, _day),
        _table("structure", "structures", told.by_organisation, str),
    )
    return tuple(table for table in made if table is not None)


def nothing_registered(told: Statistics) -> bool:
    """True when there was no act at all: not even a withheld count."""
    return not (told.by_channel or told.by_territory or told.by_day or told.by_organisation)


def withheld(told: Statistics) -> bool:
    """True when at least one count is not given."""
    counts = (*told.by_channel, *told.by_territory, *told.by_day, *told.by_organisation)
    return any(line.count is None for line in counts)


def period_in_words(told: Statistics) -> str:
    """« Du 1er novembre 2026 au 23 novembre 2026 », or the one day."""
    if told.since == told.until:
        return f"Le {date_in_words(told.since)}"
    return f"Du {date_in_words(told.since)} au {date_in_words(told.until)}"


def _table(
    one: str,
    many: str,
    counts: Sequence[Count],
    in_words: Callable[[str], str],
    order: Sequence[str] = (),
) -> CountTable | None:
    """The names of which something is told, then the others in one row.

    `order`: of the names; those that are not in it come after, as the service has them.
    """
    acts = _acts_in(counts)
    by_name: dict[str, dict[str, int | None]] = {name: {} for name in order}
    for line in counts:
        by_name.setdefault(line.name, {})[line.action] = line.count
    told = {name: line for name, line in by_name.items() if any(count for count in line.values())}
    if not told:
        return None
    rows = [
        (in_words(name), *(_cell(line.get(act, 0)) for act in acts)) for name, line in told.items()
    ]
    rest = [line for name, line in by_name.items() if line and name not in told]
    if rest:
        label = f"1 autre {one}" if len(rest) == 1 else f"{len(rest)} autres {many}"
        withheld = {act for line in rest for act in line}
        rows.append((label, *(_cell(None if act in withheld else 0) for act in acts)))
    columns = (one.capitalize(), *(_ACTS.get(act, _OTHER_ACT) for act in acts))
    return CountTable(f"Par {one}", columns, tuple(rows))


def _acts_in(counts: Sequence[Count]) -> tuple[str, ...]:
    """The three main acts, then those that happened; what a newer service counts comes last."""
    met = {line.action for line in counts}
    known = [act for act in _ACTS if act in _ALWAYS or act in met]
    return (*known, *sorted(met - set(_ACTS)))


def _cell(count: int | None) -> str:
    return WITHHELD if count is None else f"{count:,}".replace(",", "\u202f")


def _channel(name: str) -> str:
    return _CHANNELS.get(name, name)


def _territory(name: str) -> str:
    return TERRITORIES[name].name if name in TERRITORIES else name


def _day(name: str) -> str:
    """A newer service may count by another span: its own word is better than none."""
    try:
        return date_in_words(date.fromisoformat(name), weekday=True).capitalize()
    except ValueError:
        return name
