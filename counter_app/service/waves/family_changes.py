"""What leaves a family: a child who comes of age, a parent who dies.

Each is a few statements within an open transaction, for several people at once; done twice, it is
as done once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.family import POWERS
from counter_app.domain.profile import ProfileStatus, ServiceEvent, target_of
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    OUTBOX,
    PEOPLE,
    REPRESENTATIONS,
    SESSIONS,
)
from counter_app.service.waves.bulk import among

_OF_CHILDREN = [kind.value for kind, powers in POWERS.items() if powers.for_child]


def cancel_messages(
    connection: Connection,
    keys: ServiceKeys,
    person_ids: Sequence[int],
    *which: sa.ColumnElement[bool],
) -> None:
    """What waits to be sent about these people, or `which` of it, will not leave; it keeps neither
    a code nor a recipient."""
    connection.execute(
        sa.update(OUTBOX)
        .where(
            among(connection, OUTBOX.c.person_id, person_ids),
            OUTBOX.c.state.in_(("queued", "stuck")),
            *which,
        )
        .values(
            state="cancelled",
            secret_sealed=None,
            recipient_sealed=keys.encrypt("outbox.recipient", ""),
        )
    )


def void_codes(
    connection: Connection, keys: ServiceKeys, person_ids: Sequence[int], now: datetime
) -> None:
    """The unused codes of these people serve no more, and what carries them does not leave."""
    cancel_messages(connection, keys, person_ids, OUTBOX.c.code_id.is_not(None))
    connection.execute(
        sa.update(CODES)
        .where(
            among(connection, CODES.c.person_id, person_ids),
            CODES.c.used_at.is_(None),
            CODES.c.superseded_at.is_(None),
        )
        .values(superseded_at=now)
    )


def begin_again(
    connection: Connection, keys: ServiceKeys, person_ids: Sequence[int], now: datetime
) -> None:
    """Somebody else is to be written to: the codes are void, a pending notice comes anew.

    The six weeks then run from the new notice: whoever had none has not been informed.
    """
    void_codes(connection, keys, person_ids, now)
    connection.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id.in_(person_ids), PEOPLE.c.status == ProfileStatus.PENDING.value)
        .values(sending_id=None, notice_sent_on=None)
    )


def leave_parents(
    connection: Connection,
    keys: ServiceKeys,
    person_ids: Sequence[int],
    today: date,
    now: datetime,
) -> None:
    """These people are of age: no parent's account, card or code leads to them any more."""
    connection.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id.in_(person_ids))
        .values(holder_id=None, adult_from_month=None)
    )
    _enter_anew(connection, person_ids, now)
    parents = sa.select(REPRESENTATIONS.c.representative_id).where(
        REPRESENTATIONS.c.person_id == CARD_LINKS.c.person_id,
        REPRESENTATIONS.c.kind.in_(_OF_CHILDREN),
    )
    connection.execute(
        sa.delete(CARD_LINKS).where(
            CARD_LINKS.c.person_id.in_(person_ids), CARD_LINKS.c.representative_id.in_(parents)
        )
    )
    end_representations(
        connection,
        today,
        REPRESENTATIONS.c.person_id.in_(person_ids),
        REPRESENTATIONS.c.kind.in_(_OF_CHILDREN),
    )
    connection.execute(
        sa.delete(SESSIONS).where(
            SESSIONS.c.person_id.in_(person_ids), SESSIONS.c.representative_id.is_not(None)
        )
    )
    begin_again(connection, keys, person_ids, now)


def _enter_anew(connection: Connection, person_ids: Sequence[int], now: datetime) -> None:
    """The spaces that parents' accounts led into go on; their people have not entered yet."""
    source = ProfileStatus.ACTIVE
    target = target_of(source, ServiceEvent.COME_OF_AGE) or source
    connection.execute(
        sa.update(PEOPLE)
        .where(
            PEOPLE.c.id.in_(person_ids),
            PEOPLE.c.status == source.value,
            PEOPLE.c.id.not_in(sa.select(ACCOUNTS.c.person_id)),
        )
        .values(status=target.value, status_since=now)
    )


def lose_representative(
    connection: Connection, keys: ServiceKeys, representative_id: int, today: date, now: datetime
) -> None:
    """She has died: her card leads to nobody else, and her children go to their other parent.

    A child without another one keeps nobody to write to, until a file names somebody.
    """
    end_representations(connection, today, REPRESENTATIONS.c.representative_id == representative_id)
    for table in (CARD_LINKS, SESSIONS):
        connection.execute(sa.delete(table).where(table.c.representative_id == representative_id))
    attached = list(
        connection.scalars(
            sa.select(PEOPLE.c.id)
            .where(PEOPLE.c.holder_id == representative_id)
            .order_by(PEOPLE.c.id)
            .with_for_update(key_share=True)
        )
    )
    other = (
        sa.select(sa.func.min(REPRESENTATIONS.c.representative_id))
        .where(
            REPRESENTATIONS.c.person_id == PEOPLE.c.id,
            REPRESENTATIONS.c.kind.in_(_OF_CHILDREN),
            REPRESENTATIONS.c.until.is_(None),
        )
        .scalar_subquery()
    )
    connection.execute(sa.update(PEOPLE).where(PEOPLE.c.id.in_(attached)).values(holder_id=other))
    begin_again(connection, keys, attached, now)


def end_representations(
    connection: Connection, today: date, *which: sa.ColumnElement[bool]
) -> None:
    """Yesterday was their last day."""
    connection.execute(
        sa.update(REPRESENTATIONS)
        .where(REPRESENTATIONS.c.until.is_(None), *which)
        .values(until=today - date.resolution)
    )
