"""Reading whole files of a card, in as few commands as its structure allows."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.cardreader import apdu, tlv
from counter_app.cardreader.apdu import Answer, Channel

VITALE = bytes.fromhex("D250000002564954414C45")  # RID of the issuer + "VITALE"
MASTER_BY_NAME = bytes.fromhex("D2500000024D465F564954414C45")  # RID + "MF_VITALE"
MASTER = 0x3F00

_BLOCK = 256
_LARGEST_FILE = 8 * 1024  # a card that never ends its file must not keep the counter waiting


class FileRefused(Exception):  # noqa: N818 - an answer of the card, not a fault of the code
    """The card does not give this file; `status` is its status word."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


def _structure_ended(data: bytes, *, small: bool) -> bool:
    """True when nothing more is worth reading: padding was reached. A `small` file also ends where
    its last data object ends."""
    try:
        end = tlv.end_of_objects(data)
    except tlv.TlvError:
        return False  # cut, so more must follow; or no structure, then the whole file counts
    return end < len(data) or small


def read_current(channel: Channel, first_length: int = _BLOCK) -> bytes:
    """The current file. `first_length`: a guess of its size, when it is known to be small."""
    return _read(channel, apdu.read_binary(0, first_length), first_length)


def read_short(channel: Channel, short_identifier: int) -> bytes:
    """The file with this short identifier in the current directory, made current by the read."""
    return _read(channel, apdu.read_short_identifier(short_identifier), _BLOCK)


def _read(channel: Channel, first: bytes, asked: int) -> bytes:
    """Read block after block until the structure or the file ends. Raises FileRefused."""
    answer = channel.fetch(first)
    if not answer.done:
        raise FileRefused(answer.status)
    data = answer.data
    small = asked < _BLOCK
    while len(answer.data) >= asked and len(data) < _LARGEST_FILE:
        if _structure_ended(data, small=small):
            break
        asked = _BLOCK
        answer = channel.fetch(apdu.read_binary(len(data), asked))
        if not answer.done or not answer.data:
            break  # 6B00 and its like: the file ended with the last block
        data += answer.data
    return data


def select(channel: Channel, command: bytes) -> Answer:
    """Select a file or an application. Raises FileRefused; what it tells of itself is not fetched
    (61xx), which saves a command."""
    answer = channel.send(command)
    if not answer.done:
        raise FileRefused(answer.status)
    return answer


def attempt(read: Callable[[], bytes]) -> bytes | None:
    """The file, or None when the card refuses it: for files that the job can do without."""
    try:
        return read()
    except FileRefused:
        return None
