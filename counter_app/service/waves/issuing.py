"""The notices of a wave: a code for each person concerned, and the message that carries it.

A batch is one transaction: whoever has a code also has the mark of the sending, so that a kill
between two batches loses nothing and nobody gets a second one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.enrolment_code import new_enrolment_code
from counter_app.service.codes import code_row, message_row
from counter_app.service.people import HOLDER
from counter_app.service.scheduled.leases import Lease
from counter_app.service.tables import CAMPAIGN_SENDINGS, CODES, OUTBOX, PEOPLE
from counter_app.service.waves.bulk import among, insert_many
from counter_app.service.waves.campaigns import (
    NOTICE,
    StoredSending,
    is_due,
    sendings_of,
    waits_for_notice,
)
from counter_app.service.waves.family_changes import void_codes
from counter_app.service.waves.reaching import CONTACTS, JOINED, recipient_of

BATCH = 5_000


def issue_due_notices(lease: Lease, campaign: str | None = None) -> int:
    """Make the notices of every sending whose day has come; how many.

    `campaign`: only this one's. Raises `CampaignError` when there is none of this name.
    """
    with lease.store.reading() as connection:
        sendings = sendings_of(connection, campaign)
    return sum(
        _issue(lease, stored)
        for stored in sendings
        if stored.issued_at is None and is_due(stored.sending, lease.now)
    )


def _issue(lease: Lease, stored: StoredSending) -> int:
    """Everyone of one sending who can be reached, in the order of their identifiers."""
    reachable = waits_for_notice(stored.sending) & sa.case(
        (PEOPLE.c.holder_id.is_(None), _has_contact(PEOPLE)), else_=_has_contact(HOLDER)
    )
    waiting = sa.select(PEOPLE.c.id, *CONTACTS).select_from(JOINED).where(reachable)
    next_ones = (
        waiting.order_by(PEOPLE.c.id)
        .limit(BATCH)
        .with_for_update(of=PEOPLE, key_share=True, skip_locked=True)
    )

    def issue(connection: Connection) -> tuple[int, int]:
        """How many were next, and the last one of them."""
        rows = connection.execute(next_ones.where(PEOPLE.c.id > last)).all()
        if rows:
            _issue_batch(connection, lease, stored, rows)
            return len(rows), rows[-1].id
        # Whom an act at a counter held meanwhile is the next run's.
        if connection.execute(waiting.limit(1)).first() is None:
            _mark_issued(connection, lease, stored)
        return 0, last

    count, last = 0, 0
    while True:
        made, last = lease.write(issue)
        if not made:
            return count
        count += made


def _has_contact(whose: sa.FromClause) -> sa.ColumnElement[bool]:
    return whose.c.email_sealed.is_not(None) | whose.c.address_sealed.is_not(None)


def _issue_batch(
    connection: Connection,
    lease: Lease,
    stored: StoredSending,
    rows: Sequence[Row[*tuple[Any, ...]]],
) -> None:
    keys, now = lease.store.keys, lease.now
    ids = [row.id for row in rows]
    void_codes(connection, keys, ids, now)  # those asked for at a counter before the notice
    made = {}
    for row in rows:
        recipient = recipient_of(keys, row)
        if recipient is not None:  # none is: they were chosen so
            made[row.id] = (new_enrolment_code(), recipient)
    insert_many(
        connection,
        CODES,
        [
            code_row(keys, person_id, code, recipient.channel, now)
            for person_id, (code, recipient) in made.items()
        ],
    )
    just_made = sa.select(CODES.c.id, CODES.c.person_id).where(
        among(connection, CODES.c.person_id, ids),
        CODES.c.superseded_at.is_(None),
        CODES.c.used_at.is_(None),
    )
    messages = []
    for code_id, person_id in connection.execute(just_made):
        code, recipient = made[person_id]
        message = message_row(
            keys, person_id=person_id, code_id=code_id, code=code, recipient=recipient, now=now
        )
        messages.append(message | {"template": NOTICE})
    insert_many(connection, OUTBOX, messages)
    connection.execute(
        sa.update(PEOPLE).where(among(connection, PEOPLE.c.id, ids)).values(sending_id=stored.id)
    )


def _mark_issued(connection: Connection, lease: Lease, stored: StoredSending) -> None:
    connection.execute(
        sa.update(CAMPAIGN_SENDINGS)
        .where(CAMPAIGN_SENDINGS.c.id == stored.id)
        .values(issued_at=lease.now)
    )
