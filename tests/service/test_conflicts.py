"""Several at once on PostgreSQL: who waits for whom, and what is done again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.service import identification, wire
from counter_app.service.limits import Caller
from counter_app.service.store import Store
from counter_app.service.tables import CODES, FAILED_IDENTIFICATIONS, OPERATIONS, PEOPLE
from tests.real_postgresql import PostgresqlServer
from tests.service import test_idempotency
from tests.service.databases import KEYS, PostgresqlDatabase
from tests.service.post import Post, people

WITHIN = 30
COUNTER = Caller(post_secret="a post", address="192.0.2.1")


def request_of(name: str) -> wire.IdentificationRequest:
    """The message of a right identification."""
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    return wire.IdentificationRequest.model_validate(
        {field: people()[name][field] for field in fields}
    )


def outcome_of(post: Post, name: str) -> str:
    """The state that an identification tells, or its refusal."""
    try:
        return identification.identify(post.store, post.settings, request_of(name), COUNTER).status
    except CounterError as refused:
        return refused.code


def ended_or_waits(work: Future[Any], post: Post) -> None:
    """Return once the work has ended, or waits for a lock of PostgreSQL."""
    waiting = sa.text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + WITHIN
    while not work.done() and time.monotonic() < deadline:
        with post.store.reading() as connection:
            if connection.scalar(waiting):
                return
    assert work.done(), "neither ended nor waiting"


@pytest.mark.real
def test_a_right_code_waits_for_the_wrong_ones_before_it(post_on_postgresql: Post) -> None:
    """Else many guesses at once would all be looked at before the first is counted."""
    post = post_on_postgresql
    post.start_afresh()
    odette = CODES.c.person_id == post.person_id("odette")
    with ThreadPoolExecutor(1) as threads:
        with post.store.writing() as connection:
            connection.execute(sa.update(CODES).where(odette).values(wrong_attempts=5))
            answer = threads.submit(outcome_of, post, "odette")
            ended_or_waits(answer, post)
        assert answer.result(WITHIN) == FailureCode.CODE_BLOCKED


@pytest.mark.real
def test_an_act_under_way_does_not_hold_up_an_identification(post_on_postgresql: Post) -> None:
    """Nor could the two then wait for each other."""
    post = post_on_postgresql
    post.start_afresh()
    with ThreadPoolExecutor(1) as threads, post.store.writing() as connection:
        hers = PEOPLE.c.id == post.person_id("odette")
        connection.execute(sa.update(PEOPLE).where(hers).values(status_since=post.now))
        answer = threads.submit(outcome_of, post, "odette")
        assert answer.result(WITHIN) == "PENDING"


def test_wrong_codes_at_once_are_all_counted(post: Post) -> None:
    wrong = request_of("odette").model_copy(update={"enrolment_code": "AAAAbbbb2222"})

    def guess(_: int) -> str:
        with pytest.raises(CounterError) as refused:
            identification.identify(post.store, post.settings, wrong, COUNTER)
        return refused.value.code

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(guess, range(8))) == {FailureCode.IDENTITY_NOT_RECOGNISED}
    counts = Counter(row["subject_hash"] for row in post.rows(FAILED_IDENTIFICATIONS))
    assert list(counts.values()) == [8, 8, 8]  # the person, the agent, the address
    blocked = post.settings.wrong_codes_before_block
    assert max(code["wrong_attempts"] for code in post.rows(CODES)) == blocked


# What the database undid is done again ------------------------------------------------------------


@pytest.fixture(scope="module")
def strict_post(postgresql_server: PostgresqlServer) -> Iterator[Post]:
    """A service whose database isolates transactions so far that it undoes some of them."""
    database = PostgresqlDatabase(postgresql_server, "strict")
    with postgresql_server.connect() as connection:
        connection.execute("ALTER DATABASE strict SET default_transaction_isolation = serializable")
    post = Post(database)
    yield post
    post.close()
    database.close()


@pytest.mark.real
@pytest.mark.parametrize(
    "scenario",
    [
        test_idempotency.test_many_at_once_under_one_key_have_one_effect,
        test_idempotency.test_many_at_once_under_many_keys_have_one_effect,
        test_idempotency.test_one_login_name_for_one_of_many_at_once,
        test_idempotency.test_the_act_and_the_question_at_once_agree,
        test_wrong_codes_at_once_are_all_counted,
    ],
)
# The driver's own word, when several rows are written at once and the first is undone.
@pytest.mark.expected_warnings(r"psycopg: error ignored terminating <psycopg\.Pipeline")
def test_any_isolation_will_do(strict_post: Post, scenario: Callable[[Post], None]) -> None:
    strict_post.start_afresh()
    scenario(strict_post)


@pytest.fixture
def store_that_finds_deadlocks(post_on_postgresql: Post) -> Iterator[Store]:
    """PostgreSQL looks for a deadlock after a second only, unless told so."""
    post_on_postgresql.start_afresh()
    url = f"{post_on_postgresql.database.url}&options=-c%20deadlock_timeout%3D10"
    store = Store(url, KEYS)
    yield store
    store.close()


@pytest.mark.real
def test_of_two_that_wait_for_each_other_one_does_it_again(
    store_that_finds_deadlocks: Store, post_on_postgresql: Post
) -> None:
    names = ["odette", "firmin"]
    both_hold_one = Barrier(2)
    tries: list[str] = []

    def swap(mine: str, other: str) -> None:
        def work(connection: sa.Connection) -> None:
            tries.append(mine)
            for name in (mine, other):
                lock = sa.select(PEOPLE).where(PEOPLE.c.id == identifiers[name]).with_for_update()
                connection.execute(lock)
                if name == mine and len(tries) <= 2:
                    both_hold_one.wait(WITHIN)
            change = PEOPLE.c.id == identifiers[other]
            connection.execute(sa.update(PEOPLE).where(change).values(territory=mine[:2]))

        store_that_finds_deadlocks.write(work)

    identifiers = {name: post_on_postgresql.person_id(name) for name in names}
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(swap, names, reversed(names)))
    assert len(tries) == 3
    found = {row["id"]: row["territory"] for row in post_on_postgresql.rows(PEOPLE)}
    assert [found[identifiers[name]] for name in names] == ["fi", "od"]


@pytest.mark.real
def test_what_is_undone_for_ever_is_given_up(post_on_postgresql: Post) -> None:
    post_on_postgresql.start_afresh()
    tries: list[int] = []

    def work(connection: sa.Connection) -> None:
        tries.append(len(tries))
        values = {"idempotency_key": f"try {len(tries)}", "registered": False}
        values["registered_at"] = post_on_postgresql.now
        connection.execute(sa.insert(OPERATIONS).values(values))
        connection.exec_driver_sql("DO $$ BEGIN RAISE serialization_failure; END $$")

    with pytest.raises(DBAPIError):
        post_on_postgresql.store.write(work)
    assert 2 < len(tries) < 20
    assert post_on_postgresql.rows(OPERATIONS) == []


def test_another_error_is_not_tried_again(post: Post) -> None:
    tries: list[int] = []

    def work(connection: sa.Connection) -> None:
        tries.append(1)
        connection.execute(sa.text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        post.store.write(work)
    assert tries == [1]
