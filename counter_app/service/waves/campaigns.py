"""Campaigns and their sendings: who is written to on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.domain.deadlines import local_day
from counter_app.domain.profile import ProfileStatus
from counter_app.service.scheduled.sweeps import in_state
from counter_app.service.store import Store
from counter_app.service.tables import CAMPAIGN_SENDINGS, CAMPAIGNS, OUTBOX, PEOPLE

NOTICE = "notice"  # the template of the messages of a wave


class CampaignError(Exception):
    """A campaign cannot be made, found or sent; the text, in French, says why."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One day's notices. `department`, `health_fund`: None for all of the territory; a fund's code
    may be only the beginning of that of a centre."""

    territory: str
    department: str | None
    health_fund: str | None
    send_on: date


@dataclass(frozen=True, slots=True)
class StoredSending:
    """A sending with its place in the store."""

    id: int
    campaign: str
    sending: Sending
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sending is, in people or messages.

    `people`: concerned, those not written to yet included; `codes`: made; `unreachable`: due, and
    neither e-mail nor address is known.
    """

    people: int
    codes: int
    unreachable: int
    queued: int
    sent: int
    stuck: int


def create_campaign(store: Store, name: str, sendings: list[Sending], now: datetime) -> None:
    """Write a campaign down. Raises `CampaignError` when there is one of this name."""
    try:
        with store.writing() as connection:
            campaign_id = connection.execute(
                sa.insert(CAMPAIGNS).values(name=name, created_at=now).returning(CAMPAIGNS.c.id)
            ).scalar_one()
            connection.execute(
                sa.insert(CAMPAIGN_SENDINGS),
                [{"campaign_id": campaign_id, **asdict(sending)} for sending in sendings],
            )
    except IntegrityError:
        raise CampaignError(f"Il y a déjà une campagne « {name} ».") from None


def sendings_of(connection: Connection, name: str | None = None) -> list[StoredSending]:
    """The sendings of one campaign, or all, by day. Raises `CampaignError` for an unknown name."""
    statement = (
        sa.select(CAMPAIGN_SENDINGS, CAMPAIGNS.c.name)
        .join(CAMPAIGNS, CAMPAIGNS.c.id == CAMPAIGN_SENDINGS.c.campaign_id)
        .order_by(CAMPAIGN_SENDINGS.c.send_on, CAMPAIGN_SENDINGS.c.id)
    )
    if name is not None:
        statement = statement.where(CAMPAIGNS.c.name == name)
    found = [
        StoredSending(
            row.id,
            row.name,
            Sending(row.territory, row.department, row.health_fund, row.send_on),
            row.issued_at,
        )
        for row in connection.execute(statement)
    ]
    if name is not None and not found:
        raise CampaignError(f"Il n’y a pas de campagne « {name} ».")
    return found


def is_due(sending: Sending, now: datetime) -> bool:
    """From the first moment of its day, in its territory."""
    return sending.send_on <= local_day(now, sending.territory)


def waits_for_notice(sending: Sending) -> sa.ColumnElement[bool]:
    """The people whom a sending concerns and no notice was made for yet."""
    concerned = (
        in_state(ProfileStatus.PENDING)
        & PEOPLE.c.sending_id.is_(None)
        & PEOPLE.c.notice_sent_on.is_(None)  # it may have come with a code asked for at a counter
        & (PEOPLE.c.territory == sending.territory)
    )
    if sending.department is not None:
        concerned &= PEOPLE.c.department == sending.department
    if sending.health_fund is not None:
        concerned &= PEOPLE.c.health_fund.startswith(sending.health_fund)
    return concerned


def progress_of(connection: Connection, stored: StoredSending) -> Progress:
    """Count, in the database."""
    waiting = sa.select(sa.func.count()).where(waits_for_notice(stored.sending))
    issued = sa.select(sa.func.count()).where(PEOPLE.c.sending_id == stored.id)
    remaining = connection.scalar(waiting) or 0
    codes = connection.scalar(issued) or 0
    messages = connection.execute(
        sa.select(OUTBOX.c.state, sa.func.count())
        .join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person_id)
        .where(PEOPLE.c.sending_id == stored.id, OUTBOX.c.template == NOTICE)
        .group_by(OUTBOX.c.state)
    )
    states: dict[str, int] = dict(messages.all())
    return Progress(
        people=codes + remaining,
        codes=codes,
        unreachable=remaining if stored.issued_at is not None else 0,
        queued=states.get("queued", 0) + states.get("sending", 0),
        sent=states.get("sent", 0),
        stuck=states.get("stuck", 0),
    )


def progress_of_all(store: Store) -> Iterator[tuple[StoredSending, Progress]]:
    """Each sending with how far it is."""
    with store.reading() as connection:
        for stored in sendings_of(connection):
            yield stored, progress_of(connection, stored)


def facts_of(stored: StoredSending, progress: Progress) -> dict[str, Any]:
    """For a machine."""
    return {
        "campaign": stored.campaign,
        **asdict(stored.sending),
        "send_on": stored.sending.send_on.isoformat(),
        "issued_at": stored.issued_at.isoformat() if stored.issued_at else None,
        **asdict(progress),
    }
