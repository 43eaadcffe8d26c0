"""The serial number printed on the card: 11 digits beside the photo, or 8 to 13 on the back.

With photo: a fixed prefix of 10 digits, 10 digits and one last digit. That last digit was Luhn's
over the 10 on the only public example, so it is never a reason to refuse, only to look again.
Source: docs/domain.md, "Card serial".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.domain.nir import is_whole_nir
from counter_app.domain.typed_text import (
    count_of_digits,
    not_a_digit,
    with_plain_digits,
    without_separators,
)
from counter_app.domain.wording import phrase, sentences

PREFIX = "8025000002"
SCHEME_NUMBER = "80250000025"  # the scheme's technical number, printed on some papers
LENGTH_WITH_PHOTO = 11
SHORTEST_WITHOUT_PHOTO, LONGEST_WITHOUT_PHOTO = 8, 13
FILLER = "9"  # what the insurer asks to add where a card prints 10 digits only
_SHOWN = 3
_WRITTEN_DATES = tuple(
    re.compile(rf"\s*{form}\s*")
    for form in (
        r"(?P<day>\d{1,2})\s?[/.\- ]\s?(?P<month>\d{1,2})\s?[/.\- ]\s?(?P<year>(?:19|20)\d{2})",
        r"(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{2})",
        r"(?P<day>)(?P<month>\d{1,2})/(?P<year>(?:19|20)\d{2})",  # as some papers say until when
    )
)

_OTHER_CARD = Finding(
    Level.WARNING,
    phrase(
        "La puce donne un autre numéro : est-ce bien le numéro de la carte qui est dans le "
        "lecteur ?"
    ),
)


class CardFace(StrEnum):
    """Which model of card is in hand: it tells where its number is printed."""

    WITH_PHOTO = "with_photo"
    WITHOUT_PHOTO = "without_photo"


@dataclass(frozen=True, slots=True)
class CardSerial:
    """The digits that the service asks for: 11 with a photo, 8 to 13 without; no prefix."""

    digits: str = field(repr=False)

    @property
    def formatted(self) -> str:
        """As printed: the last of 11 digits stands apart."""
        if len(self.digits) == LENGTH_WITH_PHOTO:
            return f"{self.digits[:-1]} {self.digits[-1]}"
        return self.digits

    @property
    def masked(self) -> str:
        """Bullets, then the last 3 digits."""
        hidden = max(len(self.digits) - _SHOWN, 0)
        return "•" * hidden + self.digits[hidden:]


def luhn_digit(digits: str) -> str:
    """Luhn's digit for a text of ASCII digits."""
    from stdnum import luhn  # noqa: PLC0415 - not before the first window

    return str(luhn.calc_check_digit(digits))


def clean_card_serial(text: str) -> str:
    """The typed text without separators, digits in ASCII."""
    return without_separators(with_plain_digits(text))


def check_card_serial(
    text: str, face: CardFace, *, nir: str | None = None, chip: str = ""
) -> Checked[CardSerial]:
    """Check a typed serial for one model of card; `nir`, if known, is recognised here.

    `chip`: what the card in the reader gives, without certainty; only compared for a warning.
    """
    cleaned = clean_card_serial(text)
    serial = _without_prefix(cleaned) if face is CardFace.WITH_PHOTO else cleaned
    count = len(serial)
    if not cleaned:
        return Checked(None, (Finding(Level.HINT, _where(face)),), 0)
    problem = _something_else(with_plain_digits(text), cleaned, face, nir)
    if problem is not None:
        return Checked(None, (problem,), count)
    with_photo = face is CardFace.WITH_PHOTO
    checked = _check_with_photo(serial) if with_photo else _check_without_photo(serial)
    if checked.value is None or not chip or chip in serial:
        return checked
    return Checked(checked.value, (*checked.findings, _OTHER_CARD), count)


def _something_else(text: str, cleaned: str, face: CardFace, nir: str | None) -> Finding | None:
    """What was typed in the serial's place, or a character that no serial has."""
    if _is_date(text, cleaned, face):
        return Finding(Level.ERROR, sentences(phrase("C’est une date."), _where(face)))
    if _is_nir(cleaned, nir):
        words = phrase("Ce sont les chiffres du numéro de sécurité sociale.")
        return Finding(Level.ERROR, sentences(words, _where(face)))
    for position, character in enumerate(cleaned):
        if not "0" <= character <= "9":
            return not_a_digit(cleaned, position)
    if cleaned == SCHEME_NUMBER:
        words = phrase("C’est un numéro du régime, le même pour tous.")
        return Finding(Level.ERROR, sentences(words, _where(face)))
    return None


def _where(face: CardFace) -> str:
    if face is CardFace.WITH_PHOTO:
        return phrase("Recopiez les 11 derniers chiffres du numéro imprimé à côté de la photo.")
    return phrase("Recopiez le numéro imprimé au dos de la carte, en haut à gauche.")


def _without_prefix(cleaned: str) -> str:
    return cleaned.removeprefix(PREFIX)


def _is_date(text: str, cleaned: str, face: CardFace) -> bool:
    if face is CardFace.WITHOUT_PHOTO and re.fullmatch(r"[0-9]{4}(?:19|20)[0-9]{2}", cleaned):
        return _in_calendar(cleaned[:2], cleaned[2:4], cleaned[4:])
    written = next(filter(None, (form.fullmatch(text) for form in _WRITTEN_DATES)), None)
    return written is not None and _in_calendar(
        written["day"] or "1", written["month"], written["year"]
    )


def _in_calendar(day: str, month: str, year: str) -> bool:
    """`year` may have its two last digits only: 2000 or 1900 makes no difference here."""
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_nir(cleaned: str, nir: str | None) -> bool:
    """The known number or a part of it; of an unknown one, what no serial looks like."""
    typed = cleaned.upper()
    if nir and len(typed) >= SHORTEST_WITHOUT_PHOTO and typed in nir.upper():
        return True
    return is_whole_nir(typed)


def _check_with_photo(serial: str) -> Checked[CardSerial]:
    count = len(serial)
    missing = LENGTH_WITH_PHOTO - count
    if missing == 1:
        return Checked(
            None,
            (
                Finding(
                    Level.HINT,
                    phrase(
                        "Il manque le dernier chiffre, un peu à l’écart. D’après le calcul, ce "
                        "serait « {digit} » : vérifiez-le sur la carte. S’il n’y est pas imprimé, "
                        "ajoutez « {filler} ».",
                        digit=luhn_digit(serial),
                        filler=FILLER,
                    ),
                ),
            ),
            count,
        )
    if missing > 0:
        text = phrase("Encore {missing}", missing=count_of_digits(missing))
        findings = [Finding(Level.HINT, text)]
        if count >= SHORTEST_WITHOUT_PHOTO:
            text = phrase(
                "Les zéros du début comptent. Carte sans photo ? Choisissez « Sans photo »."
            )
            findings.append(Finding(Level.HINT, text))
        return Checked(None, tuple(findings), count)
    if missing < 0:
        return refused(
            phrase(
                "Il y a {extra} de trop : il faut les 11 derniers seulement. Carte sans photo ? "
                "Choisissez « Sans photo ».",
                extra=count_of_digits(-missing),
            ),
            count=count,
        )
    return Checked(CardSerial(serial), _last_digit(serial), count)


def _last_digit(serial: str) -> tuple[Finding, ...]:
    expected, typed = luhn_digit(serial[:-1]), serial[-1]
    if typed == expected:
        return ()
    text = phrase(
        "Le dernier chiffre est « {typed} » ; d’après le calcul, ce serait « {expected} ».",
        typed=typed,
        expected=expected,
    )
    advice = (
        phrase("Gardez-le si la carte n’imprime que 10 chiffres.")
        if typed == FILLER
        else phrase("Relisez le numéro sur la carte, puis continuez.")
    )
    return (Finding(Level.WARNING, sentences(text, advice), LENGTH_WITH_PHOTO - 1),)


def _check_without_photo(serial: str) -> Checked[CardSerial]:
    count = len(serial)
    if serial.startswith(PREFIX):
        return refused(
            phrase("Ce numéro est celui d’une carte avec photo : choisissez « Avec photo »."),
            count=count,
        )
    if count < SHORTEST_WITHOUT_PHOTO:
        missing = count_of_digits(SHORTEST_WITHOUT_PHOTO - count)
        text = phrase("Encore {missing} au moins", missing=missing)
        return Checked(None, (Finding(Level.HINT, text),), count)
    if count > LONGEST_WITHOUT_PHOTO:
        extra = count_of_digits(count - LONGEST_WITHOUT_PHOTO)
        text = phrase("Il y a {extra} de trop : le numéro en a 13 au plus.", extra=extra)
        return refused(text, count=count)
    return Checked(CardSerial(serial), (), count)
