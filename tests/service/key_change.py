"""A service that was started with a new key before its old one, for the tests of their change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from counter_app.service.keys import ServiceKeys
from counter_app.service.store import Store
from tests.service.databases import START
from tests.service.post import people

NEW = bytes(range(100, 132))
OLD = bytes(range(32))
RING = ServiceKeys(NEW, OLD)
NEW_ONLY = ServiceKeys(NEW)
ALL = len(people())  # the invented people


def clock() -> datetime:
    """When the changes of these tests end."""
    return START


@contextmanager
def opened(url: str, keys: ServiceKeys = RING) -> Iterator[Store]:
    """A store of invented people with other keys."""
    store = Store(url, keys, durable=False)
    try:
        store.prepare(fictive=True)
        yield store
    finally:
        store.close()


def rows(store: Store, table: sa.Table) -> list[dict[str, Any]]:
    """All rows of a table."""
    with store.reading() as connection:
        return [dict(row) for row in connection.execute(sa.select(table)).mappings()]
