"""French typography and words: phrases, non-breaking spaces, dates and times in full, agreement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce

NO_BREAK_SPACE = "\u00a0"
# Only a space that is already there is replaced: « 8:30 » and « https://… » have none.
_BEFORE_SIGN = re.compile(r"[ \u00a0\u202f]+(?=[?!:;»])")
_AFTER_OPENING_QUOTE = re.compile(r"«[ \u00a0\u202f]*")
_HOUR = re.compile(r"\b(\d{1,2}) h(?: (\d{2}))?\b")  # « 17 h 30 » is read as one
_BEFORE_CLOSING_QUOTE = re.compile(r"(?<=[^ \u00a0\u202f«])»")


class Phrase(str):
    """A text for people, in French, that can be said in another language where it is shown.

    It is the filled text; `template` is what a translator sees, with fields such as « {name} », and
    `values` is what fills them: texts, numbers, days, other phrases.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] | None = None) -> Phrase:
        """The filled template. Raises KeyError for a field without value."""
        made = super().__new__(cls, template.format_map(_Filled(values)) if values else template)
        made.template, made.values = template, values or {}
        return made


class _Filled(dict[str, object]):
    """Values as French writes them: days in full."""

    def __getitem__(self, name: str) -> object:
        value = super().__getitem__(name)
        return date_in_words(value) if isinstance(value, date) else value


def phrase(template: str, /, **values: object) -> Phrase:
    """A text for people: `template` is written out where it is said, so that it can be found there
    and translated. Raises KeyError for a field without value."""
    return Phrase(template, values)


def sentences(*parts: str) -> Phrase:
    """These one after the other, empty ones left out, each translated for itself."""
    return _strung(" ", parts)


def lines(*parts: str) -> Phrase:
    """These one beneath the other, empty ones left out, each translated for itself."""
    return _strung("\n", parts)


def strong(words: str) -> Phrase:
    """What is read first: labels show it in bold."""
    return Phrase("<b>{words}</b>", {"words": words})


def _strung(between: str, parts: Sequence[str]) -> Phrase:
    said = [part for part in parts if part]
    fields = between.join(f"{{part{place}}}" for place in range(len(said)))
    return Phrase(fields, {f"part{place}": part for place, part in enumerate(said)})


MONTHS = (
    phrase("janvier"),
    phrase("février"),
    phrase("mars"),
    phrase("avril"),
    phrase("mai"),
    phrase("juin"),
    phrase("juillet"),
    phrase("août"),
    phrase("septembre"),
    phrase("octobre"),
    phrase("novembre"),
    phrase("décembre"),
)
WEEKDAYS = (
    phrase("lundi"),
    phrase("mardi"),
    phrase("mercredi"),
    phrase("jeudi"),
    phrase("vendredi"),
    phrase("samedi"),
    phrase("dimanche"),
)


def typeset(text: str) -> str:
    """The text with the non-breaking spaces that French wants: before ? ! : ; », after «, in hours.

    Idempotent. Times such as 8:30 and addresses of pages are left as they are.
    """
    text = _BEFORE_SIGN.sub(NO_BREAK_SPACE, text)
    text = _HOUR.sub(lambda hour: hour.group().replace(" ", NO_BREAK_SPACE), text)
    text = _AFTER_OPENING_QUOTE.sub("«" + NO_BREAK_SPACE, text)
    return _BEFORE_CLOSING_QUOTE.sub(NO_BREAK_SPACE + "»", text)


def day_in_words(day: int, month: int, year: int) -> Phrase:
    """A day in full, such as « 1er novembre 2026 »."""
    if day == 1:
        return phrase("1er {month} {year}", month=MONTHS[month - 1], year=year)
    return phrase("{day} {month} {year}", day=day, month=MONTHS[month - 1], year=year)


def date_in_words(day: date, *, weekday: bool = False) -> Phrase:
    """A date in full: « 1er novembre 2026 », with `weekday` « lundi 23 novembre 2026 »."""
    words = day_in_words(day.day, day.month, day.year)
    if not weekday:
        return words
    return phrase("{weekday} {day}", weekday=WEEKDAYS[day.weekday()], day=words)


def time_in_words(moment: datetime) -> str:
    """The hour of a moment, in the zone that it carries: « 10 h 42 », « 8 h 05 », « 17 h »."""
    return f"{moment.hour} h {moment.minute:02}" if moment.minute else f"{moment.hour} h"


def all_of(words: Sequence[str]) -> str:
    """An enumeration of at least one: « a », « a et b », « a, b et c »."""
    *others, last = words
    return phrase("{words} et {last}", words=_one_by_one(others), last=last) if others else last


def one_of(words: Sequence[str]) -> str:
    """A choice among at least one: « a », « a ou b », « a, b ou c »."""
    *others, last = words
    return phrase("{words} ou {last}", words=_one_by_one(others), last=last) if others else last


def none_of(words: Sequence[str]) -> str:
    """What at least one is denied of: « a », « a ni b », « a, b ni c »."""
    *others, last = words
    return phrase("{words} ni {last}", words=_one_by_one(others), last=last) if others else last


def _one_by_one(words: Sequence[str]) -> str:
    return reduce(lambda before, word: phrase("{words}, {word}", words=before, word=word), words)


def agree(civil_title: str, masculine: str, feminine: str, neutral: str) -> str:
    """The turn that agrees with « Monsieur » or « Madame », else the neutral one."""
    return {"Monsieur": masculine, "Madame": feminine}.get(civil_title, neutral)
