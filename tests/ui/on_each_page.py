"""Every page that the window can show, and the way there: taken from the table of steps, so that
a page added to it is measured like the others."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.gateway.port import CodeChannel
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import STEPS, Aside
from tests.ui.counter_on_screen import CounterOnScreen, turns
from tests.ui.counts import FILLED, MONTH

WAITING, LOCKED, STATISTICS = "waiting", "locked", "statistics"
PAGES: tuple[str, ...] = (WAITING, LOCKED, STATISTICS, *(step.value for step in StepId))
STATUS = ProfileStatus.OPEN_UNCLAIMED  # where every page but the opposition's can be reached
_ROUNDS = 6  # a layout that changes asks its parent to change


async def open_page(at: CounterOnScreen, name: str) -> None:
    """Show that page, from the first screen."""
    match name:
        case "waiting":
            return
        case "locked":
            await at.go_to(StepId.DECISION)
            at.remove()
            await turns(at.window)
        case "statistics":
            at.service.told[MONTH] = FILLED
            at.press(Qt.Key.Key_F7)
            await at.settled()
        case _:
            await _open_step(at, StepId(name))
    settle()


async def _open_step(at: CounterOnScreen, step: StepId) -> None:
    if step is StepId.NUMBERS:
        at.press(Qt.Key.Key_F2)
    elif step is StepId.CODE_BY_POST:
        await _open_step(at, StepId.NEW_CODE)
        at.procedure.change_new_code(channel=CodeChannel.LETTER)
        at.enter()
    elif (way := _way_aside(step)) is not None:
        holder, aside = way
        await _open_step(at, holder)
        await at.procedure.turn_aside(aside.name)
        if at.procedure.step is not step:  # not offered to this case: shown all the same
            at.procedure.step = step
            at.procedure.announce()
    else:
        on_closing = step is StepId.CONSEQUENCES
        await at.go_to(step, Action.CLOSE if on_closing else Action.ACTIVATE)
    await at.shows(step)


def _way_aside(step: StepId) -> tuple[StepId, Aside] | None:
    """The page from which a gesture of its own leads to this one, if nothing else does."""
    if step is StepId.TERMS:
        return None
    ways = ((holder, aside) for holder, line in STEPS.items() for aside in line.asides)
    return next(((holder, aside) for holder, aside in ways if aside.to is step), None)


def settle() -> None:
    """Let the layouts come to rest."""
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents()
