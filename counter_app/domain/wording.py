"""French typography and words: phrases, non-breaking spaces, dates and times in full, agreement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

NO_BREAK_SPACE = "\u00a0"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

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
    said = [part for part in parts if part]
    fields = " ".join(f"{{part{place}}}" for place in range(len(said)))
    return Phrase(fields, {f"part{place}": part for place, part in enumerate(said)})


def typeset(text: str) -> str:
    """The text with the non-breaking spaces that French wants: before ? ! : ; », after «, in hours.

    Idempotent. Times such as 8:30 and addresses of pages are left as they are.
    """
    text = _BEFORE_SIGN.sub(NO_BREAK_SPACE, text)
    text = _HOUR.sub(lambda hour: hour.group().replace(" ", NO_BREAK_SPACE), text)
    text = _AFTER_OPENING_QUOTE.sub("«" + NO_BREAK_SPACE, text)
    return _BEFORE_CLOSING_QUOTE.sub(NO_BREAK_SPACE + "»", text)


def day_in_words(day: int, month: int, year: int) -> str:
    """A day in full, such as « 1er novembre 2026 »."""
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]} {year}"


def date_in_words(day: date, *, weekday: bool = False) -> str:
    """A date in full: « 1er novembre 2026 », with `weekday` « lundi 23 novembre 2026 »."""
    words = day_in_words(day.day, day.month, day.year)
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def time_in_words(moment: datetime) -> str:
    """The hour of a moment, in the zone that it carries: « 10 h 42 », « 8 h 05 », « 17 h »."""
    return f"{moment.hour} h {moment.minute:02}" if moment.minute else f"{moment.hour} h"


def join_words(words: Sequence[str], last: str = "et") -> str:
    """An enumeration: « a », « a et b », « a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def agree(civil_title: str, masculine: str, feminine: str, neutral: str) -> str:
    """The turn that agrees with « Monsieur » or « Madame », else the neutral one."""
    return {"Monsieur": masculine, "Madame": feminine}.get(civil_title, neutral)
