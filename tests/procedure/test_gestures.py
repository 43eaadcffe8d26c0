"""Back, hand back and another person lose or keep what they should."""

from __future__ import annotations

import asyncio

import pytest

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import PersonChoices, StepId
from tests.procedure.counter import LOGIN_NAME, PASSWORD, Counter, case_of
from tests.procedure.test_card import ON_THE_WAY


def test_back_keeps_all_that_was_typed_and_ends_the_case_from_the_first_page() -> None:
    counter = Counter()
    procedure = counter.procedure
    seen = []

    async def there_and_back() -> None:
        await counter.begin(StepId.PASSWORD)
        before = procedure.case
        while procedure.step is not StepId.PERSON:
            seen.append(procedure.step)
            procedure.back()
            assert procedure.case is before
        while procedure.step is not StepId.PASSWORD:  # without filling anything
            await procedure.go_on()
        assert case_of(counter).choices.password == PASSWORD

    asyncio.run(there_and_back())
    assert seen == ON_THE_WAY[-2:0:-1]
    for _ in ON_THE_WAY[:-1]:
        procedure.back()
    assert procedure.case is None
    assert procedure.step is None


def test_the_confirmation_is_not_left_by_going_back() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.CONFIRMATION))
    counter.procedure.back()
    assert counter.procedure.step is StepId.CONFIRMATION
    asyncio.run(counter.procedure.go_on())
    assert counter.procedure.step is StepId.CONFIRMATION
    counter.procedure.finish()
    assert counter.procedure.step is None


@pytest.mark.parametrize(
    "step", [StepId.TERMS, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD]
)
def test_handing_back_returns_to_the_decision_with_the_choices_kept(step: StepId) -> None:
    counter = Counter()

    async def hand_back() -> None:
        await counter.begin(step)
        before = case_of(counter).choices
        counter.procedure.hand_back()
        assert counter.procedure.step is StepId.DECISION
        assert not counter.procedure.on_person_side
        assert case_of(counter).choices == before
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(hand_back())


@pytest.mark.parametrize("step", [StepId.DECISION, StepId.CONFIRMATION])
def test_there_is_nothing_to_hand_back_on_the_agent_s_side(step: StepId) -> None:
    counter = Counter()
    asyncio.run(counter.begin(step))
    counter.procedure.hand_back()
    assert counter.procedure.step is step


def test_what_one_person_chose_never_passes_to_another_of_the_same_card() -> None:
    counter = Counter("solange")

    async def change_person() -> None:
        counter.insert("solange", "odette")
        counter.procedure.choose_beneficiary(0)
        await counter.lead_to(StepId.PASSWORD)
        while counter.procedure.step is not StepId.PERSON:
            counter.procedure.back()
        counter.procedure.choose_beneficiary(1)
        assert case_of(counter).code == ""
        await counter.lead_to(StepId.DECISION)

    asyncio.run(change_person())
    case = case_of(counter)
    assert case.choices == PersonChoices()
    assert case.action is None
    assert not case.delete_data


def test_a_new_code_for_the_same_person_keeps_her_choices() -> None:
    counter = Counter()
    counter.service.fails("submit", FailureCode.CODE_EXPIRED)

    async def new_code() -> None:
        await counter.begin(StepId.PASSWORD)
        await counter.procedure.go_on()
        counter.procedure.change(code="Ab3dEf6hJk9m")
        await counter.procedure.go_on()

    asyncio.run(new_code())
    assert counter.procedure.step is StepId.DECISION
    assert case_of(counter).action is Action.ACTIVATE
    assert case_of(counter).choices.login_name == LOGIN_NAME


def test_an_action_that_is_not_allowed_any_more_is_chosen_anew() -> None:
    counter = Counter()

    async def opened_meanwhile() -> None:
        counter.action = Action.OPPOSE
        await counter.begin(StepId.DECISION)
        counter.procedure.back()
        counter.service.known = Counter(status=ProfileStatus.OPEN_UNCLAIMED).service.known
        await counter.procedure.go_on()

    asyncio.run(opened_meanwhile())
    assert case_of(counter).action is None
    assert not counter.procedure.can_go_on


def test_choosing_the_same_person_again_changes_nothing() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.CODE))
    before = counter.procedure.case
    counter.procedure.choose_beneficiary(0)
    assert counter.procedure.case is before


def test_a_change_without_a_case_is_a_fault_of_the_caller() -> None:
    counter = Counter()
    with pytest.raises(LookupError):
        counter.procedure.change(code="x")


def test_listeners_hear_of_each_gesture() -> None:
    counter = Counter()
    heard: list[StepId | None] = []
    counter.procedure.listen(lambda: heard.append(counter.procedure.step))
    counter.insert()
    counter.procedure.announce()
    counter.procedure.finish()
    assert heard == [StepId.PERSON, StepId.PERSON, None]
