"""Who the store knows of the people that a file names by their number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.profile import ProfileStatus
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import NUMBERS, PEOPLE


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the store. `birth_date`: YYYYMMDD as on the card."""

    id: int
    status: ProfileStatus
    status_since: datetime
    territory: str
    is_attached: bool
    birth_date: str = field(repr=False)


def ids_by_nir(connection: Connection, keys: ServiceKeys, nirs: Collection[str]) -> dict[str, int]:
    """Where they are; whoever is not known is left out."""
    nir_of = {each: nir for nir in nirs for each in keys.keyed_hashes("nir", nir)}
    found = connection.execute(
        sa.select(NUMBERS.c.nir_hash, NUMBERS.c.person_id).where(NUMBERS.c.nir_hash.in_(nir_of))
    )
    return {nir_of[row.nir_hash]: row.person_id for row in found}


def known_by_nir(
    connection: Connection, keys: ServiceKeys, nirs: Collection[str]
) -> dict[str, Known]:
    """What matters of them; they do not change until the transaction ends."""
    ids = ids_by_nir(connection, keys, nirs)
    found = connection.execute(
        sa.select(PEOPLE)
        .where(PEOPLE.c.id.in_(set(ids.values())))
        .order_by(PEOPLE.c.id)
        .with_for_update(key_share=True)
    )
    known = {
        row.id: Known(
            id=row.id,
            status=ProfileStatus(row.status),
            status_since=row.status_since,
            territory=row.territory,
            is_attached=row.holder_id is not None,
            birth_date=keys.decrypt("people.birth_date", row.birth_date_sealed) or "",
        )
        for row in found
    }
    return {nir: known[person_id] for nir, person_id in ids.items()}
