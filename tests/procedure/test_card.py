"""The card is the session: out, the case is locked; back, nothing is lost; another wipes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from counter_app.domain.failures import FailureCode
from counter_app.domain.situation import SituationId
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import Case, PersonChoices, StepId, TypedNumbers
from tests.procedure.counter import PEOPLE, UNKNOWN, Counter, card_of, case_of

ON_THE_WAY = [
    StepId.PERSON,
    StepId.CODE,
    StepId.DECISION,
    StepId.TERMS,
    StepId.CONTACTS,
    StepId.LOGIN_NAME,
    StepId.PASSWORD,
    StepId.CONFIRMATION,
]


async def pull_while(counter: Counter, gesture: Callable[[], Any]) -> None:
    """Make the gesture; pull the card while the service has not answered; let it answer."""
    counter.service.identified.clear()
    counter.service.hold = asyncio.Event()
    task = asyncio.create_task(gesture())
    while not (counter.service.in_flight or counter.service.identified):
        await asyncio.sleep(0)
    counter.procedure.card_removed()
    assert counter.procedure.locked
    counter.service.hold.set()
    await task
    counter.service.hold = None


@pytest.mark.parametrize("step", ON_THE_WAY)
def test_without_its_card_the_case_is_locked_and_nothing_is_lost(step: StepId) -> None:
    counter = Counter()
    procedure = counter.procedure

    async def pull_and_put_back() -> None:
        await counter.begin(step)
        before = procedure.case
        procedure.card_removed()
        assert procedure.locked
        assert not procedure.can_go_on
        procedure.change(code="")
        procedure.back()
        procedure.hand_back()
        procedure.start_typed()
        await procedure.go_on()
        await procedure.ask_outcome()
        assert procedure.case is before
        assert procedure.step is step
        assert counter.insert()
        assert not procedure.locked
        assert procedure.case is before
        assert procedure.step is step
        assert procedure.failure is None
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(pull_and_put_back())
    assert len(counter.service.sent) == 1


@pytest.mark.parametrize("step", ON_THE_WAY)
def test_another_card_wipes_the_locked_case_and_says_so(step: StepId) -> None:
    counter = Counter()

    async def swap() -> None:
        await counter.begin(step)
        counter.procedure.card_removed()
        assert counter.insert("firmin")

    asyncio.run(swap())
    procedure = counter.procedure
    assert not procedure.locked
    assert procedure.step is StepId.PERSON
    assert procedure.failure is not None
    assert procedure.failure.code is FailureCode.CARD_SWAPPED
    assert case_of(counter).family_name == PEOPLE["firmin"]["family_name"]
    assert case_of(counter) == replace(
        Case(Channel.CARD, situation=SituationId.ADULT),
        card=card_of("firmin"),
        beneficiary=0,
        nir=PEOPLE["firmin"]["nir"],
        card_serial=PEOPLE["firmin"]["card_serial"],
        birth_date=PEOPLE["firmin"]["birth_date"],
        family_name=PEOPLE["firmin"]["family_name"],
        given_name=PEOPLE["firmin"]["given_name"],
    )
    procedure.back()
    assert procedure.case is None


def test_a_card_in_another_slot_does_not_touch_the_open_case() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.TERMS))
    before = counter.procedure.case
    assert not counter.insert("firmin")
    assert counter.procedure.case is before
    assert counter.procedure.failure is None


def test_a_locked_case_can_be_ended_without_its_card() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.TERMS))
    counter.procedure.card_removed()
    counter.procedure.finish()
    assert counter.procedure.case is None
    assert not counter.procedure.locked


def test_the_card_pulled_while_identifying() -> None:
    counter = Counter()

    async def identify() -> None:
        await counter.begin(StepId.CODE)
        await pull_while(counter, counter.procedure.go_on)
        assert counter.procedure.locked
        counter.insert()
        assert counter.procedure.step is StepId.DECISION

    asyncio.run(identify())


def test_the_card_pulled_while_the_act_is_under_way_still_gives_its_paper() -> None:
    counter = Counter()

    async def submit() -> None:
        await counter.begin(StepId.PASSWORD)
        await pull_while(counter, counter.procedure.go_on)
        assert counter.procedure.locked
        assert case_of(counter).acknowledgement is not None
        assert case_of(counter).choices == PersonChoices()
        counter.insert()
        assert counter.procedure.step is StepId.CONFIRMATION

    asyncio.run(submit())
    assert counter.pending.unsettled == []
    assert len(counter.service.sent) == 1


def test_the_card_pulled_before_an_unknown_outcome_asks_after_it_is_back() -> None:
    counter = Counter()
    counter.service.fails("submit", UNKNOWN)

    async def submit() -> None:
        await counter.begin(StepId.PASSWORD)
        await pull_while(counter, counter.procedure.go_on)
        await counter.procedure.go_on()
        assert counter.service.asked == []
        counter.insert()
        assert counter.procedure.outcome_unknown
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.CONFIRMATION

    asyncio.run(submit())
    assert len(counter.service.sent) == 1


@pytest.mark.parametrize("step", [StepId.CODE, StepId.PASSWORD])
def test_the_answer_for_a_wiped_case_never_reaches_the_next_one(step: StepId) -> None:
    counter = Counter()

    async def swap_under_way() -> None:
        await counter.begin(step)
        counter.service.identified.clear()
        counter.service.hold = asyncio.Event()
        task = asyncio.create_task(counter.procedure.go_on())
        while not (counter.service.in_flight or counter.service.identified):
            await asyncio.sleep(0)
        counter.procedure.card_removed()
        counter.insert("firmin")
        next_case = counter.procedure.case
        counter.procedure.card_removed()
        counter.insert("odette")  # the first person again: still another visit
        assert counter.procedure.case is not next_case
        counter.service.hold.set()
        await task

    asyncio.run(swap_under_way())
    assert counter.procedure.step is StepId.PERSON
    assert not counter.procedure.busy
    case = case_of(counter)
    assert case.identification is None
    assert case.acknowledgement is None
    # the act is registered, its paper still owed: it stays written down
    assert counter.pending.unsettled == [sent.key for sent in counter.service.sent]


def test_a_case_swapped_while_its_act_is_written_down_sends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counter = Counter()
    loop = asyncio.new_event_loop()
    record = counter.pending.record

    def record_slowly(*words: Any) -> None:
        """Runs in its thread; the swap happens in the loop meanwhile."""

        async def swap() -> None:
            counter.procedure.card_removed()
            counter.insert("firmin")

        asyncio.run_coroutine_threadsafe(swap(), loop).result(10)
        record(*words)

    monkeypatch.setattr(counter.pending, "record", record_slowly)

    async def submit() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()

    try:
        loop.run_until_complete(submit())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
    assert counter.service.sent == []
    assert counter.pending.unsettled == []
    assert case_of(counter).family_name == PEOPLE["firmin"]["family_name"]


@pytest.mark.parametrize("paper", ["printed", "saved"])
def test_once_there_is_a_paper_the_card_ends_the_case(paper: str) -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.CONFIRMATION))
    getattr(counter.procedure, paper)()
    assert case_of(counter).has_paper
    counter.procedure.card_removed()
    assert counter.procedure.case is None
    assert not counter.procedure.locked


def test_a_paper_that_comes_out_after_the_card_ends_the_case() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.CONFIRMATION))
    counter.procedure.card_removed()
    assert counter.procedure.locked
    counter.procedure.printed()
    assert counter.procedure.case is None
    assert not counter.procedure.locked


def test_a_serial_that_is_not_certain_is_typed() -> None:
    counter = Counter()
    counter.procedure.card_read(card_of("odette", certain=False))
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT)
    assert case_of(counter).card_serial == ""
    assert not counter.procedure.can_go_on
    counter.procedure.change(card_serial=PEOPLE["odette"]["card_serial"])
    assert counter.procedure.can_go_on


# Without a card ---------------------------------------------------------------------------------


def test_a_card_takes_the_place_of_an_empty_typed_case_only() -> None:
    counter = Counter()
    counter.procedure.start_typed()
    assert counter.insert()
    assert case_of(counter).channel is Channel.CARD
    counter.procedure.finish()
    counter.procedure.start_typed()
    counter.procedure.change(typed=TypedNumbers(nir="2 48"))
    assert not counter.insert()
    assert case_of(counter).channel is Channel.TYPED
    counter.procedure.card_removed()
    assert not counter.procedure.locked


def test_an_open_case_is_not_thrown_away_by_a_key() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.CODE))
    before = counter.procedure.case
    counter.procedure.start_typed(Channel.PHONE)
    assert counter.procedure.case is before
    counter.procedure.finish()
    counter.procedure.start_typed()
    counter.procedure.start_typed(Channel.PHONE)
    assert case_of(counter).channel is Channel.PHONE
