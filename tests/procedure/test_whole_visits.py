"""Whole visits: activation, opposition, closing, reopening, with and without a card."""

from __future__ import annotations

import asyncio
import gc
import types
from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import TERMS_VERSION, StepId
from counter_app.procedure.steps import AsideName, Side
from tests.procedure.counter import (
    EMAIL,
    LOGIN_NAME,
    PASSWORD,
    PEOPLE,
    Counter,
    pages_of,
    to_deletion,
)

S = ProfileStatus
BEFORE = [StepId.PERSON, StepId.CODE, StepId.DECISION]
PERSON_SIDE = [StepId.TERMS, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD]


def visit(counter: Counter) -> list[StepId]:
    """Lead a whole visit with a card; the pages that were shown."""

    async def lead() -> list[StepId]:
        counter.insert()
        shown = pages_of(counter)
        await counter.lead_to(StepId.CONFIRMATION)
        return shown

    return asyncio.run(lead())


def check_registered_once(counter: Counter, action: PersonAct) -> None:
    [sent] = counter.service.sent
    assert sent.action is action
    assert counter.pending.log == [("record", sent.key), ("settle", sent.key)]
    case = counter.procedure.case
    assert case is not None
    assert case.acknowledgement is counter.service.registered[sent.key]


@pytest.mark.parametrize("status", [S.PENDING, S.OPPOSED, S.OPEN_UNCLAIMED, S.CLOSED, S.DELETED])
def test_an_activation_with_a_new_account_passes_through_the_person_s_pages(
    status: ProfileStatus,
) -> None:
    counter = Counter(status=status)
    assert visit(counter) == [*BEFORE, *PERSON_SIDE, StepId.CONFIRMATION]
    check_registered_once(counter, Action.ACTIVATE)
    [sent] = counter.service.sent
    assert sent.terms == TERMS_VERSION
    assert sent.login_name_length == len(LOGIN_NAME)


def test_a_reopening_with_an_account_asks_for_no_login_name() -> None:
    counter = Counter("kalinda", S.CLOSED)
    counter.service.known = replace(counter.service.known, has_account=True)
    assert visit(counter) == [*BEFORE, StepId.TERMS, StepId.CONTACTS, StepId.CONFIRMATION]
    check_registered_once(counter, Action.ACTIVATE)


def test_an_opposition_asks_for_neither_terms_nor_account() -> None:
    counter = Counter()
    counter.action = Action.OPPOSE
    assert visit(counter) == [*BEFORE, StepId.CONSEQUENCES, StepId.CONFIRMATION]
    check_registered_once(counter, Action.OPPOSE)
    assert not counter.service.sent[0].has_activation


def test_what_was_kept_of_a_closed_space_is_deleted_on_the_page_of_the_deletion() -> None:
    counter = Counter("kalinda", S.CLOSED)
    counter.action, counter.delete_data = FurtherAct.REQUEST_DELETION, True
    assert visit(counter) == [*BEFORE, StepId.DELETION, StepId.CONFIRMATION]
    check_registered_once(counter, FurtherAct.REQUEST_DELETION)
    [sent] = counter.service.sent
    assert not sent.delete_data, "that is said of a closing only"


def test_who_is_not_the_representative_reads_what_that_changes() -> None:
    counter = Counter("lilou")
    counter.action = FurtherAct.DECLARE_NOT_REPRESENTATIVE
    assert visit(counter) == [*BEFORE, StepId.CONSEQUENCES, StepId.CONFIRMATION]
    check_registered_once(counter, FurtherAct.DECLARE_NOT_REPRESENTATIVE)


@pytest.mark.parametrize(
    ("name", "status", "act"),
    [
        ("odette", S.ACTIVE, FurtherAct.REQUEST_DELETION),
        ("odette", S.PENDING, FurtherAct.DECLARE_NOT_REPRESENTATIVE),
        ("lilou", S.OPPOSED, FurtherAct.DECLARE_NOT_REPRESENTATIVE),
    ],
)
def test_what_the_service_does_not_allow_is_not_gone_on_with(
    name: str, status: ProfileStatus, act: FurtherAct
) -> None:
    counter = Counter(name, status)

    async def go() -> None:
        counter.insert()
        await counter.lead_to(StepId.DECISION)
        counter.procedure.change(action=act)
        assert not counter.procedure.can_go_on
        await counter.procedure.go_on()
        assert counter.procedure.step is StepId.DECISION

    asyncio.run(go())
    assert counter.service.sent == []


def test_a_closing_keeps_the_data() -> None:
    counter = Counter("solange", S.ACTIVE)
    counter.action = Action.CLOSE
    assert visit(counter) == [*BEFORE, StepId.CONSEQUENCES, StepId.CONFIRMATION]
    check_registered_once(counter, Action.CLOSE)
    assert not counter.service.sent[0].delete_data


@pytest.mark.parametrize("delete_data", [False, True])
def test_the_data_are_asked_about_on_a_page_of_their_own(delete_data: bool) -> None:
    counter = Counter("solange", S.ACTIVE)
    counter.delete_data = delete_data

    async def turn_aside() -> None:
        await to_deletion(counter)
        await counter.procedure.go_on()

    asyncio.run(turn_aside())
    check_registered_once(counter, Action.CLOSE)
    assert counter.service.sent[0].delete_data is delete_data


def test_a_deletion_that_was_ticked_then_left_is_not_sent() -> None:
    counter = Counter("solange", S.ACTIVE)
    counter.delete_data = True

    async def go_back() -> None:
        await to_deletion(counter)
        counter.procedure.back()
        await counter.procedure.go_on()

    asyncio.run(go_back())
    check_registered_once(counter, Action.CLOSE)
    assert not counter.service.sent[0].delete_data


def test_an_opposition_has_no_page_of_the_data() -> None:
    counter = Counter()
    counter.action = Action.OPPOSE

    async def ask() -> None:
        await counter.begin(StepId.CONSEQUENCES)
        await counter.procedure.turn_aside(AsideName.DELETION)

    asyncio.run(ask())
    assert counter.procedure.step is StepId.CONSEQUENCES


def test_a_deletion_that_was_ticked_is_not_sent_with_another_act() -> None:
    counter = Counter(status=S.OPEN_UNCLAIMED)

    async def change_one_s_mind() -> None:
        counter.delete_data = True
        await to_deletion(counter)
        counter.procedure.back()
        counter.procedure.back()
        counter.action = Action.ACTIVATE
        await counter.lead_to(StepId.CONFIRMATION)

    asyncio.run(change_one_s_mind())
    assert not counter.service.sent[0].delete_data


@pytest.mark.parametrize("channel", [Channel.TYPED, Channel.PHONE])
def test_without_a_card_the_names_come_from_the_service(channel: Channel) -> None:
    counter = Counter("firmin", S.OPEN_UNCLAIMED)
    counter.action = Action.CLOSE

    async def lead() -> list[StepId]:
        counter.procedure.start_typed(channel)
        shown = pages_of(counter)
        await counter.lead_to(StepId.CODE)
        assert counter.procedure.case is not None
        assert counter.procedure.case.family_name == ""
        await counter.lead_to(StepId.CONFIRMATION)
        return shown

    shown = asyncio.run(lead())
    assert shown[:2] == [StepId.NUMBERS, StepId.PERSON]
    case = counter.procedure.case
    assert case is not None
    assert (case.given_name, case.polite_name) == ("Firmin", "Achour-Delaunay")
    assert case.channel is channel
    check_registered_once(counter, Action.CLOSE)


def test_the_person_s_pages_are_on_her_side_and_the_others_on_the_agent_s() -> None:
    counter = Counter()
    sides: dict[StepId | None, bool] = {}
    counter.procedure.listen(
        lambda: sides.__setitem__(counter.procedure.step, counter.procedure.on_person_side)
    )
    visit(counter)
    assert {step for step, persons in sides.items() if persons} == set(PERSON_SIDE)
    current = counter.procedure.current
    assert current is not None
    assert current.side is Side.AGENT


def test_a_page_that_is_not_done_is_not_left() -> None:
    counter = Counter()

    async def press_everywhere() -> None:
        counter.insert()
        while counter.procedure.step is not StepId.CONFIRMATION:
            step = counter.procedure.step
            if step is not StepId.CONTACTS:  # nothing to change there is an answer too
                assert not counter.procedure.can_go_on
                await counter.procedure.go_on()
                assert counter.procedure.step is step
            counter.fill()
            assert counter.procedure.can_go_on
            await counter.procedure.go_on()

    asyncio.run(press_everywhere())


def test_a_card_with_several_people_asks_for_whom() -> None:
    counter = Counter("solange")
    counter.insert("solange", "odette")
    counter.procedure.change(identity_document=IdentityDocument.PASSPORT)
    assert not counter.procedure.can_go_on
    counter.procedure.choose_beneficiary(1)
    case = counter.procedure.case
    assert case is not None
    assert case.nir == PEOPLE["odette"]["nir"]
    assert case.card_serial == PEOPLE["solange"]["card_serial"]
    assert counter.procedure.can_go_on


# Secrets ----------------------------------------------------------------------------------------

_NOT_FOLLOWED = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType)


def reachable(root: object) -> Iterator[object]:
    """All that a walk through memory finds from here, without the code itself."""
    seen: set[int] = set()
    todo = [root]
    while todo:
        found = todo.pop()
        if id(found) in seen or isinstance(found, _NOT_FOLLOWED):
            continue
        seen.add(id(found))
        yield found
        todo.extend(gc.get_referents(found))


def test_the_walk_through_memory_finds_what_is_there() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.PASSWORD))
    texts = {found for found in reachable(counter.procedure) if isinstance(found, str)}
    assert {PASSWORD, LOGIN_NAME, EMAIL} <= texts


def test_login_name_password_and_code_are_gone_after_the_act() -> None:
    counter = Counter()
    visit(counter)
    counter.service.identified.clear()  # the fake's own memory
    texts = {found for found in reachable(counter.procedure) if isinstance(found, str)}
    assert "France Services du Moule" in texts
    assert not {PASSWORD, LOGIN_NAME, EMAIL, PEOPLE["odette"]["enrolment_code"]} & texts


def test_nothing_personal_is_left_after_the_end() -> None:
    counter = Counter()
    visit(counter)
    counter.service.identified.clear()
    counter.procedure.finish()
    texts = {found for found in reachable(counter.procedure) if isinstance(found, str)}
    odette = PEOPLE["odette"]
    assert counter.procedure.case is None
    assert not {odette["nir"], odette["card_serial"], PASSWORD, LOGIN_NAME, EMAIL} & texts


def test_a_case_does_not_show_itself_in_a_trace() -> None:
    counter = Counter()
    asyncio.run(counter.begin(StepId.PASSWORD))
    shown = repr(counter.procedure.case)
    odette = PEOPLE["odette"]
    secrets = [PASSWORD, LOGIN_NAME, EMAIL, counter.service.known.token]
    traits = ["family_name", "given_name", "nir", "card_serial", "birth_date", "enrolment_code"]
    for personal in (*secrets, *(odette[trait] for trait in traits)):
        assert personal not in shown
    assert "DECISION" in repr(StepId.DECISION)
    assert "Channel.CARD" in shown
