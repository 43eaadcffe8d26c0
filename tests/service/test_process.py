"""The service as a process: ready line, secret, end with its parent, kill in the middle."""

from __future__ import annotations

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from counter_app.domain.profile import ProfileStatus
from counter_app.service.fictive import seed
from counter_app.service.keys import keys_from_file
from counter_app.service.settings import SECRET_VARIABLE
from counter_app.service.store import Store
from counter_app.service.tables import CODES, NUMBERS, OPERATIONS, OUTBOX, PEOPLE
from tests.service.post import SECRET, new_key, people
from tests.service.processes import WITHIN, Start, client, say, url_of

pytestmark = pytest.mark.real


def test_it_says_where_it_serves_and_ends_with_its_parent(start: Start) -> None:
    process = start("--fictive")
    say(process, SECRET)
    with client(url_of(process)) as post:
        assert post.get("/v1/status").json()["fictive"] is True
        assert post.get("/v1/status", headers={"Authorization": "Bearer x"}).status_code == 401
    assert process.poll() is None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(WITHIN) == 0
    assert process.stdout is not None
    assert process.stdout.read() == b""
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_the_secret_may_come_from_the_environment(start: Start) -> None:
    process = start("--fictive", **{SECRET_VARIABLE: SECRET})
    with client(url_of(process)) as post:
        assert post.get("/v1/status").status_code == 200


def test_a_real_database_is_kept_and_its_key_beside_it(start: Start, isolated_home: Path) -> None:
    process = start(**{SECRET_VARIABLE: SECRET})
    url_of(process)
    [database] = isolated_home.rglob("service.sqlite")
    key = database.with_name("service.sqlite.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    process.terminate()
    assert process.wait(WITHIN) == 0


def test_training_starts_afresh_and_leaves_nothing(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for _ in range(2):
        process = start("--fictive", **{SECRET_VARIABLE: SECRET})
        with client(url_of(process)) as post:
            known = identify(post, "odette")
            assert known["status"] == "PENDING"
            submit(post, known["token"], new_key()).raise_for_status()
        assert list(tmp_path.iterdir()) != []
        process.terminate()
        assert process.wait(WITHIN) == 0
        assert list(tmp_path.iterdir()) == []


def identify(post: httpx.Client, name: str) -> dict[str, Any]:
    """A session for one of the fictive people."""
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    body = {field: people()[name][field] for field in fields}
    answer = post.post("/v1/identifications", json=body).raise_for_status()
    content: dict[str, Any] = answer.json()
    return content


def submit(post: httpx.Client, token: str, key: str) -> httpx.Response:
    """An opposition."""
    body = {
        "token": token,
        "action": "oppose",
        "channel": "card",
        "identity_document": "passport",
        "organisation": "France Services",
    }
    return post.post("/v1/operations", json=body, headers={"Idempotency-Key": key})


def test_killed_in_the_middle_nothing_is_half_done(start: Start, tmp_path: Path) -> None:
    """Acts at full speed, SIGKILL at some moment: what the store holds then is whole acts only,
    each answered act is there, and each doubt is ended by asking."""
    database = tmp_path / "service.sqlite"
    url = f"sqlite:///{database}"
    store = Store(url, keys_from_file(Path(f"{database}.key")))
    store.prepare(fictive=False)
    seed(store, datetime.now(UTC))
    names = ["odette", "aurele", "lilou", "noam", "tesfaye", "longs"]
    keys = {name: new_key() for name in names}
    answered: set[str] = set()

    process = start("--database", url, **{SECRET_VARIABLE: SECRET})
    address = url_of(process)

    def act(name: str) -> None:
        try:
            with client(address) as post:
                submit(post, identify(post, name)["token"], keys[name]).raise_for_status()
                answered.add(name)
        except httpx.TransportError:
            pass  # killed: the doubt that the second half of the test ends

    with ThreadPoolExecutor(3) as threads:
        running = [threads.submit(act, name) for name in names]
        deadline = time.monotonic() + WITHIN
        while not answered and time.monotonic() < deadline:
            os.sched_yield()
        process.kill()
    for each in running:
        each.result()
    assert answered

    again = start("--database", url, **{SECRET_VARIABLE: SECRET})
    with client(url_of(again)) as post:
        settled = {
            name: post.post(f"/v1/operations/{key}/settlement").json()["registered"]
            for name, key in keys.items()
        }
    with store.reading() as connection:
        for name in names:
            number = NUMBERS.c.nir_hash == store.keys.keyed_hash("nir", people()[name]["nir"])
            person = connection.execute(sa.select(PEOPLE).join(NUMBERS).where(number)).one()
            code = connection.execute(sa.select(CODES).where(CODES.c.person_id == person.id)).one()
            operation = connection.execute(
                sa.select(OPERATIONS).where(OPERATIONS.c.person_id == person.id)
            ).all()
            messages = connection.execute(
                sa.select(OUTBOX).where(OUTBOX.c.person_id == person.id)
            ).all()
            done = person.status == ProfileStatus.OPPOSED
            assert settled[name] == done
            assert done or name not in answered
            assert (code.used_at is not None) == done
            assert len(operation) == done
            has_address = name not in {"tesfaye"}
            assert len(messages) == (done and has_address)
    store.close()
