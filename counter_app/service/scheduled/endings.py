"""The end of a closed space: its data are erased when asked for, or after the ten years.

What is erased here is what this service holds of the space: the account. Her identity and contacts
stay: they are the fund's, and she may have a new, empty space (T16). The health data are elsewhere,
where they are erased in turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.deadlines import local_day
from counter_app.domain.profile import ProfileStatus, ServiceEvent, target_of
from counter_app.service.scheduled.leases import Lease
from counter_app.service.scheduled.sweeps import in_state, territories_by_day
from counter_app.service.tables import ACCOUNTS, OUTBOX, PEOPLE
from counter_app.service.waves.reaching import CONTACTS, JOINED, recipient_of

_BATCH = 1_000
TEMPLATE = "data_deleted"


def erase_data(lease: Lease) -> int:
    """T12: on the last day of the three months; a message says so."""
    return sum(
        _erase(
            lease,
            ProfileStatus.CLOSED_DELETION_PENDING,
            ServiceEvent.ERASE_DATA,
            (PEOPLE.c.deletion_due_by <= today) & PEOPLE.c.territory.in_(territories),
        )
        for today, territories in territories_by_day(lease.now)
    )


def end_archives(lease: Lease) -> int:
    """T15: on the day after the ten years."""
    return sum(
        _erase(
            lease,
            ProfileStatus.CLOSED,
            ServiceEvent.END_ARCHIVE,
            (PEOPLE.c.archive_until < today) & PEOPLE.c.territory.in_(territories),
        )
        for today, territories in territories_by_day(lease.now)
    )


def _erase(
    lease: Lease, source: ProfileStatus, act: ServiceEvent, due: sa.ColumnElement[bool]
) -> int:
    target = target_of(source, act)
    if target is None:
        raise ValueError("no such line in the table of transitions")
    next_ones = (
        sa.select(PEOPLE.c.id, PEOPLE.c.territory, *CONTACTS)
        .select_from(JOINED)
        .where(in_state(source), due)
        .order_by(PEOPLE.c.id)
        .limit(_BATCH)
        .with_for_update(of=PEOPLE, key_share=True, skip_locked=True)
    )
    values = {"status": target.value, "status_since": lease.now}

    def erase(connection: Connection) -> int:
        rows = connection.execute(next_ones).all()
        ids = [row.id for row in rows]
        connection.execute(
            sa.update(PEOPLE)
            .where(PEOPLE.c.id.in_(ids))
            .values(**values, deletion_due_by=None, archive_until=None)
        )
        _delete_accounts(connection, ids)
        if act is ServiceEvent.ERASE_DATA:
            _announce(connection, lease, rows)
        return len(rows)

    count = 0
    while erased := lease.write(erase):
        count += erased
    return count


def _delete_accounts(connection: Connection, ids: list[int]) -> None:
    """Unless an attached profile is still served by it: a child's active space."""
    child = PEOPLE.alias("child")
    serves = sa.exists().where(
        child.c.holder_id == ACCOUNTS.c.person_id, child.c.status == ProfileStatus.ACTIVE.value
    )
    connection.execute(sa.delete(ACCOUNTS).where(ACCOUNTS.c.person_id.in_(ids), ~serves))


def _announce(connection: Connection, lease: Lease, rows: Sequence[Row[*tuple[Any, ...]]]) -> None:
    """Tell those who can be reached."""
    keys = lease.store.keys
    messages = [
        {
            "person_id": row.id,
            "channel": recipient.channel.value,
            "template": TEMPLATE,
            "parameters": {"deleted_on": local_day(lease.now, row.territory).isoformat()},
            "recipient_sealed": keys.encrypt("outbox.recipient", recipient.address),
            "state": "queued",
            "queued_at": lease.now,
            "due_at": lease.now,
        }
        for row in rows
        if (recipient := recipient_of(keys, row)) is not None
    ]
    if messages:
        connection.execute(sa.insert(OUTBOX), messages)
