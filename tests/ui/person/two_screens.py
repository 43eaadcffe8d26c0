"""A counter with a second screen, for the tests that are played in a process of their own.

`no_other_window` lets the person's window be; `her_window` is that one.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.person.window import PersonWindow
from counter_app.ui.widgets.note import Note
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.playing import Play, player
from tests.ui.words_in_widgets import plain

AGENTS, HERS = (1366, 768), (1280, 800)
_SCREEN = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


class CounterOnTwoScreens(CounterOnScreen):
    """The screens are followed, as the application does once its window is there."""

    async def show(self) -> None:
        await super().show()
        self.window.person_side.follow_screens()
        await until(self.window.isActiveWindow)

    def hide(self) -> None:
        super().hide()
        self.window.person_side.end()

    @property
    def her_window(self) -> PersonWindow:
        """The person's."""
        window = self.window.person_side.window
        assert window is not None
        return window

    async def hers(self) -> PersonSidePage:
        """Her page, once keys come to it."""
        await until(self.her_window.isActiveWindow)
        return self.person_page

    @property
    def keyboard_is_elsewhere(self) -> bool:
        """Her screen says that keys do not come to it."""
        notes = [note for note in self.her_window.findChildren(Note) if note.isVisible()]
        return any("L’agent a le clavier" in plain(note.text()) for note in notes)

    async def agent_takes_the_keyboard(self) -> None:
        """As a click in his window does."""
        self.window.activateWindow()
        await until(lambda: self.window.isActiveWindow() and self.keyboard_is_elsewhere)

    def stray_windows(self) -> list[QWidget]:
        hers = self.window.person_side.window
        return [window for window in super().stray_windows() if window is not hers]


@pytest.fixture
def play(qloop: asyncio.AbstractEventLoop, qapp: QApplication) -> Play:
    """`tests.ui.playing.play` with a second screen."""
    return player(qloop, qapp, CounterOnTwoScreens)


def screens_file(folder: Path) -> Path:
    """The two screens, as Qt's platform without a screen reads them."""
    (width, height), (her_width, her_height) = AGENTS, HERS
    screens = [
        {"name": "agent", "x": 0, "y": 0, "width": width, "height": height, **_SCREEN},
        {"name": "hers", "x": width, "y": 0, "width": her_width, "height": her_height, **_SCREEN},
    ]
    path = folder / "screens.json"
    path.write_text(json.dumps({"windowFrameMargins": False, "screens": screens}))
    return path


def run_tests(name: str, platform: str, **environment: str) -> None:
    """Run the tests of a file beside this one on that Qt platform. Raises AssertionError."""
    here = Path(__file__)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", here.with_name(name)],
        env=os.environ | {"QT_QPA_PLATFORM": platform} | environment,
        cwd=here.parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=170,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
