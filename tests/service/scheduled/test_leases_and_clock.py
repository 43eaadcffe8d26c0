"""One machine at a job at a time, no lease for ever; a clock that jumps is seen."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from counter_app.service.scheduled.clock import (
    AHEAD,
    APART,
    ClockDoubtError,
    accept_clock,
    check_clock,
)
from counter_app.service.scheduled.jobs import JOBS, run_jobs
from counter_app.service.scheduled.leases import LEASE, LeaseLostError, leased
from counter_app.service.store import Store
from counter_app.service.tables import JOB_RUNS, PEOPLE
from tests.service.crowd import add, person, rows, statuses

SECOND = timedelta(seconds=1)


class Clock:
    """One that the test moves; it begins with the real one, which a server's is compared with."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of day."""
    return Clock()


def test_a_job_is_held_by_one_at_a_time(store: Store, clock: Clock) -> None:
    with leased(store, "work", clock) as first:
        assert first is not None
        with leased(store, "work", clock) as second:
            assert second is None
        with leased(store, "other work", clock) as other:
            assert other is not None
    with leased(store, "work", clock) as third:
        assert third is not None


def test_a_lease_ends_by_itself_unless_it_is_renewed(store: Store, clock: Clock) -> None:
    with leased(store, "work", clock) as first:
        assert first is not None
        clock.now += LEASE - SECOND
        first.write(lambda _: None)
        clock.now += SECOND
        with leased(store, "work", clock) as second:
            assert second is None
        clock.now += LEASE - SECOND
        with leased(store, "work", clock) as third:
            assert third is not None


def test_who_has_lost_the_lease_does_nothing_more(store: Store, clock: Clock) -> None:
    [one] = add(store, person(store))
    change = sa.update(PEOPLE).values(status="OPPOSED")
    with leased(store, "work", clock) as first:
        assert first is not None
        clock.now += LEASE
        with leased(store, "work", clock) as second:
            with pytest.raises(LeaseLostError):
                first.rows(change)
            with pytest.raises(LeaseLostError):
                first.end(1)
            assert statuses(store) == {one: "PENDING"}
            assert second is not None
            assert second.rows(change) == 1


def test_a_job_that_fails_gives_its_lease_back(store: Store, clock: Clock) -> None:
    with pytest.raises(ZeroDivisionError), leased(store, "work", clock):
        raise ZeroDivisionError
    with leased(store, "work", clock) as again:
        assert again is not None


def test_a_lease_taken_under_a_wrong_clock_holds_nobody_up(store: Store, clock: Clock) -> None:
    right = clock.now
    with leased(store, "work", clock):
        pass
    with store.writing() as connection:
        connection.execute(
            sa.update(JOB_RUNS).values(holder="gone", held_until=right + timedelta(days=3650))
        )
    with leased(store, "work", clock) as lease:
        assert lease is not None


def test_clocks_that_differ_a_little_do_not_take_leases_away(store: Store, clock: Clock) -> None:
    with leased(store, "work", clock) as first:
        assert first is not None
        clock.now -= LEASE - SECOND
        with leased(store, "work", clock) as second:
            assert second is None


def test_a_job_that_another_machine_holds_is_left_to_it(store: Store, clock: Clock) -> None:
    with leased(store, "open-spaces", clock):
        counts = {each.job.name: each.count for each in run_jobs(store, clock)}
    assert counts == {job.name: 0 for job in JOBS} | {"open-spaces": None}


def test_a_believable_clock(store: Store, clock: Clock) -> None:
    check_clock(store, clock.now)
    list(run_jobs(store, clock))
    for drift in (timedelta(), APART, -APART):
        check_clock(store, clock.now + drift - drift / 10)


@pytest.mark.parametrize("drift", [-APART - SECOND, -timedelta(days=400), AHEAD + SECOND])
def test_a_clock_that_jumped_stops_the_work_until_somebody_has_looked(
    store: Store, clock: Clock, drift: timedelta
) -> None:
    real = clock.now
    clock.now = real - drift  # the last work was done then; the server's clock stays right
    list(run_jobs(store, clock))
    with pytest.raises(ClockDoubtError, match="--accept-clock"):
        check_clock(store, real)
    accept_clock(store, real)
    clock.now = real
    list(run_jobs(store, clock))
    check_clock(store, real)
    assert {row.last_ended_at for row in rows(store, JOB_RUNS)} == {real}


def test_a_clock_other_than_the_servers_is_seen_at_once(store: Store, clock: Clock) -> None:
    a_file = store.engine.dialect.name == "sqlite"  # which has no clock of its own
    seen = nullcontext() if a_file else pytest.raises(ClockDoubtError, match="base de données")
    for drift in (APART, -APART):
        with seen:
            check_clock(store, clock.now + 2 * drift)


def test_a_clock_that_goes_back_changes_nothing_that_is_done(store: Store, clock: Clock) -> None:
    sent_on = (clock.now - timedelta(days=50)).date()
    opened, later = add(
        store,
        person(store, notice_sent_on=sent_on),
        person(store, notice_sent_on=sent_on + timedelta(days=40)),
    )
    list(run_jobs(store, clock))
    before = rows(store, PEOPLE)
    assert statuses(store) == {opened: "OPEN_UNCLAIMED", later: "PENDING"}
    clock.now -= timedelta(days=100)
    list(run_jobs(store, clock))
    assert rows(store, PEOPLE) == before
