"""Cards as JSON files: the schema of docs/card-files.md, read strictly, made into a VirtualCard."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counter_app.cardreader import tlv
from counter_app.cardreader.files import MASTER, MASTER_BY_NAME, VITALE
from counter_app.cardreader.simulated.card import (
    Behaviour,
    Directory,
    ElementaryFile,
    VirtualCard,
)
from counter_app.domain.card import Beneficiary
from counter_app.domain.card_serial import PREFIX, luhn_digit

DEFAULT_ATR = "3B7513000045 09EA9000".replace(" ", "")
SERIAL_FORMS = ("printed", "without-key", "short", "raw", "text", "none")
_IDENTITY_PADDING = 16  # zero bytes after the last template, as the chips have


class CardFileError(ValueError):
    """The file describes no card. Says which key is wrong, never what it holds."""


@dataclass(slots=True)
class CardFile:
    """A card as its file describes it; see docs/card-files.md for each field."""

    description: str = ""
    atr: str = DEFAULT_ATR
    applications: str = "vitale"  # "vitale", "payment", "none" or "old": a class other than 00
    beneficiaries: tuple[Beneficiary, ...] = field(default=(), repr=False)
    numbers: int | None = None  # how many NIR the second file holds; None: as many as people
    serial: str = field(default="", repr=False)
    serial_form: str = "printed"
    serial_file: str = "2F02"
    encoding: str = "iso8859-1"
    padding: int = _IDENTITY_PADDING
    long_lengths: bool = False
    statuses: dict[str, str] = field(default_factory=dict)  # file or directory -> status word
    contents: dict[str, str] = field(default_factory=dict, repr=False)  # file -> hexadecimal
    fault: str = ""
    lenient: bool = False

    def card(self) -> VirtualCard:
        """A new card. Raises CardFileError."""
        try:
            directories = _DIRECTORIES[self.applications](self)
            atr = bytes.fromhex(self.atr)
        except (KeyError, ValueError, UnicodeEncodeError) as error:
            raise CardFileError(f"not a card: {type(error).__name__}") from None
        behaviour = Behaviour(lenient=self.lenient, other_class=self.applications == "old")
        return VirtualCard(atr, directories, behaviour)


def _template(card: CardFile, parts: list[tuple[int, bytes]]) -> bytes:
    value = b"".join(tlv.encode(tag, content) for tag, content in parts)
    if card.long_lengths:  # a length in two bytes, though one would do
        return b"\x65\x82" + len(value).to_bytes(2, "big") + value
    return tlv.encode(0x65, value)


def _identities(card: CardFile) -> bytes:
    """The file of identities: names, birth date, country, padded with zeros."""
    people = (
        _template(
            card,
            [
                (0x80, person.family_name.encode(card.encoding)),
                (0x81, person.given_name.encode(card.encoding)),
                (0x82, person.birth_date.encode("ascii")),
                (0x90, b"FR"),
            ],
        )
        for person in card.beneficiaries
    )
    return b"".join(people) + bytes(card.padding)


def _numbers(card: CardFile) -> bytes:
    """The file of NIR, in the rank of the identities."""
    count = len(card.beneficiaries) if card.numbers is None else card.numbers
    people = (list(card.beneficiaries) * (1 + count))[:count]
    return b"".join(_template(card, [(0x93, p.nir.encode("ascii"))]) for p in people)


def _serial_content(card: CardFile) -> bytes:
    """The card's number in one of the forms a read must know."""
    digits = PREFIX + card.serial
    match card.serial_form:
        case "printed":
            return tlv.encode(0x5A, bytes.fromhex(digits + "F"))
        case "without-key":
            return tlv.encode(0x5A, bytes.fromhex(digits[:20]))
        case "short":
            short = PREFIX + card.serial[2:10]
            return tlv.encode(0x5A, bytes.fromhex(short + luhn_digit(short) + "F"))
        case "raw":
            return b"\x04\x00" + bytes.fromhex(digits + "F")
        case "text":
            return b"\x04\x00" + digits.encode("ascii")
        case _:
            return b""


def _pointers(card: CardFile) -> bytes:
    """The map of the files: `E0 { A0 { 82 application } 80 file … }`."""
    files = [(b"IDENTITE", 1, 0xD001), (b"CARTE   ", 1, 0x2F02), (b"NUMEROS ", 2, 0x2002)]
    if card.serial_file not in ("2F02", "D003", "SFI1C"):
        files.append((b"SERIE   ", 2, int(card.serial_file, 16)))
    names = b"".join(
        tlv.encode(0x82, reference.to_bytes(2, "big") + b"\x00\x00" + name)
        for reference, name in ((1, MASTER_BY_NAME), (2, VITALE))
    )
    entries = b"".join(
        tlv.encode(0x80, name + reference.to_bytes(2, "big") + identifier.to_bytes(2, "big"))
        for name, reference, identifier in files
    )
    return tlv.encode(0xE0, tlv.encode(0xA0, names) + entries)


def _vitale(card: CardFile) -> list[Directory]:
    """The file structure of a carte Vitale 2."""
    master = Directory(MASTER_BY_NAME, MASTER, [
        ElementaryFile(0x2F00, tlv.encode(0x61, tlv.encode(0x4F, VITALE))),
        ElementaryFile(0xD001, _identities(card), short_identifier=2),
    ])  # fmt: skip
    vitale = Directory(VITALE, 0x0100, [
        ElementaryFile(0x2001, _pointers(card)),
        ElementaryFile(0x2002, _numbers(card), short_identifier=2),
        ElementaryFile(0x2003, b"", status=0x6982),  # protected data: not for this program
    ])  # fmt: skip
    serial = _serial_content(card)
    if serial and card.serial_file == "SFI1C":
        master.files.append(ElementaryFile(0xD003, serial, short_identifier=0x1C))
    elif serial:
        where = master if card.serial_file in ("2F02", "D003") else vitale
        where.files.append(ElementaryFile(int(card.serial_file, 16), serial))
    _override(card, [master, vitale])
    return [master, vitale]


def _override(card: CardFile, directories: list[Directory]) -> None:
    """Put the file's own contents and status words in place."""
    for directory in directories:
        for name in ("MF", "VITALE"):
            if name in card.statuses and (name == "MF") == (directory.identifier == MASTER):
                directory.status = int(card.statuses[name], 16)
        for elementary in directory.files:
            name = f"{elementary.identifier:04X}"
            if name in card.contents:
                elementary.content = bytes.fromhex(card.contents[name])
            if name in card.statuses:
                elementary.status = int(card.statuses[name], 16)


def _payment(_: CardFile) -> list[Directory]:
    return [Directory(b"", MASTER), Directory(b"1PAY.SYS.DDF01", 0x0100)]


def _none(_: CardFile) -> list[Directory]:
    return [Directory(b"", MASTER)]


_DIRECTORIES = {"vitale": _vitale, "payment": _payment, "none": _none, "old": _none}

_KINDS: dict[str, type] = {
    "description": str,
    "atr": str,
    "applications": str,
    "numbers": int,
    "serial": str,
    "serial_form": str,
    "serial_file": str,
    "encoding": str,
    "padding": int,
    "long_lengths": bool,
    "fault": str,
    "lenient": bool,
}
_PERSON_KEYS = {"person", "family_name", "given_name", "birth_date", "nir"}


def read_card_file(path: Path, people: Mapping[str, Mapping[str, Any]]) -> CardFile:
    """Read a card's JSON file. `people`: the fictive people by id, whom it may name.

    Raises CardFileError, OSError.
    """
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise CardFileError("not a JSON file") from None
    if not isinstance(described, dict):
        raise CardFileError("not a JSON object")
    return card_file(described, people)


def card_file(
    described: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]] | None = None
) -> CardFile:
    """A card as the JSON object describes it. Raises CardFileError."""
    card = CardFile()
    for key, value in described.items():
        if key in _KINDS:
            if type(value) is not _KINDS[key]:
                raise CardFileError(f"{key}: a {_KINDS[key].__name__} is expected")
            setattr(card, key, value)
        elif key in ("statuses", "contents"):
            setattr(card, key, _hexadecimal(key, value))
        elif key == "people":
            entries = [_entry(entry, people or {}) for entry in _list(key, value)]
            card.beneficiaries = tuple(_person(entry) for entry in entries)
            card.serial = card.serial or _serial_of(entries)
        else:
            raise CardFileError(f"unknown key: {key}")
    _check(card)
    return card


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise CardFileError(f"{key}: a list is expected")
    return value


def _hexadecimal(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(
        isinstance(text, str) and re.fullmatch(r"([0-9A-Fa-f]{2})*", text.replace(" ", ""))
        for text in value.values()
    ):
        raise CardFileError(f"{key}: an object of hexadecimal texts is expected")
    return {str(name).upper(): text.replace(" ", "") for name, text in value.items()}


def _entry(entry: Any, people: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """One person: an id of the fictive people, or an object that may start from one."""
    if isinstance(entry, str):
        entry = {"person": entry}
    if not isinstance(entry, dict) or set(entry) - _PERSON_KEYS:
        raise CardFileError("people: an id or an object of names, birth_date and nir is expected")
    if "person" not in entry:
        return entry
    if entry["person"] not in people:
        raise CardFileError("people: unknown id")
    return {**people[entry["person"]], **entry}


def _serial_of(entries: list[Mapping[str, Any]]) -> str:
    """The card's number of the first fictive person."""
    return str(entries[0].get("card_serial", "")) if entries else ""


def _person(entry: Mapping[str, Any]) -> Beneficiary:
    texts = [str(entry.get(key, "")) for key in ("family_name", "given_name", "birth_date", "nir")]
    return Beneficiary(*texts)


def _check(card: CardFile) -> None:
    """What is wrong whatever the rest says."""
    if not re.fullmatch(r"([0-9A-Fa-f]{2}){2,33}", card.atr.replace(" ", "")):
        raise CardFileError("atr: 2 to 33 bytes in hexadecimal")
    card.atr = card.atr.replace(" ", "").upper()
    if card.applications not in _DIRECTORIES:
        raise CardFileError(f"applications: one of {', '.join(_DIRECTORIES)}")
    if card.serial_form not in SERIAL_FORMS:
        raise CardFileError(f"serial_form: one of {', '.join(SERIAL_FORMS)}")
    if not re.fullmatch(r"[0-9A-Fa-f]{4}|SFI1C", card.serial_file):
        raise CardFileError("serial_file: four hexadecimal digits or SFI1C")
    wants_serial = card.applications == "vitale" and card.serial_form != "none"
    if wants_serial and not re.fullmatch(r"[0-9]{11}", card.serial):
        raise CardFileError("serial: eleven digits are expected")
    if not 0 <= card.padding <= 4096 or not 0 <= (card.numbers or 0) <= 19:
        raise CardFileError("padding: 0 to 4096; numbers: 0 to 19")
    if card.encoding not in ("iso8859-1", "iso8859-15", "utf-8"):
        raise CardFileError("encoding: iso8859-1, iso8859-15 or utf-8")
