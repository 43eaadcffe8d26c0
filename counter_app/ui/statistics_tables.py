"""From the service's statistics to tables in words: no count is added up, none is guessed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from counter_app.domain.profile import Action, FurtherAct
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import date_in_words, phrase
from counter_app.gateway.counts import Count, Statistics
from counter_app.gateway.port import Channel
from counter_app.ui.translation import shown_alone

WITHHELD = phrase("non donné")


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
    Period.THIS_MONTH: phrase("Ce mois"),
    Period.LAST_MONTH: phrase("Le mois dernier"),
    Period.THIS_YEAR: phrase("Cette année"),
}
_ACTS: dict[str, str] = {
    Action.ACTIVATE: phrase("Activations"),
    Action.OPPOSE: phrase("Oppositions"),
    Action.CLOSE: phrase("Clôtures"),
    FurtherAct.REQUEST_DELETION: phrase("Suppressions"),
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: phrase("Mauvais destinataire"),
}
_OTHER_ACT = phrase("Autre demande")
_ALWAYS = (Action.ACTIVATE, Action.OPPOSE, Action.CLOSE)
_CHANNELS: dict[str, str] = {
    Channel.CARD: phrase("Au guichet, avec la carte"),
    Channel.TYPED: phrase("Au guichet, sans carte"),
    Channel.PHONE: phrase("Par téléphone"),
}


@dataclass(frozen=True, slots=True)
class _Lines:
    """What one kind of table calls itself, its lines, and those of which nothing is told."""

    title: str
    column: str
    another: str
    others: Callable[[int], str]


_BY_CHANNEL = _Lines(
    phrase("Par façon de venir"),
    phrase("Façon de venir"),
    phrase("1 autre façon de venir"),
    lambda count: phrase("{count} autres façons de venir", count=count),
)
_BY_TERRITORY = _Lines(
    phrase("Par territoire"),
    phrase("Territoire"),
    phrase("1 autre territoire"),
    lambda count: phrase("{count} autres territoires", count=count),
)
_BY_DAY = _Lines(
    phrase("Par jour"),
    phrase("Jour"),
    phrase("1 autre jour"),
    lambda count: phrase("{count} autres jours", count=count),
)
_BY_ORGANISATION = _Lines(
    phrase("Par structure"),
    phrase("Structure"),
    phrase("1 autre structure"),
    lambda count: phrase("{count} autres structures", count=count),
)


@dataclass(frozen=True, slots=True)
class CountTable:
    """`columns`: the first is that of the names; `rows`: a text for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(told: Statistics) -> tuple[CountTable, ...]:
    """The tables in which there is something to read: none when every count is withheld."""
    made = (
        _table(_BY_CHANNEL, told.by_channel, _channel, [*_CHANNELS]),
        _table(_BY_TERRITORY, told.by_territory, _territory, [*TERRITORIES]),
        _table(_BY_DAY, told.by_day, _day),
        _table(_BY_ORGANISATION, told.by_organisation, str),
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
        return phrase("Le {day}", day=told.since)
    return phrase("Du {since} au {until}", since=told.since, until=told.until)


def _table(
    of: _Lines,
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
        label = of.another if len(rest) == 1 else of.others(len(rest))
        withheld = {act for line in rest for act in line}
        rows.append((label, *(_cell(None if act in withheld else 0) for act in acts)))
    columns = (of.column, *(_ACTS.get(act, _OTHER_ACT) for act in acts))
    return CountTable(of.title, columns, tuple(rows))


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
        return shown_alone(date_in_words(date.fromisoformat(name), weekday=True))
    except ValueError:
        return name
