"""Receipts outlive a change of keys: every public key that ever signed stays published."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from counter_app.domain.profile import Action
from counter_app.domain.seal import key_id_of, public_key_of, read_seal
from counter_app.service.application import create_app
from counter_app.service.fictive import seed
from counter_app.service.keys import ServiceKeys
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import SEAL_KEYS
from tests.service.post import QUICK_HASHER, SECRET, START, Client, Post, new_key, people

OLD, NEW = bytes(range(32)), bytes(range(1, 33))


class RealService:
    """A service that is not a fictive one, on a file."""

    def __init__(self, database: Path, *masters: bytes) -> None:
        self.store = Store(f"sqlite:///{database}", ServiceKeys(*masters), durable=False)
        self.store.prepare(fictive=False)
        settings = ServiceSettings(
            post_secrets=(SECRET,), clock=lambda: START, password_hasher=QUICK_HASHER
        )
        self.client = Client(create_app(settings, self.store))

    def oppose(self, name: str) -> dict[str, Any]:
        """The acknowledgement of an opposition."""
        fields = ("nir", "card_serial", "birth_date", "enrolment_code")
        who = {field: people()[name][field] for field in fields}
        act = {
            "token": self.client.post("/v1/identifications", json=who).json()["token"],
            "action": Action.OPPOSE,
            "channel": "card",
            "identity_document": "passport",
        }
        done = self.client.post("/v1/operations", json=act, headers={"Idempotency-Key": new_key()})
        content: dict[str, Any] = done.json()
        return content

    def published(self) -> dict[str, bytes]:
        """The public keys by their names."""
        keys = self.client.get("/v1/seal-keys").json()["keys"]
        return {key["key_id"]: base64.b64decode(key["public_key"]) for key in keys}

    def close(self) -> None:
        """End it."""
        self.client.close()
        self.store.close()


def test_receipts_of_before_a_change_of_keys_stay_verifiable(tmp_path: Path) -> None:
    database = tmp_path / "service.sqlite"
    before = RealService(database, OLD)
    seed(before.store, START)  # which empties the tables
    before.store.prepare(fictive=False)
    old = before.oppose("odette")["seal"]
    assert list(before.published()) == [key_id_of(public_key_of(ServiceKeys(OLD).seal_seed))]
    before.close()

    after = RealService(database, NEW, OLD)
    new = after.oppose("tesfaye")["seal"]
    keys = after.published()
    assert len(keys) == 2
    assert next(iter(keys)) == new.split("|")[6]  # the one in use comes first
    for seal in (old, new):
        assert read_seal(seal, keys).action is Action.OPPOSE
    after.store.prepare(fictive=False)  # a further process starts
    assert len(after.published()) == 2
    after.close()


def test_the_key_of_invented_people_is_published_and_not_kept(post: Post) -> None:
    assert len(post.client.get("/v1/seal-keys").json()["keys"]) == 1
    assert post.rows(SEAL_KEYS) == []
