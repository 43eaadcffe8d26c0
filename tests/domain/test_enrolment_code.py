"""The provisional code: counted, never corrected, look-alikes named with their rank."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.enrolment_code import (
    NEW_CODE_CHARACTERS,
    EnrolmentCode,
    check_enrolment_code,
    clean_enrolment_code,
    new_enrolment_code,
)
from counter_app.domain.findings import Level

CODE = "Hq7RtW2mKd9x"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "Hq7R tW2m Kd9x",
        "Hq7R-tW2m-Kd9x",
        "Hq7R–tW2m\u2011Kd9x",
        "Hq7R−tW2m−Kd9x",
        " Hq7R\u00a0tW2m\u202fKd9x\r\n",
        "Hq7RtW\n2mKd9x",
        "\u200bHq7RtW2mKd9x\ufeff",
    ],
)
def test_separators_are_taken_off_and_case_is_kept(typed: str) -> None:
    checked = check_enrolment_code(typed)
    assert checked.value == EnrolmentCode(CODE)
    assert checked.value.groups == ("Hq7R", "tW2m", "Kd9x")
    assert (checked.findings, checked.count) == ((), 12)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", "Encore 12 caractères"),
        ("Hq7R tW2m", "Encore 4 caractères"),
        (CODE[:11], "Encore 1 caractère"),
    ],
)
def test_too_few(typed: str, hint: str) -> None:
    checked = check_enrolment_code(typed)
    assert checked.value is None
    assert checked.first(Level.HINT) == hint
    assert checked.first(Level.ERROR) == ""


def test_too_many() -> None:
    checked = check_enrolment_code(CODE + "z")
    assert checked.value is None
    assert checked.count == 13
    assert "13 caractères" in checked.first(Level.ERROR)
    assert "1 caractère de trop" in checked.first(Level.ERROR)


@pytest.mark.parametrize(
    ("character", "text"),
    [
        ("O", "6ᵉ caractère : « O » lettre ou « 0 » zéro ?"),
        ("0", "6ᵉ caractère : « 0 » zéro ou « O » lettre ?"),
        ("I", "6ᵉ caractère : « I » majuscule, « l » minuscule ou « 1 » un ?"),
        ("l", "6ᵉ caractère : « l » minuscule, « I » majuscule ou « 1 » un ?"),
        ("1", "6ᵉ caractère : « 1 » un, « l » minuscule ou « I » majuscule ?"),
        ("B", "6ᵉ caractère : « B » lettre ou « 8 » huit ?"),
        ("8", "6ᵉ caractère : « 8 » huit ou « B » lettre ?"),
    ],
)
def test_look_alikes_are_named_with_their_rank_and_kept(character: str, text: str) -> None:
    typed = CODE[:5] + character + CODE[6:]
    checked = check_enrolment_code(typed)
    assert checked.value == EnrolmentCode(typed)
    assert [(finding.level, finding.text, finding.position) for finding in checked.findings] == [
        (Level.WARNING, text, 5)
    ]


def test_look_alikes_are_named_while_typing() -> None:
    checked = check_enrolment_code("Hq7RtO2m")
    assert checked.value is None
    assert checked.first(Level.WARNING).startswith("6ᵉ caractère")
    assert checked.first(Level.HINT) == "Encore 4 caractères"


def test_the_first_rank_is_spelt() -> None:
    assert check_enrolment_code("O").first(Level.WARNING).startswith("1ᵉʳ caractère")


def test_caps_lock_is_told_and_lets_through() -> None:
    checked = check_enrolment_code(CODE, caps_lock=True)
    assert checked.ok
    assert "Verr. Maj." in checked.first(Level.WARNING)


@pytest.mark.parametrize(
    ("typed", "word"), [(CODE.upper(), "majuscules"), (CODE.lower(), "minuscules")]
)
def test_letters_all_of_one_case_are_doubted(typed: str, word: str) -> None:
    checked = check_enrolment_code(typed)
    assert checked.ok
    assert word in checked.first(Level.WARNING)


@pytest.mark.parametrize(
    ("character", "word"),
    [
        ("é", "accent"),
        ("Ａ", "élargie"),
        ("７", "élargie"),
        ("!", "ni une lettre"),
        ("я", "ni une"),
    ],
)
def test_other_characters_are_refused_with_their_place(character: str, word: str) -> None:
    checked = check_enrolment_code("Hq7 R" + character)
    assert checked.value is None
    assert checked.findings[0].position == 4
    assert checked.first(Level.ERROR).startswith(f"5ᵉ caractère : « {character} »")
    assert word in checked.first(Level.ERROR)


@pytest.mark.parametrize("typed", ["402917", "402 917"])
def test_the_six_digits_of_a_login_are_recognised(typed: str) -> None:
    error = check_enrolment_code(typed).first(Level.ERROR)
    assert "code de connexion" in error
    assert "12 lettres et chiffres" in error


@pytest.mark.parametrize("typed", ["4029173", "40291738", "402 917 385 021"])
def test_digits_only_are_doubted_and_let_through(typed: str) -> None:
    checked = check_enrolment_code(typed)
    assert checked.ok == (checked.count == 12)
    assert [finding.level for finding in checked.findings].count(Level.WARNING) == 1
    assert "compte ameli" in checked.first(Level.WARNING)


@pytest.mark.parametrize("typed", ["2 48 04 97 112 034 38", "239062a00411751"])
def test_a_social_security_number_is_recognised(typed: str) -> None:
    assert "numéro de sécurité sociale" in check_enrolment_code(typed).first(Level.ERROR)


def test_the_code_is_not_in_its_repr() -> None:
    assert CODE not in repr(check_enrolment_code(CODE))


@given(st.text(), st.booleans())
def test_any_text_gets_an_answer(text: str, caps_lock: bool) -> None:
    checked = check_enrolment_code(text, caps_lock=caps_lock)
    assert checked.ok or checked.findings


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_enrolment_code(clean_enrolment_code(text)) == clean_enrolment_code(text)


@given(st.text("abcxyzABCXYZ0123456789OIl", min_size=12, max_size=12))
def test_nothing_typed_is_ever_changed(text: str) -> None:
    assert check_enrolment_code(text).value == EnrolmentCode(text)


@given(st.integers(0, 2**64))
def test_a_new_code_has_nothing_to_be_warned_of(seed: int) -> None:
    code = new_enrolment_code(Random(seed).choice)  # noqa: S311 - the same each time
    checked = check_enrolment_code(code.text)
    assert checked.value == code
    assert checked.findings == ()
    for kind in (str.isdigit, str.islower, str.isupper):
        assert any(map(kind, code.text))


def test_a_draw_that_lacks_a_kind_is_thrown_away() -> None:
    def draws() -> Iterator[str]:
        for text in ("abcdefghijkm", "ABcdefghijkm", "234567abcdef", "234567ABCDEF", CODE):
            yield from text

    drawn = draws()
    assert new_enrolment_code(lambda _: next(drawn)).text == CODE


def test_new_codes_are_drawn_from_the_system_and_hard_to_guess() -> None:
    assert not set(NEW_CODE_CHARACTERS) & set("O0Il1B8")
    assert len(set(NEW_CODE_CHARACTERS)) == 55
    assert 12 * math.log2(55) > 69
    codes = {new_enrolment_code().text for _ in range(200)}
    assert len(codes) == 200


def test_a_code_is_not_shown_by_its_repr() -> None:
    code = new_enrolment_code()
    assert code.text not in repr(code)
