"""The automatic opening beside the bare UPDATE of the same rows.

`python -m tests.bench.bench_opening`: both on fresh copies of one database of invitations, all of
them overdue, in turns, the job first in every other pair. The median of the pairs' ratios counts.
Both wait for the disk at the end.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from datetime import timedelta

import sqlalchemy as sa

from counter_app.service.scheduled.jobs import run_jobs
from counter_app.service.settings import now_in_utc
from counter_app.service.store import Store
from tests.bench.invitations import (
    KEYS,
    TERRITORY,
    Invitations,
    on_postgresql,
    on_sqlite,
    run_apart,
)
from tests.bench.verdict import say, verdict
from tests.real_postgresql import missing

MOST_RATIO = 1.3
MOST_GROWTH = 1.1  # of the memory, from a tenth of the people to all of them
COUNT, COUNT_ON_SQLITE = 1_000_000, 200_000
SENT_ON = now_in_utc().date() - timedelta(days=60)
BARE = sa.text(
    "UPDATE people SET status = 'OPEN_UNCLAIMED', status_since = :now "
    "WHERE status = 'PENDING' AND territory = :territory AND notice_sent_on <= :limit"
)


def main() -> int:
    """Measure. 0 when both figures are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, help=f"{COUNT:,}, on SQLite {COUNT_ON_SQLITE:,}")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--only", choices=("postgresql", "sqlite"))
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "URL"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        return _measure(*arguments.measure)
    good = []
    if arguments.only != "sqlite" and not missing():
        count = arguments.people or COUNT
        with on_postgresql(count // 10, SENT_ON) as few:
            before = _apart("job", few.copy(), count // 10)["kilobytes"]
        with on_postgresql(count, SENT_ON) as invitations:
            good.append(_compare(invitations, count, arguments.pairs, before))
    if arguments.only != "postgresql":
        count = arguments.people or COUNT_ON_SQLITE
        with on_sqlite(count // 10, SENT_ON) as few:
            before = _apart("job", few.copy(), count // 10)["kilobytes"]
        with on_sqlite(count, SENT_ON) as invitations:
            good.append(_compare(invitations, count, arguments.pairs, before))
    return 0 if all(good) else 1


def _compare(invitations: Invitations, count: int, pairs: int, before: float) -> bool:
    ratios, memory = [], 0.0
    for pair in range(pairs):
        order = ("bare", "job") if pair % 2 == 0 else ("job", "bare")
        found = {what: _apart(what, invitations.copy(), count) for what in order}
        job, bare = found["job"]["seconds"], found["bare"]["seconds"]
        ratios.append(job / bare)
        memory = max(memory, found["job"]["kilobytes"])
        say(f"  {invitations.name}: job {job:.2f} s, bare UPDATE {bare:.2f} s, {job / bare:.3f}")
    detail = f"median of {pairs} pairs, {count:,} people, {invitations.name}"
    grown = f"{memory / 1024:.0f} MB for {count:,} people, {before / 1024:.0f} MB for a tenth"
    return all(
        (
            verdict(
                "automatic opening / bare UPDATE", statistics.median(ratios), MOST_RATIO, detail
            ),
            verdict("its memory, all people / a tenth", memory / before, MOST_GROWTH, grown),
        )
    )


def _apart(what: str, url: str, count: int) -> dict[str, float]:
    told: dict[str, float] = json.loads(run_apart(__spec__.name, "--measure", what, url))
    if told["changed"] != count:
        raise RuntimeError(f"{what} changed {told['changed']} rows instead of {count}")
    return told


def _measure(what: str, url: str) -> int:
    """In a process of its own: seconds, rows changed, and the most memory it had."""
    store = Store(url, KEYS)
    with store.reading() as connection:
        connection.execute(sa.text("SELECT 1"))
    started = time.perf_counter()
    changed = _bare(store) if what == "bare" else _job(store)
    seconds = time.perf_counter() - started
    store.close()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(json.dumps({"seconds": seconds, "changed": changed, "kilobytes": kilobytes}))
    return 0


def _bare(store: Store) -> int:
    values = {"now": now_in_utc(), "territory": TERRITORY, "limit": SENT_ON}
    if store.engine.dialect.name == "sqlite":  # as its columns hold them
        values |= {"now": str(values["now"].replace(tzinfo=None)), "limit": str(SENT_ON)}
    with store.writing() as connection:
        return connection.execute(BARE, values).rowcount


def _job(store: Store) -> int:
    [outcome] = run_jobs(store, now_in_utc, ["open-spaces"])
    return outcome.count or 0


if __name__ == "__main__":
    sys.exit(main())
