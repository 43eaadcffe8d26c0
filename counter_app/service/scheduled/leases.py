"""Who is at a job: one machine at a time, for as long as it shows that it is alive.

A lease only spares work: whatever a job does is guarded by its own conditions, and two machines at
the same job at once would do nothing twice.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.service.store import Store
from counter_app.service.tables import JOB_RUNS

Result = TypeVar("Result")

LEASE = timedelta(minutes=10)  # renewed by each batch; a batch takes seconds


class LeaseLostError(Exception):
    """Another machine has taken the job over: this one stops, and keeps what it has done."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A job held by this process. `now`: when it was taken, the one moment of the whole job."""

    store: Store
    name: str
    holder: str
    clock: Callable[[], datetime]
    now: datetime

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """`Store.write` for a part of the job; the lease is renewed in the same transaction.

        Raises `LeaseLostError`.
        """

        def renewing(connection: Connection) -> Result:
            if not self._update(connection, held_until=self.clock() + LEASE):
                raise LeaseLostError
            return work(connection)

        return self.store.write(renewing)

    def rows(self, statement: sa.Executable) -> int:
        """How many rows a statement changed, in a transaction of its own. See `write`."""
        return self.write(lambda connection: connection.execute(statement).rowcount)

    def end(self, count: int) -> None:
        """Write down that the job is done, and what it did. Raises `LeaseLostError`."""
        ended_at = self.clock()
        self.write(lambda each: self._update(each, last_ended_at=ended_at, last_count=count))

    def give_back(self) -> None:
        """Let the next one begin, whatever became of the job."""
        self.store.write(lambda each: self._update(each, holder=None, held_until=None))

    def _update(self, connection: Connection, **values: object) -> bool:
        """Whether the job is still held by this process: else nothing is changed."""
        changed = connection.execute(
            sa.update(JOB_RUNS)
            .where(JOB_RUNS.c.name == self.name, JOB_RUNS.c.holder == self.holder)
            .values(**values)
        )
        return changed.rowcount == 1


@contextlib.contextmanager
def leased(store: Store, name: str, clock: Callable[[], datetime]) -> Iterator[Lease | None]:
    """Hold a job as long as the block lasts; None when somebody else is at it.

    A lease that ends further ahead than any can was taken under a wrong clock: it holds nobody up.
    """
    lease = Lease(store, name, secrets.token_hex(16), clock, clock())
    _make_row(store, name)
    free = sa.or_(
        JOB_RUNS.c.holder.is_(None),
        JOB_RUNS.c.held_until <= lease.now,
        JOB_RUNS.c.held_until > lease.now + 2 * LEASE,  # twice: clocks differ between machines
    )
    # Whoever renews it just now is at the job: nobody waits for that.
    mine = sa.select(JOB_RUNS.c.name).where(JOB_RUNS.c.name == name, free)
    take = (
        sa.update(JOB_RUNS)
        .where(JOB_RUNS.c.name.in_(mine.with_for_update(skip_locked=True)))
        .values(holder=lease.holder, held_until=lease.now + LEASE)
    )
    if store.write(lambda connection: connection.execute(take).rowcount) != 1:
        yield None
        return
    try:
        yield lease
    finally:
        lease.give_back()


def _make_row(store: Store, name: str) -> None:
    with store.reading() as connection:
        if connection.scalar(sa.select(JOB_RUNS.c.name).where(JOB_RUNS.c.name == name)):
            return
    # Another machine may make it at the same moment.
    with contextlib.suppress(IntegrityError), store.writing() as connection:
        connection.execute(sa.insert(JOB_RUNS).values(name=name))
