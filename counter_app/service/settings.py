"""What a running service is told: its secrets, its limits, its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from counter_app.domain.seal import FICTIVE_SEED
from counter_app.service.deployment import Deployment
from counter_app.service.keys import ServiceKeys

SECRET_VARIABLE = "COUNTER_APP_SERVICE_SECRET"  # noqa: S105 - the name of a variable


def now_in_utc() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The limits are those of docs/domain.md; tests shorten none of them, they move the clock.

    `post_secrets`: bearer secrets that a post may present, besides those of `post_secrets_file`;
    `metrics_secret`: what else may read the metrics; `failures_per_hour`: identifications that may
    fail for one NIR and serial in an hour, known or not, then for one agent of a post and for one
    address; `body_limit`: bytes of one request; `body_seconds`: for them to be there;
    `password_hasher`: argon2id.
    """

    post_secrets: tuple[str, ...] = field(repr=False)
    post_secrets_file: Path | None = None
    metrics_secret: str = field(default="", repr=False)
    fictive: bool = False
    session_life: timedelta = timedelta(minutes=20)
    wrong_codes_before_block: int = 5
    failures_per_hour: int = 20
    failures_per_hour_of_agent: int = 60
    failures_per_hour_of_address: int = 200
    body_limit: int = 64 * 1024
    body_seconds: float = 15.0
    clock: Callable[[], datetime] = now_in_utc
    password_hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def seal_seed(self, keys: ServiceKeys) -> bytes:
        """What receipts are signed with: a fictive service uses the key that everyone has."""
        return FICTIVE_SEED if self.fictive else keys.seal_seed


def settings_of(deployment: Deployment, post_secrets: tuple[str, ...]) -> ServiceSettings:
    """The settings of a service that is deployed so."""
    limits = deployment.limits
    return ServiceSettings(
        post_secrets=post_secrets,
        post_secrets_file=deployment.post_secrets,
        metrics_secret=deployment.metrics_secret,
        fictive=deployment.fictive,
        failures_per_hour=limits.failures_per_hour,
        failures_per_hour_of_agent=limits.failures_per_hour_of_agent,
        failures_per_hour_of_address=limits.failures_per_hour_of_address,
        body_limit=limits.body_bytes,
        body_seconds=limits.body_seconds,
    )
