"""The birth date as typed: day, month, year, some of which a card may not know.

The value is the card's own text YYYYMMDD, which may be no calendar date: an unknown day or month
is 00, and a month above 19 is a lunar or conventional one. Source: docs/domain.md, "Birth date".
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap, monthrange
from datetime import date

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.domain.nir import Nir, clean_nir
from counter_app.domain.typed_text import with_plain_digits
from counter_app.domain.wording import MONTHS, day_in_words, one_of, phrase, sentences

OLDEST = 120
_FORM = phrase("Écrivez le jour, le mois puis l’année, par exemple 09/05/1951.")
_UNKNOWN = {  # the day, the month
    (True, False): phrase("Jour inconnu : gardez 00 si la carte l’écrit ainsi."),
    (False, True): phrase("Mois inconnu : gardez 00 si la carte l’écrit ainsi."),
    (True, True): phrase("Jour et mois inconnus : gardez 00 si la carte l’écrit ainsi."),
}
_PLAIN_MONTHS = {
    unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode(): number
    for number, name in enumerate(MONTHS, 1)
}


def check_birth_date(text: str, *, today: date, nir: str | None = None) -> Checked[str]:
    """Check a typed date; the value is YYYYMMDD. `nir`, if known, is compared for a warning."""
    cleaned = _clean(text)
    digits = cleaned.replace(" ", "")
    count = len(digits)
    if not digits:
        return Checked(None, (Finding(Level.HINT, _FORM),), 0)
    for position, character in enumerate(cleaned):
        if not ("0" <= character <= "9" or character == " "):
            text = phrase("« {character} » n’est pas un chiffre.", character=character)
            return refused(sentences(text, _FORM), position=position)
    parts = _parts(cleaned)
    if isinstance(parts, Finding):
        return Checked(None, (parts,), count)
    day, month, year = parts
    if len(year) == 2 and count <= 6:
        return Checked(None, (_four_digits(parts, today),), count)
    if len(year) != 4 or len(day) > 2 or len(month) > 2:
        return Checked(None, (Finding(Level.HINT, _FORM),), count)
    return _check_parts((int(day), int(month), int(year)), today, nir)


def birth_date_in_words(yyyymmdd: str) -> str:
    """A birth date in full, saying so when the card does not know all of it. Never raises."""
    if not re.fullmatch(r"[0-9]{8}", yyyymmdd):
        return yyyymmdd
    year, month, day = int(yyyymmdd[:4]), int(yyyymmdd[4:6]), int(yyyymmdd[6:])
    if (day, month) == (0, 0):
        return phrase("{year} (jour et mois inconnus)", year=year)
    if month == 0:
        return phrase("{year} (mois inconnu)", year=year)
    if day == 0 and month <= 12:
        return phrase("{month} {year} (jour inconnu)", month=MONTHS[month - 1], year=year)
    if _in_calendar(day, month, year):
        return day_in_words(day, month, year)
    written = _written(day, month, year)
    return phrase("{written} (date écrite ainsi sur la carte)", written=written)


def _clean(text: str) -> str:
    """Digits and single spaces, months in words turned into numbers; other signs are kept."""
    lowered = unicodedata.normalize("NFD", with_plain_digits(text).lower())
    plain = "".join(sign for sign in lowered if not unicodedata.combining(sign))
    for name, number in _PLAIN_MONTHS.items():
        plain = re.sub(rf"\b{name}\b", f"{number:02}", plain)
    plain = re.sub(r"\b1er\b", "1", plain)
    apart = "".join(" " if _separates(sign) else sign for sign in plain)
    return " ".join(apart.split())


def _separates(sign: str) -> bool:
    return sign in "/.,_" or unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"}


def _parts(cleaned: str) -> tuple[str, str, str] | Finding:
    """Day, month and year, or what is missing."""
    parts = cleaned.split(" ")
    digits = "".join(parts)
    if len(parts) == 3:
        backwards = len(parts[0]) == 4  # the order of files and of some passports
        day, month, year = reversed(parts) if backwards else parts
        return day, month, year
    if len(digits) == 8 or (len(digits) == 6 and len(parts) == 1):
        if len(digits) == 8 and not _is_year(digits[4:]) and _is_year(digits[:4]):
            meant = _written(digits[6:], digits[4:6], digits[:4])
            text = sentences(phrase("L’année vient en dernier."), _FORM)
            return Finding(Level.ERROR, text, correction=meant)
        return digits[:2], digits[2:4], digits[4:]
    return _incomplete_text(digits)


def _is_year(digits: str) -> bool:
    return 1800 <= int(digits) <= 2199


def _incomplete_text(digits: str) -> Finding:
    if len(digits) > 8:
        return Finding(Level.ERROR, sentences(phrase("Il y a trop de chiffres."), _FORM))
    if len(digits) == 4 and 1900 <= int(digits) <= 2199:
        text = phrase("Jour et mois inconnus sur la carte ? Écrivez 00/00/{year}.", year=digits)
        return Finding(Level.HINT, text)
    return Finding(Level.HINT, _FORM)


def _written(day: str | int, month: str | int, year: str | int) -> str:
    return f"{int(day):02}/{int(month):02}/{year}"


def _four_digits(parts: tuple[str, str, str], today: date) -> Finding:
    day, month, year = parts
    candidates = [century + year for century in ("19", "20") if int(century + year) <= today.year]
    text = phrase("Écrivez l’année avec ses 4 chiffres : {years} ?", years=one_of(candidates))
    meant = _written(day, month, candidates[0]) if len(candidates) == 1 else ""
    return Finding(Level.HINT, text, correction=meant)


def _check_parts(parts: tuple[int, int, int], today: date, nir: str | None) -> Checked[str]:
    day, month, year = parts
    value = f"{year:04}{month:02}{day:02}"
    problem = (
        _bad_year(year, today)
        or _bad_month(parts, _month_in_nir(nir))
        or _bad_day(parts)
        or _future(value, today)
    )
    if problem is not None:
        backwards = _is_backwards(parts) and not _bad_year(year, today)
        meant = _written(month, day, year) if backwards else ""
        return refused(problem, count=8, correction=meant)
    warnings = [*_incomplete(day, month), *_disagreement(parts, nir)]
    return Checked(value, tuple(warnings), 8)


def _bad_year(year: int, today: date) -> str | None:
    if year > today.year:
        return phrase("L’année {year} est à venir : relisez-la.", year=year)
    if year < today.year - OLDEST:
        return phrase(
            "En {year}, c’était il y a plus de {count} ans : relisez l’année.",
            year=year,
            count=OLDEST,
        )
    return None


def _future(value: str, today: date) -> str | None:
    # compared as text: a date with an unknown day or month is never later than its year
    if value > f"{today:%Y%m%d}":
        return phrase("Cette date est à venir : relisez le jour, le mois et l’année.")
    return None


def _bad_month(parts: tuple[int, int, int], month_in_nir: str) -> str | None:
    day, month, year = parts
    if month <= 12 or f"{month:02}" == month_in_nir:
        return None
    if _is_backwards(parts):
        meant = _written(month, day, year)
        return phrase(
            "Il n’y a pas de mois {month}. Jour et mois inversés ? Ce serait {meant}.",
            month=month,
            meant=meant,
        )
    if month < 20:
        return phrase("Il n’y a pas de mois {month} : relisez le mois.", month=month)
    return None


def _is_backwards(parts: tuple[int, int, int]) -> bool:
    """True when only the month before the day makes a date."""
    day, month, year = parts
    return month > 12 and _in_calendar(month, day, year)


def _bad_day(parts: tuple[int, int, int]) -> str | None:
    day, month, year = parts
    if day > 31:
        return phrase("Il n’y a pas de jour {day} : relisez le jour.", day=day)
    if day == 0 or not 1 <= month <= 12 or _in_calendar(day, month, year):
        return None
    if (day, month) == (29, 2) and not isleap(year):
        return phrase(
            "En {year}, février n’avait que 28 jours : relisez le jour et l’année.", year=year
        )
    last = monthrange(year, month)[1]
    return phrase(
        "Il n’y a que {last} jours en {month} : relisez le jour « {day} ».",
        last=last,
        month=MONTHS[month - 1],
        day=day,
    )


def _in_calendar(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _incomplete(day: int, month: int) -> list[Finding]:
    if month > 12:
        text = phrase(
            "« {month} » n’est pas un mois du calendrier. Gardez-le si la carte l’écrit ainsi.",
            month=month,
        )
        return [Finding(Level.WARNING, text)]
    unknown = _UNKNOWN.get((day == 0, month == 0))
    return [Finding(Level.WARNING, unknown)] if unknown else []


def _month_in_nir(nir: str | None) -> str:
    return clean_nir(nir)[3:5] if nir else ""


def _disagreement(parts: tuple[int, int, int], nir: str | None) -> list[Finding]:
    day, month, year = parts
    told = Nir(clean_nir(nir)).birth_year_month if nir else None
    if told is None:
        return []
    nir_year, nir_month = told
    if nir_year != year % 100:
        text = phrase(
            "L’année ne va pas avec le numéro de sécurité sociale. Est-ce bien la date de cette "
            "personne, et non celle d’un proche ?"
        )
        return [Finding(Level.WARNING, text)]
    if nir_month in {0, month} or not 1 <= month <= 12:
        return []
    text = phrase("Le mois ne va pas avec le numéro de sécurité sociale.")
    if nir_month == day:
        meant = _written(month, day, year)
        text = sentences(text, phrase("Jour et mois inversés ?"))
        return [Finding(Level.WARNING, text, correction=meant)]
    return [Finding(Level.WARNING, sentences(text, phrase("Relisez le mois.")))]
