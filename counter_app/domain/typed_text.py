"""What people type or paste: separators taken out, positions named, look-alikes explained."""

from __future__ import annotations

import unicodedata

from counter_app.domain.findings import Finding, Level
from counter_app.domain.wording import Phrase, phrase

# Letters taken for digits on a card or a letter: what was typed, and the digit it may stand for.
LETTERS_LIKE_DIGITS = {
    **dict.fromkeys("Oo", "0"),
    **dict.fromkeys("IilL|", "1"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("Bb", "8"),
}
_DIGIT_NAMES = {"0": phrase("zéro"), "1": phrase("un"), "5": phrase("cinq"), "8": phrase("huit")}


def is_separator(character: str) -> bool:
    """True for what only spaces a number out: blanks, line breaks, dots, hyphens, invisible signs.

    Full-width and non-breaking forms count too: text pasted from a document often has them.
    """
    if character in ".·•．−":  # the last is the sign of subtraction, which looks like a hyphen
        return True
    # Zs, Zl, Zp: blanks; Cc, Cf: controls and invisible signs; Pd: hyphens and dashes
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"}


def without_separators(text: str) -> str:
    """The text with everything that only spaces it out removed."""
    return "".join(character for character in text if not is_separator(character))


def with_plain_digits(text: str) -> str:
    """The text with digits of any script and full-width letters written as ASCII ones."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= character <= "\uff5e":  # the full-width copies of ASCII
        return chr(ord(character) - 0xFEE0)
    return character


def ordinal(position: int) -> Phrase:
    """The rank in French of a 0-based position: « 1ᵉʳ », « 6ᵉ »."""
    return phrase("1ᵉʳ") if position == 0 else phrase("{rank}ᵉ", rank=position + 1)


def count_of(number: int, noun: str) -> str:
    """A number with its noun in agreement: « 1 chiffre », « 4 caractères »."""
    return f"{number} {noun}" if number < 2 else f"{number} {noun}s"


def count_of_digits(number: int) -> Phrase:
    """« 1 chiffre », « 4 chiffres »."""
    if number < 2:
        return phrase("{number} chiffre", number=number)
    return phrase("{number} chiffres", number=number)


def count_of_characters(number: int) -> Phrase:
    """« 1 caractère », « 4 caractères »."""
    if number < 2:
        return phrase("{number} caractère", number=number)
    return phrase("{number} caractères", number=number)


def not_a_digit(text: str, position: int) -> Finding:
    """What is said of a character that stands where a digit is expected."""
    character = text[position]
    digit = LETTERS_LIKE_DIGITS.get(character)
    if digit is None:
        sentence = phrase(
            "{rank} caractère : « {character} » n’est pas un chiffre. Relisez-le.",
            rank=ordinal(position),
            character=character,
        )
        return Finding(Level.ERROR, sentence, position)
    sentence = phrase(
        "{rank} caractère : « {character} » est une lettre. Est-ce le chiffre « {digit} » "
        "({name}) ?",
        rank=ordinal(position),
        character=character,
        digit=digit,
        name=_DIGIT_NAMES[digit],
    )
    meant = text[:position] + digit + text[position + 1 :]
    return Finding(Level.ERROR, sentence, position, meant)
