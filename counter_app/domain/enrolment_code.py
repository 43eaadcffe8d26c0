"""The provisional code of the notice: 12 letters and digits, in which case matters.

Nothing typed is ever corrected: a look-alike is named with its rank, and the person looks again.
Source: docs/domain.md, "Enrolment code".
"""

from __future__ import annotations

import secrets
import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from counter_app.domain.findings import Checked, Finding, Level, refused
from counter_app.domain.nir import is_whole_nir
from counter_app.domain.typed_text import count_of_characters, ordinal, without_separators
from counter_app.domain.wording import phrase, sentences

LENGTH = 12
GROUP = 4
ONE_TIME_CODE_LENGTH = 6
SECONDS_BETWEEN_REQUESTS = 30  # of a new code, for one person

_WHAT_IT_IS = phrase(
    "Le code provisoire a 12 lettres et chiffres, il est dans la lettre ou l’e-mail d’information."
)
_ZERO, _ONE, _EIGHT = phrase("« 0 » zéro"), phrase("« 1 » un"), phrase("« 8 » huit")
_CAPITAL_O, _CAPITAL_I = phrase("« O » lettre"), phrase("« I » majuscule")
_SMALL_L, _CAPITAL_B = phrase("« l » minuscule"), phrase("« B » lettre")
_LOOK_ALIKES = {
    "O": phrase("{capital_o} ou {zero} ?", capital_o=_CAPITAL_O, zero=_ZERO),
    "0": phrase("{zero} ou {capital_o} ?", zero=_ZERO, capital_o=_CAPITAL_O),
    "I": phrase(
        "{capital_i}, {small_l} ou {one} ?", capital_i=_CAPITAL_I, small_l=_SMALL_L, one=_ONE
    ),
    "l": phrase(
        "{small_l}, {capital_i} ou {one} ?", small_l=_SMALL_L, capital_i=_CAPITAL_I, one=_ONE
    ),
    "1": phrase(
        "{one}, {small_l} ou {capital_i} ?", one=_ONE, small_l=_SMALL_L, capital_i=_CAPITAL_I
    ),
    "B": phrase("{capital_b} ou {eight} ?", capital_b=_CAPITAL_B, eight=_EIGHT),
    "8": phrase("{eight} ou {capital_b} ?", eight=_EIGHT, capital_b=_CAPITAL_B),
}
# What a new code is made of: none of the characters that are taken for another.
NEW_CODE_CHARACTERS = "".join(
    sign for sign in string.ascii_letters + string.digits if sign not in _LOOK_ALIKES
)


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """The 12 characters as written in the notice."""

    text: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """Three groups of four, as they are shown and read aloud."""
        return tuple(self.text[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def new_enrolment_code(choice: Callable[[str], str] = secrets.choice) -> EnrolmentCode:
    """A new code: 12 of 55 characters, with a digit, a small letter and a capital one at least.

    12 × log2(55) = 69.4 bits, less 0.3 for the draws that are thrown away: out of reach of the
    five attempts that block a code.
    `choice` draws one character of a text; another than the default is for tests.
    """
    while True:
        text = "".join(choice(NEW_CODE_CHARACTERS) for _ in range(LENGTH))
        if _mixes_kinds(text):
            return EnrolmentCode(text)


def _mixes_kinds(text: str) -> bool:
    return (
        any(map(str.isdigit, text)) and any(map(str.islower, text)) and any(map(str.isupper, text))
    )


def clean_enrolment_code(text: str) -> str:
    """The typed text without blanks, hyphens and line breaks; case is kept."""
    return without_separators(text)


def check_enrolment_code(text: str, *, caps_lock: bool = False) -> Checked[EnrolmentCode]:
    """Check a typed code; `caps_lock` tells that the key is on."""
    cleaned = clean_enrolment_code(text)
    count = len(cleaned)
    for position, character in enumerate(cleaned):
        if not (character.isascii() and character.isalnum()):
            return refused(_foreign(character, position), count=count, position=position)
    if is_whole_nir(cleaned):
        text = phrase("C’est un numéro de sécurité sociale.")
        return refused(sentences(text, _WHAT_IT_IS), count=count)
    if count > LENGTH:
        text = phrase(
            "{count} : il y a {extra} de trop, le code en a 12.",
            count=count_of_characters(count),
            extra=count_of_characters(count - LENGTH),
        )
        return refused(text, count=count)
    warnings = [*_look_alikes(cleaned), *_case(cleaned, caps_lock=caps_lock)]
    if cleaned.isdecimal() and count == ONE_TIME_CODE_LENGTH:
        text = phrase("Six chiffres : c’est un code de connexion, reçu par SMS ou par e-mail.")
        return refused(sentences(text, _WHAT_IT_IS), count=count)
    if cleaned.isdecimal() and count > ONE_TIME_CODE_LENGTH:
        text = phrase("Rien que des chiffres : est-ce un code du compte ameli ?")
        warnings = [Finding(Level.WARNING, sentences(text, _WHAT_IT_IS))]
    if count < LENGTH:
        text = phrase("Encore {missing}", missing=count_of_characters(LENGTH - count))
        return Checked(None, (*warnings, Finding(Level.HINT, text)), count)
    return Checked(EnrolmentCode(cleaned), tuple(warnings), count)


def _foreign(character: str, position: int) -> str:
    rank = ordinal(position)
    if "\uff01" <= character <= "\uff5e":
        return phrase(
            "{rank} caractère : « {character} » est une copie élargie. Retapez-le au clavier.",
            rank=rank,
            character=character,
        )
    if unicodedata.decomposition(character) and character.isalpha():
        return phrase(
            "{rank} caractère : « {character} » porte un accent. Le code n’en a pas : relisez-le.",
            rank=rank,
            character=character,
        )
    return phrase(
        "{rank} caractère : « {character} » n’est ni une lettre ni un chiffre du code. Relisez-le.",
        rank=rank,
        character=character,
    )


def _look_alikes(cleaned: str) -> list[Finding]:
    return [
        Finding(
            Level.WARNING,
            phrase(
                "{rank} caractère : {readings}",
                rank=ordinal(position),
                readings=_LOOK_ALIKES[character],
            ),
            position,
        )
        for position, character in enumerate(cleaned)
        if character in _LOOK_ALIKES
    ]


def _case(cleaned: str, *, caps_lock: bool) -> list[Finding]:
    if caps_lock:
        text = phrase(
            "La touche Verr. Maj. est active : les majuscules et les minuscules comptent."
        )
        return [Finding(Level.WARNING, text)]
    letters = [character for character in cleaned if character.isalpha()]
    one_case = len({character.isupper() for character in letters}) == 1
    if len(cleaned) == LENGTH and len(letters) >= GROUP and one_case:
        text = (
            phrase(
                "Toutes les lettres sont des majuscules : est-ce bien ainsi sur la lettre reçue ?"
            )
            if letters[0].isupper()
            else phrase(
                "Toutes les lettres sont des minuscules : est-ce bien ainsi sur la lettre reçue ?"
            )
        )
        return [Finding(Level.WARNING, text)]
    return []
