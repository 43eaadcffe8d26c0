"""The invented people, for training and tests: the same ones at each start, with fresh dates."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import (
    adult_on,
    archive_until,
    deletion_due_by,
    local_day,
    start_of_day,
)
from counter_app.domain.enrolment_code import EnrolmentCode
from counter_app.domain.family import Representation
from counter_app.domain.profile import ProfileStatus
from counter_app.resource_files import resource
from counter_app.service.codes import MessageChannel, code_row
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import (
    birth_date_hash,
    login_name_hash,
    lookup_hash,
    nir_hash,
)
from counter_app.service.store import Store
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    METADATA,
    NUMBERS,
    PEOPLE,
    PROPERTIES,
    REPRESENTATIONS,
)

_LONG_AGO = timedelta(days=365)
# No password gives this hash: nobody signs in to an invented account.
NO_PASSWORD = "!"  # noqa: S105 - the absence of one


def seed(store: Store, now: datetime, people: Path | None = None) -> None:
    """Replace all that the store holds by the people of a file (resources/fictive/people.json).

    `attached_to` makes a parent of the one whom it names; `represented_by`, where it is, lists
    others who may act, as a kind of `domain.family`; `address`, where it is, has lines.
    """
    path = people or resource("fictive", "people.json")
    entries: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["people"]
    with store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table is not PROPERTIES:
                connection.execute(sa.delete(table))
        identifiers: dict[str, int] = {}
        # Parents first: a child names the one it is attached to.
        for entry in sorted(entries, key=lambda entry: entry["attached_to"] is not None):
            identifiers[entry["id"]] = _add(connection, store.keys, entry, identifiers, now)
        by_name = {entry["id"]: entry for entry in entries}
        for entry in entries:
            for kind, name in _representatives(entry):
                pair = (identifiers[entry["id"]], identifiers[name])
                _represent(connection, store.keys, by_name[name], kind, pair, now)


def _representatives(entry: dict[str, Any]) -> list[tuple[Representation, str]]:
    """As what somebody represents this person, and who."""
    listed = [
        (Representation(kind), name)
        for kind, names in entry.get("represented_by", {}).items()
        for name in names
    ]
    holder = entry["attached_to"]
    return [(Representation.PARENT, holder), *listed] if holder else listed


def _represent(
    connection: Connection,
    keys: ServiceKeys,
    representative: dict[str, Any],
    kind: Representation,
    pair: tuple[int, int],
    now: datetime,
) -> None:
    """Make somebody a representative: her card then leads to the person. `pair`: person, she."""
    person_id, representative_id = pair
    connection.execute(
        sa.insert(REPRESENTATIONS).values(
            person_id=person_id,
            representative_id=representative_id,
            kind=kind.value,
            since=local_day(now, representative["territory"]) - _LONG_AGO,
        )
    )
    _add_card(connection, keys, representative, person_id, representative_id)


def _add(
    connection: Connection,
    keys: ServiceKeys,
    entry: dict[str, Any],
    identifiers: dict[str, int],
    now: datetime,
) -> int:
    today = local_day(now, entry["territory"])
    holder = entry["attached_to"]
    status = ProfileStatus(entry["status"])
    deletion_pending = status is ProfileStatus.CLOSED_DELETION_PENDING
    person_id: int = connection.execute(
        sa.insert(PEOPLE)
        .values(
            nir_sealed=keys.encrypt("people.nir", entry["nir"]),
            birth_date_hash=birth_date_hash(keys, entry["nir"], entry["birth_date"]),
            family_name_sealed=keys.encrypt("people.family_name", entry["family_name"]),
            given_name_sealed=keys.encrypt("people.given_name", entry["given_name"]),
            birth_date_sealed=keys.encrypt("people.birth_date", entry["birth_date"]),
            email_sealed=keys.encrypt("people.email", entry["email"]),
            mobile_sealed=keys.encrypt("people.mobile", entry["mobile"]),
            address_sealed=keys.encrypt("people.address", "\n".join(entry["address"]))
            if entry.get("address")
            else None,
            territory=entry["territory"],
            status=status.value,
            status_since=now,
            notice_sent_on=_days_ago(today, entry["notice_sent_days_ago"]),
            deletion_due_by=deletion_due_by(today) if deletion_pending else None,
            archive_until=archive_until(today) if status is ProfileStatus.CLOSED else None,
            holder_id=identifiers[holder] if holder else None,
            adult_from_month=adult_on(entry["birth_date"]).replace(day=1) if holder else None,
        )
        .returning(PEOPLE.c.id)
    ).scalar_one()
    connection.execute(
        sa.insert(NUMBERS).values(
            nir_hash=nir_hash(keys, entry["nir"]),
            person_id=person_id,
            nir_sealed=keys.encrypt("numbers.nir", entry["nir"]),
        )
    )
    _add_card(connection, keys, entry, person_id)
    _add_code(connection, keys, entry, person_id, now)
    if entry["login_name"]:
        connection.execute(
            sa.insert(ACCOUNTS).values(
                person_id=person_id,
                login_name_hash=login_name_hash(keys, entry["login_name"]),
                login_name_sealed=keys.encrypt("accounts.login_name", entry["login_name"]),
                password_hash=NO_PASSWORD,
                created_at=now,
            )
        )
    return person_id


def _add_card(
    connection: Connection,
    keys: ServiceKeys,
    entry: dict[str, Any],
    person_id: int,
    representative_id: int | None = None,
) -> None:
    """The card of this entry leads to the person, who is the entry's own or represented."""
    connection.execute(
        sa.insert(CARD_LINKS).values(
            lookup_hash=lookup_hash(keys, entry["nir"], entry["card_serial"]),
            person_id=person_id,
            representative_id=representative_id,
            serial_sealed=keys.encrypt("card_links.serial", entry["card_serial"]),
        )
    )


def _add_code(
    connection: Connection,
    keys: ServiceKeys,
    entry: dict[str, Any],
    person_id: int,
    now: datetime,
) -> None:
    today = local_day(now, entry["territory"])
    sent_on = _days_ago(today, entry["code_sent_days_ago"])
    code = EnrolmentCode(entry["enrolment_code"])
    row = code_row(keys, person_id, code, MessageChannel(entry["code_channel"]), now)
    row |= {"issued_at": start_of_day(sent_on, entry["territory"]), "sent_on": sent_on}
    connection.execute(
        sa.insert(CODES).values(used_at=now if entry["code_state"] == "used" else None, **row)
    )


def _days_ago(today: date, days: int) -> date:
    return today - timedelta(days=days)
