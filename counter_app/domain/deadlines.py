"""The six weeks, the life of an enrolment code, the deletion, the archive, the coming of age.

Days are counted on the calendar of the insured person's territory, never in hours: a change of
clock or a counter in another zone moves nothing. Source: articles R. 1111-28 and R. 1111-36 of
the Code de la santé publique; the six weeks begin on the day the notice was sent. A term of months
or years ends on the day of the same number, or on that month's last day (Code de procédure civile,
article 641). The `…_limit` functions say the same for a whole table at once.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from counter_app.domain.territory import TERRITORIES

OPPOSITION_DAYS = 42
SUSPENSION_DAYS = 42
DELETION_MONTHS = 3
ARCHIVE_YEARS = 10
ADULT_AGE = 18


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


def start_of_day(day: date, territory: str) -> datetime:
    """The moment, in UTC, at which a day begins in a territory. KeyError for an unknown one."""
    return datetime.combine(day, time(), tzinfo=TERRITORIES[territory].clock).astimezone(UTC)


def days_left(period: OppositionPeriod, now: datetime, territory: str) -> int:
    """Days until the last day of the period: 0 on that day, negative afterwards."""
    return (period.until - local_day(now, territory)).days


def code_expired(sent_on: date, now: datetime, territory: str) -> bool:
    """True once the last whole day of an enrolment code's six weeks is over."""
    return local_day(now, territory) > opposition_period(sent_on).until


def opening_limit(now: datetime, territory: str) -> date:
    """Whoever's notice was sent on this day or before has no more time left to oppose.

    `notice_sent_on <= opening_limit(now, territory)` is `days_left(…) < 0` for the people of that
    territory: their spaces open automatically.
    """
    return local_day(now, territory) - timedelta(days=OPPOSITION_DAYS + 1)


def expiry_limit(now: datetime, territory: str) -> date:
    """The codes sent on this day or before are expired: the same six weeks (`code_expired`)."""
    return opening_limit(now, territory)


def suspension_closes_on(suspended_on: date) -> date:
    """The day on which a space suspended without objection closes: after six whole weeks."""
    return suspended_on + timedelta(days=SUSPENSION_DAYS + 1)


def suspension_limit(now: datetime, territory: str) -> datetime:
    """Whatever was suspended before this moment (UTC), in this territory, is to be closed by now.

    Suspensions are known by their moment, not by their day: `status_since < suspension_limit(…)`.
    """
    last_day = local_day(now, territory) - timedelta(days=SUSPENSION_DAYS + 1)
    return start_of_day(last_day + timedelta(days=1), territory)


def deletion_due_by(closed_on: date) -> date:
    """The day by which the data are erased: three months later, or that month's last day."""
    return _months_later(closed_on, DELETION_MONTHS)


def archive_until(closed_on: date) -> date:
    """The last whole day of the archive: ten years later; 28 February for a 29.

    The data are erased from the next day on: `archive_until < local_day(now, territory)`.
    """
    return _months_later(closed_on, 12 * ARCHIVE_YEARS)


def adult_on(birth_date: str) -> date:
    """The first day as an adult of someone born on this date (YYYYMMDD as on the card).

    The 18th birthday; 1 March for who was born on a 29 February, since the 18 years are over only
    at the end of the 28. Where the card does not know the day or the month, or has one that is not
    of the calendar, the latest day that it may be: until then nobody can be sure that the person
    may decide alone, and her representatives still can.

    Raises ValueError for a text that is no such date.
    """
    if len(birth_date) != len("YYYYMMDD") or not (birth_date.isascii() and birth_date.isdecimal()):
        raise ValueError("a birth date has 8 digits")
    year, month, day = int(birth_date[:4]), int(birth_date[4:6]), int(birth_date[6:])
    if not 1 <= month <= 12:
        return date(year + ADULT_AGE, 12, 31)
    last = monthrange(year, month)[1]
    day = day if 1 <= day <= last else last
    if (month, day) == (2, 29):  # 18 years after a leap year there is no such day
        return date(year + ADULT_AGE, 3, 1)
    return date(year + ADULT_AGE, month, day)


def is_adult(birth_date: str, on_day: date) -> bool:
    """Whether someone is of age on this day of her own territory. Raises ValueError."""
    return on_day >= adult_on(birth_date)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
