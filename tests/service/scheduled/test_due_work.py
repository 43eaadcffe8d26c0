"""Each job on the day before, on the day, and twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from counter_app.domain.deadlines import start_of_day
from counter_app.domain.territory import TERRITORIES
from counter_app.service.scheduled import sweeps
from counter_app.service.scheduled.jobs import JOBS, run_jobs
from counter_app.service.store import Store
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    FAILED_IDENTIFICATIONS,
    JOB_RUNS,
    OUTBOX,
    PEOPLE,
    REPRESENTATIONS,
    SESSIONS,
)
from tests.service.crowd import add, add_many, person, rows, statuses

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TODAY = date(2026, 5, 12)  # in every territory at that moment
SECOND = timedelta(seconds=1)


def work(store: Store, now: datetime, *only: str) -> dict[str, int | None]:
    """The count of each job."""
    return {each.job.name: each.count for each in run_jobs(store, lambda: now, only)}


def test_nothing_is_due_in_an_empty_store(store: Store) -> None:
    assert work(store, NOON) == {job.name: 0 for job in JOBS}
    for run in rows(store, JOB_RUNS):
        assert (run.holder, run.held_until, run.last_count) == (None, None, 0)
        assert run.last_ended_at == NOON


@pytest.mark.parametrize("territory", TERRITORIES)
def test_a_space_opens_when_the_last_whole_day_is_over_there(store: Store, territory: str) -> None:
    sent_on = date(2026, 3, 1)  # the clocks change between this day and the last one
    [one] = add(store, person(store, territory=territory, notice_sent_on=sent_on))
    after = start_of_day(sent_on + timedelta(days=43), territory)
    assert work(store, after - SECOND, "open-spaces") == {"open-spaces": 0}
    assert statuses(store) == {one: "PENDING"}
    assert work(store, after, "open-spaces") == {"open-spaces": 1}
    [row] = rows(store, PEOPLE)
    assert (row.status, row.status_since) == ("OPEN_UNCLAIMED", after)
    assert work(store, after, "open-spaces") == {"open-spaces": 0}


def test_only_whoever_was_told_and_has_not_answered_gets_a_space(store: Store) -> None:
    due = date(2026, 3, 1)
    told, untold, opposed, blocked = add(
        store,
        person(store, notice_sent_on=due),
        person(store),
        person(store, notice_sent_on=due, status="OPPOSED"),
        person(store, notice_sent_on=due, status="CREATION_BLOCKED"),
    )
    assert work(store, NOON)["open-spaces"] == 1
    assert statuses(store) == {
        told: "OPEN_UNCLAIMED",
        untold: "PENDING",
        opposed: "OPPOSED",
        blocked: "CREATION_BLOCKED",
    }


def test_many_spaces_open_in_ranges(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeps, "BATCH", 10)
    for territory in ("RE", "FX", "RE"):
        add_many(store, 17, territory=territory, notice_sent_on=date(2026, 3, 30))
        add_many(store, 5, territory=territory, notice_sent_on=date(2026, 3, 31))
    # 22 h in Paris on 11 May, already the 12th in La Réunion: 42 days after 31 March are over.
    assert work(store, datetime(2026, 5, 12, 20, tzinfo=UTC), "open-spaces") == {"open-spaces": 61}
    left = rows(store, PEOPLE, PEOPLE.c.status == "PENDING")
    assert {(row.territory, row.notice_sent_on) for row in left} == {("FX", date(2026, 3, 31))}


def test_a_suspension_ends_in_a_closing_unless_objected_to(store: Store) -> None:
    since = start_of_day(date(2026, 3, 30), "GP")
    silent, objecting, later = add(
        store,
        person(store, territory="GP", status="SUSPENDED", status_since=since),
        person(store, territory="GP", status="SUSPENDED", status_since=since, objected_at=since),
        person(store, territory="GP", status="SUSPENDED", status_since=NOON),
    )
    closing = start_of_day(TODAY, "GP")
    assert work(store, closing - SECOND)["close-suspended"] == 0
    assert work(store, closing)["close-suspended"] == 1
    assert work(store, closing)["close-suspended"] == 0
    found = {row.id: row for row in rows(store, PEOPLE)}
    assert (found[silent].status, found[silent].archive_until) == ("CLOSED", date(2036, 5, 12))
    assert found[objecting].status == found[later].status == "SUSPENDED"


def test_data_are_erased_on_the_last_day_and_a_message_says_so(store: Store) -> None:
    waiting = {"status": "CLOSED_DELETION_PENDING", "territory": "RE"}
    today, tomorrow, by_letter, unreachable = add(
        store,
        person(store, **waiting, deletion_due_by=TODAY),
        person(store, **waiting, deletion_due_by=TODAY + timedelta(days=1)),
        person(store, **waiting, deletion_due_by=TODAY, email=None, address="M. X\n97400 Y"),
        person(store, **waiting, deletion_due_by=TODAY, email=None),
    )
    add_account(store, today)
    start = start_of_day(TODAY, "RE")
    assert work(store, start - SECOND)["erase-data"] == 0
    assert work(store, start)["erase-data"] == 3
    assert work(store, start)["erase-data"] == 0
    assert statuses(store) == {
        today: "DELETED",
        tomorrow: "CLOSED_DELETION_PENDING",
        by_letter: "DELETED",
        unreachable: "DELETED",
    }
    assert rows(store, ACCOUNTS) == []
    messages = [
        (each.person_id, each.channel, each.template, each.state, recipient(store, each))
        for each in rows(store, OUTBOX)
    ]
    assert messages == [
        (today, "email", "data_deleted", "queued", "camille@exemple.example"),
        (by_letter, "letter", "data_deleted", "queued", "M. X\n97400 Y"),
    ]
    assert rows(store, OUTBOX)[0].parameters == {"deleted_on": "2026-05-12"}


def test_an_account_stays_while_it_serves_the_space_of_a_child(store: Store) -> None:
    [parent] = add(store, person(store, status="CLOSED_DELETION_PENDING", deletion_due_by=TODAY))
    add(store, person(store, status="ACTIVE", holder_id=parent))
    add_account(store, parent)
    assert work(store, NOON)["erase-data"] == 1
    assert len(rows(store, ACCOUNTS)) == 1


def test_an_archive_ends_on_the_day_after_its_last(store: Store) -> None:
    closed = {"status": "CLOSED", "territory": "PM"}
    over, last_day, unknown = add(
        store,
        person(store, **closed, archive_until=TODAY - timedelta(days=1)),
        person(store, **closed, archive_until=TODAY),
        person(store, **closed),
    )
    assert work(store, start_of_day(TODAY, "PM"))["end-archives"] == 1
    assert statuses(store) == {over: "DELETED", last_day: "CLOSED", unknown: "CLOSED"}
    assert rows(store, OUTBOX) == []


def test_a_child_leaves_its_parents_on_the_eighteenth_birthday(store: Store) -> None:
    [parent] = add(store, person(store))
    child = {"holder_id": parent, "adult_from_month": date(2026, 5, 1), "email": None}
    grown, twin, younger = add(
        store,
        person(store, **child, birth_date="20080512", sending_id=None, notice_sent_on=TODAY),
        person(store, **child, birth_date="20080512", status="ACTIVE", nir="1"),
        person(store, **child, birth_date="20080513"),
    )
    for each in (grown, twin, younger):
        add_family(store, each, parent)
    start = start_of_day(TODAY, "FX")
    assert work(store, start - SECOND)["coming-of-age"] == 0
    assert work(store, start)["coming-of-age"] == 2
    assert work(store, start)["coming-of-age"] == 0
    found = {row.id: row for row in rows(store, PEOPLE)}
    for each in (grown, twin):
        assert found[each].holder_id is None
        assert found[each].adult_from_month is None
    assert found[younger].holder_id == parent
    assert found[grown].notice_sent_on is None  # her own notice is to come
    # The parent's account opened it: she has none, and may make her own.
    assert found[twin].status == "OPEN_UNCLAIMED"
    assert {row.person_id for row in rows(store, CARD_LINKS)} == {younger}
    assert {row.person_id for row in rows(store, SESSIONS)} == {younger}
    ends = {row.person_id: row.until for row in rows(store, REPRESENTATIONS)}
    assert ends == {grown: date(2026, 5, 11), twin: date(2026, 5, 11), younger: None}
    codes = {row.person_id: row.superseded_at is None for row in rows(store, CODES)}
    assert codes == {grown: False, twin: False, younger: True}
    states = {row.person_id: (row.state, row.secret_sealed) for row in rows(store, OUTBOX)}
    assert states[grown] == states[twin] == ("cancelled", None)
    assert states[younger][0] == "queued"


def test_who_comes_of_age_with_an_account_of_her_own_keeps_it(store: Store) -> None:
    [grown] = add(
        store,
        person(store, birth_date="20080512", adult_from_month=date(2026, 5, 1), status="ACTIVE"),
    )
    with store.writing() as connection:
        connection.execute(
            sa.insert(ACCOUNTS).values(
                person_id=grown,
                login_name_hash="l" * 64,
                login_name_sealed=b"-",
                password_hash="-",
                created_at=NOON,
            )
        )
    assert work(store, start_of_day(TODAY, "FX"))["coming-of-age"] == 1
    assert statuses(store) == {grown: "ACTIVE"}


def test_a_guardian_of_an_adult_stays(store: Store) -> None:
    guardian, protected = add(
        store, person(store), person(store, birth_date="20080512", adult_from_month=TODAY)
    )
    add_family(store, protected, guardian, kind="guardian_of_person")
    assert work(store, NOON)["coming-of-age"] == 1
    assert [row.until for row in rows(store, REPRESENTATIONS)] == [None]
    assert len(rows(store, CARD_LINKS)) == 1


def test_what_has_served_its_time_goes(store: Store) -> None:
    [one] = add(store, person(store))
    with store.writing() as connection:
        code_id = connection.execute(
            sa.insert(CODES)
            .values(person_id=one, code_hash="0" * 64, channel="email")
            .returning(CODES.c.id)
        ).scalar_one()
        for hours in (0, 2):
            connection.execute(
                sa.insert(SESSIONS).values(
                    token_hash=f"{hours:064}",
                    person_id=one,
                    code_id=code_id,
                    expires_at=NOON - timedelta(hours=hours),
                )
            )
        for days in (0, 2):
            connection.execute(
                sa.insert(FAILED_IDENTIFICATIONS).values(
                    subject_hash="0" * 64, failed_at=NOON - timedelta(days=days)
                )
            )
        for days in (1, 364, 366):
            sent_at = NOON - timedelta(days=days)
            connection.execute(
                sa.insert(OUTBOX).values(
                    **message(store, one), sent_at=sent_at, state="sent", code_id=code_id
                )
            )
        connection.execute(
            sa.insert(OUTBOX).values(**message(store, one), state="stuck", code_id=code_id)
        )
    assert work(store, NOON)["purge"] == 4
    assert work(store, NOON)["purge"] == 0
    assert len(rows(store, SESSIONS)) == len(rows(store, FAILED_IDENTIFICATIONS)) == 1
    left = [(each.state, each.secret_sealed is None) for each in rows(store, OUTBOX)]
    assert left == [("sent", True), ("sent", False), ("stuck", False)]


def test_only_the_jobs_named_are_done(store: Store) -> None:
    assert list(work(store, NOON, "purge", "open-spaces")) == ["open-spaces", "purge"]


# What the tests put in ---------------------------------------------------------------------------


def message(store: Store, person_id: int) -> dict[str, object]:
    """A message with a secret."""
    return {
        "person_id": person_id,
        "channel": "email",
        "template": "enrolment_code",
        "parameters": {},
        "recipient_sealed": store.keys.encrypt("outbox.recipient", "camille@exemple.example"),
        "secret_sealed": store.keys.encrypt("outbox.secret", "Hq7RtW2mKd9x"),
        "queued_at": NOON,
        "due_at": NOON,
    }


def recipient(store: Store, row: sa.Row[tuple[object, ...]]) -> str | None:
    """Where a message goes."""
    return store.keys.decrypt("outbox.recipient", row.recipient_sealed)


def add_account(store: Store, person_id: int) -> None:
    """A login name and a password."""
    with store.writing() as connection:
        connection.execute(
            sa.insert(ACCOUNTS).values(
                person_id=person_id,
                login_name_hash="0" * 64,
                login_name_sealed=b"",
                password_hash="!",
                created_at=NOON,
            )
        )


def add_family(store: Store, child: int, parent: int, kind: str = "parent") -> None:
    """A parent who may act for a child, with a code under way and a session."""
    with store.writing() as connection:
        connection.execute(
            sa.insert(REPRESENTATIONS).values(
                person_id=child, representative_id=parent, kind=kind, since=TODAY
            )
        )
        connection.execute(
            sa.insert(CARD_LINKS).values(
                lookup_hash="0" * 64, person_id=child, representative_id=parent
            )
        )
        code_id = connection.execute(
            sa.insert(CODES)
            .values(person_id=child, code_hash="0" * 64, channel="email")
            .returning(CODES.c.id)
        ).scalar_one()
        connection.execute(
            sa.insert(SESSIONS).values(
                token_hash=f"{child:064}",
                person_id=child,
                representative_id=parent,
                code_id=code_id,
                expires_at=NOON + timedelta(days=1),
            )
        )
        connection.execute(
            sa.insert(OUTBOX).values(**message(store, child), state="queued", code_id=code_id)
        )
