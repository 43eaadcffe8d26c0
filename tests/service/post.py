"""A post in front of the service, in process: the real application on a real database."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import httpx
import sqlalchemy as sa
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.resource_files import resource
from counter_app.service.application import create_app
from counter_app.service.keys import ServiceKeys
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, NUMBERS, PEOPLE
from tests.service.databases import KEYS, START, Database, open_store

__all__ = ["KEYS", "START"]

SECRET = "the secret of a post, long enough"
PASSWORD = "Violette-7-Cigale"
# argon2id all the same, but quick: what it costs is not what these tests look at.
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@cache
def people() -> Mapping[str, Mapping[str, Any]]:
    """The fictive people by their short name."""
    content = json.loads(resource("fictive", "people.json").read_text("utf-8"))
    return {entry["id"]: entry for entry in content["people"]}


def new_key() -> str:
    """An idempotency key."""
    return str(uuid.uuid4())


def activation(**changes: Any) -> dict[str, Any]:
    """The choices of an activation that nothing is wrong with."""
    return {
        "terms_version": "2022-02",
        "privacy_version": "2022-02",
        "email": {"keep": True},
        "mobile": {"keep": True},
        "login_name": "rabot.bleu",
        "password": PASSWORD,
        **changes,
    }


class Client:
    """HTTP requests to an application in this process, one after the other."""

    def __init__(self, app: FastAPI, *, secret: str = SECRET, address: str = "127.0.0.1") -> None:
        self._runner = asyncio.Runner()
        self._client = AsyncClient(
            transport=ASGITransport(app, client=(address, 40_000)),
            base_url="http://service",
            headers={"Authorization": f"Bearer {secret}"},
        )

    def request(self, method: str, url: str, **options: Any) -> Response:
        """One request."""
        return self._runner.run(self._client.request(method, url, **options))

    def get(self, url: str, **options: Any) -> Response:
        """GET."""
        return self.request("GET", url, **options)

    def post(self, url: str, **options: Any) -> Response:
        """POST."""
        return self.request("POST", url, **options)

    def close(self) -> None:
        """End the client and its loop."""
        self._runner.run(self._client.aclose())
        self._runner.close()


class Requests:
    """What a post asks of a service, wherever it is."""

    def __init__(self, client: Client | httpx.Client) -> None:
        self.client = client

    def identify(self, name: str, **changes: str) -> Response:
        """Identify one of the fictive people, some of whose numbers may be changed."""
        entry = people()[name]
        fields = ("nir", "card_serial", "birth_date", "enrolment_code")
        body = {field: entry[field] for field in fields} | changes
        return self.client.post("/v1/identifications", json=body)

    def token(self, name: str) -> str:
        """A session's token for one of the fictive people."""
        answer = self.identify(name)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["token"]
        return token

    def submit(
        self, token: str, action: Action | str, key: str | None = None, **changes: Any
    ) -> Response:
        """Send an act."""
        body = {
            "token": token,
            "action": str(action),
            "channel": "card",
            "identity_document": "national_card",
            "organisation": "France Services des Trois-Îlets",
            "agent": "guichet 2",
            **changes,
        }
        return self.client.post(
            "/v1/operations", json=body, headers={"Idempotency-Key": key or new_key()}
        )


class Post(Requests):
    """One post, its service, and a clock that the test moves."""

    def __init__(self, database: Database, **settings: Any) -> None:
        self.now = START
        self.database = database
        self.store = open_store(database.url)
        self.settings = ServiceSettings(
            post_secrets=(SECRET,),
            fictive=True,
            clock=lambda: self.now,
            password_hasher=QUICK_HASHER,
            **settings,
        )
        self.app = create_app(self.settings, self.store)
        super().__init__(Client(self.app))

    def start_afresh(self) -> None:
        """The fictive people and the clock as they were at first."""
        self.now = START
        self.database.start_afresh()

    def close(self) -> None:
        """Give back the connections."""
        self.client.close()
        self.store.close()

    def app_with(self, **settings: Any) -> FastAPI:
        """The same service with other settings, on the same store."""
        return create_app(replace(self.settings, **settings), self.store)

    @contextmanager
    def with_keys(self, keys: ServiceKeys) -> Iterator[Client]:
        """The same service on the same database, with other keys."""
        store = Store(self.database.url, keys, durable=False)
        client = Client(create_app(self.settings, store))
        try:
            yield client
        finally:
            client.close()
            store.close()

    def forward(self, **elapsed: float) -> None:
        """Move the clock: `forward(minutes=20)`."""
        self.now += timedelta(**elapsed)

    def person_id(self, name: str) -> int:
        """Where a fictive person is in the store."""
        with self.store.reading() as connection:
            row = sa.select(NUMBERS.c.person_id).where(
                NUMBERS.c.nir_hash == KEYS.keyed_hash("nir", people()[name]["nir"])
            )
            return connection.execute(row).scalar_one()

    def status(self, name: str) -> ProfileStatus:
        """The state of a fictive person in the store."""
        with self.store.reading() as connection:
            row = sa.select(PEOPLE.c.status).where(PEOPLE.c.id == self.person_id(name))
            return ProfileStatus(connection.execute(row).scalar_one())

    def put_in_state(self, name: str, status: ProfileStatus) -> None:
        """What the service does by itself, or what happened before: another state."""
        with self.store.writing() as connection:
            connection.execute(
                sa.update(PEOPLE)
                .where(PEOPLE.c.id == self.person_id(name))
                .values(status=status.value)
            )

    def fresh_code(self, name: str) -> None:
        """The person's code as on the day it was sent."""
        with self.store.writing() as connection:
            connection.execute(
                sa.update(CODES)
                .where(CODES.c.person_id == self.person_id(name))
                .values(used_at=None, wrong_attempts=0, sent_on=self.now.date())
            )

    def rows(self, table: sa.Table) -> list[Mapping[str, Any]]:
        """All rows of a table."""
        with self.store.reading() as connection:
            return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def code_of(answer: Response) -> str:
    """The failure that an answer tells, once it is sure that it tells it as it must."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    content = answer.json()
    assert content["status"] == answer.status_code
    assert content["title"]
    assert content["detail"]
    code: str = content["code"]
    return code
