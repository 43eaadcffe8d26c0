"""How many messages are where: for `outbox status` and the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.messages import queue
from counter_app.service.messages.channels import Trouble
from counter_app.service.tables import OUTBOX


@dataclass(frozen=True, slots=True)
class Count:
    """Messages that have not left, of one kind. `oldest`: when the first of them was queued."""

    state: str
    channel: str
    template: str
    trouble: Trouble | None
    count: int
    oldest: datetime


def outbox_counts(connection: Connection) -> list[Count]:
    """What has not left, by state, channel, template and trouble; the oldest first.

    What has left is not counted: there is a row for each message of a year.
    """
    oldest = sa.func.min(OUTBOX.c.queued_at, type_=OUTBOX.c.queued_at.type)
    kinds = (OUTBOX.c.state, OUTBOX.c.channel, OUTBOX.c.template, OUTBOX.c.last_error)
    counted = sa.select(*kinds, sa.func.count(), oldest).group_by(*kinds)
    counts = [
        Count(state, channel, template, Trouble(error) if error else None, count, since)
        for condition in (queue.WAITING, queue.STUCK)
        for state, channel, template, error, count, since in connection.execute(
            counted.where(condition)
        )
    ]
    return sorted(counts, key=lambda count: count.oldest)
