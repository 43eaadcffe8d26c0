"""The PC/SC backend where a real service cannot show the fault: return codes, readers that go."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from smartcard import scard

from counter_app.cardreader import errors, pcsc
from counter_app.cardreader.backend import ReaderState
from counter_app.cardreader.events import (
    CardEvent,
    CardFailed,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
    ServiceLost,
)
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.cardreader.simulated.reader import SimulatedService
from counter_app.domain.failures import CounterError, FailureCode
from tests.cardreader.stages import watching


def test_the_numbers_are_those_of_the_standard() -> None:
    assert scard.SCARD_E_NO_SERVICE & 0xFFFFFFFF == errors.NO_SERVICE
    for name in ("TIMEOUT", "CANCELLED", "UNKNOWN_READER", "READER_UNAVAILABLE"):
        assert getattr(scard, f"SCARD_E_{name}") & 0xFFFFFFFF == getattr(errors, name)
    for name in ("NO_READERS_AVAILABLE", "PROTO_MISMATCH", "NOT_TRANSACTED", "SERVICE_STOPPED"):
        assert getattr(scard, f"SCARD_E_{name}") & 0xFFFFFFFF == getattr(errors, name)
    for bit in ("CHANGED", "PRESENT", "EXCLUSIVE", "MUTE"):
        assert getattr(scard, f"SCARD_STATE_{bit}") == getattr(pcsc, f"_{bit}")


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (scard.SCARD_E_NO_SERVICE, FailureCode.CARD_NO_SERVICE),
        (scard.SCARD_E_SHARING_VIOLATION, FailureCode.CARD_READER_BUSY),
        (scard.SCARD_W_RESET_CARD, FailureCode.CARD_RESET),
        (scard.SCARD_W_REMOVED_CARD, FailureCode.CARD_REMOVED_WHILE_READING),
        (scard.SCARD_W_UNRESPONSIVE_CARD, FailureCode.CARD_MUTE),
        (scard.SCARD_E_UNKNOWN_READER, FailureCode.CARD_READER_UNPLUGGED),
        (scard.SCARD_E_NO_SMARTCARD, FailureCode.CARD_NO_CARD),
        (scard.SCARD_E_TIMEOUT, FailureCode.CARD_READER_SLOW),
        (0x80109999, FailureCode.CARD_UNREADABLE),
        (-2146435068, FailureCode.CARD_UNREADABLE),  # a signed 0x80100004
    ],
)
def test_each_return_code_has_a_named_failure(code: int, failure: FailureCode) -> None:
    error = errors.card_error(code, "SCardTransmit")
    assert error.code is failure
    assert error.facts == {"call": "SCardTransmit", "return_code": f"{code & 0xFFFFFFFF:08X}"}


class FakeScard(SimpleNamespace):
    """A PC/SC service that answers what it is told to."""

    def __init__(self, **answers: Any) -> None:
        super().__init__(
            SCARD_SCOPE_SYSTEM=2,
            SCARD_SHARE_SHARED=2,
            SCARD_PROTOCOL_T0=1,
            SCARD_PCI_T0=1,
            SCARD_LEAVE_CARD=0,
            SCardEstablishContext=lambda _: (0, 7),
            SCardReleaseContext=lambda _: 0,
            SCardDisconnect=lambda *_: 0,
            **answers,
        )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(**answers: Any) -> pcsc.PcscBackend:
        service = FakeScard(**answers)
        monkeypatch.setattr(pcsc, "_scard", lambda: service)
        return pcsc.PcscBackend()

    return install


def test_a_reader_unplugged_while_listed_is_listed_again(fake: Any) -> None:
    lists = iter([(0, ["A", "B"]), (0, ["B"])])
    waits = iter([(errors.UNKNOWN_READER, []), (0, [("B", 0x10012, []), ("PnP", 0, [])])])
    backend = fake(
        SCardListReaders=lambda *_: next(lists), SCardGetStatusChange=lambda *_: next(waits)
    )
    assert backend.watch().wait((), 1.0) == (ReaderState("B", moves=1),)


def test_no_reader_at_all_is_waited_for(fake: Any) -> None:
    asked: list[Any] = []

    def wait(_: int, milliseconds: int, watched: Any) -> Any:
        asked.append((milliseconds, watched))
        return errors.TIMEOUT, []

    backend = fake(
        SCardListReaders=lambda *_: (errors.NO_READERS_AVAILABLE, []), SCardGetStatusChange=wait
    )
    assert backend.watch().wait((), 2.0) == ()
    assert asked == [(2000, [("\\\\?PnP?\\Notification", 0)])]


def test_the_readers_of_the_system_itself_are_passed_over(fake: Any) -> None:
    backend = fake(
        SCardListReaders=lambda *_: (0, ["Windows Hello for Business 1", "A"]),
        SCardGetStatusChange=lambda *_: (0, [("A", 0x12, []), ("PnP", 0, [])]),
    )
    assert [state.name for state in backend.watch().wait((), 1.0)] == ["A"]


def test_a_service_refused_to_this_session_is_told_as_no_service(fake: Any) -> None:
    backend = fake()
    pcsc._scard().SCardEstablishContext = lambda _: (scard.SCARD_W_SECURITY_VIOLATION, 0)
    with watching(backend) as (_, listener):
        assert listener.until(ServiceLost) == ServiceLost(FailureCode.CARD_NO_SERVICE)


def test_a_reader_that_goes_ends_the_wait_at_once(fake: Any) -> None:
    asked: list[int] = []

    def wait(_: int, milliseconds: int, __: Any) -> Any:
        asked.append(milliseconds)
        return errors.TIMEOUT, []

    backend = fake(SCardListReaders=lambda *_: (0, []), SCardGetStatusChange=wait)
    assert backend.watch().wait((ReaderState("A", present=True),), 10.0) == ()
    assert asked == [0]


@pytest.mark.parametrize(
    ("atr", "failure"),
    [
        ("3B8F80010031B86404B0ECC1739401808290000E", FailureCode.CARD_HEALTH_PROFESSIONAL),
        ("3BF81300008131FE15597562696B657934D4", FailureCode.CARD_UNKNOWN),
        ("", FailureCode.CARD_MUTE),
    ],
)
def test_a_card_without_t0_is_named_by_its_answer_to_reset(
    fake: Any, atr: str, failure: FailureCode
) -> None:
    backend = fake(
        SCardConnect=lambda *_: (errors.PROTO_MISMATCH, 0, 0),
        SCardGetStatusChange=lambda *_: (0, [("A", 0x20, list(bytes.fromhex(atr)))]),
    )
    with pytest.raises(CounterError) as caught, backend.connect("A"):
        pass
    assert caught.value.code is failure


@pytest.mark.parametrize(
    ("states", "failure"),
    [
        ([(0, 0x22), (errors.TIMEOUT, 0x22)], FailureCode.CARD_UNREADABLE),
        ([(0, 0x22), (0, 0x12)], FailureCode.CARD_REMOVED_WHILE_READING),
        ([(0, 0x12)], FailureCode.CARD_REMOVED_WHILE_READING),
        ([(errors.UNKNOWN_READER, 0)], FailureCode.CARD_REMOVED_WHILE_READING),
    ],
)
def test_a_failed_exchange_is_told_from_a_card_pulled_out(
    fake: Any, states: list[tuple[int, int]], failure: FailureCode
) -> None:
    waits = iter(states)

    def wait(*_: Any) -> Any:
        code, event = next(waits)
        return code, [("A", event, [])]

    backend = fake(
        SCardConnect=lambda *_: (0, 5, 1),
        SCardTransmit=lambda *_: (errors.NOT_TRANSACTED, []),
        SCardGetStatusChange=wait,
    )
    with pytest.raises(CounterError) as caught, backend.connect("A") as connection:
        connection.transmit(b"\x00\xa4\x00\x00")
    assert caught.value.code is failure


@pytest.mark.parametrize(
    ("platform", "failure"),
    [("linux", FailureCode.CARD_NO_SERVICE), ("win32", FailureCode.CARD_NO_READER)],
)
@pytest.mark.parametrize("code", [errors.NO_SERVICE, errors.SERVICE_STOPPED])
def test_on_windows_the_service_goes_with_the_last_reader(
    fake: Any, monkeypatch: pytest.MonkeyPatch, platform: str, failure: FailureCode, code: int
) -> None:
    backend = fake(
        SCardListReaders=lambda *_: (0, ["A"]), SCardGetStatusChange=lambda *_: (code, [])
    )
    monkeypatch.setattr("sys.platform", platform)
    with pytest.raises(CounterError) as caught:
        backend.watch().wait((), 1.0)
    assert caught.value.code is failure
    pcsc._scard().SCardEstablishContext = lambda _: (code, 0)
    with pytest.raises(CounterError) as caught:
        backend.watch()
    assert caught.value.code is failure


def test_a_lost_binding_is_a_missing_service(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("smartcard", "smartcard.scard"):  # another test may have loaded both
        monkeypatch.setitem(sys.modules, module, None)
    pcsc._scard.cache_clear()
    with pytest.raises(CounterError) as caught:
        pcsc.PcscBackend().watch()
    assert caught.value.code is FailureCode.CARD_NO_SERVICE


def test_a_reader_unplugged_and_plugged_again() -> None:
    service = SimulatedService("A", "B")
    with watching(service) as (_, listener):
        assert listener.next() == ReadersChanged(("A", "B"))
        service.insert(load_card("odette"), "A")
        listener.until(CardWasRead)
        service.unplug("A")
        assert listener.next() == CardRemoved("A")
        assert listener.next() == ReadersChanged(("B",))
        service.unplug("B")
        assert listener.next() == ReadersChanged(())
        service.plug("A")
        assert listener.next() == ReadersChanged(("A",))
        service.insert(load_card("odette"), "A")
        assert listener.next() == CardInserted("A")
        assert isinstance(listener.next(), CardWasRead)


def test_a_reader_unplugged_in_the_middle_of_a_read() -> None:
    service = SimulatedService("A")
    with watching(service) as (_, listener):
        service.insert(load_card("silencieuse"), "A")
        listener.until(CardInserted)
        service.unplug("A")
        assert listener.next() == CardFailed("A", FailureCode.CARD_READER_UNPLUGGED)
        assert listener.next() == CardRemoved("A")


def test_sleep_and_wake_is_a_service_lost_or_a_card_that_moved() -> None:
    """On waking the readers come back empty for a moment, or the service starts anew."""
    service = SimulatedService("A")
    with watching(service) as (_, listener):
        card = load_card("odette")
        service.insert(card, "A")
        before = listener.until(CardWasRead)
        service.unplug("A")
        service.plug("A")
        service.insert(card, "A")
        assert listener.until(CardRemoved) == CardRemoved("A")
        assert listener.until(CardWasRead).content.same_card(before.content)


@pytest.mark.expected_warnings("listener broke on CardWasRead: RuntimeError in test_pcsc.py")
def test_the_monitor_outlives_a_listener_that_fails() -> None:
    service = SimulatedService("A")
    failures = [RuntimeError("a fault of the application")]

    def fail_once(event: CardEvent) -> None:
        if isinstance(event, CardWasRead) and failures:
            raise failures.pop()
        listener(event)

    with watching(service) as (monitor, listener):
        monitor._notify = fail_once
        service.insert(load_card("odette"), "A")
        listener.until(CardInserted)
        service.insert(load_card("firmin"), "A")
        assert listener.until(CardWasRead).content.serial.value == "03009822143"


@pytest.mark.expected_warnings("card monitor broke, goes on with a fresh context: OverflowError")
def test_the_monitor_outlives_a_binding_that_fails(fake: Any) -> None:
    broken = [OverflowError()]

    def wait(*_: Any) -> Any:
        if broken:
            raise broken.pop()
        return 0, [("A", 0x12, [])]

    backend = fake(
        SCardListReaders=lambda *_: (0, ["A"]),
        SCardGetStatusChange=wait,
        SCardCancel=lambda *_: 0,
    )
    with watching(backend) as (_, listener):
        assert listener.until(ServiceLost)
        assert listener.until(ReadersChanged).readers == ("A",)
