"""The database's own ways: how it is opened, how long it is waited for, what its errors mean."""

from __future__ import annotations

import select
import sqlite3
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

WRITING = "counter_app_writing"  # the option of a connection whose transactions write

# Seconds to wait for another writer of a SQLite file; `?timeout=` in the address says otherwise.
_SQLITE = {"timeout": 10}
# libpq's words; the same ones in the address win. A server that vanished without a word is given up
# after about ten seconds; one that vanished service leaves no lock behind for more than a minute.
_POSTGRESQL: dict[str, str | int] = {
    "prepare_threshold": 0,  # psycopg's: a statement is planned at its first use, not at its sixth
    "application_name": "counter-app",
    "client_encoding": "utf8",
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    # Whatever the server's zone is, a day taken from a moment in SQL is that of UTC.
    "options": "-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
}
_KEPT_CONNECTIONS, _MORE_CONNECTIONS = 5, 10  # of each process: always, and at a rush
MOST_CONNECTIONS = _KEPT_CONNECTIONS + _MORE_CONNECTIONS
_CONNECTION_PATIENCE = 5  # seconds that a request waits for one of the pool

# SQLSTATE, by class or whole: PostgreSQL's documentation, appendix A.
_UNDONE = ("40001", "40P01")  # serialization failure, deadlock: the transaction is rolled back
_PASSING = (
    "08",  # the connection failed
    "40",  # rolled back
    "532",  # out of memory
    "533",  # too many connections
    "55P03",  # waited too long for a lock
    "57",  # stopped, starting, or told to cancel
    "25P03",  # idle within a transaction for too long
)


def open_engine(url: str, *, durable: bool) -> Engine:
    """The engine for an address; `durable` concerns SQLite, see `store.Store`."""
    parsed = make_url(url)
    # hide_parameters: a failed statement must not tell its values in an exception.
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        engine = sa.create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            connect_args=_unless_in(parsed, _POSTGRESQL),
            pool_use_lifo=True,  # the same few serve again and again, their statements planned
            pool_size=_KEPT_CONNECTIONS,
            max_overflow=_MORE_CONNECTIONS,
            pool_timeout=_CONNECTION_PATIENCE,
        )
        _try_what_has_spoken(engine)
        return engine
    return _sqlite_engine(parsed, durable=durable)


def is_passing(error: BaseException | None) -> bool:
    """Whether the database may well serve the same request a little later."""
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return True
    state = error_code(error)
    if state is None:  # only a connection that could not be made has an error without a code
        return isinstance(error, OperationalError) and hasattr(error.orig, "sqlstate")
    return state.startswith(_PASSING)


def was_undone(error: DBAPIError) -> bool:
    """Whether the database undid the whole transaction, and asks for it again."""
    return error_code(error) in _UNDONE


def error_code(error: BaseException | None) -> str | None:
    """PostgreSQL's SQLSTATE or SQLite's own name for an error: a word that tells no value."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None)
    return code if isinstance(code, str) else None


def _sqlite_engine(url: URL, *, durable: bool) -> Engine:
    engine = sa.create_engine(url, hide_parameters=True, connect_args=_unless_in(url, _SQLITE))

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own transactions start too late (at the first write): ours are explicit.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _try_what_has_spoken(engine: Engine) -> None:
    """Try a connection before it serves, if the server said something on it meanwhile: it says
    nothing unasked but its end.

    SQLAlchemy's own way (`pool_pre_ping`) tries it each time: under load that is one statement in
    eight for nothing.
    """

    @sa.event.listens_for(engine, "checkout")
    def on_taken(connection: Any, _record: object, _proxy: object) -> None:
        if _readable(connection):
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as gone:
                raise DisconnectionError from gone  # the pool makes another one


def _readable(connection: Any) -> bool:
    look = select.poll()
    look.register(connection.fileno(), select.POLLIN)
    return bool(look.poll(0))


def _unless_in(url: URL, arguments: Mapping[str, str | int]) -> dict[str, str | int]:
    return {name: value for name, value in arguments.items() if name not in url.query}
