"""No mandate, no typing by the agent; with one, its version goes with the act."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.situation import SituationId
from counter_app.gateway.port import Channel
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import PERSON_STEPS, AsideName
from counter_app.procedure.words import words_for
from tests.procedure.counter import MANDATE, PEOPLE, Counter, case_of


def test_what_the_agent_reads_follows_the_mandate() -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        await counter.lead_to(StepId.TERMS)

    asyncio.run(go())
    case = case_of(counter)
    assert "Cochez chaque case" in words_for(StepId.TERMS, case, locked=False).help
    herself = replace(case, mandate="")
    assert "Elle coche elle-même" in words_for(StepId.TERMS, herself, locked=False).help


async def to_mandate(counter: Counter) -> None:
    """From the card in to the page of the mandate."""
    counter.insert()
    await counter.lead_to(StepId.DECISION)
    await counter.procedure.turn_aside(AsideName.MANDATE)
    assert counter.procedure.step is StepId.MANDATE


def test_the_mandate_signed_goes_with_the_activation() -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        assert case_of(counter).action is Action.ACTIVATE
        assert not counter.procedure.can_go_on, "it is not signed"
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.MANDATE
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(go())
    [sent] = counter.service.sent
    assert (sent.action, sent.mandate) == (Action.ACTIVATE, MANDATE)


def test_the_agent_types_neither_the_login_name_nor_the_password() -> None:
    counter = Counter()
    typed: dict[StepId, bool] = {}

    async def go() -> None:
        await to_mandate(counter)
        for step in (StepId.TERMS, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD):
            await counter.lead_to(step)
            typed[step] = counter.procedure.agent_types

    asyncio.run(go())
    assert typed == {
        StepId.TERMS: True,
        StepId.CONTACTS: True,
        StepId.LOGIN_NAME: False,
        StepId.PASSWORD: False,
    }


def test_without_a_mandate_the_agent_types_nothing() -> None:
    counter = Counter()

    async def go() -> None:
        for step in (StepId.TERMS, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD):
            await (counter.begin if counter.procedure.case is None else counter.lead_to)(step)
            assert not counter.procedure.agent_types

    asyncio.run(go())


def test_the_person_who_types_after_all_is_not_said_to_have_signed() -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        counter.fill()
        await counter.procedure.turn_aside(AsideName.HERSELF)
        assert counter.procedure.step is StepId.TERMS
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(go())
    assert [sent.mandate for sent in counter.service.sent] == [""]


def test_a_mandate_for_an_activation_is_not_sent_with_another_act() -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        counter.fill()
        counter.procedure.back()
        counter.action = Action.OPPOSE
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(go())
    assert [sent.mandate for sent in counter.service.sent] == [""]


def test_another_person_is_another_mandate() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        counter.insert("aurele", "lilou")
        counter.procedure.choose_beneficiary(0)
        await counter.lead_to(StepId.DECISION)
        await counter.procedure.turn_aside(AsideName.MANDATE)
        counter.fill()
        for _ in range(3):
            counter.procedure.back()
        assert counter.procedure.step is StepId.PERSON
        counter.procedure.choose_beneficiary(1)

    asyncio.run(go())
    assert case_of(counter).mandate == ""


@pytest.mark.parametrize("what", ["the numbers", "who decides"])
def test_what_the_mandate_names_changes_with_it(what: str) -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        counter.fill()
        if what == "the numbers":
            counter.procedure.change(birth_date=PEOPLE["firmin"]["birth_date"])
        else:
            counter.procedure.choose_situation(SituationId.ACCOMPANIED)

    asyncio.run(go())
    assert case_of(counter).mandate == ""


@pytest.mark.parametrize(
    ("status", "situation", "channel"),
    [
        (ProfileStatus.ACTIVE, SituationId.ADULT, Channel.CARD),
        (ProfileStatus.PENDING, SituationId.GUARDIAN, Channel.CARD),
        (ProfileStatus.PENDING, SituationId.ADULT, Channel.PHONE),
    ],
)
def test_no_mandate_where_nothing_is_to_be_typed_or_signed(
    status: ProfileStatus, situation: SituationId, channel: Channel
) -> None:
    counter = Counter(status=status)

    async def go() -> None:
        if channel is Channel.CARD:
            counter.insert()
        else:
            counter.procedure.start_typed(channel)
            counter.fill()
        counter.procedure.choose_situation(situation)
        await counter.lead_to(StepId.DECISION)
        assert not counter.procedure.has_aside(AsideName.MANDATE)
        await counter.procedure.turn_aside(AsideName.MANDATE)
        assert counter.procedure.step is StepId.DECISION

    asyncio.run(go())


def test_the_screen_is_the_agents_until_what_she_types_herself() -> None:
    counter = Counter()
    hers: dict[StepId, bool] = {}

    async def go() -> None:
        await to_mandate(counter)
        for step in PERSON_STEPS:
            await counter.lead_to(step)
            hers[step] = counter.procedure.on_person_side
        counter.procedure.hand_back()

    asyncio.run(go())
    typed_for_her = (StepId.TERMS, StepId.CONTACTS)
    assert hers == {step: step not in typed_for_her for step in PERSON_STEPS}
    assert counter.procedure.step is StepId.CONTACTS, "back to the last page that is the agent's"
    assert case_of(counter).choices.login_name


@pytest.mark.parametrize("step", [StepId.TERMS, StepId.CONTACTS])
def test_the_agent_reads_what_he_does_and_not_what_she_would(step: StepId) -> None:
    counter = Counter()

    async def go() -> None:
        await to_mandate(counter)
        await counter.lead_to(step)

    asyncio.run(go())
    by_mandate = words_for(step, case_of(counter), locked=False)
    herself = words_for(step, replace(case_of(counter), mandate=""), locked=False)
    assert by_mandate.title != herself.title
    assert not set(by_mandate.say) & set(herself.say)
    assert "écran est à vous" not in " ".join(by_mandate.say)
