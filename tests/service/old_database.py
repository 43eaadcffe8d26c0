"""A database as the first release left it: revision 0001, filled by the statements and the keys of
that time, written down here so that no later change of the code can change them too."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.service.databases import MASTER_KEY, START
from tests.service.post import people

REVISION = "0001"
# An act whose day in UTC is another one than at the server and than in the person's territory.
ACT_KEY = "0b8f5f0e-3c4d-4e0a-9a53-5b1f6a2c7d90"
ACT_AT = datetime(2026, 5, 11, 22, 30, tzinfo=UTC)
RECEIPT = "CF-2026-000001"
CLOSED_AT = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)


class _Keys:
    """The keys of that time: one master key, sealed values that begin with their nonce."""

    def __init__(self, master: bytes) -> None:
        self._hash_key = hmac.digest(master, b"keyed hash\x01", "sha256")
        self._cipher = AESGCM(hmac.digest(master, b"encryption at rest\x01", "sha256"))

    def hash(self, purpose: str, *parts: str) -> str:
        digest = hmac.new(self._hash_key, purpose.encode(), "sha256")
        for part in parts:
            digest.update(len(part.encode()).to_bytes(8) + part.encode())
        return digest.hexdigest()

    def seal(self, purpose: str, text: str | None) -> bytes | None:
        if text is None:
            return None
        nonce = secrets.token_bytes(12)
        return nonce + self._cipher.encrypt(nonce, text.encode(), purpose.encode())


def fill(connection: sa.Connection) -> None:
    """The invented people, one act with its message, in tables of revision 0001."""
    tables = sa.MetaData()
    tables.reflect(connection)
    keys = _Keys(MASTER_KEY)
    properties = {"people": "fictive", "key_check": keys.hash("key check")}
    for name, value in properties.items():
        connection.execute(
            tables.tables["store_properties"].insert(), {"name": name, "value": value}
        )
    identifiers: dict[str, int] = {}
    for entry in sorted(people().values(), key=lambda entry: entry["attached_to"] is not None):
        identifiers[entry["id"]] = _add(connection, tables.tables, keys, entry, identifiers)
    _add_act(connection, tables.tables, keys, identifiers["solange"])


def _add(
    connection: sa.Connection,
    tables: Any,
    keys: _Keys,
    entry: Any,
    identifiers: dict[str, int],
) -> int:
    nir = entry["nir"]
    today = START.date()
    person_id: int = connection.execute(
        tables["people"].insert().returning(tables["people"].c.id),
        {
            "nir_hash": keys.hash("nir", nir),
            "birth_date_hash": keys.hash("birth date", nir, entry["birth_date"]),
            **{
                f"{field}_sealed": keys.seal(f"people.{field}", entry[field])
                for field in ("family_name", "given_name", "birth_date", "email", "mobile")
            },
            "territory": entry["territory"],
            "status": entry["status"],
            "status_since": CLOSED_AT,
            "notice_sent_on": _days_before(today, entry["notice_sent_days_ago"]),
            "deletion_due_by": date(2026, 8, 12) if "DELETION" in entry["status"] else None,
            "holder_id": identifiers.get(entry["attached_to"]),
        },
    ).scalar_one()
    connection.execute(
        tables["card_links"].insert(),
        {"lookup_hash": keys.hash("lookup", nir, entry["card_serial"]), "person_id": person_id},
    )
    connection.execute(
        tables["enrolment_codes"].insert(),
        {
            "person_id": person_id,
            "code_hash": keys.hash("enrolment code", nir, entry["enrolment_code"]),
            "channel": entry["code_channel"],
            "sent_on": _days_before(today, entry["code_sent_days_ago"]),
            "used_at": CLOSED_AT if entry["code_state"] == "used" else None,
        },
    )
    if entry["login_name"]:
        connection.execute(
            tables["accounts"].insert(),
            {
                "person_id": person_id,
                "login_name_hash": keys.hash("login name", entry["login_name"].casefold()),
                "login_name_sealed": keys.seal("accounts.login_name", entry["login_name"]),
                "password_hash": "!",
                "created_at": CLOSED_AT,
            },
        )
    return person_id


def _add_act(connection: sa.Connection, tables: Any, keys: _Keys, person_id: int) -> None:
    act_id = connection.execute(
        tables["operations"].insert().returning(tables["operations"].c.id),
        {
            "idempotency_key": ACT_KEY,
            "registered": True,
            "registered_at": ACT_AT,
            "fingerprint": "0" * 64,
            "person_id": person_id,
            "action": "activate",
            "delete_data": False,
            "channel": "card",
            "identity_document": "passport",
            "organisation": "France Services d’Anse-Corail",
            "agent_sealed": keys.seal("operations.agent", "guichet 2"),
            "terms_version": "2022-02",
            "privacy_version": "2022-02",
            "source_status": "CLOSED",
            "target_status": "ACTIVE",
            "receipt_number": RECEIPT,
            "email_queued": True,
            "reopened": True,
            "seal": "a seal",
        },
    ).scalar_one()
    connection.execute(
        tables["outbox"].insert(),
        {
            "operation_id": act_id,
            "person_id": person_id,
            "template": "reactivation_registered",
            "parameters": {"receipt_number": RECEIPT},
            "recipient_sealed": keys.seal("outbox.recipient", people()["solange"]["email"]),
            "queued_at": ACT_AT,
        },
    )


def _days_before(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)
