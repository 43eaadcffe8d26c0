"""Acts sent whose answer has not come yet, kept on this post so that none is ever forgotten.

A small SQLite file, written to the disk before the act is sent. It holds the idempotency key, the
kind of act and the time: nothing of the person, not even a session's token.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import PersonAct, person_act

LOG = logging.getLogger("counter_app.gateway.pending")


@dataclass(frozen=True, slots=True)
class PendingOperation:
    """An act whose outcome is not known. `started_at`: in UTC, when it was about to be sent."""

    idempotency_key: str
    action: PersonAct
    started_at: datetime


class PendingOperations:
    """The store at `path`, made with mode 0600 when it is missing. Safe between processes.

    Every method may wait for the disk: call it outside the interface's thread. Raises
    CounterError File_NotWritten when the disk refuses: then the act must not be sent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def record(self, idempotency_key: str, action: PersonAct, started_at: datetime) -> None:
        """Note an act, before it is sent. Returns once the note is on the disk."""
        with self._open() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO pending VALUES (?, ?, ?)",
                (idempotency_key, action.value, started_at.astimezone(UTC).isoformat()),
            )

    def settle(self, idempotency_key: str) -> None:
        """Forget an act whose outcome is known."""
        with self._open() as connection:
            connection.execute("DELETE FROM pending WHERE key = ?", (idempotency_key,))

    def unsettled(self) -> list[PendingOperation]:
        """The acts whose outcome is not known, the oldest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT key, action, at FROM pending ORDER BY at, key")
            return [
                PendingOperation(key, person_act(action), datetime.fromisoformat(at))
                for key, action, at in rows
            ]

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on the disk when the block ends."""
        try:
            with contextlib.closing(self._connection()) as connection, connection:
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise CounterError(FailureCode.FILE_NOT_WRITTEN) from error

    def _connection(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except sqlite3.DatabaseError as error:
            damaged = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
            if getattr(error, "sqlite_errorcode", None) not in damaged:
                raise
        # Kept aside, never deleted: support can still ask the service about what is in it.
        aside = self._path.with_name(
            f"{self._path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        )
        self._path.replace(aside)
        LOG.error("the file of pending acts was damaged: kept aside, a new one is made")
        return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileExistsError):
                os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        connection = sqlite3.connect(self._path, timeout=10)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS pending "
                "(key TEXT PRIMARY KEY, action TEXT NOT NULL, at TEXT NOT NULL) STRICT"
            )
        except BaseException:
            connection.close()
            raise
        return connection
