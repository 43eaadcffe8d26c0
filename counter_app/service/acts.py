"""What an act does to the space of a person: conditions, change of state, receipt, notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.contact_details import check_email, check_mobile
from counter_app.domain.deadlines import deletion_due_by, local_day
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.findings import Checked
from counter_app.domain.profile import Action, ProfileStatus, target_of
from counter_app.domain.seal import SealedReceipt, make_seal
from counter_app.service import wire
from counter_app.service.accounts import create_account
from counter_app.service.identification import token_hash
from counter_app.service.notices import queue_confirmation
from counter_app.service.people import Person, change_status, code_by_id, load_person
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OPERATIONS, PEOPLE, SESSIONS

_REOPENED_FROM = {
    ProfileStatus.OPPOSED,
    ProfileStatus.CLOSED,
    ProfileStatus.CLOSED_DELETION_PENDING,
    ProfileStatus.DELETED,
}


@dataclass(frozen=True, slots=True)
class Act:
    """One request being treated: what was asked, under which key, and its fingerprint."""

    key: str
    request: wire.OperationRequest = field(repr=False)
    fingerprint: str = field(repr=False)
    password_hash: str = field(repr=False)
    now: datetime  # to the second, so that paper, seal and answer say the same


def carry_out(
    connection: Connection, store: Store, settings: ServiceSettings, act: Act
) -> Row[tuple[object, ...]]:
    """Do the act within the open transaction; the row of `operations` that says so.

    Raises CounterError Session_*, Code_*, Operation_NotAllowed, Terms_*, Contact_*, Account_*.
    """
    person = _person_of_session(connection, store, settings, act)
    request = act.request
    target = target_of(person.status, request.action, with_deletion=request.delete_data)
    if target is None:
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    email = person.email
    if request.action is Action.ACTIVATE:
        email = _activate(connection, store, act, person)
    elif request.activation is not None:
        raise CounterError(FailureCode.REQUEST_MALFORMED)

    due_by = None
    if target is ProfileStatus.CLOSED_DELETION_PENDING:
        due_by = deletion_due_by(local_day(act.now, person.territory))
    if not change_status(connection, person, target, act.now, due_by):
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    row = _write(connection, store, settings, act, _Change(person, target, due_by, email))
    if email is not None:
        queue_confirmation(connection, store.keys, row, email)
    return row


@dataclass(frozen=True, slots=True)
class _Change:
    person: Person
    target: ProfileStatus
    deletion_due_by: date | None
    email: str | None = field(repr=False)


def _person_of_session(
    connection: Connection, store: Store, settings: ServiceSettings, act: Act
) -> Person:
    """The person whom the session is for, once the code of that session is spent."""
    session = connection.execute(
        sa.select(SESSIONS.c.person_id, SESSIONS.c.code_id).where(
            SESSIONS.c.token_hash == token_hash(act.request.token),
            SESSIONS.c.expires_at > act.now,
        )
    ).first()
    if session is None:
        raise CounterError(FailureCode.SESSION_EXPIRED)
    person = load_person(connection, store.keys, session.person_id, for_update=True)
    code = code_by_id(connection, session.code_id)
    if code.superseded:
        raise CounterError(FailureCode.CODE_EXPIRED)
    if code.wrong_attempts >= settings.wrong_codes_before_block and not code.used:
        raise CounterError(FailureCode.CODE_BLOCKED)
    spent = connection.execute(
        sa.update(CODES)
        .where(CODES.c.id == code.id, CODES.c.used_at.is_(None))
        .values(used_at=act.now)
    )
    if spent.rowcount != 1:
        raise CounterError(FailureCode.CODE_ALREADY_USED)
    return person


def _activate(connection: Connection, store: Store, act: Act, person: Person) -> str | None:
    """The account and the contacts of an activation; the e-mail address that results."""
    choices = act.request.activation
    if choices is None or not choices.terms_version or not choices.privacy_version:
        raise CounterError(FailureCode.TERMS_NOT_ACCEPTED)
    if person.has_account and (choices.login_name or choices.password):
        # Made since the identification: saying nothing would let believe in the new password.
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    email = _contact(choices.email, person.email, check_email)
    mobile = _contact(
        choices.mobile, person.mobile, lambda text: check_mobile(text, person.territory)
    )
    connection.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == person.holder_id)
        .values(
            email_sealed=store.keys.encrypt("people.email", email),
            mobile_sealed=store.keys.encrypt("people.mobile", mobile),
        )
    )
    if not person.has_account:
        create_account(connection, store.keys, person, choices, act.password_hash, act.now)
    return email


def _contact(
    change: wire.ContactChange, known: str | None, check: Callable[[str], Checked[str]]
) -> str | None:
    """The contact as the person leaves it. Raises CounterError Contact_Refused."""
    if change.keep:
        return known
    if not change.value:
        return None
    checked = check(change.value)
    if checked.value is None:
        raise CounterError(FailureCode.CONTACT_REFUSED)
    return checked.value


def _write(
    connection: Connection, store: Store, settings: ServiceSettings, act: Act, change: _Change
) -> Row[tuple[object, ...]]:
    """Write the operation, then what its own number makes: the receipt and the seal."""
    request, choices = act.request, act.request.activation
    inserted = connection.execute(
        sa.insert(OPERATIONS)
        .values(
            idempotency_key=act.key,
            registered=True,
            registered_at=act.now,
            fingerprint=act.fingerprint,
            person_id=change.person.id,
            action=request.action.value,
            delete_data=request.delete_data,
            channel=request.channel.value,
            identity_document=request.identity_document.value,
            organisation=request.organisation,
            agent_sealed=store.keys.encrypt("operations.agent", request.agent),
            terms_version=choices.terms_version if choices else None,
            privacy_version=choices.privacy_version if choices else None,
            source_status=change.person.status.value,
            target_status=change.target.value,
            email_queued=change.email is not None,
            deletion_due_by=change.deletion_due_by,
            reopened=request.action is Action.ACTIVATE and change.person.status in _REOPENED_FROM,
        )
        .returning(OPERATIONS.c.id)
    )
    number: int = inserted.scalar_one()
    year = local_day(act.now, change.person.territory).year
    receipt = SealedReceipt(
        receipt_number=f"CF-{year}-{number:06d}",
        action=request.action,
        delete_data=request.delete_data,
        registered_at=act.now,
        organisation=request.organisation,
        fictive=settings.fictive,
    )
    seal = make_seal(receipt, settings.seal_seed(store.keys))
    connection.execute(
        sa.update(OPERATIONS)
        .where(OPERATIONS.c.id == number)
        .values(receipt_number=receipt.receipt_number, seal=seal)
    )
    return connection.execute(sa.select(OPERATIONS).where(OPERATIONS.c.id == number)).one()
