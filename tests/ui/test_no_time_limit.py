"""Nobody is hurried: a page waits for as long as it takes, and what was typed is still there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer

from counter_app.domain.failures import FailureCode
from counter_app.procedure.case import StepId
from tests.ui.counter_on_screen import LOGIN_NAME, CounterOnScreen, turns
from tests.ui.on_each_page import STATUS, open_page
from tests.ui.playing import Play

_A_DAY = 86_400.0  # seconds


@pytest.mark.parametrize("step", list(StepId))
def test_a_page_is_the_same_a_day_later(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await open_page(at, step)
        case, words = at.procedure.case, at.written()
        at.desk.elapsed += _A_DAY
        for timer in at.window.findChildren(QTimer):
            if timer.isActive() and not timer.isSingleShot():
                timer.timeout.emit()
        at.procedure.announce()
        await turns(at.window)
        assert at.procedure.step is step
        assert at.procedure.case == case
        assert at.written() == words
        assert _counting_down(at.window) == set()

    play(scenario, status=STATUS)


def _counting_down(window: QObject) -> set[str]:
    """The timers that would do something in the end, by themselves."""
    return {
        type(timer).__name__
        for timer in window.findChildren(QTimer)
        if timer.isActive() and timer.isSingleShot() and timer.interval() > 0
    }


def test_a_session_that_ended_at_the_service_costs_only_the_key_that_goes_on(play: Play) -> None:
    """The service forgets who identified herself; nothing that she typed is lost."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.LOGIN_NAME)
        at.service.fails("login_name_free", FailureCode.SESSION_EXPIRED)
        at.type(LOGIN_NAME)
        at.enter()
        await at.shows(StepId.CODE)
        case = at.procedure.case
        assert case is not None
        assert (case.choices.login_name, case.code) == (LOGIN_NAME, at.person["enrolment_code"])
        for _ in range(len(StepId)):  # Enter alone leads back
            if at.procedure.step is StepId.LOGIN_NAME:
                break
            at.enter()
            await at.settled()
        assert at.procedure.step is StepId.LOGIN_NAME
        case = at.procedure.case
        assert case is not None
        assert case.choices.login_name == LOGIN_NAME
        assert case.choices.terms_accepted

    play(scenario)
