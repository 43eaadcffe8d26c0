"""Children who turn eighteen in their territory: from that day on they decide alone."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import is_adult
from counter_app.service.scheduled.leases import Lease
from counter_app.service.scheduled.sweeps import territories_by_day
from counter_app.service.tables import PEOPLE
from counter_app.service.waves.family_changes import leave_parents

_BATCH = 1_000


def come_of_age(lease: Lease) -> int:
    """Detach those whose birthday it is; how many they were."""
    return sum(
        _come_of_age(lease, today, territories)
        for today, territories in territories_by_day(lease.now)
    )


def _come_of_age(lease: Lease, today: date, territories: list[str]) -> int:
    """The month of the birthday is in clear: only its people are looked at, in their order."""
    candidates = (
        sa.select(PEOPLE.c.id, PEOPLE.c.birth_date_sealed)
        .where(PEOPLE.c.adult_from_month <= today, PEOPLE.c.territory.in_(territories))
        .order_by(PEOPLE.c.id)
        .limit(_BATCH)
        .with_for_update(key_share=True, skip_locked=True)
    )
    keys = lease.store.keys

    def detach(connection: Connection) -> tuple[int, int | None]:
        """How many grew up among the next ones, and the last one of these."""
        rows = connection.execute(candidates.where(PEOPLE.c.id > last)).all()
        grown = [
            row.id
            for row in rows
            if is_adult(keys.decrypt("people.birth_date", row.birth_date_sealed) or "", today)
        ]
        leave_parents(connection, keys, grown, today, lease.now)
        return len(grown), rows[-1].id if rows else None

    count, last = 0, 0
    while True:
        grown, reached = lease.write(detach)
        if reached is None:
            return count
        count, last = count + grown, reached
