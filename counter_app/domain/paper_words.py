"""What is written on the papers that people are given: one value for each, in one language.

Words only: the files are read by `domain.papers`, the pages are laid out in `printing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.redirection import RedirectReason


class Change(StrEnum):
    """What a sheet is read before. The deletion is another decision than the closing."""

    OPPOSE = "oppose"
    CLOSE = "close"
    DELETE = "delete"
    DELETE_KEPT = "delete_kept"  # of a space that is closed already
    DECLARE = "declare"  # that one is not the child's representative


class MandateAct(StrEnum):
    """What a person may ask the agent to do in her place: never to choose or type a password."""

    IDENTIFY = "identify"
    NEW_CODE = "new_code"
    ACTIVATE = "activate"
    OPPOSE = "oppose"
    CLOSE = "close"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Language:
    """`code`: the folder's name; `name`: as its speakers say it; `voice`: the language to read
    aloud and to write dates in (BCP 47); `text_size`: of the papers, in points."""

    code: str
    name: str
    right_to_left: bool
    voice: str
    text_size: float


@dataclass(frozen=True, slots=True)
class Point:
    """A few lines beside one picture (a name of `resources/icons`), one idea a line."""

    icon: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its points."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ConsequenceSheet:
    """Read before the act. `question`: lines with the helpline's placeholders (`filled`)."""

    title: str
    lead: str
    parts: tuple[Part, ...]
    question: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class MandateText:
    """The mandate; `version` changes with any word of it and is what a record holds of it.
    `lasts` has the placeholder ${date}, `about` the placeholder ${version}."""

    version: str
    title: str
    person: str
    space: str
    agent: str
    blank: str
    asks: str
    limits: str
    duration: str
    lasts: tuple[str, ...]
    place: str
    day: str
    signature: str
    for_organisation: str
    about: str
    acts: Mapping[MandateAct, str]
    promises: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SlipText:
    """Where to go on, and what to have ready."""

    title: str
    explanation: tuple[str, ...]
    prepare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipHeadings:
    """What all slips say."""

    call: str
    explanation: str
    prepare: str
    about: str


@dataclass(frozen=True, slots=True)
class Papers:
    """All the papers in one language. `fictive`, `watermark`: for invented people; `page`: has
    the placeholders ${page} and ${pages}."""

    language: Language
    fictive: str
    watermark: str
    page: str
    sheets: Mapping[Change, ConsequenceSheet]
    mandate: MandateText
    slip: SlipHeadings
    slips: Mapping[RedirectReason, SlipText]
