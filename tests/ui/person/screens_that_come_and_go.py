"""Screens plugged in and out, seen by Qt's own X platform. Run by test_two_screens.py, in a process
of its own and on an X server of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.procedure.case import StepId
from counter_app.ui.person.veil import VeilPage
from counter_app.ui.widgets.password_field import PasswordField
from tests.real_screens import plug, unplug
from tests.ui.counter_on_screen import PASSWORD, until
from tests.ui.person.two_screens import AGENTS, HERS, CounterOnTwoScreens, play
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, seen

__all__ = ["play"]


async def screens(count: int) -> None:
    """Wait until Qt knows of so many."""
    await until(lambda: len(QApplication.screens()) == count)


async def two_screens() -> None:
    """Hers at the right of the agent's."""
    await asyncio.to_thread(plug, "hers", AGENTS[0], *HERS)
    await screens(2)


async def one_screen() -> None:
    """The agent's."""
    await asyncio.to_thread(unplug, "hers")
    await screens(1)


@pytest.fixture(autouse=True)
def the_agents_screen(qapp: QApplication) -> Iterator[None]:
    """Each test begins and ends with that one."""
    if qapp.screens()[0].name() != "agent":
        plug("agent", 0, *AGENTS)
    yield
    for screen in qapp.screens():
        if screen.name() not in ("agent", "screen"):
            unplug(screen.name())


def passwords(at: CounterOnTwoScreens) -> list[str]:
    return [field.text() for field in at.person_page.findChildren(PasswordField)]


def test_a_screen_that_comes_is_hers_and_one_that_goes_is_missed_by_nobody(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        for _ in range(2):
            await screens(1)
            assert at.window.person_side.window is None
            await two_screens()
            assert at.her_window.geometry().getRect() == (AGENTS[0], 0, *HERS)
            assert "Bonjour" in at.said(at.her_window)
            await until(at.window.isActiveWindow)
            await one_screen()
        await at.go_to(StepId.TERMS)
        assert at.window.isAncestorOf(at.person_page)

    play(scenario)


def test_a_screen_that_goes_dark_in_her_turn_loses_nothing_and_shows_nothing(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await two_screens()
        await at.go_to(StepId.PASSWORD)
        await at.hers()
        at.type_password(PASSWORD)
        at.person_page.findChildren(PasswordField)[0].set_shown(True)
        await at.settled()

        await one_screen()
        assert at.window.person_side.window is None, "at once"
        (veil,) = at.window.findChildren(VeilPage)
        assert veil.isVisible()
        assert not at.window.header.isVisible()
        assert "Ce que vous avez tapé est gardé" in at.said()
        assert not finds(seen(at.window), PASSWORD), "the agent sits before it"
        await until(at.window.isActiveWindow)
        at.enter()
        await until(at.person_page.isVisible)
        assert passwords(at) == [PASSWORD, PASSWORD]
        assert not at.person_page.findChildren(PasswordField)[0].shown

        await two_screens()
        await at.hers()
        assert at.her_window.isAncestorOf(at.person_page)
        assert passwords(at) == [PASSWORD, PASSWORD]
        assert not finds(held(at.window), PASSWORD)
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


def test_the_card_out_and_in_does_not_lift_the_veil(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await two_screens()
        await at.go_to(StepId.LOGIN_NAME)
        await at.hers()
        at.type("goelette")
        at.remove()
        await until(lambda: at.window.up_to_date)
        await one_screen()
        at.insert()
        await at.shows(StepId.LOGIN_NAME)
        assert at.window.findChildren(VeilPage)[0].isVisible()
        assert not finds(seen(at.window), "goelette")
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert not at.window.findChildren(VeilPage)

    play(scenario)


def test_a_screen_that_shows_the_agents_is_not_hers(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await asyncio.to_thread(plug, "mirror", 1, *AGENTS)
        await screens(2)
        assert at.window.person_side.window is None

    play(scenario)


def test_her_window_follows_the_size_of_her_screen(play: Play) -> None:
    async def scenario(at: CounterOnTwoScreens) -> None:
        await two_screens()
        await asyncio.to_thread(unplug, "hers")
        await asyncio.to_thread(plug, "hers", AGENTS[0], 800, 600)
        await until(
            lambda: (
                at.window.person_side.window is not None
                and at.her_window.geometry().getRect() == (AGENTS[0], 0, 800, 600)
            )
        )

    play(scenario)
