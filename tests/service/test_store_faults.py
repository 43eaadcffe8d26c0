"""The database fails for real: gone, silent, killed in the middle. Nothing is half done, what is
told is true, and the same service goes on once the database is back."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.service.deployment import KEY_VARIABLE
from counter_app.service.fictive import seed
from counter_app.service.settings import SECRET_VARIABLE
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OPERATIONS, OUTBOX
from tests.real_postgresql import PostgresqlServer, missing, postgresql
from tests.service.databases import KEYS, MASTER_KEY, START, open_store
from tests.service.post import SECRET, Post, Requests, code_of, new_key
from tests.service.processes import WITHIN, client, starting, url_of

pytestmark = pytest.mark.real
LOST = pytest.mark.expected_warnings(
    r"counter_app\.service: unexpected (Operational|Interface)Error at"
)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresqlServer]:
    """A server that only these tests stop and kill."""
    if reason := missing():
        pytest.skip(reason)
    with (
        tempfile.TemporaryDirectory(prefix="counter-app-postgresql-") as folder,
        postgresql(Path(folder), durable=False) as server,
    ):
        yield server


_numbers = count()


@pytest.fixture
def fragile(server: PostgresqlServer) -> Iterator[Post]:
    """A post and its service, on a new database of that server."""
    server.start()
    address = server.create_database(f"fragile_{next(_numbers)}")
    store = open_store(address)
    seed(store, START)
    store.close()
    post = Post(SimpleNamespace(url=address))
    yield post
    post.close()


@LOST
def test_a_database_that_goes_and_comes_back(server: PostgresqlServer, fragile: Post) -> None:
    token, key = fragile.token("odette"), new_key()
    server.stop(immediately=True)
    for _ in range(2):
        answer = fragile.submit(token, Action.OPPOSE, key)
        assert code_of(answer) == "Service_Busy"
        assert answer.status_code == 503
    assert code_of(fragile.identify("firmin")) == "Service_Busy"
    server.start()
    assert fragile.submit(token, Action.OPPOSE, key).json()["status"] == "OPPOSED"
    assert fragile.identify("firmin").status_code == 200


@LOST
def test_a_database_that_restarts_between_two_requests_is_not_noticed(
    server: PostgresqlServer, fragile: Post
) -> None:
    token = fragile.token("odette")
    server.stop()
    server.start()
    assert fragile.submit(token, Action.OPPOSE).status_code == 200


@LOST
@pytest.mark.timeout(20)  # without an end to the waiting, it would last for ever
def test_a_silent_database_is_not_waited_for(server: PostgresqlServer, fragile: Post) -> None:
    fragile.store.close()  # no connection from before is left
    os.kill(server.process_id, signal.SIGSTOP)
    try:
        answer = fragile.identify("odette")
    finally:
        os.kill(server.process_id, signal.SIGCONT)
    assert code_of(answer) == "Service_Busy"
    assert fragile.identify("odette").status_code == 200


# Killed in the middle of an act -------------------------------------------------------------------


@contextmanager
def noticed(engine: sa.Engine) -> Iterator[None]:
    """After the block, the server knows that one of its processes was killed: it ends all others
    then, and recovers."""
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    witness = psycopg.connect(address, autocommit=True)
    yield
    with suppress(psycopg.OperationalError):
        next(witness.notifies(timeout=WITHIN), None)
    assert witness.broken
    witness.close()


@contextmanager
def killed_before(engine: sa.Engine, moment: str) -> Iterator[None]:
    """Within the block, PostgreSQL's process is killed just before this statement."""

    def kill(connection: sa.Connection) -> None:
        driven: Any = connection.connection.dbapi_connection
        os.kill(driven.info.backend_pid, signal.SIGKILL)

    def before_statement(connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(moment):
            kill(connection)

    event, hook = (
        ("commit", kill) if moment == "COMMIT" else ("before_cursor_execute", before_statement)
    )
    sa.event.listen(engine, event, hook)
    try:
        with noticed(engine):
            yield
    finally:
        sa.event.remove(engine, event, hook)


def traces_of(post: Post, name: str) -> list[bool]:
    """What an opposition leaves, all of it or nothing: state, spent code, act, message."""
    person_id = post.person_id(name)
    return [
        post.status(name) is ProfileStatus.OPPOSED,
        any(row["used_at"] for row in post.rows(CODES) if row["person_id"] == person_id),
        any(row["person_id"] == person_id for row in post.rows(OPERATIONS)),
        any(row["person_id"] == person_id for row in post.rows(OUTBOX)),
    ]


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("SELECT people", "Service_Busy"),
        ("UPDATE people", "Service_Busy"),
        ("INSERT INTO operations", "Service_Busy"),
        ("INSERT INTO outbox", "Service_Busy"),
        ("COMMIT", "Operation_OutcomeUnknown"),
    ],
)
@pytest.mark.expected_warnings(
    r"counter_app\.service: unexpected (OperationalError|InterfaceError|CommitError) at"
)
def test_a_backend_killed_in_the_middle_of_an_act(
    server: PostgresqlServer, fragile: Post, moment: str, told: str
) -> None:
    token, key = fragile.token("odette"), new_key()
    with killed_before(fragile.store.engine, moment):
        answer = fragile.submit(token, Action.OPPOSE, key)
    assert code_of(answer) == told
    server.wait()
    assert traces_of(fragile, "odette") == [False] * 4
    settled = fragile.client.post(f"/v1/operations/{key}/settlement").json()
    assert settled == {"registered": False, "acknowledgement": None}
    assert fragile.submit(token, Action.OPPOSE).status_code == 200
    assert traces_of(fragile, "odette") == [True] * 4


@pytest.mark.expected_warnings(r"counter_app\.service: unexpected CommitError at")
def test_a_backend_killed_once_it_kept_the_act(
    server: PostgresqlServer, fragile: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act is there, and its answer is lost."""
    token, key = fragile.token("odette"), new_key()

    def kept_then_killed(_dialect: Any, connection: Any) -> None:
        driven = connection.dbapi_connection
        driven.commit()
        os.kill(driven.info.backend_pid, signal.SIGKILL)
        driven.execute("SELECT 1")  # finds nobody

    with monkeypatch.context() as patch:
        patch.setattr(type(fragile.store.engine.dialect), "do_commit", kept_then_killed)
        with noticed(fragile.store.engine):
            answer = fragile.submit(token, Action.OPPOSE, key)
    assert code_of(answer) == "Operation_OutcomeUnknown"
    server.wait()
    settled = fragile.client.post(f"/v1/operations/{key}/settlement").json()
    assert settled["registered"] is True
    again = fragile.submit(token, Action.OPPOSE, key)
    assert again.json() == settled["acknowledgement"]
    assert traces_of(fragile, "odette") == [True] * 4


# The service, or its database, ends while an act is under way -------------------------------------


@pytest.fixture
def address(server: PostgresqlServer) -> str:
    """A database with the people, as real ones: a service that starts again leaves it as it is."""
    server.start()
    address = server.create_database(f"fragile_{next(_numbers)}")
    store = Store(address, KEYS)
    store.prepare(fictive=False)
    seed(store, datetime.now(UTC))
    store.close()
    return address


@pytest.fixture
def serve(address: str) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start a process of the service on that database."""
    key = base64.b64encode(MASTER_KEY).decode()
    with starting() as start:
        yield lambda: start("--database", address, **{SECRET_VARIABLE: SECRET, KEY_VARIABLE: key})


@contextmanager
def act_under_way(
    server: PostgresqlServer, address: str, requests: Requests, key: str
) -> Iterator[Future[httpx.Response]]:
    """Within the block, an opposition has written all but its message, and waits to write that."""
    database = make_url(address).database
    token = requests.token("odette")
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with ThreadPoolExecutor(1) as threads, closing(server.connect(str(database))) as other:
        other.execute("BEGIN; LOCK TABLE outbox IN SHARE MODE")
        answer = threads.submit(requests.submit, token, Action.OPPOSE, key)
        until(lambda: other.execute(waiting).fetchall() == [(1,)])
        yield answer
        # The lock went with the connection, or with the server.


def until(condition: Callable[[], bool]) -> None:
    """Wait for it."""
    deadline = time.monotonic() + WITHIN
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def backends(server: PostgresqlServer) -> int:
    """How many connections services hold."""
    with server.connect() as connection:
        [(count,)] = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'counter-app'"
        ).fetchall()
    return int(count)


def test_a_service_killed_in_the_middle_of_an_act(
    server: PostgresqlServer, address: str, serve: Callable[[], subprocess.Popen[bytes]]
) -> None:
    process, key = serve(), new_key()
    with (
        client(url_of(process)) as http,
        act_under_way(server, address, Requests(http), key) as answer,
    ):
        process.kill()
        with pytest.raises(httpx.TransportError):
            answer.result(WITHIN)
    until(lambda: backends(server) == 0)
    with client(url_of(serve())) as http:
        requests = Requests(http)
        settled = http.post(f"/v1/operations/{key}/settlement").json()
        assert settled == {"registered": False, "acknowledgement": None}
        assert requests.identify("odette").json()["status"] == "PENDING"
        assert requests.submit(requests.token("odette"), Action.OPPOSE).status_code == 200


def test_a_database_that_ends_in_the_middle_of_an_act(
    server: PostgresqlServer, address: str, serve: Callable[[], subprocess.Popen[bytes]]
) -> None:
    process, key = serve(), new_key()
    with client(url_of(process)) as http:
        requests = Requests(http)
        with act_under_way(server, address, requests, key) as answer:
            server.stop(immediately=True)
            assert code_of(answer.result(WITHIN)) == "Service_Busy"
            assert code_of(requests.identify("firmin")) == "Service_Busy"
        server.start()
        settled = http.post(f"/v1/operations/{key}/settlement").json()
        assert settled == {"registered": False, "acknowledgement": None}
        assert requests.identify("odette").json()["status"] == "PENDING"
        assert requests.submit(requests.token("odette"), Action.OPPOSE).status_code == 200
    assert process.poll() is None
