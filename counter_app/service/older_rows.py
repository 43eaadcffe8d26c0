"""Rows of the first version hold numbers only as hashes: they are sealed when their person comes.

Sealed, a number can be hashed anew under another key; `service.keys`.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.keys import ServiceKeys
from counter_app.service.people import lookup_hashes, nir_hashes
from counter_app.service.tables import CARD_LINKS, NUMBERS, PEOPLE
from counter_app.service.wire import Numbers

_THIS_NUMBER = (
    NUMBERS.c.nir_hash.in_(sa.bindparam("hashes", expanding=True)),
    NUMBERS.c.person_id == sa.bindparam("whose"),
)
_SEAL_NUMBER = (
    sa.update(NUMBERS)
    .where(*_THIS_NUMBER, NUMBERS.c.nir_sealed.is_(None))
    .values(nir_sealed=sa.bindparam("sealed"))
)
# Only if the number is her own: she may have been found under another's.
_SEAL_NIR = (
    sa.update(PEOPLE)
    .where(
        PEOPLE.c.id.in_(sa.select(NUMBERS.c.person_id).where(*_THIS_NUMBER)),
        PEOPLE.c.nir_sealed.is_(None),
    )
    .values(nir_sealed=sa.bindparam("sealed"))
)
_SEAL_SERIAL = (
    sa.update(CARD_LINKS)
    .where(
        CARD_LINKS.c.lookup_hash.in_(sa.bindparam("hashes", expanding=True)),
        CARD_LINKS.c.person_id == sa.bindparam("whose"),
        CARD_LINKS.c.serial_sealed.is_(None),
    )
    .values(serial_sealed=sa.bindparam("sealed"))
)


def complete(connection: Connection, keys: ServiceKeys, person_id: int, numbers: Numbers) -> None:
    """Seal the numbers under which a person was just found, where they are not."""
    of_number = {"whose": person_id, "hashes": nir_hashes(keys, numbers.nir)}
    of_card = {
        "whose": person_id,
        "hashes": lookup_hashes(keys, numbers.nir, numbers.card_serial),
    }
    for statement, purpose, text, row in (
        (_SEAL_NIR, "people.nir", numbers.nir, of_number),
        (_SEAL_NUMBER, "numbers.nir", numbers.nir, of_number),
        (_SEAL_SERIAL, "card_links.serial", numbers.card_serial, of_card),
    ):
        connection.execute(statement, {**row, "sealed": keys.encrypt(purpose, text)})
