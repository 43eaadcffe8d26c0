"""The answer to reset (ISO/IEC 7816-3 §8): its fields, and which card it hints at.

The hint only chooses words: selecting the application is the proof. Whether the card bears a photo
is never deduced. Source of the patterns: the public list of the pcsc-tools project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from counter_app.domain.card import CardGeneration
from counter_app.domain.failures import FailureCode

_LONGEST = 33
_CLOCK_DIVISORS = {1: 372, 2: 558, 3: 744, 4: 1116, 5: 1488, 6: 1860, 9: 512, 10: 768, 11: 1024,
                   12: 1536, 13: 2048, 0: 372}  # fmt: skip
_BAUD_FACTORS = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 6: 32, 7: 64, 8: 12, 9: 20}

_HINTS: tuple[tuple[CardGeneration, re.Pattern[str]], ...] = tuple(
    (generation, re.compile(pattern))
    for generation, pattern in (
        (CardGeneration.VITALE_2, r"3B751300004[0-9A-F]09[EF]A9000"),
        (CardGeneration.VITALE_1, r"3F6525002[2C]09[F6]99000"),
        (CardGeneration.VITALE_1, r"3F65250052096A9000"),
        (CardGeneration.VITALE_1, r"3F652500A[34]096A9000"),
        (CardGeneration.VITALE_1, r"3F6525002B09EB9000"),
        # CPS and CPE: the card family's run in the historical bytes; contactless CPS3
        (CardGeneration.HEALTH_PROFESSIONAL, r"3B.*1225006480.*"),
        (CardGeneration.HEALTH_PROFESSIONAL, r"3B8F80010031B86404B0ECC1739401808290000E"),
        # French bank cards: those of the B0' mask, then the first EMV ones
        (CardGeneration.BANK, r"3F6525....046C90.0"),
        (CardGeneration.BANK, r"3F65250024096[BE]9000"),
        (CardGeneration.BANK, r"3B6500002063CB[0-9A-F]{4}(26)?"),
    )
)


REFUSALS: dict[CardGeneration, FailureCode] = {
    CardGeneration.VITALE_2: FailureCode.CARD_UNREADABLE,  # its ATR, without its application
    CardGeneration.VITALE_1: FailureCode.CARD_VITALE_1,
    CardGeneration.HEALTH_PROFESSIONAL: FailureCode.CARD_HEALTH_PROFESSIONAL,
    CardGeneration.BANK: FailureCode.CARD_BANK,
    CardGeneration.UNKNOWN: FailureCode.CARD_UNKNOWN,
}


class AtrError(ValueError):
    """The bytes are no answer to reset."""


@dataclass(frozen=True, slots=True)
class Atr:
    """The fields of an answer to reset."""

    inverse_convention: bool
    historical: bytes
    protocols: tuple[int, ...]  # as offered, (0,) when none is named
    clock_divisor: int  # Fi, clock cycles per bit at Di = 1
    baud_factor: int  # Di
    check_ok: bool | None  # None: T=0 only, so no check byte

    def bits_per_second(self, clock_hz: float) -> float:
        """The fastest rate the card offers at this clock."""
        return clock_hz * self.baud_factor / self.clock_divisor


class _Bytes:
    """A cursor which raises AtrError at the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def take(self) -> int:
        if self.position >= len(self._data):
            raise AtrError("the answer to reset is cut")
        value = self._data[self.position]
        self.position += 1
        return value


def parse(atr: bytes) -> Atr:
    """Take an answer to reset apart. Raises AtrError."""
    if not 2 <= len(atr) <= _LONGEST:
        raise AtrError("an answer to reset has 2 to 33 bytes")
    if atr[0] not in (0x3B, 0x3F):
        raise AtrError("unknown convention")
    cursor = _Bytes(atr)
    cursor.take()
    first = cursor.take()
    present, rates, protocols = first >> 4, 0x11, []
    group = 1
    while present:
        if present & 0x1:
            interface = cursor.take()
            rates = interface if group == 1 else rates
        for bit in (0x2, 0x4):
            if present & bit:
                cursor.take()
        if not present & 0x8:
            break
        following = cursor.take()
        protocols.append(following & 0x0F)
        present = following >> 4
        group += 1
    historical = bytes(cursor.take() for _ in range(first & 0x0F))
    check_ok = _check(atr, cursor, protocols)
    return Atr(
        inverse_convention=atr[0] == 0x3F,
        historical=historical,
        protocols=tuple(dict.fromkeys(p for p in protocols if p != 15)) or (0,),
        clock_divisor=_CLOCK_DIVISORS.get(rates >> 4, 372),
        baud_factor=_BAUD_FACTORS.get(rates & 0x0F, 1),
        check_ok=check_ok,
    )


def _check(atr: bytes, cursor: _Bytes, protocols: list[int]) -> bool | None:
    """The check byte: there exactly when another protocol than T=0 is named."""
    if not any(protocols):
        return None
    cursor.take()
    total = 0
    for byte in atr[1 : cursor.position]:
        total ^= byte
    return total == 0


def hint(atr: bytes) -> CardGeneration:
    """Which card this looks like; UNKNOWN when nothing says so. Never raises."""
    text = as_text(atr)
    for generation, pattern in _HINTS:
        if pattern.fullmatch(text):
            return generation
    return CardGeneration.UNKNOWN


def refusal(atr: bytes) -> FailureCode:
    """Why a card with this answer to reset is not read when it has no carte Vitale application.

    Bytes that are no answer to reset come from a card that does not speak: Card_Mute."""
    try:
        parse(atr)
    except AtrError:
        return FailureCode.CARD_MUTE
    return REFUSALS[hint(atr)]


def as_text(atr: bytes) -> str:
    """Upper-case hexadecimal without blanks, as the card's content carries it."""
    return atr.hex().upper()
