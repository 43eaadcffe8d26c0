"""The public keys that seals are checked with: the one in use, and all those used before it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.seal import key_id_of, public_key_of
from counter_app.service import wire
from counter_app.service.keys import ServiceKeys
from counter_app.service.settings import ServiceSettings, now_in_utc
from counter_app.service.tables import SEAL_KEYS

if TYPE_CHECKING:
    from counter_app.service.store import Store


def record_seal_key(connection: Connection, keys: ServiceKeys) -> None:
    """Write down, once, the public half of the key that receipts are signed with from now on.

    Not that of invented people, which everyone has. One process at a time.
    """
    public_key = public_key_of(keys.seal_seed)
    key_id = key_id_of(public_key)
    known = sa.select(SEAL_KEYS.c.key_id).where(SEAL_KEYS.c.key_id == key_id)
    if connection.scalar(known) is None:
        connection.execute(
            sa.insert(SEAL_KEYS).values(key_id=key_id, public_key=public_key, since=now_in_utc())
        )


def published(store: Store, settings: ServiceSettings) -> wire.SealKeys:
    """The key in use, then all the others that ever were, the newest first."""
    in_use = public_key_of(settings.seal_seed(store.keys))
    with store.reading() as connection:
        recorded = connection.scalars(
            sa.select(SEAL_KEYS.c.public_key).order_by(SEAL_KEYS.c.since.desc(), SEAL_KEYS.c.key_id)
        )
        public_keys = dict.fromkeys([in_use, *recorded])
    return wire.SealKeys(
        keys=[
            wire.SealKey(
                key_id=key_id_of(public_key),
                algorithm="Ed25519",
                public_key=base64.b64encode(public_key).decode(),
            )
            for public_key in public_keys
        ]
    )
