"""What is refused is put right on its page with all that was typed; what is unknown is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import Case, StepId
from counter_app.procedure.steps import PUT_RIGHT_AT
from tests.procedure.counter import (
    EMAIL,
    LOGIN_NAME,
    PASSWORD,
    PEOPLE,
    UNKNOWN,
    Counter,
    known_as,
)

C = FailureCode
SURELY_NOT_REGISTERED = [
    C.SERVICE_UNREACHABLE,
    C.SERVICE_BUSY,
    C.SERVICE_NOT_AUTHORISED,
    C.REQUEST_MALFORMED,
    C.OPERATION_KEY_REUSED,
]
PERHAPS_REGISTERED = [UNKNOWN, C.SERVICE_FAULT, C.SERVICE_ANSWER_UNREADABLE]


def failure_of(counter: Counter) -> FailureCode | None:
    return counter.procedure.failure and counter.procedure.failure.code


def case_of(counter: Counter) -> Case:
    assert counter.procedure.case is not None
    return counter.procedure.case


def check_all_still_typed(counter: Counter) -> None:
    case = case_of(counter)
    assert case.code == PEOPLE["odette"]["enrolment_code"]
    assert case.identity_document is not None
    assert case.choices.terms_accepted
    assert case.choices.privacy_accepted
    assert case.choices.email.value == EMAIL
    assert case.choices.login_name == LOGIN_NAME
    assert case.choices.password == PASSWORD


# Refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", PUT_RIGHT_AT, ids=lambda code: code.value)
def test_a_refused_activation_returns_to_where_it_is_put_right(code: FailureCode) -> None:
    counter = Counter()
    counter.service.fails("submit", code)

    async def refused_then_done() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        assert counter.procedure.step is PUT_RIGHT_AT[code]
        assert counter.procedure.failure is CATALOGUE[code]
        assert not counter.procedure.outcome_unknown
        check_all_still_typed(counter)
        assert counter.pending.unsettled == []
        await counter.procedure.go_on()
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(refused_then_done())
    first, second = counter.service.sent
    assert first.key != second.key
    assert list(counter.service.registered) == [second.key]


@pytest.mark.parametrize("code", [C.CONTACT_REFUSED, C.ACCOUNT_PASSWORD_REFUSED])
def test_a_refusal_whose_page_was_not_shown_stays_where_it_is(code: FailureCode) -> None:
    counter = Counter()
    counter.action = Action.OPPOSE
    counter.service.fails("submit", code)

    async def oppose() -> None:
        await counter.begin(StepId.CONSEQUENCES)
        await counter.procedure.go_on()

    asyncio.run(oppose())
    assert counter.procedure.step is StepId.CONSEQUENCES
    assert failure_of(counter) is code


@pytest.mark.parametrize("code", SURELY_NOT_REGISTERED, ids=lambda code: code.value)
def test_an_act_that_was_not_registered_may_be_sent_again(code: FailureCode) -> None:
    counter = Counter()
    counter.service.fails("submit", code)

    async def again() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.PASSWORD
        assert failure_of(counter) is code
        check_all_still_typed(counter)
        await counter.procedure.go_on()

    asyncio.run(again())
    assert counter.procedure.step is StepId.CONFIRMATION
    assert len({sent.key for sent in counter.service.sent}) == 2
    assert counter.pending.unsettled == []


def test_an_act_that_the_state_forbids_offers_what_it_allows_now() -> None:
    counter = Counter()
    counter.action = Action.OPPOSE
    counter.service.fails("submit", C.OPERATION_NOT_ALLOWED)

    async def space_opened_meanwhile() -> None:
        await counter.begin(StepId.CONSEQUENCES)
        counter.service.known = known_as("odette", ProfileStatus.OPEN_UNCLAIMED)
        await counter.procedure.go_on()

    asyncio.run(space_opened_meanwhile())
    known = case_of(counter).identification
    assert counter.procedure.step is StepId.DECISION
    assert failure_of(counter) is C.OPERATION_NOT_ALLOWED
    assert known is not None
    assert known.allowed_actions == (Action.ACTIVATE, Action.CLOSE)
    assert case_of(counter).action is None
    assert not counter.procedure.can_go_on


@pytest.mark.parametrize(
    "code",
    [C.IDENTITY_NOT_RECOGNISED, C.CODE_EXPIRED, C.CODE_BLOCKED, C.SERVICE_BUSY, C.SERVICE_FAULT],
    ids=lambda code: code.value,
)
def test_an_identification_that_fails_loses_nothing(code: FailureCode) -> None:
    counter = Counter()
    counter.service.fails("identify", code)

    async def identify_twice() -> None:
        await counter.begin(StepId.CODE)
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.CODE
        assert counter.procedure.failure is CATALOGUE[code]
        assert case_of(counter).code == PEOPLE["odette"]["enrolment_code"]
        counter.fill()
        assert counter.procedure.failure is None, "corrected: the sentence goes"
        await counter.procedure.go_on()

    asyncio.run(identify_twice())
    assert counter.procedure.step is StepId.DECISION


def test_a_login_name_that_is_taken_keeps_the_page_and_offers_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counter = Counter()

    async def taken(token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        return False, ("fleur.de.sel2", "fleur-de-sel")

    async def try_it() -> None:
        await counter.begin(StepId.LOGIN_NAME)
        with monkeypatch.context() as context:
            context.setattr(counter.service, "login_name_free", taken)
            await counter.procedure.go_on()
        assert counter.procedure.step is StepId.LOGIN_NAME
        assert failure_of(counter) is C.ACCOUNT_LOGIN_NAME_TAKEN
        assert counter.procedure.suggestions == ("fleur.de.sel2", "fleur-de-sel")
        assert case_of(counter).choices.login_name == LOGIN_NAME
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(try_it())


def test_an_act_that_cannot_be_written_down_is_not_sent() -> None:
    counter = Counter()
    counter.pending.refuses.add("record")

    async def full_disk_then_room() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        assert counter.service.sent == []
        assert failure_of(counter) is C.FILE_NOT_WRITTEN
        assert not counter.procedure.outcome_unknown
        check_all_still_typed(counter)
        counter.pending.refuses.clear()
        await counter.procedure.go_on()

    asyncio.run(full_disk_then_room())
    assert counter.procedure.step is StepId.CONFIRMATION


def test_an_act_that_cannot_be_struck_out_is_done_all_the_same() -> None:
    counter = Counter()
    counter.pending.refuses.add("settle")

    async def send() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        await counter.procedure.go_on()

    asyncio.run(send())
    assert counter.procedure.step is StepId.CONFIRMATION
    assert counter.pending.unsettled == [counter.service.sent[0].key]
    assert len(counter.service.sent) == 1


# Unknown ----------------------------------------------------------------------------------------


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
    counter.action = Action.CLOSE

    async def type_meanwhile() -> None:
        await counter.begin(StepId.DELETION)
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


@pytest.mark.parametrize("code", FailureCode, ids=lambda code: code.value)
def test_an_error_tells_nothing_of_the_person(code: FailureCode) -> None:
    counter = Counter()
    counter.service.fails("submit", code)

    async def send() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()

    asyncio.run(send())
    failure = counter.procedure.failure
    assert failure is not None
    words = f"{failure!r} {CounterError(failure.code)}"
    odette = PEOPLE["odette"]
    for personal in (PASSWORD, LOGIN_NAME, EMAIL, odette["nir"], odette["family_name"]):
        assert personal not in words


def test_a_session_without_an_identification_asks_for_the_code_again() -> None:
    counter = Counter()

    async def lose_it() -> None:
        await counter.begin(StepId.PASSWORD)
        counter.procedure.case = replace(case_of(counter), identification=None)
        await counter.procedure.go_on()

    asyncio.run(lose_it())
    assert failure_of(counter) is C.SESSION_EXPIRED
    assert counter.procedure.step is StepId.CODE
    assert counter.pending.log == []
