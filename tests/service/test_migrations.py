"""The tables: made at once or step by step, on an empty database or a filled one, by one process or
by several that start at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from counter_app.domain.profile import Action
from counter_app.service import store as store_module
from counter_app.service.store import Store, StoreError, migrate
from counter_app.service.tables import METADATA, OPERATIONS, OUTBOX, PEOPLE
from tests.service import old_database
from tests.service.databases import KEYS
from tests.service.post import Post, activation, code_of, people

AT_ONCE = 4


@pytest.fixture
def old_address(empty_database: Callable[[], str]) -> str:
    """A filled database of the first release."""
    address = empty_database()
    store = Store(address, KEYS)
    migrate(store.engine, old_database.REVISION)
    with store.writing() as connection:
        old_database.fill(connection)
    store.close()
    return address


def shape(engine: sa.Engine) -> dict[str, Any]:
    """What the database itself says of its tables."""
    seen = sa.inspect(engine)
    indexes, uniques = seen.get_multi_indexes(), seen.get_multi_unique_constraints()
    primary, foreign = seen.get_multi_pk_constraint(), seen.get_multi_foreign_keys()
    return {
        str(table[1]): (
            sorted(  # a migration can only add at the end
                (column["name"], str(column["type"]), column["nullable"], str(column["default"]))
                for column in columns
            ),
            str(primary[table]),
            sorted(str(index["name"]) for index in indexes[table]),
            sorted(str(unique["name"]) for unique in uniques[table]),
            sorted(str(key["name"]) for key in foreign[table]),
        )
        for table, columns in seen.get_multi_columns().items()
    }


def differences(store: Store) -> list[Any]:
    """What Alembic would change so that the tables are those of the code."""
    with store.reading() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def test_the_migrations_make_the_same_tables_as_the_code(
    empty_database: Callable[[], str],
) -> None:
    at_once, step_by_step = Store(empty_database(), KEYS), Store(empty_database(), KEYS)
    try:
        at_once.prepare(fictive=False)
        migrate(step_by_step.engine)
        assert shape(step_by_step.engine) == shape(at_once.engine)
        assert differences(at_once) == differences(step_by_step) == []
    finally:
        at_once.close()
        step_by_step.close()


def test_the_newest_migration_is_the_one_that_the_store_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(store_module.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [store_module.HEAD]


def test_a_database_without_a_first_migration_gets_them_all(
    empty_database: Callable[[], str],
) -> None:
    """A database that Alembic knows, without our tables yet."""
    store = Store(empty_database(), KEYS)
    with store.writing() as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    store.prepare(fictive=False)
    assert "people" in shape(store.engine)
    store.close()


def test_a_newer_database_is_refused(empty_database: Callable[[], str]) -> None:
    store = Store(empty_database(), KEYS)
    store.prepare(fictive=False)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer than this program"):
        store.prepare(fictive=False)
    store.close()


def test_people_of_the_first_release_are_known_and_act(old_address: str) -> None:
    post = Post(SimpleNamespace(url=old_address))
    try:
        assert differences(post.store) == []
        expected = {"expire": "Code_Expired", "dejapris": "Code_AlreadyUsed"}
        expected |= {"hippolyte": "Identity_Deceased"}
        for name, entry in people().items():
            answer = post.identify(name)
            if name in expected:
                assert code_of(answer) == expected[name]
            else:
                assert answer.json()["family_name"] == entry["family_name"]
                assert answer.json()["status"] == entry["status"]
        assert code_of(post.identify("odette", birth_date="19480418")) == "Identity_NotRecognised"
        taken = activation(login_name="solange.pietri")
        refused = post.submit(post.token("odette"), Action.ACTIVATE, activation=taken)
        assert code_of(refused) == "Account_LoginNameTaken"
        done = post.submit(post.token("odette"), Action.ACTIVATE, activation=activation())
        assert done.json()["status"] == "ACTIVE"
        assert done.json()["receipt_number"] > old_database.RECEIPT
        assert post.submit(post.token("lilou"), Action.OPPOSE).json()["status"] == "OPPOSED"
    finally:
        post.close()


def test_acts_of_the_first_release_are_kept(old_address: str) -> None:
    post = Post(SimpleNamespace(url=old_address))
    try:
        found = post.client.get(f"/v1/operations/{old_database.ACT_KEY}").json()
        assert found["receipt_number"] == old_database.RECEIPT
        [act] = post.rows(OPERATIONS)
        assert act["receipt_number"] == old_database.RECEIPT
        assert act["registered_at"] == old_database.ACT_AT
        assert act["registered_on"] == date(2026, 5, 11), "not its day in UTC"
        assert act["territory"] == "FX"
        assert act["data_restored"] is True
        [message] = post.rows(OUTBOX)
        assert message["operation_id"] == act["id"]
        assert message["state"] == "queued"
        email = KEYS.decrypt("outbox.recipient", message["recipient_sealed"])
        assert email == people()["solange"]["email"]
        closed = next(row for row in post.rows(PEOPLE) if row["status"] == "CLOSED")
        assert closed["archive_until"] == date(2036, 3, 31)
    finally:
        post.close()


def test_a_migration_that_fails_changes_nothing(old_address: str) -> None:
    store = Store(old_address, KEYS)
    with store.writing() as connection:
        connection.execute(sa.text("CREATE TABLE seal_keys (in_the_way INTEGER)"))
    before = shape(store.engine)
    with pytest.raises(sa.exc.DBAPIError):
        store.prepare(fictive=True)
    assert shape(store.engine) == before
    with store.writing() as connection:
        connection.execute(sa.text("DROP TABLE seal_keys"))
    store.prepare(fictive=True)
    assert differences(store) == []
    store.close()


def prepare_at_once(address: str) -> None:
    """Several stores are prepared at the same moment, as by processes that start together."""
    together = Barrier(AT_ONCE)

    def prepare(_: int) -> None:
        store = Store(address, KEYS)
        try:
            together.wait(30)
            store.prepare(fictive=True)
        finally:
            store.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(prepare, range(AT_ONCE)))


def test_several_processes_may_start_on_an_empty_database(
    empty_database: Callable[[], str],
) -> None:
    address = empty_database()
    prepare_at_once(address)
    store = Store(address, KEYS)
    assert differences(store) == []
    store.close()


def test_several_processes_may_start_on_an_old_database(old_address: str) -> None:
    prepare_at_once(old_address)
    post = Post(SimpleNamespace(url=old_address))
    assert differences(post.store) == []
    assert post.identify("odette").status_code == 200
    post.close()
