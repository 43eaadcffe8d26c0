"""The voice of this post: reads a text aloud in a process of its own, stopped by ending it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_LIST_WITHIN = 20.0  # seconds, a cold disk and a busy virus scanner included


def read_aloud_command() -> list[str]:
    """The command line of the process that speaks: this program, whether installed or frozen."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "counter_app"]
    return [*program, "read-aloud"]


class SystemVoice:
    """One reading at a time. A thread waits for the process; nothing here holds the window."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = list(command or read_aloud_command())
        self._thread: ThreadPoolExecutor | None = None
        self._guard = threading.Lock()  # between the thread's new process and stop()
        self._reading: object | None = None  # what is wanted now; another one for each reading
        self._process: subprocess.Popen[bytes] | None = None
        self._languages: frozenset[str] | None = None

    async def speaks(self, language: str) -> bool:
        """Whether the system has a voice for this language (BCP 47); asked once."""
        if self._languages is None:
            self._languages = await self._run(self._list)
        return language.lower().split("-")[0] in self._languages

    async def read(self, text: str, language: str) -> bool:
        """Read a text, a sentence a line; what is being read stops. True when it came to its end,
        False when it was stopped or nothing spoke."""
        self.stop()
        reading = self._reading = object()
        return await self._run(lambda: self._read(reading, text.encode(), language))

    def stop(self) -> None:
        """Be silent, at once. Nothing happens where nothing is read."""
        with self._guard:
            self._reading = None
            if self._process is not None:
                _end(self._process)

    def close(self) -> None:
        """Be silent and end the thread."""
        self.stop()
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not at the start

            self._thread = ThreadPoolExecutor(1, thread_name_prefix="voice")
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    # In the thread

    def _list(self) -> frozenset[str]:
        """The main part of each language that has a voice."""
        try:
            told = subprocess.run(  # noqa: S603 - our own program
                [*self._command, "--list"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_LIST_WITHIN,
                check=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            ).stdout
            return frozenset(str(name).split("-")[0] for name in json.loads(told))
        except (OSError, subprocess.SubprocessError, ValueError):
            return frozenset()

    def _read(self, reading: object, text: bytes, language: str) -> bool:
        # The engine keeps each sentence as a file for as long as it is heard: here, and gone after.
        with tempfile.TemporaryDirectory(
            prefix="counter-app-voice-", ignore_cleanup_errors=True
        ) as folder:
            with self._guard:
                if self._reading is not reading:
                    return False
                try:
                    process = self._process = self._spawn(language, folder)
                except OSError:
                    return False
            process.communicate(text)
            with self._guard:
                self._process = None
            return process.returncode == 0

    def _spawn(self, language: str, folder: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own program; the text goes through its input
            [*self._command, language],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
            start_new_session=True,  # one group, with the player that it starts
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
