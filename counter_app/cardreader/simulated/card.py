"""A simulated card: commands in, answers out, as ISO/IEC 7816-4 and T=0 have it.

It knows the file structure of a carte Vitale 2 and is strict where a real reader is: a command that
T=0 cannot carry gets 6700. With `lenient`, a SELECT with Le is taken, as by readers that drop it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

OK = b"\x90\x00"


class CardWithdrawn(Exception):  # noqa: N818 - what happens to a card, not a fault of the code
    """The card left the reader instead of answering."""


class CardSilent(Exception):  # noqa: N818
    """The card never answers."""


@dataclass(slots=True)
class ElementaryFile:
    """A file of bytes. `status`: what reading it answers when it is protected."""

    identifier: int
    content: bytes = field(repr=False)
    short_identifier: int = 0
    status: int = 0x9000


@dataclass(slots=True)
class Directory:
    """A directory with its elementary files, selected by name or, for the master, by 3F00.

    `status`: what selecting it answers when it refuses."""

    name: bytes
    identifier: int = 0
    files: list[ElementaryFile] = field(default_factory=list)
    status: int = 0x9000

    def by_identifier(self, identifier: int) -> ElementaryFile | None:
        """The file with this identifier, or None."""
        return next((f for f in self.files if f.identifier == identifier), None)

    def by_short_identifier(self, short_identifier: int) -> ElementaryFile | None:
        """The file with this short identifier, or None."""
        return next((f for f in self.files if f.short_identifier == short_identifier), None)


@dataclass(slots=True)
class Behaviour:
    """How a card (or its reader) departs from the ordinary.

    Counts are of commands since the last power-up, from 1; 0 means never. `answer_filter` sees each
    answer with its command's count and returns what reaches the reader."""

    mute: bool = False
    lenient: bool = False
    announces_responses: bool = True  # 61xx after SELECT; else plain 9000
    names_lengths: bool = True  # 6Cxx when Le asks for more than there is; else the short data
    other_class: bool = False  # a card of another family: 6E00 to class 00
    removed_at: int = 0
    silent_at: int = 0
    reset_at: int = 0  # another program resets the card just before this command
    delay_seconds: float = 0.0
    answer_filter: Callable[[int, bytes], bytes] | None = field(default=None, repr=False)


class VirtualCard:
    """One card. Not thread-safe: one reader holds it at a time."""

    def __init__(
        self, atr: bytes, directories: list[Directory], behaviour: Behaviour | None = None
    ) -> None:
        self.atr = atr
        self.directories = directories
        self.behaviour = behaviour or Behaviour()
        self.commands = 0
        self.power_up()

    def power_up(self) -> None:
        """Power on or reset: nothing but the master file is selected."""
        self.commands = 0
        self.select_nothing()

    def select_nothing(self) -> None:
        """Forget the selection, as a reset does, without counting the commands anew."""
        self._directory: Directory | None = self.directories[0] if self.directories else None
        self._file: ElementaryFile | None = None
        self._response = b""

    def process(self, command: bytes) -> bytes:
        """The answer (data and status word) to one command.

        Raises CardWithdrawn or CardSilent when the card's behaviour says so.
        """
        self.commands += 1
        if self.commands == self.behaviour.removed_at:
            raise CardWithdrawn
        if self.commands == self.behaviour.silent_at:
            raise CardSilent
        answer = self._answer(command)
        if self.behaviour.answer_filter is not None:
            return self.behaviour.answer_filter(self.commands, answer)
        return answer

    def _answer(self, command: bytes) -> bytes:
        pending, self._response = self._response, b""
        command = self._without_le(command)
        if len(command) < 4 or (len(command) > 5 and len(command) != 5 + command[4]):
            return b"\x67\x00"
        if command[0] != 0x00 or self.behaviour.other_class:
            return b"\x6e\x00"
        if command[1] == 0xC0:
            return self._get_response(command, pending)
        instruction = {0xA4: self._select, 0xB0: self._read}.get(command[1])
        return instruction(command) if instruction else b"\x6d\x00"

    def _without_le(self, command: bytes) -> bytes:
        """The command as a lenient reader passes it on."""
        with_le = len(command) > 6 and len(command) == 6 + command[4]
        return command[:-1] if self.behaviour.lenient and with_le else command

    def _select(self, command: bytes) -> bytes:
        data = command[5:]
        if not data:
            return b"\x67\x00"
        if command[2] == 0x04:
            target = next((d for d in self.directories if d.name.startswith(data)), None)
            return self._enter(target)
        identifier = int.from_bytes(data, "big")
        if command[2] == 0x00:
            target = next((d for d in self.directories if d.identifier == identifier), None)
            if target is not None:
                return self._enter(target)
        if command[2] in (0x00, 0x02):
            return self._open(identifier)
        return b"\x6a\x86"

    def _enter(self, directory: Directory | None) -> bytes:
        if directory is None:
            return b"\x6a\x82"
        warning = directory.status >> 8 in (0x62, 0x63)
        if directory.status != 0x9000 and not warning:
            return directory.status.to_bytes(2, "big")
        self._directory, self._file = directory, None
        if warning:
            return directory.status.to_bytes(2, "big")
        return self._announce(b"\x6f\x04\x84\x02" + (directory.identifier or 0x0100).to_bytes(2))

    def _open(self, identifier: int) -> bytes:
        found = self._directory.by_identifier(identifier) if self._directory else None
        if found is None:
            return b"\x6a\x82"
        self._file = found
        size = len(found.content).to_bytes(2, "big")
        return self._announce(b"\x62\x08\x80\x02" + size + b"\x83\x02" + identifier.to_bytes(2))

    def _announce(self, control_information: bytes) -> bytes:
        """What the selected file says of itself, held ready behind 61xx."""
        if not self.behaviour.announces_responses:
            return OK
        self._response = control_information
        return b"\x61" + bytes([len(control_information)])

    def _get_response(self, command: bytes, pending: bytes) -> bytes:
        if not pending:
            return b"\x69\x85"
        asked = command[4] if len(command) == 5 else 0
        if asked != len(pending):
            self._response = pending
            return b"\x6c" + bytes([len(pending)])
        return pending + OK

    def _read(self, command: bytes) -> bytes:
        if len(command) != 5:
            return b"\x67\x00"
        offset = command[2] << 8 | command[3]
        if command[2] & 0x80:
            short = command[2] & 0x1F
            found = self._directory.by_short_identifier(short) if self._directory else None
            if found is None:
                return b"\x6a\x82"
            self._file, offset = found, command[3]
        if self._file is None:
            return b"\x69\x86"
        if self._file.status != 0x9000:
            return self._file.status.to_bytes(2, "big")
        return self._bytes(self._file.content, offset, command[4] or 256)

    def _bytes(self, content: bytes, offset: int, asked: int) -> bytes:
        available = len(content) - offset
        if available <= 0:
            return b"\x6b\x00"
        if asked > available and self.behaviour.names_lengths:
            return b"\x6c" + bytes([available])
        return content[offset : offset + asked] + OK
