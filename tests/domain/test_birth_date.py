"""The birth date as people type it, and as cards may have it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.birth_date import birth_date_in_words, check_birth_date
from counter_app.domain.findings import Level

TODAY = date(2026, 11, 23)
ODETTE_NIR = "248049711203438"  # April 1948


@pytest.mark.parametrize(
    "typed",
    [
        "12/05/1951",
        "12 05 1951",
        "12-05-1951",
        "12.05.1951",
        "12051951",
        "12 051951",
        "12/5/1951",
        "12\u00a005\u202f1951\n",
        "1951-05-12",
        "12 mai 1951",
        "12 MAI 1951",
        "１２/０５/１９５１",
    ],
)
def test_the_ways_of_writing_a_date(typed: str) -> None:
    checked = check_birth_date(typed, today=TODAY)
    assert (checked.value, checked.findings, checked.count) == ("19510512", (), 8)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1er août 1962", "19620801"), ("1 février 1962", "19620201"), ("29/02/1952", "19520229")],
)
def test_more_dates(typed: str, value: str) -> None:
    assert check_birth_date(typed, today=TODAY).value == value


@pytest.mark.parametrize("typed", ["12/05/51", "12-05-51", "120551", "12 5 51"])
def test_a_two_digit_year_is_asked_in_full(typed: str) -> None:
    checked = check_birth_date(typed, today=TODAY)
    assert checked.value is None
    assert "4 chiffres : 1951 ?" in checked.first(Level.HINT)


def test_both_centuries_are_offered_when_both_are_past() -> None:
    assert "1917 ou 2017" in check_birth_date("04/06/17", today=TODAY).first(Level.HINT)


@pytest.mark.parametrize("typed", ["", "1", "12/", "12/05", "12/05/1", "12/05/195", "1205195"])
def test_unfinished_is_no_fault(typed: str) -> None:
    checked = check_birth_date(typed, today=TODAY)
    assert checked.value is None
    assert [finding.level for finding in checked.findings] == [Level.HINT]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("31/02/1951", "février"),
        ("29/02/1951", "28 jours"),
        ("31/04/1951", "avril"),
        ("32/05/1951", "32"),
        ("12/13/1951", "13"),
        ("24/11/2026", "à venir"),
        ("12/05/2027", "à venir"),
        ("12/05/1905", "120 ans"),
        ("12/05/0051", "120 ans"),
        ("19510512", "L’année vient en dernier"),
        ("120519511", "trop de chiffres"),
        ("12/o5/1951", "« o »"),
        ("demain", "« d »"),
    ],
)
def test_dates_to_read_again(typed: str, word: str) -> None:
    checked = check_birth_date(typed, today=TODAY)
    assert checked.value is None
    assert word in checked.first(Level.ERROR)


@pytest.mark.parametrize(
    ("typed", "meant"), [("05/17/1951", "17/05/1951"), ("04/25/1951", "25/04")]
)
def test_day_and_month_swapped_are_said_so(typed: str, meant: str) -> None:
    error = check_birth_date(typed, today=TODAY).first(Level.ERROR)
    assert "inversés" in error
    assert meant in error
    correction = check_birth_date(typed, today=TODAY).correction
    assert correction.startswith(meant)
    assert check_birth_date(correction, today=TODAY).findings == ()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("12 5 51", "12/05/1951"),
        ("120551", "12/05/1951"),
        ("040617", ""),  # 1917 or 2017
        ("19510512", "12/05/1951"),
        ("05/17/2051", ""),  # the year is wrong too
    ],
)
def test_the_date_probably_meant_is_offered(typed: str, offered: str) -> None:
    assert check_birth_date(typed, today=TODAY).correction == offered


@pytest.mark.parametrize(
    ("typed", "value", "word"),
    [
        ("00/00/1995", "19950000", "Jour et mois inconnus"),
        ("00/04/1995", "19950400", "Jour inconnu"),
        ("12/00/1995", "19950012", "Mois inconnu"),
        ("14/51/1950", "19505114", "n’est pas un mois du calendrier"),
        ("31/40/1950", "19504031", "n’est pas un mois du calendrier"),
    ],
)
def test_dates_of_cards_that_no_calendar_has_are_let_through(
    typed: str, value: str, word: str
) -> None:
    checked = check_birth_date(typed, today=TODAY)
    assert checked.value == value
    assert word in checked.first(Level.WARNING)


def test_a_month_that_the_number_has_too_is_not_taken_for_a_day() -> None:
    checked = check_birth_date("04/25/1951", today=TODAY, nir="151259741120800")
    assert checked.value == "19512504"


def test_a_year_alone_shows_how_to_write_it() -> None:
    assert "00/00/1995" in check_birth_date("1995", today=TODAY).first(Level.HINT)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("17/04/1949", "L’année"), ("17/05/1948", "Relisez le mois"), ("04/06/2017", "proche")],
)
def test_disagreement_with_the_number_is_a_warning_only(typed: str, word: str) -> None:
    checked = check_birth_date(typed, today=TODAY, nir=ODETTE_NIR)
    assert checked.ok
    assert word in checked.first(Level.WARNING)


def test_day_and_month_swapped_against_the_number() -> None:
    checked = check_birth_date("04/05/1948", today=TODAY, nir=ODETTE_NIR)
    assert checked.value == "19480504"
    assert "inversés" in checked.first(Level.WARNING)
    assert checked.correction == "05/04/1948"


@pytest.mark.parametrize("nir", [ODETTE_NIR, "2 48 04 97 112 034 38", "2", "", None, "x"])
def test_agreement_or_an_unfinished_number_says_nothing(nir: str | None) -> None:
    assert check_birth_date("17/04/1948", today=TODAY, nir=nir).findings == ()


def test_today_is_a_birth_date() -> None:
    assert check_birth_date("23/11/2026", today=TODAY).value == "20261123"


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ("19480417", "17 avril 1948"),
        ("19510501", "1er mai 1951"),
        ("19950000", "1995 (jour et mois inconnus)"),
        ("19950400", "avril 1995 (jour inconnu)"),
        ("19950012", "1995 (mois inconnu)"),
        ("19505114", "14/51/1950 (date écrite ainsi sur la carte)"),
        ("19510231", "31/02/1951 (date écrite ainsi sur la carte)"),
        ("", ""),
        ("inconnue", "inconnue"),
    ],
)
def test_in_words(card: str, words: str) -> None:
    assert birth_date_in_words(card) == words


@given(st.text() | st.text("0123456789 /-.", max_size=12), st.text())
def test_any_text_gets_an_answer(text: str, nir: str) -> None:
    checked = check_birth_date(text, today=TODAY, nir=nir)
    assert checked.ok or checked.findings
    birth_date_in_words(text)


@given(st.dates(date(1907, 1, 1), TODAY))
def test_every_calendar_date_is_read_back(day: date) -> None:
    for form in ("%d/%m/%Y", "%d%m%Y", "%d %m %Y", "%Y-%m-%d"):
        assert check_birth_date(day.strftime(form), today=TODAY).value == f"{day:%Y%m%d}"


@given(st.dates(date(1907, 1, 1), TODAY))
def test_words_are_read_back_too(day: date) -> None:
    words = birth_date_in_words(f"{day:%Y%m%d}")
    assert check_birth_date(words, today=TODAY).value == f"{day:%Y%m%d}"
