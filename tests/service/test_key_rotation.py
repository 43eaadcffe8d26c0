"""The change of the service key: all of it is done, once, beside a service that goes on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.enrolment_code import new_enrolment_code
from counter_app.domain.profile import Action
from counter_app.service import key_rotation
from counter_app.service.codes import (
    MessageChannel,
    Recipient,
    code_hashes,
    code_row,
    issue_code,
    message_row,
)
from counter_app.service.fictive import seed
from counter_app.service.key_rotation import rotate
from counter_app.service.key_status import key_status
from counter_app.service.keyed_columns import (
    HASHES,
    SEALED_TABLES,
    purpose_of,
    sealed_columns,
)
from counter_app.service.keys import ServiceKeyError, ServiceKeys
from counter_app.service.people import nir_hash
from counter_app.service.store import Store, StoreError
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    CODES,
    METADATA,
    NUMBERS,
    OUTBOX,
    PEOPLE,
    Hash,
)
from tests.real_postgresql import PostgresqlServer
from tests.service.databases import KEYS, START
from tests.service.key_change import ALL, NEW, NEW_ONLY, OLD, RING, clock, opened, rows
from tests.service.post import Post, activation


@pytest.fixture
def store(post: Post) -> Iterator[Store]:
    """The store of the post as a service has it that was started with the new key first."""
    with opened(post.database.url) as store:
        yield store


def sealed_values(store: Store) -> list[tuple[str, bytes]]:
    """Each sealed value with what it is sealed for."""
    return [
        (purpose_of(column), bytes(row[column.name]))
        for table in SEALED_TABLES
        for row in rows(store, table)
        for column in sealed_columns(table)
        if row[column.name] is not None
    ]


def assert_all_under(keys: ServiceKeys, store: Store) -> None:
    """Every sealed value opens with these keys alone, every number leads by them to its person."""
    values = sealed_values(store)
    assert values
    for purpose, content in values:
        keys.decrypt(purpose, content)
    found = {row["nir_hash"]: row["person_id"] for row in rows(store, NUMBERS)}
    for row in rows(store, NUMBERS):
        nir = keys.decrypt("numbers.nir", row["nir_sealed"]) or ""
        assert found[nir_hash(keys, nir)] == row["person_id"]


# The list -----------------------------------------------------------------------------------------


def test_no_hash_is_forgotten() -> None:
    hashes = {
        column
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.type is Hash or column.name.endswith("_hash")
    }
    assert hashes == HASHES.keys()


def test_each_sealed_value_is_sealed_for_its_column(post: Post) -> None:
    """Through the service's own writing: an act, a new code."""
    choices = activation(email={"keep": False, "value": "nouvelle@exemple.example"})
    answer = post.submit(post.token("odette"), Action.ACTIVATE, activation=choices)
    assert answer.status_code == 200
    with post.store.writing() as connection:
        recipient = Recipient(MessageChannel.EMAIL, "firmin@exemple.example")
        issue_code(connection, KEYS, post.person_id("firmin"), recipient, START)
    seen = set()
    for purpose, content in sealed_values(post.store):
        assert KEYS.decrypt(purpose, content)
        seen.add(purpose)
    every = {purpose_of(column) for table in SEALED_TABLES for column in sealed_columns(table)}
    assert every == seen


# The change ---------------------------------------------------------------------------------------


def test_all_is_made_anew_and_older_keys_open_nothing(post: Post, store: Store) -> None:
    before = {table.name: len(rows(store, table)) for table in SEALED_TABLES}
    assert_all_under(KEYS, store)
    rotation = rotate(store, clock, batch=3)
    assert not rotation.busy
    assert not rotation.left
    assert rotation.rewritten == {name: count for name, count in before.items() if count}
    assert_all_under(NEW_ONLY, store)
    for purpose, content in sealed_values(store):
        with pytest.raises(ServiceKeyError):
            KEYS.decrypt(purpose, content)
    with (
        pytest.raises(StoreError, match="not the one of this database"),
        opened(post.database.url, KEYS),
    ):
        pass
    assert not rotate(store, clock).rewritten


def test_codes_that_have_not_left_are_hashed_anew(post: Post, store: Store) -> None:
    code, recipient = new_enrolment_code(), Recipient(MessageChannel.LETTER, "Au bourg")
    with post.store.writing() as connection:
        row = code_row(KEYS, post.person_id("odette"), code, MessageChannel.LETTER, START)
        code_id = connection.execute(
            sa.insert(CODES).values(row).returning(CODES.c.id)
        ).scalar_one()
        connection.execute(
            sa.insert(OUTBOX).values(
                message_row(
                    KEYS,
                    person_id=post.person_id("odette"),
                    code_id=code_id,
                    code=code,
                    recipient=recipient,
                    now=START,
                )
            )
        )
    sent_before = {row["code_hash"] for row in rows(store, CODES)} - {row["code_hash"]}
    rotate(store, clock)
    hashes = {row["id"]: row["code_hash"] for row in rows(store, CODES)}
    assert hashes.pop(code_id) == code_hashes(NEW_ONLY, code.text)[0]
    assert set(hashes.values()) == sent_before


def test_rows_of_the_first_version_keep_their_hash(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.update(PEOPLE).values(nir_sealed=None))
        connection.execute(sa.update(NUMBERS).values(nir_sealed=None))
        connection.execute(sa.update(CARD_LINKS).values(serial_sealed=None))
    hashes = {row["id"]: row["birth_date_hash"] for row in rows(store, PEOPLE)}
    links = rows(store, CARD_LINKS)
    assert not rotate(store, clock).left
    assert {row["id"]: row["birth_date_hash"] for row in rows(store, PEOPLE)} == hashes
    assert rows(store, CARD_LINKS) == links
    status = key_status(store, START)
    assert status.unsealed == {"people": ALL, "numbers": ALL, "card_links": len(links)}
    assert not any(status.rows.values())
    assert status.older_needed


def test_values_of_the_first_form_get_the_name_of_their_key(post: Post) -> None:
    """They began with their nonce: 5 bytes of the form and the name were put before it."""
    with post.store.writing() as connection:
        for row in connection.execute(sa.select(PEOPLE.c.id, PEOPLE.c.given_name_sealed)).all():
            connection.execute(
                sa.update(PEOPLE)
                .where(PEOPLE.c.id == row.id)
                .values(given_name_sealed=bytes(row.given_name_sealed)[5:])
            )
    assert rotate(post.store, clock).rewritten == {"people": ALL}
    assert_all_under(KEYS, post.store)


def test_a_third_key_before_the_second_is_everywhere(post: Post, store: Store) -> None:
    rotate(store, clock)
    with post.store.writing() as connection:  # a service that was not started again yet
        recipient = Recipient(MessageChannel.EMAIL, "odette@exemple.example")
        issue_code(connection, KEYS, rows(store, PEOPLE)[0]["id"], recipient, START)
    third = bytes(range(200, 232))
    with opened(post.database.url, ServiceKeys(third, NEW, OLD)) as with_three:
        rotate(with_three, clock)
        assert_all_under(ServiceKeys(third), with_three)


# What cannot be done ------------------------------------------------------------------------------


def change_one(store: Store, table: sa.Table, **values: Any) -> None:
    """Change one row of a table, whichever."""
    key = next(iter(table.primary_key.columns))
    with store.writing() as connection:
        first = connection.scalar(sa.select(sa.func.min(key)))
        connection.execute(sa.update(table).where(key == first).values(values))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (PEOPLE, {"email_sealed": b"\x02of no key at all, for sure"}),
        (PEOPLE, {"birth_date_hash": "0" * 64}),
        (NUMBERS, {"nir_hash": "0" * 64}),
        (CARD_LINKS, {"serial_sealed": KEYS.encrypt("card_links.serial", "00000000000")}),
        (ACCOUNTS, {"login_name_hash": "0" * 64}),
    ],
)
def test_what_cannot_be_explained_is_left_and_keeps_the_old_key(
    store: Store, table: sa.Table, values: dict[str, Any]
) -> None:
    change_one(store, table, **values)
    before = rows(store, table)
    rotation = rotate(store, clock)
    assert rotation.left == {table.name: 1}
    assert len([row for row in rows(store, table) if row in before]) == 1
    status = key_status(store, START)
    assert {name: count for name, count in status.rows.items() if count} == {table.name: 1}
    assert status.rotated_at is None
    assert status.older_needed
    with opened(str(store.engine.url.render_as_string(hide_password=False)), KEYS):
        pass  # the store did not say that its key has changed


# What psycopg says of the batch that the refused row was in, which is then cut in two.
@pytest.mark.expected_warnings("psycopg: error ignored terminating")
def test_a_hash_that_another_row_has_already_is_left(store: Store) -> None:
    """Two services with different keys in front took the same login name at the same moment."""
    first, second = rows(store, ACCOUNTS)[:2]
    name = KEYS.decrypt("accounts.login_name", first["login_name_sealed"]) or ""
    with store.writing() as connection:
        connection.execute(
            sa.update(ACCOUNTS)
            .where(ACCOUNTS.c.person_id == second["person_id"])
            .values(
                login_name_sealed=NEW_ONLY.encrypt("accounts.login_name", name),
                login_name_hash=NEW_ONLY.keyed_hash("login name", name),
            )
        )
    rotation = rotate(store, clock)
    assert rotation.left == {"accounts": 1}
    assert rotation.rewritten["people"] == len(rows(store, PEOPLE))
    assert first in rows(store, ACCOUNTS)


# Beside others ------------------------------------------------------------------------------------


def test_what_a_service_writes_meanwhile_is_not_lost(
    post: Post, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person's address changes after her row was read, before it is written."""
    changed: list[int] = []
    put = key_rotation._put

    def after_a_change(connection: Connection, table: sa.Table, changes: Any) -> int:
        if table is PEOPLE and not changed:
            changed.append(changes[0].read["id"])
            connection.execute(
                sa.update(PEOPLE)
                .where(PEOPLE.c.id == changed[0])
                .values(email_sealed=KEYS.encrypt("people.email", "nouvelle@exemple.example"))
            )
        return put(connection, table, changes)

    monkeypatch.setattr(key_rotation, "_put", after_a_change)
    rotation = rotate(store, clock)
    assert rotation.rewritten["people"] == ALL
    [row] = [row for row in rows(store, PEOPLE) if row["id"] == changed[0]]
    assert NEW_ONLY.decrypt("people.email", row["email_sealed"]) == "nouvelle@exemple.example"


def test_two_at_once_do_the_work_once(post: Post) -> None:
    def one() -> dict[str, int]:
        with opened(post.database.url) as store:
            rotation = rotate(store, clock, batch=2)
            assert not rotation.busy
            assert not rotation.left
            return rotation.rewritten

    with ThreadPoolExecutor(2) as threads:
        first, second = [each.result() for each in [threads.submit(one) for _ in range(2)]]
    with opened(post.database.url, NEW_ONLY) as store:
        assert_all_under(NEW_ONLY, store)
        for table in SEALED_TABLES:
            assert first[table.name] + second[table.name] == len(rows(store, table))


@pytest.mark.real
def test_nobody_is_waited_for(postgresql_server: PostgresqlServer) -> None:
    """A row that a service holds is passed by: waiting for it could end in a deadlock."""
    url = postgresql_server.create_database("rotation_beside_a_lock")
    with opened(url, KEYS) as older:
        seed(older, START)
        first = rows(older, PEOPLE)[0]["id"]
        with older.writing() as service, opened(url) as store:
            service.execute(sa.select(PEOPLE).where(PEOPLE.c.id == first).with_for_update())
            rotation = rotate(store, clock)
            assert rotation.busy
            assert rotation.rewritten["people"] == ALL - 1
            assert key_status(store, START).rows["people"] == 1
            assert key_status(store, START).rotated_at is None
    with opened(url) as store:
        assert rotate(store, clock).rewritten == {"people": 1}
        assert_all_under(NEW_ONLY, store)


@pytest.mark.real
def test_partitions_are_no_obstacle(postgresql_server: PostgresqlServer) -> None:
    """A hash made anew moves its row to another partition."""
    store = Store(postgresql_server.create_database("rotation_in_partitions"), RING)
    store.prepare(fictive=True, partitions=4)
    older = Store(store.engine.url.render_as_string(hide_password=False), KEYS)
    seed(older, START)
    older.close()
    assert rotate(store, clock, batch=3).rewritten["numbers"] == ALL
    assert_all_under(NEW_ONLY, store)
    store.close()
