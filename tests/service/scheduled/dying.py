"""A process at the work that the tests ask for: one that dies in it, one that heeds no lease.

    python -m tests.service.scheduled.dying URL NOW BATCH KILL WORK…

NOW: ISO; KILL: `never`, or `before:3` or `after:3`: kill -9 as the third transaction is about to be
kept, or just has been. WORK: `jobs`, `jobs-without-lease`, or `import FILE`. It begins when a line
comes on the standard input, and prints what it did.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from counter_app.service.scheduled import jobs, sweeps
from counter_app.service.scheduled.leases import Lease
from counter_app.service.store import Store
from counter_app.service.waves import batches, issuing
from counter_app.service.waves.people_import import import_people
from counter_app.service.waves.refusals import Refusals
from tests.service.databases import KEYS


def die_at(when: str, number: int) -> None:
    """Have the n-th transaction be the last."""
    write, count = Store.write, 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def writing(store: Store, work: Callable[[Connection], Any]) -> Any:
        nonlocal count
        count += 1

        def dying(connection: Connection) -> Any:
            result = work(connection)
            if (when, number) == ("before", count):
                die()
            return result

        result = write(store, dying)
        if (when, number) == ("after", count):
            die()
        return result

    Store.write = writing  # type: ignore[method-assign, assignment]


def heed_no_lease() -> None:
    """Everybody holds every job."""

    @contextmanager
    def leased(store: Store, name: str, clock: Callable[[], datetime]) -> Iterator[Lease]:
        yield Lease(store, name, "everybody", clock, clock())

    jobs.leased = leased  # type: ignore[assignment, attr-defined]
    Lease._update = lambda *_, **__: True  # type: ignore[method-assign]


def main(url: str, now: str, batch: str, kill: str, work: str, *words: str) -> None:
    """Do the work."""
    sweeps.BATCH = issuing.BATCH = batches.BATCH = int(batch)
    if kill != "never":
        when, _, number = kill.partition(":")
        die_at(when, int(number))
    if work == "jobs-without-lease":
        heed_no_lease()
    moment = datetime.fromisoformat(now)
    store = Store(url, KEYS, durable=False)
    sys.stdin.readline()
    if work == "import":
        with Path(words[0]).open("rb") as file:
            print(import_people(store, file, Refusals(), moment))  # noqa: T201
    else:
        print({each.job.name: each.count for each in jobs.run_jobs(store, lambda: moment)})  # noqa: T201
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
