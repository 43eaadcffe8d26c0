"""The social security number (NIR): what is wrong with a typed one, said in words.

Structure: S AA MM DD CCC OOO KK, key = 97 - (N mod 97) with 2A read as 19 and 2B as 18. What is
accepted follows the insurer's own public validator; rare shapes are let through with a warning,
for the service decides (docs/domain.md, "NIR").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.domain.nir_reading import blocks_to_reread, number_blocks
from counter_app.domain.typed_text import (
    count_of_digits,
    not_a_digit,
    with_plain_digits,
    without_separators,
)
from counter_app.domain.wording import phrase, sentences

LENGTH = 15
LENGTH_WITHOUT_KEY = 13
_GROUPS = ((0, 1), (1, 3), (3, 5), (5, 7), (7, 10), (10, 13), (13, 15))
_SHOWN_GROUPS = 3  # sex, year and month: what a person recognises, too little to identify
_CARD_SERIAL_PREFIX = "8025000002"
_WHOLE = re.compile(r"[1-8][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}")
_EXAMPLE = "155125555555555"  # printed in the public guide; its key is not right
_OVERSEAS = {"971", "972", "973", "974", "975", "976", "977", "978"} | {"984", "986", "987", "988"}
# The first digits of numbers that are not for life. The last given with 7 or 8: end of 2022.
_NOT_FINAL = {
    **dict.fromkeys("34", phrase("Numéro d’attente")),
    **dict.fromkeys("56", phrase("Numéro provisoire")),
    **dict.fromkeys("78", phrase("Ancien numéro provisoire")),
}
_IF_ANOTHER = phrase("Si une lettre plus récente en donne un autre, prenez celui-ci.")


@dataclass(frozen=True, slots=True)
class Nir:
    """A number of 15 characters, key included, upper case."""

    digits: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """Sex, year, month, department, commune, order, key."""
        return tuple(self.digits[start:end] for start, end in _GROUPS)

    @property
    def formatted(self) -> str:
        """As printed on the card, groups joined by a space."""
        return " ".join(self.groups)

    @property
    def masked(self) -> str:
        """Sex, year and month, then bullets: for screens and papers."""
        return " ".join(
            group if rank < _SHOWN_GROUPS else "•" * len(group)
            for rank, group in enumerate(self.groups)
        )

    @property
    def birth_year_month(self) -> tuple[int, int] | None:
        """Year (0 to 99) and month (1 to 12, or 0 for a pseudo-month), when the number tells."""
        if self.digits[:1] not in {"1", "2", "3", "4"} or not self.digits[1:5].isdecimal():
            return None
        month = int(self.digits[3:5])
        return int(self.digits[1:3]), month if 1 <= month <= 12 else 0

    @property
    def civil_title(self) -> str:
        """« Monsieur » or « Madame »; empty for provisional numbers, which are less sure."""
        return {"1": phrase("Monsieur"), "2": phrase("Madame")}.get(self.digits[:1], "")


def nir_key(number: str) -> str:
    """The two digits of the key of a number of 13 characters, upper case."""
    from stdnum.fr.nir import calc_check_digits  # noqa: PLC0415 - not before the first window

    return str(calc_check_digits(number))


def clean_nir(text: str) -> str:
    """The typed text without separators, in upper case, digits in ASCII."""
    return without_separators(with_plain_digits(text)).upper()


def is_whole_nir(cleaned: str) -> bool:
    """True for 15 characters whose key is right: no other number met at a counter is like that."""
    typed = cleaned.upper()
    return _WHOLE.fullmatch(typed) is not None and nir_key(typed[:13]) == typed[13:]


def check_nir(text: str, *, birth_date: str | None = None) -> Checked[Nir]:
    """Check a typed number. `birth_date` (YYYYMMDD), if known, is only compared for a warning."""
    shown = without_separators(with_plain_digits(text))  # case kept: « l » and « I » are explained
    cleaned = shown.upper()
    count = len(cleaned)
    if not cleaned:
        return Checked(
            None, (Finding(Level.HINT, phrase("Recopiez les 15 chiffres de la carte.")),), 0
        )
    problem = _other_number(cleaned) or _misplaced_character(shown) or _first_digit(cleaned)
    if problem is not None:
        return Checked(None, (problem,), count)
    if count < LENGTH_WITHOUT_KEY or count == LENGTH - 1:
        return Checked(None, (Finding(Level.HINT, _missing(count)),), count)
    if count > LENGTH:
        extra = count_of_digits(count - LENGTH)
        text = phrase("Il y a {extra} de trop : le numéro en a 15, clé comprise.", extra=extra)
        return refused(text, count=count)
    return _check_whole(cleaned, birth_date)


def _missing(count: int) -> str:
    if count == LENGTH - 1:
        return phrase("Encore 1 chiffre : la clé en a 2")
    return phrase("Encore {missing}", missing=count_of_digits(LENGTH - count))


def _other_number(cleaned: str) -> Finding | None:
    """A number of another kind, recognised by its shape."""
    phone = cleaned.startswith(("+33", "0033", "+262", "+59", "+508"))
    if phone or (len(cleaned) == 10 and cleaned.startswith("0") and cleaned.isdecimal()):
        return Finding(
            Level.ERROR,
            phrase("C’est un numéro de téléphone. Le numéro de sécurité sociale a 15 chiffres."),
        )
    serial = len(cleaned) == 11 and cleaned.startswith("0") and cleaned.isdecimal()
    if serial or cleaned.startswith(_CARD_SERIAL_PREFIX):
        return Finding(
            Level.ERROR,
            phrase(
                "C’est le numéro de série de la carte. Le numéro de sécurité sociale a 15 chiffres."
            ),
        )
    if cleaned == _EXAMPLE:
        return Finding(
            Level.ERROR,
            phrase("C’est le numéro d’exemple de la notice. Recopiez celui de la carte."),
        )
    return None


def _misplaced_character(shown: str) -> Finding | None:
    for position, character in enumerate(shown):
        if "0" <= character <= "9":
            continue
        corsica = position == 6 and character in "AaBb"
        if corsica and shown[5] != "2":
            text = phrase(
                "6ᵉ et 7ᵉ caractères : « {typed} ». Pour la Corse, c’est « 2A » ou « 2B ».",
                typed=shown[5:7],
            )
            return Finding(Level.ERROR, text, 5)
        if not corsica:
            return not_a_digit(shown, position)
    return None


def _first_digit(cleaned: str) -> Finding | None:
    if cleaned[0] in "09":
        return Finding(
            Level.ERROR,
            phrase(
                "Le premier chiffre ne peut pas être {digit} : c’est 1 ou 2, ou de 3 à 8 pour un "
                "numéro d’attente.",
                digit=cleaned[0],
            ),
            0,
        )
    return None


def _check_whole(cleaned: str, birth_date: str | None) -> Checked[Nir]:
    number, key = cleaned[:LENGTH_WITHOUT_KEY], cleaned[LENGTH_WITHOUT_KEY:]
    expected = nir_key(number)
    month_problem = _impossible_month(number)
    if month_problem is not None:
        return Checked(None, (month_problem,), len(cleaned))
    if key and key != expected:
        return _wrong_key(cleaned, birth_date)
    nir = Nir(number + expected)
    warnings = [*_rare_shapes(number), *_disagreement(nir, birth_date)]
    if not key:
        warnings.insert(
            0,
            Finding(
                Level.WARNING,
                phrase(
                    "Il manque la clé, les 2 derniers chiffres. D’après le calcul, c’est "
                    "« {expected} » : vérifiez-le sur la carte.",
                    expected=expected,
                ),
                LENGTH_WITHOUT_KEY,
            ),
        )
    return Checked(nir, tuple(warnings), len(cleaned))


def _impossible_month(number: str) -> Finding | None:
    """Months 00 and 13 to 19 exist neither on the calendar nor among the pseudo-months."""
    month = int(number[3:5])
    if number[0] in "12" and (month == 0 or 13 <= month <= 19):
        return Finding(
            Level.ERROR,
            phrase(
                "Le mois « {month} » n’existe pas : relisez les 4ᵉ et 5ᵉ chiffres.",
                month=number[3:5],
            ),
            3,
        )
    return None


def _wrong_key(cleaned: str, birth_date: str | None) -> Checked[Nir]:
    key = int(cleaned[LENGTH_WITHOUT_KEY:])
    if not 1 <= key <= 97:
        return refused(
            phrase(
                "La clé, les 2 derniers chiffres, va de 01 à 97 : relisez « {key:02} ».", key=key
            ),
            count=len(cleaned),
            position=LENGTH_WITHOUT_KEY,
        )
    reading = blocks_to_reread(cleaned, nir_key, birth_date)
    findings = [Finding(Level.ERROR, reading.sentence, reading.position, reading.meant)]
    if reading.swapped:
        findings.append(Finding(Level.HINT, reading.swapped))
    return Checked(None, tuple(findings), len(cleaned))


def _rare_shapes(number: str) -> list[Finding]:
    """Warnings only: the service decides."""
    found: list[Finding] = []
    first, month = number[0], int(number[3:5])
    department, commune, order = number_blocks(number)
    if first in _NOT_FINAL:
        text = phrase(
            "{kind} (il commence par {first}) : il est accepté. {if_another}",
            kind=_NOT_FINAL[first],
            first=first,
            if_another=_IF_ANOTHER,
        )
        found.append(Finding(Level.WARNING, text, 0))
    elif 20 <= month <= 42 or month >= 50:
        text = phrase(
            "Le mois « {month} » est rare : mois de naissance inconnu. Relisez-le sur la carte.",
            month=month,
        )
        found.append(Finding(Level.WARNING, text, 3))
    elif month > 42:
        text = phrase(
            "Le mois « {month} » est très rare : relisez les 4ᵉ et 5ᵉ chiffres.", month=month
        )
        found.append(Finding(Level.WARNING, text, 3))
    if department == "00" or (len(department) == 3 and department not in _OVERSEAS):
        text = phrase(
            "Le département « {department} » n’est pas connu : relisez-le sur la carte.",
            department=department,
        )
        found.append(Finding(Level.WARNING, text, 5))
    if first in "12" and (not int(commune) or not int(order)):
        text = phrase("La commune et le numéro d’ordre ne sont jamais à zéro : relisez-les.")
        found.append(Finding(Level.WARNING, text, 7))
    return found


def _disagreement(nir: Nir, birth_date: str | None) -> list[Finding]:
    told = nir.birth_year_month
    if told is None or birth_date is None or len(birth_date) != 8 or not birth_date.isdecimal():
        return []
    year, month = told
    birth_year, birth_month = int(birth_date[2:4]), int(birth_date[4:6])
    comparable = month > 0 and 1 <= birth_month <= 12
    if year == birth_year and (not comparable or month == birth_month):
        return []
    if year != birth_year:
        text, position = phrase("L’année ne va pas avec la date de naissance."), 1
    else:
        text, position = phrase("Le mois ne va pas avec la date de naissance."), 3
    another = phrase("Est-ce bien le numéro de cette personne, et non celui d’un proche ?")
    return [Finding(Level.WARNING, sentences(text, another), position)]
