"""Between two new codes there is a delay, whatever the clocks of the post and the service say."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from counter_app.domain.enrolment_code import SECONDS_BETWEEN_REQUESTS
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.gateway.port import CodeChannel
from counter_app.procedure.case import NewCode, StepId
from counter_app.procedure.steps import AsideName
from tests.procedure.counter import (
    NOW,
    PEOPLE,
    Counter,
    case_of,
    failure_of,
    send_code,
    to_new_code,
)

C = FailureCode


def test_another_code_has_to_wait() -> None:
    counter = Counter()
    procedure = counter.procedure

    async def visit() -> None:
        await to_new_code(counter)
        assert procedure.code_wait == 0
        await send_code(counter, CodeChannel.SMS)
        assert procedure.code_wait == SECONDS_BETWEEN_REQUESTS
        await procedure.turn_aside(AsideName.NEW_CODE)
        assert procedure.step is StepId.CODE
        counter.elapsed += SECONDS_BETWEEN_REQUESTS - 0.5
        assert procedure.code_wait == 1
        await procedure.turn_aside(AsideName.NEW_CODE)
        assert procedure.step is StepId.CODE
        counter.elapsed += 0.5
        assert procedure.code_wait == 0
        await procedure.turn_aside(AsideName.NEW_CODE)
        assert procedure.step is StepId.NEW_CODE
        assert case_of(counter).new_code.channel is CodeChannel.SMS, "as it was chosen before"

    asyncio.run(visit())
    assert len(counter.service.offers_asked) == 2


@pytest.mark.parametrize("code", [C.CODE_TOO_SOON, C.CODE_PERHAPS_SENT])
@pytest.mark.parametrize(("fact", "wait"), [(12, 12), (None, 30), (7200, 30), (0, 30)])
def test_a_refusal_says_how_long(code: FailureCode, fact: int | None, wait: int) -> None:
    counter = Counter()
    facts = {} if fact is None else {"retry_after": fact}
    counter.service.fail["send_code"] = [CounterError(code, **facts)]

    async def visit() -> None:
        await to_new_code(counter)
        await send_code(counter, CodeChannel.EMAIL)
        assert counter.procedure.step is StepId.NEW_CODE
        assert failure_of(counter) is code
        assert counter.procedure.code_wait == wait
        assert not counter.procedure.can_go_on
        counter.elapsed += wait
        assert counter.procedure.can_go_on
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.CODE

    asyncio.run(visit())
    assert case_of(counter).new_code.sent is not None


@pytest.mark.parametrize(
    ("ahead", "wait"),
    [(timedelta(0), 30), (timedelta(seconds=-10), 20), (timedelta(hours=1), 30)],
)
def test_the_delay_does_not_depend_on_the_two_clocks_agreeing(ahead: timedelta, wait: int) -> None:
    counter = Counter()

    async def visit() -> None:
        await to_new_code(counter)
        counter.service.clock = NOW + ahead
        await send_code(counter, CodeChannel.SMS)

    asyncio.run(visit())
    assert counter.procedure.code_wait == wait


def test_another_person_of_the_card_does_not_wait_and_has_no_code_yet() -> None:
    counter = Counter("solange")

    async def visit() -> None:
        counter.insert("solange", "odette")
        counter.procedure.choose_beneficiary(0)
        await counter.lead_to(StepId.CODE)
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        await send_code(counter, CodeChannel.SMS)
        counter.procedure.back()
        counter.procedure.choose_beneficiary(1)

    asyncio.run(visit())
    assert counter.procedure.code_wait == 0
    assert case_of(counter).new_code == NewCode()


def test_other_numbers_typed_are_another_person_s() -> None:
    counter = Counter()

    async def visit() -> None:
        counter.procedure.start_typed()
        await counter.lead_to(StepId.CODE)
        await counter.procedure.turn_aside(AsideName.NEW_CODE)
        await send_code(counter, CodeChannel.SMS)
        counter.procedure.back()
        counter.procedure.back()
        assert counter.procedure.step is StepId.NUMBERS
        counter.procedure.change(nir=PEOPLE["firmin"]["nir"])

    asyncio.run(visit())
    assert case_of(counter).new_code == NewCode()
