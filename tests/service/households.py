"""Invented families of a test's own, in place of the fictive people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from httpx import Response

from counter_app.service.fictive import seed
from tests.service.post import Post, people

NUMBERS = ("nir", "card_serial", "birth_date")
GROWN_UP = "19800115"


def someone(rank: int, birth_date: str = GROWN_UP, **changes: Any) -> dict[str, Any]:
    """An entry as in people.json; people of one family have different ranks, from 0 to 9."""
    body = f"2{birth_date[2:6]}75116{rank:03d}"
    return {
        "id": f"person {rank}",
        "family_name": "TISSERAND",
        "given_name": f"Personne{rank}",
        "birth_date": birth_date,
        "nir": f"{body}{97 - int(body) % 97:02d}",
        "card_serial": f"0300{rank:07d}",
        "enrolment_code": f"Code4Person{rank}",
        "code_state": "valid",
        "code_channel": "letter",
        "status": "PENDING",
        "notice_sent_days_ago": 10,
        "code_sent_days_ago": 10,
        "territory": "FX",
        "email": f"personne{rank}@exemple.example",
        "mobile": None,
        "login_name": None,
        "attached_to": None,
        **changes,
    }


def settle(post: Post, folder: Path, *family: Mapping[str, Any]) -> None:
    """The store holds this family, and nobody else."""
    path = folder / "people.json"
    path.write_text(json.dumps({"people": family}), "utf-8")
    seed(post.store, post.now, path)


def known(name: str) -> Mapping[str, Any]:
    """One of the fictive people."""
    return people()[name]


def numbers(holder: Mapping[str, Any], meant: Mapping[str, Any]) -> dict[str, Any]:
    """The number and the card of one, the birth date of the other."""
    return {
        "nir": holder["nir"],
        "card_serial": holder["card_serial"],
        "birth_date": meant["birth_date"],
    }


def come(
    post: Post, holder: Mapping[str, Any], meant: Mapping[str, Any], code: str | None = None
) -> Response:
    """Identify somebody under another's number and card (or her own), with her code."""
    body = numbers(holder, meant) | {"enrolment_code": code or meant["enrolment_code"]}
    return post.client.post("/v1/identifications", json=body)
