"""A phrase is its French text, and remembers what it was made of."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.wording import phrase, sentences


def test_a_phrase_is_a_text() -> None:
    told = phrase("Encore {count} chiffres", count=3)
    assert told == "Encore 3 chiffres"
    assert told.template == "Encore {count} chiffres"
    assert hash(told) == hash("Encore 3 chiffres")


def test_a_copy_is_the_same() -> None:
    told = phrase("Encore {count} chiffres", count=3)
    for copied in (copy.deepcopy(told), pickle.loads(pickle.dumps(told))):  # noqa: S301 - our own
        assert (copied, copied.template, copied.values) == (told, told.template, told.values)


def test_a_day_is_written_in_full() -> None:
    assert phrase("Jusqu’au {day}.", day=date(2026, 12, 1)) == "Jusqu’au 1er décembre 2026."


def test_a_field_without_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        phrase("{missing}", other=1)


@given(st.text())
def test_a_value_is_never_read_as_a_template(typed: str) -> None:
    assert phrase("« {typed} »", typed=typed) == f"« {typed} »"
    assert phrase(typed) == typed, "nor is a text without values"


@given(st.lists(st.text()))
def test_sentences_follow_each_other(parts: list[str]) -> None:
    assert sentences(*parts) == " ".join(filter(None, parts))
