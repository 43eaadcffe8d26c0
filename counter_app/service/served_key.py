"""With which key the services were last started: none may be left that does not know a new one."""

from __future__ import annotations

import contextlib

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.service.store import Store
from counter_app.service.tables import PROPERTIES

SERVED_WITH = "served_with"  # property of the store: the name of a key
_NAMED = sa.select(PROPERTIES.c.value).where(PROPERTIES.c.name == SERVED_WITH)


def note_service_start(store: Store) -> None:
    """Write down the key that a service starts with."""
    name = store.keys.current_id.hex()

    def note(connection: Connection) -> None:
        if connection.scalar(_NAMED) != name:
            connection.execute(sa.delete(PROPERTIES).where(PROPERTIES.c.name == SERVED_WITH))
            connection.execute(sa.insert(PROPERTIES).values(name=SERVED_WITH, value=name))

    with contextlib.suppress(IntegrityError):  # another starts at this very moment
        store.write(note)


def known_to_the_services(store: Store) -> bool:
    """Whether the last service that started has our key in use first, or none ever started here.

    A service that runs without knowing a key reads nothing of what is sealed with it.
    """
    with store.reading() as connection:
        served_with = connection.scalar(_NAMED)
    return served_with in (None, store.keys.current_id.hex())
