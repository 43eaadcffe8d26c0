"""Several people on one card: children first, then the adult, one act and one receipt each."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.card import Beneficiary, CardContent, CardGeneration, SerialReading
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.situation import Paper, SituationId
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import Case, Done, StepId
from counter_app.procedure.family_round import (
    following_person,
    for_next_person,
    round_order,
    turned_to,
)
from counter_app.procedure.steps import STEPS
from tests.procedure.counter import NOW, PEOPLE, Counter, case_of, known_as

FAMILY = ("aurele", "lilou", "noam")  # the parent, then twins
TODAY = NOW.date()


async def whole_act(counter: Counter, name: str) -> None:
    """From the page shown to the confirmation with its paper, for this person of the card."""
    counter.name = name
    counter.service.known = known_as(name, ProfileStatus.PENDING)
    await counter.lead_to(StepId.CONFIRMATION)
    counter.procedure.printed()


async def first_child(counter: Counter, paper: Paper = Paper.FAMILY_RECORD_BOOK) -> None:
    """The parent's card is in; the first child's act is done and printed."""
    counter.action = Action.OPPOSE
    counter.insert(*FAMILY)
    counter.procedure.choose_beneficiary(1)
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT, papers=(paper,))
    await counter.procedure.go_on()
    await whole_act(counter, "lilou")


def test_a_whole_round() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        assert counter.procedure.name_after == "Noam"
        counter.procedure.next_person()
        assert counter.procedure.step is StepId.CODE, "her papers were seen with her brother's"
        assert case_of(counter).given_name == PEOPLE["noam"]["given_name"]
        await whole_act(counter, "noam")
        assert counter.procedure.name_after == "Aurèle"
        counter.procedure.next_person()
        assert counter.procedure.step is StepId.CODE
        assert case_of(counter).situation is SituationId.ADULT
        await whole_act(counter, "aurele")
        assert counter.procedure.name_after == ""
        assert [done.rank for done in case_of(counter).done] == [1, 2]
        counter.procedure.next_person()
        assert counter.procedure.step is StepId.CONFIRMATION, "nobody is still to come"
        counter.procedure.card_removed()

    asyncio.run(go())
    assert counter.procedure.case is None, "it ends as a single visit does"
    assert [asked.birth_date for asked in counter.service.identified] == [
        PEOPLE[name]["birth_date"] for name in ("lilou", "noam", "aurele")
    ]
    assert [sent.situation for sent in counter.service.sent] == [
        SituationId.TWINS,
        SituationId.TWINS,
        SituationId.ADULT,
    ]
    assert len({sent.key for sent in counter.service.sent}) == 3
    assert counter.pending.unsettled == []


def test_the_next_person_waits_for_the_paper_of_this_one() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        counter.action = Action.OPPOSE
        counter.insert(*FAMILY)
        counter.procedure.choose_beneficiary(1)
        await counter.lead_to(StepId.CONFIRMATION)
        counter.procedure.next_person()

    asyncio.run(go())
    assert counter.procedure.step is StepId.CONFIRMATION
    assert case_of(counter).beneficiary == 1


def test_nothing_of_one_person_but_the_papers_passes_to_the_next() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        counter.procedure.next_person()

    asyncio.run(go())
    case = case_of(counter)
    assert case == Case(
        Channel.CARD,
        card=case.card,
        beneficiary=2,
        nir=case.nir,
        card_serial=case.card_serial,
        birth_date=case.birth_date,
        family_name=case.family_name,
        given_name=case.given_name,
        situation=SituationId.TWINS,
        identity_document=IdentityDocument.PASSPORT,
        papers=(Paper.FAMILY_RECORD_BOOK,),
        done=(Done(1, Action.OPPOSE),),
    )
    assert counter.procedure.failure is None


def test_a_birth_certificate_is_one_child_s_alone() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter, Paper.BIRTH_CERTIFICATE)
        counter.procedure.next_person()

    asyncio.run(go())
    assert counter.procedure.step is StepId.PERSON
    assert case_of(counter).identity_document is IdentityDocument.PASSPORT
    assert case_of(counter).papers == ()
    counter.procedure.change(papers=(Paper.BIRTH_CERTIFICATE,))
    assert counter.procedure.can_go_on


def test_back_leads_to_the_page_of_the_person_where_another_can_be_chosen() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        counter.procedure.next_person()
        counter.procedure.back()

    asyncio.run(go())
    assert counter.procedure.step is StepId.PERSON
    counter.procedure.choose_beneficiary(0)
    assert case_of(counter).done == (Done(1, Action.OPPOSE),)
    assert counter.procedure.can_go_on


def test_the_card_pulled_out_and_put_back_in_the_round() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        counter.procedure.next_person()
        counter.fill()
        before = case_of(counter)
        counter.procedure.card_removed()
        assert counter.procedure.locked
        counter.procedure.next_person()
        counter.insert(*FAMILY)
        assert not counter.procedure.locked
        assert case_of(counter) == before
        await whole_act(counter, "noam")
        counter.procedure.card_removed()

    asyncio.run(go())
    assert counter.procedure.case is None
    assert len(counter.service.registered) == 2


def test_another_card_in_the_round_wipes_it() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        counter.procedure.next_person()
        counter.procedure.card_removed()
        counter.insert("firmin")

    asyncio.run(go())
    assert case_of(counter).done == ()
    assert case_of(counter).identity_document is None


def test_a_delay_of_one_person_s_code_does_not_hold_up_the_next() -> None:
    counter = Counter("aurele")

    async def go() -> None:
        await first_child(counter)
        counter.procedure._next_code_at = 30.0
        counter.procedure.next_person()

    asyncio.run(go())
    assert counter.procedure.code_wait == 0


# Any card ---------------------------------------------------------------------------------------

DATES = ("19480417", "19900101", "20100302", "20170604", "20170604", "", "20081100")
cards = st.lists(st.sampled_from(DATES), min_size=1, max_size=6).map(
    lambda dates: CardContent(
        CardGeneration.VITALE_2,
        "",
        tuple(Beneficiary("N", f"P{rank}", born, "1") for rank, born in enumerate(dates)),
        SerialReading("1", True, ""),
    )
)


def _minor(card: CardContent, rank: int) -> bool:
    return card.beneficiaries[rank].birth_date in ("20100302", "20170604", "20081100")


@given(cards)
def test_everybody_s_turn_comes_once_children_first(card: CardContent) -> None:
    order = round_order(card, TODAY)
    assert sorted(order) == list(range(len(card.beneficiaries)))
    minors = [_minor(card, rank) for rank in order]
    assert minors == sorted(minors, reverse=True)


@given(cards, st.data())
def test_a_round_meets_everybody_whoever_is_first(card: CardContent, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(card.beneficiaries) - 1))
    case = turned_to(Case(Channel.CARD, card=card, card_serial="1"), first, TODAY)
    met = [first]
    while (rank := following_person(case, TODAY)) is not None:
        case = for_next_person(case, rank, TODAY)
        # As if its act were acknowledged: the following one looks at who is done and who is here.
        met.append(rank)
        case = _with_done(case, met[:-1])
        assert len(met) <= len(card.beneficiaries)
    assert sorted(met) == list(range(len(card.beneficiaries)))


def _with_done(case: Case, ranks: list[int]) -> Case:
    return replace(case, done=tuple(Done(rank, Action.OPPOSE) for rank in ranks))


@given(cards, st.data())
def test_an_adult_s_own_paper_is_never_another_adult_s(
    card: CardContent, data: st.DataObject
) -> None:
    ranks = st.integers(0, len(card.beneficiaries) - 1)
    one, other = data.draw(ranks), data.draw(ranks)
    case = turned_to(Case(Channel.CARD, card=card, card_serial="1"), one, TODAY)
    case = _seen(case)
    turned = turned_to(case, other, TODAY)
    adults = sum(not _minor(card, rank) for rank in range(len(card.beneficiaries)))
    both_minors = _minor(card, one) and _minor(card, other)
    if one != other and adults > 1 and not both_minors:
        assert turned.identity_document is None
        assert not STEPS[StepId.PERSON].ready(turned)


def _seen(case: Case) -> Case:
    return replace(case, identity_document=IdentityDocument.PASSPORT)


@pytest.mark.parametrize("day", [date(2028, 11, 22), date(2035, 6, 3)])
def test_who_comes_of_age_is_an_adult_of_the_round(day: date) -> None:
    counter = Counter("aurele")
    counter.insert(*FAMILY)
    card = case_of(counter).card
    assert card is not None
    assert round_order(card, day)[0] == 1
    assert round_order(card, date(2035, 6, 4)) == (0, 1, 2), "all of age: as on the card"
