"""Commands and answers (ISO/IEC 7816-3 T=0, 7816-4): the chain format -> 61xx -> 6Cxx.

Only the `transmit` given to the channel touches a card.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from counter_app.domain.failures import CounterError, FailureCode

Transmit = Callable[[bytes], bytes]

OK = 0x9000
NO_FILE = 0x6A82
REFUSED = 0x6982
WRONG_LENGTH = 0x6700
WRONG_OFFSET = 0x6B00

_MOST_RESPONSES = 128  # GET RESPONSE in a row: 32 KB, more than any file of these cards


@dataclass(frozen=True, slots=True)
class Answer:
    """The data and the status word of one command."""

    data: bytes = field(repr=False)
    status: int

    @property
    def done(self) -> bool:
        """The command was carried out: 9000, 61xx (more to fetch), 62xx and 63xx (warnings)."""
        return self.status == OK or self.status >> 8 in (0x61, 0x62, 0x63)


def select_file(identifier: int) -> bytes:
    """SELECT the master file or a file below it by its identifier."""
    return b"\x00\xa4\x00\x00\x02" + identifier.to_bytes(2, "big")


def select_elementary(identifier: int) -> bytes:
    """SELECT an elementary file of the current directory."""
    return b"\x00\xa4\x02\x00\x02" + identifier.to_bytes(2, "big")


def select_application(name: bytes) -> bytes:
    """SELECT by application identifier. No Le: T=0 readers refuse data with Le in one command."""
    return b"\x00\xa4\x04\x00" + bytes([len(name)]) + name


def read_binary(offset: int, length: int = 256) -> bytes:
    """READ BINARY of the current file; offset < 32768, length 1 to 256."""
    return b"\x00\xb0" + offset.to_bytes(2, "big") + bytes([length & 0xFF])


def read_short_identifier(short_identifier: int, length: int = 256) -> bytes:
    """READ BINARY which also selects the file, by its short identifier (1 to 30)."""
    return bytes([0x00, 0xB0, 0x80 | short_identifier, 0x00, length & 0xFF])


def is_t0_command(command: bytes) -> bool:
    """The shapes that T=0 can carry: header; header with Le; header with Lc and its data."""
    return len(command) in (4, 5) or (len(command) > 5 and len(command) == 5 + command[4])


class Channel:
    """Sends commands to one card and counts them."""

    def __init__(self, transmit: Transmit) -> None:
        self._transmit = transmit
        self.commands = 0

    def send(self, command: bytes) -> Answer:
        """One command; asks again with the length a 6Cxx names. 61xx is left to the caller.

        Raises CounterError(Card_Unreadable) when the answer has no status word, ValueError when
        the command has no T=0 shape.
        """
        if not is_t0_command(command):
            raise ValueError("no T=0 command")
        answer = self._exchange(command)
        if answer.status >> 8 == 0x6C and len(command) == 5:
            answer = self._exchange(command[:4] + bytes([answer.status & 0xFF]))
        return answer

    def fetch(self, command: bytes) -> Answer:
        """One command with all the data which the card holds ready behind 61xx.

        Raises CounterError(Card_Unreadable) when that never ends.
        """
        answer = self.send(command)
        data = answer.data
        for _ in range(_MOST_RESPONSES):
            if answer.status >> 8 != 0x61:
                return Answer(data, answer.status)
            answer = self.send(bytes([0x00, 0xC0, 0x00, 0x00, answer.status & 0xFF]))
            data += answer.data
        raise CounterError(FailureCode.CARD_UNREADABLE, reason="an answer without end")

    def _exchange(self, command: bytes) -> Answer:
        self.commands += 1
        raw = self._transmit(command)
        if not 2 <= len(raw) <= 258:
            raise CounterError(FailureCode.CARD_UNREADABLE, answer_length=len(raw))
        return Answer(raw[:-2], int.from_bytes(raw[-2:], "big"))
