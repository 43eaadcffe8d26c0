"""The great tables in partitions: the same service, the same statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.service.fictive import seed
from counter_app.service.partitions import BY_HASH
from counter_app.service.store import Store, StoreError
from tests.real_postgresql import PostgresqlServer
from tests.service.databases import KEYS, START
from tests.service.post import Post, people

pytestmark = pytest.mark.real

PARTITIONS = 4


@pytest.fixture(scope="module")
def cut_store(postgresql_server: PostgresqlServer) -> Iterator[Store]:
    """A store whose great tables are cut, with the fictive people."""
    store = Store(postgresql_server.create_database("partitioned"), KEYS)
    store.prepare(fictive=True, partitions=PARTITIONS)
    seed(store, START)
    yield store
    store.close()


class _Cut:
    """The database of a post on partitions."""

    def __init__(self, url: str) -> None:
        self.url = url


def test_people_are_found_and_act_in_partitions(cut_store: Store) -> None:
    url = cut_store.engine.url.render_as_string(hide_password=False)
    with cut_store.reading() as connection:
        held = connection.execute(
            sa.text("SELECT count(DISTINCT tableoid), count(*) FROM people")
        ).one()
        cut = connection.scalars(sa.text("SELECT relname FROM pg_class WHERE relkind = 'p'")).all()
    assert held == (PARTITIONS, len(people()))
    assert set(cut) == {table.name for table in BY_HASH}
    post = Post(_Cut(url))
    try:
        assert post.submit(post.token("odette"), Action.OPPOSE).status_code == 200
        assert post.submit(post.token("firmin"), Action.CLOSE, delete_data=True).status_code == 200
        assert post.status("odette") is ProfileStatus.OPPOSED
        assert post.status("firmin") is ProfileStatus.CLOSED_DELETION_PENDING
    finally:
        post.close()


def test_sqlite_has_none(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path.as_posix()}/service.sqlite", KEYS)
    with pytest.raises(StoreError, match="only PostgreSQL"):
        store.prepare(fictive=True, partitions=PARTITIONS)
    store.close()


def test_one_partition_is_looked_at_for_one_person(cut_store: Store) -> None:
    """The plans of the look-ups: what docs/scale.md counts on."""
    looks = {
        "people": "SELECT * FROM people WHERE id = 3",
        "numbers": "SELECT * FROM numbers WHERE nir_hash = 'x'",
        "card_links": "SELECT * FROM card_links WHERE lookup_hash = 'x'",
    }
    with cut_store.reading() as connection:
        for table, look in looks.items():
            plan = "\n".join(connection.scalars(sa.text(f"EXPLAIN {look}")))
            assert len(set(re.findall(rf"\b{table}_\d\d\b", plan))) == 1, plan
