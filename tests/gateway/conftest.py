"""A real service process, and the gateway to it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gateway.people import SECRET, Service


@pytest.fixture
def start_service() -> Iterator[Callable[..., Service]]:
    """Start processes of the service; those still there at the end of the test are stopped."""
    with contextlib.ExitStack() as stack:

        def start(database: Path | None = None, *, fictive: bool = True) -> Service:
            command = [sys.executable, "-m", "counter_app", "serve", "--port", "0"]
            command += ["--fictive"] if fictive else []
            command += ["--database", f"sqlite:///{database.as_posix()}"] if database else []
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
            )
            service = Service(process)
            stack.callback(service.stop)
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(SECRET.encode() + b"\n")
            process.stdin.flush()
            ready = json.loads(process.stdout.readline())
            assert ready["ready"] is True
            service.port = ready["port"]
            return service

        yield start


@pytest.fixture
def service(start_service: Callable[..., Service]) -> Service:
    """A process with the fictive people."""
    return start_service()
