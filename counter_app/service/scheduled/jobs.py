"""The jobs, in the order in which they are done, and their run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from counter_app.service.scheduled.coming_of_age import come_of_age
from counter_app.service.scheduled.endings import end_archives, erase_data
from counter_app.service.scheduled.leases import Lease, LeaseLostError, leased
from counter_app.service.scheduled.purges import purge
from counter_app.service.scheduled.sweeps import close_suspended, open_spaces
from counter_app.service.store import Store
from counter_app.service.waves.issuing import issue_due_notices


@dataclass(frozen=True, slots=True)
class Job:
    """`name`: on the command line and in `job_runs`; `what`: what its count counts, in French;
    `work`: does all that is due, in batches, each whole in itself; how much it was."""

    name: str
    what: str
    work: Callable[[Lease], int]


ISSUE_NOTICES = "issue-notices"
JOBS = (
    # Families first: whoever is of age today is written to herself.
    Job("coming-of-age", "personnes devenues majeures", come_of_age),
    Job("open-spaces", "espaces ouverts après six semaines", open_spaces),
    Job("close-suspended", "espaces suspendus clôturés", close_suspended),
    Job("erase-data", "espaces dont les données sont supprimées", erase_data),
    Job("end-archives", "archives de dix ans terminées", end_archives),
    Job(ISSUE_NOTICES, "courriers d’information préparés", issue_due_notices),
    Job("purge", "lignes périmées effacées", purge),
)


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """What became of a job: `count` is None when another machine is at it."""

    job: Job
    count: int | None


def run_jobs(
    store: Store, clock: Callable[[], datetime], only: Collection[str] = ()
) -> Iterator[JobOutcome]:
    """Do all the work that is due, or the jobs named; each outcome as soon as it is known.

    Raises SQLAlchemyError or `CommitError` when the database fails: what was done is kept, and the
    next run does the rest.
    """
    for job in JOBS:
        if only and job.name not in only:
            continue
        with leased(store, job.name, clock) as lease:
            count = None if lease is None else _done(job, lease)
        yield JobOutcome(job, count)


def _done(job: Job, lease: Lease) -> int | None:
    try:
        count = job.work(lease)
        lease.end(count)
    except LeaseLostError:
        return None
    return count
