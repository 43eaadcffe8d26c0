"""Real readers: PC/SC through pyscard's thin binding, loaded when the monitor starts.

pyscard's own monitors are not used: their threads end for good when the service stops.
"""

from __future__ import annotations

import importlib.util
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from counter_app.cardreader import errors
from counter_app.cardreader.backend import ReaderState
from counter_app.domain.failures import CounterError, FailureCode

_log = logging.getLogger(__name__)

_PLUG_AND_PLAY = "\\\\?PnP?\\Notification"
_NO_REAL_READER = ("Windows Hello",)  # virtual readers of the system, with a card that never leaves
_NO_CONTEXT = (errors.NO_SERVICE, errors.SERVICE_STOPPED)
_REMOVAL_SHOWS_WITHIN = 1000  # milliseconds: readers without interrupt are polled each 400 ms
# Bits of the event state
_CHANGED, _PRESENT, _EXCLUSIVE, _IN_USE, _MUTE = 0x02, 0x20, 0x80, 0x100, 0x200


@cache
def _scard() -> ModuleType:
    """The binding. Raises CounterError(Card_NoService) where it or PC/SC is not installed."""
    try:
        scard = _load_binding()
    except (ImportError, OSError) as error:
        _log.info("PC/SC is not installed: %s", type(error).__name__)
        raise CounterError(FailureCode.CARD_NO_SERVICE, call="import") from None
    return scard


def _load_binding() -> ModuleType:
    """The binding alone: the package's own start loads forty modules that are not used here
    (17 ms against 1.5 ms, in the way of the first window)."""
    if "smartcard" not in sys.modules:
        package = importlib.util.find_spec("smartcard")
        if package is None:
            raise ImportError("smartcard")
        sys.modules["smartcard"] = importlib.util.module_from_spec(package)
    return importlib.import_module("smartcard.scard")


def _check_service(code: int, call: str) -> None:
    """Raise CounterError unless the call succeeded.

    On Windows the service itself ends with the last reader: there, no service is no reader.
    """
    if sys.platform == "win32" and errors.unsigned(code) in _NO_CONTEXT:
        raise CounterError(FailureCode.CARD_NO_READER, call=call)
    errors.check(code, call)


def _open_context() -> int:
    """A context for the calling thread. Raises CounterError."""
    scard = _scard()
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    _check_service(code, "SCardEstablishContext")
    return int(context)


def _release(context: int) -> None:
    """Give a context back; a dead service makes this fail, which changes nothing."""
    _scard().SCardReleaseContext(context)


def _atr(context: int, reader: str) -> bytes:
    """The answer to reset of a card that cannot be connected; empty if it left."""
    code, states = _scard().SCardGetStatusChange(context, 0, [(reader, 0)])
    return bytes(states[0][2]) if code == errors.SUCCESS else b""


class PcscBackend:
    """The PC/SC service of this computer."""

    def watch(self) -> _Watch:
        """Open the eyes. Raises Card_NoService."""
        return _Watch(_open_context())

    @contextmanager
    def connect(self, reader: str) -> Iterator[_Connection]:
        """Connect in shared mode, T=0 (every carte Vitale known offers nothing else)."""
        scard = _scard()
        context = _open_context()
        try:
            code, handle, _ = scard.SCardConnect(
                context, reader, scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0
            )
            if errors.unsigned(code) == errors.PROTO_MISMATCH:
                from counter_app.cardreader import atr  # noqa: PLC0415 - not for the first window

                raise CounterError(atr.refusal(_atr(context, reader)), call="SCardConnect")
            errors.check(code, "SCardConnect")
            try:
                yield _Connection(context, handle, reader)
            finally:
                scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
        finally:
            _release(context)


class _Watch:
    """One context, waiting for any change of any reader."""

    def __init__(self, context: int) -> None:
        self._context = context

    def wait(self, known: tuple[ReaderState, ...], seconds: float) -> tuple[ReaderState, ...]:
        names = self._names()
        tickets = {state.name: state.ticket for state in known}
        asked = [(name, tickets.get(name, 0)) for name in names]
        gone = any(state.name not in names for state in known)
        milliseconds = 0 if gone else int(seconds * 1000)
        # The high word of the plug-and-play entry is the number of readers already known.
        watched = [*asked, (_PLUG_AND_PLAY, len(names) << 16)]
        code, found = _scard().SCardGetStatusChange(self._context, milliseconds, watched)
        code = errors.unsigned(code)
        if code in (errors.UNKNOWN_READER, errors.READER_UNAVAILABLE):
            return self.wait((), 0.0)  # unplugged since the list was made: make it again
        if code in (errors.TIMEOUT, errors.CANCELLED) and seconds:
            return self._unchanged(known, names)
        if code != errors.TIMEOUT:
            _check_service(code, "SCardGetStatusChange")
        return tuple(_state(name, event) for name, event, _ in found if name in names)

    def _unchanged(
        self, known: tuple[ReaderState, ...], names: tuple[str, ...]
    ) -> tuple[ReaderState, ...]:
        """What was known, with the readers as they are listed now."""
        by_name = {state.name: state for state in known}
        return tuple(by_name.get(name, ReaderState(name)) for name in names)

    def _names(self) -> tuple[str, ...]:
        """The readers there are. None is no error here."""
        code, names = _scard().SCardListReaders(self._context, [])
        if errors.unsigned(code) == errors.NO_READERS_AVAILABLE:
            return ()
        _check_service(code, "SCardListReaders")
        return tuple(name for name in names if not name.startswith(_NO_REAL_READER))

    def cancel(self) -> None:
        # Fails when the other thread gave the context back meanwhile: then nothing waits.
        _scard().SCardCancel(self._context)

    def close(self) -> None:
        _release(self._context)


def _state(name: str, event: int) -> ReaderState:
    """A reader's state from PC/SC's bits; the high word counts insertions and removals."""
    return ReaderState(
        name=name,
        present=bool(event & _PRESENT),
        mute=bool(event & _MUTE),
        exclusive=bool(event & _EXCLUSIVE),
        moves=(event >> 16) & 0xFFFF,
        in_use=bool(event & _IN_USE),
        ticket=event & ~_CHANGED,
    )


class _Connection:
    """A card connected in shared mode, used by one thread."""

    def __init__(self, context: int, handle: int, reader: str) -> None:
        self._context = context
        self._handle = handle
        self._reader = reader

    @property
    def atr(self) -> bytes:
        """The card's answer to reset. Raises CounterError when the card has left."""
        code, _, _, _, atr = _scard().SCardStatus(self._handle)
        errors.check(code, "SCardStatus")
        return bytes(atr)

    def transmit(self, command: bytes) -> bytes:
        scard = _scard()
        code, answer = scard.SCardTransmit(self._handle, scard.SCARD_PCI_T0, list(command))
        if code != errors.SUCCESS:
            raise self._explained(code)
        return bytes(answer)

    def _explained(self, code: int) -> CounterError:
        """The error of a failed exchange.

        A card pulled out first shows as a failed exchange, and only later as removed.
        """
        error = errors.card_error(code, "SCardTransmit")
        if error.code is FailureCode.CARD_UNREADABLE and not self._still_there():
            error = CounterError(FailureCode.CARD_REMOVED_WHILE_READING, **error.facts)
        return error

    def _still_there(self) -> bool:
        """False as soon as the reader is seen empty or gone, within the time a reader needs."""
        scard = _scard()
        code, states = scard.SCardGetStatusChange(self._context, 0, [(self._reader, 0)])
        if code == errors.SUCCESS and states[0][1] & _PRESENT:
            seen = states[0][1] & ~_CHANGED
            code, states = scard.SCardGetStatusChange(
                self._context, _REMOVAL_SHOWS_WITHIN, [(self._reader, seen)]
            )
        return errors.unsigned(code) == errors.TIMEOUT or bool(
            code == errors.SUCCESS and states[0][1] & _PRESENT
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        scard = _scard()
        errors.check(scard.SCardBeginTransaction(self._handle), "SCardBeginTransaction")
        try:
            yield
        finally:
            scard.SCardEndTransaction(self._handle, scard.SCARD_LEAVE_CARD)
