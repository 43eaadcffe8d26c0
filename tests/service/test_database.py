"""How a database is opened, and what its errors mean."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from counter_app.service.database import error_code, is_passing, open_engine
from counter_app.service.store import Store
from tests.real_postgresql import PostgresqlServer
from tests.service.databases import KEYS


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_postgresql_needs_no_driver(scheme: str) -> None:
    engine = open_engine(f"{scheme}://somebody@127.0.0.1:9/base", durable=True)
    assert (engine.dialect.name, engine.dialect.driver) == ("postgresql", "psycopg")


@pytest.mark.real
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ("UTC", "10s", "1min")),
        ("&options=-c%20timezone%3DUTC%20-c%20lock_timeout%3D3s", ("UTC", "3s", "0")),
    ],
)
def test_a_connection_does_not_wait_for_ever(
    postgresql_server: PostgresqlServer, more: str, expected: tuple[str, ...]
) -> None:
    engine = open_engine(postgresql_server.url("postgres") + more, durable=True)
    settings = ("timezone", "lock_timeout", "idle_in_transaction_session_timeout")
    with engine.connect() as connection:
        found = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in settings]
    engine.dispose()
    assert tuple(found) == expected


def test_a_server_that_is_not_there_may_come_back() -> None:
    """Nobody listens on that port."""
    store = Store("postgresql://somebody@127.0.0.1:9/base", KEYS)
    with pytest.raises(DBAPIError) as refused:
        store.prepare(fictive=True)
    assert is_passing(refused.value)
    assert error_code(refused.value) is None


@pytest.mark.real
@pytest.mark.parametrize(
    ("code", "passing"),
    [
        ("40001", True),  # undone for another transaction
        ("40P01", True),  # deadlock
        ("53300", True),  # too many connections
        ("55P03", True),  # a lock was not had in time
        ("57P01", True),  # the administrator stops the server
        ("53100", False),  # the disk is full
        ("23505", False),  # already there
        ("42P01", False),  # no such table
        ("22001", False),  # too long
    ],
)
def test_errors_that_pass_by_themselves(
    postgresql_server: PostgresqlServer, code: str, passing: bool
) -> None:
    engine = open_engine(postgresql_server.url("postgres"), durable=True)
    with pytest.raises(DBAPIError) as refused, engine.begin() as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$")
    engine.dispose()
    assert error_code(refused.value) == code
    assert is_passing(refused.value) == passing


@pytest.mark.parametrize("error", [None, ValueError("40001"), OSError("08006")])
def test_what_is_no_error_of_a_database(error: BaseException | None) -> None:
    assert not is_passing(error)
    assert error_code(error) is None
