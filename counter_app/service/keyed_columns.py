"""Every column that the service key has made: one list, for the change of keys.

A `*_sealed` column is sealed for the purpose that its table and its name say. A hash is made anew
from sealed values of its own row, in the same statement that seals those anew: whoever writes the
one under the key in use also writes the other. A row whose sealed values are under the key in use
has its hashes under it too.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    FAILED_IDENTIFICATIONS,
    METADATA,
    NUMBERS,
    OPERATIONS,
    PEOPLE,
    SESSIONS,
)

_SEALED = "_sealed"


class Lasting(StrEnum):
    """What becomes of a hash that cannot be made anew."""

    UNTIL_EXPIRED = "until_expired"  # an enrolment code: found under its old key for six weeks
    COMPARED = "compared"  # with what is sent again, under each key that there still is
    KEYLESS = "keyless"  # the service key has no part in it


# Each hash: the sealed column of its row without which it cannot be made anew, or what else.
HASHES: dict[sa.Column[Any], sa.Column[Any] | Lasting] = {
    PEOPLE.c.birth_date_hash: PEOPLE.c.nir_sealed,
    NUMBERS.c.nir_hash: NUMBERS.c.nir_sealed,
    CARD_LINKS.c.lookup_hash: CARD_LINKS.c.serial_sealed,
    ACCOUNTS.c.login_name_hash: ACCOUNTS.c.login_name_sealed,
    CODES.c.code_hash: Lasting.UNTIL_EXPIRED,
    OPERATIONS.c.fingerprint: Lasting.COMPARED,
    FAILED_IDENTIFICATIONS.c.subject_hash: Lasting.COMPARED,  # for an hour
    SESSIONS.c.token_hash: Lasting.KEYLESS,
    ACCOUNTS.c.password_hash: Lasting.KEYLESS,  # argon2id; its salt need not be found again
}


def sealed_columns(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of a table that are sealed with the service key."""
    return [column for column in table.columns if column.name.endswith(_SEALED)]


def purpose_of(column: sa.Column[Any]) -> str:
    """What the values of a sealed column are sealed for."""
    return f"{column.table.name}.{column.name.removesuffix(_SEALED)}"


# In the order of the foreign keys: what a row leads to comes before it.
SEALED_TABLES = [table for table in METADATA.sorted_tables if sealed_columns(table)]
