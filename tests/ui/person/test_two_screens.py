"""The person's window: on two screens of Qt's platform without a screen, and on an X server where
one is plugged in and out. Each in a process of its own, since Qt reads its platform once."""

from __future__ import annotations

from pathlib import Path

from tests.ui.person.two_screens import run_tests, screens_file


def test_on_two_screens(tmp_path: Path) -> None:
    run_tests("on_two_screens.py", f"offscreen:configfile={screens_file(tmp_path)}")
