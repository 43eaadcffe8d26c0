"""Who is at the counter decides which acts are made, which papers are looked at, what is left."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from counter_app.domain.capacity import SITUATIONS, situation
from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, FurtherAct, ProfileStatus
from counter_app.domain.redirection import RedirectReason
from counter_app.domain.situation import Decider, Group, Paper, SituationId
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import papers_asked, redirect_reason
from counter_app.procedure.words import words_for
from tests.procedure.counter import Counter, card_of, case_of

S = SituationId


def at_situation(counter: Counter, chosen: SituationId | None = None, *people: str) -> None:
    """Insert the card, go to the page of the situation, choose a line."""
    counter.insert(*people)
    if len(people) > 1:
        counter.procedure.choose_beneficiary(1)
    asyncio.run(counter.procedure.turn_aside(AsideName.SITUATION))
    assert counter.procedure.step is StepId.SITUATION
    if chosen is not None:
        counter.procedure.choose_situation(chosen)


def test_an_adult_decides_for_herself_without_a_gesture() -> None:
    counter = Counter()
    counter.insert()
    assert case_of(counter).situation is S.ADULT
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT)
    assert counter.procedure.can_go_on


def test_a_child_s_situation_is_her_parent_s_and_asks_for_their_link() -> None:
    counter = Counter("aurele")
    counter.insert("aurele", "lilou")
    counter.procedure.choose_beneficiary(1)
    assert case_of(counter).situation is S.PARENT
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT)
    assert not counter.procedure.can_go_on
    assert papers_asked(case_of(counter)) == (Paper.FAMILY_RECORD_BOOK, Paper.BIRTH_CERTIFICATE)
    counter.procedure.change(papers=(Paper.COURT_DECISION,))
    assert not counter.procedure.can_go_on, "not a paper of this situation"
    counter.procedure.change(papers=(Paper.BIRTH_CERTIFICATE,))
    assert counter.procedure.can_go_on


def test_children_born_the_same_day_are_twins() -> None:
    counter = Counter("aurele")
    counter.insert("aurele", "lilou", "noam")
    counter.procedure.choose_beneficiary(2)
    assert case_of(counter).situation is S.TWINS


def test_a_card_without_a_birth_date_leaves_the_choice_to_the_agent() -> None:
    counter = Counter()
    card = card_of("odette")
    undated = replace(card.beneficiaries[0], birth_date="")
    counter.procedure.card_read(replace(card, beneficiaries=(undated,)))
    assert case_of(counter).situation is S.ADULT
    assert {line.id for line in counter.procedure.situations} == set(S) - {S.NO_CARD}


def test_the_lines_offered_are_those_of_the_age_and_of_the_way_of_coming() -> None:
    counter = Counter()
    at_situation(counter)
    offered = counter.procedure.situations
    assert offered[0].id is S.ADULT
    assert all(line.grown_up is not False for line in offered)
    assert S.NO_CARD not in {line.id for line in offered}, "the card is in the reader"


@pytest.mark.parametrize("line", SITUATIONS, ids=lambda line: line.id.value)
def test_each_line_ends_in_an_act_or_in_a_slip(line: object) -> None:
    """From the first screen, by the page of the situation alone: no dead end."""
    counter = Counter()
    chosen = next(each for each in SITUATIONS if each is line)

    async def go() -> None:
        counter.procedure.start_with_situation()
        assert counter.procedure.step is StepId.SITUATION
        counter.procedure.choose_situation(chosen.id)
        assert counter.procedure.can_go_on
        if chosen.slip is not None and counter.procedure.has_aside(AsideName.SLIP):
            await counter.procedure.turn_aside(AsideName.SLIP)
            assert counter.procedure.step is StepId.REDIRECT
            assert redirect_reason(case_of(counter)) is chosen.slip
            counter.procedure.back()
        await counter.procedure.go_on()

    asyncio.run(go())
    acts = (*Action, *FurtherAct)
    decided = any(chosen.decider(act) is not Decider.NOBODY for act in acts)
    assert counter.procedure.step is (StepId.NUMBERS if decided else StepId.REDIRECT)
    if not decided:
        assert redirect_reason(case_of(counter)) is chosen.slip
    counter.procedure.finish()
    assert counter.procedure.case is None


def test_the_numbers_typed_after_keep_what_was_chosen() -> None:
    counter = Counter()

    async def go() -> None:
        counter.procedure.start_with_situation()
        counter.procedure.choose_situation(S.NO_CARD)
        await counter.lead_to(StepId.DECISION)

    asyncio.run(go())
    assert case_of(counter).situation is S.NO_CARD
    assert case_of(counter).channel is Channel.TYPED


def test_the_numbers_of_a_grown_up_undo_what_was_chosen_for_a_child() -> None:
    counter = Counter()

    async def go() -> None:
        counter.procedure.start_with_situation()
        counter.procedure.choose_situation(S.GUARDIAN_OF_CHILD)
        await counter.lead_to(StepId.PERSON)

    asyncio.run(go())
    assert case_of(counter).situation is S.ADULT


def test_a_card_put_in_takes_the_place_of_a_situation_without_numbers() -> None:
    counter = Counter()
    counter.procedure.start_with_situation()
    counter.procedure.choose_situation(S.RELATIVE)
    assert counter.insert()
    assert counter.procedure.step is StepId.PERSON
    assert case_of(counter).situation is S.ADULT


def test_a_guardian_may_oppose_and_nothing_else() -> None:
    counter = Counter()
    counter.action = Action.ACTIVATE

    async def go() -> None:
        counter.insert()
        counter.procedure.choose_situation(S.GUARDIAN)
        await counter.lead_to(StepId.DECISION)
        counter.fill()
        assert not counter.procedure.can_go_on
        counter.procedure.change(action=Action.OPPOSE)
        await counter.procedure.go_on()
        await counter.procedure.go_on()

    asyncio.run(go())
    assert counter.procedure.step is StepId.CONFIRMATION
    [sent] = counter.service.sent
    assert (sent.action, sent.situation) == (Action.OPPOSE, S.GUARDIAN)


def test_what_was_decided_does_not_pass_to_somebody_who_may_not() -> None:
    counter = Counter()

    async def go() -> None:
        await counter.begin(StepId.DECISION)
        counter.procedure.back()
        counter.procedure.back()
        await counter.procedure.turn_aside(AsideName.SITUATION)
        counter.procedure.choose_situation(S.GUARDIAN)

    asyncio.run(go())
    assert case_of(counter).action is None
    assert case_of(counter).identity_document is None, "it was hers, not her guardian's"


def test_the_identity_paper_stays_where_the_same_person_decides() -> None:
    counter = Counter()
    counter.insert()
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT)
    counter.procedure.choose_situation(S.CURATORSHIP)
    assert case_of(counter).identity_document is IdentityDocument.PASSPORT


def test_nobody_who_may_decide_leads_from_the_page_of_the_person_to_the_slip() -> None:
    counter = Counter()
    at_situation(counter, S.RELATIVE)
    counter.procedure.back()
    assert counter.procedure.step is StepId.PERSON
    assert counter.procedure.can_go_on, "no paper is asked for"
    asyncio.run(counter.procedure.go_on())
    assert counter.procedure.step is StepId.REDIRECT
    counter.procedure.card_removed()
    assert counter.procedure.case is None, "nothing was left to do"


def test_on_the_phone_no_paper_is_asked_for() -> None:
    counter = Counter()
    counter.procedure.start_typed(Channel.PHONE)
    counter.fill()
    counter.procedure.choose_situation(S.GUARDIAN)
    assert papers_asked(case_of(counter)) == ()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (FailureCode.IDENTITY_DECEASED, RedirectReason.NOT_POSSIBLE_HERE),
        (FailureCode.IDENTITY_NOT_RECOGNISED, RedirectReason.NOT_RECOGNISED),
        (FailureCode.CODE_BLOCKED, RedirectReason.NO_CODE),
    ],
)
def test_a_failure_that_ends_the_visit_here_has_its_slip(
    code: FailureCode, reason: RedirectReason
) -> None:
    counter = Counter()
    counter.service.fails("identify", code)

    async def go() -> None:
        await counter.begin(StepId.CODE)
        await counter.procedure.go_on()

    asyncio.run(go())
    assert counter.procedure.slip_for_failure
    counter.procedure.redirect_after_failure()
    assert counter.procedure.step is StepId.REDIRECT
    assert redirect_reason(case_of(counter)) is reason
    counter.procedure.back()
    assert counter.procedure.step is StepId.CODE, "what was typed is still there"
    counter.procedure.choose_situation(S.PRESSED)
    assert redirect_reason(case_of(counter)) is RedirectReason.PERSON_DECIDES, "its own again"


def test_a_passing_failure_has_no_slip() -> None:
    counter = Counter()
    counter.service.fails("identify", FailureCode.SERVICE_BUSY)

    async def go() -> None:
        await counter.begin(StepId.CODE)
        await counter.procedure.go_on()

    asyncio.run(go())
    assert not counter.procedure.slip_for_failure
    counter.procedure.redirect_after_failure()
    assert counter.procedure.step is StepId.CODE


@pytest.mark.parametrize("line", SITUATIONS, ids=lambda line: line.id.value)
def test_what_is_said_is_the_line_s(line: object) -> None:
    chosen = next(each for each in SITUATIONS if each is line)
    counter = Counter()
    counter.procedure.start_with_situation()
    counter.procedure.choose_situation(chosen.id)
    said = words_for(StepId.SITUATION, case_of(counter), locked=False)
    assert (said.say, said.help) == (chosen.say, chosen.help)


def test_the_usual_adult_adds_nothing_to_what_is_said() -> None:
    counter = Counter()
    counter.insert()
    usual = words_for(StepId.PERSON, case_of(counter), locked=False)
    counter.procedure.choose_situation(S.ACCOMPANIED)
    accompanied = words_for(StepId.PERSON, case_of(counter), locked=False)
    assert accompanied.say[: len(usual.say)] == usual.say
    assert accompanied.help == situation(S.ACCOMPANIED).help != usual.help


def test_every_group_has_a_line_for_an_adult_or_for_a_child() -> None:
    counter = Counter(status=ProfileStatus.PENDING)
    counter.procedure.start_with_situation()
    assert {line.group for line in counter.procedure.situations} == set(Group)
