"""Faults by name: what cards and readers do in the field, put on any simulated card."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from counter_app.cardreader.files import MASTER
from counter_app.cardreader.simulated.card import ElementaryFile, VirtualCard

_NUMBER_FILE = 0x2F02


def _behave(**changes: object) -> Callable[[VirtualCard], None]:
    def apply(card: VirtualCard) -> None:
        card.behaviour = replace(card.behaviour, **changes)  # type: ignore[arg-type]

    return apply


def _filter(change: Callable[[int, bytes], bytes]) -> Callable[[VirtualCard], None]:
    return _behave(answer_filter=change)


def _file(card: VirtualCard, identifier: int) -> ElementaryFile | None:
    found = (directory.by_identifier(identifier) for directory in card.directories)
    return next((f for f in found if f is not None), None)


def _cut_identities(card: VirtualCard) -> None:
    """The last template is cut, as after a write that was interrupted."""
    file = _file(card, 0xD001)
    if file is not None:
        file.content = file.content.rstrip(b"\x00")[:-9]


def _lie_about_lengths(card: VirtualCard) -> None:
    """A template says it is longer than the file."""
    file = _file(card, 0xD001)
    if file is not None:
        file.content = file.content[:1] + b"\x82\x7f\xff" + file.content[2:]


def _refuse_number(card: VirtualCard) -> None:
    file = _file(card, _NUMBER_FILE)
    if file is not None:
        file.status = 0x6982


def _drop_number(card: VirtualCard) -> None:
    for directory in card.directories:
        directory.files = [f for f in directory.files if f.identifier != _NUMBER_FILE]


def _empty_identities(card: VirtualCard) -> None:
    for identifier in (0xD001, 0x2002):
        file = _file(card, identifier)
        if file is not None:
            file.content = bytes(len(file.content))


def _lose_master(card: VirtualCard) -> None:
    """The master file cannot be selected by its identifier, only by its name."""
    for directory in card.directories:
        if directory.identifier == MASTER:
            directory.identifier = 0


FAULTS: dict[str, Callable[[VirtualCard], None]] = {
    "mute": _behave(mute=True),
    "silent": _behave(silent_at=3),
    "slow": _behave(delay_seconds=0.3),
    "reset": _behave(reset_at=4),
    "removed": _behave(removed_at=4),
    "no-announced-response": _behave(announces_responses=False),
    "no-named-length": _behave(names_lengths=False),
    "cut-answer": _filter(lambda count, answer: answer[-1:] if count == 5 else answer),
    "empty-answer": _filter(lambda count, answer: b"" if count == 5 else answer),
    "always-6c": _filter(lambda count, answer: b"\x6c\x10" if count > 1 else answer),
    "always-61": _filter(lambda count, answer: b"\x61\x10" if count > 1 else answer),
    "cut-identities": _cut_identities,
    "lying-lengths": _lie_about_lengths,
    "refused-number": _refuse_number,
    "no-number": _drop_number,
    "nobody": _empty_identities,
    "no-master-identifier": _lose_master,
}
_COUNTED = {"removed-at": "removed_at", "silent-at": "silent_at", "reset-at": "reset_at"}


def put_fault(card: VirtualCard, name: str) -> None:
    """Put a named fault on the card: one of FAULTS, or `removed-at-3`, `silent-at-3`,
    `reset-at-3` with the count of the command. Raises KeyError when there is none of this name."""
    counted = re.fullmatch(r"(removed-at|silent-at|reset-at)-([1-9][0-9]?)", name)
    if counted:
        _behave(**{_COUNTED[counted[1]]: int(counted[2])})(card)
        return
    FAULTS[name](card)
