"""The key of a service is changed while it serves: everyone is identified all the time."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.domain.profile import Action
from counter_app.service.application import create_app
from counter_app.service.deployment import KEY_VARIABLE
from counter_app.service.fictive import seed
from counter_app.service.key_rotation import older, rotate
from counter_app.service.key_status import key_status
from counter_app.service.keys import ServiceKeys, keys_from_text
from counter_app.service.people import birth_date_hash, lookup_hash, nir_hash
from counter_app.service.settings import SECRET_VARIABLE
from counter_app.service.store import Store
from counter_app.service.tables import CARD_LINKS, NUMBERS, PEOPLE
from tests.service.databases import START
from tests.service.post import SECRET, Client, Post, activation, new_key, people
from tests.service.processes import WITHIN, Start, client, url_of

OLD, NEW = bytes(range(32)), bytes(range(100, 132))  # OLD: of the tests' databases
RING = "\n".join(base64.b64encode(each).decode() for each in (NEW, OLD))


def clock() -> datetime:
    """When the changes of these tests end."""
    return START


@contextmanager
def service_with(post: Post, *masters: bytes) -> Iterator[tuple[Store, Client]]:
    """Another service on the database of the post, with these keys: its store, and a client."""
    with closing(Store(post.database.url, ServiceKeys(*masters), durable=False)) as store:
        store.prepare(fictive=True)
        with closing(Client(create_app(post.settings, store))) as counter:
            yield store, counter


def identify(counter: Client, name: str) -> dict[str, Any]:
    """A session, or the problem."""
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    body = {field: people()[name][field] for field in fields}
    content: dict[str, Any] = counter.post("/v1/identifications", json=body).json()
    return content


def test_one_is_identified_before_and_after_and_an_act_is_known_again(post: Post) -> None:
    key, token, choices = new_key(), post.token("odette"), activation()
    before = post.submit(token, Action.ACTIVATE, key=key, activation=choices)
    assert before.status_code == 200
    with service_with(post, NEW, OLD) as (store, counter):
        assert identify(counter, "aurele")["status"] == "PENDING"
        rotate(store, clock)
        assert identify(counter, "longs")["status"] == "PENDING"
        assert identify(counter, "odette")["code"] == "Code_AlreadyUsed"
        again = counter.post(
            "/v1/operations",
            headers={"Idempotency-Key": key},
            json={
                "token": token,
                "action": "activate",
                "channel": "card",
                "identity_document": "national_card",
                "organisation": "France Services des Trois-Îlets",
                "agent": "guichet 2",
                "activation": choices,
            },
        )
        assert again.json() == before.json()


def test_a_service_with_the_new_key_last_reads_what_the_others_write(post: Post) -> None:
    """Several machines are told of a new key before any of them uses it."""
    with service_with(post, NEW, OLD) as (store, _):
        rotate(store, clock)
    with service_with(post, OLD, NEW) as (_, counter):
        assert identify(counter, "odette")["given_name"] == "Odette"


def test_a_row_of_the_first_version_follows_once_its_person_has_come(post: Post) -> None:
    """She comes before the rotation or after it: her row needs the older key no longer."""
    with service_with(post, NEW, OLD) as (store, counter):
        with store.writing() as connection:
            connection.execute(sa.update(PEOPLE).values(nir_sealed=None))
            connection.execute(sa.update(NUMBERS).values(nir_sealed=None))
            connection.execute(sa.update(CARD_LINKS).values(serial_sealed=None))
        assert identify(counter, "odette")["status"] == "PENDING"
        assert not rotate(store, clock).left
        assert identify(counter, "longs")["status"] == "PENDING"
        unsealed = key_status(store, START).unsealed
        assert unsealed["people"] == unsealed["numbers"] == len(people()) - 2
        assert not rotate(store, clock).rewritten
        for name in ("odette", "longs"):
            nir, serial = people()[name]["nir"], people()[name]["card_serial"]
            only = ServiceKeys(NEW)
            with store.reading() as connection:
                [person] = connection.execute(
                    sa.select(PEOPLE)
                    .join(NUMBERS, NUMBERS.c.person_id == PEOPLE.c.id)
                    .join(CARD_LINKS, CARD_LINKS.c.person_id == PEOPLE.c.id)
                    .where(
                        NUMBERS.c.nir_hash == nir_hash(only, nir),
                        CARD_LINKS.c.lookup_hash == lookup_hash(only, nir, serial),
                    )
                )
            born = people()[name]["birth_date"]
            assert person.birth_date_hash == birth_date_hash(only, nir, born)
            assert only.decrypt("people.nir", person.nir_sealed) == nir


def test_once_the_older_key_is_gone_its_codes_are_not_recognised(post: Post) -> None:
    """Why it stays until the last of them has expired."""
    with service_with(post, NEW, OLD) as (store, _):
        rotate(store, clock)
    with service_with(post, NEW) as (_, counter):
        assert identify(counter, "odette")["code"] == "Identity_NotRecognised"


_SLOWLY = """
import sys
from datetime import UTC, datetime
from counter_app.service.key_rotation import rotate
from counter_app.service.keys import keys_from_text
from counter_app.service.store import Store
rotate(Store(sys.argv[1], keys_from_text(sys.argv[2])), lambda: datetime.now(UTC), batch=1)
"""


def add_people(store: Store, count: int) -> None:
    """So many more, so that the change takes a while."""
    with store.writing() as connection:
        for number in range(count):
            nir, serial, made = f"1500175{number:08d}", f"{number:011d}", store.keys
            person_id = connection.execute(
                sa.insert(PEOPLE)
                .values(
                    nir_sealed=made.encrypt("people.nir", nir),
                    birth_date_hash=birth_date_hash(made, nir, "19500101"),
                    family_name_sealed=made.encrypt("people.family_name", "DUMOULIN"),
                    given_name_sealed=made.encrypt("people.given_name", "Camille"),
                    birth_date_sealed=made.encrypt("people.birth_date", "19500101"),
                    territory="FX",
                    status="PENDING",
                    status_since=datetime.now(UTC),
                )
                .returning(PEOPLE.c.id)
            ).scalar_one()
            connection.execute(
                sa.insert(NUMBERS).values(
                    nir_hash=nir_hash(made, nir),
                    person_id=person_id,
                    nir_sealed=made.encrypt("numbers.nir", nir),
                )
            )
            connection.execute(
                sa.insert(CARD_LINKS).values(
                    lookup_hash=lookup_hash(made, nir, serial),
                    person_id=person_id,
                    serial_sealed=made.encrypt("card_links.serial", serial),
                )
            )


class Visitors:
    """They are identified, one after the other, until told to stop."""

    def __init__(self, url: str) -> None:
        self.answers: list[tuple[str, int]] = []
        self._url = url
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._come)

    def __enter__(self) -> Visitors:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(WITHIN)

    def _come(self) -> None:
        fields = ("nir", "card_serial", "birth_date", "enrolment_code")
        with client(self._url) as post:
            while not self._stop.is_set():
                for name in ("odette", "firmin", "tesfaye", "longs"):
                    body = {field: people()[name][field] for field in fields}
                    answer = post.post("/v1/identifications", json=body)
                    self.answers.append((name, answer.status_code))


def until(condition: Callable[[], bool]) -> None:
    """Wait for it."""
    deadline = time.monotonic() + WITHIN
    while not condition():
        assert time.monotonic() < deadline
        os.sched_yield()


@pytest.mark.real
@pytest.mark.long_on_sqlite
def test_killed_and_resumed_beside_a_service(
    empty_database: Callable[[], str], start: Start
) -> None:
    """The change is killed in the middle, then done by the command; everyone is identified all the
    time, and an act of the time before is still known after."""
    url = empty_database()
    with closing(Store(url, ServiceKeys(OLD))) as before:
        before.prepare(fictive=False)
        seed(before, datetime.now(UTC))
        add_people(before, 200)
    ring = {KEY_VARIABLE: RING}
    service = start("--database", url, **{SECRET_VARIABLE: SECRET}, **ring)
    with closing(Store(url, keys_from_text(RING))) as store, Visitors(url_of(service)) as visitors:

        def rows_left() -> int:
            with store.reading() as connection:
                rows: Any = connection.scalar(
                    sa.select(sa.func.count()).where(older(PEOPLE, store.keys))
                )
                return int(rows)

        until(lambda: bool(visitors.answers))
        killed = subprocess.Popen([sys.executable, "-c", _SLOWLY, url, RING])
        until(lambda: 0 < rows_left() < 214)
        killed.send_signal(signal.SIGKILL)
        killed.wait(WITHIN)
        assert 0 < rows_left() < 214
        assert key_status(store, datetime.now(UTC)).rotated_at is None
        answered = len(visitors.answers)
        until(lambda: len(visitors.answers) > answered + 4)

        done = subprocess.run(
            [sys.executable, "-m", "counter_app", "keys", "rotate", "--database", url],
            env=os.environ | ring,
            capture_output=True,
            text=True,
            check=False,
            timeout=WITHIN,
        )
        assert done.returncode == 0, done.stderr
        answered = len(visitors.answers)
        until(lambda: len(visitors.answers) > answered + 4)
        status = key_status(store, datetime.now(UTC))
    assert {code for _, code in visitors.answers} == {200}
    assert not any(status.rows.values())
    assert status.rotated_at is not None
    with closing(Store(url, ServiceKeys(NEW))) as after:
        after.prepare(fictive=False)
        with after.reading() as connection:
            for row in connection.execute(sa.select(PEOPLE.c.given_name_sealed)):
                assert after.keys.decrypt("people.given_name", row.given_name_sealed)
