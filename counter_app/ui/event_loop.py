"""The one asyncio loop inside Qt. Nothing else imports qasync, so that it can be replaced here.

Never run a nested Qt loop (`exec()`) inside a coroutine: use `open()` and a signal.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtWidgets import QApplication

_log = logging.getLogger(__name__)
_running: set[asyncio.Task[Any]] = set()


def load_loop() -> None:
    """Import what the loop needs; from any thread, ahead of `create_loop`."""
    os.environ.setdefault("QT_API", "pyside6")
    import qasync  # noqa: F401, PLC0415


def create_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """The loop, set as the current one, with a small executor of its own (qasync's starts ten
    threads and waits for them at the end)."""
    load_loop()
    import qasync  # noqa: PLC0415 - after QT_API, which it reads when imported

    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(application)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as above

    loop.set_default_executor(ThreadPoolExecutor(4, thread_name_prefix="work"))
    asyncio.set_event_loop(loop)
    return loop


def spawn(coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Start a coroutine from a slot and keep it alive until it ends."""
    task = asyncio.get_event_loop().create_task(coroutine)
    _running.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    """Nobody awaits what a slot started: what it raised must not be lost."""
    _running.discard(task)
    if not task.cancelled() and task.exception() is not None:
        _log.error("a task of the window failed", exc_info=task.exception())


def starter(work: Callable[[], Coroutine[Any, Any, Any]]) -> Callable[[], None]:
    """A slot that starts `work` at each call."""

    def start() -> None:
        spawn(work())

    return start


async def cancel_running() -> None:
    """Cancel what is still under way, at the end of the application."""
    tasks = [task for task in _running if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
