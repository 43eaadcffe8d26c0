"""People and messages of a test: who is written to, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.codes import MessageChannel, Recipient, issue_code
from counter_app.service.messages.channels import Channel, Message
from counter_app.service.messages.sending import Sender
from counter_app.service.messages.texts import Texts
from counter_app.service.store import Store
from counter_app.service.tables import CAMPAIGN_SENDINGS, CAMPAIGNS, CODES, OUTBOX, PEOPLE
from tests.service.crowd import add, add_many, person, rows

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
ADDRESS = "Odette MARCHANDEAU\n12 RUE DES FLAMBOYANTS\n97160 LE MOULE"
EMAIL = MessageChannel.EMAIL
TEXTS = Texts()


_waves = count()


class Clock:
    """The service's time, which the test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **elapsed: float) -> None:
        """`forward(minutes=20)`."""
        self.now += timedelta(**elapsed)


class Recorder:
    """A channel that does what the test says, in place of a server's: these errors, then takes."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried: list[Message] = []
        self.taken: list[Message] = []

    def send(self, message: Message) -> None:
        self.tried.append(message)
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(message)

    def close(self) -> None:
        pass


def add_sending(store: Store) -> int:
    """A wave's sending, for people whose notice is on its way."""
    with store.writing() as connection:
        campaign = connection.execute(
            sa.insert(CAMPAIGNS)
            .values(name=f"vague {next(_waves)}", created_at=NOON)
            .returning(CAMPAIGNS.c.id)
        ).scalar_one()
        return int(
            connection.execute(
                sa.insert(CAMPAIGN_SENDINGS)
                .values(campaign_id=campaign, territory="GP", send_on=NOON.date())
                .returning(CAMPAIGN_SENDINGS.c.id)
            ).scalar_one()
        )


def add_person(store: Store, **changes: Any) -> int:
    """One person of Guadeloupe, whose address is known."""
    [found] = add(store, person(store, **{"territory": "GP", "address": ADDRESS} | changes))
    return found


def queue_code(
    store: Store,
    person_id: int,
    to: str = "odette@exemple.example",
    channel: MessageChannel = EMAIL,
    now: datetime = NOON,
) -> int:
    """A new code for a person, with its message in the outbox; the message's id."""
    with store.writing() as connection:
        return _queue(connection, store, person_id, Recipient(channel, to), now)


def queue_many(
    store: Store,
    count: int,
    channel: MessageChannel = EMAIL,
    address: Callable[[int], str] = lambda _: ADDRESS,
) -> list[int]:
    """So many people, each with a code on its way; their messages."""
    people = add_many(store, count, territory="GP", sending_id=add_sending(store))
    with store.writing() as connection:
        return [
            _queue(
                connection,
                store,
                person_id,
                Recipient(
                    channel, f"p{rank}@exemple.example" if channel is EMAIL else address(rank)
                ),
                NOON,
            )
            for rank, person_id in enumerate(people)
        ]


def _queue(
    connection: Connection, store: Store, person_id: int, to: Recipient, now: datetime
) -> int:
    code_id = issue_code(connection, store.keys, person_id, to, now)
    found = sa.select(OUTBOX.c.id).where(
        OUTBOX.c.person_id == person_id, OUTBOX.c.code_id == code_id
    )
    return int(connection.execute(found).scalar_one())


def message(store: Store, message_id: int) -> Any:
    """One row of the outbox."""
    [row] = rows(store, OUTBOX, OUTBOX.c.id == message_id)
    return row


def code_of(store: Store, message_id: int) -> Any:
    """The row of the code that a message carries."""
    [row] = rows(store, CODES, CODES.c.id == message(store, message_id).code_id)
    return row


def person_of(store: Store, message_id: int) -> Any:
    """The row of the person whom a message is for."""
    [row] = rows(store, PEOPLE, PEOPLE.c.id == message(store, message_id).person_id)
    return row


def change(store: Store, table: sa.Table, row_id: int, **values: Any) -> None:
    """What happens elsewhere meanwhile."""
    with store.writing() as connection:
        connection.execute(sa.update(table).where(table.c.id == row_id).values(**values))


def states(store: Store) -> list[str]:
    """Of all messages, in their order."""
    return [row.state for row in rows(store, OUTBOX)]


def is_emptied(store: Store, row: Any) -> bool:
    """Neither its recipient nor its code is kept."""
    recipient = store.keys.decrypt("outbox.recipient", row.recipient_sealed)
    return recipient == "" and row.secret_sealed is None


def sender(store: Store, email: Channel | None, clock: Clock, **others: Channel | None) -> Sender:
    """A sender of e-mails; `sms`: another channel."""
    channels: Mapping[MessageChannel, Channel | None] = {
        EMAIL: email,
        **{MessageChannel(name): channel for name, channel in others.items()},
    }
    return Sender(store, TEXTS, channels, clock)
