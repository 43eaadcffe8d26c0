"""What a running service is told: its secrets, its limits, its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher

from counter_app.domain.seal import FICTIVE_SEED
from counter_app.service.keys import ServiceKeys

SECRET_VARIABLE = "COUNTER_APP_SERVICE_SECRET"  # noqa: S105 - the name of a variable


def now_in_utc() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The limits are those of docs/domain.md; tests shorten none of them, they move the clock.

    `post_secrets`: bearer secrets that a post may present; `failures_per_hour`: identifications
    that may fail for one NIR and serial in an hour, known or not; `password_hasher`: argon2id.
    """

    post_secrets: tuple[str, ...] = field(repr=False)
    fictive: bool = False
    session_life: timedelta = timedelta(minutes=20)
    wrong_codes_before_block: int = 5
    failures_per_hour: int = 20
    body_limit: int = 64 * 1024
    clock: Callable[[], datetime] = now_in_utc
    password_hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def seal_seed(self, keys: ServiceKeys) -> bytes:
        """What receipts are signed with: a fictive service uses the key that everyone has."""
        return FICTIVE_SEED if self.fictive else keys.seal_seed
