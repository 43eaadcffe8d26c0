"""French typography and words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.wording import (
    agree,
    all_of,
    date_in_words,
    none_of,
    one_of,
    time_in_words,
    typeset,
)

NB = "\u00a0"


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Que souhaite Madame ?", f"Que souhaite Madame{NB}?"),
        ("Oui ! Non ; peut-être : si", f"Oui{NB}! Non{NB}; peut-être{NB}: si"),
        ("« Sans carte »", f"«{NB}Sans carte{NB}»"),
        ("«Sans carte»", f"«{NB}Sans carte{NB}»"),
        ("« O » ?", f"«{NB}O{NB}»{NB}?"),
        ("à  8:30", "à  8:30"),
        ("https://exemple.example/a?b=1", "https://exemple.example/a?b=1"),
        ("un\u202f?", f"un{NB}?"),
        ("de 8 h 30 à 17 h", f"de 8{NB}h{NB}30 à 17{NB}h"),
        ("en 2 heures", "en 2 heures"),
        ("", ""),
        ("«", f"«{NB}"),
        ("Fin.\n« Suite »", f"Fin.\n«{NB}Suite{NB}»"),
    ],
)
def test_typeset(plain: str, set_: str) -> None:
    assert typeset(plain) == set_


@given(st.text() | st.text("a «»?!:; \u00a0\u202f\n", max_size=20))
def test_typeset_twice_changes_nothing(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(st.text("abc «»?!:;", max_size=20))
def test_typeset_changes_spaces_only(text: str) -> None:
    blanks = {ord(" "): None, ord(NB): None}
    assert typeset(text).translate(blanks) == text.translate(blanks)


@pytest.mark.parametrize(
    ("day", "weekday", "words"),
    [
        (date(2026, 11, 1), False, "1er novembre 2026"),
        (date(2026, 11, 23), True, "lundi 23 novembre 2026"),
        (date(2028, 2, 29), True, "mardi 29 février 2028"),
        (date(2026, 8, 11), False, "11 août 2026"),
    ],
)
def test_dates(day: date, weekday: bool, words: str) -> None:
    assert date_in_words(day, weekday=weekday) == words


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(10, 42, "10 h 42"), (8, 5, "8 h 05"), (17, 0, "17 h"), (0, 0, "0 h")],
)
def test_times(hour: int, minute: int, words: str) -> None:
    assert time_in_words(datetime(2026, 11, 23, hour, minute, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("words", "joined"),
    [(["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c", "d"], "a, b, c et d")],
)
def test_enumerations(words: list[str], joined: str) -> None:
    assert all_of(words) == joined


def test_other_last_words() -> None:
    assert one_of(["a", "b", "c"]) == "a, b ou c"
    assert none_of(["a", "b", "c"]) == "a, b ni c"


@pytest.mark.parametrize(
    ("title", "word"), [("Monsieur", "né"), ("Madame", "née"), ("", "naissance")]
)
def test_agreement(title: str, word: str) -> None:
    assert agree(title, "né", "née", "naissance") == word
