"""How often an identification may fail in an hour: for one person, one agent, one address.

A person is a NIR with a card's serial, known or not; an agent, a post's secret with the label that
the agent gave; an address, what the request came from. All are kept as keyed hashes only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.failure_codes import FailureCode
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import lookup_hashes
from counter_app.service.settings import ServiceSettings
from counter_app.service.tables import FAILED_IDENTIFICATIONS
from counter_app.service.wire import Numbers

HOUR = timedelta(hours=1)

# Failures dated further ahead were written under a wrong clock: they hold nobody up for ever.
_COUNT = (
    sa.select(FAILED_IDENTIFICATIONS.c.subject_hash, sa.func.count().label("failures"))
    .where(
        FAILED_IDENTIFICATIONS.c.subject_hash.in_(sa.bindparam("subjects", expanding=True)),
        FAILED_IDENTIFICATIONS.c.failed_at > sa.bindparam("since"),
        FAILED_IDENTIFICATIONS.c.failed_at < sa.bindparam("until"),
    )
    .group_by(FAILED_IDENTIFICATIONS.c.subject_hash)
)
_WRITE = sa.insert(FAILED_IDENTIFICATIONS)


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from: the secret of the post, the client's address if it has one."""

    post_secret: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is limited: its hash under each key, and what is answered at its limit."""

    hashes: tuple[str, ...] = field(repr=False)
    limit: int
    failure: FailureCode


class Attempt:
    """One attempt to identify somebody, and what it counts against if it fails."""

    def __init__(
        self, keys: ServiceKeys, settings: ServiceSettings, numbers: Numbers, caller: Caller
    ) -> None:
        self._subjects = (
            _Subject(
                lookup_hashes(keys, numbers.nir, numbers.card_serial),
                settings.failures_per_hour,
                FailureCode.IDENTITY_TOO_MANY_ATTEMPTS,
            ),
            _Subject(
                keys.keyed_hashes("agent", caller.post_secret, numbers.agent),
                settings.failures_per_hour_of_agent,
                FailureCode.IDENTITY_TOO_MANY_FROM_HERE,
            ),
            _Subject(
                keys.keyed_hashes("address", caller.address),
                settings.failures_per_hour_of_address,
                FailureCode.IDENTITY_TOO_MANY_FROM_HERE,
            ),
        )

    def refusal(self, connection: Connection, now: datetime) -> FailureCode | None:
        """The limit that is reached, if one is; one statement."""
        hashes = [each for subject in self._subjects for each in subject.hashes]
        rows = connection.execute(
            _COUNT, {"subjects": hashes, "since": now - HOUR, "until": now + HOUR}
        )
        failures: dict[str, int] = {row.subject_hash: row.failures for row in rows}
        for subject in self._subjects:
            if sum(failures.get(each, 0) for each in subject.hashes) >= subject.limit:
                return subject.failure
        return None

    def write_failure(self, connection: Connection, now: datetime) -> None:
        """Count a failure against all of them; one statement."""
        rows = [{"subject_hash": each.hashes[0], "failed_at": now} for each in self._subjects]
        connection.execute(_WRITE, rows)
