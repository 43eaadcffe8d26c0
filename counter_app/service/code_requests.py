"""A new enrolment code at the counter: whom it would be for, then its making.

Who asks gives the same numbers as for an identification, without a code, under the same limits.
The code goes only to a contact that the fund knows, and shows nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.contact_details import mask_email, mask_mobile
from counter_app.domain.deadlines import opposition_period
from counter_app.domain.enrolment_code import SECONDS_BETWEEN_REQUESTS
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import ProfileStatus
from counter_app.service import wire
from counter_app.service.codes import MessageChannel, Recipient, issue_code
from counter_app.service.families import find
from counter_app.service.limits import Attempt, Caller
from counter_app.service.people import Person
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, PEOPLE

BETWEEN_TWO = timedelta(seconds=SECONDS_BETWEEN_REQUESTS)

T = TypeVar("T")


def offer(
    store: Store, settings: ServiceSettings, enquiry: wire.CodeEnquiry, caller: Caller
) -> wire.CodeOffer:
    """Who may have a new code, and where it can go. Makes none.

    Raises CounterError Identity_*, Contact_Unknown.
    """

    def offered(_connection: Connection, people: list[Person], _now: datetime) -> wire.CodeOffer:
        email, mobile, address = _contacts(people[0])
        return wire.CodeOffer(
            people=[
                wire.CodeHolder(rank=rank, given_name=person.given_name)
                for rank, person in enumerate(people)
            ],
            email=mask_email(email) if email else None,
            mobile=mask_mobile(mobile) if mobile else None,
            letter=address is not None,
        )

    return _for_people(store, settings, enquiry, caller, offered)


def order(
    store: Store, settings: ServiceSettings, ordered: wire.CodeOrder, caller: Caller
) -> wire.OrderedCode:
    """Make a new code and queue its message; the older ones serve no more.

    Raises CounterError Identity_*, Contact_Unknown, Code_TooSoon, Request_Malformed for a rank
    that was not offered.
    """

    def made(connection: Connection, people: list[Person], now: datetime) -> wire.OrderedCode:
        if ordered.rank >= len(people):
            raise CounterError(FailureCode.REQUEST_MALFORMED)
        person = people[ordered.rank]
        recipient = _recipient(person, ordered.channel)
        _wait_between_two(connection, person, now)
        issue_code(connection, store.keys, person.id, recipient, now)
        return _answer(person, recipient, now)

    return _for_people(store, settings, ordered, caller, made)


def _for_people(
    store: Store,
    settings: ServiceSettings,
    numbers: wire.Numbers,
    caller: Caller,
    then: Callable[[Connection, list[Person], datetime], T],
) -> T:
    """Do something for those whom the numbers mean, in one transaction. Raises Identity_*."""
    now = settings.clock()

    def work(connection: Connection) -> T | FailureCode:
        attempt = Attempt(store.keys, settings, numbers, caller)
        if (limit := attempt.refusal(connection, now)) is not None:
            return limit
        meant = find(connection, store.keys, numbers, now)
        if not meant:
            attempt.write_failure(connection, now)
            return FailureCode.IDENTITY_NOT_RECOGNISED
        people = [each for each in meant if each.person.status is not ProfileStatus.NOT_ACTIVABLE]
        if not people:
            return FailureCode.IDENTITY_DECEASED
        represented = [each.person for each in people if each.may_act]
        if not represented:
            return FailureCode.IDENTITY_NOT_REPRESENTATIVE
        return then(connection, represented, now)

    outcome = store.write(work)
    # Raised only now: the attempt that was counted must stay written.
    if isinstance(outcome, FailureCode):
        raise CounterError(outcome)
    return outcome


def _contacts(person: Person) -> tuple[str | None, str | None, str | None]:
    """E-mail, mobile, address. Raises Contact_Unknown when the fund knows none."""
    contacts = (person.email, person.mobile, person.address)
    if not any(contacts):
        raise CounterError(FailureCode.CONTACT_UNKNOWN)
    return contacts


def _recipient(person: Person, channel: MessageChannel) -> Recipient:
    """Where the code goes. Raises Contact_Unknown for a channel that reaches nobody."""
    email, mobile, address = _contacts(person)
    by_channel = {
        MessageChannel.EMAIL: email,
        MessageChannel.SMS: mobile,
        MessageChannel.LETTER: address,
    }
    found = by_channel[channel]
    if found is None:
        raise CounterError(FailureCode.CONTACT_UNKNOWN)
    return Recipient(channel, found)


_HOLD = (
    sa.select(PEOPLE.c.id)
    .where(PEOPLE.c.id == sa.bindparam("whose"))
    .with_for_update(key_share=True)  # rows that refer to her may be written all the same
)
# A code dated further ahead was made under a wrong clock: it holds nobody up for ever.
_LAST_MADE = sa.select(sa.func.max(CODES.c.issued_at, type_=CODES.c.issued_at.type)).where(
    CODES.c.person_id == sa.bindparam("whose"),
    CODES.c.issued_at > sa.bindparam("since"),
    CODES.c.issued_at < sa.bindparam("until"),
)


def _wait_between_two(connection: Connection, person: Person, now: datetime) -> None:
    """Raises Code_TooSoon. Two requests at once: the second one waits, then sees the first."""
    connection.execute(_HOLD, {"whose": person.id})
    last: datetime | None = connection.scalar(
        _LAST_MADE,
        {"whose": person.id, "since": now - BETWEEN_TWO, "until": now + BETWEEN_TWO},
    )
    if last is not None:
        seconds = math.ceil((last + BETWEEN_TWO - now).total_seconds())
        raise CounterError(FailureCode.CODE_TOO_SOON, retry_after=seconds)


def _answer(person: Person, recipient: Recipient, now: datetime) -> wire.OrderedCode:
    masked, valid_until = None, None
    match recipient.channel:
        case MessageChannel.EMAIL:
            masked = mask_email(recipient.address)
        case MessageChannel.SMS:
            masked = mask_mobile(recipient.address)
    if recipient.channel is not MessageChannel.LETTER:  # nobody knows yet when that one leaves
        valid_until = opposition_period(person.today).until
    return wire.OrderedCode(
        channel=recipient.channel,
        recipient=masked,
        valid_until=valid_until,
        next_request_at=now + BETWEEN_TWO,
    )
