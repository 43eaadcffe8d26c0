"""Renders pages of the real window in their states to pictures, to be held against the drawings.

`QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures FOLDER [NAME…]`. Not part of the product.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import qasync
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, FurtherAct, ProfileStatus
from counter_app.domain.wording import phrase
from counter_app.gateway.port import CodeChannel
from counter_app.procedure.case import StepId
from counter_app.ui.event_loop import cancel_running
from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import DARK, LIGHT, Palette
from counter_app.ui.translation import shown
from tests.procedure.counter import TWINS, known_as
from tests.ui.counter_on_screen import CounterOnScreen, PageDesk, until
from tests.ui.counts import FILLED, MONTH, TOO_FEW
from tests.ui.on_each_page import PAGES, STATUS, open_page, settle

COUNTERS_HAVE, LARGE, SMALL = (1366, 768), (1920, 1080), (1024, 768)
LOOKS: list[tuple[Palette, float, tuple[int, int]]] = [
    (LIGHT, 1.0, COUNTERS_HAVE),
    (DARK, 1.0, COUNTERS_HAVE),
    (LIGHT, 1.0, LARGE),
    (LIGHT, 1.0, SMALL),
    (LIGHT, 2.0, COUNTERS_HAVE),
    (DARK, 2.0, LARGE),
    (CONTRAST_DARK, 1.0, COUNTERS_HAVE),
    (CONTRAST_LIGHT, 2.0, COUNTERS_HAVE),
]


async def waiting(_at: CounterOnScreen) -> None:
    """The first screen."""


async def code(at: CounterOnScreen) -> None:
    """Where a new one can be asked for."""
    await at.go_to(StepId.CODE)
    at.type("Hq7RtO2m")


async def code_expired(at: CounterOnScreen) -> None:
    """The letter is too old."""
    at.service.fails("identify", FailureCode.CODE_EXPIRED)
    await at.go_to(StepId.CODE)
    at.type(at.person["enrolment_code"])
    at.enter()
    await at.settled()


async def nowhere_to_send(at: CounterOnScreen) -> None:
    """The fund knows no contact."""
    at.service.fails("request_code", FailureCode.CONTACT_UNKNOWN)
    await at.go_to(StepId.CODE)
    at.press(Qt.Key.Key_F5)
    await at.settled()


async def new_code(at: CounterOnScreen) -> None:
    """Where it can go."""
    await at.go_to(StepId.CODE)
    at.press(Qt.Key.Key_F5)
    await at.shows(StepId.NEW_CODE)


async def new_code_for_a_twin(at: CounterOnScreen) -> None:
    """Which of two, and no e-mail."""
    at.service.offer = replace(at.service.offer, people=TWINS, email=None)
    await new_code(at)


async def new_code_perhaps_sent(at: CounterOnScreen) -> None:
    """No answer came: wait, then ask again."""
    await new_code(at)
    at.service.fails("send_code", FailureCode.CODE_PERHAPS_SENT)
    at.press(Qt.Key.Key_2)
    at.enter()
    await at.settled()


async def message_sent(at: CounterOnScreen) -> None:
    """It may come any moment."""
    await new_code(at)
    at.press(Qt.Key.Key_2)
    at.enter()
    await at.shows(StepId.CODE)


async def code_by_post(at: CounterOnScreen) -> None:
    """What to do until the letter is there."""
    await new_code(at)
    at.procedure.change_new_code(channel=CodeChannel.LETTER)
    at.enter()
    await at.shows(StepId.CODE_BY_POST)


async def statistics(at: CounterOnScreen) -> None:
    """A month's counts."""
    at.service.told[MONTH] = FILLED
    at.press(Qt.Key.Key_F7)
    await until(lambda: shown(phrase("Par structure")) in at.said())


async def statistics_below(at: CounterOnScreen) -> None:
    """The same, scrolled down."""
    await statistics(at)
    at.window.grab()
    at.press(Qt.Key.Key_End)


async def statistics_empty(at: CounterOnScreen) -> None:
    """Nothing was registered."""
    at.press(Qt.Key.Key_F7)
    await at.settled()


async def statistics_too_few(at: CounterOnScreen) -> None:
    """Too little to be told."""
    at.service.told[MONTH] = TOO_FEW
    at.press(Qt.Key.Key_F7)
    await at.settled()


async def statistics_failed(at: CounterOnScreen) -> None:
    """The service is not there."""
    at.service.fails("statistics", FailureCode.SERVICE_UNREACHABLE)
    at.press(Qt.Key.Key_F7)
    await at.settled()


async def decision(at: CounterOnScreen) -> None:
    """Before the end of the six weeks."""
    await at.go_to(StepId.DECISION)


async def decision_long_name(at: CounterOnScreen) -> None:
    """The name fills the title."""
    at.service.known = known_as("longs", ProfileStatus.PENDING)
    at.insert("longs")
    await at.shows(StepId.PERSON)
    await at.go_to(StepId.DECISION)


async def decision_after(at: CounterOnScreen) -> None:
    """The day after the last one, not yet open."""
    sent = date(2026, 10, 11)
    at.service.known = replace(known_as("odette", ProfileStatus.PENDING), notice_sent_on=sent)
    await at.go_to(StepId.DECISION)


async def decision_open(at: CounterOnScreen) -> None:
    """Just opened without an answer."""
    at.service.known = known_as("odette", ProfileStatus.OPEN_UNCLAIMED)
    await at.go_to(StepId.DECISION)


async def decision_opposed(at: CounterOnScreen) -> None:
    """Nothing is left to refuse."""
    at.service.known = known_as("odette", ProfileStatus.OPPOSED)
    await at.go_to(StepId.DECISION)


async def opposing(at: CounterOnScreen) -> None:
    """What an opposition changes."""
    await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)


async def closing(at: CounterOnScreen) -> None:
    """What a closing changes."""
    at.service.known = known_as("odette", ProfileStatus.ACTIVE)
    await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)


async def closing_below(at: CounterOnScreen) -> None:
    """The same, scrolled down."""
    await closing(at)
    at.window.grab()
    at.press(Qt.Key.Key_End)


async def deleting(at: CounterOnScreen) -> None:
    """What a deletion changes."""
    await closing(at)
    at.type("s")
    await at.shows(StepId.DELETION)


async def closing_aloud(at: CounterOnScreen) -> None:
    """The sheet in easy French, and being read: the row of keys at its longest."""
    await closing(at)
    at.type("l")
    await until(lambda: shown(phrase("Écouter")) in at.said(at.page))
    at.press(Qt.Key.Key_F6)
    await until(lambda: shown(phrase("Arrêter")) in at.said(at.page))


async def slip(at: CounterOnScreen) -> None:
    """Somebody came for another adult."""
    at.insert()
    await at.shows(StepId.PERSON)
    at.press(Qt.Key.Key_F6)
    await at.shows(StepId.SITUATION)
    for figure in "24":
        at.type(figure)
        await at.settled()
    at.enter()
    await at.shows(StepId.REDIRECT)


async def mandate(at: CounterOnScreen) -> None:
    """Before the agent types."""
    await decision(at)
    at.type("m")
    await at.shows(StepId.MANDATE)


async def mandate_terms(at: CounterOnScreen) -> None:
    """The agent reads, and ticks what the person accepts."""
    await mandate(at)
    at.press(Qt.Key.Key_1)
    await at.shows(StepId.TERMS)


async def mandate_contacts(at: CounterOnScreen) -> None:
    """The agent types what the person says."""
    await mandate_terms(at)
    await at.go_to(StepId.CONTACTS)


async def decision_closed(at: CounterOnScreen) -> None:
    """A closed space: what was kept of it may be deleted."""
    at.service.known = known_as("odette", ProfileStatus.CLOSED)
    await at.go_to(StepId.DECISION)


async def deleting_what_was_kept(at: CounterOnScreen) -> None:
    """What that changes."""
    at.service.known = known_as("odette", ProfileStatus.CLOSED)
    await at.go_to(StepId.DELETION, FurtherAct.REQUEST_DELETION)


async def _of_a_child(at: CounterOnScreen) -> None:
    at.name = "lilou"
    at.service.known = known_as("lilou", ProfileStatus.PENDING)
    at.insert()
    await at.shows(StepId.PERSON)


async def decision_child(at: CounterOnScreen) -> None:
    """A parent decides, or says that the child is not hers."""
    await _of_a_child(at)
    await at.go_to(StepId.DECISION)


async def situations_of_a_child(at: CounterOnScreen) -> None:
    """Who may come for a child."""
    await _of_a_child(at)
    at.press(Qt.Key.Key_F6)
    await at.shows(StepId.SITUATION)
    for figure in "16":
        at.type(figure)
        await at.settled()


async def decision_not_hers(at: CounterOnScreen) -> None:
    """The child is not hers: she only says so."""
    await situations_of_a_child(at)
    at.enter()
    await at.shows(StepId.PERSON)
    at.type("1")
    await at.shows(StepId.CODE)
    await at.go_to(StepId.DECISION)


async def declaring(at: CounterOnScreen) -> None:
    """What that changes."""
    await _of_a_child(at)
    await at.go_to(StepId.CONSEQUENCES, FurtherAct.DECLARE_NOT_REPRESENTATIVE)


async def declared(at: CounterOnScreen) -> None:
    """It is registered."""
    await declaring(at)
    await at.go_to(StepId.CONFIRMATION)


async def printed(at: CounterOnScreen) -> None:
    """The confirmation came out by itself."""
    await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
    await until(lambda: bool(at.papers.printed))
    await at.settled()


async def not_printed(at: CounterOnScreen) -> None:
    """The printer did not take the page."""
    await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
    at.papers.fails = [FailureCode.PRINT_FAILED]
    at.enter()
    await until(lambda: at.procedure.failure is not None)
    await at.shows(StepId.CONFIRMATION)


async def data_restored(at: CounterOnScreen) -> None:
    """A closed space is activated again."""
    at.service.known = known_as("odette", ProfileStatus.CLOSED)
    await at.go_to(StepId.CONFIRMATION)


STATES: dict[str, Callable[[CounterOnScreen], Awaitable[None]]] = {
    state.__name__: state
    for state in (
        waiting,
        code,
        code_expired,
        nowhere_to_send,
        new_code,
        new_code_for_a_twin,
        new_code_perhaps_sent,
        message_sent,
        code_by_post,
        statistics,
        statistics_below,
        statistics_empty,
        statistics_too_few,
        statistics_failed,
        decision,
        decision_long_name,
        decision_after,
        decision_open,
        decision_opposed,
        opposing,
        closing,
        closing_below,
        closing_aloud,
        deleting,
        slip,
        mandate,
        mandate_terms,
        mandate_contacts,
        decision_closed,
        deleting_what_was_kept,
        decision_child,
        situations_of_a_child,
        decision_not_hers,
        declaring,
        declared,
        printed,
        not_printed,
        data_restored,
    )
}


async def draw(names: list[str], folder: Path, app: QApplication) -> None:
    """Each state in each look."""
    folder.mkdir(parents=True, exist_ok=True)
    for palette, scale, size in LOOKS:
        apply_theme(app, palette, scale)
        for name in names:
            status = ProfileStatus.PENDING if name in STATES else STATUS
            at = CounterOnScreen(PageDesk(status=status))
            at.window.resize(*size)
            await at.show()
            await (STATES[name](at) if name in STATES else open_page(at, name))
            settle()
            look = f"{palette.name}-{scale:.0%}-{size[0]}"
            at.window.grab().save(str(folder / f"{name}-{look}.png"))
            at.window.hide()
            await cancel_running()
            at.window.deleteLater()


def main(words: list[str]) -> None:
    """Draw the pages and states named, or all."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        names = words[1:] or [*dict.fromkeys((*PAGES, *STATES))]
        loop.run_until_complete(draw(names, Path(words[0]), app))


if __name__ == "__main__":
    main(sys.argv[1:])
