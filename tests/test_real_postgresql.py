"""The private PostgreSQL of the tests: it serves, and never outlives who started it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_postgresql import missing, postgresql

pytestmark = [pytest.mark.real, pytest.mark.skipif(bool(missing()), reason=missing())]
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user can reach."""
    folder = tempfile.mkdtemp(prefix="counter-app-postgresql-")
    yield Path(folder)
    shutil.rmtree(folder)


def ends(process_id: int) -> bool:
    """Whether the process ends within a generous time; a zombie has ended."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_it_keeps_what_it_holds_through_a_crash_and_ends_with_its_block(folder: Path) -> None:
    with postgresql(folder, durable=False) as server:
        server.create_database("base")
        with server.connect("base") as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS row")
        server.stop(immediately=True)
        server.start()
        with server.connect("base") as connection:
            assert connection.execute("TABLE kept").fetchall() == [(1,)]
        pgbench = [server.binary("pgbench"), "--version"]
        assert b"pgbench" in subprocess.run(pgbench, check=True, capture_output=True).stdout
        process_id = server.process_id
    assert ends(process_id)


def test_it_ends_with_a_process_that_is_killed(folder: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from tests.real_postgresql import postgresql\n"
        "with postgresql(Path(sys.argv[1]), durable=False) as server:\n"
        "    print(server.process_id, flush=True); time.sleep(600)"
    )
    starter = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    with starter:
        assert starter.stdout is not None
        process_id = int(starter.stdout.readline())
        starter.kill()
    assert ends(process_id)
