"""« Je n’en veux pas »: the right word in each state, on each day, in each territory."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.deadlines import local_day, opposition_period
from counter_app.domain.profile import Action, ProfileStatus, allowed_actions
from counter_app.domain.right_word import right_word, six_weeks
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import date_in_words
from tests.reading_level import PLAIN, hard_to_read

S = ProfileStatus
NOW = datetime(2026, 11, 23, 14, 42, tzinfo=UTC)
SENT = date(2026, 11, 2)

# Written out by hand: state, act, word.
REFERENCE = """
PENDING                 oppose opposition
OPEN_UNCLAIMED          close  clôture
ACTIVE                  close  clôture
OPPOSED                 -      -
CLOSED                  -      -
CLOSED_DELETION_PENDING -      -
DELETED                 -      -
SUSPENDED               -      -
CREATION_BLOCKED        -      -
NOT_ACTIVABLE           -      -
"""
ROWS = [line.split() for line in REFERENCE.strip().splitlines()]

dates = st.dates(date(2022, 1, 1), date(2040, 12, 31))
territories = st.sampled_from(sorted(TERRITORIES))
moments = st.datetimes(
    datetime(2022, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2041, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def test_every_state_is_in_the_table() -> None:
    assert {row[0] for row in ROWS} == set(ProfileStatus)


@pytest.mark.parametrize(("status", "act", "word"), ROWS)
def test_the_word_of_each_state(status: str, act: str, word: str) -> None:
    told = right_word(ProfileStatus(status), NOW, "GP", SENT)
    assert (told.act.value if told.act else "-", told.word or "-") == (act, word)


@given(
    st.sampled_from(ProfileStatus),
    moments,
    territories,
    st.none() | dates,
    st.none() | st.integers(0, 60),
)
def test_what_is_told_is_possible_and_kind(
    status: ProfileStatus, now: datetime, territory: str, sent_on: date | None, days: int | None
) -> None:
    received_on = sent_on + timedelta(days) if sent_on and days is not None else None
    told = right_word(status, now, territory, sent_on, received_on)
    assert told.act is None or told.act in allowed_actions(status)
    refusals = {Action.OPPOSE, Action.CLOSE} & set(allowed_actions(status))
    assert (told.act is None) is (not refusals), "what is possible is always offered"
    assert bool(told.word) is (told.act is not None)
    texts = [*told.say, *(told.weeks.lines if told.weeks else ())]
    assert hard_to_read(texts, PLAIN) == []
    assert not re.search(r"tard|dépass|fini[est]?\b|passé", " ".join(texts))
    assert (told.weeks is None) is (sent_on is None)


@given(moments, territories, dates)
def test_a_date_that_is_promised_is_never_over(
    now: datetime, territory: str, sent_on: date
) -> None:
    """The date said is the last day, and it is still to come on the calendar over there."""
    told = " ".join(right_word(S.PENDING, now, territory, sent_on).say)
    until = opposition_period(sent_on).until
    today = local_day(now, territory)
    assert (date_in_words(until) in told) is (until > today)
    assert ("ce soir" in told) is (until == today)
    assert ("encore possible aujourd’hui" in told) is (until < today)


@given(moments, territories, dates, st.integers(0, 60))
def test_the_day_of_receiving_changes_no_decision(
    now: datetime, territory: str, sent_on: date, days: int
) -> None:
    for status in ProfileStatus:
        known = right_word(status, now, territory, sent_on, sent_on + timedelta(days))
        unknown = right_word(status, now, territory, sent_on)
        assert (known.act, known.word, known.say) == (unknown.act, unknown.word, unknown.say)


@given(dates, st.integers(0, 60))
def test_both_readings_are_told_and_the_sending_decides(sent_on: date, days: int) -> None:
    received_on = sent_on + timedelta(days)
    weeks = six_weeks(sent_on, received_on)
    sending, receiving, rule = weeks.lines
    assert date_in_words(sent_on) in sending
    assert date_in_words(sent_on + timedelta(42)) in sending
    assert date_in_words(received_on) in receiving
    assert date_in_words(received_on + timedelta(42)) in receiving
    assert rule == "C’est la date d’envoi qui compte."


def test_an_unknown_day_of_receiving_is_said_without_a_date() -> None:
    weeks = six_weeks(SENT)
    assert weeks.by_receiving is None
    assert not re.search(r"\d", weeks.lines[1])


def test_at_the_same_moment_the_last_day_is_over_there_and_not_here() -> None:
    """1 November, 02:00 UTC: still 31 October in Guadeloupe, the last of the 42 days."""
    now, sent_on = datetime(2026, 11, 1, 2, tzinfo=UTC), date(2026, 9, 19)
    assert "ce soir" in " ".join(right_word(S.PENDING, now, "GP", sent_on).say)
    assert "encore possible" in " ".join(right_word(S.PENDING, now, "RE", sent_on).say)


def test_a_notice_is_received_after_it_was_sent() -> None:
    with pytest.raises(ValueError, match="before it is sent"):
        six_weeks(SENT, SENT - timedelta(1))
    with pytest.raises(KeyError):
        right_word(S.PENDING, NOW, "XX", SENT)
