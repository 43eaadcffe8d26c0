"""Real processes of `counter-app serve`, for the tests that need one."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx

from tests.service.post import SECRET

WITHIN = 30  # seconds in which a process starts or ends, however slow the machine
HEADERS = {"Authorization": f"Bearer {SECRET}"}
Start = Callable[..., subprocess.Popen[bytes]]


@contextlib.contextmanager
def starting() -> Iterator[Start]:
    """Start `counter-app serve` with these words; what is left of it ends with the block."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "counter_app", "serve", "--port", "0", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | environment,
        )
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.wait(WITHIN)
            for pipe in (process.stdin, process.stdout, process.stderr):
                assert pipe is not None
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


def say(process: subprocess.Popen[bytes], line: str) -> None:
    """Write a line to the process."""
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def port_of(process: subprocess.Popen[bytes]) -> int:
    """Where the process serves, from its ready line."""
    assert process.stdout is not None
    readable, _, _ = select.select([process.stdout], [], [], WITHIN)
    assert readable, "no ready line"
    line = process.stdout.readline()
    assert line, process.stderr.read().decode() if process.stderr is not None else "no ready line"
    ready = json.loads(line)
    assert ready.keys() == {"ready", "port"}
    assert ready["ready"] is True
    return int(ready["port"])


def url_of(process: subprocess.Popen[bytes]) -> str:
    """The same as an address."""
    return f"http://127.0.0.1:{port_of(process)}"


def refusal_of(process: subprocess.Popen[bytes]) -> str:
    """The one line by which the process refused to start."""
    assert process.wait(WITHIN) == 2
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read() == b""
    [line] = process.stderr.read().decode().splitlines()
    name, _, reason = line.partition(": ")
    assert name == "counter-app serve"
    return reason


def client(url: str) -> httpx.Client:
    """A post of this service."""
    return httpx.Client(base_url=url, headers=HEADERS, trust_env=False, timeout=WITHIN)
