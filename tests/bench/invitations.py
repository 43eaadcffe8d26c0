"""Invented invitations by the million, in a fresh database of either kind, and copies of it.

Everybody shares what is sealed: it has the size that it has in a real store, and opens.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import psycopg

from counter_app.service.keys import ServiceKeys
from counter_app.service.store import Store
from tests.real_postgresql import PostgresqlServer, postgresql

KEYS = ServiceKeys(bytes(range(32)))
TERRITORY = "FX"
LETTERS = 10  # one in so many has no e-mail address


class Invitations(Protocol):
    """A database of invitations. `name`: which kind of database."""

    name: str

    def copy(self) -> str:
        """The address of a fresh copy, in place of the last one; the disk has nothing left to do
        for it."""


@contextmanager
def on_postgresql(count: int, sent_on: date | None) -> Iterator[Invitations]:
    """In a server of its own, which waits for the disk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)  # the server may run as another user
        with postgresql(folder / "server", durable=True) as server:
            yield _OnPostgresql(server, count, sent_on)


@contextmanager
def on_sqlite(count: int, sent_on: date | None) -> Iterator[Invitations]:
    """In a file, whose writers wait for the disk."""
    with tempfile.TemporaryDirectory() as name:
        yield _OnSqlite(Path(name), count, sent_on)


def run_apart(module: str, *words: str) -> str:
    """What a process of its own prints: its memory is nobody else's."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


class _OnPostgresql:
    name = "PostgreSQL"

    def __init__(self, server: PostgresqlServer, count: int, sent_on: date | None) -> None:
        self._server = server
        url = server.create_database("invitations")
        _prepare(url)
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            rows = _rows(count, sent_on)
            columns = ", ".join(_COLUMNS)
            with cursor.copy(f"COPY people ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SELECT setval('people_id_seq', %s)", (count,))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")

    def copy(self) -> str:
        with self._server.connect() as connection:
            connection.execute("DROP DATABASE IF EXISTS copy WITH (FORCE)")
            connection.execute("CREATE DATABASE copy TEMPLATE invitations STRATEGY FILE_COPY")
            connection.execute("CHECKPOINT")
        return self._server.url("copy")


class _OnSqlite:
    name = "SQLite"

    def __init__(self, folder: Path, count: int, sent_on: date | None) -> None:
        self._original, self._copy = folder / "invitations.sqlite", folder / "copy.sqlite"
        _prepare(f"sqlite:///{self._original}")
        marks = ", ".join("?" for _ in _COLUMNS)
        with closing(sqlite3.connect(self._original)) as connection, connection:
            connection.executemany(
                f"INSERT INTO people ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608 - ours
                _rows(count, sent_on),
            )
        with closing(sqlite3.connect(self._original)) as connection:
            connection.execute("ANALYZE")
            connection.execute("PRAGMA journal_mode = DELETE")  # all in the one file

    def copy(self) -> str:
        for left in self._copy.parent.glob("copy.sqlite*"):
            left.unlink()
        shutil.copyfile(self._original, self._copy)
        subprocess.run(["sync", "-f", str(self._copy)], check=True)
        return f"sqlite:///{self._copy}"


def _prepare(url: str) -> None:
    store = Store(url, KEYS)
    store.prepare(fictive=False)
    store.close()


_COLUMNS = (
    "id",
    "nir_sealed",
    "birth_date_hash",
    "family_name_sealed",
    "given_name_sealed",
    "birth_date_sealed",
    "email_sealed",
    "mobile_sealed",
    "address_sealed",
    "territory",
    "department",
    "health_fund",
    "status",
    "status_since",
    "notice_sent_on",
)


def _rows(count: int, sent_on: date | None) -> Iterator[tuple[Any, ...]]:
    """Numbered from 1; `sent_on`: when the notice left, None before the wave."""

    def sealed(column: str, text: str) -> bytes | None:
        return KEYS.encrypt(f"people.{column}", text)

    since = str(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))
    day = None if sent_on is None else sent_on.isoformat()
    head = (
        sealed("nir", "150017512345678"),
        "0" * 64,
        sealed("family_name", "DUMOULIN-DELACROIX"),
        sealed("given_name", "Camille"),
        sealed("birth_date", "19500115"),
    )
    email = sealed("email", "camille.dumoulin-delacroix@exemple.example")
    tail = (
        sealed("mobile", "+33639980012"),
        sealed("address", "M. Camille DUMOULIN-DELACROIX\n12, rue des Lilas\n75011 PARIS"),
        TERRITORY,
        "75",
        "01751",
        "PENDING",
        since,
        day,
    )
    for number in range(1, count + 1):
        yield (number, *head, None if number % LETTERS == 0 else email, *tail)
