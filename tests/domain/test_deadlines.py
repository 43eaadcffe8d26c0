"""Six weeks counted on the calendar of the person's territory, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.deadlines import (
    OPPOSITION_DAYS,
    OppositionPeriod,
    code_expired,
    days_left,
    deletion_due_by,
    local_day,
    opposition_period,
)
from counter_app.domain.territory import TERRITORIES

SENT = date(2026, 11, 2)
PERIOD = opposition_period(SENT)


def test_the_last_day_is_whole_and_the_space_opens_on_the_next() -> None:
    assert OppositionPeriod(SENT, date(2026, 12, 14), date(2026, 12, 15)) == PERIOD
    assert OPPOSITION_DAYS == 42


@pytest.mark.parametrize(
    ("now", "territory", "left"),
    [
        (datetime(2026, 11, 2, 12, tzinfo=UTC), "FX", 42),
        (datetime(2026, 12, 14, 12, tzinfo=UTC), "FX", 0),
        (datetime(2026, 12, 14, 22, 59, tzinfo=UTC), "FX", 0),
        (datetime(2026, 12, 14, 23, 0, tzinfo=UTC), "FX", -1),
        # still the 14th at 4 in the morning UTC in Guadeloupe, already the 15th in La Réunion
        (datetime(2026, 12, 15, 3, 59, tzinfo=UTC), "GP", 0),
        (datetime(2026, 12, 15, 4, 0, tzinfo=UTC), "GP", -1),
        (datetime(2026, 12, 15, 2, 59, tzinfo=UTC), "GF", 0),
        (datetime(2026, 12, 14, 20, 0, tzinfo=UTC), "RE", -1),
        (datetime(2026, 12, 14, 19, 59, tzinfo=UTC), "RE", 0),
        (datetime(2026, 12, 14, 20, 59, tzinfo=UTC), "YT", 0),
        (datetime(2026, 12, 15, 2, 59, tzinfo=UTC), "PM", 0),
    ],
)
def test_days_left_on_the_clock_of_the_territory(now: datetime, territory: str, left: int) -> None:
    assert days_left(PERIOD, now, territory) == left
    assert code_expired(SENT, now, territory) is (left < 0)


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 10, 12), date(2026, 11, 23)),  # the hour of winter falls in between
        (date(2027, 3, 1), date(2027, 4, 12)),  # the hour of summer too
        (date(2028, 1, 20), date(2028, 3, 2)),  # 29 February
    ],
)
def test_a_change_of_hour_moves_nothing(sent: date, last: date) -> None:
    paris = TERRITORIES["FX"].clock
    midnight = datetime.combine(last + timedelta(days=1), time(), tzinfo=paris)
    assert opposition_period(sent).until == last
    assert not code_expired(sent, midnight.astimezone(UTC) - timedelta(seconds=1), "FX")
    assert code_expired(sent, midnight.astimezone(UTC), "FX")


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        days_left(PERIOD, datetime(2026, 12, 1, 12), "FX")  # noqa: DTZ001 - the very case


def test_an_unknown_territory_is_refused() -> None:
    with pytest.raises(KeyError):
        days_left(PERIOD, datetime(2026, 12, 1, 12, tzinfo=UTC), "XX")


@pytest.mark.parametrize(
    ("closed", "due"),
    [
        (date(2026, 11, 23), date(2027, 2, 23)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 9, 30), date(2026, 12, 30)),
    ],
)
def test_three_months_for_a_deletion(closed: date, due: date) -> None:
    assert deletion_due_by(closed) == due


moments = st.datetimes(datetime(2022, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001 - made UTC
    lambda moment: moment.replace(tzinfo=UTC)
)


@given(moments, st.sampled_from(sorted(TERRITORIES)), st.integers(-60, 60))
def test_days_left_and_expiry_agree_everywhere(now: datetime, territory: str, ago: int) -> None:
    sent = local_day(now, territory) - timedelta(days=ago)
    period = opposition_period(sent)
    assert days_left(period, now, territory) == OPPOSITION_DAYS - ago
    assert code_expired(sent, now, territory) is (ago > OPPOSITION_DAYS)


@given(moments, st.sampled_from(sorted(TERRITORIES)))
def test_the_zone_of_the_clock_that_asks_does_not_matter(now: datetime, territory: str) -> None:
    elsewhere = now.astimezone(TERRITORIES["RE"].clock)
    assert days_left(PERIOD, now, territory) == days_left(PERIOD, elsewhere, territory)


@given(st.dates(date(2022, 1, 1), date(2100, 1, 1)))
def test_a_deletion_takes_three_months_at_most(closed: date) -> None:
    assert timedelta(days=89) <= deletion_due_by(closed) - closed <= timedelta(days=92)


@pytest.mark.parametrize("code", sorted(TERRITORIES))
def test_territories_are_whole(code: str) -> None:
    territory = TERRITORIES[code]
    assert territory.code == code
    assert territory.clock.key == territory.zone
    assert territory.time_words.startswith("heure de ")
    assert len(territory.phone_region) == 2


@pytest.mark.parametrize(
    ("code", "hours"), [("GP", -4), ("MQ", -4), ("GF", -3), ("RE", 4), ("YT", 3), ("FX", 1)]
)
def test_clocks_in_winter(code: str, hours: int) -> None:
    moment = datetime(2026, 12, 1, 12, tzinfo=UTC).astimezone(TERRITORIES[code].clock)
    assert moment.utcoffset() == timedelta(hours=hours)
