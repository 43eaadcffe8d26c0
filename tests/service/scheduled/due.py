"""Work that is due at a moment, and what the store holds once it is done."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from counter_app.service.waves.campaigns import Sending, create_campaign
from tests.service.crowd import add_many, rows

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)


def due(store: Store, count: int) -> None:
    """So many codes to make and so many spaces to open."""
    create_campaign(store, "Printemps", [Sending("FX", None, None, date(2026, 5, 1))], NOW)
    add_many(store, count)
    add_many(store, count, territory="RE", notice_sent_on=date(2026, 3, 1))


def check_done(store: Store, count: int) -> None:
    """Each of them once."""
    people = rows(store, PEOPLE)
    assert Counter(row.status for row in people) == {"PENDING": count, "OPEN_UNCLAIMED": count}
    told = [row.id for row in people if row.sending_id is not None]
    assert len(told) == count
    assert sorted(row.person_id for row in rows(store, CODES)) == told
    assert sorted(row.person_id for row in rows(store, OUTBOX)) == told
    assert {row.code_id for row in rows(store, OUTBOX)} == {row.id for row in rows(store, CODES)}
    assert {row.superseded_at for row in rows(store, CODES)} == {None}
