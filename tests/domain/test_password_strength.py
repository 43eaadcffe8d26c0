"""The estimate beside the rules of the password."""

from __future__ import annotations

import subprocess
import sys

import pytest
import zxcvbn_rs_py
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import password_strength
from counter_app.domain.password_strength import Strength, strength

OWN_WORDS = ("Marchandeau", "Odette", "1948")


@pytest.mark.parametrize(
    ("password", "at_least", "at_most"),
    [
        ("azerty", 0, 1),
        ("Azerty123!", 0, 1),
        ("Bonjour2026!", 0, 1),
        ("M0tdep@sse1!", 0, 1),
        ("aaaaaaaaA1!", 0, 1),
        ("Odette1948!", 0, 2),
        ("Marchandeau-1948", 0, 2),
        ("Xk7!vmQp2", 3, 4),
        ("Bleu-Tracteur-47-Mangue", 4, 4),
        ("le fromage bleu du tracteur", 4, 4),
    ],
)
def test_what_people_choose(password: str, at_least: int, at_most: int) -> None:
    assert at_least <= strength(password, OWN_WORDS).level <= at_most


def test_her_own_words_weaken_it() -> None:
    assert strength("Kalinda-Ndoye9").level > strength("Kalinda-Ndoye9", ("kalinda", "ndoye")).level


def test_nothing_typed_says_nothing() -> None:
    assert strength("") == Strength(0, "", "")


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5))
def test_any_text_has_a_level_and_no_part_of_it_is_told(text: str, own_words: list[str]) -> None:
    told = strength(text, own_words)
    assert 0 <= told.level <= 4
    assert bool(told.words) is bool(text)
    assert bool(told.advice) is (bool(text) and told.level < 3)
    assert told.words in {"", *password_strength._WORDS}
    assert told.advice in {"", password_strength._ADD_A_WORD, *dict(password_strength._ADVICE)}


def test_half_a_character_is_no_failure() -> None:
    assert strength("\ud83d" * 9).level <= 4


@pytest.mark.parametrize("pasted", ["4@8({[<369&#!1/|0$5+7%2" * 5, "a" * 100_000, "éà" * 60])
def test_a_long_text_does_not_hold_the_window(pasted: str) -> None:
    """The estimator takes seconds for a hundred signs, and grows worse: it never sees them."""
    assert strength(pasted) == strength(pasted[: password_strength.LOOKED_AT])


def test_each_weakness_that_the_estimator_knows_has_its_sentence() -> None:
    known = {name for name in dir(zxcvbn_rs_py.Warning) if not name.startswith("_")}
    told = [name for _, names in password_strength._ADVICE for name in names]
    assert sorted(told) == sorted(known)


@pytest.mark.parametrize(
    ("password", "word"),
    [("19480417Ab!", "date"), ("aaaaaaaaA1!", "répété"), ("xk7vm", "Ajoutez")],
)
def test_the_advice_names_the_weakness(password: str, word: str) -> None:
    assert word in strength(password).advice


def test_the_estimator_is_loaded_by_the_first_question_only() -> None:
    program = (
        "import sys\n"
        "from counter_app.domain.password_strength import strength\n"
        "assert 'zxcvbn_rs_py' not in sys.modules\n"
        "strength('a')\n"
        "assert 'zxcvbn_rs_py' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
