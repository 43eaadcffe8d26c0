"""Whatever happens to readers and cards, in whatever order, what the monitor tells makes sense."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

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
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.cardreader.simulated.reader import SimulatedService
from counter_app.domain.failures import FailureCode
from tests.cardreader.stages import PATIENCE, watching

READERS = ("A", "B")
CARDS = ("odette", "firmin", "cps", "muette", "vide")
FAILURES = {
    "cps": FailureCode.CARD_HEALTH_PROFESSIONAL,
    "muette": FailureCode.CARD_MUTE,
    "vide": FailureCode.CARD_NO_BENEFICIARY,
}


class Follower:
    """An application that believes what it is told, and checks that it may."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.readers: tuple[str, ...] = ()
        self.cards: dict[str, str] = {}  # reader -> what is known of its card
        self.lost = False
        self.wrong: list[str] = []

    def __call__(self, event: CardEvent) -> None:
        with self.changed:
            if not self._follow(event):
                self.wrong.append(f"{event} with {self.readers} {self.cards} {self.lost}")
            self.changed.notify_all()

    def _follow(self, event: CardEvent) -> bool:
        """Take an event in; False when it makes no sense after the ones before."""
        match event:
            case ReadersChanged(readers):
                self.readers = readers
                fine = all(reader in readers for reader in self.cards)
            case CardInserted(reader):
                fine = reader in self.readers and reader not in self.cards
                self.cards[reader] = "being read"
            case CardWasRead(reader, content):
                fine = reader in self.cards
                self.cards[reader] = content.beneficiaries[0].given_name.lower()
            case CardFailed(reader, FailureCode.CARD_NO_CARD):
                fine = reader not in self.cards  # asked to read again, too late
            case CardFailed(reader, failure):
                fine = reader in self.cards
                self.cards[reader] = failure
            case CardRemoved(reader):
                fine = self.cards.pop(reader, None) is not None
            case ServiceLost():
                fine = not (self.lost or self.cards or self.readers)
                self.lost = True
            case ServiceRestored():
                fine, self.lost = self.lost, False
        return fine


class Counter(RuleBasedStateMachine):
    """Cards and readers come and go while a monitor watches."""

    def __init__(self) -> None:
        super().__init__()
        self.service = SimulatedService(*READERS)
        self.plugged = set(READERS)
        self.cards: dict[str, str] = {}
        self.running = True
        self.follower = Follower()
        self.monitor = CardMonitor(self.service, self.follower)
        self.monitor.start()

    @rule(reader=st.sampled_from(READERS), card=st.sampled_from(CARDS))
    def insert(self, reader: str, card: str) -> None:
        if reader in self.plugged:
            self.service.insert(load_card(card), reader)
            self.cards[reader] = card

    @rule(reader=st.sampled_from(READERS))
    def remove(self, reader: str) -> None:
        if reader in self.plugged:
            self.service.remove(reader)
            self.cards.pop(reader, None)

    @rule(reader=st.sampled_from(READERS))
    def plug_or_unplug(self, reader: str) -> None:
        if reader in self.plugged:
            self.service.unplug(reader)
            self.cards.pop(reader, None)
        else:
            self.service.plug(reader)
        self.plugged ^= {reader}

    @rule()
    def restart_service(self) -> None:
        self.service.stop()
        self.service.start()

    @rule(reader=st.sampled_from(READERS))
    def read_again(self, reader: str) -> None:
        if reader in self.cards:
            self.monitor.reread(reader)

    @precondition(lambda self: self.running)
    @rule()
    def settle(self) -> None:
        """Left alone for a moment, the application knows how things are."""
        expected = {reader: FAILURES.get(card, card) for reader, card in sorted(self.cards.items())}

        def settled() -> bool:
            follower = self.follower
            return (
                set(follower.readers) == self.plugged
                and dict(sorted(follower.cards.items())) == expected
                and not follower.lost
            ) or bool(follower.wrong)

        with self.follower.changed:
            assert self.follower.changed.wait_for(settled, PATIENCE), (
                f"{self.follower.readers} {self.follower.cards}, not {self.plugged} {expected}"
            )

    @invariant()
    def nothing_senseless_was_told(self) -> None:
        assert not self.follower.wrong

    def teardown(self) -> None:
        started = time.monotonic()
        self.monitor.stop()
        assert time.monotonic() - started < 1.0
        assert not self.follower.wrong


TestCounter = Counter.TestCase
TestCounter.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)


@pytest.mark.parametrize(("resets", "failure"), [(1, None), (2, None), (3, FailureCode.CARD_RESET)])
def test_a_card_reset_in_the_middle_of_a_read_is_read_from_the_start(
    resets: int, failure: FailureCode | None
) -> None:
    service = SimulatedService("A")
    card = load_card("odette")
    process, left = card.process, [resets]

    def disturbed(command: bytes) -> bytes:
        if card.commands == 4 and left[0]:
            left[0] -= 1
            service.reset_card("A")
        return process(command)

    card.process = disturbed  # type: ignore[method-assign]
    with watching(service) as (_, listener):
        service.insert(card)
        if failure is None:
            assert listener.until(CardWasRead).content.apdus == 8
        else:
            assert listener.until(CardFailed).failure is failure


def test_a_card_that_speaks_at_last_is_read() -> None:
    """A card put in slowly is mute at first."""
    service = SimulatedService("A")
    card = load_card("odette", fault="mute")
    with watching(service) as (_, listener):
        service.insert(card)
        assert listener.until(CardFailed).failure is FailureCode.CARD_MUTE
        card.behaviour.mute = False
        service.hold_transaction(False)  # anything that makes the readers be looked at again
        assert listener.until(CardWasRead)


def test_no_thread_is_left_behind() -> None:
    before = set(threading.enumerate())
    service = SimulatedService("A")
    with watching(service) as (monitor, listener):
        for _ in range(30):
            service.insert(load_card("odette"))
            listener.until(CardWasRead)
            monitor.reread("A")
            listener.until(CardWasRead)
    deadline = time.monotonic() + PATIENCE
    while set(threading.enumerate()) - before and time.monotonic() < deadline:
        time.sleep(0.001)
    assert not set(threading.enumerate()) - before
