"""What holds for every test: no screen, a home of its own, no unexpected warning in the logs."""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import os
import re
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

# No deadline: a slow machine is not a fault. In CI the same examples each time.
settings.register_profile("search", deadline=None)
settings.register_profile("repeat", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("repeat" if os.environ.get("CI") else "search")

HOMES = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # see pytest_runtest_logfinish
    config.addinivalue_line(
        "markers",
        "expected_warnings(*patterns): log records of level WARNING and above that match one of "
        "these regular expressions (`logger: message`) do not fail the test",
    )


# An unexpected log record of level WARNING or above fails the test it appears in ----------------


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def _no_unexpected_warning(item: pytest.Item) -> Iterator[None]:
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collector)
    expected = [
        re.compile(pattern)
        for marker in item.iter_markers("expected_warnings")
        for pattern in marker.args
    ]
    unexpected = [
        line for line in collector.lines if not any(each.search(line) for each in expected)
    ]
    if unexpected:
        pytest.fail("unexpected in the logs:\n  " + "\n  ".join(unexpected), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    with _no_unexpected_warning(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    with _no_unexpected_warning(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    with _no_unexpected_warning(item):
        return (yield)


# Fixtures ---------------------------------------------------------------------------------------


_numbers = itertools.count()  # cheaper than pytest's own numbering, which lists the folder


def _make_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = homes / str(next(_numbers))
    home.mkdir(mode=0o700)
    (home / HOMES["XDG_RUNTIME_DIR"]).mkdir(mode=0o700)  # the only one that must be there
    for variable, folder in HOMES.items():
        monkeypatch.setenv(variable, str(home / folder))
    return home


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where homes are; longer-lived fixtures do not see the developer's own files either."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        homes = tmp_path_factory.mktemp("homes")
        home = _make_home(homes, monkeypatch)
        # One cache for all: fontconfig would scan the fonts anew for each child process.
        monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        yield homes


@pytest.fixture(autouse=True)
def isolated_home(_session_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for this test alone, outside its tmp_path; settings and data go there."""
    return _make_home(_session_home, monkeypatch)


@pytest.fixture
def qloop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The asyncio loop inside Qt: `qloop.run_until_complete(scenario())`.

    The test fails when anything reached the loop's exception handler. Inside the scenario wait
    with `asyncio.timeout`, never with qtbot's `wait…`, which run a nested loop.
    """
    import qasync  # noqa: PLC0415 - only for the tests with Qt

    qapp.setQuitOnLastWindowClosed(False)  # else the end of a window ends the loop
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(qapp)
    executor = ThreadPoolExecutor(4, thread_name_prefix="work")
    loop.set_default_executor(executor)
    asyncio.set_event_loop(loop)
    seen: list[str] = []

    def see(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        seen.append(f"{context.get('message')}: {context.get('exception')!r}")

    loop.set_exception_handler(see)
    try:
        yield loop
        loop.run_until_complete(_end_tasks())
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        loop.close()
        asyncio.set_event_loop(None)
    assert not seen, "the loop's exception handler saw:\n  " + "\n  ".join(seen)


async def _end_tasks() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def pytest_runtest_logfinish() -> None:
    """Between two tests, the main thread collects what is due: as in the application, no other
    thread may collect Qt's objects (`ui.garbage`)."""
    from counter_app.ui.garbage import collect_if_due  # noqa: PLC0415 - after the environment is set

    collect_if_due()
