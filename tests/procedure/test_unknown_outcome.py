"""An act whose outcome is not known is asked about, and never sent a second time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import StepId
from tests.procedure.counter import (
    UNKNOWN,
    Counter,
    case_of,
    check_all_still_typed,
    failure_of,
    to_deletion,
)

C = FailureCode
PERHAPS_REGISTERED = [UNKNOWN, C.SERVICE_FAULT, C.SERVICE_ANSWER_UNREADABLE]


def unheard(code: FailureCode = UNKNOWN, *, registered: bool = True) -> Counter:
    """A counter that will hear nothing of its first act."""
    counter = Counter()
    counter.service.fails("submit", code)
    counter.service.registers_unheard = registered
    return counter


@pytest.mark.parametrize("code", PERHAPS_REGISTERED, ids=lambda code: code.value)
def test_after_an_unknown_outcome_only_asking_is_allowed(code: FailureCode) -> None:
    counter = unheard(code)
    procedure = counter.procedure

    async def try_everything_else() -> None:
        await counter.begin(StepId.PASSWORD)
        await procedure.go_on()
        assert procedure.outcome_unknown
        before = procedure.case
        procedure.change_choices(password="Autre-chose-12")
        procedure.change(action=Action.OPPOSE)
        procedure.back()
        procedure.show(None)
        procedure.show(CATALOGUE[C.PRINT_FAILED])
        procedure.start_typed()
        assert procedure.case is before
        assert procedure.step is StepId.PASSWORD
        assert procedure.outcome_unknown
        assert failure_of(counter) is UNKNOWN
        [sent] = counter.service.sent
        assert counter.pending.unsettled == [sent.key]
        assert case_of(counter).idempotency_key == sent.key

    asyncio.run(try_everything_else())


def test_asking_brings_the_acknowledgement_of_the_one_act_that_left() -> None:
    counter = unheard()
    counter.service.fails("outcome", C.SERVICE_UNREACHABLE, C.SERVICE_BUSY)

    async def ask_until_known() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        for gesture in (counter.procedure.go_on, counter.procedure.ask_outcome):
            await gesture()
            assert counter.procedure.outcome_unknown
            assert counter.pending.unsettled == [counter.service.sent[0].key]
        await counter.procedure.go_on()

    asyncio.run(ask_until_known())
    [sent] = counter.service.sent
    assert counter.service.asked == [sent.key] * 3
    assert counter.procedure.step is StepId.CONFIRMATION
    assert counter.procedure.failure is None
    assert case_of(counter).acknowledgement is counter.service.registered[sent.key]
    assert case_of(counter).choices.password == ""
    assert counter.pending.unsettled == []


def test_an_act_that_never_arrived_is_sent_again_under_another_key() -> None:
    counter = unheard(registered=False)

    async def ask_then_send() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        await counter.procedure.go_on()
        assert failure_of(counter) is C.OPERATION_NOT_REGISTERED
        assert not counter.procedure.outcome_unknown
        assert counter.pending.unsettled == []
        check_all_still_typed(counter)
        assert len(counter.service.sent) == 1
        await counter.procedure.go_on()

    asyncio.run(ask_then_send())
    assert len({sent.key for sent in counter.service.sent}) == 2
    assert counter.procedure.step is StepId.CONFIRMATION


def test_the_person_may_hand_the_screen_back_and_the_agent_asks() -> None:
    counter = unheard()

    async def hand_back_and_ask() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        counter.procedure.hand_back()
        assert not counter.procedure.on_person_side
        assert counter.procedure.outcome_unknown
        await counter.procedure.go_on()

    asyncio.run(hand_back_and_ask())
    assert counter.procedure.step is StepId.CONFIRMATION
    assert len(counter.service.sent) == 1


def test_ending_the_case_leaves_the_unknown_act_written_down() -> None:
    counter = unheard()

    async def end() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        counter.procedure.finish()

    asyncio.run(end())
    assert counter.procedure.case is None
    assert not counter.procedure.outcome_unknown
    assert counter.pending.unsettled == [counter.service.sent[0].key]


def broken_off(counter: Counter) -> Callable[[], Awaitable[None]]:
    async def cancel() -> None:
        counter.service.hold = asyncio.Event()
        task = asyncio.create_task(counter.procedure.go_on())
        while not counter.service.in_flight:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        counter.service.hold = None

    return cancel


def fault_of_ours(counter: Counter) -> Callable[[], Awaitable[None]]:
    async def fail() -> None:
        counter.service.fail["submit"] = [RuntimeError("a fault of ours")]
        with pytest.raises(RuntimeError):
            await counter.procedure.go_on()

    return fail


@pytest.mark.parametrize("end", [broken_off, fault_of_ours])
def test_a_wait_that_ends_in_any_other_way_is_an_unknown_outcome(
    end: Callable[[Counter], Callable[[], Awaitable[None]]],
) -> None:
    counter = Counter()

    async def then_ask() -> None:
        await counter.begin(StepId.PASSWORD)
        await end(counter)()
        assert not counter.procedure.busy
        assert counter.procedure.outcome_unknown
        assert failure_of(counter) is UNKNOWN
        assert counter.pending.unsettled == [counter.service.sent[0].key]
        await counter.procedure.go_on()
        assert counter.service.asked == [counter.service.sent[0].key]

    asyncio.run(then_ask())


def test_two_presses_at_once_send_once() -> None:
    counter = Counter()

    async def press_twice() -> None:
        await counter.begin(StepId.PASSWORD)
        await asyncio.gather(counter.procedure.go_on(), counter.procedure.go_on())

    asyncio.run(press_twice())
    assert len(counter.service.sent) == 1
    assert counter.procedure.step is StepId.CONFIRMATION


def test_two_questions_at_once_ask_once() -> None:
    counter = unheard()

    async def ask_twice() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        await asyncio.gather(counter.procedure.ask_outcome(), counter.procedure.go_on())

    asyncio.run(ask_twice())
    assert len(counter.service.asked) == 1
    assert len(counter.service.sent) == 1


def test_there_is_nothing_to_ask_when_nothing_left() -> None:
    counter = Counter()

    async def ask() -> None:
        await counter.procedure.ask_outcome()
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.ask_outcome()

    asyncio.run(ask())
    assert counter.service.asked == []


def test_what_is_typed_while_the_service_answers_does_not_change_what_was_sent() -> None:
    counter = Counter("solange", ProfileStatus.ACTIVE)

    async def type_meanwhile() -> None:
        await to_deletion(counter)
        counter.service.hold = asyncio.Event()
        task = asyncio.create_task(counter.procedure.go_on())
        while not counter.service.in_flight:
            await asyncio.sleep(0)
        before = counter.procedure.case
        counter.procedure.change(delete_data=True)
        counter.procedure.choose_beneficiary(0)
        counter.procedure.back()
        counter.procedure.hand_back()
        counter.procedure.finish()
        assert counter.procedure.case is before
        counter.service.hold.set()
        await task

    asyncio.run(type_meanwhile())
    assert counter.procedure.step is StepId.CONFIRMATION
    assert not case_of(counter).delete_data
