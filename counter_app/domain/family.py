"""Who may act for whom: representations, attached profiles, twins.

Every adult decides for herself, whatever measure protects her; a representative, where there is
one, may act too. A child never acts, neither for herself nor for anyone. Each of two
representatives may act alone, and nobody arbitrates between them at a counter. Sources and what is
still to be confirmed: docs/domain.md, "Families".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counter_app.domain.deadlines import is_adult
from counter_app.domain.wording import phrase

MOST_PARENTS = 2


class Representation(StrEnum):
    """As what somebody comes for another person."""

    PARENT = "parent"
    GUARDIAN_OF_MINOR = "guardian_of_minor"  # named by the judge
    GUARDIAN_OF_PERSON = "guardian_of_person"  # tutelle or habilitation that covers the person
    GUARDIAN_OF_GOODS = "guardian_of_goods"  # of the goods only
    CURATOR = "curator"
    INFORMAL_CAREGIVER = "informal_caregiver"


@dataclass(frozen=True, slots=True)
class Powers:
    """For whom a kind of representation allows to act, and what to say when it does not."""

    for_child: bool
    for_adult: bool
    otherwise: str


_GROWN_UP = phrase("La personne a 18 ans : elle décide elle-même, avec son propre code.")
_NEVER_A_CHILD = phrase("Pour un enfant, ce sont ses parents ou le tuteur nommé par le juge.")
POWERS: dict[Representation, Powers] = {
    Representation.PARENT: Powers(True, False, _GROWN_UP),
    Representation.GUARDIAN_OF_MINOR: Powers(True, False, _GROWN_UP),
    Representation.GUARDIAN_OF_PERSON: Powers(False, True, _NEVER_A_CHILD),
    Representation.GUARDIAN_OF_GOODS: Powers(
        False,
        False,
        phrase("Cette mesure ne porte que sur les biens : la personne décide elle-même."),
    ),
    Representation.CURATOR: Powers(
        False, False, phrase("Le curateur conseille : la personne décide elle-même.")
    ),
    Representation.INFORMAL_CAREGIVER: Powers(
        False, False, phrase("Un proche peut accompagner : la personne décide elle-même.")
    ),
}

_CHILD_WORDS = (
    "Avant 18 ans, on ne peut pas décider : ce sont les parents ou le tuteur nommé par le juge."
)


def may_act_for(
    kind: Representation, represented_birth_date: str, representative_birth_date: str, on_day: date
) -> bool:
    """Whether a representative may act for a person on this day of that person's territory.

    Birth dates are YYYYMMDD as on the card. Raises ValueError for a text that is none.
    """
    return not refusal_to_act_for(kind, represented_birth_date, representative_birth_date, on_day)


def refusal_to_act_for(
    kind: Representation, represented_birth_date: str, representative_birth_date: str, on_day: date
) -> str:
    """Why a representative may not act, in words that may be said; empty when she may."""
    if not is_adult(representative_birth_date, on_day):
        return _CHILD_WORDS
    powers = POWERS[kind]
    grown_up = is_adult(represented_birth_date, on_day)
    return "" if (powers.for_adult if grown_up else powers.for_child) else powers.otherwise


def may_act_alone(birth_date: str, on_day: date) -> bool:
    """Whether a person may act for herself: from 18 on, always. Raises ValueError."""
    return is_adult(birth_date, on_day)


def refusal_to_attach(
    child_birth_date: str,
    holder_birth_date: str,
    on_day: date,
    *,
    same_person: bool,
    holder_is_attached: bool,
) -> str:
    """Why a profile may not be attached to another, in words; empty when it may.

    A child is attached to an adult who is attached to nobody. Raises ValueError for a text that
    is no birth date.
    """
    if same_person:
        return "Une personne ne peut pas être rattachée à elle-même."
    if is_adult(child_birth_date, on_day):
        return "Une personne de 18 ans ou plus n’est rattachée à personne."
    if not is_adult(holder_birth_date, on_day):
        return "Un enfant ne peut pas être rattaché à un autre enfant."
    if holder_is_attached:
        return "La personne à qui l’enfant est rattaché est elle-même rattachée à une autre."
    return ""


def too_many_parents(kinds: Sequence[Representation]) -> bool:
    """True when more than two of a person's representatives are her parents."""
    return kinds.count(Representation.PARENT) > MOST_PARENTS


def told_apart(given_names: Sequence[str], asked: str = "") -> int | None:
    """Which of the people attached under one birth date is meant: her place in the list, or None.

    `given_names`: those people's; `asked`: the given name that was said, empty when none was.
    Twins share the date: without a name (or a code, which is each child's own) nobody is chosen.
    """
    meant = _plain_name(asked)
    if not meant:
        return 0 if len(given_names) == 1 else None
    named = [place for place, name in enumerate(given_names) if _plain_name(name) == meant]
    return named[0] if len(named) == 1 else None


def _plain_name(name: str) -> str:
    """Letters only: case, accents, hyphens and blanks do not tell two children apart."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())
