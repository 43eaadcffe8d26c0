"""Real processes: two at once, one that is killed in the middle. Nothing lost, nothing twice."""

from __future__ import annotations

import ast
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.service.scheduled.jobs import run_jobs
from counter_app.service.scheduled.leases import LEASE
from counter_app.service.store import Store
from counter_app.service.tables import CARD_LINKS, NUMBERS, PEOPLE, REPRESENTATIONS
from tests.service.crowd import rows
from tests.service.post import Post
from tests.service.scheduled.due import NOW, check_done, due
from tests.service.waves.files import adult, as_csv, child, take

pytestmark = [pytest.mark.real, pytest.mark.long_on_sqlite]
WITHIN = 60
ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def worker(post: Post, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A process of `dying`, which waits for a line."""
    command = [sys.executable, "-m", "tests.service.scheduled.dying", post.database.url]
    with subprocess.Popen(
        [*command, NOW.isoformat(), *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def end(process: subprocess.Popen[str]) -> str:
    """Let it begin, if it has not; what it printed."""
    return process.communicate("\n" if process.stdin else None, timeout=WITHIN)[0]


def together(*processes: subprocess.Popen[str]) -> list[str]:
    """Let all begin at once; what each printed."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate(timeout=WITHIN)[0] for process in processes]


@pytest.mark.parametrize("work", ["jobs", "jobs-without-lease"])
def test_two_machines_at_once_do_everything_once(
    store: Store, lasting_post: Post, work: str
) -> None:
    """With a lease they share the jobs; without one, the statements themselves see to it."""
    count = 600
    due(store, count)
    words = ("20", "never", work)
    with worker(lasting_post, *words) as one, worker(lasting_post, *words) as other:
        counts = [ast.literal_eval(each) for each in together(one, other)]
    assert [one.returncode, other.returncode] == [0, 0]
    # What a job of one machine did not see at its end is the next run's.
    left = {each.job.name: each.count or 0 for each in run_jobs(store, lambda: NOW + 2 * LEASE)}
    for name in ("open-spaces", "issue-notices"):
        assert sum(each[name] or 0 for each in counts) + left[name] == count
    check_done(store, count)


# The spaces are opened from the 7th transaction on, the codes made from the 30th on.
@pytest.mark.parametrize("kill", ["before:8", "after:8", "before:32", "after:32"])
def test_the_work_goes_on_after_a_kill(store: Store, lasting_post: Post, kill: str) -> None:
    count = 60
    due(store, count)
    with worker(lasting_post, "10", kill, "jobs") as process:
        assert end(process) == ""
        assert process.returncode == -signal.SIGKILL
    changed = sum(
        row.status != "PENDING" or row.sending_id is not None for row in rows(store, PEOPLE)
    )
    assert 0 < changed < 2 * count
    list(run_jobs(store, lambda: NOW + LEASE))
    check_done(store, count)


def test_two_imports_of_one_file_at_once_add_everyone_once(
    store: Store, lasting_post: Post, tmp_path: Path
) -> None:
    lines = [adult(number) for number in range(200)]
    lines += [child(1000 + number, number) for number in range(50)]
    path = tmp_path / "people.csv"
    path.write_bytes(as_csv(lines).read())
    words = ("20", "never", "import", str(path))
    with worker(lasting_post, *words) as one, worker(lasting_post, *words) as other:
        said = together(one, other)
    added = [int(part) for each in said for part in re.findall(r"added=(\d+)", each)]
    assert (one.returncode, other.returncode, sum(added)) == (0, 0, 250)
    assert len(rows(store, PEOPLE)) == len(rows(store, NUMBERS)) == 250
    assert len(rows(store, REPRESENTATIONS)) == 50
    assert len(rows(store, CARD_LINKS)) == 200 + 2 * 50


@pytest.mark.parametrize("kill", ["before:2", "after:3"])
def test_an_import_goes_on_after_a_kill(
    store: Store, lasting_post: Post, tmp_path: Path, kill: str
) -> None:
    lines = [child(100 + number, number) for number in range(20)]
    lines += [adult(number) for number in range(20)]
    path = tmp_path / "people.csv"
    path.write_bytes(as_csv(lines).read())
    with worker(lasting_post, "8", kill, "import", str(path)) as process:
        end(process)
        assert process.returncode == -signal.SIGKILL
    assert 0 < len(rows(store, PEOPLE)) < 40
    summary, _ = take(store, *lines)
    assert (summary.added + summary.updated, summary.refused) == (40, 0)
    assert summary.updated > 0
    assert len(rows(store, PEOPLE)) == len(rows(store, NUMBERS)) == 40
    assert len(rows(store, REPRESENTATIONS)) == 20
    assert len(rows(store, CARD_LINKS)) == 20 + 2 * 20  # a child: under both numbers
