"""The databases that the service runs on in tests: a file of SQLite, one of a real PostgreSQL."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Protocol

import psycopg

from counter_app.service.fictive import seed
from counter_app.service.keys import ServiceKeys
from counter_app.service.store import Store
from counter_app.service.tables import METADATA
from tests.real_postgresql import PostgresqlServer

MASTER_KEY = bytes(range(32))
KEYS = ServiceKeys(MASTER_KEY)
START = datetime(2026, 5, 12, 14, 3, 21, tzinfo=UTC)


class Database(Protocol):
    """Where a service keeps all. `url`: its address; `hasty_url`: one that waits for nobody."""

    url: str
    hasty_url: str

    def start_afresh(self) -> None:
        """The fictive people as they were at first."""

    def content(self) -> bytes:
        """All that its files hold, and what the server wrote about it."""

    def held(self) -> AbstractContextManager[None]:
        """Another writer holds it within the block, and does not let go."""


def open_store(url: str) -> Store:
    """A prepared store. It does not wait for the disk: no test here cuts the power."""
    store = Store(url, KEYS, durable=False)
    store.prepare(fictive=True)
    return store


@cache
def _seeded_file() -> bytes:
    """The file of a database with the fictive people, made once for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "seeded.sqlite")
        store = open_store(f"sqlite:///{path.as_posix()}")
        seed(store, START)
        store.close()
        with contextlib.closing(sqlite3.connect(path)) as connection:
            # A file in WAL mode cannot be read from memory.
            connection.execute("PRAGMA journal_mode = DELETE")
        return path.read_bytes()


class SqliteDatabase:
    """A file of SQLite with the fictive people."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "service.sqlite"
        self._path.write_bytes(_seeded_file())
        self.url = f"sqlite:///{self._path.as_posix()}"
        self.hasty_url = f"{self.url}?timeout=0"

    def start_afresh(self) -> None:
        with (
            contextlib.closing(sqlite3.connect(":memory:")) as seeded,
            contextlib.closing(sqlite3.connect(self._path)) as database,
        ):
            seeded.deserialize(_seeded_file())
            seeded.backup(database)

    def content(self) -> bytes:
        # By another process: to close one of these files here would take away the locks that
        # SQLite has on it here (sqlite.org/howtocorrupt.html, 2.2).
        files = [path for path in self._path.parent.iterdir() if path.is_file()]
        return subprocess.run(["cat", *files], check=True, capture_output=True).stdout

    @contextmanager
    def held(self) -> Iterator[None]:
        with contextlib.closing(sqlite3.connect(self._path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")


class PostgresqlDatabase:
    """A database of a real PostgreSQL with the fictive people."""

    def __init__(self, server: PostgresqlServer, name: str) -> None:
        self._server = server
        self._name = name
        self.url = server.create_database(name)
        self.hasty_url = f"{self.url}&options=-c%20lock_timeout%3D1"
        store = open_store(self.url)
        seed(store, START)
        store.close()
        self._connection = server.connect(name)
        self._back_to_seeded = self._keep_as_seeded()

    def _keep_as_seeded(self) -> str:
        """Copy the tables aside; the statements that bring them back.

        In a tenth of the time of TRUNCATE, a hundredth of that of a database from a template.
        """
        tables = [table.name for table in METADATA.sorted_tables]
        self._run("CREATE SCHEMA seeded")
        for table in tables:
            self._run(f"CREATE TABLE seeded.{table} AS TABLE {table}")
        counters = self._connection.execute(
            "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
        ).fetchall()
        return ";".join(
            [
                "SET session_replication_role = replica",  # no look at who refers to whom
                *(f"DELETE FROM {table}" for table in tables),  # noqa: S608 - our own
                *(f"INSERT INTO {table} TABLE seeded.{table}" for table in tables),
                *(f"SELECT setval('{name}', {value}, {used})" for name, value, used in counters),
            ]
        )

    def _run(self, statements: str) -> None:
        self._connection.execute(statements.encode())

    def start_afresh(self) -> None:
        self._run(self._back_to_seeded)

    def content(self) -> bytes:
        """The files of its tables, the last ones of the journal, the server's own words."""
        self._run("CHECKPOINT")
        [(table, journal)] = self._connection.execute(
            "SELECT pg_relation_filepath('people'), pg_walfile_name(pg_current_wal_insert_lsn())"
        ).fetchall()
        data = self._server.folder / "data"
        journals = sorted(path for path in (data / "pg_wal").iterdir() if path.name <= journal)
        files = [path for path in (data / table).parent.iterdir() if path.is_file()]
        return b"".join(
            path.read_bytes().replace(bytes(1024), b"")
            for path in [*files, *journals[-2:], self._server.log]
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        with psycopg.connect(self._connection.info.dsn) as other:
            other.execute("LOCK TABLE enrolment_codes, failed_identifications, people")
            yield
            other.rollback()

    def close(self) -> None:
        """Give back the connection."""
        self._connection.close()
