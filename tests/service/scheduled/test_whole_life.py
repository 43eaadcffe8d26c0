"""From the wave to the opening, under a clock that goes where it likes, beside a model of the rule.

The model counts days with the standard library's own calendar, so that a slip in the domain's
arithmetic and the same slip in the statements would both be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from counter_app.domain.deadlines import code_expired
from counter_app.domain.territory import TERRITORIES
from counter_app.service.codes import MessageChannel
from counter_app.service.messages.queue import claim, mark_sent
from counter_app.service.scheduled.jobs import ISSUE_NOTICES, run_jobs
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from counter_app.service.waves.campaigns import Sending, create_campaign
from tests.service.crowd import add, empty, person, rows
from tests.service.databases import open_store

WEEKS = timedelta(days=42)
# Before the change to summer time, and before the one back.
SPRING, AUTUMN = datetime(2027, 3, 10, tzinfo=UTC), datetime(2027, 10, 10, tzinfo=UTC)
TURNS = st.one_of(
    st.timedeltas(timedelta(seconds=1), timedelta(days=2)),
    st.timedeltas(timedelta(days=20), timedelta(days=45)),
    st.sampled_from(
        [timedelta(hours=1), timedelta(days=1), timedelta(days=42), timedelta(days=43)]
    ),
)


@dataclass
class Life:
    """What the rule says of one person."""

    territory: str
    send_on: date
    issued_at: datetime | None = None
    sent_on: date | None = None
    opened: bool = False

    def today(self, now: datetime) -> date:
        """The date on the wall where she lives."""
        return now.astimezone(ZoneInfo(TERRITORIES[self.territory].zone)).date()


class Lives(RuleBasedStateMachine):
    """One person in each territory, a service, a clock."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.lives: dict[int, Life] = {}
        self.now = SPRING
        empty(self.store)

    @initialize(now=st.sampled_from([SPRING, AUTUMN]), days=st.integers(0, 30))
    def begin(self, now: datetime, days: int) -> None:
        """A campaign for all territories on one day."""
        self.now = now
        send_on = now.date() + timedelta(days=days)
        sendings = [Sending(territory, None, None, send_on) for territory in TERRITORIES]
        create_campaign(self.store, "Partout", sendings, now)
        ids = add(self.store, *(person(self.store, territory=each) for each in TERRITORIES))
        self.lives = {
            each: Life(territory, send_on) for each, territory in zip(ids, TERRITORIES, strict=True)
        }

    @rule(turn=TURNS)
    def forward(self, turn: timedelta) -> None:
        """Time goes by."""
        self.now += turn

    @rule(turn=TURNS)
    def back(self, turn: timedelta) -> None:
        """Somebody sets the clock wrong, or right."""
        self.now -= turn

    @rule()
    def work(self) -> None:
        """The scheduled work, which opens before it issues."""
        list(run_jobs(self.store, lambda: self.now, ("open-spaces", ISSUE_NOTICES)))
        for life in self.lives.values():
            today = life.today(self.now)
            if life.sent_on is not None and today > life.sent_on + WEEKS:
                life.opened = True
            if life.issued_at is None and today >= life.send_on:
                life.issued_at = self.now

    @rule()
    def deliver(self) -> None:
        """The messages that are due leave, each on the day that it is where she lives."""
        taken = claim(self.store, MessageChannel.EMAIL, self.now, 100)
        with self.store.writing() as connection:
            for row in taken.rows:
                life = self.lives[row.person_id]
                which = OUTBOX.c.id == row.id
                mark_sent(connection, self.store.keys, which, life.today(self.now), self.now)
        for life in self.lives.values():
            if life.issued_at is not None and life.issued_at <= self.now and life.sent_on is None:
                life.sent_on = life.today(self.now)

    @invariant()
    def as_the_rule_says(self) -> None:
        """In the store and in the model."""
        codes = {row.person_id: row for row in rows(self.store, CODES)}
        assert len(codes) == len(rows(self.store, CODES))
        for row in rows(self.store, PEOPLE):
            life = self.lives[row.id]
            assert row.status == ("OPEN_UNCLAIMED" if life.opened else "PENDING")
            assert row.notice_sent_on == life.sent_on
            assert (row.sending_id is None) == (row.id not in codes) == (life.issued_at is None)
            if life.sent_on is not None:
                assert codes[row.id].sent_on == life.sent_on
                expired = life.today(self.now) > life.sent_on + WEEKS
                assert code_expired(life.sent_on, self.now, life.territory) is expired


def test_lives_under_any_clock() -> None:
    """On a real file of SQLite; the statements are the same on PostgreSQL (test_due_work)."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder, 'lives.sqlite').as_posix()}")
        try:
            machine = type("LivesInAFile", (Lives,), {"store": store})
            run_state_machine_as_test(  # type: ignore[no-untyped-call]
                machine, settings=settings(max_examples=25, stateful_step_count=20)
            )
        finally:
            store.close()
