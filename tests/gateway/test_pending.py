"""Acts without an answer are never forgotten, and nothing of the person is kept."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.gateway.pending import PendingOperation, PendingOperations

START = datetime(2026, 5, 12, 14, 3, 21, tzinfo=UTC)
RECORD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from counter_app.domain.profile import Action
from counter_app.gateway.pending import PendingOperations
pending = PendingOperations(Path(sys.argv[1]))
pending.record("first-key-of-the-day", Action.OPPOSE, datetime(2026, 5, 12, tzinfo=UTC))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file will be."""
    return tmp_path / "post" / "pending.sqlite"


@pytest.mark.parametrize("act", [*Action, *FurtherAct])
def test_each_act_of_a_person_is_recorded(path: Path, act: PersonAct) -> None:
    pending = PendingOperations(path)
    pending.record("key-of-the-day-1", act, START)
    assert pending.unsettled() == [PendingOperation("key-of-the-day-1", act, START)]


def test_what_is_recorded_stays_until_settled(path: Path) -> None:
    pending = PendingOperations(path)
    assert pending.unsettled() == []
    paris = timezone(timedelta(hours=2))
    pending.record("key-b", Action.CLOSE, START + timedelta(seconds=5))
    pending.record("key-a", Action.OPPOSE, START.astimezone(paris))
    pending.record("key-a", Action.OPPOSE, START + timedelta(days=1))  # already there
    expected = [
        PendingOperation("key-a", Action.OPPOSE, START),
        PendingOperation("key-b", Action.CLOSE, START + timedelta(seconds=5)),
    ]
    assert pending.unsettled() == expected
    assert PendingOperations(path).unsettled() == expected
    pending.settle("key-a")
    pending.settle("never recorded")
    assert pending.unsettled() == expected[1:]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    PendingOperations(path).record("key", Action.OPPOSE, START)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.real
@pytest.mark.skipif(os.name != "posix", reason="the process kills itself with SIGKILL")
def test_a_process_killed_at_once_leaves_its_record(path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", RECORD, str(path)], check=False, timeout=50)
    assert ended.returncode == -9
    [left] = PendingOperations(path).unsettled()
    assert (left.idempotency_key, left.action) == ("first-key-of-the-day", Action.OPPOSE)


def test_two_windows_share_the_file(path: Path) -> None:
    keys = [f"key-{number:02}" for number in range(12)]

    def record(key: str) -> None:
        PendingOperations(path).record(key, Action.ACTIVATE, START)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(record, keys))
    assert [each.idempotency_key for each in PendingOperations(path).unsettled()] == keys


@pytest.mark.expected_warnings(r"counter_app\.gateway\.pending: the file of pending acts")
@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" * 64])
def test_a_damaged_file_is_kept_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    pending = PendingOperations(path)
    assert pending.unsettled() == []
    pending.record("key", Action.OPPOSE, START)
    assert len(pending.unsettled()) == 1
    [aside] = [each for each in path.parent.iterdir() if ".damaged-" in each.name]
    assert aside.read_bytes() == content


@pytest.mark.parametrize("what", ["folder", "unwritable"])
def test_a_disk_that_refuses_is_told_before_anything_is_sent(path: Path, what: str) -> None:
    if what == "folder":
        path.mkdir(parents=True)
    else:
        path.parent.write_text("a file where the folder should be")
    with pytest.raises(CounterError) as told:
        PendingOperations(path).record("key", Action.OPPOSE, START)
    assert told.value.code is FailureCode.FILE_NOT_WRITTEN


def test_a_full_disk_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit of pages gives the error that a full disk gives."""
    PendingOperations(path).record("key", Action.OPPOSE, START)
    connect = sqlite3.connect

    def cramped(*arguments: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(sqlite3, "connect", cramped)
    pending = PendingOperations(path)
    with pytest.raises(CounterError) as told:  # noqa: PT012 - one of them fills the last page
        for number in range(500):
            pending.record(f"key-{number:060}", Action.OPPOSE, START)
    assert told.value.code is FailureCode.FILE_NOT_WRITTEN
    monkeypatch.undo()
    assert PendingOperations(path).unsettled()[0].idempotency_key == "key"
