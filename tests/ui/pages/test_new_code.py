"""A new code with the keyboard alone: where it goes, the delay, what comes after."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.gateway.port import Channel, CodeChannel
from counter_app.procedure.case import StepId
from counter_app.ui.pages.code_wait import CodeWait
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.choice_row import OptionRow
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.labels import Label
from tests.procedure.counter import MASKED_EMAIL, MASKED_MOBILE, TWINS
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain

OLD, ARRIVED = "Hq7RtW2mKd9x", "Zk7RtW2mKd9y"


async def ask(at: CounterOnScreen) -> None:
    """From the first screen to where a new code can go."""
    await at.go_to(StepId.CODE)
    at.press(Qt.Key.Key_F5)
    await at.shows(StepId.NEW_CODE)


async def send(at: CounterOnScreen, figure: Qt.Key, step: StepId) -> None:
    """Choose by the figure, send with Enter."""
    at.press(figure)
    at.enter()
    await at.shows(step)


def the_field(at: CounterOnScreen) -> CodeField:
    field = at.page.findChild(CodeField)
    assert field is not None
    return field


def the_button(at: CounterOnScreen) -> ActionButton:
    return next(
        button
        for button in at.page.findChildren(ActionButton)
        if plain(button.text()) == "Demander un nouveau code"
    )


def test_the_whole_way_with_the_keyboard(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        assert isinstance(at.focus, OptionRow)
        for words in (
            "Où envoyer le nouveau code ?",
            f"À {MASKED_EMAIL}, en quelques minutes.",
            f"Au {MASKED_MOBILE}, en quelques minutes.",
            "À l’adresse que la caisse connaît, en quelques jours.",
            "Le nouveau code remplace les précédents",
        ):
            assert words in at.said(at.page)
        assert "Pour qui ?" not in at.said(at.page), "there is one person only"
        assert at.page.frame.hint() == "Choisissez par où l’envoyer."
        at.press(Qt.Key.Key_Down)
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.NEW_CODE
        assert "Envoyer par SMS" in at.said(at.page), "Enter chose where the arrow stood"
        at.press(Qt.Key.Key_1)
        at.press(Qt.Key.Key_2)
        await at.settled()
        assert "Envoyer par SMS" in at.said(at.page)
        assert not at.service.codes_sent, "a figure alone ends no older code"
        at.enter()
        await at.shows(StepId.CODE)
        assert f"Un nouveau code part par SMS au {MASKED_MOBILE}." in at.written()
        assert "Il sert jusqu’au 4 janvier 2027." in at.written()
        assert "Où le trouver" not in at.written(), "it is in no letter"
        assert at.focus is the_field(at).line
        at.type(ARRIVED)
        at.enter()
        await at.shows(StepId.DECISION)

    play(scenario)


def test_the_code_that_was_typed_goes_with_the_new_one_and_no_sooner(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(OLD)
        at.press(Qt.Key.Key_F5)
        await at.shows(StepId.NEW_CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.CODE)
        assert the_field(at).text() == OLD, "nothing is lost by looking"
        at.press(Qt.Key.Key_F5)
        await at.shows(StepId.NEW_CODE)
        await send(at, Qt.Key.Key_1, StepId.CODE)
        assert the_field(at).text() == ""
        assert not finds(held(at.window), OLD)

    play(scenario)


def test_a_letter_ends_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        await send(at, Qt.Key.Key_3, StepId.CODE_BY_POST)
        assert "La personne revient avec sa lettre" in at.written()
        assert "Il sert pendant six semaines après l’envoi de la lettre." in at.written()
        assert at.focus is at.page.forward_button
        at.enter()
        await at.shows(None)
        assert at.procedure.case is None

    play(scenario)


def test_a_letter_and_the_card_out_leave_nothing_locked(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        await send(at, Qt.Key.Key_3, StepId.CODE_BY_POST)
        at.remove()
        await at.shows(None)
        assert not at.procedure.locked
        assert "Odette" not in at.said()

    play(scenario)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"fictive": True}, True),
        ({"fictive": True, "service_url": "https://service.example"}, False),
        ({"fictive": False, "service_url": "https://service.example"}, False),
    ],
)
def test_a_training_post_says_that_nothing_leaves(
    play: Play, settings: dict[str, Any], told: bool
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        await send(at, Qt.Key.Key_1, StepId.CODE)
        assert ("aucun message ne part vraiment" in at.written()) == told

    play(scenario, **settings)


def test_by_telephone_the_person_calls_again(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.press(Qt.Key.Key_F3)
        await at.shows(StepId.NUMBERS)
        await at.go_to(StepId.CODE)
        assert at.procedure.case is not None
        assert at.procedure.case.channel is Channel.PHONE
        at.press(Qt.Key.Key_F5)
        await at.shows(StepId.NEW_CODE)
        await send(at, Qt.Key.Key_3, StepId.CODE_BY_POST)
        assert "la personne rappelle." in at.written()

    play(scenario)


def test_of_twins_one_is_chosen_by_her_given_name(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.offer = replace(at.service.offer, people=TWINS, email=None)
        await ask(at)
        assert plain(at.focus.accessibleName()) == "Maé"
        assert "La caisse ne connaît pas d’e-mail." in at.written()
        at.press(Qt.Key.Key_Down)
        at.press(Qt.Key.Key_Space)
        await at.settled()
        await send(at, Qt.Key.Key_1, StepId.CODE)
        assert at.service.codes_sent == [(1, CodeChannel.SMS)]
        assert "Un nouveau code pour Noa part par SMS" in at.written()

    play(scenario)


def test_the_delay_is_counted_down_and_the_button_says_why_it_is_held(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        await send(at, Qt.Key.Key_1, StepId.CODE)
        button = the_button(at)
        assert not button.ready
        assert "attendre 30 secondes" in plain(button.accessibleDescription())
        assert "Encore 30 secondes avant un autre code." in at.written()
        at.press(Qt.Key.Key_F5)
        await at.settled()
        assert at.procedure.step is StepId.CODE
        at.type(ARRIVED[:3])
        clock = at.page.findChild(CodeWait)
        assert clock is not None
        assert clock.isActive()
        at.desk.elapsed += 29.5
        clock.timeout.emit()
        assert "Encore 1 seconde avant un autre code." in at.written()
        assert the_field(at).text() == ARRIVED[:3], "typing is not disturbed"
        at.desk.elapsed += 1
        clock.timeout.emit()
        assert "avant un autre code" not in at.written()
        assert button.ready
        assert not clock.isActive()
        at.press(Qt.Key.Key_F5)
        await at.shows(StepId.NEW_CODE)

    play(scenario)


def test_the_delay_goes_by_itself(play: Play) -> None:
    """The page's own clock ends it: nobody presses anything, and the service is not asked."""

    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        await send(at, Qt.Key.Key_1, StepId.CODE)
        at.desk.elapsed += 31
        await until(lambda: the_button(at).ready)
        assert len(at.service.offers_asked) == 1

    play(scenario)


@pytest.mark.parametrize("code", [FailureCode.CODE_TOO_SOON, FailureCode.CODE_PERHAPS_SENT])
def test_a_code_that_did_not_leave_for_sure_waits_on_its_page(
    play: Play, code: FailureCode
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        at.service.fails("send_code", code)
        at.press(Qt.Key.Key_2)
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.NEW_CODE
        assert CATALOGUE[code].happened in at.written()
        assert at.page.frame.hint() == "Encore 30 secondes avant un autre code."
        at.enter()
        await at.settled()
        assert len(at.service.codes_sent) == 1, "held: nothing is asked before its time"
        at.desk.elapsed += 30
        await until(lambda: at.page.forward_button.ready)
        at.enter()
        await at.shows(StepId.CODE)

    play(scenario)


REFUSALS = [
    FailureCode.CONTACT_UNKNOWN,
    FailureCode.IDENTITY_NOT_RECOGNISED,
    FailureCode.IDENTITY_DECEASED,
    FailureCode.IDENTITY_TOO_MANY_ATTEMPTS,
    FailureCode.SERVICE_UNREACHABLE,
    FailureCode.REQUEST_NOT_FOUND,
]


def test_what_keeps_a_code_from_being_sent_is_said_and_the_field_keeps_its_text(
    play: Play,
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type(OLD[:7])
        for code in REFUSALS:
            at.service.fails("request_code", code)
            at.press(Qt.Key.Key_F5)
            await at.settled()
            assert at.procedure.step is StepId.CODE, code
            assert CATALOGUE[code].happened in at.written(), code
            assert CATALOGUE[code].remedy in at.written(), code
            assert the_field(at).text() == OLD[:7]
            assert at.focus is the_field(at).line
        at.type(OLD[7:])
        at.enter()
        await at.shows(StepId.DECISION)

    play(scenario)


def test_while_the_service_is_asked_the_page_says_so_and_asks_once(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.service.hold = asyncio.Event()
        at.press(Qt.Key.Key_F5)
        at.press(Qt.Key.Key_F5)
        await until(lambda: at.procedure.busy and at.window.up_to_date)
        assert "Un instant…" in at.said(at.page)
        assert not the_button(at).ready
        at.service.hold.set()
        await at.shows(StepId.NEW_CODE)
        assert len(at.service.offers_asked) == 1

    play(scenario)


def test_screen_readers_hear_where_each_way_leads(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await ask(at)
        rows = at.page.findChildren(OptionRow)
        told = {
            plain(row.accessibleName()): plain(row.accessibleDescription())
            for row in rows
            if row.isVisible()
        }
        assert told["Par SMS"] == f"Au {MASKED_MOBILE}, en quelques minutes. Touche 2."
        assert list(told) == ["Par e-mail", "Par SMS", "Par lettre"]

    play(scenario)


@pytest.mark.parametrize("figure", [Qt.Key.Key_1, Qt.Key.Key_3])
def test_no_word_is_cut(play: Play, figure: Qt.Key) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.offer = replace(at.service.offer, people=TWINS)
        await ask(at)
        at.procedure.change_new_code(rank=0)
        await at.settled()
        check_nothing_is_cut(at)
        by_post = figure is Qt.Key.Key_3
        await send(at, figure, StepId.CODE_BY_POST if by_post else StepId.CODE)
        check_nothing_is_cut(at)

    play(scenario)


def check_nothing_is_cut(at: CounterOnScreen) -> None:
    at.window.grab()  # laid out
    for label in at.window.page.findChildren(Label):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), plain(label.text())
