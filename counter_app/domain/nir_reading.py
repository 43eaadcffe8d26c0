"""Which part of a mistyped social security number to read again.

The key tells that something is wrong, not what. We try the slips that people make (one digit for
another, two neighbours swapped, two groups swapped) and keep those that would make the key right
and leave a plausible number. What is found is shown, never put in: a slip often has several
explanations. Only a birth date and a key that agree leave little doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from counter_app.domain.wording import all_of, one_of, phrase

YEAR, MONTH, DEPARTMENT = phrase("l’année"), phrase("le mois"), phrase("le département")
COMMUNE, ORDER, KEY = phrase("la commune"), phrase("le numéro d’ordre"), phrase("la clé")
FIRST = phrase("le premier chiffre")
COUNTRY = phrase("le pays")  # printed in the commune's place after 99
_TOO_MANY = 4  # more blocks than that: naming them helps nobody
_WRONG = phrase("La clé ne va pas avec le reste du numéro")
# The printed groups, by their place in the 15 characters: overseas, 97x ends in the commune's.
_PLACES: dict[str, slice] = {
    FIRST: slice(0, 1),
    YEAR: slice(1, 3),
    MONTH: slice(3, 5),
    DEPARTMENT: slice(5, 7),
    COMMUNE: slice(7, 10),
    ORDER: slice(10, 13),
    KEY: slice(13, 15),
}

Blocks = tuple[str, ...]
Candidate = tuple[str, Blocks]  # 15 characters whose key is right, and where they differ


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read again. `swapped`: a sentence on what seems to have changed places, or empty;
    `meant`: the 15 characters that the birth date and the key both give, or empty."""

    sentence: str
    swapped: str = ""
    position: int | None = None
    meant: str = field(default="", repr=False)


def number_blocks(number: str) -> tuple[str, str, str]:
    """Department (3 digits overseas: 97x, 98x), commune and order of a number of 13 characters."""
    end = 8 if number[5:7] in {"97", "98"} else 7
    return number[5:end], number[end:10], number[10:13]


def blocks_to_reread(
    cleaned: str, key_of: Callable[[str], str], birth_date: str | None = None
) -> Reading:
    """The reading advice for 15 characters whose key does not fit the first 13."""
    told = _told_by(birth_date, cleaned, key_of)
    if told is not None:
        return told
    swaps = [found for found in _swaps(cleaned) if _fits(found[0], key_of)]
    slips = [found for found in _slips(cleaned) if _fits(found[0], key_of)]
    if birth_date is not None and cleaned[1:5] == birth_date[2:6]:
        swaps, slips = _not_birth(swaps), _not_birth(slips)
    places = list(_PLACES)
    blocks = {block for _, blocks in swaps + slips for block in blocks}
    suspects = sorted(blocks, key=places.index)
    swapped = _swap_sentence(cleaned, swaps)
    if not suspects or len(suspects) >= _TOO_MANY:
        return Reading(phrase("{wrong} : relisez-le bloc par bloc.", wrong=_WRONG), swapped)
    named = [
        phrase("{block} « {digits} »", block=_name(block, cleaned), digits=cleaned[_PLACES[block]])
        for block in suspects
    ]
    sentence = phrase("{wrong} : relisez {blocks}.", wrong=_WRONG, blocks=one_of(named))
    return Reading(sentence, swapped, _PLACES[suspects[0]].start)


def _fits(whole: str, key_of: Callable[[str], str]) -> bool:
    return plausible(whole[:13]) and key_of(whole[:13]) == whole[13:]


def _told_by(birth_date: str | None, cleaned: str, key_of: Callable[[str], str]) -> Reading | None:
    """The advice where year and month of a known birth date make the key right."""
    if birth_date is None or len(birth_date) != 8:
        return None
    meant = cleaned[0] + birth_date[2:6] + cleaned[5:]
    wrong = tuple(
        block for block in (YEAR, MONTH) if meant[_PLACES[block]] != cleaned[_PLACES[block]]
    )
    if not wrong or not _fits(meant, key_of):
        return None
    sentence = phrase(
        "{wrong} : relisez {blocks} « {typed} ». La date de naissance donne « {meant} ».",
        wrong=_WRONG,
        blocks=all_of(wrong),
        typed=_shown(cleaned, wrong),
        meant=_shown(meant, wrong),
    )
    return Reading(sentence, "", _PLACES[wrong[0]].start, meant)


def _swap_sentence(cleaned: str, swaps: list[Candidate]) -> str:
    if not swaps or len(swaps) > 2:
        return ""
    places = [
        phrase(
            "{blocks} (« {meant} » plutôt que « {typed} »)",
            blocks=all_of([_name(block, cleaned) for block in blocks]),
            meant=_shown(whole, blocks),
            typed=_shown(cleaned, blocks),
        )
        for whole, blocks in swaps
    ]
    if all(len(blocks) == 1 for _, blocks in swaps):
        where = one_of([phrase("dans {blocks}", blocks=place) for place in places])
        return phrase("Deux chiffres sont peut-être inversés {where}.", where=where)
    return phrase("Peut-être inversés : {blocks}.", blocks=one_of(places))


def _name(block: str, cleaned: str) -> str:
    return COUNTRY if block == COMMUNE and cleaned[5:7] == "99" else block


def _shown(whole: str, blocks: Blocks) -> str:
    return " ".join(whole[_PLACES[block]] for block in blocks)


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


def _slips(cleaned: str) -> Iterator[Candidate]:
    """One character for another."""
    for position, typed in enumerate(cleaned):
        corsica = position == 6 and cleaned[5] == "2"
        for other in "0123456789AB" if corsica else "0123456789":
            if other != typed:
                whole = cleaned[:position] + other + cleaned[position + 1 :]
                yield whole, (_block_at(position),)


def _swaps(cleaned: str) -> Iterator[Candidate]:
    """Two neighbours, or two groups of the same length, in each other's place."""
    for position in range(14):
        left, right = cleaned[position], cleaned[position + 1]
        if left != right:
            whole = cleaned[:position] + right + left + cleaned[position + 2 :]
            blocks = (_block_at(position), _block_at(position + 1))
            yield whole, tuple(dict.fromkeys(blocks))
    for first, second in ((YEAR, MONTH), (MONTH, DEPARTMENT), (YEAR, DEPARTMENT), (COMMUNE, ORDER)):
        one, other = _PLACES[first], _PLACES[second]
        between = cleaned[one.stop : other.start]
        whole = (
            cleaned[: one.start] + cleaned[other] + between + cleaned[one] + cleaned[other.stop :]
        )
        if whole != cleaned:
            yield whole, (first, second)


def _block_at(position: int) -> str:
    return next(name for name, place in _PLACES.items() if position < place.stop)


def _not_birth(found: list[Candidate]) -> list[Candidate]:
    """Year and month are right when they are those of the birth date."""
    return [one for one in found if YEAR not in one[1] and MONTH not in one[1]]
