"""What a fund tells of people, once and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.domain.events_record import ACTS, FundEvent
from counter_app.domain.profile import ProfileStatus, target_of
from counter_app.service.codes import MessageChannel, Recipient, issue_code
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from counter_app.service.waves.known_people import ids_by_nir
from tests.service.crowd import rows
from tests.service.post import KEYS, START
from tests.service.waves.files import adult, child, nir, take, tell

ON = "2026-05-01"


def of(store: Store, number: str) -> Any:
    """The row of the person of this number."""
    with store.reading() as connection:
        person_id = ids_by_nir(connection, KEYS, [number])[number]
    [row] = rows(store, PEOPLE, PEOPLE.c.id == person_id)
    return row


def put(store: Store, number: str, **values: Any) -> None:
    """What happened before."""
    person_id = of(store, number).id
    with store.writing() as connection:
        connection.execute(sa.update(PEOPLE).where(PEOPLE.c.id == person_id).values(**values))


def queue(store: Store, number: str) -> None:
    """A code under way."""
    person_id = of(store, number).id
    with store.writing() as connection:
        recipient = Recipient(MessageChannel.EMAIL, "camille@exemple.example")
        issue_code(connection, KEYS, person_id, recipient, START)


@pytest.mark.parametrize("status", ProfileStatus)
@pytest.mark.parametrize("event", ACTS)
def test_an_event_moves_only_as_the_table_says(
    store: Store, event: FundEvent, status: ProfileStatus
) -> None:
    take(store, adult(1))
    put(store, nir(1), status=status.value)
    target = target_of(status, ACTS[event])
    count, report = tell(store, (nir(1), event, ON))
    after = of(store, nir(1)).status
    if target is not None:
        assert (count, after, report.rows) == (1, target, [])
        assert tell(store, (nir(1), event, ON))[0] == 1  # told again: nothing more
        assert of(store, nir(1)).status == target
    else:
        known_already = status in {target_of(each, ACTS[event]) for each in ProfileStatus}
        assert after == status
        assert report.where == ([] if known_already else [(2, "event")])


def test_a_death_cancels_what_waits_and_moves_the_children(store: Store) -> None:
    take(store, adult(1), adult(2), child(8, 1), child(9, 1, representative_2=nir(2)))
    for number in (nir(1), nir(8, 17), nir(9, 17)):
        queue(store, number)
    put(store, nir(9, 17), notice_sent_on=START.date())
    assert tell(store, (nir(1), "death", ON))[0] == 1
    assert {row.state for row in rows(store, OUTBOX)} == {"cancelled"}
    assert {row.secret_sealed for row in rows(store, OUTBOX)} == {None}
    of_children = {of(store, nir(8, 17)).id, of(store, nir(9, 17)).id}
    for code in rows(store, CODES, CODES.c.person_id.in_(of_children)):
        assert code.superseded_at == START
    assert of(store, nir(8, 17)).holder_id is None
    assert of(store, nir(9, 17)).holder_id == of(store, nir(2)).id
    assert of(store, nir(9, 17)).notice_sent_on is None  # the other parent gets a notice
    assert of(store, nir(8, 17)).status == "PENDING"


def test_the_six_weeks_of_a_suspension_begin_on_the_day_that_the_fund_says(store: Store) -> None:
    take(store, adult(1, department="974"))
    put(store, nir(1), status="ACTIVE", objected_at=START - timedelta(days=900))
    tell(store, (nir(1), "suspension", ON))
    row = of(store, nir(1))
    assert row.status_since.isoformat() == "2026-04-30T20:00:00+00:00"
    assert row.objected_at is None
    assert tell(store, (nir(1), "objection_to_suspension", "2026-04-30"))[1].where == [(2, "date")]
    assert tell(store, (nir(1), "objection_to_suspension", "2026-05-02"))[0] == 1
    row = of(store, nir(1))
    assert row.status == "SUSPENDED"
    assert row.objected_at.isoformat() == "2026-05-01T20:00:00+00:00"


def test_an_objection_without_a_suspension_is_refused(store: Store) -> None:
    take(store, adult(1))
    assert tell(store, (nir(1), "objection_to_suspension", ON))[1].where == [(2, "event")]


def test_a_wrong_addressee_gets_no_message(store: Store) -> None:
    take(store, adult(1), child(9, 1))
    queue(store, nir(9, 17))
    assert tell(store, (nir(9, 17), "not_representative", ON))[0] == 1
    assert of(store, nir(9, 17)).status == "CREATION_BLOCKED"
    assert [row.state for row in rows(store, OUTBOX)] == ["cancelled"]


def test_events_of_one_person_are_taken_in_their_order(store: Store) -> None:
    take(store, adult(1))
    put(store, nir(1), status="ACTIVE")
    count, report = tell(
        store,
        (nir(1), "suspension", ON),
        (nir(2), "death", ON),
        (nir(1), "objection_to_suspension", ON),
        ("1", "birth", "2026-13-01"),
        (nir(1), "death", "2030-01-01"),
    )
    assert count == 2
    assert sorted(report.where) == [(3, "nir"), (5, "date"), (5, "event"), (5, "nir"), (6, "date")]
    assert of(store, nir(1)).objected_at is not None
