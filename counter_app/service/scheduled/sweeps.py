"""Changes of state that come due for many people at once, without a look at any of them.

The rows of one change are updated in the database itself, a range of identifiers at a time: locks
last less than a second, a kill loses one range at most, and the memory used does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import (
    archive_until,
    local_day,
    opening_limit,
    suspension_limit,
)
from counter_app.domain.profile import ProfileStatus, ServiceEvent, target_of
from counter_app.domain.territory import TERRITORIES
from counter_app.service.scheduled.leases import Lease
from counter_app.service.tables import PEOPLE

BATCH = 20_000


def territories_by_day(now: datetime) -> Iterator[tuple[date, list[str]]]:
    """The day that it is, with the territories where it is that day: two at most."""
    by_day: dict[date, list[str]] = {}
    for code in TERRITORIES:
        by_day.setdefault(local_day(now, code), []).append(code)
    yield from sorted(by_day.items())


def in_state(status: ProfileStatus) -> sa.ColumnElement[bool]:
    """The people in this state: written out in the statement, for its partial index to be used."""
    return PEOPLE.c.status == sa.literal(status.value, literal_execute=True)


def open_spaces(lease: Lease) -> int:
    """T4: the six weeks are over without an answer."""
    return sum(
        _sweep(
            lease,
            ProfileStatus.PENDING,
            ServiceEvent.OPEN_AUTOMATICALLY,
            PEOPLE.c.territory.in_(territories)
            & (PEOPLE.c.notice_sent_on <= opening_limit(lease.now, territories[0])),
        )
        for _, territories in territories_by_day(lease.now)
    )


def close_suspended(lease: Lease) -> int:
    """T17: suspended for six weeks without an objection. The ten years of the archive begin."""
    count = 0
    for today, territories in territories_by_day(lease.now):
        too_long = sa.or_(
            *(
                (PEOPLE.c.territory == code)
                & (PEOPLE.c.status_since < suspension_limit(lease.now, code))
                for code in territories
            )
        )
        count += _sweep(
            lease,
            ProfileStatus.SUSPENDED,
            ServiceEvent.CLOSE_SUSPENDED,
            too_long & PEOPLE.c.objected_at.is_(None),
            archive_until=archive_until(today),
        )
    return count


def _sweep(
    lease: Lease,
    source: ProfileStatus,
    act: ServiceEvent,
    due: sa.ColumnElement[bool],
    **values: Any,
) -> int:
    """Move everyone in this state whom the condition finds; how many they were."""
    target = target_of(source, act)
    if target is None:
        raise ValueError("no such line in the table of transitions")
    concerned = in_state(source) & due
    move = (
        sa.update(PEOPLE)
        .where(concerned)
        .values(status=target.value, status_since=lease.now, **values)
    )
    ends = lease.write(lambda connection: _ends_of_ranges(connection, concerned))
    return sum(lease.rows(move.where(within)) for within in _ranges(ends))


def _ranges(ends: list[int]) -> Iterator[sa.ColumnElement[bool]]:
    """The identifiers up to each end, and those after the last one."""
    for after, up_to in zip([0, *ends], ends, strict=False):
        yield (PEOPLE.c.id > after) & (PEOPLE.c.id <= up_to)
    yield PEOPLE.c.id > (ends[-1] if ends else 0)


def _ends_of_ranges(connection: Connection, concerned: sa.ColumnElement[bool]) -> list[int]:
    """The identifiers that cut the rows concerned into ranges of `BATCH`, the last one open."""
    numbered = (
        sa.select(PEOPLE.c.id, sa.func.row_number().over(order_by=PEOPLE.c.id).label("place"))
        .where(concerned)
        .subquery()
    )
    ends = sa.select(numbered.c.id).where(numbered.c.place % BATCH == 0).order_by(numbered.c.id)
    return list(connection.scalars(ends))
