"""What a fund tells of people: deaths, suspensions, objections, wrong addressees."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import local_day, start_of_day
from counter_app.domain.events_record import ACTS, FundEvent
from counter_app.domain.import_fields import Refusal
from counter_app.domain.profile import ProfileStatus, target_of
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import PEOPLE
from counter_app.service.waves.family_changes import cancel_messages, lose_representative
from counter_app.service.waves.known_people import Known

# The state that each leads to: whoever is there already was told of before.
_AFTER = {
    FundEvent.DEATH: ProfileStatus.NOT_ACTIVABLE,
    FundEvent.SUSPENSION: ProfileStatus.SUSPENDED,
    FundEvent.NOT_REPRESENTATIVE: ProfileStatus.CREATION_BLOCKED,
}


def record_event(
    connection: Connection,
    keys: ServiceKeys,
    person: Known,
    event: FundEvent,
    on: date,
    now: datetime,
) -> Refusal | None:
    """Write down what happened on a day; told again it changes nothing. Why not, if refused.

    `person`: as she is now; nobody else changes her until the transaction ends.
    """
    if event is FundEvent.OBJECTION_TO_SUSPENSION:
        return _object(connection, person, on)
    if person.status is _AFTER[event]:
        return None
    target = target_of(person.status, ACTS[event])
    if target is None:
        return Refusal("event", "Cet événement ne va pas avec l’état de son espace.")
    # The days of an end are those of the state that she leaves.
    values: dict[str, object] = {
        "status": target.value,
        "status_since": now,
        "deletion_due_by": None,
        "archive_until": None,
    }
    if event is FundEvent.SUSPENSION:  # its six weeks are counted from the day that the fund says
        values["status_since"] = start_of_day(on, person.territory)
        values["objected_at"] = None
    _change(connection, person, **values)
    if event is not FundEvent.SUSPENSION:
        cancel_messages(connection, keys, [person.id])
    if event is FundEvent.DEATH:
        lose_representative(connection, keys, person.id, local_day(now, person.territory), now)
    return None


def _object(connection: Connection, person: Known, on: date) -> Refusal | None:
    if person.status is not ProfileStatus.SUSPENDED:
        return Refusal("event", "Son espace n’est pas suspendu.")
    if on < local_day(person.status_since, person.territory):
        return Refusal("date", "Cette date est avant celle de la suspension.")
    _change(connection, person, objected_at=start_of_day(on, person.territory))
    return None


def _change(connection: Connection, person: Known, **values: object) -> None:
    connection.execute(sa.update(PEOPLE).where(PEOPLE.c.id == person.id).values(**values))
