"""A parent acts for a child, never the reverse; for an adult, only who has that very power."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.deadlines import adult_on
from counter_app.domain.family import (
    POWERS,
    Representation,
    may_act_alone,
    may_act_for,
    refusal_to_act_for,
    refusal_to_attach,
    told_apart,
    too_many_parents,
)

TODAY = date(2026, 11, 2)
CHILD, GROWN_UP = "20170604", "19830127"
PARENT = Representation.PARENT

# Written out by hand: kind, for a child, for an adult.
REFERENCE = """
parent              yes no
guardian_of_minor   yes no
guardian_of_person  no  yes
guardian_of_goods   no  no
curator             no  no
informal_caregiver  no  no
"""
ROWS = [line.split() for line in REFERENCE.strip().splitlines()]


def test_every_kind_is_in_the_table() -> None:
    assert {row[0] for row in ROWS} == {kind.value for kind in Representation}
    assert set(POWERS) == set(Representation)


@pytest.mark.parametrize(("kind", "for_child", "for_adult"), ROWS)
def test_the_powers_of_each_kind(kind: str, for_child: str, for_adult: str) -> None:
    representation = Representation(kind)
    assert may_act_for(representation, CHILD, GROWN_UP, TODAY) is (for_child == "yes")
    assert may_act_for(representation, "19310101", GROWN_UP, TODAY) is (for_adult == "yes")


@pytest.mark.parametrize("kind", Representation)
def test_a_child_acts_for_nobody(kind: Representation) -> None:
    for represented in (CHILD, GROWN_UP):
        assert not may_act_for(kind, represented, CHILD, TODAY)
        assert "18 ans" in refusal_to_act_for(kind, represented, CHILD, TODAY)


def test_a_parent_acts_until_the_eve_of_the_eighteenth_birthday() -> None:
    eighteen = date(2035, 6, 4)
    assert may_act_for(PARENT, CHILD, GROWN_UP, eighteen - timedelta(days=1))
    assert not may_act_for(PARENT, CHILD, GROWN_UP, eighteen)
    assert not may_act_alone(CHILD, eighteen - timedelta(days=1))
    assert may_act_alone(CHILD, eighteen)


@given(
    st.from_regex(r"(19[3-9]|20[0-2])[0-9](0[0-9]|1[0-2])([0-2][0-9]|3[01])", fullmatch=True),
    st.dates(date(2022, 1, 1), date(2060, 1, 1)),
)
def test_there_is_always_somebody_to_decide_and_never_the_parent_of_an_adult(
    birth_date: str, day: date
) -> None:
    parent = f"{adult_on(birth_date).year - 50}0101"
    alone = may_act_alone(birth_date, day)
    assert alone is (day >= adult_on(birth_date))
    if day >= adult_on(parent):
        assert may_act_for(PARENT, birth_date, parent, day) is not alone
    assert not (alone and may_act_for(PARENT, parent, birth_date, day)), "never the reverse"


@pytest.mark.parametrize("kind", Representation)
def test_a_refusal_is_said_kindly(kind: Representation) -> None:
    for represented, representative in itertools.product((CHILD, GROWN_UP), repeat=2):
        words = refusal_to_act_for(kind, represented, representative, TODAY)
        allowed = may_act_for(kind, represented, representative, TODAY)
        assert bool(words) is not allowed
        assert allowed or words.endswith(".")
        assert not any(never in words for never in ("'", "·", "interdit", "trop tard"))


@pytest.mark.parametrize(
    ("child", "holder", "same", "attached", "words"),
    [
        (CHILD, GROWN_UP, False, False, ""),
        (CHILD, GROWN_UP, True, False, "elle-même"),
        (CHILD, "20100101", False, False, "autre enfant"),
        ("20100101", CHILD, False, False, "autre enfant"),
        ("19990101", GROWN_UP, False, False, "18 ans"),
        (CHILD, GROWN_UP, False, True, "elle-même rattachée"),
    ],
)
def test_a_child_is_attached_to_an_adult_without_chain(
    child: str, holder: str, same: bool, attached: bool, words: str
) -> None:
    refusal = refusal_to_attach(child, holder, TODAY, same_person=same, holder_is_attached=attached)
    assert words in refusal
    assert bool(refusal) is bool(words)


def test_two_parents_and_no_third() -> None:
    assert not too_many_parents([])
    assert not too_many_parents([PARENT, PARENT, Representation.GUARDIAN_OF_MINOR])
    assert too_many_parents([PARENT, PARENT, PARENT])


@pytest.mark.parametrize(
    ("given_names", "asked", "place"),
    [
        (["Lilou"], "", 0),
        ([], "", None),
        ([], "Lilou", None),
        (["Lilou", "Noam"], "", None),
        (["Lilou", "Noam"], "noam", 1),
        (["Lilou", "Noam"], " LILOU ", 0),
        (["Lilou", "Noam"], "Kim", None),
        (["Lilou"], "Noam", None),  # a name that is said must be the right one
        (["Jean-Noël", "Éloïse"], "JEAN NOEL", 0),
        (["Jean-Noël", "Éloïse"], "eloise", 1),
        (["Anne", "Anne"], "Anne", None),
        (["Anne", "-"], "’", None),
        (["Anne"], "-", 0),
    ],
)
def test_twins_are_told_apart_by_their_given_name(
    given_names: list[str], asked: str, place: int | None
) -> None:
    assert told_apart(given_names, asked) == place


@given(st.lists(st.text(), max_size=4), st.text())
def test_nobody_is_chosen_by_chance(given_names: list[str], asked: str) -> None:
    place = told_apart(given_names, asked)
    if place is not None and len(given_names) > 1:
        assert any(map(str.isalnum, asked))
        others = given_names[:place] + given_names[place + 1 :]
        assert given_names[place] not in others
