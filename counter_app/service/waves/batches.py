"""The lines of a file in batches, each written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.service.scheduled.sweeps import territories_by_day
from counter_app.service.store import Store

T = TypeVar("T")
Result = TypeVar("Result")

BATCH = 2_000


def batches(lines: Iterable[T], nir_of: Callable[[T], str]) -> Iterator[list[T]]:
    """At most `BATCH` lines each, in their order; nobody is twice in one, for the second line would
    not see what the first did."""
    batch: dict[str, T] = {}
    for line in lines:
        nir = nir_of(line)
        if len(batch) == BATCH or nir in batch:
            yield list(batch.values())
            batch = {}
        batch[nir] = line
    if batch:
        yield list(batch.values())


def write_batch(store: Store, work: Callable[[Connection], Result]) -> Result:
    """`Store.write`, once more when another import added the same people at the same moment."""
    try:
        return store.write(work)
    except IntegrityError:
        return store.write(work)


def latest_day(now: datetime) -> date:
    """What nobody's day is after: a file does not say where it was written."""
    return max(day for day, _ in territories_by_day(now))
