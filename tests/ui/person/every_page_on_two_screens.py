"""EN 301 549, clause 11, on both screens while it is the person's turn, and on hers out of it. Run
by test_two_screens.py, in a process of its own; what is measured is that of test_every_page.py."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.procedure.case import StepId
from counter_app.procedure.steps import PERSON_STEPS
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import DARK, LIGHT
from tests.ui.counter_on_screen import LOGIN_NAME
from tests.ui.measuring import cut, pale
from tests.ui.on_each_page import settle
from tests.ui.person.two_screens import CounterOnTwoScreens, play
from tests.ui.playing import Play
from tests.ui.reaching import astray, by_colour_alone, small, unsaid

__all__ = ["play"]

SIZES = {1.0: [(1024, 768), (1366, 768)], 2.0: [(1366, 768), (1920, 1080)]}  # by the text's
STATES = ["calm", "visit", "by mandate", *PERSON_STEPS, "password typed", "keyboard taken"]
TEXT = 7.0
FEWEST_TEXTS = 3  # fewer were found when the measuring itself is broken


async def open_state(at: CounterOnTwoScreens, state: str) -> None:
    """Show this on both screens."""
    match state:
        case "calm":
            return
        case "visit":
            await at.go_to(StepId.DECISION)
        case "by mandate":
            await at.go_to(StepId.DECISION)
            at.type("m")
            await at.shows(StepId.MANDATE)
            at.press(Qt.Key.Key_1)
            await at.shows(StepId.TERMS)
        case "password typed":
            await at.go_to(StepId.PASSWORD)
            await at.hers()
            at.type_password("Qwertyui1!", "Qwert12")
        case "keyboard taken":
            await at.go_to(StepId.LOGIN_NAME)
            await at.hers()
            at.type(LOGIN_NAME)
            await at.agent_takes_the_keyboard()
        case _:
            await at.go_to(StepId(state))
            await at.hers()
    await at.settled()
    settle()


@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_both_screens_are_for_everybody(
    play: Play, qapp: QApplication, state: str, scale: float
) -> None:
    """Nothing is cut, texts have 7:1, no colour tells alone, whatever can be worked has a
    name and 44 pixels, and the keyboard reaches it."""

    async def scenario(at: CounterOnTwoScreens) -> None:
        await open_state(at, state)
        for window in (at.window, at.her_window):
            for size in SIZES[scale]:
                window.resize(*size)
                settle()
                assert window.height() == size[1], "it goes over the edge of the screen"
                assert not cut(window), "\n".join(cut(window))
            assert not unsaid(window), "\n".join(unsaid(window))
            assert not small(window), "\n".join(small(window))
            assert not by_colour_alone(window), "\n".join(by_colour_alone(window))
        if state != "calm":  # where the card is the next gesture
            active: QWidget = at.window if at.window.isActiveWindow() else at.her_window
            assert not astray(active), "\n".join(astray(active))
        for palette in (LIGHT, DARK):
            apply_theme(qapp, palette, scale)
            settle()
            for window in (at.window, at.her_window):
                faults, texts = pale(window, TEXT)
                assert texts >= FEWEST_TEXTS
                assert not faults, "\n".join(faults)

    apply_theme(qapp, LIGHT, scale)
    try:
        play(scenario)
    finally:
        apply_theme(qapp, LIGHT, 1.0)
