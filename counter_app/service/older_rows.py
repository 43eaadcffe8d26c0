"""Rows of the first version hold numbers only as hashes: they are sealed when their person comes.

Sealed, a number can be hashed anew under another key (`service.key_rotation`), which takes a row
whose values are sealed with the key in use as done: so it is hashed with that key here too.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.keys import ServiceKeys
from counter_app.service.people import birth_date_hash, lookup_hashes, nir_hashes
from counter_app.service.tables import CARD_LINKS, NUMBERS, PEOPLE
from counter_app.service.wire import Numbers

_THIS_NUMBER = (
    NUMBERS.c.nir_hash.in_(sa.bindparam("hashes", expanding=True)),
    NUMBERS.c.person_id == sa.bindparam("whose"),
)
_SEAL_NUMBER = (
    sa.update(NUMBERS)
    .where(*_THIS_NUMBER, NUMBERS.c.nir_sealed.is_(None))
    .values(nir_sealed=sa.bindparam("sealed"), nir_hash=sa.bindparam("hash"))
)
# Only if the number is her own: she may have been found under another's.
_SEAL_NIR = (
    sa.update(PEOPLE)
    .where(
        PEOPLE.c.id.in_(sa.select(NUMBERS.c.person_id).where(*_THIS_NUMBER)),
        PEOPLE.c.nir_sealed.is_(None),
    )
    .values(nir_sealed=sa.bindparam("sealed"), birth_date_hash=sa.bindparam("hash"))
)
_SEAL_SERIAL = (
    sa.update(CARD_LINKS)
    .where(
        CARD_LINKS.c.lookup_hash.in_(sa.bindparam("hashes", expanding=True)),
        CARD_LINKS.c.person_id == sa.bindparam("whose"),
        CARD_LINKS.c.serial_sealed.is_(None),
    )
    .values(serial_sealed=sa.bindparam("sealed"), lookup_hash=sa.bindparam("hash"))
)


def complete(connection: Connection, keys: ServiceKeys, person_id: int, numbers: Numbers) -> None:
    """Seal and hash the numbers under which a person was just found, where they are not sealed."""
    nir, serial = numbers.nir, numbers.card_serial
    of_number, of_card = nir_hashes(keys, nir), lookup_hashes(keys, nir, serial)
    born = birth_date_hash(keys, nir, numbers.birth_date)
    for statement, purpose, text, hashes, made in (
        (_SEAL_NIR, "people.nir", nir, of_number, born),
        (_SEAL_NUMBER, "numbers.nir", nir, of_number, of_number[0]),
        (_SEAL_SERIAL, "card_links.serial", serial, of_card, of_card[0]),
    ):
        row = {"whose": person_id, "hashes": hashes}
        connection.execute(statement, row | {"sealed": keys.encrypt(purpose, text), "hash": made})
