"""The people of a file in the tables: added or brought up to date, a batch in one transaction.

What a file says twice stays as it was. No status changes here; and the contacts that a person left
with her account stay hers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.people_record import PersonRecord
from counter_app.domain.profile import ProfileStatus, ServiceEvent, target_of
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import birth_date_hash, lookup_hash, nir_hash
from counter_app.service.tables import ACCOUNTS, CARD_LINKS, NUMBERS, PEOPLE
from counter_app.service.waves.bulk import insert_many
from counter_app.service.waves.known_people import ids_by_nir

_LEFT_WITH_THE_ACCOUNT = ("email_sealed", "mobile_sealed")


@dataclass(frozen=True, slots=True)
class Announced:
    """A checked line with what the table keeps of it. `columns`: of `people`."""

    line: int
    record: PersonRecord
    columns: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """Where the people of a batch are, by NIR: those who were added, those who were known."""

    added: dict[str, int] = field(repr=False)
    known: dict[str, int] = field(repr=False)


def sealed(keys: ServiceKeys, line: int, record: PersonRecord) -> Announced:
    """Seal what a line says: the slow part, done before the transaction."""
    texts = {
        "nir": record.nir,
        "family_name": record.family_name,
        "given_name": record.given_name,
        "birth_date": record.birth_date,
        "email": record.email or None,
        "mobile": record.mobile or None,
        "address": "\n".join(record.address) or None,
    }
    columns: dict[str, Any] = {
        f"{name}_sealed": keys.encrypt(f"people.{name}", text) for name, text in texts.items()
    }
    columns |= {
        "birth_date_hash": birth_date_hash(keys, record.nir, record.birth_date),
        "territory": record.territory,
        "department": record.department or None,
        "health_fund": record.health_fund or None,
    }
    return Announced(line, record, columns)


def write_people(
    connection: Connection, keys: ServiceKeys, batch: Sequence[Announced], now: datetime
) -> Written:
    """Add who is new and bring up to date who is known, each with the card of the line."""
    known = ids_by_nir(connection, keys, [each.record.nir for each in batch])
    added = _add(connection, keys, [each for each in batch if each.record.nir not in known], now)
    _update(connection, [(known[nir], each) for each in batch if (nir := each.record.nir) in known])
    ids = known | added
    cards = {
        ids[each.record.nir]: each.record.card_serial for each in batch if each.record.card_serial
    }
    connection.execute(  # a new card takes the place of the old one
        sa.delete(CARD_LINKS).where(
            CARD_LINKS.c.person_id.in_(cards.keys() & set(known.values())),
            CARD_LINKS.c.representative_id.is_(None),
        )
    )
    _add_cards(connection, keys, batch, ids)
    return Written(added, known)


def _add(
    connection: Connection, keys: ServiceKeys, batch: Sequence[Announced], now: datetime
) -> dict[str, int]:
    if not batch:
        return {}
    found = connection.scalars(
        sa.insert(PEOPLE).returning(PEOPLE.c.id, sort_by_parameter_order=True),
        [
            each.columns | {"status": _first_status(each.record).value, "status_since": now}
            for each in batch
        ],
    )
    ids = {each.record.nir: person_id for each, person_id in zip(batch, found, strict=True)}
    insert_many(
        connection,
        NUMBERS,
        [
            {
                "nir_hash": nir_hash(keys, nir),
                "person_id": person_id,
                "nir_sealed": keys.encrypt("numbers.nir", nir),
            }
            for nir, person_id in ids.items()
        ],
    )
    return ids


def _first_status(record: PersonRecord) -> ProfileStatus:
    event = ServiceEvent.RECORD_DEATH if record.deceased else ServiceEvent.ANNOUNCE
    status = target_of(None, event)
    if status is None:
        raise ValueError("no such line in the table of transitions")
    return status


def _update(connection: Connection, batch: Sequence[tuple[int, Announced]]) -> None:
    of_these = ACCOUNTS.c.person_id.in_([person_id for person_id, _ in batch])
    with_account = set(connection.scalars(sa.select(ACCOUNTS.c.person_id).where(of_these)))
    for keeping in (False, True):
        rows = [
            {"whose": person_id}
            | {
                name: value
                for name, value in each.columns.items()
                if not (keeping and name in _LEFT_WITH_THE_ACCOUNT)
            }
            for person_id, each in batch
            if (person_id in with_account) is keeping
        ]
        if rows:
            whose = PEOPLE.c.id == sa.bindparam("whose")
            connection.execute(sa.update(PEOPLE).where(whose), rows)


def _add_cards(
    connection: Connection, keys: ServiceKeys, batch: Sequence[Announced], ids: dict[str, int]
) -> None:
    links = [
        {
            "lookup_hash": lookup_hash(keys, each.record.nir, each.record.card_serial),
            "person_id": ids[each.record.nir],
            "serial_sealed": keys.encrypt("card_links.serial", each.record.card_serial),
        }
        for each in batch
        if each.record.card_serial
    ]
    insert_many(connection, CARD_LINKS, links)
