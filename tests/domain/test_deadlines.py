"""Six weeks counted on the calendar of the person's territory, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.deadlines import (
    OPPOSITION_DAYS,
    SUSPENSION_DAYS,
    OppositionPeriod,
    adult_on,
    archive_until,
    code_expired,
    days_left,
    deletion_due_by,
    expiry_limit,
    is_adult,
    local_day,
    opening_limit,
    opposition_period,
    start_of_day,
    suspension_closes_on,
    suspension_limit,
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


# Days around which the clocks of Paris and of Miquelon change, and around which nothing does.
DAYS = [
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 7, 14),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 12, 31),
    date(2028, 2, 29),
]
AROUND = timedelta(days=OPPOSITION_DAYS + 3)


@pytest.mark.parametrize("territory", sorted(TERRITORIES))
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("seconds", [-1, 0, 1, 3 * 3600, 12 * 3600])
def test_limits_say_of_a_table_what_the_rules_say_of_a_person(
    territory: str, day: date, seconds: int
) -> None:
    now = start_of_day(day, territory) + timedelta(seconds=seconds)
    for ago in range(-1, AROUND.days):
        sent = day - timedelta(days=ago)
        period = opposition_period(sent)
        due = sent <= opening_limit(now, territory)
        assert due is (local_day(now, territory) >= period.opens_on)
        assert due is (days_left(period, now, territory) < 0)
        assert (sent <= expiry_limit(now, territory)) is code_expired(sent, now, territory)


@pytest.mark.parametrize("territory", sorted(TERRITORIES))
@pytest.mark.parametrize("day", DAYS)
def test_a_day_begins_at_midnight_in_its_territory(territory: str, day: date) -> None:
    moment = start_of_day(day, territory)
    assert moment.tzinfo is UTC
    assert local_day(moment, territory) == day
    assert local_day(moment - timedelta(seconds=1), territory) == day - timedelta(days=1)
    assert moment.astimezone(TERRITORIES[territory].clock).time() == time()


@pytest.mark.parametrize("day", DAYS)
def test_the_same_moment_is_due_in_one_territory_and_not_in_another(day: date) -> None:
    in_reunion = start_of_day(day, "RE")
    assert opening_limit(in_reunion, "RE") == opening_limit(in_reunion, "GP") + timedelta(days=1)
    in_guadeloupe = start_of_day(day, "GP")
    assert opening_limit(in_guadeloupe, "RE") == opening_limit(in_guadeloupe, "GP")


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


@given(
    moments,
    st.sampled_from(sorted(TERRITORIES)),
    st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_a_suspension_closes_after_six_whole_weeks_of_its_territory(
    now: datetime, territory: str, ago: timedelta
) -> None:
    suspended_at = now - ago
    day = local_day(suspended_at, territory)
    due = suspended_at < suspension_limit(now, territory)
    assert due is (local_day(now, territory) >= suspension_closes_on(day))
    assert suspension_closes_on(day) - day == timedelta(days=SUSPENSION_DAYS + 1)


@pytest.mark.parametrize("territory", sorted(TERRITORIES))
@pytest.mark.parametrize("day", DAYS)
def test_a_suspension_at_either_end_of_a_day(territory: str, day: date) -> None:
    closing = start_of_day(day + timedelta(days=43), territory)
    last_moment = start_of_day(day + timedelta(days=1), territory) - timedelta(microseconds=1)
    for suspended_at in (start_of_day(day, territory), last_moment):
        assert suspended_at < suspension_limit(closing, territory)
        assert suspended_at >= suspension_limit(closing - timedelta(seconds=1), territory)


@pytest.mark.parametrize(
    ("closed", "until"),
    [
        (date(2026, 11, 23), date(2036, 11, 23)),
        (date(2028, 2, 29), date(2038, 2, 28)),
        (date(2026, 2, 28), date(2036, 2, 28)),
        (date(2026, 12, 31), date(2036, 12, 31)),
    ],
)
def test_ten_years_of_archive(closed: date, until: date) -> None:
    assert archive_until(closed) == until


@pytest.mark.parametrize(
    ("birth_date", "adult"),
    [
        ("20081102", date(2026, 11, 2)),
        ("20080229", date(2026, 3, 1)),
        ("20081231", date(2026, 12, 31)),
        ("20080000", date(2026, 12, 31)),  # neither day nor month known
        ("20080015", date(2026, 12, 31)),
        ("20080400", date(2026, 4, 30)),
        ("20080200", date(2026, 3, 1)),  # it may have been the 29
        ("20090200", date(2027, 2, 28)),
        ("20082115", date(2026, 12, 31)),  # a lunar month
        ("20090231", date(2027, 2, 28)),  # no day of the calendar
    ],
)
def test_of_age_at_eighteen_on_the_latest_day_that_it_may_be(birth_date: str, adult: date) -> None:
    assert adult_on(birth_date) == adult
    assert not is_adult(birth_date, adult - timedelta(days=1))
    assert is_adult(birth_date, adult)


@pytest.mark.parametrize(
    "text", ["", "2008", "2008-11-2", "２００８１１０２", "99990101", "inconnue"]
)
def test_what_is_no_birth_date_has_no_coming_of_age(text: str) -> None:
    with pytest.raises(ValueError, match=r"8 digits|out of range|year"):
        adult_on(text)


@given(st.from_regex(r"(19|20)[0-9]{6}", fullmatch=True))
def test_of_age_eighteen_years_after_some_day_of_the_year_of_birth(birth_date: str) -> None:
    adult = adult_on(birth_date)
    assert adult.year == int(birth_date[:4]) + 18
    assert adult >= date(adult.year, 1, 1)


@given(st.dates(date(1920, 1, 1), date(2030, 12, 31)))
def test_of_age_on_the_birthday(born: date) -> None:
    birthday = adult_on(f"{born:%Y%m%d}")
    if (born.month, born.day) == (2, 29):
        assert (birthday.month, birthday.day) == (3, 1)
    else:
        assert (birthday.month, birthday.day) == (born.month, born.day)


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
