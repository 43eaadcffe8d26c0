"""The store: one engine, short transactions, migrations at start-up."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError

from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import METADATA, PROPERTIES

HEAD = "0002"  # the newest migration; a test compares it with the folder
MIGRATIONS = Path(__file__).parent / "migrations"
KEY_CHECK = "key_check"
_WRITING = "counter_app_writing"


class StoreError(Exception):
    """The database cannot serve as it is: wrong key, fictive people in a real one, or the reverse.

    The text names no address and no person: it may be shown to who starts the service.
    """


class CommitError(Exception):
    """The database failed at the very end: only the database knows whether it kept the changes."""


class Store:
    """Access to the database and to the keys of what it holds.

    SQLite: WAL; `durable` waits for the disk at each commit (without it a power cut loses the
    database, the end of the process does not). Writing transactions start with
    BEGIN IMMEDIATE, so that two of them queue instead of failing half-way.
    """

    def __init__(self, url: str, keys: ServiceKeys, *, durable: bool = True) -> None:
        self.keys = keys
        self.engine = _engine(url, durable=durable)
        self._writing = self.engine.execution_options(**{_WRITING: True})

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
                raise CommitError from error

    def prepare(self, *, fictive: bool) -> None:
        """Bring the tables to the newest form and check that this database is the right one.

        Raises `StoreError`.
        """
        self._migrate()
        with self.writing() as connection:
            self._check_property(connection, "people", "fictive" if fictive else "real")
            self._check_key(connection)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        """Make the tables of an empty database at once; an older one goes step by step."""
        tables = sa.inspect(self.engine).get_table_names()
        if not tables:
            with self.writing() as connection:
                if not sa.inspect(connection).get_table_names():
                    METADATA.create_all(connection)
                    connection.execute(
                        sa.text(
                            "CREATE TABLE alembic_version (version_num "
                            "VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
                        )
                    )
                    connection.execute(
                        sa.text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD}
                    )
            return
        with self.reading() as connection:
            version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        if version != HEAD:
            migrate(self.engine)

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
    """Run the migrations up to `target`."""
    # Imported here: an up-to-date database, the usual case, starts without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def _engine(url: str, *, durable: bool) -> Engine:
    parsed = make_url(url)
    # hide_parameters: a failed statement must not tell its values in an exception.
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    # Seconds to wait for another writer; `?timeout=` in the address says otherwise.
    patience = {} if "timeout" in parsed.query else {"timeout": 10}
    engine = sa.create_engine(parsed, hide_parameters=True, connect_args=patience)

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
        writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
