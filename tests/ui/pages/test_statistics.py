"""The counts of a period, from the first screen and back, with the keyboard alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.gateway.counts import Statistics
from counter_app.procedure.case import StepId
from counter_app.ui.pages.statistics import StatisticsPage
from counter_app.ui.widgets.choice_row import OptionRow
from counter_app.ui.widgets.count_table import CountTableView
from counter_app.ui.widgets.labels import Label
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.counts import FILLED, MONTH, TOO_FEW, counts
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

LAST_MONTH = (date(2026, 10, 1), date(2026, 10, 31))
YEAR = (date(2026, 1, 1), date(2026, 11, 23))
SMALL = Statistics(*LAST_MONTH, 5, by_channel=tuple(counts("card", 9, 0, 0)))


async def opened(at: CounterOnScreen) -> StatisticsPage:
    """Press the key; the page with its answer."""
    at.press(Qt.Key.Key_F7)
    await answered(at)
    page = at.window.page
    assert isinstance(page, StatisticsPage)
    return page


async def answered(at: CounterOnScreen) -> None:
    """Wait for the answer to be shown."""
    await at.settled()
    await until(lambda: "Un instant…" not in at.said(at.window.page))
    await at.settled()


def tables(at: CounterOnScreen) -> list[str]:
    """What the tables that can be seen are called."""
    shown = at.window.page.findChildren(CountTableView)
    return [plain(table.accessibleName()) for table in shown if table.isVisible()]


def test_the_key_opens_it_and_escape_leaves_it(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        assert "Voir le bilan" in at.said(at.window.left)
        at.service.told[MONTH] = FILLED
        await opened(at)
        said = at.said(at.window.page)
        assert "Le bilan des demandes" in said
        assert "Du 1er novembre 2026 au 23 novembre 2026, pour tout le service." in said
        assert "« non donné » : moins de 5, ou" in said
        await until(lambda: len(tables(at)) == 4)
        assert tables(at) == ["Par façon de venir", "Par territoire", "Par jour", "Par structure"]
        assert not at.window.right.isVisible(), "there is nothing to say to anybody here"
        assert isinstance(at.focus, OptionRow)
        at.press(Qt.Key.Key_Escape)
        await at.shows(None)
        assert "Insérez la carte Vitale" in at.written()
        assert at.window.right.isVisible()

    play(scenario)


def test_a_click_on_the_button_does_the_same(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.window.left.statistics.click()
        await answered(at)
        assert isinstance(at.window.page, StatisticsPage)

    play(scenario)


def test_figures_choose_the_period(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told |= {MONTH: FILLED, LAST_MONTH: SMALL}
        await opened(at)
        at.press(Qt.Key.Key_2)
        await answered(at)
        await until(lambda: tables(at) == ["Par façon de venir"])
        assert "Du 1er octobre 2026 au 31 octobre 2026" in at.said(at.window.page)
        assert "non donné" not in at.said(at.window.page), "nothing is withheld"
        at.press(Qt.Key.Key_3)
        await answered(at)
        nothing = "Du 1er janvier 2026 au 23 novembre 2026, aucune demande n’est enregistrée."
        assert nothing in at.said(at.window.page)
        assert not tables(at)

    play(scenario)


def test_what_is_too_small_is_said_to_be_so(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told[MONTH] = TOO_FEW
        await opened(at)
        assert "les nombres sont trop petits pour être donnés." in at.said(at.window.page)
        assert not tables(at)

    play(scenario)


@pytest.mark.parametrize(
    "code",
    [
        FailureCode.SERVICE_UNREACHABLE,
        FailureCode.SERVICE_BUSY,
        FailureCode.SERVICE_ANSWER_UNREADABLE,
        FailureCode.REQUEST_NOT_FOUND,
    ],
)
def test_what_failed_is_said_and_enter_asks_again(play: Play, code: FailureCode) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told[MONTH] = FILLED
        at.service.fails("statistics", code)
        await opened(at)
        assert CATALOGUE[code].happened in at.said(at.window.page)
        assert CATALOGUE[code].remedy in at.said(at.window.page)
        assert "Réessayer" in at.said(at.window.page)
        at.enter()
        await answered(at)
        await until(lambda: len(tables(at)) == 4)
        assert CATALOGUE[code].happened not in at.said(at.window.page)
        assert "Réessayer" not in at.said(at.window.page)

    play(scenario)


def test_a_failure_takes_the_counts_of_before_away(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told[MONTH] = FILLED
        await opened(at)
        at.service.fails("statistics", FailureCode.SERVICE_UNREACHABLE)
        at.press(Qt.Key.Key_F7)
        await answered(at)
        assert not tables(at)

    play(scenario)


def test_an_answer_to_an_older_question_is_not_shown(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told |= {MONTH: FILLED, LAST_MONTH: SMALL}
        asked: list[date] = []
        first, answer = asyncio.Event(), at.service.statistics

        async def first_is_slow(since: date, until: date) -> Any:
            asked.append(since)
            if len(asked) == 1:
                await first.wait()
            return await answer(since, until)

        at.service.statistics = first_is_slow  # type: ignore[method-assign]
        at.press(Qt.Key.Key_F7)
        await until(lambda: len(asked) == 1)
        at.press(Qt.Key.Key_2)
        await until(lambda: tables(at) == ["Par façon de venir"])
        first.set()
        await at.settled()
        assert tables(at) == ["Par façon de venir"]
        assert "octobre" in at.said(at.window.page)

    play(scenario)


def test_a_card_comes_before_the_counts(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await opened(at)
        at.insert()
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_F7)
        await at.settled()
        assert at.procedure.step is StepId.PERSON, "a case is not left for counts"
        assert not isinstance(at.window.page, StatisticsPage)
        at.press(Qt.Key.Key_Escape)
        await at.shows(None)
        assert not isinstance(at.window.page, StatisticsPage)

    play(scenario)


def test_the_page_keys_scroll_and_nothing_is_cut(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.told[MONTH] = replace(FILLED, by_organisation=FILLED.by_organisation * 9)
        page = await opened(at)
        await until(lambda: len(tables(at)) == 4)
        at.window.grab()  # laid out
        bar = page.frame.body_scroll.verticalScrollBar()
        assert bar.maximum() > 0
        at.press(Qt.Key.Key_PageDown)
        assert bar.value() > 0
        at.press(Qt.Key.Key_End)
        assert bar.value() == bar.maximum()
        at.press(Qt.Key.Key_Home)
        assert bar.value() == 0
        for label in page.findChildren(Label):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), plain(label.text())

    play(scenario)
