"""Thousands of rows at once: in the way that is quick on each database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError


def among(
    connection: Connection, column: sa.Column[int], ids: Sequence[int]
) -> sa.ColumnElement[bool]:
    """`column` is one of these: for PostgreSQL one parameter, however many they are."""
    if connection.dialect.name == "postgresql":
        return column == sa.any_(sa.literal(list(ids), ARRAY(sa.BigInteger)))
    return column.in_(ids)


def insert_many(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows that have the same columns: by COPY where there is one."""
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(sa.insert(table), rows)
        return
    import psycopg  # noqa: PLC0415 - where the database is a file, it is not needed

    names = list(rows[0])
    written = [
        table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        for name in names
    ]
    statement = f"COPY {table.name} ({', '.join(names)}) FROM STDIN"
    driven: psycopg.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        with driven.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(
                    [
                        row[name] if write is None else write(row[name])
                        for name, write in zip(names, written, strict=True)
                    ]
                )
    except psycopg.Error as error:  # told as SQLAlchemy tells its own: by kind, without a value
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from None
