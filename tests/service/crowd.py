"""An empty store, and as many invented people as a test wants in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from counter_app.service.store import Store
from counter_app.service.tables import METADATA, PEOPLE, PROPERTIES

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def empty(store: Store) -> None:
    """Take everything out, but what says what the database is for."""
    with store.writing() as connection:
        # Who refers to another person goes first.
        connection.execute(sa.update(PEOPLE).values(holder_id=None, sending_id=None))
        for table in reversed(METADATA.sorted_tables):
            if table is not PROPERTIES:
                connection.execute(sa.delete(table))


def person(store: Store, **changes: Any) -> dict[str, Any]:
    """The columns of an adult who waits for her notice; sealed ones take text."""
    keys = store.keys
    sealed = {
        "family_name": "DUMOULIN",
        "given_name": "Camille",
        "birth_date": "19500101",
        "email": "camille@exemple.example",
    }
    for name in (*sealed, "nir", "mobile", "address"):
        if name in changes:
            sealed[name] = changes.pop(name)
    return {
        "birth_date_hash": "0" * 64,
        **{f"{name}_sealed": keys.encrypt(f"people.{name}", text) for name, text in sealed.items()},
        "territory": "FX",
        "status": "PENDING",
        "status_since": LONG_AGO,
        **changes,
    }


def add(store: Store, *people: Mapping[str, Any]) -> list[int]:
    """Put people in; where they are, in the same order."""
    with store.writing() as connection:
        return [
            connection.execute(sa.insert(PEOPLE).values(**each).returning(PEOPLE.c.id)).scalar_one()
            for each in people
        ]


def add_many(store: Store, count: int, **changes: Any) -> list[int]:
    """The same person so many times: quick, for they share what is sealed."""
    with store.writing() as connection:
        found = connection.scalars(
            sa.insert(PEOPLE).returning(PEOPLE.c.id), [person(store, **changes)] * count
        )
        return sorted(found)


def rows(store: Store, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> list[Any]:
    """Rows of a table, in the order of their first column."""
    with store.reading() as connection:
        chosen = sa.select(table).where(*conditions).order_by(table.c[table.c.keys()[0]])
        return list(connection.execute(chosen))


def statuses(store: Store) -> dict[int, str]:
    """Everyone's state."""
    return {row.id: row.status for row in rows(store, PEOPLE)}
