"""The card is out: nothing personal is to be seen. Another card: nothing personal is left."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.cardreader.events import CardInserted, CardWasRead
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.gateway.port import Channel
from counter_app.procedure.case import StepId
from counter_app.ui.widgets.code_field import CodeField
from tests.procedure.counter import card_of
from tests.ui.counter_on_screen import LOGIN_NAME, PASSWORD, CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain, secrets_of, seen

# Each page of a visit with a card, and the act that leads there.
PAGES = [
    (StepId.PERSON, Action.ACTIVATE),
    (StepId.CODE, Action.ACTIVATE),
    (StepId.DECISION, Action.ACTIVATE),
    (StepId.CONSEQUENCES, Action.OPPOSE),
    (StepId.TERMS, Action.ACTIVATE),
    (StepId.CONTACTS, Action.ACTIVATE),
    (StepId.LOGIN_NAME, Action.ACTIVATE),
    (StepId.PASSWORD, Action.ACTIVATE),
    (StepId.CONFIRMATION, Action.OPPOSE),
]


async def locked(at: CounterOnScreen) -> None:
    at.remove()
    await until(lambda: at.procedure.locked and at.window.up_to_date)
    at.no_other_window()


def type_something(at: CounterOnScreen) -> None:
    """What the page shown can be left with in the middle of."""
    match at.procedure.step:
        case StepId.CODE:
            at.type(at.person["enrolment_code"])
        case StepId.LOGIN_NAME:
            at.type(LOGIN_NAME)
        case StepId.PASSWORD:
            at.type_password(PASSWORD)


@pytest.mark.parametrize(("step", "action"), PAGES)
def test_each_page_without_its_card(play: Play, step: StepId, action: Action) -> None:
    """Nothing is to be seen; the same card brings all back; another leaves nothing."""

    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step, action)
        type_something(at)
        await at.settled()
        case, page, words = at.procedure.case, at.window.page, at.written()

        await locked(at)
        _shows_nothing_personal(at)
        assert at.focus is at.window, "the card is the next gesture"
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_1):
            at.press(key)
        at.type("aoc")
        assert at.procedure.locked
        assert at.procedure.step is step

        at.insert()
        await at.shows(step)
        assert at.procedure.case == case
        assert at.window.page is page
        assert at.written() == words
        assert page.isAncestorOf(at.focus)

        await locked(at)
        at.insert("firmin")
        await at.shows(StepId.PERSON)
        _holds_nothing_of(at, "odette")
        assert CATALOGUE[FailureCode.CARD_SWAPPED].happened in at.written()
        assert "Firmin" in at.written()
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.CODE)
        field = at.page.findChild(CodeField)
        assert field is not None
        assert field.text() == ""

    play(scenario, print_at_once=False)  # a page that came out ends the case with its card


def _shows_nothing_personal(at: CounterOnScreen) -> None:
    texts = list(seen(at.window))
    for what, secret in {
        **secrets_of(at.name),
        "birth date": "1948",
        "e-mail": "@exemple",
        "receipt": "CF-2026",
        "login name": LOGIN_NAME,
        "password": PASSWORD,
    }.items():
        assert not finds(texts, secret), what
    assert "Remettez la carte pour continuer" in at.written()


def test_ending_the_case_leaves_nothing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.window.prepare_pages()
        await at.go_to(StepId.PASSWORD)
        type_something(at)
        await locked(at)
        at.press(Qt.Key.Key_F8)
        await at.shows(None)
        assert at.procedure.case is None
        _holds_nothing_of(at, "odette")

    play(scenario)


@pytest.mark.parametrize("action", [Action.CLOSE, Action.ACTIVATE])
def test_the_end_of_a_visit_leaves_nothing(play: Play, action: Action) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONFIRMATION, action, delete=True)
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        at.enter()
        await at.shows(None)
        _holds_nothing_of(at, "odette")
        at.remove()
        await at.settled()
        _holds_nothing_of(at, "odette")

    play(scenario, status=ProfileStatus.OPEN_UNCLAIMED)


def test_the_end_of_a_typed_case_leaves_nothing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.procedure.start_typed(Channel.TYPED)
        await at.shows(StepId.NUMBERS)
        at.type_numbers()
        at.enter()
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.NUMBERS)
        at.press(Qt.Key.Key_Escape)
        await at.shows(None)
        _holds_nothing_of(at, "odette")

    play(scenario)


def test_the_card_taken_while_the_act_is_on_its_way(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
        at.service.hold = asyncio.Event()
        at.enter()
        await until(lambda: at.service.in_flight == 1)
        await locked(at)
        assert "La demande suit son cours." in at.written()
        at.press(Qt.Key.Key_F8)
        assert at.procedure.case is not None, "held until the answer is there"
        at.service.hold.set()
        await at.settled()
        assert "La confirmation n’est pas encore imprimée" in at.written()
        at.insert()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


def test_the_card_taken_with_an_unknown_outcome(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
        at.service.fails("submit", FailureCode.OPERATION_OUTCOME_UNKNOWN)
        at.enter()
        await at.settled()
        assert CATALOGUE[FailureCode.OPERATION_OUTCOME_UNKNOWN].happened in at.written()
        assert plain(at.page.forward_button.text()) == "Demander la réponse"
        await locked(at)
        assert "rien n’est envoyé deux fois" in at.written()
        at.insert()
        await at.shows(StepId.CONSEQUENCES)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert len(at.service.operations) == 1

    play(scenario)


def test_another_card_in_another_reader_changes_nothing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        at.type("Hq7R")
        at.tell(CardInserted("Deuxième lecteur"))
        at.tell(CardWasRead("Deuxième lecteur", card_of("firmin")))
        await at.shows(StepId.CODE)
        assert "Odette" in at.written()
        assert not finds(held(at.window), "ACHOUR")

    play(scenario)


def _holds_nothing_of(at: CounterOnScreen, name: str) -> None:
    """Neither the window's widgets, hidden ones too, nor any other window of the process."""
    texts = [text for window in QApplication.topLevelWidgets() for text in held(window)]
    texts += held(at.window)
    for what, secret in {
        **secrets_of(name),
        "birth date": "17 avril 1948",
        "login name": LOGIN_NAME,
        "password": PASSWORD,
    }.items():
        assert not finds(texts, secret), what
