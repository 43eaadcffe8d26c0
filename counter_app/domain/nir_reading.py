"""Which part of a mistyped social security number to read again.

The key tells that something is wrong, not what. We try the slips that people make (one digit for
another, two neighbours swapped, two groups swapped) and keep those that would make the key right
and leave a plausible number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counter_app.domain.wording import join_words

YEAR, MONTH, DEPARTMENT = "l’année", "le mois", "le département"
COMMUNE, ORDER, KEY = "la commune", "le numéro d’ordre", "la clé"
FIRST = "le premier chiffre"
_TOO_MANY = 4  # more blocks than that: naming them helps nobody

Blocks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read again. `swapped`: a sentence on what seems to have changed places, or empty."""

    sentence: str
    swapped: str = ""
    position: int | None = None


def number_blocks(number: str) -> tuple[str, str, str]:
    """Department (3 digits overseas: 97x, 98x), commune and order of a number of 13 characters."""
    end = 8 if number[5:7] in {"97", "98"} else 7
    return number[5:end], number[end:10], number[10:13]


def blocks_to_reread(
    cleaned: str, key_of: Callable[[str], str], birth_date: str | None = None
) -> Reading:
    """The reading advice for 15 characters whose key does not fit the first 13."""
    number, key = cleaned[:13], cleaned[13:]

    def fits(candidate: str) -> bool:
        return plausible(candidate) and key_of(candidate) == key

    swaps = [blocks for candidate, blocks in _swaps(number) if fits(candidate)]
    slips = [blocks for candidate, blocks in _slips(number) if fits(candidate)]
    across = number[:12] + key[0]  # the last digit of the order and the first of the key
    if across != number and plausible(across) and key_of(across) == number[12] + key[1]:
        swaps.append((ORDER, KEY))
    right_key = key_of(number)
    if plausible(number):
        if key == right_key[::-1]:
            swaps.append((KEY,))
        elif sum(typed != right for typed, right in zip(key, right_key, strict=True)) == 1:
            slips.append((KEY,))
    if _agrees(number, birth_date):
        swaps, slips = _not_birth(swaps), _not_birth(slips)
    suspects = list(dict.fromkeys(block for blocks in swaps + slips for block in blocks))
    suspects.sort(key=_order_on_card)
    swapped = _swap_sentence(swaps)
    if not suspects or len(suspects) >= _TOO_MANY:
        return Reading(
            "La clé ne va pas avec le reste du numéro : relisez-le bloc par bloc.",
            swapped,
        )
    sentence = f"La clé ne va pas avec le reste du numéro : relisez {join_words(suspects, 'ou')}."
    return Reading(sentence, swapped, _start_of(suspects[0]))


def _swap_sentence(swaps: list[Blocks]) -> str:
    different = list(dict.fromkeys(swaps))
    if not different or len(different) > 2:
        return ""
    if all(len(blocks) == 1 for blocks in different):
        where = join_words([f"dans {blocks[0]}" for blocks in different], "ou")
        return f"Deux chiffres sont peut-être inversés {where}."
    pairs = join_words([" et ".join(blocks) for blocks in different], "ou bien")
    return f"Peut-être inversés : {pairs}."


def plausible(number: str) -> bool:
    """True for a number that a card may carry."""
    if not (number[:5] + number[7:]).isdecimal() or number[0] not in "12345678":
        return False
    department = number[5:7]
    if not department.isdecimal() and department not in {"2A", "2B"}:
        return False
    month = int(number[3:5])
    pseudo_month = 20 <= month <= 42 or month >= 50
    return department != "00" and (1 <= month <= 12 or pseudo_month or number[0] in "5678")


def _slips(number: str) -> Iterator[tuple[str, Blocks]]:
    """One character for another."""
    for position, typed in enumerate(number):
        corsica = position == 6 and number[5] == "2"
        for other in "0123456789AB" if corsica else "0123456789":
            if other != typed:
                candidate = number[:position] + other + number[position + 1 :]
                yield candidate, (_block_at(position),)


def _swaps(number: str) -> Iterator[tuple[str, Blocks]]:
    """Two neighbours, or two groups of the same length, in each other's place."""
    for position in range(12):
        left, right = number[position], number[position + 1]
        if left != right:
            candidate = number[:position] + right + left + number[position + 2 :]
            blocks = (_block_at(position), _block_at(position + 1))
            yield candidate, tuple(dict.fromkeys(blocks))
    for first, second, length in ((1, 3, 2), (3, 5, 2), (1, 5, 2), (7, 10, 3)):
        one, other = number[first : first + length], number[second : second + length]
        between = number[first + length : second]
        candidate = number[:first] + other + between + one + number[second + length :]
        if candidate != number:
            yield candidate, (_block_at(first), _block_at(second))


def _block_at(position: int) -> str:
    """The printed group that holds a place: overseas, 97x ends in the commune's."""
    limits = ((1, FIRST), (3, YEAR), (5, MONTH), (7, DEPARTMENT), (10, COMMUNE), (13, ORDER))
    return next((name for end, name in limits if position < end), KEY)


def _order_on_card(block: str) -> int:
    return (FIRST, YEAR, MONTH, DEPARTMENT, COMMUNE, ORDER, KEY).index(block)


def _start_of(block: str) -> int:
    return next((place for place in range(13) if _block_at(place) == block), 13)


def _agrees(number: str, birth_date: str | None) -> bool:
    return birth_date is not None and number[1:5] == birth_date[2:6]


def _not_birth(found: list[Blocks]) -> list[Blocks]:
    """Year and month are right when they are those of the birth date."""
    return [blocks for blocks in found if YEAR not in blocks and MONTH not in blocks]
