"""The invented people, for training and tests: the same ones at each start, with fresh dates."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import deletion_due_by, local_day
from counter_app.domain.profile import ProfileStatus
from counter_app.resource_files import resource
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import (
    birth_date_hash,
    code_hash,
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
)

# No password gives this hash: nobody signs in to an invented account.
NO_PASSWORD = "!"  # noqa: S105 - the absence of one


def seed(store: Store, now: datetime, people: Path | None = None) -> None:
    """Replace all that the store holds by the people of a file (resources/fictive/people.json)."""
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
            territory=entry["territory"],
            status=status.value,
            status_since=now,
            notice_sent_on=_days_ago(today, entry["notice_sent_days_ago"]),
            deletion_due_by=(
                deletion_due_by(today) if status is ProfileStatus.CLOSED_DELETION_PENDING else None
            ),
            holder_id=identifiers[holder] if holder else None,
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
    connection.execute(
        sa.insert(CARD_LINKS).values(
            lookup_hash=lookup_hash(keys, entry["nir"], entry["card_serial"]),
            person_id=person_id,
            serial_sealed=keys.encrypt("card_links.serial", entry["card_serial"]),
        )
    )
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


def _add_code(
    connection: Connection,
    keys: ServiceKeys,
    entry: dict[str, Any],
    person_id: int,
    now: datetime,
) -> None:
    today = local_day(now, entry["territory"])
    connection.execute(
        sa.insert(CODES).values(
            person_id=person_id,
            code_hash=code_hash(keys, entry["nir"], entry["enrolment_code"]),
            channel=entry["code_channel"],
            sent_on=_days_ago(today, entry["code_sent_days_ago"]),
            used_at=now if entry["code_state"] == "used" else None,
        )
    )


def _days_ago(today: date, days: int) -> date:
    return today - timedelta(days=days)
