"""New enrolment codes, as the port (`gateway.port`) asks for them and hears of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from counter_app.gateway.port import CodeChannel


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """For whom a new enrolment code is asked: as in `IdentificationRequest`, without a code."""

    nir: str = field(repr=False)
    card_serial: str = field(repr=False)
    birth_date: str = field(repr=False)
    agent: str = ""  # the agent's label, never a person's name


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """One of the people whom the numbers fit; `rank` names her in the request that follows."""

    rank: int
    given_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CodeOffer:
    """Who may have a new code, and where it can go: contacts that the fund knows, masked.

    `people`: several for twins; at least one of the three ways is there.
    """

    people: tuple[CodeHolder, ...]
    email: str | None = None
    mobile: str | None = None
    letter: bool = False

    @property
    def channels(self) -> tuple[CodeChannel, ...]:
        """The ways that are there, the quickest first."""
        there = {
            CodeChannel.EMAIL: self.email is not None,
            CodeChannel.SMS: self.mobile is not None,
            CodeChannel.LETTER: self.letter,
        }
        return tuple(channel for channel, known in there.items() if known)


@dataclass(frozen=True, slots=True)
class SentCode:
    """A new code is on its way; older ones serve no more. The code itself never comes here."""

    channel: CodeChannel
    recipient: str | None  # masked; None for a letter
    valid_until: date | None  # None while it is not known when the letter leaves
    next_request_at: datetime  # by the service's clock
