"""The statements of one visit, as a script of pgbench: what the database alone can do.

They are taken from the service itself, at work on a visitor. In the script each value that belongs
to that visitor is replaced by the one of the visitor whose turn it is: pgbench cannot compute a
keyed hash, so the hashes of its copy of the database are the visitor's number, filled with zeros.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import psycopg
from psycopg import Binary
from psycopg.types.json import Json
from sqlalchemy import Engine, event

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@contextmanager
def recorded(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that go to the database meanwhile, with their values; BEGIN and COMMIT too."""
    seen: list[tuple[str, Any]] = []

    def on_begin(_connection: Any) -> None:
        seen.append(("BEGIN", {}))

    def on_commit(_connection: Any) -> None:
        seen.append(("COMMIT", {}))

    def on_execute(_c: Any, _cursor: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        seen.extend((statement, each) for each in (values if many else [values]))

    listeners: list[tuple[str, Callable[..., None]]] = [
        ("begin", on_begin),
        ("commit", on_commit),
        ("before_cursor_execute", on_execute),
    ]
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield seen
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


def script(statements: list[tuple[str, Any]], visitors_own: Mapping[Any, str]) -> str:
    """The script for pgbench, for visitor `:n`; each client serves `:share` of them.

    `visitors_own`: what is the recorded visitor's own → the expression that is each visitor's. The
    id that the one statement with RETURNING gives is then `:id`.
    """
    lines = [r"\set i :i + 1", r"\set n :client_id * :share + :i"]
    for statement, values in statements:
        text = " ".join(_with_values(statement, values, visitors_own).split())
        lines.append(rf"{text} \gset" if "RETURNING" in text else f"{text};")
    return "\n".join(lines) + "\n"


def _with_values(statement: str, values: Any, visitors_own: Mapping[Any, str]) -> str:
    def value(found: re.Match[str]) -> str:
        given = values[found[1]]
        own = isinstance(given, str | int) and not isinstance(given, bool)
        return visitors_own.get(given, _literal(given)) if own else _literal(given)

    return _PLACEHOLDER.sub(value, statement).replace("%%", "%")


def number_in_place_of(letter: str) -> str:
    """The text that stands for a hash of visitor `:n`."""
    return f"lpad(:n::bigint::text, 64, '{letter}')"


def _literal(value: Any) -> str:
    match value:
        case Binary(obj=bytes(content)):
            return rf"'\x{content.hex()}'::bytea"
        case Json(obj=content):
            return _literal(json.dumps(content))
        case None | bool() | int():
            return "NULL" if value is None else str(value)
        case datetime() | date():
            return f"'{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def number_the_hashes(url: str) -> None:
    """Make the hashes of a copy those that the script asks for."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE card_links SET lookup_hash = lpad(person_id::text, 64, 'l')")
        connection.execute("UPDATE enrolment_codes SET code_hash = lpad(person_id::text, 64, 'c')")
        connection.execute("VACUUM FULL ANALYZE")
