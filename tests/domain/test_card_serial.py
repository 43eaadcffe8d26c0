"""The serial number of the card, for both models, and what is typed in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.card_serial import (
    PREFIX,
    CardFace,
    CardSerial,
    check_card_serial,
    clean_card_serial,
    luhn_digit,
)
from counter_app.domain.findings import Level

WITH, WITHOUT = CardFace.WITH_PHOTO, CardFace.WITHOUT_PHOTO
SERIAL = "03004177253"
NIR = "248049711203438"


@pytest.mark.parametrize(
    "typed",
    [
        SERIAL,
        "0300417725 3",
        "8025000002 0300417725 3",
        "802500000203004177253",
        "8025000002\u00a00300417725\u202f3\n",
        "0300417725-3",
        "０３００４１７７２５３",
    ],
)
def test_with_photo_eleven_digits_or_all_twenty_one(typed: str) -> None:
    checked = check_card_serial(typed, WITH)
    assert checked.value == CardSerial(SERIAL)
    assert checked.findings == ()
    assert checked.count == 11


@pytest.mark.parametrize("typed", ["0300417725", "8025000002 0300417725"])
def test_with_photo_a_missing_last_digit_is_offered_never_added(typed: str) -> None:
    checked = check_card_serial(typed, WITH)
    assert checked.value is None
    assert checked.count == 10
    hint = checked.first(Level.HINT)
    assert "« 3 »" in hint, "the computed digit"
    assert "« 9 »" in hint, "the insurer's filler"


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("0", "10 chiffres"),
        ("030041", "5 chiffres"),
        (PREFIX, "11 chiffres"),
        (PREFIX + "03", "9 "),
    ],
)
def test_with_photo_too_short(typed: str, missing: str) -> None:
    checked = check_card_serial(typed, WITH)
    assert not checked.ok
    assert checked.first(Level.HINT).startswith(f"Encore {missing}")


def test_leading_zeros_lost_and_the_other_model_are_thought_of() -> None:
    texts = " ".join(finding.text for finding in check_card_serial("300417725", WITH).findings)
    assert "zéros du début" in texts
    assert "Sans photo" in texts


@pytest.mark.parametrize("extra", ["4", "44"])
def test_with_photo_too_long_points_at_the_other_model(extra: str) -> None:
    error = check_card_serial(SERIAL + extra, WITH).first(Level.ERROR)
    assert "de trop : il faut les 11 derniers seulement" in error
    assert "Sans photo" in error


def test_a_last_digit_that_does_not_compute_is_a_warning_only() -> None:
    checked = check_card_serial("03004177254", WITH)
    assert checked.value == CardSerial("03004177254")
    assert "« 3 »" in checked.first(Level.WARNING)


def test_the_filler_of_cards_with_ten_digits_is_let_through() -> None:
    checked = check_card_serial("03004177259", WITH)
    assert checked.ok
    assert "10 chiffres" in checked.first(Level.WARNING)


@pytest.mark.parametrize("typed", ["12345678", "0245761", "1234567890123"])
def test_without_photo_eight_to_thirteen(typed: str) -> None:
    checked = check_card_serial(typed, WITHOUT)
    assert checked.ok == (len(typed) >= 8)
    assert checked.first(Level.ERROR) == ""
    if not checked.ok:
        assert checked.first(Level.HINT) == "Encore 1 chiffre au moins"


def test_without_photo_too_long() -> None:
    assert "1 chiffre de trop" in check_card_serial("12345678901234", WITHOUT).first(Level.ERROR)


def test_without_photo_a_number_with_prefix_is_of_the_other_model() -> None:
    assert "Avec photo" in check_card_serial(PREFIX + SERIAL, WITHOUT).first(Level.ERROR)


@pytest.mark.parametrize("face", CardFace)
def test_the_number_of_the_scheme_is_refused(face: CardFace) -> None:
    assert "régime" in check_card_serial("8025000002 5", face).first(Level.ERROR)


@pytest.mark.parametrize(
    "typed",
    ["12/05/2019", "12.05.2019", "1-5-2019", "12 05 2019", "12/05/19", "12.5.98", "05/2019"],
)
@pytest.mark.parametrize("face", CardFace)
def test_a_written_date_is_recognised(typed: str, face: CardFace) -> None:
    assert "date" in check_card_serial(typed, face).first(Level.ERROR)


@pytest.mark.parametrize("typed", ["12 05 19", "12-05-19", "99/99/2019", "13/2019"])
def test_what_only_looks_like_a_date_is_none(typed: str) -> None:
    assert "date" not in check_card_serial(typed, WITH).first(Level.ERROR)


def test_eight_digits_that_are_a_date_are_recognised_where_eight_are_enough() -> None:
    assert "date" in check_card_serial("12052019", WITHOUT).first(Level.ERROR)
    assert check_card_serial("12052019", WITH).first(Level.ERROR) == "", "three digits to come"
    assert check_card_serial("32052019", WITHOUT).ok, "no such day"


@pytest.mark.parametrize("face", CardFace)
@pytest.mark.parametrize("typed", [NIR, NIR[:13], "2 48 04 97 112 034 38", NIR[2:11]])
def test_the_known_nir_is_recognised(face: CardFace, typed: str) -> None:
    assert "sécurité sociale" in check_card_serial(typed, face, nir=NIR).first(Level.ERROR)


@pytest.mark.parametrize("typed", [NIR, "239062A00411751", "239062a00411751"])
def test_a_whole_nir_is_recognised_even_unknown(typed: str) -> None:
    assert "sécurité sociale" in check_card_serial(typed, WITH).first(Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "position"), [("O3004177253", 0), ("0300417l253", 7), ("03é", 2)]
)
def test_a_letter_is_shown_and_the_digit_offered(typed: str, position: int) -> None:
    checked = check_card_serial(typed, WITH)
    assert not checked.ok
    offered = {"O": "0", "l": "1"}.get(typed[position], "")
    assert checked.correction == (typed[:position] + offered + typed[position + 1 :]) * bool(
        offered
    )
    assert checked.findings[0].position == position
    assert f"« {typed[position]} »" in checked.first(Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "chip", "doubted"),
    [
        (SERIAL, "03007744166", True),
        (SERIAL, SERIAL, False),
        (SERIAL, SERIAL[:10], False),
        (SERIAL, SERIAL[2:], False),
        (SERIAL, "", False),
        (SERIAL[:9], "03007744166", False),  # not whole yet
    ],
)
def test_another_number_than_the_chips_is_let_through_with_a_word(
    typed: str, chip: str, doubted: bool
) -> None:
    checked = check_card_serial(typed, WITH, chip=chip)
    assert checked.ok == (len(typed) == 11)
    assert ("La puce donne un autre numéro" in checked.first(Level.WARNING)) is doubted


@pytest.mark.parametrize("face", CardFace)
def test_nothing_typed_says_where_to_look(face: CardFace) -> None:
    checked = check_card_serial("", face)
    assert checked.value is None
    assert checked.first(Level.HINT)


@pytest.mark.parametrize(
    ("digits", "key"), [("0102457612", "4"), (PREFIX, "5"), ("0300417725", "3")]
)
def test_luhn(digits: str, key: str) -> None:
    assert luhn_digit(digits) == key


def test_forms() -> None:
    serial = CardSerial(SERIAL)
    assert serial.formatted == "0300417725 3"
    assert serial.masked == "••••••••253"
    assert CardSerial("12345678").formatted == "12345678"
    assert SERIAL not in repr(serial)


@given(st.text() | st.text("0123456789 O/-", max_size=24), st.sampled_from(CardFace))
def test_any_text_gets_an_answer(text: str, face: CardFace) -> None:
    checked = check_card_serial(text, face, nir=NIR)
    assert checked.ok or checked.findings


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_card_serial(clean_card_serial(text)) == clean_card_serial(text)


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 10), st.integers(1, 9))
def test_one_changed_digit_is_never_accepted_silently(digits: str, place: int, add: int) -> None:
    good = digits[:10] + luhn_digit(digits[:10])
    bad = good[:place] + str((int(good[place]) + add) % 10) + good[place + 1 :]
    assert check_card_serial(bad, WITH).findings
