"""Enrolment codes: made here, sealed in the message that carries them, known by a hash afterwards.

A code is usable from the day on which its message leaves (`CODES.sent_on`), not before. For one
person `issue_code` does it all; a wave takes the rows (`code_row`, `message_row`) and inserts them
in bulk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.enrolment_code import EnrolmentCode, new_enrolment_code
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import CODES, OUTBOX

TEMPLATE = "enrolment_code"


class MessageChannel(StrEnum):
    """How a message reaches a person."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message goes: an e-mail address, a mobile, or the lines of a postal address."""

    channel: MessageChannel
    address: str = field(repr=False)


def code_hashes(keys: ServiceKeys, enrolment_code: str) -> tuple[str, ...]:
    """What the store keeps of a code, under each key, the one in use first.

    It holds no NIR: a child's code is looked for under the NIR of a parent.
    """
    return keys.keyed_hashes("code", enrolment_code)


def code_row(
    keys: ServiceKeys, person_id: int, code: EnrolmentCode, channel: MessageChannel, now: datetime
) -> dict[str, Any]:
    """The row of `enrolment_codes` for a new code, whose message has not left yet."""
    return {
        "person_id": person_id,
        "code_hash": keys.keyed_hash("code", code.text),
        "channel": channel.value,
        "issued_at": now,
        "sent_on": None,
    }


def message_row(
    keys: ServiceKeys,
    *,
    person_id: int,
    code_id: int,
    code: EnrolmentCode,
    recipient: Recipient,
    now: datetime,
) -> dict[str, Any]:
    """The row of `outbox` that carries a new code to its person; the code is sealed in it."""
    return {
        "person_id": person_id,
        "code_id": code_id,
        "channel": recipient.channel.value,
        "template": TEMPLATE,
        "parameters": {},
        "recipient_sealed": keys.encrypt("outbox.recipient", recipient.address),
        "secret_sealed": keys.encrypt("outbox.secret", code.text),
        "state": "queued",
        "queued_at": now,
        "due_at": now,
    }


_SUPERSEDE = (
    sa.update(CODES)
    .where(
        CODES.c.person_id == sa.bindparam("whose"),
        CODES.c.used_at.is_(None),
        CODES.c.superseded_at.is_(None),
    )
    .values(superseded_at=sa.bindparam("now"))
)
# What carries a code that serves no more need not leave.
_CANCEL_MESSAGES = (
    sa.update(OUTBOX)
    .where(
        OUTBOX.c.person_id == sa.bindparam("whose"),
        OUTBOX.c.code_id.is_not(None),
        OUTBOX.c.state.in_(("queued", "stuck")),
    )
    .values(state="cancelled", secret_sealed=None)
)
_ADD_CODE = sa.insert(CODES).returning(CODES.c.id)
_ADD_MESSAGE = sa.insert(OUTBOX)


def issue_code(
    connection: Connection,
    keys: ServiceKeys,
    person_id: int,
    recipient: Recipient,
    now: datetime,
) -> int:
    """Make a code for one person and queue its message; her older unused ones serve no more.

    The id of the code. Who may have one, and how often, is the caller's to know.
    """
    code = new_enrolment_code()
    connection.execute(_SUPERSEDE, {"whose": person_id, "now": now})
    connection.execute(_CANCEL_MESSAGES, {"whose": person_id})
    code_id: int = connection.execute(
        _ADD_CODE, code_row(keys, person_id, code, recipient.channel, now)
    ).scalar_one()
    connection.execute(
        _ADD_MESSAGE,
        message_row(
            keys, person_id=person_id, code_id=code_id, code=code, recipient=recipient, now=now
        ),
    )
    return code_id
