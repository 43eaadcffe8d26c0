"""What the first window does not need is not loaded before it is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from counter_app.start_up import NOT_FOR_THE_FIRST_WINDOW
from tests.screens import platform_with_screen

_IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
_READY = re.compile(r"^\d{18,}$", re.MULTILINE)
LATER = (
    *NOT_FOR_THE_FIRST_WINDOW,
    "httpx",
    "qasync",
    "cryptography",
    "email_validator",
    "phonenumbers",
    "PySide6.QtPrintSupport",
    "counter_app.gateway.codes",
    "counter_app.gateway.counts",
    "counter_app.gateway.http",
    "zoneinfo",
    "counter_app.domain.enrolment_code",
    "counter_app.domain.family",
    "counter_app.ui.folding",
    "counter_app.ui.statistics_tables",
    "counter_app.ui.widgets.count_table",
    "counter_app.ui.widgets.scroll_page",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules imported until the window could be seen."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"QT_QPA_PLATFORM": platform_with_screen(home), "HOME": str(home)}
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "counter_app", "--exit-when-ready"],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        timeout=50,
    ).stdout
    ready = _READY.search(said)
    assert ready is not None, said[-2000:]
    return set(_IMPORTED.findall(said[: ready.start()]))


def test_only_the_page_that_is_shown_is_loaded(imported: set[str]) -> None:
    pages = {name for name in imported if name.startswith("counter_app.ui.pages.")}
    assert pages == {"counter_app.ui.pages.waiting"}
    assert not [name for name in imported if name.startswith("counter_app.ui.person")]


def test_what_comes_later_is_not_there_yet(imported: set[str]) -> None:
    assert "counter_app.ui.window" in imported
    assert imported.isdisjoint(LATER)
