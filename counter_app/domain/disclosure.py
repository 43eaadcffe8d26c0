"""Which counts of acts may be told: none that would point at a few people.

A count under `LEAST_TOLD` is withheld. That alone would not do: the same acts are counted by day,
by territory, by organisation and by channel, so their total is often known from another of these
tables, and what is missing from it is the sum of the withheld counts. Hence, in each table and for
each act:

- zeros are withheld together with the small counts, so that nothing tells which name had any;
  where every small count is zero, all is told: nobody is behind a zero;
- where the sum of the withheld counts would itself tell them (it is small, or as large as it can
  be), the smallest of the counts to be told is withheld too, and all that are equal to it.

The choice depends on the counts alone, never on the names: whoever knows this rule and the total
still finds at least two possible values for each withheld count (tests/domain/test_disclosure.py
tries them all). Against the difference between two overlapping periods there is nothing here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

LEAST_TOLD = 5

Name = TypeVar("Name")
Act = TypeVar("Act")


def disclosed(counts: Mapping[Name, int]) -> dict[Name, int | None]:
    """The counts of one act in one table as they may be told: None for a withheld one.

    `counts`: every name that the table could have, with 0 where there was none.
    """
    small = [count for count in counts.values() if count < LEAST_TOLD]
    if not any(small):
        return dict(counts)
    told = [count for count in counts.values() if count >= LEAST_TOLD]
    least = LEAST_TOLD
    if told and (sum(small) < LEAST_TOLD or sum(small) == len(small) * (LEAST_TOLD - 1)):
        least = min(told) + 1
    return {name: count if count >= least else None for name, count in counts.items()}


def disclosed_table(
    counts: Mapping[tuple[Name, Act], int], names: Collection[Name] | None = None
) -> dict[tuple[Name, Act], int | None]:
    """One table, all its acts: what may be told of each name and act, without the zeros told.

    `names`: those that the table could have; None when they are nobody's knowledge: then a name
    appears only if one of its counts is told.
    """
    possible = {name for name, _ in counts} if names is None else names
    table: dict[tuple[Name, Act], int | None] = {}
    for act in dict.fromkeys(act for _, act in counts):
        told = disclosed({name: counts.get((name, act), 0) for name in possible})
        table |= {(name, act): count for name, count in told.items() if count != 0}
    if names is None:
        named = {name for (name, _), count in table.items() if count is not None}
        table = {key: count for key, count in table.items() if key[0] in named}
    return table
