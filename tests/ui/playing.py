"""The fixture that opens a counter on the screen and plays a scenario at it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from counter_app.domain.profile import ProfileStatus
from counter_app.ui.event_loop import cancel_running
from counter_app.ui.theme.style import apply_theme, current_palette, current_scale
from counter_app.ui.theme.tokens import LIGHT
from tests.ui.counter_on_screen import CounterOnScreen, PageDesk

Scenario = Callable[[CounterOnScreen], Awaitable[None]]
Play = Callable[..., None]
_themed: list[bool] = []


@pytest.fixture
def play(qloop: asyncio.AbstractEventLoop, qapp: QApplication) -> Play:
    """`play(scenario, name, status, **settings)`: opens the window, plays, closes it."""
    return player(qloop, qapp, CounterOnScreen)


def player(
    qloop: asyncio.AbstractEventLoop,
    qapp: QApplication,
    counter: Callable[[PageDesk, str], CounterOnScreen],
) -> Play:
    """What plays scenarios at such a counter."""
    if not _themed or (current_palette(), current_scale()) != (LIGHT, 1.0):
        apply_theme(qapp, LIGHT, 1.0)
        _themed.append(True)

    def run(
        scenario: Scenario,
        name: str = "odette",
        status: ProfileStatus = ProfileStatus.PENDING,
        **settings: Any,
    ) -> None:
        async def whole() -> None:
            at = counter(PageDesk(name, status, **settings), name)
            try:
                await at.show()
                await scenario(at)
                at.no_other_window()
            finally:
                at.hide()
                await cancel_running()
                at.window.deleteLater()

        qloop.run_until_complete(whole())
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    return run
