"""What a check of a typed field has to say: errors, warnings, hints, each a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the field cannot be sent as it is
    WARNING = "warning"  # rare or doubtful: let through, the service decides
    HINT = "hint"  # help while typing: how many are missing, where to look


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about a field; `position` is the 0-based place in the cleaned text, if any.

    `correction`: the whole text that was probably meant, for a gesture that takes it; empty where
    only the paper can tell, and never put in without that gesture.
    """

    level: Level
    text: str
    position: int | None = None
    correction: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The outcome of a check: a value when the field can be sent, and what there is to say."""

    value: T | None
    findings: tuple[Finding, ...] = ()
    count: int = 0  # characters that count, so that a field can show "8 / 12"

    @property
    def ok(self) -> bool:
        """True when the field can be sent."""
        return self.value is not None

    def first(self, level: Level) -> str:
        """The first sentence of this level, or an empty string."""
        return next((finding.text for finding in self.findings if finding.level is level), "")

    @property
    def correction(self) -> str:
        """The first text that may be taken instead of what is typed, or an empty string."""
        return next((finding.correction for finding in self.findings if finding.correction), "")


def refused(
    text: str, *, count: int = 0, position: int | None = None, correction: str = ""
) -> Checked[T]:
    """A field that cannot be sent, with the one sentence that says what to correct."""
    return Checked(None, (Finding(Level.ERROR, text, position, correction),), count)
