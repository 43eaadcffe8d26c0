"""The six weeks of opposition, the life of an enrolment code, the months of a deletion.

Days are counted on the calendar of the insured person's territory, never in hours: a change of
clock or a counter in another zone moves nothing. Source: articles R. 1111-28 and R. 1111-36 of
the Code de la santé publique; the six weeks begin on the day the notice was sent.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counter_app.domain.territory import TERRITORIES

OPPOSITION_DAYS = 42
DELETION_MONTHS = 3


@dataclass(frozen=True, slots=True)
class OppositionPeriod:
    """`until` is the last whole day on which one may oppose; the space opens on `opens_on`."""

    sent_on: date
    until: date
    opens_on: date


def opposition_period(sent_on: date) -> OppositionPeriod:
    """The period that the sending of the notice opens, its last day included."""
    until = sent_on + timedelta(days=OPPOSITION_DAYS)
    return OppositionPeriod(sent_on, until, until + timedelta(days=1))


def local_day(now: datetime, territory: str) -> date:
    """The date on the calendar of a territory.

    Raises ValueError for a moment without time zone, KeyError for an unknown territory.
    """
    if now.tzinfo is None:
        raise ValueError("a moment without time zone has no date in a territory")
    return now.astimezone(TERRITORIES[territory].clock).date()


def days_left(period: OppositionPeriod, now: datetime, territory: str) -> int:
    """Days until the last day of the period: 0 on that day, negative afterwards."""
    return (period.until - local_day(now, territory)).days


def code_expired(sent_on: date, now: datetime, territory: str) -> bool:
    """True once the last whole day of an enrolment code's six weeks is over."""
    return local_day(now, territory) > opposition_period(sent_on).until


def deletion_due_by(closed_on: date) -> date:
    """The day by which the data are erased: three months later, or that month's last day."""
    months = closed_on.year * 12 + closed_on.month - 1 + DELETION_MONTHS
    year, month = divmod(months, 12)
    return date(year, month + 1, min(closed_on.day, monthrange(year, month + 1)[1]))
