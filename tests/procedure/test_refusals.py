"""What is refused is put right on its page, with all that was typed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import PUT_RIGHT_AT
from tests.procedure.counter import (
    EMAIL,
    LOGIN_NAME,
    PASSWORD,
    PEOPLE,
    Counter,
    case_of,
    check_all_still_typed,
    failure_of,
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
