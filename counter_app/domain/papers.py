"""The words of the papers that people are given, in each language: one file a language.

A language is a folder of `resources/texts` with a `papers.toml` in it; there is no other list. The
file is read whole and checked: a word that is missing, or one that nothing prints, is refused with
its place. How to add a language: docs/texts.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, TypeVar

from counter_app.domain.helpline import Helpline
from counter_app.domain.paper_words import (
    Change,
    ConsequenceSheet,
    Language,
    MandateAct,
    MandateText,
    Papers,
    Part,
    Point,
    SlipHeadings,
    SlipText,
)
from counter_app.domain.profile import Action
from counter_app.domain.redirection import RedirectReason
from counter_app.domain.wording import NO_BREAK_SPACE
from counter_app.resource_files import resource

DEFAULT_LANGUAGE = "fr"
FILE_NAME = "papers.toml"
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"  # Unicode's first strong isolate
_PICTURE = re.compile(r"[a-z0-9-]{1,40}")

K = TypeVar("K", bound=StrEnum)
V = TypeVar("V")


class PapersError(ValueError):
    """A language's file cannot be used; the text names the language and the place in its file."""


def languages(folder: Path | None = None) -> tuple[Language, ...]:
    """The languages that there are: French, its easy form, then the others. Raises PapersError."""
    root = folder or resource("texts")
    codes = sorted(path.parent.name for path in root.glob(f"*/{FILE_NAME}"))
    codes.sort(key=lambda code: not code.startswith(DEFAULT_LANGUAGE))
    return tuple(papers(code, folder).language for code in codes)


@lru_cache(maxsize=16)
def papers(code: str = DEFAULT_LANGUAGE, folder: Path | None = None) -> Papers:
    """The papers in this language, read once. Raises PapersError."""
    path = (folder or resource("texts")) / code / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PapersError(f"{code}: {error}") from None
    return _papers(code, content)


def filled(
    lines: Sequence[str], language: Language, helpline: Helpline, **values: str
) -> tuple[str, ...]:
    """The lines with their placeholders replaced; a line of which one is empty is left out."""
    number = helpline.number.replace(" ", NO_BREAK_SPACE)
    values |= {"number": number, "hours": helpline.hours, "price": helpline.price}
    values = {name: foreign(words, language) for name, words in values.items()}
    templates = map(Template, lines)
    return tuple(
        template.substitute(values)
        for template in templates
        if all(values[name] for name in template.get_identifiers())
    )


def spoken_text(sheet: ConsequenceSheet, language: Language, helpline: Helpline) -> str:
    """The sheet to be read aloud: a sentence a line, pictures left out."""
    lines = [_sentence(sheet.title), sheet.lead]
    for part in sheet.parts:
        lines += [_sentence(part.heading), *(line for point in part.points for line in point.lines)]
    return "\n".join((*lines, *filled(sheet.question, language, helpline)))


def foreign(words: str, language: Language) -> str:
    """Words of another writing (a name, an address, a number) among those of this language: read
    in their own direction, whatever stands around them."""
    return f"{_ISOLATE}{words}{_END_ISOLATE}" if words and language.right_to_left else words


def mandate_acts(action: Action, *, delete_data: bool = False) -> tuple[MandateAct, ...]:
    """What the mandate of a visit for this act names, in the order in which it is done."""
    acts = (MandateAct.IDENTIFY, MandateAct(action.value))
    return (*acts, MandateAct.DELETE) if delete_data else acts


def _sentence(heading: str) -> str:
    """A heading said as a sentence: a voice pauses at its end."""
    return heading if heading.endswith((".", "?", "!")) else f"{heading}."


# Reading a file ---------------------------------------------------------------------------------


class _Table:
    """A table of the file whose every key must be read: what nothing prints is a slip of the pen.

    `place`: « fr: close.parts[2] », for the error's text.
    """

    def __init__(self, content: Any, place: str) -> None:
        if not isinstance(content, dict):
            raise PapersError(f"{place} is not a table")
        self._left, self._place = dict(content), place

    def text(self, key: str, *placeholders: str) -> str:
        return self._checked(self._taken(key), self._at(key), placeholders)

    def texts(self, key: str, *placeholders: str) -> tuple[str, ...]:
        found, at = self._taken(key), self._at(key)
        if not isinstance(found, list) or not found:
            raise PapersError(f"{at} is not a list of texts")
        return tuple(self._checked(each, at, placeholders) for each in found)

    def picture(self, key: str) -> str:
        name = self.text(key)
        if not _PICTURE.fullmatch(name) or not resource("icons", f"{name}.svg").is_file():
            raise PapersError(f"{self._at(key)} is no picture of resources/icons")
        return name

    def size(self, key: str) -> float:
        found = self._taken(key)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 9 <= found <= 24:
            raise PapersError(f"{self._at(key)} is not a size of 9 to 24 points")
        return float(found)

    def table(self, key: str) -> _Table:
        return _Table(self._taken(key), self._at(key))

    def tables(self, key: str) -> list[_Table]:
        found, at = self._taken(key), self._at(key)
        if not isinstance(found, list) or not found:
            raise PapersError(f"{at} is not a list of tables")
        return [_Table(each, f"{at}[{rank}]") for rank, each in enumerate(found, 1)]

    def each(self, keys: type[K], read: Callable[[_Table, str], V]) -> dict[K, V]:
        made = {key: read(self, key.value) for key in keys}
        self.end()
        return made

    def end(self) -> None:
        """Raises PapersError for a key that was not asked for."""
        if self._left:
            raise PapersError(f"{self._at(next(iter(self._left)))} is not a word of any paper")

    def _taken(self, key: str) -> Any:
        if key not in self._left:
            raise PapersError(f"{self._at(key)} is missing")
        return self._left.pop(key)

    def _at(self, key: str) -> str:
        return f"{self._place}{'' if self._place.endswith(': ') else '.'}{key}"

    @staticmethod
    def _checked(found: Any, at: str, placeholders: tuple[str, ...]) -> str:
        if not isinstance(found, str) or not found.strip():
            raise PapersError(f"{at} is not a text")
        template = Template(found)
        if not template.is_valid() or not set(template.get_identifiers()) <= set(placeholders):
            raise PapersError(f"{at} has a placeholder that nothing fills")
        return found


def _papers(code: str, content: dict[str, Any]) -> Papers:
    top = _Table(content, f"{code}: ")
    language = Language(
        code, top.text("name"), _right_to_left(top, code), top.text("voice"), top.size("text_size")
    )
    common = top.table("sheet")
    question = common.texts("question", "number", "hours", "price")
    about = common.text("about")
    common.end()
    made = Papers(
        language,
        top.text("fictive"),
        top.text("watermark"),
        top.text("page", "page", "pages"),
        {change: _sheet(top.table(change.value), question, about) for change in Change},
        _mandate(top.table("mandate")),
        _slip_headings(top.table("slip")),
        top.table("slips").each(RedirectReason, lambda slips, key: _slip(slips.table(key))),
    )
    top.end()
    return made


def _right_to_left(top: _Table, code: str) -> bool:
    direction = top.text("direction")
    if direction not in ("ltr", "rtl"):
        raise PapersError(f"{code}: direction is neither « ltr » nor « rtl »")
    return direction == "rtl"


def _sheet(table: _Table, question: tuple[str, ...], about: str) -> ConsequenceSheet:
    parts = tuple(_part(each) for each in table.tables("parts"))
    sheet = ConsequenceSheet(table.text("title"), table.text("lead"), parts, question, about)
    table.end()
    return sheet


def _part(table: _Table) -> Part:
    part = Part(table.text("heading"), tuple(_point(each) for each in table.tables("points")))
    table.end()
    return part


def _point(table: _Table) -> Point:
    point = Point(table.picture("icon"), table.texts("lines"))
    table.end()
    return point


def _mandate(table: _Table) -> MandateText:
    words = (
        *("version", "title", "person", "space", "agent", "blank", "asks", "limits", "duration"),
        *("place", "day", "signature", "for_organisation"),
    )
    mandate = MandateText(
        **{word: table.text(word) for word in words},
        lasts=table.texts("lasts", "date"),
        about=table.text("about", "version"),
        acts=table.table("acts").each(MandateAct, _Table.text),
        promises=tuple(_point(each) for each in table.tables("promises")),
    )
    table.end()
    return mandate


def _slip_headings(table: _Table) -> SlipHeadings:
    headings = SlipHeadings(*map(table.text, ("call", "explanation", "prepare", "about")))
    table.end()
    return headings


def _slip(table: _Table) -> SlipText:
    slip = SlipText(table.text("title"), table.texts("explanation"), table.texts("prepare"))
    table.end()
    return slip
