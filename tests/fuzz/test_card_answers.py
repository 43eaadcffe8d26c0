"""Whatever a card answers, the read ends, and ends in a content or in a named failure."""

from __future__ import annotations

import os

import pytest

from counter_app.cardreader.simulated.catalogue import card_names
from tests.fuzz import card_answers

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


def test_some_thousand_mutated_reads_end_well() -> None:
    assert card_answers.search(1500, seed=2).found


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_million_mutated_reads_end_well() -> None:
    fuzzer = card_answers.search(LONG_RUNS, seed=3)
    assert len(fuzzer.found) > 100
