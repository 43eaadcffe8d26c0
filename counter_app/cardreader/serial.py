"""The card's serial number in the chip: where to look, which forms to believe.

The printed number of a card with photo has 21 digits: `8025000002`, ten digits, a key. The service
asks for the last eleven. No public source says which form the chip holds, so nothing is guessed:
only the printed form itself, with a right key, is certain; any other is compared with the card's
face. Probing stops at the first certain number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from counter_app.cardreader import apdu, files, tlv
from counter_app.cardreader.apdu import Channel
from counter_app.cardreader.files import FileRefused
from counter_app.domain.card import SerialReading
from counter_app.domain.card_serial import PREFIX, luhn_digit

_PREFIX_BCD = bytes.fromhex(PREFIX)
_NUMBER_TAG = 0x5A
_NUMBER_FILE, _SERIAL_FILE, _POINTERS = 0x2F02, 0xD003, 0x2001
_SHORT_SERIAL_FILE = 0x1C
_NUMBER_FILE_SIZE = 13  # tag, length and 21 digits in 11 bytes: asked at once, no 6Cxx to answer
_MOST_POINTED_FILES = 32


@dataclass(frozen=True, slots=True)
class _Pointed:
    """A file named by the card's own map."""

    application: bytes = field(repr=False)
    identifier: int


def probe(channel: Channel) -> SerialReading:
    """Look for the number, the master file being selected. Never refuses a card.

    Raises only what the card's exchange raises.
    """
    best = SerialReading()
    for source, content in _places(channel):
        found = read_number(content, source)
        if found.certain:
            return found
        if not best.value and (found.value or not best.short):
            best = found  # a whole number says more than a short one
    return best


def _places(channel: Channel) -> Iterator[tuple[str, bytes]]:
    """The files worth looking into, in the order of their likelihood, read one at a time."""
    for source, command, size in (
        ("2F02", apdu.select_elementary(_NUMBER_FILE), _NUMBER_FILE_SIZE),
        ("SFI 1C", None, 0),
        ("D003", apdu.select_elementary(_SERIAL_FILE), _NUMBER_FILE_SIZE),
    ):
        with suppress(FileRefused):
            if command is None:
                yield source, files.read_short(channel, _SHORT_SERIAL_FILE)
            else:
                files.select(channel, command)
                yield source, files.read_current(channel, size)
    yield from _pointed_files(channel)


def _pointed_files(channel: Channel) -> Iterator[tuple[str, bytes]]:
    """Every file that the card's map names."""
    with suppress(FileRefused):
        files.select(channel, apdu.select_application(files.VITALE))
        files.select(channel, apdu.select_elementary(_POINTERS))
        pointed = pointers(files.read_current(channel))
        selected = b""
        for target in pointed[:_MOST_POINTED_FILES]:
            if target.identifier in (_NUMBER_FILE, _SERIAL_FILE):
                continue  # looked into already
            with suppress(FileRefused):
                if target.application != selected:
                    files.select(channel, apdu.select_application(target.application))
                    selected = target.application
                files.select(channel, apdu.select_elementary(target.identifier))
                yield f"{target.identifier:04X}", files.read_current(channel)


def pointers(content: bytes) -> tuple[_Pointed, ...]:
    """The files of the card's map: `E0 { A0 { 82 … } 80 … }`. A broken map names none."""
    try:
        objects = tlv.parse(content)
        entries = [e for item in objects if item.tag == 0xE0 for e in item.children()]
        applications = {
            child.value[:2]: child.value[4:]
            for entry in entries
            if entry.tag == 0xA0
            for child in entry.children()
            if child.tag == 0x82 and 9 <= len(child.value) <= 20
        }
    except tlv.TlvError:
        return ()
    return tuple(
        _Pointed(applications[entry.value[8:10]], int.from_bytes(entry.value[10:12], "big"))
        for entry in entries
        if entry.tag == 0x80 and len(entry.value) >= 12 and entry.value[8:10] in applications
    )


def read_number(content: bytes, source: str) -> SerialReading:
    """The number in one file: in its tag if the file has a structure, else among its bytes."""
    try:
        value = tlv.find(tlv.parse(content), _NUMBER_TAG)
    except tlv.TlvError:
        value = None
    if value is not None:
        found = _from_digits(_bcd(value), f"{source}, tag 5A")
        if found.source != "none":
            return found
    return _search(content, source)


def _bcd(value: bytes) -> str:
    """The digits of a packed number, without its F padding; empty when it is none."""
    text = value.hex().upper()
    return text.rstrip("F") if re.fullmatch(r"[0-9]*F{0,2}", text) else ""


def _from_digits(digits: str, source: str) -> SerialReading:
    """Judge a number by its form; see the forms a, b and c in docs/card-files.md."""
    if not digits.startswith(PREFIX):
        return SerialReading()
    rest = digits[len(PREFIX) :]
    if len(rest) == 11:
        return SerialReading(
            rest, certain=luhn_digit(rest[:-1]) == rest[-1], source=f"{source}, 21 digits"
        )
    if len(rest) == 10:
        key = luhn_digit(rest)
        return SerialReading(rest + key, certain=False, source=f"{source}, 20 digits, key computed")
    if len(rest) == 9:
        return SerialReading(None, certain=False, source=f"{source}, 19 digits", short=rest)
    return SerialReading()


def _search(content: bytes, source: str) -> SerialReading:
    """The prefix anywhere in the bytes, packed or as text, followed by eleven digits."""
    text = re.search(PREFIX.encode() + rb"([0-9]{11})(?![0-9])", content)
    if text:
        return SerialReading(text[1].decode(), certain=False, source=f"{source}, as text")
    start = content.find(_PREFIX_BCD)
    if start >= 0:
        packed = content[start + len(_PREFIX_BCD) :][:6].hex().upper()
        match = re.match(r"[0-9]{11}", packed)
        if match:
            return SerialReading(match[0], certain=False, source=f"{source}, among its bytes")
    return SerialReading()
