"""A post in front of a fresh service, on SQLite and on PostgreSQL: each test runs on both."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.real_postgresql import PostgresqlServer, missing, postgresql
from tests.service.databases import PostgresqlDatabase, SqliteDatabase
from tests.service.post import Post
from tests.service.processes import Start, starting


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts processes for seconds runs on PostgreSQL each time, on SQLite with the long."""
    for item in items:
        if "sqlite" in item.name and item.get_closest_marker("long_on_sqlite"):
            item.add_marker(pytest.mark.long)


ON_BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.real)]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server for all the tests of this process."""
    if reason := missing():
        pytest.skip(reason)
    # Not below pytest's own folder: that one is closed to the server's user.
    with (
        tempfile.TemporaryDirectory(prefix="counter-app-postgresql-") as folder,
        postgresql(Path(folder), durable=False) as server,
    ):
        yield server


@pytest.fixture(scope="session")
def post_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """One application for all tests: to make it takes longer than most of them."""
    post = Post(SqliteDatabase(tmp_path_factory.mktemp("service")))
    yield post
    post.close()


@pytest.fixture(scope="session")
def post_on_postgresql(postgresql_server: PostgresqlServer) -> Iterator[Post]:
    """The same on PostgreSQL."""
    database = PostgresqlDatabase(postgresql_server, "service")
    post = Post(database)
    yield post
    post.close()
    database.close()


@pytest.fixture(scope="module", params=ON_BOTH)
def lasting_post(request: pytest.FixtureRequest) -> Post:
    """A post and its service, as the test before left them."""
    post: Post = request.getfixturevalue(f"post_on_{request.param}")
    return post


@pytest.fixture
def post(lasting_post: Post) -> Post:
    """A post, its service and the fictive people, as on the first day."""
    lasting_post.start_afresh()
    return lasting_post


_numbers = count()


@pytest.fixture(params=ON_BOTH)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes an empty database; its address."""

    def on_sqlite() -> str:
        return f"sqlite:///{tmp_path.as_posix()}/{next(_numbers)}.sqlite"

    def on_postgresql() -> str:
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        return server.create_database(f"empty_{next(_numbers)}")

    return on_sqlite if request.param == "sqlite" else on_postgresql


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `counter-app serve` with these words; what is left of it ends with the test."""
    with starting() as start:
        yield start
