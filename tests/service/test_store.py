"""The store and its keys: the right key, nobody in clear."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from counter_app.domain.profile import Action
from counter_app.service.keys import (
    ServiceKeyError,
    ServiceKeys,
    keys_from_file,
    keys_from_text,
    new_keys,
)
from counter_app.service.store import Store, StoreError
from counter_app.service.tables import SESSIONS
from tests.service.post import KEYS, PASSWORD, Post, activation, people


@pytest.mark.parametrize(("first", "held"), [(False, "real"), (True, "fictive")])
def test_invented_and_real_people_never_meet(
    empty_database: Callable[[], str], first: bool, held: str
) -> None:
    store = Store(empty_database(), KEYS)
    store.prepare(fictive=first)
    with pytest.raises(StoreError, match=f"holds {held} people"):
        store.prepare(fictive=not first)
    store.close()


def test_another_key_is_refused_at_the_start(post: Post) -> None:
    stranger = Store(post.database.url, new_keys())
    with pytest.raises(StoreError, match="not the one of this database"):
        stranger.prepare(fictive=True)
    stranger.close()


def test_the_key_file_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "service.key"
    first, again = keys_from_file(path), keys_from_file(path)
    assert first.seal_seed == again.seal_seed
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "not base64!", "c2hvcnQ="])
def test_a_damaged_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "service.key"
    path.write_text(text)
    with pytest.raises(ServiceKeyError):
        keys_from_file(path)
    with pytest.raises(ServiceKeyError):
        keys_from_text(text)


def test_what_is_sealed_opens_with_its_key_and_for_its_purpose_only() -> None:
    sealed = KEYS.encrypt("people.email", "odette.marchandeau@exemple.example")
    assert sealed is not None
    assert b"odette" not in sealed
    assert KEYS.decrypt("people.email", sealed) == "odette.marchandeau@exemple.example"
    assert KEYS.encrypt("people.email", "odette.marchandeau@exemple.example") != sealed
    for keys, purpose, content in (
        (new_keys(), "people.email", sealed),
        (KEYS, "people.mobile", sealed),
        (KEYS, "people.email", sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(ServiceKeyError):
            keys.decrypt(purpose, content)
    assert KEYS.encrypt("people.email", None) is None
    assert KEYS.decrypt("people.email", None) is None


def test_the_parts_of_a_keyed_hash_cannot_slide() -> None:
    assert KEYS.keyed_hash("lookup", "12", "3") != KEYS.keyed_hash("lookup", "1", "23")
    assert KEYS.keyed_hash("lookup", "1") != KEYS.keyed_hash("birth date", "1")
    assert "master" not in repr(ServiceKeys(bytes(32)))


def personal_data() -> set[str]:
    """What no file and no log may hold, of all the fictive people."""
    fields = (
        "nir card_serial enrolment_code birth_date email mobile family_name given_name login_name"
    )
    values = {
        str(person[field])
        for person in people().values()
        for field in fields.split()
        if person[field]
    }
    return values | {value[:13] for value in values} | {PASSWORD}


def test_no_personal_data_in_the_logs(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """At their most talkative, through good and bad."""
    caplog.set_level(logging.DEBUG)
    with caplog.at_level(logging.DEBUG, logger="sqlalchemy"):
        token = post.token("odette")
        refused = activation(password="court", login_name="Majuscule")
        post.submit(token, Action.ACTIVATE, activation=refused)
        post.submit(token, Action.ACTIVATE, activation=activation())
        post.identify("firmin", enrolment_code="AAAAbbbb2222")
        post.identify("firmin", nir="pas un numéro")
        post.client.get("/v1/unknown")
    assert "INSERT INTO accounts" in caplog.text, "the logs were not at their most talkative"
    secrets = personal_data() | {token, "rabot.bleu", "Majuscule", "pas un numéro", "AAAAbbbb2222"}
    assert [secret for secret in secrets if secret in caplog.text] == []


def test_no_personal_data_in_the_files_of_the_database(post: Post) -> None:
    """After every act: the files of the tables, the journal and all."""
    choices = activation(
        email={"keep": False, "value": "nouvelle.adresse@exemple.example"},
        mobile={"keep": False, "value": "06 90 30 45 13"},
    )
    token = post.token("odette")
    post.submit(token, Action.ACTIVATE, activation=choices)
    post.submit(post.token("firmin"), Action.CLOSE, delete_data=True)
    post.identify("tesfaye", enrolment_code="AAAAbbbb2222")
    content = post.database.content()
    assert "France Services des Trois-Îlets".encode() in content, "what is in clear was not seen"
    secrets = personal_data() | {token, "nouvelle.adresse", "rabot.bleu", "690304513"}
    found = [secret for secret in secrets if secret.encode() in content]
    assert found == []


def test_dates_without_a_zone_are_refused(post: Post) -> None:
    naive = sa.insert(SESSIONS).values(
        token_hash="0",
        person_id=1,
        code_id=1,
        expires_at=datetime(2026, 1, 1),  # noqa: DTZ001
    )
    with pytest.raises(sa.exc.StatementError), post.store.writing() as connection:
        connection.execute(naive)
