"""The rows of the outbox: taking what is due, and writing down what became of it.

    queued ──claim──▶ sending ──▶ sent          a row in `sending` whose `due_at` has passed was
       ▲                 │                      left by a sender that died: it is due again
       └──── later ──────┼──▶ stuck             visible, until `outbox retry`
                         └──▶ cancelled         nobody needs it any more

A claim is committed before anything is sent, so that a message is with one sender at a time; what
became of it is committed at once after. A sender that dies in between leaves at most one message of
which nobody knows whether it was taken: it is sent again under the same reference.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from counter_app.domain.profile import ProfileStatus
from counter_app.service.codes import MessageChannel
from counter_app.service.keys import ServiceKeys
from counter_app.service.messages.channels import Trouble
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE, PROPERTIES

MOST_TRIES = 10
LEASE = timedelta(minutes=15)  # a claimed message is with its sender for as long, then due again
_STORE_NAME = "store_name"

# A claimed message, with what its text needs of the person and of the code.
COLUMNS = (
    OUTBOX,
    PEOPLE.c.territory,
    PEOPLE.c.status,
    PEOPLE.c.holder_id,
    PEOPLE.c.given_name_sealed,
    PEOPLE.c.sending_id,
    PEOPLE.c.notice_sent_on,
    CODES.c.used_at,
    CODES.c.superseded_at,
)
JOINED = OUTBOX.join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person_id).outerjoin(
    CODES, CODES.c.id == OUTBOX.c.code_id
)
# With its words in the statement itself: only so does a database see that the partial indexes of
# the outbox answer it.
WAITING = OUTBOX.c.state.in_((sa.literal_column("'queued'"), sa.literal_column("'sending'")))
STUCK = OUTBOX.c.state == sa.literal_column("'stuck'")
AnyRow = Row[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """Messages that are with this sender for `LEASE`.

    `void`: how many were due that nobody needs; `worn`: how many had their ten tries.
    """

    rows: tuple[AnyRow, ...]
    void: int
    worn: int


def store_name(store: Store) -> str:
    """A random name of this store, made once: what its messages' references end with."""
    wanted = sa.select(PROPERTIES.c.value).where(PROPERTIES.c.name == _STORE_NAME)
    with store.reading() as connection:
        found = connection.scalar(wanted)
    if found is not None:
        return str(found)
    try:
        with store.writing() as connection:
            name = secrets.token_hex(8)
            connection.execute(sa.insert(PROPERTIES).values(name=_STORE_NAME, value=name))
            return name
    except IntegrityError:  # another sender was quicker: its name is the one
        with store.reading() as connection:
            return str(connection.execute(wanted).scalar_one())


def claim(
    store: Store, channel: MessageChannel, now: datetime, limit: int, *, newest_first: bool = False
) -> Claim:
    """Take messages that are due, in a committed transaction.

    `newest_first`: the last ones to have come due, so that who waits at a counter for a new code
    does not wait behind a wave. What nobody needs any more is cancelled on the way.
    """
    order = OUTBOX.c.due_at.desc() if newest_first else OUTBOX.c.due_at
    with store.writing() as connection:
        rows = connection.execute(
            sa.select(*COLUMNS)
            .select_from(JOINED)
            .where(
                OUTBOX.c.channel == channel.value,
                WAITING,
                OUTBOX.c.due_at <= now,
            )
            .order_by(order)
            .limit(limit)
            .with_for_update(of=OUTBOX, skip_locked=True)
        ).all()
        void = [row.id for row in rows if is_void(row)]
        worn = [row.id for row in rows if row.attempts >= MOST_TRIES and row.id not in void]
        taken = tuple(row for row in rows if row.id not in void and row.id not in worn)
        cancel(connection, store.keys, void)
        _set(connection, worn, state="stuck", last_error=Trouble.TOO_MANY_TRIES.value)
        _set(
            connection,
            [row.id for row in taken],
            state="sending",
            attempts=OUTBOX.c.attempts + 1,
            due_at=now + LEASE,
        )
        return Claim(taken, len(void), len(worn))


def is_void(row: AnyRow) -> bool:
    """Nobody needs this message any more: the person died, or its code serves no more."""
    return (
        row.status == ProfileStatus.NOT_ACTIVABLE.value
        or row.used_at is not None
        or row.superseded_at is not None
    )


def mark_sent(
    connection: Connection,
    keys: ServiceKeys,
    which: sa.ColumnElement[bool],
    day: date,
    at: datetime,
) -> int:
    """Messages in `sending` have left on `day`: their codes serve from now on; how many.

    For a person whose notice had not left yet, her six weeks begin. What is not needed any more is
    emptied. `which`: a condition on the outbox, of people for whom it is `day`.
    """
    left = sa.and_(which, OUTBOX.c.state == "sending")
    with_code = sa.and_(left, OUTBOX.c.code_id.is_not(None))
    # People before codes, as an act at the counter does: two that wait for each other would fail.
    connection.execute(
        sa.update(PEOPLE)
        .where(
            PEOPLE.c.id.in_(sa.select(OUTBOX.c.person_id).where(with_code)),
            PEOPLE.c.sending_id.is_not(None),
            PEOPLE.c.notice_sent_on.is_(None),
        )
        .values(notice_sent_on=day)
    )
    connection.execute(
        sa.update(CODES)
        .where(
            CODES.c.id.in_(sa.select(OUTBOX.c.code_id).where(with_code)), CODES.c.sent_on.is_(None)
        )
        .values(sent_on=day)
    )
    return connection.execute(
        sa.update(OUTBOX)
        .where(left)
        .values(state="sent", sent_at=at, last_error=None, **_emptied(keys))
    ).rowcount


def cancel(
    connection: Connection, keys: ServiceKeys, ids: Sequence[int], trouble: Trouble | None = None
) -> int:
    """These will not leave, and keep neither a recipient nor a code; how many."""
    word = {} if trouble is None else {"last_error": trouble.value}
    return _set(connection, ids, state="cancelled", **word, **_emptied(keys))


def put_back(
    connection: Connection,
    ids: Sequence[int],
    trouble: Trouble | None,
    due_at: datetime,
    *,
    tried: bool = True,
) -> None:
    """To be tried again, not before `due_at`; `tried`: this try counts among the ten."""
    values: dict[str, Any] = {"state": "queued", "due_at": due_at}
    if not tried:
        values["attempts"] = OUTBOX.c.attempts - 1
    if trouble is not None:
        values["last_error"] = trouble.value
    _set(connection, ids, **values)


def give_up(connection: Connection, row: AnyRow, trouble: Trouble) -> None:
    """Stuck: visible, with our word for the reason, until someone says `outbox retry`."""
    _set(connection, [row.id], state="stuck", last_error=trouble.value)


def write_instead(
    connection: Connection, keys: ServiceKeys, row: AnyRow, trouble: Trouble, now: datetime
) -> bool:
    """Queue a letter with the same code in place of an e-mail; False when no address is known."""
    holder = row.person_id if row.holder_id is None else row.holder_id
    sealed = connection.scalar(sa.select(PEOPLE.c.address_sealed).where(PEOPLE.c.id == holder))
    address = keys.decrypt("people.address", sealed)
    if not address or row.code_id is None:
        return False
    if cancel(connection, keys, [row.id], Trouble.LETTER_INSTEAD) != 1:
        return True  # another sender has seen to it
    letter = MessageChannel.LETTER.value
    connection.execute(
        sa.insert(OUTBOX).values(
            person_id=row.person_id,
            code_id=row.code_id,
            channel=letter,
            template=row.template,
            parameters=row.parameters,
            recipient_sealed=keys.encrypt("outbox.recipient", address),
            secret_sealed=row.secret_sealed,
            state="queued",
            queued_at=now,
            due_at=now,
            last_error=trouble.value,
        )
    )
    connection.execute(sa.update(CODES).where(CODES.c.id == row.code_id).values(channel=letter))
    return True


def retry_stuck(connection: Connection, now: datetime) -> int:
    """Everything stuck is due now, with its ten tries again; how many messages."""
    return connection.execute(
        sa.update(OUTBOX).where(STUCK).values(state="queued", due_at=now, attempts=0)
    ).rowcount


def _emptied(keys: ServiceKeys) -> dict[str, bytes | None]:
    """The column of the recipient takes no null: an empty text, sealed."""
    return {"secret_sealed": None, "recipient_sealed": keys.encrypt("outbox.recipient", "")}


def _set(connection: Connection, ids: Sequence[int], **values: Any) -> int:
    """Change those that have not come to an end meanwhile; how many."""
    if not ids:
        return 0
    return connection.execute(
        sa.update(OUTBOX).where(OUTBOX.c.id.in_(ids), WAITING).values(**values)
    ).rowcount
