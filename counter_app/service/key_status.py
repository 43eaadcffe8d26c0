"""What still depends on older keys of the service, and until when.

Besides the rows that `service.key_rotation` has yet to do, two things keep an older key in use:
enrolment codes that were sent before the change ended (nobody knows them in clear any more) and
rows of the first version, which hold a number only as a hash until their person comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import expiry_limit, opposition_period
from counter_app.domain.territory import TERRITORIES
from counter_app.service.key_rotation import older, rotated_at
from counter_app.service.keyed_columns import HASHES, SEALED_TABLES
from counter_app.service.store import Store
from counter_app.service.tables import CODES


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """`current`, `older`: names of keys, which tell nothing of them.

    `rows`: yet to be done, by table; `unsealed`: rows whose hash cannot be made anew, by table;
    `rotated_at`: when the change to the current key ended; `codes`: how many usable enrolment codes
    may be found under an older key only, the last of them until the end of `codes_until`.
    """

    current: str
    older: tuple[str, ...]
    rows: dict[str, int]
    unsealed: dict[str, int]
    rotated_at: datetime | None
    codes: int
    codes_until: date | None

    @property
    def older_needed(self) -> bool:
        """Whether something would be lost without the older keys."""
        ended = self.rotated_at is not None and not any(self.rows.values())
        return not ended or self.codes > 0 or any(self.unsealed.values())


def key_status(store: Store, now: datetime) -> KeyStatus:
    """What depends on older keys at this moment; every row is looked at."""
    keys = store.keys
    with store.reading() as connection:
        ended = rotated_at(connection, keys)
        codes, until = _codes_sent_before(connection, ended, now) if keys.older_ids else (0, None)
        return KeyStatus(
            current=keys.current_id.hex(),
            older=tuple(each.hex() for each in keys.older_ids),
            rows={
                table.name: _count(connection, table, older(table, keys)) for table in SEALED_TABLES
            },
            unsealed={
                source.table.name: _count(connection, source.table, source.is_(None))
                for source in HASHES.values()
                if isinstance(source, sa.Column) and source.nullable
            },
            rotated_at=ended,
            codes=codes,
            codes_until=until,
        )


def _count(connection: Connection, table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table).where(which)) or 0


def _codes_sent_before(
    connection: Connection, ended: datetime | None, now: datetime
) -> tuple[int, date | None]:
    """Usable codes that were sent before the change ended, and the last day of the last of them.

    Those that had not left by then were hashed anew. Whole days, in whatever territory: one day
    more at both ends does no harm.
    """
    alive = [
        CODES.c.used_at.is_(None),
        CODES.c.superseded_at.is_(None),
        CODES.c.sent_on > min(expiry_limit(now, territory) for territory in TERRITORIES),
    ]
    if ended is not None:
        alive.append(CODES.c.sent_on <= ended.date() + timedelta(days=1))
    count, last = connection.execute(
        sa.select(sa.func.count(), sa.func.max(CODES.c.sent_on)).where(*alive)
    ).one()
    return count, None if last is None else opposition_period(last).until
