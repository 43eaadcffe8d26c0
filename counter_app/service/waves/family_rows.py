"""Who may act for whom, in the tables: as the lines of a file say, and nothing else.

A representative finds the person under her own NIR and card; a child also under its own NIR with
the parent's card, since the chip of that card names it so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import adult_on
from counter_app.domain.family import POWERS, Representation
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import lookup_hash
from counter_app.service.tables import CARD_LINKS, PEOPLE, REPRESENTATIONS
from counter_app.service.waves.family_changes import begin_again, end_representations


@dataclass(frozen=True, slots=True)
class Family:
    """A person with her representatives, by identifier. `holder_id`: whom a child is attached to;
    None for an adult."""

    person_id: int
    birth_date: str = field(repr=False)
    holder_id: int | None
    representatives: Mapping[int, Representation]


def write_families(
    connection: Connection,
    keys: ServiceKeys,
    families: Sequence[Family],
    today: date,
    now: datetime,
) -> None:
    """Give each of these people the representatives named here, and end the others."""
    if not families:
        return
    _write_to_the_new_holder(connection, keys, families, now)
    connection.execute(
        sa.update(PEOPLE).where(PEOPLE.c.id == sa.bindparam("whose")),
        [
            {
                "whose": each.person_id,
                "holder_id": each.holder_id,
                "adult_from_month": (
                    None if each.holder_id is None else adult_on(each.birth_date).replace(day=1)
                ),
            }
            for each in families
        ],
    )
    _write_representations(connection, families, today)
    people = [each.person_id for each in families]
    connection.execute(
        sa.delete(CARD_LINKS).where(
            CARD_LINKS.c.person_id.in_(people), CARD_LINKS.c.representative_id.is_not(None)
        )
    )
    _add_links(connection, keys, REPRESENTATIONS.c.person_id.in_(people))


def end_families(connection: Connection, person_ids: Collection[int], today: date) -> None:
    """Nobody represents these people any more."""
    end_representations(connection, today, REPRESENTATIONS.c.person_id.in_(person_ids))
    connection.execute(
        sa.delete(CARD_LINKS).where(
            CARD_LINKS.c.person_id.in_(person_ids), CARD_LINKS.c.representative_id.is_not(None)
        )
    )


def follow_cards(
    connection: Connection, keys: ServiceKeys, representative_ids: Collection[int]
) -> None:
    """These representatives may have new cards: the people they act for are found under those."""
    connection.execute(
        sa.delete(CARD_LINKS).where(CARD_LINKS.c.representative_id.in_(representative_ids))
    )
    _add_links(connection, keys, REPRESENTATIONS.c.representative_id.in_(representative_ids))


def _write_to_the_new_holder(
    connection: Connection, keys: ServiceKeys, families: Sequence[Family], now: datetime
) -> None:
    """A notice that has not left to the old one is made anew."""
    holder_of = {each.person_id: each.holder_id for each in families}
    waiting = connection.execute(
        sa.select(PEOPLE.c.id, PEOPLE.c.holder_id).where(
            PEOPLE.c.id.in_(holder_of),
            PEOPLE.c.sending_id.is_not(None),
            PEOPLE.c.notice_sent_on.is_(None),
        )
    )
    moved = [row.id for row in waiting if row.holder_id != holder_of[row.id]]
    if moved:
        begin_again(connection, keys, moved, now)


def _write_representations(connection: Connection, families: Sequence[Family], today: date) -> None:
    people = [each.person_id for each in families]
    before = {
        (row.person_id, row.representative_id): row
        for row in connection.execute(
            sa.select(REPRESENTATIONS).where(REPRESENTATIONS.c.person_id.in_(people))
        )
    }
    wanted = {
        (each.person_id, representative): kind.value
        for each in families
        for representative, kind in each.representatives.items()
    }
    new = [
        {"person_id": person, "representative_id": who, "kind": wanted[person, who], "since": today}
        for person, who in wanted.keys() - before.keys()
    ]
    if new:
        connection.execute(sa.insert(REPRESENTATIONS), new)
    for pair in sorted(before):
        which = (
            REPRESENTATIONS.c.person_id == pair[0],
            REPRESENTATIONS.c.representative_id == pair[1],
        )
        row, kind = before[pair], wanted.get(pair)
        if kind is None:
            end_representations(connection, today, *which)
        elif row.kind != kind or row.until is not None:
            connection.execute(
                sa.update(REPRESENTATIONS).where(*which).values(kind=kind, until=None)
            )


def _add_links(connection: Connection, keys: ServiceKeys, which: sa.ColumnElement[bool]) -> None:
    """Through the representatives of today, with the cards that are theirs."""
    person, representative, own = PEOPLE.alias(), PEOPLE.alias(), CARD_LINKS.alias()
    found = connection.execute(
        sa.select(
            REPRESENTATIONS,
            person.c.nir_sealed,
            representative.c.nir_sealed.label("representative_nir_sealed"),
            own.c.serial_sealed,
        )
        .join(person, person.c.id == REPRESENTATIONS.c.person_id)
        .join(representative, representative.c.id == REPRESENTATIONS.c.representative_id)
        .join(own, own.c.person_id == representative.c.id)
        .where(which, REPRESENTATIONS.c.until.is_(None), own.c.representative_id.is_(None))
    )
    links = {}
    for row in found:
        numbers = [row.representative_nir_sealed]
        if POWERS[Representation(row.kind)].for_child:
            numbers.append(row.nir_sealed)
        serial = keys.decrypt("card_links.serial", row.serial_sealed)
        for number in numbers:
            nir = keys.decrypt("people.nir", number)
            if nir and serial:  # else a row older than these columns
                lookup = lookup_hash(keys, nir, serial)
                links[lookup, row.person_id] = {
                    "lookup_hash": lookup,
                    "person_id": row.person_id,
                    "representative_id": row.representative_id,
                    "serial_sealed": keys.encrypt("card_links.serial", serial),
                }
    if not links:
        return
    # A child whose line gave the number of the parent's card: it is the parent's.
    connection.execute(
        sa.delete(CARD_LINKS).where(
            sa.tuple_(CARD_LINKS.c.lookup_hash, CARD_LINKS.c.person_id).in_(list(links))
        )
    )
    connection.execute(sa.insert(CARD_LINKS), list(links.values()))
