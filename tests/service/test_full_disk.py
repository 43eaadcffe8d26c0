"""The disk of the database is full, for real: it is told, nothing is lost, and once there is room
again the same service goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from counter_app.domain.profile import Action
from counter_app.service.fictive import seed
from counter_app.service.settings import SECRET_VARIABLE
from tests import real_postgresql
from tests.real_postgresql import postgresql
from tests.service.databases import START, open_store
from tests.service.post import SECRET, Post, Requests, code_of, new_key
from tests.service.processes import WITHIN, client, url_of
from tests.small_disk import SmallDisk, missing, on_small_disk

pytestmark = pytest.mark.real
MORE_THAN_ANY_PAGE_TAKES = 2_000
NOT_THERE = {"registered": False, "acknowledgement": None}


def fill_and_free(requests: Requests, disk: SmallDisk) -> None:
    """What a post sees before, while and after the disk is full."""
    kept, lost = new_key(), new_key()
    done = requests.submit(requests.token("firmin"), Action.CLOSE, kept)
    assert done.status_code == 200
    token = requests.token("odette")
    disk.fill()

    def settle(key: str) -> object:
        answer = requests.client.post(f"/v1/operations/{key}/settlement")
        return answer.json() if answer.status_code == 200 else code_of(answer)

    settled = [new_key() for _ in range(MORE_THAN_ANY_PAGE_TAKES)]
    answers = {}
    for key in settled:  # the room that is left in the files themselves
        answers[key] = settle(key)
        if answers[key] != NOT_THERE:
            break
    assert answers.popitem()[1] == "Service_Fault"
    # SQLite writes at the end, and what fails at the end only the database knows.
    refused = requests.submit(token, Action.OPPOSE, lost)
    assert code_of(refused) in {"Service_Fault", "Operation_OutcomeUnknown"}
    assert requests.client.get(f"/v1/operations/{kept}").json() == done.json()

    disk.free()
    for key in answers:  # what was answered holds: these keys serve no more
        assert code_of(requests.submit(token, Action.OPPOSE, key)) == "Operation_KeyReused"
    assert settle(lost) == NOT_THERE
    assert settle(kept) == {"registered": True, "acknowledgement": done.json()}
    assert requests.submit(token, Action.OPPOSE).json()["status"] == "OPPOSED"


@contextmanager
def service_on_small_disk(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose database, on SQLite, is on a disk of its own."""
    process = subprocess.Popen(
        [
            *on_small_disk(folder, "8m"),
            *(sys.executable, "-m", "counter_app", "serve", "--port", "0", "--fictive"),
            *("--database", f"sqlite:///{folder}/service.sqlite"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {SECRET_VARIABLE: SECRET},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_a_full_disk_on_sqlite(tmp_path: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    with service_on_small_disk(tmp_path) as process, client(url_of(process)) as http:
        fill_and_free(Requests(http), SmallDisk(process.pid, tmp_path))
        process.kill()
        _, said = process.communicate(timeout=WITHIN)
    assert b"SQLITE_FULL" in said


@pytest.mark.expected_warnings(
    r"counter_app\.service: unexpected OperationalError at .*, database code 53100"
)
def test_a_full_disk_on_postgresql() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give PostgreSQL's user a disk of its own")
    if reason := missing() or real_postgresql.missing():
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="counter-app-postgresql-") as folder:
        small = Path(folder, "small")
        small.mkdir()
        user, group = real_postgresql.user() or (os.getuid(), os.getgid())
        prefix = on_small_disk(small, "32m", f"mode=700,uid={user},gid={group}")
        with postgresql(Path(folder), durable=False, prefix=prefix) as server:
            with server.connect() as connection:
                connection.execute(f"CREATE TABLESPACE small LOCATION '{small}'")
            address = server.create_database("cramped", tablespace="small")
            store = open_store(address)
            seed(store, START)
            store.close()
            post = Post(SimpleNamespace(url=address))
            try:
                fill_and_free(post, SmallDisk(server.process_id, small))
            finally:
                post.close()
