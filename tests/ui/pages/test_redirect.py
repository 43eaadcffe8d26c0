"""The slip: read on the page, printed, and the case ends; nothing of the person is on it."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import FailureCode
from counter_app.domain.papers import papers
from counter_app.domain.redirection import RedirectReason
from counter_app.gateway.port import Channel
from counter_app.procedure.case import StepId
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain


async def somebody_else_came(at: CounterOnScreen) -> None:
    """From the page of the person to the slip: a relative, without her."""
    await at.shows(StepId.PERSON)
    at.press(Qt.Key.Key_F6)
    await at.shows(StepId.SITUATION)
    at.type("2")
    await at.settled()
    at.type("4")
    await at.settled()
    assert plain(at.page.forward_button.text()) == "Remettre la fiche"
    at.enter()
    await at.shows(StepId.REDIRECT)


async def to_slip(at: CounterOnScreen) -> None:
    """With a card in."""
    at.insert()
    await somebody_else_came(at)


def test_back_on_the_page_of_the_person_nothing_but_the_slip_is_offered(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_slip(at)
        for _ in range(3):  # the lines, the groups, the page of the person
            at.press(Qt.Key.Key_Escape)
            await at.settled()
        assert at.procedure.step is StepId.PERSON
        assert at.focus is at.page.forward_button
        assert plain(at.page.forward_button.text()) == "Remettre la fiche"
        assert "Passeport" not in at.said(at.page)
        at.enter()
        await at.shows(StepId.REDIRECT)

    play(scenario)


def test_enter_prints_then_ends(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_slip(at)
        words = papers("fr").slips[RedirectReason.PERSON_DECIDES]
        said = at.said(at.page)
        for sentence in (words.title, *words.explanation, *words.prepare, "34 22"):
            assert sentence in said
        at.enter()
        await at.settled()
        (slip,) = at.desk.papers.printed
        assert words.title in slip.body
        for secret in (at.person["family_name"], at.person["given_name"], at.person["nir"]):
            assert secret.casefold() not in (slip.body + slip.title + slip.foot).casefold()
        assert plain(at.page.forward_button.text()) == "Terminer"
        at.enter()
        await at.settled()
        assert at.procedure.case is None

    play(scenario)


def test_without_a_printer_it_is_read_and_the_case_ends(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.papers.fails.append(FailureCode.PRINT_NO_PRINTER)
        await to_slip(at)
        at.enter()
        await at.settled()
        assert at.procedure.failure is not None
        assert at.procedure.failure.code is FailureCode.PRINT_NO_PRINTER
        assert plain(at.page.forward_button.text()) == "Imprimer la fiche"
        at.type("t")
        await at.settled()
        assert at.procedure.case is None

    play(scenario)


def test_the_card_taken_out_while_it_prints_ends_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_slip(at)
        at.desk.papers.hold = asyncio.Event()
        at.enter()
        await at.settled()
        at.remove()
        await at.settled()
        assert at.procedure.case is None
        at.desk.papers.hold.set()
        await at.settled()
        assert at.procedure.case is None
        assert at.procedure.failure is None

    play(scenario)


def test_on_the_phone_nothing_is_printed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.procedure.start_typed(Channel.PHONE)
        await at.shows(StepId.NUMBERS)
        await at.go_to(StepId.PERSON)
        await somebody_else_came(at)
        assert plain(at.page.forward_button.text()) == "Terminer"
        at.enter()
        await at.settled()
        assert at.procedure.case is None
        assert at.desk.papers.printed == []

    play(scenario)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (FailureCode.IDENTITY_DECEASED, RedirectReason.NOT_POSSIBLE_HERE),
        (FailureCode.CODE_BLOCKED, RedirectReason.NO_CODE),
    ],
)
def test_a_failure_that_ends_the_visit_gives_its_slip(
    play: Play, code: FailureCode, reason: RedirectReason
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.fails("identify", code)
        await at.go_to(StepId.CODE)
        at.type(at.person["enrolment_code"])
        at.enter()
        await at.settled()
        assert "Remettre la fiche" in at.said(at.page)
        at.press(Qt.Key.Key_F4)
        await at.shows(StepId.REDIRECT)
        assert papers("fr").slips[reason].title in at.said(at.page)
        at.enter()
        await at.settled()
        assert len(at.desk.papers.printed) == 1

    play(scenario)
