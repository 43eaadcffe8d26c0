"""What a card says: the people on it and its serial number."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CardGeneration(StrEnum):
    """The kinds of card that a counter meets."""

    VITALE_2 = "vitale2"
    VITALE_1 = "vitale1"
    HEALTH_PROFESSIONAL = "cps"  # CPS and CPE
    BANK = "bank"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A person on the card, as the chip has it; these traits are never edited.

    `birth_date` is the chip's text YYYYMMDD: it may be no calendar date (lunar dates).
    `nir` has 15 characters (13 + key), or is empty when the card has none for this rank.
    """

    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    birth_date: str = field(repr=False)
    nir: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SerialReading:
    """The serial number found in the chip.

    `value`: the 11 digits asked by the service, or None; `certain`: may be used without comparing
    it with the card's face; `source`: where it was found, for support (never a content);
    `short`: the 9 digits (8 and a key) of the short form, which only the card's face can confirm.
    """

    value: str | None = field(default=None, repr=False)
    certain: bool = False
    source: str = "none"
    short: str = field(default="", repr=False)

    @property
    def to_compare(self) -> str:
        """The digits that count only once somebody has seen them on the card; empty when the chip
        is certain or says nothing."""
        return "" if self.certain else self.value or self.short


@dataclass(frozen=True, slots=True)
class CardContent:
    """The whole of one read. `apdus`: commands sent; `elapsed_ms`: from connection to last answer;
    `rank_mismatch`: the identity file and the NIR file do not hold the same number of people."""

    generation: CardGeneration
    atr: str  # hexadecimal, upper case, no blanks
    beneficiaries: tuple[Beneficiary, ...]
    serial: SerialReading
    apdus: int = 0
    elapsed_ms: float = 0.0
    rank_mismatch: bool = False

    def same_card(self, other: CardContent) -> bool:
        """True when both reads are of one card: same people, same serial."""
        return (
            self.beneficiaries == other.beneficiaries
            and self.serial.value == other.serial.value
            and self.serial.short == other.serial.short
        )
