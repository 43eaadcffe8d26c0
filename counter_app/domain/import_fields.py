"""The fields of one line of a file that a fund hands over: read once, each refusal in words.

What is refused is told by column, never by raising: a line of a file may hold anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from counter_app.domain.findings import Checked, Level
from counter_app.domain.nir import LENGTH as NIR_LENGTH
from counter_app.domain.nir import check_nir, clean_nir

T = TypeVar("T")

LONGEST = 254  # of any field: an e-mail address has no more
# What no file is expected to hold: controls, invisible signs, line breaks, unassigned characters.
_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ISO_DAY = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})")
_FRENCH_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a line is refused. `text` may quote a part of the field: it is for whoever has the file,
    never for a log."""

    column: str
    text: str = field(repr=False)


class ImportFields:
    """One line. Each method gives a checked value, or notes a refusal and gives nothing."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self.refusals: list[Refusal] = []

    def refuse(self, column: str, text: str) -> None:
        """Note why this column is refused."""
        self.refusals.append(Refusal(column, text))

    def text(self, column: str, *, longest: int = LONGEST, required: bool = False) -> str:
        """The text with plain single spaces; empty when it is missing or refused."""
        text = self._fields.get(column) or ""
        if any(unicodedata.category(sign) in _NEVER for sign in text):
            self.refuse(column, "Il y a un caractère invisible ou de commande : retapez ce texte.")
            return ""
        text = " ".join(text.split())
        if len(text) > longest:
            self.refuse(column, f"{len(text)} caractères : il en faut {longest} au plus.")
            return ""
        if required and not text:
            self.refuse(column, "Cette case est vide.")
        return text

    def checked(
        self, column: str, check: Callable[[str], Checked[T]], *, required: bool = False
    ) -> T | None:
        """The value that a check of the domain gives; None when it is missing or refused."""
        text = self.text(column, required=required)
        if not text:
            return None
        checked = check(text)
        if checked.value is None:
            self.refuse(column, checked.first(Level.ERROR) or checked.first(Level.HINT))
        return checked.value

    def nir(self, column: str, *, required: bool = False) -> str:
        """A number of 15 characters, its key included and right; empty when missing or refused."""
        text = self.text(column, required=required)
        if not text:
            return ""
        checked = check_nir(text)
        if checked.value is not None and len(clean_nir(text)) == NIR_LENGTH:
            return checked.value.digits
        sentence = checked.first(Level.ERROR) or checked.first(Level.HINT)
        self.refuse(column, sentence or "Il manque la clé, les 2 derniers chiffres.")
        return ""

    def day(self, column: str, today: date) -> date | None:
        """A day of the calendar, today at the latest; None when it is missing or refused."""
        text = self.text(column, required=True)
        if not text:
            return None
        parts = day_parts(text)
        if parts is not None:
            try:
                day = date(*parts)
            except ValueError:
                parts = None
        if parts is None:
            self.refuse(column, "Écrivez une date du calendrier, par exemple 2026-11-02.")
            return None
        if day > today:
            self.refuse(column, "Cette date est à venir : relisez-la.")
            return None
        return day


def day_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of 2026-11-02, 20261102 or 02/11/2026; None for another form.

    Only the form is looked at: a card may not know the month, or have a lunar one.
    """
    iso, french = _ISO_DAY.fullmatch(text), _FRENCH_DAY.fullmatch(text)
    if iso is not None:
        year, _, month, day = iso.groups()
    elif french is not None:
        day, month, year = french.groups()
    else:
        return None
    return int(year), int(month), int(day)
