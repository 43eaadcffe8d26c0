"""The store: one engine, short transactions, the tables made and changed at start-up."""

from __future__ import annotations

import hmac
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from counter_app.service.database import WRITING, open_engine, was_undone
from counter_app.service.keys import ServiceKeys
from counter_app.service.partitions import create_tables
from counter_app.service.seal_keys import record_seal_key
from counter_app.service.tables import PROPERTIES

HEAD = "0003"  # the newest migration; a test compares it with the folder
MIGRATIONS = Path(__file__).parent / "migrations"
KEY_CHECK = "key_check"
_VERSIONS = "alembic_version"
_START_LOCK = 0x636F756E746572  # any number, the same in every process: "counter"
_MORE_TRIES = 8
_LONGEST_WAIT = 0.2  # seconds, between two tries

Result = TypeVar("Result")


class StoreError(Exception):
    """The database cannot serve as it is: wrong key, fictive people in a real one, or the reverse.

    The text names no address and no person: it may be shown to who starts the service.
    """


class CommitError(Exception):
    """The database failed at the very end: only the database knows whether it kept the changes."""


class Store:
    """Access to the database and to the keys of what it holds: SQLite 3.35 or PostgreSQL 15.

    SQLite: WAL; `durable` waits for the disk at each commit (without it a power cut loses the
    database, the end of the process does not). Writing transactions start with
    BEGIN IMMEDIATE, so that two of them queue instead of failing half-way.
    PostgreSQL: many transactions write at once, at whatever isolation the database gives them;
    what must not change under a transaction is locked or compared by its own statements, and
    `write` does again what the database undid.
    """

    def __init__(self, url: str, keys: ServiceKeys, *, durable: bool = True) -> None:
        self.keys = keys
        self.engine = open_engine(url, durable=durable)
        self._writing = self.engine.execution_options(**{WRITING: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that changes nothing."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole when the block ends well, and not at all otherwise.

        Raises `CommitError` when the database failed while keeping it: it may have been kept.
        """
        with self._writing.connect() as connection, connection.begin() as transaction:
            yield connection
            try:
                transaction.commit()
            except DBAPIError as error:
                if was_undone(error):
                    raise
                raise CommitError from error

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` gives, done in a writing transaction.

        When the database undid it (a deadlock, a conflict with another transaction), all of `work`
        is done again, a bounded number of times: it must have no effect but on the database.
        Raises like `writing`.
        """
        for tried in range(_MORE_TRIES):
            try:
                with self.writing() as connection:
                    return work(connection)
            except DBAPIError as error:
                if not was_undone(error):
                    raise
            # Not all at the same moment again.
            time.sleep(random.uniform(0, min(0.005 * 2**tried, _LONGEST_WAIT)))  # noqa: S311
        with self.writing() as connection:
            return work(connection)

    def prepare(self, *, fictive: bool, partitions: int = 0) -> None:
        """Bring the tables to the newest form and check that this database is the right one.

        `partitions`: of the great tables, if they are not there yet. Several processes may do so
        at once. Raises `StoreError`.
        """
        with self.reading() as connection:
            version = _version(connection)
        if version != HEAD:
            self._bring_up_to_date(partitions)
        with self.writing() as connection:
            _one_start_at_a_time(connection)
            self._check_property(connection, "people", "fictive" if fictive else "real")
            self._check_key(connection)
            if not fictive:
                record_seal_key(connection, self.keys)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def _bring_up_to_date(self, partitions: int) -> None:
        """Make the tables of an empty database at once; an older one goes step by step."""
        with _changing_tables(self.engine) as connection:
            version = _version(connection)
            if version is None and partitions and connection.dialect.name != "postgresql":
                raise StoreError("only PostgreSQL has partitions")
            if version is None:
                create_tables(connection, partitions)
                connection.execute(
                    sa.text(
                        f"CREATE TABLE {_VERSIONS} (version_num "
                        "VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
                    )
                )
                connection.execute(
                    sa.text(f"INSERT INTO {_VERSIONS} VALUES (:head)"),  # noqa: S608 - our own
                    {"head": HEAD},
                )
            elif version != HEAD:
                _upgrade(connection, "head")

    def _check_property(self, connection: Connection, name: str, expected: str) -> None:
        found = _property(connection, name)
        if found is None:
            connection.execute(sa.insert(PROPERTIES).values(name=name, value=expected))
        elif found != expected:
            raise StoreError(f"this database holds {found} people, not {expected} ones")

    def _check_key(self, connection: Connection) -> None:
        """One of our keys is that of this database (an older one, until the keys are changed)."""
        found = _property(connection, KEY_CHECK)
        checks = self.keys.keyed_hashes("key check")
        if found is None:
            connection.execute(sa.insert(PROPERTIES).values(name=KEY_CHECK, value=checks[0]))
        elif not any(hmac.compare_digest(found, check) for check in checks):
            raise StoreError("the service key is not the one of this database")


def _property(connection: Connection, name: str) -> str | None:
    return connection.scalar(sa.select(PROPERTIES.c.value).where(PROPERTIES.c.name == name))


def migrate(engine: Engine, target: str = "head") -> None:
    """Run the migrations up to `target`: all of them, or none. Raises `StoreError`."""
    with _changing_tables(engine) as connection:
        _upgrade(connection, target)


def _version(connection: Connection) -> str | None:
    """The migration that the tables are at: "" before the first one, None without any table."""
    if not sa.inspect(connection).has_table(_VERSIONS):
        return None
    return connection.scalar(sa.text(f"SELECT version_num FROM {_VERSIONS}")) or ""  # noqa: S608


@contextmanager
def _changing_tables(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may change: no other process does so meanwhile."""
    with engine.execution_options(**{WRITING: True}).connect() as connection:
        connection.detach()  # it ends with the block: what is set on it touches nobody else
        is_sqlite = engine.dialect.name == "sqlite"
        if is_sqlite:
            # SQLite changes a table by making it anew, and that may not look at who refers to it.
            # Within a transaction it would be too late to say so.
            driven: Any = connection.connection.dbapi_connection
            driven.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            _one_start_at_a_time(connection)
            yield connection
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError("a row of this database refers to one that is not there")


def _one_start_at_a_time(connection: Connection) -> None:
    """Wait for other processes that are at their start, until the transaction ends."""
    if connection.dialect.name == "postgresql":  # SQLite's writing transactions are alone anyway
        connection.execute(sa.text("SET LOCAL lock_timeout = 0"))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_START_LOCK)))


def _upgrade(connection: Connection, target: str) -> None:
    # Imported here: an up-to-date database, the usual case, starts without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, target)
    except CommandError as unknown:
        raise StoreError("the tables of this database are newer than this program") from unknown
