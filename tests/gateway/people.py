"""The fictive people as the counter asks for them, and the process that knows them."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

from counter_app.domain.profile import Action
from counter_app.gateway.http import HttpGateway
from counter_app.gateway.port import (
    ActivationChoices,
    Channel,
    ContactChange,
    IdentificationRequest,
    IdentityDocument,
    Operation,
)
from counter_app.resource_files import resource

SECRET = "the secret of this post, made for the test"
WITHIN = 30  # seconds in which a process ends, however slow the machine


class Service:
    """A service process that a test started."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.port = 0

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def gateway(self, **options: Any) -> HttpGateway:
        """A gateway to it."""
        return HttpGateway(self.url, SECRET, **options)

    def stop(self) -> int:
        """End it as the counter does: by closing its standard input."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            return self.process.wait(WITHIN)
        finally:
            self.process.stdout.close()
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait(WITHIN)


@cache
def people() -> Mapping[str, Mapping[str, Any]]:
    """By their short name."""
    content = json.loads(resource("fictive", "people.json").read_text("utf-8"))
    return {entry["id"]: entry for entry in content["people"]}


def request_of(name: str, **changes: str) -> IdentificationRequest:
    """What identifies one of them."""
    entry = people()[name]
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    return IdentificationRequest(**({field: entry[field] for field in fields} | changes))


def operation(token: str, action: Action, **changes: Any) -> Operation:
    """An act, under a new key."""
    return Operation(
        **{
            "idempotency_key": str(uuid.uuid4()),
            "token": token,
            "action": action,
            "channel": Channel.CARD,
            "identity_document": IdentityDocument.NATIONAL_CARD,
            "organisation": "France Services des Trois-Îlets",
            "agent": "guichet 2",
            "activation": choices() if action is Action.ACTIVATE else None,
            **changes,
        }
    )


def choices(**changes: Any) -> ActivationChoices:
    """The choices of an activation that nothing is wrong with."""
    return ActivationChoices(
        **{
            "terms_version": "2022-02",
            "privacy_version": "2022-02",
            "email": ContactChange(),
            "mobile": ContactChange(keep=False, value=None),
            "login_name": "rabot.bleu",
            "password": "Violette-7-Cigale",
            **changes,
        }
    )
