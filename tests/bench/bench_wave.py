"""A wave: a code and a message for everyone. `python -m tests.bench.bench_wave`.

One in ten by letter, the others by e-mail. Says how many people a second, and whether the memory
stays the same from a tenth of the wave to its end.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from counter_app.service.scheduled.jobs import ISSUE_NOTICES, run_jobs
from counter_app.service.scheduled.leases import Lease
from counter_app.service.settings import now_in_utc
from counter_app.service.store import Store
from counter_app.service.waves.campaigns import Sending, create_campaign
from counter_app.service.waves.issuing import BATCH
from tests.bench.invitations import KEYS, TERRITORY, on_postgresql, on_sqlite, run_apart
from tests.bench.verdict import say, verdict

COUNT = 1_000_000
MOST_GROWTH = 1.1


def main() -> int:
    """Measure. 0 when the memory is as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=COUNT)
    parser.add_argument("--sqlite", action="store_true", help="in place of PostgreSQL")
    parser.add_argument("--measure", metavar="URL", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        return _measure(arguments.measure, arguments.people)
    place = on_sqlite if arguments.sqlite else on_postgresql
    with place(arguments.people, None) as invitations:
        words = ("--people", str(arguments.people), "--measure", invitations.copy())
        told: dict[str, Any] = json.loads(run_apart(__spec__.name, *words))
    if told["made"] != arguments.people:
        raise RuntimeError(f"{told['made']} notices instead of {arguments.people}")
    tenth, half, end = (told["memory"][share] / 1024 for share in ("10", "50", "100"))
    say(
        f"wave: {arguments.people / told['seconds']:.0f} people/s "
        f"({told['seconds']:.0f} s for {arguments.people:,} people, {invitations.name})"
    )
    detail = f"{tenth:.0f} MB at 10 %, {half:.0f} MB at 50 %, {end:.0f} MB at the end"
    return 0 if verdict("memory at the end / at a tenth", end / tenth, MOST_GROWTH, detail) else 1


def _measure(url: str, people: int) -> int:
    """In a process of its own: seconds, notices made, the most memory it had had on the way."""
    store = Store(url, KEYS)
    sending = Sending(TERRITORY, None, None, date(2026, 1, 1))
    create_campaign(store, "Mesure", [sending], now_in_utc())
    peaks: list[int] = []
    _note_each_batch(peaks)
    started = time.perf_counter()
    [outcome] = run_jobs(store, now_in_utc, [ISSUE_NOTICES])
    seconds = time.perf_counter() - started
    store.close()
    batches = max(people // BATCH, 1)
    memory = {str(share): peaks[max(batches * share // 100 - 1, 0)] for share in (10, 50, 100)}
    say(json.dumps({"seconds": seconds, "made": outcome.count, "memory": memory}))
    return 0


def _note_each_batch(peaks: list[int]) -> None:
    write = Lease.write

    def noting(lease: Lease, work: Callable[[Connection], Any]) -> Any:
        result = write(lease, work)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return result

    Lease.write = noting  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    sys.exit(main())
