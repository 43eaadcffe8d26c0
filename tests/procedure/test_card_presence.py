"""Readers and cards of several monitors, as one desk."""

from __future__ import annotations

import asyncio

import pytest

from counter_app.cardreader.events import (
    CardEvent,
    CardFailed,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
    ServiceLost,
    ServiceRestored,
)
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.procedure.card_presence import CardPresence, ReaderState
from counter_app.procedure.case import StepId, TypedNumbers
from tests.procedure.counter import PEOPLE, Counter, card_of

PCSC, SIMULATED = "pcsc", "simulated"
VITALE_SLOT, CPS_SLOT = "Twin Reader 00 00", "Twin Reader 00 01"
ALONE = "Desk Reader 02 00"
TRAY = "Lecteur simulé"
C = FailureCode


class Desk:
    """A counter and the readers on it."""

    def __init__(self, *readers: str) -> None:
        self.counter = Counter()
        self.procedure = self.counter.procedure
        self.presence = CardPresence(self.procedure)
        if readers:
            self.hear(ReadersChanged(readers))

    def hear(self, *events: CardEvent, monitor: str = PCSC) -> None:
        for event in events:
            self.presence.handle(monitor, event)

    def insert(self, name: str, reader: str, monitor: str = PCSC) -> None:
        self.hear(CardInserted(reader), CardWasRead(reader, card_of(name)), monitor=monitor)

    def fail(self, code: FailureCode, reader: str, monitor: str = PCSC) -> None:
        self.hear(CardInserted(reader), CardFailed(reader, code), monitor=monitor)

    @property
    def failure(self) -> FailureCode | None:
        return self.presence.failure and self.presence.failure.code

    @property
    def family_name(self) -> str:
        return "" if self.procedure.case is None else self.procedure.case.family_name


def test_without_readers_the_desk_says_so() -> None:
    desk = Desk()
    assert desk.presence.state is ReaderState.ABSENT
    assert desk.presence.failure is CATALOGUE[C.CARD_NO_READER]
    desk.hear(ReadersChanged(()))
    assert desk.presence.state is ReaderState.ABSENT


def test_a_card_goes_in_is_read_and_comes_out() -> None:
    desk = Desk(ALONE)
    states = [desk.presence.state]
    desk.procedure.listen(lambda: states.append(desk.presence.state))
    desk.insert("odette", ALONE)
    assert desk.presence.case_reader == ALONE
    assert desk.procedure.step is StepId.PERSON
    assert desk.presence.failure is None
    desk.hear(CardRemoved(ALONE))
    assert desk.procedure.locked
    assert desk.presence.case_reader is None
    assert states[0] is ReaderState.READY
    assert states[1] is ReaderState.READING
    assert ReaderState.PRESENT in states
    assert states[-1] is ReaderState.READY


def test_the_readers_of_all_monitors_are_those_of_the_desk() -> None:
    desk = Desk(VITALE_SLOT, CPS_SLOT)
    desk.hear(ReadersChanged((TRAY,)), monitor=SIMULATED)
    assert desk.presence.readers == (VITALE_SLOT, CPS_SLOT, TRAY)
    desk.hear(ReadersChanged(()))
    assert desk.presence.readers == (TRAY,)
    assert desk.presence.state is ReaderState.READY
    desk.insert("firmin", TRAY, SIMULATED)
    assert desk.presence.case_reader == TRAY


def test_a_professional_card_in_its_own_slot_is_no_trouble() -> None:
    desk = Desk(VITALE_SLOT, CPS_SLOT)
    desk.fail(C.CARD_HEALTH_PROFESSIONAL, CPS_SLOT)
    assert desk.presence.state is ReaderState.READY
    assert desk.presence.failure is None
    assert desk.presence.troubled_reader is None
    desk.insert("odette", VITALE_SLOT)
    desk.hear(CardRemoved(CPS_SLOT), CardInserted(CPS_SLOT))
    desk.hear(CardFailed(CPS_SLOT, C.CARD_HEALTH_PROFESSIONAL))
    assert not desk.procedure.locked
    assert desk.presence.state is ReaderState.PRESENT
    desk.hear(CardRemoved(VITALE_SLOT))
    assert desk.procedure.locked


@pytest.mark.parametrize(
    ("readers", "code"),
    [
        ((ALONE,), C.CARD_HEALTH_PROFESSIONAL),
        ((ALONE, TRAY), C.CARD_HEALTH_PROFESSIONAL),
        ((ALONE,), C.CARD_BANK),
        ((ALONE, VITALE_SLOT), C.CARD_MUTE),
    ],
)
def test_a_card_that_cannot_be_used_is_trouble_until_it_is_out(
    readers: tuple[str, ...], code: FailureCode
) -> None:
    desk = Desk(*readers)
    desk.fail(code, ALONE)
    assert desk.presence.state is ReaderState.TROUBLE
    assert desk.failure is code
    assert desk.presence.troubled_reader == ALONE
    assert desk.procedure.case is None
    desk.hear(CardRemoved(ALONE))
    assert desk.presence.state is ReaderState.READY
    assert desk.presence.failure is None


def test_trouble_ends_when_the_card_is_read_again() -> None:
    desk = Desk(ALONE)
    desk.fail(C.CARD_UNREADABLE, ALONE)
    desk.hear(CardWasRead(ALONE, card_of("odette")))
    assert desk.presence.state is ReaderState.PRESENT
    assert desk.presence.troubled_reader is None


def test_asking_every_monitor_to_read_again_makes_no_trouble_elsewhere() -> None:
    desk = Desk(ALONE)
    desk.hear(ReadersChanged((TRAY,)), monitor=SIMULATED)
    desk.fail(C.CARD_UNREADABLE, ALONE)
    desk.hear(CardFailed(ALONE, C.CARD_NO_CARD), monitor=SIMULATED)
    assert desk.failure is C.CARD_UNREADABLE
    desk.hear(CardWasRead(ALONE, card_of("odette")))
    desk.hear(CardFailed(ALONE, C.CARD_NO_CARD), monitor=SIMULATED)
    desk.procedure.finish()
    desk.hear(CardRemoved(ALONE))
    assert desk.presence.state is ReaderState.READY


def test_a_card_torn_out_is_told_until_the_next_one() -> None:
    desk = Desk(ALONE, VITALE_SLOT)
    desk.fail(C.CARD_REMOVED_WHILE_READING, ALONE)
    desk.hear(CardRemoved(ALONE))
    assert desk.presence.state is ReaderState.TROUBLE
    assert desk.failure is C.CARD_REMOVED_WHILE_READING
    assert desk.presence.troubled_reader is None, "there is no card to read again"
    desk.hear(CardInserted(VITALE_SLOT))
    assert desk.presence.state is ReaderState.READING
    assert desk.presence.failure is None
    desk.fail(C.CARD_REMOVED_WHILE_READING, ALONE)
    desk.hear(CardRemoved(ALONE), ReadersChanged((VITALE_SLOT,)))
    assert desk.presence.failure is None


def test_a_second_card_in_another_slot_waits_to_be_taken_out() -> None:
    desk = Desk(VITALE_SLOT, ALONE)
    desk.insert("odette", VITALE_SLOT)
    before = desk.procedure.case
    desk.insert("firmin", ALONE)
    assert desk.procedure.case is before
    assert desk.presence.case_reader == VITALE_SLOT
    desk.hear(CardRemoved(ALONE))
    assert not desk.procedure.locked
    desk.insert("firmin", ALONE)
    desk.procedure.finish()
    desk.hear(CardRemoved(VITALE_SLOT))
    assert desk.presence.state is ReaderState.PRESENT, "a card is still there to take out"
    desk.hear(CardRemoved(ALONE))
    assert desk.presence.state is ReaderState.READY
    desk.insert("firmin", ALONE)
    assert desk.family_name == PEOPLE["firmin"]["family_name"]


def test_a_card_does_not_disturb_what_is_being_typed() -> None:
    desk = Desk(ALONE)
    desk.procedure.start_typed()
    desk.procedure.change(typed=TypedNumbers(nir="2 48"))
    before = desk.procedure.case
    desk.insert("firmin", ALONE)
    desk.hear(CardRemoved(ALONE))
    assert desk.procedure.case is before
    assert not desk.procedure.locked


def test_another_card_in_the_same_reader_wipes_the_case() -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    desk.hear(CardRemoved(ALONE))
    desk.insert("firmin", ALONE)
    assert desk.family_name == PEOPLE["firmin"]["family_name"]
    assert desk.procedure.failure is CATALOGUE[C.CARD_SWAPPED]


@pytest.mark.parametrize("told", [True, False])
def test_a_swap_too_quick_to_be_seen_wipes_the_case_all_the_same(told: bool) -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    if told:
        desk.insert("firmin", ALONE)
    else:
        desk.hear(CardWasRead(ALONE, card_of("firmin")))
    assert desk.family_name == PEOPLE["firmin"]["family_name"]
    assert desk.procedure.failure is CATALOGUE[C.CARD_SWAPPED]
    assert desk.presence.case_reader == ALONE


def test_reading_the_same_card_again_changes_nothing() -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    before = desk.procedure.case
    desk.hear(CardWasRead(ALONE, card_of("odette")))
    assert desk.procedure.case is before
    assert desk.presence.case_reader == ALONE
    desk.insert("odette", ALONE)
    assert desk.procedure.case is before
    assert not desk.procedure.locked


def test_the_card_comes_back_in_another_reader() -> None:
    desk = Desk(VITALE_SLOT, ALONE)
    desk.insert("odette", VITALE_SLOT)
    before = desk.procedure.case
    desk.hear(CardRemoved(VITALE_SLOT))
    desk.insert("odette", ALONE)
    assert desk.procedure.case is before
    assert desk.presence.case_reader == ALONE
    assert not desk.procedure.locked


def test_a_reader_unplugged_with_the_card_inside_locks() -> None:
    desk = Desk(ALONE, VITALE_SLOT)
    desk.insert("odette", ALONE)
    desk.hear(ReadersChanged((VITALE_SLOT,)))
    assert desk.procedure.locked
    assert desk.presence.case_reader is None
    assert desk.presence.state is ReaderState.READY
    desk.hear(ReadersChanged((ALONE, VITALE_SLOT)))
    desk.insert("odette", ALONE)
    assert not desk.procedure.locked


def test_a_reader_unplugged_while_reading_is_not_reading_any_more() -> None:
    desk = Desk(ALONE)
    desk.hear(CardInserted(ALONE), ReadersChanged(()))
    assert desk.presence.state is ReaderState.ABSENT


def test_the_card_service_is_lost_and_comes_back() -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    desk.hear(CardRemoved(ALONE), ReadersChanged(()), ServiceLost(C.CARD_NO_SERVICE))
    assert desk.procedure.locked
    assert desk.presence.state is ReaderState.ABSENT
    assert desk.failure is C.CARD_NO_SERVICE
    desk.hear(ServiceRestored(), ReadersChanged(()))
    assert desk.failure is C.CARD_NO_READER
    desk.hear(ReadersChanged((ALONE,)))
    desk.insert("odette", ALONE)
    assert not desk.procedure.locked
    assert desk.presence.failure is None


def test_a_service_lost_without_a_word_locks_too() -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    desk.hear(ServiceLost(C.CARD_NO_SERVICE))
    assert desk.procedure.locked
    assert desk.presence.readers == ()


def test_a_lost_service_does_not_hide_the_readers_of_another_monitor() -> None:
    desk = Desk()
    desk.hear(ServiceLost(C.CARD_NO_SERVICE))
    desk.hear(ReadersChanged((TRAY,)), monitor=SIMULATED)
    assert desk.presence.failure is None
    assert desk.presence.state is ReaderState.READY


def test_after_the_paper_the_card_leaves_a_desk_that_is_ready() -> None:
    desk = Desk(ALONE)
    desk.insert("odette", ALONE)
    asyncio.run(desk.counter.lead_to(StepId.CONFIRMATION))
    desk.procedure.printed()
    desk.procedure.finish()
    assert desk.presence.state is ReaderState.PRESENT, "the card is still to be given back"
    desk.hear(CardRemoved(ALONE))
    assert desk.procedure.case is None
    assert desk.presence.state is ReaderState.READY
