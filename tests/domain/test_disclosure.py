"""What may be told of the acts: whoever knows the rule and the totals finds no withheld count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.disclosure import LEAST_TOLD, disclosed, disclosed_table

Counts = tuple[int, ...]


def told(*counts: int) -> tuple[int | None, ...]:
    """What is told of these counts, in the same order."""
    return tuple(disclosed(dict(enumerate(counts))).values())


def shares(names: int, total: int) -> Iterator[Counts]:
    """Every way to share out a total between names."""
    if names == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in shares(names - 1, total - first):
            yield (first, *rest)


def assert_nothing_found(worlds: Iterable[tuple[Hashable, Counts]], but_zero: bool = False) -> None:
    """`worlds`: all that an attacker holds possible: what she would see, the counts behind it.

    None of the counts that she does not see is the same in all worlds that look alike (but zero,
    where a zero may be found).
    """
    alike: dict[Hashable, list[Counts]] = defaultdict(list)
    for seen, counts in worlds:
        alike[seen].append(counts)
    assert alike
    for seen, possible in alike.items():
        assert isinstance(seen, tuple)
        for place, shown in enumerate(seen):
            if shown is None:
                values = {counts[place] for counts in possible}
                assert len(values) > 1 or (but_zero and values == {0}), (seen, values)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((5, 12, 340), (5, 12, 340)),
        ((60, 0, 0), (60, 0, 0)),  # nobody behind a zero
        ((0, 0), (0, 0)),
        ((4,), (None,)),
        ((3, 4, 20, 0), (None, None, 20, None)),  # their sum is 7: any of them may be 0 to 4
        ((60, 1, 0), (None, None, None)),  # 60 told, the total would say that somebody came
        ((60, 1, 9, 0), (60, None, None, None)),
        ((60, 1, 9, 9), (60, None, None, None)),  # equals together: names do not choose
        ((4, 4, 30, 31), (None, None, None, 31)),  # as large as it can be: each would be 4
    ],
)
def test_what_is_withheld(counts: Counts, shown: tuple[int | None, ...]) -> None:
    assert told(*counts) == shown


@pytest.mark.parametrize("names", [1, 2, 3, 4])
@pytest.mark.parametrize("total", range(LEAST_TOLD, 22))
def test_a_known_total_tells_no_withheld_count(names: int, total: int) -> None:
    """The total comes from another table: every world with this total is looked at."""
    assert_nothing_found((told(*counts), counts) for counts in shares(names, total))


@pytest.mark.parametrize("names", [1, 2, 3, 4, 5])
def test_a_total_too_small_to_be_told_hides_in_itself(names: int) -> None:
    """Then no table tells a count: the attacker knows at most that there were 1 to 4 acts."""
    worlds = [counts for total in range(1, LEAST_TOLD) for counts in shares(names, total)]
    assert {told(*counts) for counts in worlds} == {(None,) * names}
    assert_nothing_found((told(*counts), counts) for counts in worlds)


def test_names_that_are_not_told_hide_as_well() -> None:
    """Organisations: all worlds with three of them and two acts, of which both totals are known."""

    def seen(activated: Counts, closed: Counts) -> tuple[int | None, ...]:
        counts = {
            (name, act): count
            for act, column in (("activate", activated), ("close", closed))
            for name, count in enumerate(column)
            if activated[name] or closed[name]
        }
        table = disclosed_table(counts)
        named = {name for name, _ in table}
        return tuple(
            table.get((name, "activate"), 0 if name in named else None) for name in range(3)
        )

    others = list(product((0, 1, 4, 5), repeat=3))
    for total in (None, *range(LEAST_TOLD, 16)):
        firsts = (
            [counts for small in range(LEAST_TOLD) for counts in shares(3, small)]
            if total is None
            else list(shares(3, total))
        )
        assert_nothing_found(
            ((seen(first, other), first) for first, other in product(firsts, others)),
            but_zero=True,
        )


some_counts = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from(["activate", "oppose", "close"])),
    st.integers(0, 30),
    max_size=21,
)


@given(some_counts, st.permutations("ABCDEFG"))
def test_only_true_counts_are_told_and_names_do_not_choose(
    counts: Mapping[tuple[str, str], int], names: list[str]
) -> None:
    table = disclosed_table(counts, names)
    for key, count in table.items():
        assert count is None or count == counts[key] >= LEAST_TOLD
    renamed = dict(zip("ABCDEFG", names, strict=True))
    assert disclosed_table(
        {(renamed[name], act): count for (name, act), count in counts.items()}, names
    ) == {(renamed[name], act): count for (name, act), count in table.items()}


@given(some_counts)
def test_the_acts_missing_from_a_table_are_nobodys(counts: Mapping[tuple[str, str], int]) -> None:
    """What a reader computes from the totals: several names share what is missing, or none."""
    table = disclosed_table(counts, "ABCDEFG")
    for act in {act for _, act in counts}:
        column = {name: counts.get((name, act), 0) for name in "ABCDEFG"}
        withheld = [name for name in column if table.get((name, act), 0) is None]
        missing = sum(column.values()) - sum(table.get((name, act)) or 0 for name in column)
        assert (missing > 0) == bool(withheld)
        assert len(withheld) != 1
        if sum(column.values()) >= LEAST_TOLD and withheld:
            assert missing >= LEAST_TOLD


@given(some_counts)
def test_an_organisation_without_a_count_to_tell_is_not_named(
    counts: Mapping[tuple[str, str], int],
) -> None:
    table = disclosed_table(counts)
    for name in {name for name, _ in table}:
        assert any(count for (each, _), count in table.items() if each == name)
