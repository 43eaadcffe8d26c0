"""What the return codes of PC/SC mean for the counter: one table, no PC/SC library needed.

Source: the WinSCard and pcsc-lite return codes; which code comes when was seen with pcscd 1.9.9.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from counter_app.domain.failures import CounterError, FailureCode

SUCCESS = 0
CANCELLED = 0x80100002
TIMEOUT = 0x8010000A
NO_READERS_AVAILABLE = 0x8010002E
UNKNOWN_READER = 0x80100009
READER_UNAVAILABLE = 0x80100017
PROTO_MISMATCH = 0x8010000F
NOT_TRANSACTED = 0x80100016
UNEXPECTED = 0x8010001F
COMM_ERROR = 0x80100013
NO_SERVICE = 0x8010001D
SERVICE_STOPPED = 0x8010001E

_FAILURES: dict[int, FailureCode] = {
    0x80100001: FailureCode.CARD_NO_SERVICE,  # F_INTERNAL_ERROR
    CANCELLED: FailureCode.CARD_NO_SERVICE,  # E_CANCELLED, when nobody here cancelled
    0x80100003: FailureCode.CARD_NO_SERVICE,  # E_INVALID_HANDLE: the handle of a dead service
    0x80100006: FailureCode.CARD_NO_SERVICE,  # E_NO_MEMORY
    0x80100007: FailureCode.CARD_NO_SERVICE,  # F_WAITED_TOO_LONG
    UNKNOWN_READER: FailureCode.CARD_READER_UNPLUGGED,
    TIMEOUT: FailureCode.CARD_READER_SLOW,
    0x8010000B: FailureCode.CARD_READER_BUSY,  # E_SHARING_VIOLATION
    0x8010000C: FailureCode.CARD_NO_CARD,  # E_NO_SMARTCARD
    PROTO_MISMATCH: FailureCode.CARD_UNKNOWN,  # no T=0, so no carte Vitale
    0x80100010: FailureCode.CARD_READER_BUSY,  # E_NOT_READY
    0x80100012: FailureCode.CARD_NO_SERVICE,  # E_SYSTEM_CANCELLED: log-off or shutdown
    COMM_ERROR: FailureCode.CARD_NO_SERVICE,
    0x80100014: FailureCode.CARD_NO_SERVICE,  # F_UNKNOWN_ERROR
    0x80100015: FailureCode.CARD_MUTE,  # E_INVALID_ATR
    NOT_TRANSACTED: FailureCode.CARD_UNREADABLE,
    READER_UNAVAILABLE: FailureCode.CARD_READER_UNPLUGGED,
    0x80100018: FailureCode.CARD_NO_SERVICE,  # P_SHUTDOWN
    0x8010001A: FailureCode.CARD_READER_UNPLUGGED,  # E_READER_UNSUPPORTED
    0x8010001C: FailureCode.CARD_UNKNOWN,  # E_CARD_UNSUPPORTED
    NO_SERVICE: FailureCode.CARD_NO_SERVICE,
    SERVICE_STOPPED: FailureCode.CARD_NO_SERVICE,
    UNEXPECTED: FailureCode.CARD_UNREADABLE,
    0x80100027: FailureCode.CARD_NO_SERVICE,  # E_NO_ACCESS
    NO_READERS_AVAILABLE: FailureCode.CARD_NO_READER,
    0x8010002F: FailureCode.CARD_UNREADABLE,  # E_COMM_DATA_LOST
    0x80100031: FailureCode.CARD_NO_SERVICE,  # E_SERVER_TOO_BUSY
    0x80100065: FailureCode.CARD_UNKNOWN,  # W_UNSUPPORTED_CARD
    0x80100066: FailureCode.CARD_MUTE,  # W_UNRESPONSIVE_CARD
    0x80100067: FailureCode.CARD_RESET,  # W_UNPOWERED_CARD: another program cut the power
    0x80100068: FailureCode.CARD_RESET,  # W_RESET_CARD
    0x80100069: FailureCode.CARD_REMOVED_WHILE_READING,  # W_REMOVED_CARD
    0x8010006A: FailureCode.CARD_NO_SERVICE,  # W_SECURITY_VIOLATION: refused to this session
}


def unsigned(return_code: int) -> int:
    """The return code as the 32-bit number of the standard (the binding may give it signed)."""
    return return_code & 0xFFFFFFFF


def failure_of(return_code: int) -> FailureCode:
    """The counter's name for a return code; an unlisted one is an unreadable card.

    On any code the caller goes on with a fresh context, so a wrong guess here costs one retry.
    """
    return _FAILURES.get(unsigned(return_code), FailureCode.CARD_UNREADABLE)


def card_error(return_code: int, call: str) -> CounterError:
    """The error to raise for a failed call; `call` is the PC/SC function's name, for the log."""
    code = unsigned(return_code)
    return CounterError(failure_of(code), call=call, return_code=f"{code:08X}")


def check(return_code: int, call: str) -> None:
    """Raise CounterError unless the call succeeded."""
    if return_code != SUCCESS:
        raise card_error(return_code, call)


def place(error: BaseException) -> str:
    """Where an unforeseen error came from, for the log: its type, file and line, never its text,
    which might quote what the card says."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{last}"
