"""The service's counts in words: nothing added up, nothing guessed, nothing left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.gateway.counts import Count, Statistics
from counter_app.ui.statistics_tables import (
    WITHHELD,
    Period,
    nothing_registered,
    period_in_words,
    tables_of,
    withheld,
)
from tests.ui.counts import FILLED, MONTH, TOO_FEW, counts

NOTHING = Statistics(*MONTH, 5)


@pytest.mark.parametrize(
    ("period", "today", "since", "until"),
    [
        (Period.THIS_MONTH, date(2026, 11, 23), date(2026, 11, 1), date(2026, 11, 23)),
        (Period.THIS_MONTH, date(2026, 11, 1), date(2026, 11, 1), date(2026, 11, 1)),
        (Period.LAST_MONTH, date(2026, 11, 23), date(2026, 10, 1), date(2026, 10, 31)),
        (Period.LAST_MONTH, date(2028, 3, 31), date(2028, 2, 1), date(2028, 2, 29)),
        (Period.LAST_MONTH, date(2027, 1, 2), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.THIS_YEAR, date(2026, 11, 23), date(2026, 1, 1), date(2026, 11, 23)),
        (Period.THIS_YEAR, date(2028, 12, 31), date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_the_days_of_each_period(period: Period, today: date, since: date, until: date) -> None:
    assert period.days(today) == (since, until)


@given(st.dates(date(2022, 1, 1), date(2100, 1, 1)), st.sampled_from(Period))
def test_every_period_is_one_that_the_service_takes(today: date, period: Period) -> None:
    since, until = period.days(today)
    assert since <= until <= today
    assert until - since < timedelta(days=366)


def test_each_table_names_its_lines_in_words() -> None:
    channel, territory, day, organisation = tables_of(FILLED)
    assert channel.title == "Par façon de venir"
    assert channel.columns == ("Façon de venir", "Activations", "Oppositions", "Clôtures")
    assert channel.rows == (
        ("Au guichet, avec la carte", "1\u202f102", "48", "21"),
        ("Au guichet, sans carte", "31", "5", "9"),
        ("Par téléphone", "96", "12", WITHHELD),
    )
    assert territory.rows[:2] == (
        ("Guadeloupe", "812", "40", "17"),
        ("Martinique", "417", "25", "13"),
    )
    assert day.rows[0] == ("Lundi 16 novembre 2026", "14", "6", WITHHELD)
    assert organisation.rows[0] == ("France Services d’Anse-Corail", "63", "12", "6")


def test_names_of_which_nothing_is_told_make_one_line() -> None:
    _, territory, day, _ = tables_of(FILLED)
    assert territory.rows[2:] == (("1 autre territoire", WITHHELD, WITHHELD, "0"),)
    assert day.rows[2:] == (("18 autres jours", WITHHELD, WITHHELD, WITHHELD),)


def test_a_name_that_is_not_told_had_none() -> None:
    told = replace(NOTHING, by_territory=tuple(counts("RE", 0, 9, 0)))
    [table] = tables_of(told)
    assert table.rows == (("La Réunion", "0", "9", "0"),)


def test_further_acts_have_a_column_once_they_happen() -> None:
    further = (Count("GP", "request_deletion", 7), Count("GP", "invented_later", 8))
    [table] = tables_of(replace(NOTHING, by_territory=(*counts("GP", 9, 9, 9), *further)))
    assert table.columns[4:] == ("Suppressions", "Autre demande")
    assert table.rows == (("Guadeloupe", "9", "9", "9", "7", "8"),)


def test_names_that_this_counter_does_not_know_keep_their_own() -> None:
    told = replace(
        NOTHING,
        by_channel=tuple(counts("kiosk", 9, 0, 0)),
        by_territory=tuple(counts("WF", 9, 0, 0)),
        by_day=tuple(counts("2026-11", 9, 0, 0)),
    )
    assert [table.rows[0][0] for table in tables_of(told)] == ["kiosk", "WF", "2026-11"]


def test_nothing_and_too_little_are_not_the_same() -> None:
    assert nothing_registered(NOTHING)
    assert not nothing_registered(TOO_FEW)
    assert tables_of(NOTHING) == tables_of(TOO_FEW) == ()
    assert withheld(TOO_FEW)
    assert not withheld(replace(NOTHING, by_channel=tuple(counts("card", 9, 9, 9))))


def test_the_period_in_words() -> None:
    assert period_in_words(FILLED) == "Du 1er novembre 2026 au 23 novembre 2026"
    assert period_in_words(replace(FILLED, until=MONTH[0])) == "Le 1er novembre 2026"
