"""The person's window: on two screens of Qt's platform without a screen, and on an X server where
one is plugged in and out. Each in a process of its own, since Qt reads its platform once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_screens import missing, x_server
from tests.ui.person.two_screens import run_tests, screens_file

pytestmark = pytest.mark.timeout(180)  # each runs a file of tests


@pytest.mark.parametrize(
    "tests",
    ["on_two_screens.py", pytest.param("every_page_on_two_screens.py", marks=pytest.mark.long)],
)
def test_on_two_screens(tmp_path: Path, tests: str) -> None:
    run_tests(tests, f"offscreen:configfile={screens_file(tmp_path)}")


@pytest.mark.real
@pytest.mark.skipif(bool(missing()), reason=missing())
def test_screens_that_come_and_go() -> None:
    with x_server() as display:
        run_tests("screens_that_come_and_go.py", "xcb", DISPLAY=display)
