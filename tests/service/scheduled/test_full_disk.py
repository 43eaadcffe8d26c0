"""The disk fills in the middle of a wave, for real: what was kept is whole, the rest follows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.service.scheduled.jobs import run_jobs
from counter_app.service.scheduled.leases import LEASE
from counter_app.service.tables import PEOPLE
from tests.service.crowd import rows
from tests.service.databases import open_store
from tests.service.scheduled.due import NOW, check_done, due
from tests.small_disk import SmallDisk, missing, on_small_disk

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[3]
COUNT = 1_000  # of each kind; their rows are some 1.5 MB, their changes more
ROOM = 400_000  # bytes that are left: enough to begin
WITHIN = 60
FILE = "wave.sqlite"


# The disk goes with its last process: this one stays until its input ends.
STAY = 'echo ready; "$@"; echo "ended $?"; cat > /dev/null'


def test_a_wave_goes_on_after_a_full_disk(tmp_path: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    prepared, cramped, saved = (tmp_path / name for name in ("prepared", "cramped", "saved"))
    for folder in (prepared, cramped):
        folder.mkdir()
    store = open_store(f"sqlite:///{prepared / FILE}")
    due(store, COUNT)
    store.close()
    work = [
        *(sys.executable, "-m", "tests.service.scheduled.dying"),
        *(f"sqlite:///{cramped / FILE}", NOW.isoformat(), "10", "never", "jobs"),
    ]
    with subprocess.Popen(
        [*on_small_disk(cramped, "16m"), "sh", "-c", STAY, "sh", *work],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            disk = SmallDisk(process.pid, cramped)
            shutil.copy(prepared / FILE, disk.folder / FILE)
            disk.fill(but=ROOM)
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "ended 1\n"
            disk.free()
            shutil.copytree(disk.folder, saved)
            _, said = process.communicate(timeout=WITHIN)
        finally:
            process.kill()
    assert "database or disk is full" in said
    store = open_store(f"sqlite:///{saved / FILE}")
    changed = sum(
        row.status != "PENDING" or row.sending_id is not None for row in rows(store, PEOPLE)
    )
    assert 0 < changed < 2 * COUNT
    list(run_jobs(store, lambda: NOW + LEASE))
    check_done(store, COUNT)
    store.close()
