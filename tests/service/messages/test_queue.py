"""The rows of the outbox: how they are found, and that no path through their states loses one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from counter_app.service.messages import queue
from counter_app.service.messages.channels import (
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.counts import outbox_counts
from counter_app.service.messages.letter_batches import LetterBatches
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from tests.service.crowd import rows
from tests.service.databases import KEYS
from tests.service.messages.messages import (
    EMAIL,
    NOON,
    TEXTS,
    Clock,
    add_person,
    change,
    is_emptied,
    message,
    queue_code,
    queue_many,
    sender,
)

# How they are found -------------------------------------------------------------------------------


def plans(store: Store, run: Callable[[], object]) -> list[str]:
    """How the database would find the rows of the outbox for each question that `run` asks."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("SELECT") and "outbox" in statement:
            asked.append((statement, values))

    sa.event.listen(store.engine, "before_cursor_execute", hear)
    try:
        run()
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", hear)
    on_sqlite = store.engine.name == "sqlite"
    with store.writing() as connection:
        if not on_sqlite:  # the tables of a test are so small that it would read them whole
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return [
            str(
                connection.exec_driver_sql(
                    f"EXPLAIN {'QUERY PLAN ' if on_sqlite else ''}{statement}", values
                ).all()
            )
            for statement, values in asked
        ]


def test_what_has_not_left_is_found_without_reading_what_has(store: Store, tmp_path: Path) -> None:
    """The outbox holds a row for each message of a year; hardly any of them waits."""
    queue_many(store, 2)

    def count() -> None:
        with store.reading() as connection:
            outbox_counts(connection)

    [claiming] = plans(store, lambda: queue.claim(store, EMAIL, NOON, 20))
    assert "ix_outbox_waiting" in claiming
    waiting, stuck = plans(store, count)
    assert "ix_outbox_waiting" in waiting
    assert "ix_outbox_stuck" in stuck
    letters = LetterBatches(store, TEXTS, tmp_path, (), Clock())
    assigning = plans(store, lambda: list(letters.make(NOON.date())))[-1]
    assert "ix_outbox_waiting" in assigning


# No path loses a message --------------------------------------------------------------------------


class Life(RuleBasedStateMachine):
    """Messages queued, sent, refused, cancelled, their senders killed, in any order.

    Whatever happens: a code serves if and only if its message left; what is over keeps nothing; a
    message is taken twice only when a sender died while it was in flight.
    """

    @initialize()
    def start(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = Store(f"sqlite:///{self.folder.name}/a.sqlite", KEYS, durable=False)
        self.store.prepare(fictive=True)
        self.clock = Clock()
        self.taken: dict[str, int] = {}
        self.lost_in_flight: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self._empty_the_queue()
            self.store.close()
            self.folder.cleanup()

    @rule(known=st.booleans())
    def queue_one(self, known: bool) -> None:
        person_id = add_person(self.store, **({} if known else {"address": None}))
        queue_code(self.store, person_id, f"p{person_id}@exemple.example", now=self.clock.now)

    @rule(rank=st.integers(0, 5))
    def ask_for_another_code(self, rank: int) -> None:
        people = rows(self.store, PEOPLE)
        if people:
            person_id = people[rank % len(people)].id
            queue_code(self.store, person_id, "again@exemple.example", now=self.clock.now)

    @rule(rank=st.integers(0, 5))
    def die(self, rank: int) -> None:
        people = rows(self.store, PEOPLE)
        if people:
            change(self.store, PEOPLE, people[rank % len(people)].id, status="NOT_ACTIVABLE")

    @rule(minutes=st.sampled_from([1, 10, 20, 400]))
    def let_time_pass(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @rule(
        answers=st.lists(
            st.sampled_from(["take", "for now", "for good", "policy", "down", "killed"]), max_size=6
        )
    )
    def send(self, answers: list[str]) -> None:
        machine = self

        class Server:
            def send(self, message: Message) -> None:
                answer = answers.pop() if answers else "take"
                if answer == "for now":
                    raise RefusedForNowError(Trouble.REFUSED_FOR_NOW)
                if answer == "for good":
                    raise RefusedError(Trouble.RECIPIENT_REFUSED)
                if answer == "policy":
                    raise RefusedError(Trouble.REFUSED_BY_POLICY)
                if answer == "down":
                    raise ChannelDownError(Trouble.UNREACHABLE)
                machine.taken[message.reference] = machine.taken.get(message.reference, 0) + 1
                if answer == "killed":
                    machine.lost_in_flight.add(message.reference)
                    raise KeyboardInterrupt

            def close(self) -> None:
                pass

        with contextlib.suppress(KeyboardInterrupt):
            sender(self.store, Server(), self.clock).send_due()

    @rule()
    def retry(self) -> None:
        with self.store.writing() as connection:
            queue.retry_stuck(connection, self.clock.now)

    @invariant()
    def all_is_in_order(self) -> None:
        if not hasattr(self, "store"):
            return
        codes = {row.id: row for row in rows(self.store, CODES)}
        for row in rows(self.store, OUTBOX):
            assert row.attempts <= queue.MOST_TRIES
            assert (row.state == "sent") == (row.sent_at is not None)
            if row.state == "sent":
                assert is_emptied(self.store, row)
                assert codes[row.code_id].sent_on is not None
            if row.state in ("queued", "sending", "stuck"):
                assert row.secret_sealed is not None
        carried = {row.code_id for row in rows(self.store, OUTBOX) if row.state == "sent"}
        assert {code.id for code in codes.values() if code.sent_on} == carried
        twice = {reference for reference, count in self.taken.items() if count > 1}
        assert twice <= self.lost_in_flight

    def _empty_the_queue(self) -> None:
        """In the end everything that can leave has left."""
        for _ in range(40):
            self.clock.forward(hours=7)
            self.send([])
        self.all_is_in_order()
        left = [row for row in rows(self.store, OUTBOX) if row.state in ("queued", "sending")]
        assert {row.channel for row in left} <= {"letter"}


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


def test_a_worn_message_is_counted_as_stuck(store: Store) -> None:
    [message_id] = queue_many(store, 1)
    change(store, OUTBOX, message_id, attempts=queue.MOST_TRIES)
    claim = queue.claim(store, EMAIL, NOON + timedelta(hours=1), 20)
    assert (claim.rows, claim.worn) == ((), 1)
    assert message(store, message_id).state == "stuck"
