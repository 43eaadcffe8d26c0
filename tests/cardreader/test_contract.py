"""What the monitor promises, on the simulated service and on a real pcscd alike."""

from __future__ import annotations

import threading
import time

import pytest

from counter_app.cardreader.events import (
    CardFailed,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
    ServiceLost,
    ServiceRestored,
)
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.domain.failures import FailureCode
from tests.cardreader.stages import InProcessStage, Listener, PcscdStage, Stage, watching
from tests.real_pcscd import RealPcscd


def read_again(stage: Stage, listener: Listener, name: str = "odette") -> CardWasRead:
    """Whatever happened before, the next good card is read."""
    stage.insert(load_card(name))
    return listener.until(CardWasRead)


def test_a_card_is_announced_read_and_removed(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        assert listener.next() == ReadersChanged(stage.readers)
        stage.insert(load_card("aurele"))
        assert listener.next() == CardInserted(stage.readers[0])
        read = listener.next()
        assert isinstance(read, CardWasRead)
        people = [(p.given_name, p.birth_date, p.nir[-2:]) for p in read.content.beneficiaries]
        assert people == [
            ("Aurèle", "19830127", "01"),
            ("Lilou", "20170604", "47"),
            ("Noam", "20170604", "73"),
        ]
        assert (read.content.serial.value, read.content.serial.certain) == ("03004288613", True)
        assert read.content.apdus <= 9
        assert read.content.atr == "3B751300004509EA9000"
        stage.remove()
        assert listener.next() == CardRemoved(stage.readers[0])
        assert listener.threads == {"card monitor"}


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("vitale1", FailureCode.CARD_VITALE_1),
        ("cps", FailureCode.CARD_HEALTH_PROFESSIONAL),
        ("cpe", FailureCode.CARD_HEALTH_PROFESSIONAL),
        ("banque", FailureCode.CARD_BANK),
        ("banque-puce", FailureCode.CARD_BANK),
        ("inconnue", FailureCode.CARD_UNKNOWN),
        ("muette", FailureCode.CARD_MUTE),
        ("vide", FailureCode.CARD_NO_BENEFICIARY),
        ("coupee", FailureCode.CARD_UNREADABLE),
        ("mensongere", FailureCode.CARD_UNREADABLE),
        ("retiree", FailureCode.CARD_REMOVED_WHILE_READING),
    ],
)
def test_a_card_that_cannot_be_used_has_a_named_failure(
    stage: Stage, name: str, failure: FailureCode
) -> None:
    with watching(stage.backend) as (_, listener):
        stage.insert(load_card(name))
        assert listener.until(CardFailed) == CardFailed(stage.readers[0], failure)
        stage.remove()
        assert listener.until(CardRemoved) == CardRemoved(stage.readers[0])
        assert read_again(stage, listener).content.beneficiaries


@pytest.mark.parametrize("command", range(1, 9))
def test_a_card_pulled_out_at_any_command_is_told_as_removed(stage: Stage, command: int) -> None:
    with watching(stage.backend) as (_, listener):
        stage.insert(load_card("aurele", fault=f"removed-at-{command}"))
        failed = listener.until(CardFailed)
        assert failed.failure is FailureCode.CARD_REMOVED_WHILE_READING
        assert listener.next() == CardRemoved(stage.readers[0])
        assert read_again(stage, listener, "aurele").content.apdus == 8


def test_a_card_swapped_for_another_is_removed_then_read(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        first = read_again(stage, listener, "odette")
        stage.insert(load_card("firmin"))
        assert isinstance(listener.next(), CardRemoved)
        assert isinstance(listener.next(), CardInserted)
        second = listener.next()
        assert isinstance(second, CardWasRead)
        assert not second.content.same_card(first.content)


def test_two_slots_are_told_apart_by_what_is_in_them(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        stage.insert(load_card("cps"), 0)
        assert listener.until(CardFailed).failure is FailureCode.CARD_HEALTH_PROFESSIONAL
        stage.insert(load_card("solange"), 1)
        assert listener.until(CardWasRead).reader == stage.readers[1]
        stage.remove(0)
        assert listener.until(CardRemoved).reader == stage.readers[0]
        stage.remove(1)
        assert listener.until(CardRemoved).reader == stage.readers[1]


def test_a_card_already_there_at_the_start_is_read(stage: Stage) -> None:
    stage.insert(load_card("odette"))
    with watching(stage.backend) as (_, listener):
        assert listener.until(CardWasRead).reader == stage.readers[0]


def test_the_service_stopped_and_started_again_is_told_and_used(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        read_again(stage, listener)
        stage.stop_service()
        assert listener.next() == CardRemoved(stage.readers[0])
        assert listener.next() == ReadersChanged(())
        assert listener.next() == ServiceLost(FailureCode.CARD_NO_SERVICE)
        stage.start_service()
        started = time.monotonic()
        assert listener.next() == ServiceRestored()
        assert time.monotonic() - started < 1.0
        assert listener.next() == ReadersChanged(stage.readers)
        assert read_again(stage, listener, "firmin")


def test_a_service_that_is_not_there_at_the_start_is_waited_for(stage: Stage) -> None:
    stage.stop_service()
    with watching(stage.backend) as (_, listener):
        assert listener.next() == ReadersChanged(())
        assert listener.next() == ServiceLost(FailureCode.CARD_NO_SERVICE)
        stage.start_service()
        assert listener.next() == ServiceRestored()
        assert read_again(stage, listener)


def test_a_service_stopped_in_the_middle_of_a_read_is_told(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        stage.insert(load_card("lente"))
        listener.until(CardInserted)
        stage.stop_service()
        assert listener.until(CardFailed).failure is FailureCode.CARD_NO_SERVICE
        assert listener.until(ServiceLost).failure is FailureCode.CARD_NO_SERVICE
        stage.start_service()
        listener.until(ServiceRestored)
        assert read_again(stage, listener)


def test_a_reader_held_by_another_program_is_read_when_it_is_free(stage: Stage) -> None:
    stage.insert(load_card("odette"))
    with stage.held_exclusively(), watching(stage.backend, busy_patience=0.1) as (_, listener):
        assert listener.until(CardFailed).failure is FailureCode.CARD_READER_BUSY


def test_a_reader_given_back_by_another_program_is_read_at_once(stage: Stage) -> None:
    stage.insert(load_card("odette"))
    held = stage.held_exclusively()
    held.__enter__()
    with watching(stage.backend, busy_patience=0.1) as (_, listener):
        assert listener.until(CardFailed).failure is FailureCode.CARD_READER_BUSY
        held.__exit__(None, None, None)
        assert listener.until(CardWasRead)


def test_a_transaction_of_another_program_is_waited_for(stage: Stage) -> None:
    stage.insert(load_card("odette"))
    held = stage.in_a_transaction()
    held.__enter__()
    with watching(stage.backend) as (_, listener):
        listener.until(CardInserted)
        held.__exit__(None, None, None)
        assert listener.until(CardWasRead)


def test_a_transaction_that_never_ends_is_told_as_busy(stage: Stage) -> None:
    stage.insert(load_card("odette"))
    held = stage.in_a_transaction()
    held.__enter__()
    with watching(stage.backend, read_deadline=0.15) as (monitor, listener):
        assert listener.until(CardFailed).failure is FailureCode.CARD_READER_BUSY
        held.__exit__(None, None, None)
        monitor.reread(stage.readers[0])
        assert listener.until(CardWasRead)


def test_a_card_reset_by_another_program_is_read_all_the_same(stage: Stage) -> None:
    with watching(stage.backend) as (monitor, listener):
        read_again(stage, listener)
        stage.reset_card()
        monitor.reread(stage.readers[0])
        assert listener.until(CardWasRead)


def test_a_slow_card_is_read(stage: Stage) -> None:
    with watching(stage.backend) as (_, listener):
        stage.insert(load_card("odette"), bits_per_second=38_400)
        read = listener.until(CardWasRead)
        assert read.content.elapsed_ms > 50


def test_a_reader_that_never_answers_is_told_as_slow(stage: Stage) -> None:
    with watching(stage.backend, read_deadline=0.2) as (_, listener):
        stage.insert(load_card("silencieuse"))
        assert listener.until(CardFailed).failure is FailureCode.CARD_READER_SLOW
        stage.remove()
        assert listener.next() == CardRemoved(stage.readers[0])
        assert read_again(stage, listener)


def test_the_application_quits_at_once_while_a_reader_never_answers(stage: Stage) -> None:
    with watching(stage.backend) as (monitor, listener):
        stage.insert(load_card("silencieuse"))
        listener.until(CardInserted)
        started = time.monotonic()
        monitor.stop()
        assert time.monotonic() - started < 1.0
        assert listener.nothing_more()


def test_the_application_quits_at_once_during_a_wait(stage: Stage) -> None:
    for _ in range(20):
        with watching(stage.backend) as (monitor, listener):
            listener.next()
            started = time.monotonic()
            monitor.stop()
            assert time.monotonic() - started < 1.0
    assert not [t for t in threading.enumerate() if t.name == "card monitor"]


def test_a_card_is_read_again_on_demand(stage: Stage) -> None:
    with watching(stage.backend) as (monitor, listener):
        first = read_again(stage, listener)
        for _ in range(5):
            monitor.reread(stage.readers[0])
            again = listener.next()
            assert isinstance(again, CardWasRead)
            assert again.content.same_card(first.content)
        monitor.reread(stage.readers[1])
        assert listener.next() == CardFailed(stage.readers[1], FailureCode.CARD_NO_CARD)


@pytest.mark.parametrize("name", ["numero-ailleurs", "quinze", "maitre-par-nom"])
def test_a_card_pulled_out_anywhere_in_a_long_read_is_told_as_removed(name: str) -> None:
    stage = InProcessStage()
    with watching(stage.backend) as (_, listener):
        commands = read_again(stage, listener, name).content.apdus
        assert commands > 8
        for command in range(1, commands + 1):
            stage.insert(load_card(name, fault=f"removed-at-{command}"))
            failed = listener.until(CardFailed)
            assert failed.failure is FailureCode.CARD_REMOVED_WHILE_READING
            assert listener.until(CardRemoved)


@pytest.mark.real
def test_a_service_that_hangs_does_not_keep_the_application(pcscd: RealPcscd) -> None:
    with watching(PcscdStage(pcscd).backend) as (monitor, listener):
        listener.until(ReadersChanged)
        pcscd.hang()
        try:
            monitor.reread("Virtual PCD 0 00 00")
            started = time.monotonic()
            monitor.stop()
            assert time.monotonic() - started < 1.0
        finally:
            pcscd.wake()


@pytest.mark.real
def test_a_card_put_in_while_everything_slept_is_read_on_waking(pcscd: RealPcscd) -> None:
    stage = PcscdStage(pcscd)
    with watching(stage.backend) as (_, listener):
        listener.until(ReadersChanged)
        pcscd.hang()
        stage.insert(load_card("odette"))
        assert listener.nothing_more()
        pcscd.wake()
        assert listener.until(CardWasRead)
    stage.clear()


@pytest.mark.real
def test_a_service_that_comes_back_with_other_readers(pcscd: RealPcscd) -> None:
    stage = PcscdStage(pcscd)
    try:
        with watching(stage.backend) as (_, listener):
            assert listener.next() == ReadersChanged(stage.readers)
            pcscd.kill()
            listener.until(ServiceLost)
            pcscd.set_readers(2)
            pcscd.start()
            assert len(listener.until(ReadersChanged).readers) == 4
            pcscd.kill()
            listener.until(ServiceLost)
            pcscd.set_readers(0)
            pcscd.start()
            assert listener.until(ServiceRestored)
            monitorless = stage.backend.watch()
            assert monitorless.wait((), 0.0) == ()
            monitorless.close()
    finally:
        pcscd.kill()
        pcscd.set_readers(1)
        pcscd.start()
