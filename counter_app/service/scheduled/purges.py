"""What has served its time: nothing is kept for longer than it is of use."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from counter_app.service.scheduled.leases import Lease
from counter_app.service.tables import FAILED_IDENTIFICATIONS, OUTBOX, SESSIONS

SESSIONS_KEPT = timedelta(hours=1)  # once expired
FAILURES_KEPT = timedelta(days=1)  # the limits look one hour back
MESSAGES_KEPT = timedelta(days=365)  # once sent, with the address that they went to
_SECRETS_LOOKED_FOR = timedelta(days=7)  # whoever sends empties them: this finds what a kill left
_BATCH = 5_000


def purge(lease: Lease) -> int:
    """Delete sessions, failed attempts and old messages, empty secrets; how many rows.

    The codes stay: a keyed hash each, which keeps an old code from being taken for a wrong one.
    """
    now = lease.now
    count = 0
    for statement in (
        sa.delete(SESSIONS).where(SESSIONS.c.expires_at < now - SESSIONS_KEPT),
        sa.delete(FAILED_IDENTIFICATIONS).where(
            FAILED_IDENTIFICATIONS.c.failed_at < now - FAILURES_KEPT
        ),
        sa.update(OUTBOX)
        .where(
            OUTBOX.c.sent_at > now - _SECRETS_LOOKED_FOR,
            OUTBOX.c.state == "sent",
            OUTBOX.c.secret_sealed.is_not(None),
        )
        .values(secret_sealed=None),
    ):
        count += lease.rows(statement)
    oldest = (
        sa.select(OUTBOX.c.id)
        .where(OUTBOX.c.sent_at < now - MESSAGES_KEPT)
        .order_by(OUTBOX.c.sent_at)
        .limit(_BATCH)
    )
    while deleted := lease.rows(sa.delete(OUTBOX).where(OUTBOX.c.id.in_(oldest))):
        count += deleted
    return count
