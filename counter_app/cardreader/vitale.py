"""The read of a carte Vitale 2: who is on it, and its serial number.

Nine commands at most when the files are under 256 bytes: select the application (the proof that
this is a carte Vitale), its file of numbers, the master file, its file of identities, the file of
the card's number; each file costs one more command when the card first names its length (6Cxx).
Source: facts gathered from public software; no real card was at hand (docs/card-files.md).
"""

from __future__ import annotations

import re
import time
from itertools import zip_longest

from counter_app.cardreader import apdu, atr, files, serial, tlv
from counter_app.cardreader.apdu import Channel, Transmit
from counter_app.cardreader.files import MASTER, MASTER_BY_NAME, VITALE, FileRefused
from counter_app.domain.card import Beneficiary, CardContent, CardGeneration
from counter_app.domain.failures import CounterError, FailureCode

PAYMENT = b"1PAY.SYS.DDF01"  # EMV's directory of applications: there on bank cards only
IDENTITY = 0xD001
SHORT_IDENTITY = SHORT_NUMBERS = 2

_HOLDER = 0x65
_FAMILY_NAME, _GIVEN_NAME, _BIRTH_DATE, _NIR = 0x80, 0x81, 0x82, 0x93


def read_card(transmit: Transmit, answer_to_reset: bytes) -> CardContent:
    """Read one card to the end.

    Raises CounterError: Card_Vitale1, Card_HealthProfessional, Card_Bank, Card_Unknown when it is
    no carte Vitale 2; Card_Unreadable when its files make no sense; Card_NoBeneficiary when they
    hold nobody; and whatever `transmit` raises.
    """
    started = time.monotonic()
    channel = Channel(transmit)
    _prove_vitale(channel, answer_to_reset)
    number_file = files.attempt(lambda: files.read_short(channel, SHORT_NUMBERS))
    identity_file = _identity_file(channel)
    if number_file is None and identity_file is None:
        raise CounterError(FailureCode.CARD_UNREADABLE, reason="both files refused")
    numbers, identities = _templates(number_file), _templates(identity_file)
    beneficiaries = _people(identities, numbers)
    if not beneficiaries:
        raise CounterError(FailureCode.CARD_NO_BENEFICIARY)
    number = serial.probe(channel)
    return CardContent(
        generation=CardGeneration.VITALE_2,
        atr=atr.as_text(answer_to_reset),
        beneficiaries=beneficiaries,
        serial=number,
        apdus=channel.commands,
        elapsed_ms=(time.monotonic() - started) * 1000,
        rank_mismatch=len(identities) != len(numbers),
    )


def _prove_vitale(channel: Channel, answer_to_reset: bytes) -> None:
    """Select the application; else say which card this is."""
    try:
        files.select(channel, apdu.select_application(VITALE))
    except FileRefused as refusal:
        generation = atr.hint(answer_to_reset)
        if generation is CardGeneration.UNKNOWN and _is_payment_card(channel):
            generation = CardGeneration.BANK
        raise CounterError(
            atr.REFUSALS[generation], status=f"{refusal.status:04X}", generation=generation.value
        ) from None


def _is_payment_card(channel: Channel) -> bool:
    """True when the card has EMV's directory. Selecting reads nothing of the person's."""
    return channel.send(apdu.select_application(PAYMENT)).done


def select_master(channel: Channel) -> None:
    """Select the master file by its identifier, else by its name. Raises FileRefused."""
    try:
        files.select(channel, apdu.select_file(MASTER))
    except FileRefused:
        files.select(channel, apdu.select_application(MASTER_BY_NAME))


def _identity_file(channel: Channel) -> bytes | None:
    """The file of identities, by its short identifier, else by its identifier."""
    try:
        select_master(channel)
        return files.read_short(channel, SHORT_IDENTITY)
    except FileRefused:
        return files.attempt(lambda: _identity_by_identifier(channel))


def _identity_by_identifier(channel: Channel) -> bytes:
    files.select(channel, apdu.select_elementary(IDENTITY))
    return files.read_current(channel)


def _templates(content: bytes | None) -> tuple[tlv.DataObject, ...]:
    """The holder templates of a file, in their order, which is the rank. A file that the card
    refuses has none. Raises CounterError(Card_Unreadable) when the structure is broken."""
    try:
        holders = tuple(item for item in tlv.parse(content or b"") if item.tag == _HOLDER)
        for holder in holders:
            holder.children()
    except tlv.TlvError as error:
        raise CounterError(FailureCode.CARD_UNREADABLE, offset=error.offset) from None
    return holders


def _people(
    identities: tuple[tlv.DataObject, ...], numbers: tuple[tlv.DataObject, ...]
) -> tuple[Beneficiary, ...]:
    """Identities and numbers joined by rank; a rank that one file lacks has empty parts."""
    people = []
    for identity, number in zip_longest(identities, numbers):
        person = Beneficiary(
            family_name=_name(_value(identity, _FAMILY_NAME)),
            given_name=_name(_value(identity, _GIVEN_NAME)),
            birth_date=_digits(_value(identity, _BIRTH_DATE)),
            nir=_nir(_value(number, _NIR)),
        )
        if person.family_name or person.given_name or person.nir:
            people.append(person)
    return tuple(people)


def _value(holder: tlv.DataObject | None, tag: int) -> bytes:
    return (holder.first(tag) if holder else None) or b""


def _name(raw: bytes) -> str:
    """A name as text. Latin-9, which differs from Latin-1 only where names gain by it (Œ, Ÿ);
    UTF-8 when the bytes are no Latin text (0x80 to 0x9F hold no letter) and are valid UTF-8."""
    text = raw.decode("iso8859-15")
    if any("\x80" <= character <= "\x9f" for character in text):
        text = raw.decode("utf-8", errors="replace").replace("\ufffd", " ")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _digits(raw: bytes) -> str:
    """The birth date as the chip has it: YYYYMMDD, not always a day of the calendar."""
    text = raw.decode("ascii", errors="replace").strip(" \0")
    return text if re.fullmatch(r"[0-9]{8}", text) else ""


def _nir(raw: bytes) -> str:
    """The 15 characters, upper case, no blanks; empty when the chip has none for this rank."""
    text = "".join(raw.decode("ascii", errors="replace").split()).replace("\0", "").upper()
    return text if re.fullmatch(r"[0-9]{6}[0-9AB][0-9]{8}", text) and text.strip("0") else ""
