"""The social security number: every shape met at a counter, and what is said of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.findings import Checked, Level
from counter_app.domain.nir import Nir, check_nir, clean_nir, nir_key
from counter_app.domain.nir_reading import plausible
from counter_app.resource_files import resource

PEOPLE = json.loads(resource("fictive", "people.json").read_text("utf-8"))["people"]
ODETTE = "248049711203438"
SOLANGE = "239062A00411751"  # born in Corsica
TESFAYE = "395999934100768"  # waiting number, pseudo-month, born abroad


def complete(number: str) -> str:
    return number + nir_key(number)


def says(checked: Checked[Nir], level: Level) -> str:
    return checked.first(level)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["id"])
def test_the_fictive_people_have_good_numbers(person: dict[str, str]) -> None:
    checked = check_nir(person["nir"], birth_date=person["birth_date"])
    assert checked.value == Nir(person["nir"])
    assert checked.count == 15
    expected = [Level.WARNING] if person["id"] == "tesfaye" else []
    assert [finding.level for finding in checked.findings] == expected


@pytest.mark.parametrize(
    "typed",
    [
        "2 48 04 97 112 034 38",
        "2.48.04.97.112.034.38",
        "2-48-04-97-112-034-38",
        "2‑48–04—97−112 034 38",
        "2\u00a048\u00a004\u202f97 112 034\n38\r\n",
        "\ufeff2480497\u200b11203438\t",
        "２４８０４９７１１２０３４３８",
    ],
)
def test_separators_and_wide_digits_are_taken_off(typed: str) -> None:
    checked = check_nir(typed)
    assert checked.value == Nir(ODETTE)
    assert checked.findings == ()


@pytest.mark.parametrize("typed", [SOLANGE, SOLANGE.lower(), "2 39 06 2a 004 117 51"])
def test_corsica_in_either_case(typed: str) -> None:
    assert check_nir(typed).value == Nir(SOLANGE)


@pytest.mark.parametrize("department", ["2A", "2B", "20", "01", "95", "96", "99"])
def test_departments_let_through(department: str) -> None:
    number = complete(f"28405{department}321025")
    checked = check_nir(number)
    assert checked.value == Nir(number)
    assert checked.findings == ()


@pytest.mark.parametrize("place", ["971", "972", "973", "974", "976", "975", "984", "987", "988"])
def test_overseas(place: str) -> None:
    assert check_nir(complete(f"28405{place}20025")).findings == ()


@pytest.mark.parametrize("place", ["00120", "97020", "97920", "98120"])
def test_unknown_departments_are_warned_only(place: str) -> None:
    checked = check_nir(complete(f"28405{place}025"))
    assert checked.ok
    assert "département" in says(checked, Level.WARNING)


@pytest.mark.parametrize("month", ["20", "30", "42", "50", "99"])
def test_pseudo_months_are_warned_only(month: str) -> None:
    checked = check_nir(complete(f"284{month}75321025"))
    assert checked.ok
    assert "rare" in says(checked, Level.WARNING)
    assert checked.value is not None
    assert checked.value.birth_year_month == (84, 0)


@pytest.mark.parametrize("month", ["00", "13", "19"])
def test_months_that_do_not_exist_are_read_again(month: str) -> None:
    checked = check_nir(complete(f"284{month}75321025"))
    assert not checked.ok
    assert "mois" in says(checked, Level.ERROR)
    assert checked.findings[0].position == 3


@pytest.mark.parametrize("month", ["43", "49"])
def test_months_that_the_insurer_lets_pass_are_warned(month: str) -> None:
    checked = check_nir(complete(f"284{month}75321025"))
    assert checked.ok
    assert "très rare" in says(checked, Level.WARNING)


@pytest.mark.parametrize("first", list("345678"))
def test_provisional_numbers_are_accepted_with_a_word(first: str) -> None:
    checked = check_nir(complete(f"{first}840575321025"))
    assert checked.value is not None
    kind = "Numéro d’attente" if first in "34" else "rovisoire"
    assert kind.casefold() in says(checked, Level.WARNING).casefold()
    assert "accepté" in says(checked, Level.WARNING)
    assert checked.findings[0].position == 0
    assert checked.value.civil_title == ""


@pytest.mark.parametrize("first", list("09"))
def test_a_first_digit_that_does_not_exist(first: str) -> None:
    checked = check_nir(f"{first}84057532102500")
    assert not checked.ok
    assert "premier chiffre" in says(checked, Level.ERROR)


def test_without_key_the_computed_one_is_to_be_confirmed() -> None:
    checked = check_nir(ODETTE[:13])
    assert checked.value == Nir(ODETTE)
    assert checked.count == 13
    assert "« 38 »" in says(checked, Level.WARNING)
    assert "vérifiez" in says(checked, Level.WARNING)


@pytest.mark.parametrize("key", ["00", "98", "99"])
def test_a_key_out_of_range(key: str) -> None:
    checked = check_nir(ODETTE[:13] + key)
    assert not checked.ok
    assert "97" in says(checked, Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("258049711203438", "l’année"),
        ("248069711203438", "le mois"),
        ("248049411203438", "le département"),
        ("248049711903438", "la commune"),
        ("248049711203238", "le numéro d’ordre"),
        ("248049711203439", "la clé"),
        ("248049711203483", "la clé"),
        ("148049711203438", "le premier chiffre"),
        ("239062B00411751", "le département"),
    ],
)
def test_a_wrong_key_says_which_block_to_read_again(typed: str, block: str) -> None:
    checked = check_nir(typed)
    assert not checked.ok
    text = says(checked, Level.ERROR)
    assert "clé" in text
    assert block in text or "bloc par bloc" in text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "248049711204338",
            "inversés dans le numéro d’ordre (« 034 » plutôt que « 043 »)",
        ),
        ("284049711203438", "inversés dans l’année (« 48 » plutôt que « 84 »)"),
        ("204489711203438", "l’année et le mois (« 48 04 » plutôt que « 04 48 »)"),
        (
            "248049703411238",
            "la commune et le numéro d’ordre (« 112 034 » plutôt que « 034 112 »)",
        ),
        ("248049711203483", "inversés dans la clé (« 38 » plutôt que « 83 »)"),
        ("248049711203348", "le numéro d’ordre et la clé (« 034 38 » plutôt que « 033 48 »)"),
    ],
)
def test_digits_or_blocks_that_changed_places_are_shown_and_not_put_in(
    typed: str, hint: str
) -> None:
    checked = check_nir(typed)
    assert hint in says(checked, Level.HINT)
    assert checked.correction == "", "the key alone leaves doubts"


def test_the_blocks_to_read_again_are_quoted_as_typed() -> None:
    assert "relisez l’année « 84 »" in says(check_nir("284049711203438"), Level.ERROR)


def test_born_abroad_the_three_digits_are_a_country() -> None:
    whole = complete("2840599352025")
    assert check_nir(whole).findings == ()
    swapped = whole[:7] + whole[8] + whole[7] + whole[9:]
    checked = check_nir(swapped)
    assert "le pays « 532 »" in says(checked, Level.ERROR)
    assert "le pays (« 352 » plutôt que « 532 »)" in says(checked, Level.HINT)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("284049711203438", "relisez l’année « 84 ». La date de naissance donne « 48 »."),
        ("248409711203438", "relisez le mois « 40 ». La date de naissance donne « 04 »."),
        ("204489711203438", "relisez l’année et le mois « 04 48 ». La date de naissance donne"),
    ],
)
def test_a_birth_date_that_makes_the_key_right_is_offered(typed: str, words: str) -> None:
    checked = check_nir(typed, birth_date="19480417")
    assert not checked.ok
    assert words in says(checked, Level.ERROR)
    assert checked.correction == ODETTE


def test_a_matching_birth_date_clears_the_year_and_the_month() -> None:
    typed = "248049711204338"  # two digits of the order swapped
    checked = check_nir(typed, birth_date="19480417")
    assert "l’année" not in says(checked, Level.ERROR)
    assert "le mois" not in says(checked, Level.ERROR)
    assert "le numéro d’ordre" in says(checked, Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "position", "digit"),
    [
        ("2480497112O3438", 10, "« 0 »"),
        ("2480497112o3438", 10, "« 0 »"),
        ("24804971I203438", 8, "« 1 »"),
        ("2480497l1203438", 7, "« 1 »"),
        ("24804971120343B", 14, "« 8 »"),
        ("24S049711203438", 2, "« 5 »"),
    ],
)
def test_a_letter_for_a_digit_is_shown_and_the_digit_offered(
    typed: str, position: int, digit: str
) -> None:
    checked = check_nir(typed)
    assert not checked.ok
    assert checked.correction == typed[:position] + digit[2] + typed[position + 1 :]
    assert checked.findings[0].position == position
    assert f"{position + 1}ᵉ caractère : « {typed[position]} »" in says(checked, Level.ERROR)
    assert digit in says(checked, Level.ERROR)


@pytest.mark.parametrize(
    "typed", ["2480497é1203438", "248042C11203438", "A", "2480A", "24804971120343Z"]
)
def test_another_character_is_named(typed: str) -> None:
    checked = check_nir(typed)
    assert not checked.ok
    assert "n’est pas un chiffre" in says(checked, Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("2", "Encore 14 chiffres"), ("2 48 04", "Encore 10 chiffres"), (ODETTE[:14], "Encore 1 ")],
)
def test_too_short_says_how_many_are_missing(typed: str, hint: str) -> None:
    checked = check_nir(typed)
    assert not checked.ok
    assert says(checked, Level.ERROR) == ""
    assert says(checked, Level.HINT).startswith(hint)


def test_a_corsican_letter_after_another_digit_than_2() -> None:
    checked = check_nir("239063A00411751")
    assert "« 2A » ou « 2B »" in says(checked, Level.ERROR)
    assert checked.findings[0].position == 5


def test_nothing_typed_is_no_fault() -> None:
    checked = check_nir(" \n")
    assert (checked.value, checked.count) == (None, 0)
    assert {finding.level for finding in checked.findings} == {Level.HINT}


def test_too_long_says_how_many_are_extra() -> None:
    assert "2 chiffres de trop" in says(check_nir(ODETTE + "12"), Level.ERROR)


@pytest.mark.parametrize(
    "typed", ["06 39 98 01 17", "0690304512", "+33 6 39 98 01 17", "+262 692 55"]
)
def test_a_phone_number_is_recognised(typed: str) -> None:
    assert "téléphone" in says(check_nir(typed), Level.ERROR)


@pytest.mark.parametrize("typed", ["03004177253", "8025000002 0300417725 3"])
def test_a_card_serial_is_recognised(typed: str) -> None:
    assert "numéro de série" in says(check_nir(typed), Level.ERROR)


def test_the_example_of_the_guide_is_recognised() -> None:
    assert "exemple" in says(check_nir("1 55 12 55 555 555 55"), Level.ERROR)


@pytest.mark.parametrize(
    ("birth_date", "word"),
    [("20170604", "L’année"), ("19480517", "Le mois"), ("19490417", "L’année")],
)
def test_another_birth_date_is_a_warning_only(birth_date: str, word: str) -> None:
    checked = check_nir(ODETTE, birth_date=birth_date)
    assert checked.value == Nir(ODETTE)
    assert says(checked, Level.WARNING).startswith(word)


@pytest.mark.parametrize("birth_date", ["19480417", "19480400", "19480000", "19485017", "", "x"])
def test_an_incomplete_birth_date_is_not_held_against_the_number(birth_date: str) -> None:
    assert check_nir(ODETTE, birth_date=birth_date).findings == ()


def test_forms() -> None:
    nir = Nir(ODETTE)
    assert nir.formatted == "2 48 04 97 112 034 38"
    assert nir.masked == "2 48 04 •• ••• ••• ••"
    assert nir.birth_year_month == (48, 4)
    assert nir.civil_title == "Madame"
    assert Nir("151099741120892").civil_title == "Monsieur"
    assert Nir(TESFAYE).birth_year_month == (95, 0)
    assert Nir("").masked.strip() == ""
    assert ODETTE not in repr(nir)


# The insurer's own public vectors (invented numbers), and the remainder 0 which gives 97.
@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("2550814168025", "38"),
        ("2940375120005", "91"),
        ("1531245007231", "60"),
        ("284052A321025", "52"),
        ("284052B321025", "79"),
        ("284202B321025", "28"),
        ("284992B321025", "31"),
        ("2840588321025", "32"),
    ],
)
def test_keys(number: str, key: str) -> None:
    assert nir_key(number) == key
    assert check_nir(number + key).value == Nir(number + key)


digits = st.text("0123456789", min_size=13, max_size=13)
numbers = digits.map(lambda text: "1" + text[1:]).filter(plausible)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    checked = check_nir(text, birth_date=text)
    assert checked.findings or checked.ok


@given(st.text("0123456789OIlABab .-\u00a0+", max_size=24))
def test_nearly_good_texts_get_an_answer(text: str) -> None:
    checked = check_nir(text, birth_date="19480417")
    assert checked.ok or checked.findings
    for finding in checked.findings:
        assert finding.position is None or 0 <= finding.position <= checked.count


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_nir(clean_nir(text)) == clean_nir(text)


@given(numbers, st.integers(0, 14), st.sampled_from("0123456789"))
def test_one_changed_digit_is_never_accepted_silently(number: str, place: int, other: str) -> None:
    whole = complete(number)
    changed = whole[:place] + other + whole[place + 1 :]
    checked = check_nir(changed)
    assert check_nir(whole).ok
    assert changed == whole or not checked.ok


@given(numbers, st.integers(0, 13))
def test_two_swapped_neighbours_are_never_accepted_silently(number: str, place: int) -> None:
    whole = complete(number)
    changed = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert changed == whole or not check_nir(changed).ok


@given(numbers, st.integers(0, 9999), st.integers(1, 12))
def test_what_a_birth_date_offers_is_right_in_form(number: str, other: int, month: int) -> None:
    whole = complete(f"{number[0]}{number[1:3]}{month:02}{number[5:]}")
    typed = f"{whole[0]}{other:04}{whole[5:]}"
    checked = check_nir(typed, birth_date=f"19{whole[1:5]}01")
    taken = check_nir(checked.correction, birth_date=f"19{whole[1:5]}01")
    assert taken.ok if checked.correction else taken.value is None
    assert checked.correction in {"", whole}


@given(st.text("0123456789OIlABSab .-\u00a0", max_size=20))
def test_a_correction_taken_again_and_again_comes_to_an_end(text: str) -> None:
    for _ in range(20):
        correction = check_nir(text).correction
        if not correction:
            return
        assert correction != text
        text = correction
    pytest.fail("it never ends")
