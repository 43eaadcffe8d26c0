"""Until when the older keys are needed: what `keys status` tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from counter_app.service.codes import MessageChannel, Recipient, issue_code
from counter_app.service.key_rotation import rotate
from counter_app.service.key_status import key_status
from counter_app.service.store import Store
from counter_app.service.tables import CODES, PEOPLE
from tests.service.databases import KEYS, START
from tests.service.key_change import ALL, clock, opened, rows
from tests.service.post import Post


@pytest.fixture
def store(post: Post) -> Iterator[Store]:
    """The store of the post as a service has it that was started with the new key first."""
    with opened(post.database.url) as store:
        yield store


def test_older_keys_are_needed_until_the_last_code_sent_before_has_expired(store: Store) -> None:
    before = key_status(store, START)
    assert before.rotated_at is None
    assert before.rows["people"] == ALL
    assert before.older == (KEYS.current_id.hex(),)
    rotate(store, clock)
    after = key_status(store, START)
    assert after.rotated_at == START
    assert not any(after.rows.values())
    # The last ones were sent 4 days before: 42 whole days follow.
    last = START.date() + timedelta(days=38)
    assert (after.codes > 0, after.codes_until) == (True, last)
    assert after.older_needed
    on_the_last_day = datetime(last.year, last.month, last.day, 12, tzinfo=UTC)
    assert key_status(store, on_the_last_day).older_needed
    status = key_status(store, on_the_last_day + timedelta(days=2))
    assert (status.codes, status.codes_until, status.older_needed) == (0, None, False)


def test_codes_that_are_over_and_those_sent_afterwards_need_no_older_key(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.update(CODES).values(used_at=START))
        connection.execute(
            sa.insert(CODES),
            [
                {
                    "person_id": rows(store, PEOPLE)[0]["id"],
                    "code_hash": "0" * 64,
                    "channel": "email",
                    "sent_on": START.date() + timedelta(days=days),
                    "superseded_at": superseded_at,
                }
                for days, superseded_at in ((-3, START), (2, None), (9, None))
            ],
        )
    assert key_status(store, START).codes == 2  # the change has not even begun
    rotate(store, clock)
    assert key_status(store, START).codes == 0
    assert not key_status(store, START).older_needed


def test_another_change_of_the_same_key_counts_from_its_end(post: Post, store: Store) -> None:
    """A service that was not started again went on with the older key."""
    rotate(store, clock)
    later = START + timedelta(days=5)
    assert not rotate(store, lambda: later).rewritten
    assert key_status(store, START).rotated_at == START
    with post.store.writing() as connection:
        recipient = Recipient(MessageChannel.EMAIL, "odette@exemple.example")
        issue_code(connection, KEYS, rows(store, PEOPLE)[0]["id"], recipient, START)
    assert key_status(store, later).rows["outbox"] == 1
    assert rotate(store, lambda: later).rewritten == {"outbox": 1}
    assert key_status(store, later).rotated_at == later
