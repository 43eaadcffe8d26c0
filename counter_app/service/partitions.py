"""The tables of tens of millions of people, cut into partitions of PostgreSQL.

Chosen once, when the tables are made: `partitions` of a deployment. The statements of the service
are the same with and without. Why these tables and these keys: docs/scale.md.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.tables import CARD_LINKS, METADATA, NUMBERS, PEOPLE

# A row is found by this column alone, so one partition is looked at.
BY_HASH: dict[sa.Table, sa.Column[object]] = {
    PEOPLE: PEOPLE.c.id,
    NUMBERS: NUMBERS.c.nir_hash,
    CARD_LINKS: CARD_LINKS.c.lookup_hash,
}


def create_tables(connection: Connection, partitions: int = 0) -> None:
    """Make all tables in an empty database; those of `BY_HASH` in so many partitions, if any.

    Raises sqlalchemy's errors: SQLite has no partitions.
    """
    if not partitions:
        METADATA.create_all(connection, checkfirst=False)
        return
    cut = sa.MetaData(naming_convention=METADATA.naming_convention)
    for table in METADATA.sorted_tables:
        copy = table.to_metadata(cut)
        if table in BY_HASH:
            copy.dialect_options["postgresql"]["partition_by"] = f"HASH ({BY_HASH[table].name})"
    cut.create_all(connection, checkfirst=False)
    for table in BY_HASH:
        for number in range(partitions):
            connection.execute(
                sa.text(
                    f"CREATE TABLE {table.name}_{number:02d} PARTITION OF {table.name} "
                    f"FOR VALUES WITH (MODULUS {partitions}, REMAINDER {number})"
                )
            )
