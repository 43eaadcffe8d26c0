"""Whether posts should be sent here now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from counter_app.domain.failures import FailureCode
from counter_app.service.application import create_app
from counter_app.service.keys import ServiceKeys
from counter_app.service.store import Store
from tests.service.post import Client, Post, code_of

NOBODY = {"Authorization": ""}


def not_ready(client: Client) -> list[str]:
    """What is not right, as the service says."""
    answer = client.get("/ready", headers=NOBODY)
    assert code_of(answer) == FailureCode.SERVICE_BUSY
    assert answer.status_code == 503
    assert client.get("/health", headers=NOBODY).json() == {"status": "ok"}
    fields: list[str] = answer.json()["fields"]
    return fields


def test_ready(post: Post) -> None:
    answer = post.client.get("/ready", headers=NOBODY)
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


@pytest.fixture
def older(post: Post) -> Iterator[Post]:
    """A database that a newer service has not brought to its form."""
    with post.store.writing() as connection:
        head = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    yield post
    with post.store.writing() as connection:
        connection.execute(
            sa.text("UPDATE alembic_version SET version_num = :head"), {"head": head}
        )


def test_migrations_to_run(older: Post) -> None:
    assert not_ready(older.client) == ["migrations"]


@pytest.mark.parametrize(
    ("url", "missing"),
    [
        ("sqlite:////proc/no/such/place.sqlite", "database"),
        ("postgresql://nobody@127.0.0.1:9/nowhere", "database"),
    ],
)
def test_a_database_that_is_not_there(post: Post, url: str, missing: str) -> None:
    store = Store(url, post.store.keys)
    client = Client(create_app(post.settings, store))
    assert not_ready(client) == [missing]
    client.close()
    store.close()


def test_another_key(post: Post) -> None:
    store = Store(post.database.url, ServiceKeys(b"another".ljust(32)))
    client = Client(create_app(post.settings, store))
    assert not_ready(client) == ["key"]
    client.close()
    store.close()


def test_a_key_being_changed(post: Post) -> None:
    """The older key of a ring still opens this database."""
    ring = ServiceKeys(b"newer".ljust(32), bytes(range(32)))
    store = Store(post.database.url, ring)
    client = Client(create_app(post.settings, store))
    assert client.get("/ready", headers=NOBODY).status_code == 200
    client.close()
    store.close()
