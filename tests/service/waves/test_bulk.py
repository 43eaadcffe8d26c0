"""Thousands of rows at once: the same on both databases, errors included."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from counter_app.service.store import Store
from counter_app.service.tables import NUMBERS, OUTBOX, PEOPLE
from counter_app.service.waves.bulk import among, insert_many
from tests.service.crowd import add_many, rows
from tests.service.post import START


def test_every_kind_of_value_comes_back_as_it_went(store: Store) -> None:
    [one] = add_many(store, 1)
    row = {
        "person_id": one,
        "channel": "letter",
        "template": "data_deleted",
        "parameters": {"said": "« é\t\\N »\n", "nothing": None},
        "recipient_sealed": bytes(range(256)),
        "state": "queued",
        "queued_at": START,
        "due_at": START,
        "last_error": None,
    }
    with store.writing() as connection:
        insert_many(connection, OUTBOX, [row, row])
        insert_many(connection, OUTBOX, [])
    found = rows(store, OUTBOX)
    assert len(found) == 2
    for each in found:
        assert {name: getattr(each, name) for name in row} == row


def test_a_row_too_many_is_told_as_ever_and_without_its_values(store: Store) -> None:
    [one] = add_many(store, 1)
    twice = [{"nir_hash": "f" * 64, "person_id": one, "nir_sealed": b"what is sealed"}] * 2
    with pytest.raises(IntegrityError) as refused, store.writing() as connection:
        insert_many(connection, NUMBERS, twice)
    assert "what is sealed" not in str(refused.value)
    assert rows(store, NUMBERS) == []


def test_some_of_many(store: Store) -> None:
    ids = add_many(store, 9)
    many = 70_000 if store.engine.dialect.name == "postgresql" else 20_000
    with store.reading() as connection:
        for asked, count in ((ids[1:] + list(range(10**9, 10**9 + many)), 8), ([], 0)):
            chosen = sa.select(sa.func.count()).where(among(connection, PEOPLE.c.id, asked))
            assert connection.scalar(chosen) == count
