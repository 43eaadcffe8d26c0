"""A new code: asked off the main way, sent to a known contact, waited for; nothing else is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from counter_app.domain.enrolment_code import SECONDS_BETWEEN_REQUESTS
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.gateway.codes import CodeHolder, CodeOffer, CodeRequest
from counter_app.gateway.port import CodeChannel
from counter_app.procedure.case import Case, NewCode, StepId
from counter_app.procedure.steps import AsideName
from counter_app.procedure.words import words_for
from tests.procedure.counter import (
    LOGIN_NAME,
    MASKED_EMAIL,
    MASKED_MOBILE,
    PEOPLE,
    PLACES,
    TWINS,
    Counter,
    case_of,
    send_code,
    to_new_code,
)

C = FailureCode
ARRIVED = "Zk7RtW2mKd9y"


@pytest.mark.parametrize("channel", [CodeChannel.EMAIL, CodeChannel.SMS])
def test_a_code_that_comes_by_message_is_typed_and_the_case_goes_on(channel: CodeChannel) -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        await send_code(counter, channel)
        assert counter.procedure.step is StepId.CODE
        assert case_of(counter).code == "", "the old one serves no more"
        assert case_of(counter).new_code.sent is not None
        counter.procedure.change(code=ARRIVED)
        await counter.procedure.go_on()
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(visit())
    odette = PEOPLE["odette"]
    assert counter.service.offers_asked == [
        CodeRequest(odette["nir"], odette["card_serial"], odette["birth_date"], PLACES["agent"])
    ]
    assert counter.service.codes_sent == [(0, channel)]
    assert [request.enrolment_code for request in counter.service.identified] == [ARRIVED]
    assert [request.agent for request in counter.service.identified] == [PLACES["agent"]]


def test_a_code_that_comes_by_letter_ends_the_case() -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        await send_code(counter, CodeChannel.LETTER)
        assert counter.procedure.step is StepId.CODE_BY_POST
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.CODE_BY_POST, "there is no page after it"
        counter.procedure.card_removed()

    asyncio.run(visit())
    assert counter.procedure.case is None
    assert not counter.procedure.locked, "nothing was left to do"


def test_back_from_the_letter_another_way_can_be_chosen() -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        await send_code(counter, CodeChannel.LETTER)
        counter.procedure.back()
        assert counter.procedure.step is StepId.NEW_CODE
        counter.elapsed += SECONDS_BETWEEN_REQUESTS
        await send_code(counter, CodeChannel.SMS)
        assert counter.procedure.step is StepId.CODE
        counter.procedure.back()

    asyncio.run(visit())
    assert counter.procedure.step is StepId.PERSON, "a page shown twice is behind none"


def test_the_card_out_while_a_message_is_on_its_way_only_locks() -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        await send_code(counter, CodeChannel.SMS)
        counter.procedure.card_removed()
        assert counter.procedure.locked
        counter.insert()
        assert case_of(counter).new_code.sent is not None

    asyncio.run(visit())


# Who, and by which way --------------------------------------------------------------------------


def test_of_twins_the_one_whom_the_card_names_is_proposed() -> None:
    counter = Counter()
    counter.service.offer = replace(
        counter.service.offer, people=(CodeHolder(3, "Maé"), CodeHolder(8, "ODÉTTE"))
    )
    asyncio.run(to_new_code(counter))
    assert case_of(counter).new_code.rank == 8


def test_of_twins_whom_nothing_tells_apart_nobody_is_proposed() -> None:
    counter = Counter()
    counter.service.offer = replace(counter.service.offer, people=TWINS)

    async def visit() -> None:
        await to_new_code(counter)
        assert case_of(counter).new_code.rank is None
        counter.procedure.change_new_code(channel=CodeChannel.SMS)
        assert not counter.procedure.can_go_on
        counter.procedure.change_new_code(rank=1)
        await counter.procedure.go_on()

    asyncio.run(visit())
    assert counter.service.codes_sent == [(1, CodeChannel.SMS)]


def test_a_single_person_is_meant_whatever_her_name_is_here() -> None:
    counter = Counter()
    counter.service.offer = replace(counter.service.offer, people=(CodeHolder(4, "Autre"),))
    asyncio.run(to_new_code(counter))
    assert case_of(counter).new_code.rank == 4


@pytest.mark.parametrize(
    ("offer", "channels", "chosen"),
    [
        ((MASKED_EMAIL, MASKED_MOBILE, True), ["email", "sms", "letter"], None),
        ((None, MASKED_MOBILE, False), ["sms"], CodeChannel.SMS),
        ((None, None, True), ["letter"], CodeChannel.LETTER),
    ],
)
def test_the_only_way_is_chosen_and_several_are_the_person_s_to_choose(
    offer: tuple[str | None, str | None, bool], channels: list[str], chosen: CodeChannel | None
) -> None:
    counter = Counter()
    counter.service.offer = CodeOffer(counter.service.offer.people, *offer)
    asyncio.run(to_new_code(counter))
    assert [channel.value for channel in counter.service.offer.channels] == channels
    assert case_of(counter).new_code.channel is chosen


def test_a_way_that_is_no_longer_there_is_not_chosen() -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        counter.procedure.change_new_code(channel=CodeChannel.SMS)
        counter.procedure.back()
        counter.service.offer = replace(counter.service.offer, mobile=None)
        await counter.procedure.turn_aside(AsideName.NEW_CODE)

    asyncio.run(visit())
    assert case_of(counter).new_code.channel is None


# What goes wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        C.CONTACT_UNKNOWN,
        C.IDENTITY_NOT_RECOGNISED,
        C.IDENTITY_DECEASED,
        C.IDENTITY_TOO_MANY_ATTEMPTS,
        C.SERVICE_UNREACHABLE,
        C.REQUEST_NOT_FOUND,
    ],
)
def test_an_offer_that_fails_is_told_where_the_code_is_typed(code: FailureCode) -> None:
    counter = Counter()
    counter.service.fails("request_code", code)

    async def visit() -> None:
        await counter.begin(StepId.CODE)
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        assert counter.procedure.step is StepId.CODE
        assert counter.procedure.failure is CATALOGUE[code]
        assert case_of(counter).code == PEOPLE["odette"]["enrolment_code"]
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.DECISION

    asyncio.run(visit())


@pytest.mark.parametrize("code", [C.CODE_EXPIRED, C.CODE_ALREADY_USED, C.CODE_BLOCKED])
def test_a_code_that_serves_no_more_is_replaced_and_every_choice_is_kept(
    code: FailureCode,
) -> None:
    counter = Counter()
    counter.service.fails("submit", code)

    async def visit() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.CODE
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        await send_code(counter, CodeChannel.EMAIL)
        counter.procedure.change(code=ARRIVED)
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.DECISION
        assert case_of(counter).choices.login_name == LOGIN_NAME
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(visit())
    assert len(counter.service.registered) == 1


def test_the_card_swapped_meanwhile_the_answer_reaches_nobody() -> None:
    counter = Counter()

    async def swap(gesture: str, *names: str) -> None:
        counter.service.hold = asyncio.Event()
        task = asyncio.create_task(getattr(counter.procedure, gesture)(*names))
        await asyncio.sleep(0)
        counter.procedure.card_removed()
        counter.insert("firmin")
        counter.service.hold.set()
        await task
        counter.service.hold = None

    async def visit() -> None:
        await counter.begin(StepId.CODE)
        await swap("turn_aside", AsideName.NEW_CODE)
        assert case_of(counter).new_code == NewCode()
        counter.procedure.finish()
        await to_new_code(counter)
        counter.fill()
        await swap("go_on")
        assert case_of(counter).new_code == NewCode()
        assert counter.procedure.code_wait == 0
        assert counter.procedure.step is StepId.PERSON

    asyncio.run(visit())


def test_two_presses_at_once_send_one_code() -> None:
    counter = Counter()

    async def visit() -> None:
        await counter.begin(StepId.CODE)
        await asyncio.gather(
            counter.procedure.turn_aside(AsideName.NEW_CODE),
            counter.procedure.turn_aside(AsideName.NEW_CODE),
        )
        counter.fill()
        await asyncio.gather(counter.procedure.go_on(), counter.procedure.go_on())

    asyncio.run(visit())
    assert len(counter.service.offers_asked) == 1
    assert len(counter.service.codes_sent) == 1


def test_there_is_no_way_aside_from_the_other_pages() -> None:
    counter = Counter()

    async def visit() -> None:
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        await counter.begin(StepId.PERSON)
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        assert counter.procedure.step is StepId.PERSON
        await counter.lead_to(StepId.CODE)
        counter.procedure.card_removed()
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        assert counter.procedure.step is StepId.CODE

    asyncio.run(visit())
    assert counter.service.offers_asked == []


# What is said -----------------------------------------------------------------------------------


def test_the_page_of_the_code_speaks_of_the_message_once_it_has_left() -> None:
    counter = Counter()

    async def visit() -> tuple[str, ...]:
        await to_new_code(counter)
        await send_code(counter, CodeChannel.EMAIL)
        return words_for(StepId.CODE, counter.procedure.case, locked=False).say

    said = asyncio.run(visit())
    assert "Un e-mail vient de partir" in said[0]
    letter: Case = case_of(counter)
    assert letter.new_code.sent is not None
    posted = replace(letter.new_code.sent, channel=CodeChannel.LETTER)
    case = replace(letter, new_code=replace(letter.new_code, sent=posted))
    assert words_for(StepId.CODE, case, locked=False).say != said
