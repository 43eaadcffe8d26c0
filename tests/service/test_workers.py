"""Several processes behind one socket: one ready line, the dead replaced, one end for all."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from counter_app.service.settings import SECRET_VARIABLE
from tests.service.certificates import Authority
from tests.service.post import SECRET, new_key, people
from tests.service.processes import WITHIN, Start, client, port_of, say, url_of

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc"),
]


def command_line(pid: int) -> str:
    """What everyone on the machine can read of a process; empty once it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def workers_of(process: subprocess.Popen[bytes]) -> set[int]:
    """The process ids of its workers."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(pid) for pid in children if "spawn_main" in command_line(int(pid))}


def all_gone(pids: set[int]) -> bool:
    """Whether all of these end, within some time."""
    deadline = time.monotonic() + WITHIN
    while any(map(command_line, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_one_socket_one_line_one_end(start: Start) -> None:
    process = start("--fictive", "--processes", "2", **{SECRET_VARIABLE: SECRET})
    url = url_of(process)
    workers = workers_of(process)
    assert len(workers) == 2
    assert SECRET not in "".join(map(command_line, workers | {process.pid}))

    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    body = {field: people()["odette"][field] for field in fields}
    key = new_key()
    with client(url) as post:
        token = post.post("/v1/identifications", json=body).raise_for_status().json()["token"]
    act = {
        "token": token,
        "action": "oppose",
        "channel": "card",
        "identity_document": "passport",
    }
    receipts = set()
    for _ in range(6):  # each on a connection of its own: to whichever process takes it
        with client(url) as post:
            answer = post.post("/v1/operations", json=act, headers={"Idempotency-Key": key})
            receipts.add(answer.raise_for_status().json()["receipt_number"])
    assert len(receipts) == 1
    with client(url) as post:
        told = post.get("/metrics").text
    assert 'counter_app_acts_total{action="oppose"} 6.0' in told
    assert 'counter_app_identifications_total{outcome="identified"} 1.0' in told

    process.terminate()
    assert process.wait(WITHIN) == 0
    assert all_gone(workers)
    assert process.stdout is not None
    assert process.stdout.read() == b"", "one ready line"
    assert process.stderr is not None
    assert process.stderr.read() == b""


def test_a_dead_worker_is_replaced(start: Start) -> None:
    """And all end when the parent closes their standard input."""
    process = start("--fictive", "--processes", "2")
    say(process, SECRET)
    url = url_of(process)
    victim, survivor = workers_of(process)
    os.kill(victim, signal.SIGKILL)
    deadline = time.monotonic() + WITHIN
    while True:
        now = workers_of(process)
        if len(now) == 2 and victim not in now:
            break
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(survivor, signal.SIGKILL)  # the new one has to do it alone
    while True:
        with contextlib.suppress(httpx.TransportError), client(url) as post:
            if post.get("/v1/status").status_code == 200:
                break
        assert time.monotonic() < deadline
    workers = workers_of(process)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(WITHIN) == 0
    assert all_gone(workers)
    assert process.stderr is not None
    told = set(process.stderr.read().decode().splitlines())
    assert told == {"WARNING counter_app.service 1 of 2 processes died and were replaced"}


@pytest.mark.timeout(150)  # four processes start, one after the other
def test_new_certificates_without_a_gap(start: Start, tmp_path: Path) -> None:
    """After SIGHUP each is replaced in turn; meanwhile each connection is served. None outlives
    the supervisor, were it killed."""
    authority = Authority(tmp_path, "region")
    authority.sign("service")
    config = tmp_path / "service.toml"
    config.write_text(
        'processes = 2\n[tls]\ncertificate = "service.pem"\nkey_file = "service.key"', "utf-8"
    )
    process = start("--fictive", "--config", str(config), **{SECRET_VARIABLE: SECRET})
    port = port_of(process)
    trusted = ssl.create_default_context(cafile=authority.path)

    def shown() -> set[bytes | None]:
        certificates = set()
        for _ in range(6):  # to whichever process takes it
            with (
                socket.create_connection(("127.0.0.1", port), timeout=WITHIN) as plain,
                trusted.wrap_socket(plain, server_hostname="127.0.0.1") as connection,
            ):
                certificates.add(connection.getpeercert(binary_form=True))
        return certificates

    [old] = shown()
    workers = workers_of(process)
    authority.sign("service")
    process.send_signal(signal.SIGHUP)
    deadline = time.monotonic() + 4 * WITHIN
    while workers & workers_of(process):
        assert shown()
        assert time.monotonic() < deadline
    [new] = shown()
    assert new != old
    workers = workers_of(process)
    process.kill()
    process.wait(WITHIN)
    assert all_gone(workers)


def test_a_stop_while_they_start(start: Start) -> None:
    """No ready line, and nothing left behind."""
    process = start("--fictive", "--processes", "2", **{SECRET_VARIABLE: SECRET})
    deadline = time.monotonic() + WITHIN
    while not (workers := workers_of(process)):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.terminate()
    assert process.wait(WITHIN) == 0
    assert all_gone(workers)
    assert process.stdout is not None
    for line in process.stdout:  # perhaps it was quicker than we
        assert json.loads(line)["ready"] is True
