"""Whatever a card answers, the read ends, and ends in a content or in a named failure."""

from __future__ import annotations

import os

import pytest

from counter_app.cardreader import vitale
from counter_app.cardreader.simulated.catalogue import card_names
from tests.fuzz import card_answers
from tests.fuzz.branches import counted

LONG_RUNS = int(os.environ.get("FUZZ_RUNS", "1000000"))


def test_no_input_of_the_corpus_breaks_the_read() -> None:
    for name, script in card_answers.corpus().items():
        assert card_answers.behaviour(script), name


def test_a_script_is_kept_as_it_is() -> None:
    script = card_answers.recorded("quinze")
    assert card_answers.decode(card_answers.encode(script)) == script
    assert card_answers.behaviour(script)[:3] == (15, "2F02, tag 5A, 21 digits", False)


def test_the_cards_of_the_catalogue_behave_in_different_ways() -> None:
    behaviours = {card_answers.behaviour(card_answers.recorded(name)) for name in card_names()}
    assert len(behaviours) > 15


def test_what_guides_the_search_are_the_branches_of_the_read() -> None:
    with counted() as branches:
        card_answers.behaviour(card_answers.recorded("odette"))
        branches.clear()
        card_answers.behaviour(card_answers.recorded("odette"))
        usual = branches.taken()
        branches.clear()
        card_answers.behaviour(card_answers.recorded("numero-ailleurs"))
        further = branches.taken()
    assert usual
    assert any(branches.places[branch].startswith("serial:") for branch, _ in further - usual)
    assert not hasattr(vitale, "_counts_of_branches"), "what ships is back"


def test_the_corpus_reaches_nearly_every_branch() -> None:
    fuzzer = card_answers.search(0, seed=1)
    with counted() as branches:
        assert fuzzer.reached > 0.9 * len(branches.places)


def test_some_thousand_mutated_reads_end_well() -> None:
    assert card_answers.search(1500, seed=2).found


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_million_mutated_reads_end_well() -> None:
    fuzzer = card_answers.search(LONG_RUNS, seed=3)
    assert len(fuzzer.found) > 100
    print(f"\n{LONG_RUNS} runs, {len(fuzzer.found)} new behaviours, {fuzzer.reached} branches")  # noqa: T201
