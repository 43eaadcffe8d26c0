"""The change of the service key: what older keys have made is made anew with the one in use.

    new keys first in the ring → every service started again → `rotate` → six weeks → older keys off

Rows are walked by primary key, a batch at a time: read and made anew without holding anybody up,
then written in a short transaction, each row only if it still is as it was read and nobody holds
it. A row that is done shows it by its sealed values, so what was interrupted goes on where it was,
and two at once do the work once. The walks are repeated until one finds nothing left to do: only
then does the store say that the new key is the one in use.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.service.codes import code_hashes
from counter_app.service.keyed_columns import (
    HASHES,
    SEALED_TABLES,
    purpose_of,
    sealed_columns,
)
from counter_app.service.keys import ServiceKeyError, ServiceKeys
from counter_app.service.people import (
    birth_date_hashes,
    login_name_hashes,
    lookup_hashes,
    nir_hashes,
)
from counter_app.service.store import KEY_CHECK, Store
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    NUMBERS,
    OUTBOX,
    PEOPLE,
    PROPERTIES,
)

KEYS_ROTATED = "keys_rotated"  # property of the store: the name of a key, and since when it is all
_BATCH = 500
_MOST_WALKS = 20

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rotation:
    """Rows by table. `left`: not done, because a value does not open, a hash is not the one that
    its row makes, or the new hash is somebody else's."""

    rewritten: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    busy: bool = False  # some rows changed or were held whenever they were looked at


def older(table: sa.Table, keys: ServiceKeys) -> sa.ColumnElement[bool]:
    """True for the rows of which a value is sealed with another key than the one in use."""
    mark = keys.current_mark
    return sa.or_(
        *(
            sa.func.substr(column, 1, len(mark), type_=sa.LargeBinary) != mark
            for column in sealed_columns(table)
        )
    )


def rotate(store: Store, clock: Callable[[], datetime], batch: int = _BATCH) -> Rotation:
    """Make anew all that older keys have made. Safe beside a service, several times, twice at once.

    `batch`: rows of one transaction.
    Raises CommitError, SQLAlchemy's errors: what was done is kept, another call goes on.
    """
    rewritten: Counter[str] = Counter()
    ended_before = store.write(lambda connection: _begin(connection, store.keys))
    for _ in range(_MOST_WALKS):
        left: Counter[str] = Counter()
        found = 0
        for table in SEALED_TABLES:
            for step in _walk(store, table, batch):
                rewritten[table.name] += step.done
                left[table.name] += step.left
                found += step.found - step.left
        if not found:
            break
    else:
        return Rotation(rewritten, left, busy=True)
    if not left.total():
        ended = clock() if ended_before is None or rewritten.total() else ended_before
        with contextlib.suppress(IntegrityError):  # another has just said so
            store.write(lambda connection: _end(connection, store.keys, ended))
    return Rotation(rewritten, left)


def rotated_at(connection: Connection, keys: ServiceKeys) -> datetime | None:
    """When all was under the key in use; None while it is not."""
    said = connection.scalar(_ROTATED) or ""
    name, _, moment = said.partition(" ")
    return datetime.fromisoformat(moment) if name == keys.current_id.hex() else None


_ROTATED = sa.select(PROPERTIES.c.value).where(PROPERTIES.c.name == KEYS_ROTATED)


def _begin(connection: Connection, keys: ServiceKeys) -> datetime | None:
    ended_before = rotated_at(connection, keys)
    connection.execute(sa.delete(PROPERTIES).where(PROPERTIES.c.name == KEYS_ROTATED))
    return ended_before


def _end(connection: Connection, keys: ServiceKeys, ended: datetime) -> None:
    """From now on this store opens with the key in use only, but for what status tells."""
    for name, value in (
        (KEY_CHECK, keys.keyed_hash("key check")),
        (KEYS_ROTATED, f"{keys.current_id.hex()} {ended.isoformat()}"),
    ):
        connection.execute(sa.delete(PROPERTIES).where(PROPERTIES.c.name == name))
        connection.execute(sa.insert(PROPERTIES).values(name=name, value=value))


# One table ----------------------------------------------------------------------------------------

# What is needed of a row besides its key, its sealed values and its hashes.
_ALSO = {CARD_LINKS: (CARD_LINKS.c.representative_id,), OUTBOX: (OUTBOX.c.code_id,)}


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows of one batch: found under older keys, done, left for ever."""

    found: int
    done: int
    left: int


@dataclass(frozen=True, slots=True)
class _Change:
    """One row. `read`: what it held; `made`: what it is to hold instead.

    `code`: of the message of an enrolment code that has not left: the code's id, its hash as it
    may be under each key.
    """

    read: Values
    made: Values
    code: tuple[int, tuple[str, ...]] | None = None


def _walk(store: Store, table: sa.Table, batch: int) -> Iterator[_Step]:
    """All rows of a table that are under older keys, in the order of its primary key."""
    key = list(table.primary_key.columns)
    columns = [*key, *sealed_columns(table), *_remade(table), *_ALSO.get(table, ())]
    question = (
        sa.select(*dict.fromkeys(columns))
        .where(older(table, store.keys))
        .order_by(*key)
        .limit(batch)
    )
    after: sa.ColumnElement[bool] = sa.true()
    while True:
        with store.reading() as connection:
            rows = [dict(row) for row in connection.execute(question.where(after)).mappings()]
            numbers = _numbers_of(connection, store.keys, table, rows)
        if not rows:
            return
        changes, left = [], 0
        for row in rows:
            try:
                changes.append(_change(store.keys, table, row, numbers))
            except ServiceKeyError:
                left += 1
        done, refused = _written(store, table, changes)
        yield _Step(len(rows), done, left + refused)
        last = [sa.literal(rows[-1][column.name], column.type) for column in key]
        after = sa.tuple_(*key) > sa.tuple_(*last)


def _remade(table: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in table.columns if isinstance(HASHES.get(column), sa.Column)]


def _numbers_of(
    connection: Connection, keys: ServiceKeys, table: sa.Table, rows: Sequence[Values]
) -> Mapping[int, list[str]]:
    """The numbers of those whom the cards of these rows may be found under."""
    if table is not CARD_LINKS:
        return {}
    people = {row[name] for row in rows for name in ("person_id", "representative_id")}
    numbers: dict[int, list[str]] = {}
    for row in connection.execute(
        sa.select(NUMBERS.c.person_id, NUMBERS.c.nir_sealed).where(
            NUMBERS.c.person_id.in_(people), NUMBERS.c.nir_sealed.is_not(None)
        )
    ):
        nir = keys.decrypt(purpose_of(NUMBERS.c.nir_sealed), row.nir_sealed)
        numbers.setdefault(row.person_id, []).append(nir or "")
    return numbers


def _change(
    keys: ServiceKeys, table: sa.Table, row: Values, numbers: Mapping[int, list[str]]
) -> _Change:
    """Raises ServiceKeyError when a value does not open or a hash is not made from this row."""
    texts: dict[str, str] = {}
    made: Values = {}
    for column in sealed_columns(table):
        text = keys.decrypt(purpose_of(column), row[column.name])
        texts[column.name] = text or ""
        made[column.name] = keys.encrypt(purpose_of(column), text)
    for column in _remade(table):
        source = HASHES[column]
        assert isinstance(source, sa.Column)  # noqa: S101 - chosen so
        made[column.name] = row[column.name]
        if row[source.name] is not None:
            candidates = _candidates(keys, table, row, texts, numbers)
            made[column.name] = _explained(row[column.name], candidates)[0]
    code = None
    if table is OUTBOX and row["code_id"] is not None and row["secret_sealed"] is not None:
        code = (row["code_id"], code_hashes(keys, texts["secret_sealed"]))
    return _Change(row, made, code)


def _candidates(
    keys: ServiceKeys,
    table: sa.Table,
    row: Values,
    texts: Mapping[str, str],
    numbers: Mapping[int, list[str]],
) -> Iterable[tuple[str, ...]]:
    """What the one hash of a row may be, under each key."""
    if table is PEOPLE:
        yield birth_date_hashes(keys, texts["nir_sealed"], texts["birth_date_sealed"])
    elif table is NUMBERS:
        yield nir_hashes(keys, texts["nir_sealed"])
    elif table is ACCOUNTS:
        yield login_name_hashes(keys, texts["login_name_sealed"])
    elif table is CARD_LINKS:
        for whose in (row["representative_id"], row["person_id"]):
            for nir in numbers.get(whose, ()):
                yield lookup_hashes(keys, nir, texts["serial_sealed"])


def _explained(stored: str, candidates: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    for hashes in candidates:
        if stored in hashes:
            return hashes
    raise ServiceKeyError("a stored hash is not made from its row")


# Writing ------------------------------------------------------------------------------------------


def _written(store: Store, table: sa.Table, changes: Sequence[_Change]) -> tuple[int, int]:
    """How many of the rows were written, and how many cannot be: the new hash is taken."""
    if not changes:
        return 0, 0
    try:
        return store.write(lambda connection: _put(connection, table, changes)), 0
    except IntegrityError:
        if len(changes) == 1:
            return 0, 1
    middle = len(changes) // 2
    halves = [_written(store, table, half) for half in (changes[:middle], changes[middle:])]
    return sum(done for done, _ in halves), sum(taken for _, taken in halves)


def _put(connection: Connection, table: sa.Table, changes: Sequence[_Change]) -> int:
    """Write the rows that nobody holds and that still are as they were read; how many.

    To wait for a row while holding others would end in a deadlock with a service that does the
    same: what somebody holds is left for the next walk.
    """
    key = [column.name for column in table.primary_key.columns]
    free = _held(connection, table, [[change.read[name] for name in key] for change in changes])
    changes = [change for change in changes if tuple(change.read[name] for name in key) in free]
    changes = _with_codes(connection, changes)
    if not changes:
        return 0
    same = [
        column == value if column.primary_key else column.is_not_distinct_from(value)
        for name in changes[0].read
        for column, value in [
            (table.c[name], sa.bindparam(f"read_{name}", type_=table.c[name].type))
        ]
    ]
    statement = (
        sa.update(table)
        .where(*same)
        .values({name: sa.bindparam(f"made_{name}") for name in changes[0].made})
    )
    rows = [
        {f"read_{name}": value for name, value in change.read.items()}
        | {f"made_{name}": value for name, value in change.made.items()}
        for change in changes
    ]
    return connection.execute(statement, rows).rowcount


def _held(
    connection: Connection, table: sa.Table, keys: Sequence[Sequence[object]]
) -> set[tuple[object, ...]]:
    """Hold these rows until the end of the transaction, but for those that another holds."""
    columns = list(table.primary_key.columns)
    # Column by column, which the index serves: with two columns a few rows more may be held.
    these = [column.in_([key[place] for key in keys]) for place, column in enumerate(columns)]
    statement = sa.select(*columns).where(*these).with_for_update(skip_locked=True)
    return {tuple(row) for row in connection.execute(statement)}


_MAKE_CODE_ANEW = (
    sa.update(CODES)
    .where(CODES.c.id == sa.bindparam("which"), CODES.c.code_hash == sa.bindparam("older"))
    .values(code_hash=sa.bindparam("made"))
)


def _with_codes(connection: Connection, changes: Sequence[_Change]) -> Sequence[_Change]:
    """Hash the codes that these messages carry anew; the messages without those that are held."""
    codes = dict(change.code for change in changes if change.code)
    if not codes:
        return changes
    free = _held(connection, CODES, [[code_id] for code_id in codes])
    rows = [
        {"which": code_id, "older": each, "made": hashes[0]}
        for code_id, hashes in codes.items()
        for each in hashes[1:]
        if (code_id,) in free
    ]
    if rows:
        connection.execute(_MAKE_CODE_ANEW, rows)
    return [change for change in changes if change.code is None or (change.code[0],) in free]
