"""The reference service as a child of this process, for a post without a service of its own.

A thread starts the child, reads its ready line and starts it again when it dies; the asyncio loop
is told through `call_soon_threadsafe`. asyncio's own subprocesses are left alone: the loop inside
Qt supports them badly, and not at all on Windows.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from counter_app.domain.failures import CounterError, FailureCode

_log = logging.getLogger(__name__)

READY_WITHIN = 30.0  # seconds; a cold disk and a busy virus scanner are slow
_POLITE_SECONDS = 0.6  # between asking the child to end and ending it
_DELAYS = (0.1, 0.3, 1.0, 3.0)  # seconds before each new start, the last one for good
_FAILED_STARTS = 3  # after which those who wait are told


def service_command(database_url: str | None = None) -> list[str]:
    """The command line of the child: this program, whether installed or frozen."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "counter_app"]
    database = [] if database_url is None else ["--database", database_url]
    return [*program, "serve", "--port", "0", "--fictive", *database]


class EmbeddedService:
    """One child at a time, from `start()` to `stop()`.

    `on_change(base_url or None)` is called in the loop each time the child is ready, and each time
    it is lost: a new child has a new port. `secret` is made here, once for this process, and goes
    to the child through its standard input, which also tells it when this process is gone.
    """

    def __init__(
        self,
        database_url: str | None = None,
        *,
        command: Sequence[str] | None = None,
        on_change: Callable[[str | None], None] | None = None,
    ) -> None:
        self.secret = os.urandom(32).hex()
        self._command = list(command or service_command(database_url))
        self._on_change = on_change
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()  # between the thread's new child and stop()
        self._stopping = threading.Event()
        self._base_url: str | None = None
        self._failed_starts = 0
        self._changed = asyncio.Event()

    @property
    def base_url(self) -> str | None:
        """Where the service is now; None while there is none."""
        return self._base_url

    @property
    def process_id(self) -> int | None:
        """The child's, while there is one."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def start(self) -> None:
        """Start the child and return at once. Call it with the loop set, once."""
        if self._thread is not None:
            raise RuntimeError("already started")
        self._loop = asyncio.get_event_loop()
        self._thread = threading.Thread(target=self._supervise, name="service", daemon=True)
        self._thread.start()

    async def ready(self, within: float = READY_WITHIN) -> str:
        """Wait for the service and give its base URL, without a slash at the end.

        Raises `CounterError` Service_Unreachable when it is not there within that many seconds,
        or when it failed to start several times running; starts go on all the same.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while self._base_url is None and self._failed_starts < _FAILED_STARTS:
                    self._changed.clear()
                    await self._changed.wait()
        if self._base_url is None:
            raise CounterError(FailureCode.SERVICE_UNREACHABLE)
        return self._base_url

    async def stop(self) -> None:
        """End the child, in less than a second, and the thread. May be called twice."""
        self._stopping.set()
        thread = self._thread
        if thread is None:
            return
        await asyncio.get_running_loop().run_in_executor(None, self._end_child)
        await asyncio.get_running_loop().run_in_executor(None, thread.join)

    # In the thread

    def _supervise(self) -> None:
        starts = 0
        while not self._stopping.is_set():
            if starts and self._stopping.wait(_DELAYS[min(starts, len(_DELAYS)) - 1]):
                break
            started_at = time.monotonic()
            was_ready = self._run_once()
            lived = time.monotonic() - started_at
            # A child that lived well is replaced at once; one that dies young, less and less.
            starts = 1 if was_ready and lived > _DELAYS[-1] else starts + 1

    def _run_once(self) -> bool:
        """Run one child to its end; whether it was ever ready."""
        with self._guard:
            if self._stopping.is_set():
                return False
            try:
                child = self._child = self._spawn()
            except OSError as refused:
                _log.error("embedded service not started", extra={"error": type(refused).__name__})
                self._tell(None, failed=True)
                return False
        was_ready = False
        assert child.stdout is not None  # noqa: S101 - it is a pipe
        with child.stdout as lines:
            for line in lines:
                port = _port_of(line)
                if port is not None and not was_ready:
                    was_ready = True
                    self._tell(f"http://127.0.0.1:{port}")
        status = child.wait()
        _close_stdin(child)
        if not self._stopping.is_set():
            _log.error("embedded service ended by itself", extra={"exit_status": status})
        self._tell(None, failed=not was_ready)
        return was_ready

    def _spawn(self) -> subprocess.Popen[str]:
        child = subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A windowed program on Windows has no standard error to hand down.
            stderr=None if sys.stderr is not None else subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert child.stdin is not None  # noqa: S101 - it is a pipe
        with contextlib.suppress(OSError):  # dead at once: its status tells
            child.stdin.write(f"{self.secret}\n")
            child.stdin.flush()
        return child

    def _tell(self, base_url: str | None, *, failed: bool = False) -> None:
        loop = self._loop
        assert loop is not None  # noqa: S101 - start() set it
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(self._told, base_url, failed)

    def _end_child(self) -> None:
        with self._guard:
            child = self._child
        if child is None:
            return
        _close_stdin(child)
        if sys.platform != "win32":  # there it would be an end without a word
            child.terminate()
        try:
            child.wait(_POLITE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    # In the loop

    def _told(self, base_url: str | None, failed: bool) -> None:
        changed = base_url != self._base_url
        self._base_url = base_url
        self._failed_starts = 0 if base_url else self._failed_starts + failed
        self._changed.set()
        if changed and self._on_change is not None:
            self._on_change(base_url)


def _port_of(line: str) -> int | None:
    """The port of a ready line `{"ready": true, "port": N}`; None for any other line."""
    import json  # noqa: PLC0415 - in the thread: the window does not wait for it

    try:
        said = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("ready") is not True:
        return None
    port = said.get("port")
    return port if isinstance(port, int) and 0 < port < 65536 else None


def _close_stdin(child: subprocess.Popen[str]) -> None:
    if child.stdin is not None:
        with contextlib.suppress(OSError):
            child.stdin.close()
