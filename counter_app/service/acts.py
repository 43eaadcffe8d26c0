"""What an act does to the space of a person: conditions, change of state, receipt, notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.capacity import situation
from counter_app.domain.contact_details import check_email, check_mobile
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.findings import Checked
from counter_app.domain.profile import (
    Action,
    ProfileStatus,
    archived_data_return,
    is_reopening,
    target_of,
)
from counter_app.domain.seal import SealedReceipt, make_seal
from counter_app.domain.situation import Decider
from counter_app.service import wire
from counter_app.service.accounts import create_account
from counter_app.service.families import allowed_to, further_requests
from counter_app.service.identification import token_hash
from counter_app.service.notices import queue_confirmation
from counter_app.service.people import (
    PERSON_COLUMNS,
    Person,
    change_status,
    deletion_day,
    with_holder,
)
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OPERATIONS, PEOPLE, SESSIONS


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
) -> Mapping[str, Any]:
    """Do the act within the open transaction; what `operations` then holds of it.

    Raises CounterError Session_*, Code_*, Operation_NotAllowed, Terms_*, Contact_*, Account_*.
    """
    person, code_id = _person_of_session(connection, store, settings, act)
    request = act.request
    target = target_of(person.status, request.action, with_deletion=request.delete_data)
    if target is None or request.action not in (*allowed_to(person), *further_requests(person)):
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    decider = _decider(request)
    email = person.email
    if request.action is Action.ACTIVATE:
        email = _activate(connection, store, act, person)
    elif request.activation is not None:
        raise CounterError(FailureCode.REQUEST_MALFORMED)
    # The person first, then her code: in this order, nobody waits for who waits for her.
    if not (
        change_status(connection, person, target, act.now)
        and _spend(connection, code_id, settings, act)
    ):
        # Another act came between: another look tells what it was.
        _person_of_session(connection, store, settings, act)
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    values = _values(store, act, person, target, email_queued=email is not None)
    values["decided_by"] = decider
    operation = _written(connection, store, settings, act, values)
    if email is not None:
        queue_confirmation(connection, store.keys, operation, email)
    return operation


def _decider(request: wire.OperationRequest) -> str | None:
    """Who decides in the situation told; None where none was. Raises Operation_NotAllowed where
    nobody may, whatever the counter let through."""
    if request.situation is None:
        return None
    decider = situation(request.situation).decider(request.action)
    if decider is Decider.NOBODY:
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    return decider.value


# Not locked: what is read here is written only under the condition that it still holds.
_SESSION: sa.Select[Any] = (
    sa.select(
        *PERSON_COLUMNS,
        SESSIONS.c.representative_id,
        SESSIONS.c.code_id,
        CODES.c.used_at,
        CODES.c.superseded_at,
        CODES.c.wrong_attempts,
    )
    .select_from(
        with_holder(
            SESSIONS.join(PEOPLE, PEOPLE.c.id == SESSIONS.c.person_id).join(
                CODES, CODES.c.id == SESSIONS.c.code_id
            )
        )
    )
    .where(
        SESSIONS.c.token_hash == sa.bindparam("token"),
        SESSIONS.c.expires_at > sa.bindparam("now"),
    )
)


def _person_of_session(
    connection: Connection, store: Store, settings: ServiceSettings, act: Act
) -> tuple[Person, int]:
    """The person whom the session is for, with her code. Raises CounterError Session_*, Code_*."""
    row = connection.execute(
        _SESSION, {"token": token_hash(act.request.token), "now": act.now}
    ).first()
    if row is None:
        raise CounterError(FailureCode.SESSION_EXPIRED)
    if row.used_at is not None:
        raise CounterError(FailureCode.CODE_ALREADY_USED)
    if row.superseded_at is not None:
        raise CounterError(FailureCode.CODE_EXPIRED)
    if row.wrong_attempts >= settings.wrong_codes_before_block:
        raise CounterError(FailureCode.CODE_BLOCKED)
    return Person(store.keys, row, row.representative_id, act.now), row.code_id


_SPEND_CODE = (
    sa.update(CODES)
    .where(
        CODES.c.id == sa.bindparam("which"),
        CODES.c.used_at.is_(None),
        CODES.c.superseded_at.is_(None),
        CODES.c.wrong_attempts < sa.bindparam("most"),
    )
    .values(used_at=sa.bindparam("now"))
)


def _spend(connection: Connection, code_id: int, settings: ServiceSettings, act: Act) -> bool:
    """Whether the code served, for this once."""
    values = {"which": code_id, "now": act.now, "most": settings.wrong_codes_before_block}
    return connection.execute(_SPEND_CODE, values).rowcount == 1


_KEEP_CONTACTS = (
    sa.update(PEOPLE)
    .where(PEOPLE.c.id == sa.bindparam("whose"))
    .values(email_sealed=sa.bindparam("email"), mobile_sealed=sa.bindparam("mobile"))
)


def _activate(connection: Connection, store: Store, act: Act, person: Person) -> str | None:
    """The account and the contacts of an activation; the e-mail address that results."""
    choices = act.request.activation
    if choices is None or not choices.terms_version or not choices.privacy_version:
        raise CounterError(FailureCode.TERMS_NOT_ACCEPTED)
    if person.has_account and (choices.login_name or choices.password):
        # Made since the identification: saying nothing would let believe in the new password.
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    kept = choices.email.keep and choices.mobile.keep
    if not kept and person.keeper_is_away:
        raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
    email = _contact(choices.email, person.email, check_email)
    mobile = _contact(
        choices.mobile, person.mobile, lambda text: check_mobile(text, person.territory)
    )
    if not kept:
        sealed = {
            "email": store.keys.encrypt("people.email", email),
            "mobile": store.keys.encrypt("people.mobile", mobile),
        }
        connection.execute(_KEEP_CONTACTS, {"whose": person.keeper_id, **sealed})
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


def _values(
    store: Store, act: Act, person: Person, target: ProfileStatus, *, email_queued: bool
) -> dict[str, Any]:
    """The row of the operation, without what its own number makes."""
    request, choices = act.request, act.request.activation
    activation = request.action is Action.ACTIVATE
    return {
        "idempotency_key": act.key,
        "registered": True,
        "registered_at": act.now,
        "registered_on": person.today,
        "fingerprint": act.fingerprint,
        "person_id": person.id,
        "representative_id": person.representative_id,
        "territory": person.territory,
        "action": request.action.value,
        "delete_data": request.delete_data,
        "channel": request.channel.value,
        "identity_document": request.identity_document.value,
        "situation": None if request.situation is None else request.situation.value,
        "mandate": request.mandate or None,
        "organisation": request.organisation,
        "agent_sealed": store.keys.encrypt("operations.agent", request.agent),
        "terms_version": choices.terms_version if choices else None,
        "privacy_version": choices.privacy_version if choices else None,
        "source_status": person.status.value,
        "target_status": target.value,
        "email_queued": email_queued,
        "deletion_due_by": deletion_day(person, target),
        "reopened": activation and is_reopening(person.status),
        "data_restored": activation and archived_data_return(person.status),
    }


_ADD_OPERATION = sa.insert(OPERATIONS).returning(OPERATIONS.c.id)
_ADD_RECEIPT = (
    sa.update(OPERATIONS)
    .where(OPERATIONS.c.id == sa.bindparam("which"))
    .values(receipt_number=sa.bindparam("number"), seal=sa.bindparam("signed"))
)


def _written(
    connection: Connection,
    store: Store,
    settings: ServiceSettings,
    act: Act,
    values: dict[str, Any],
) -> Mapping[str, Any]:
    """Write the operation, then what its own number makes: the receipt and the seal."""
    number: int = connection.execute(_ADD_OPERATION, values).scalar_one()
    request = act.request
    receipt = SealedReceipt(
        receipt_number=f"CF-{values['registered_on'].year}-{number:06d}",
        action=request.action,
        delete_data=request.delete_data,
        registered_at=act.now,
        organisation=request.organisation,
        fictive=settings.fictive,
    )
    seal = make_seal(receipt, settings.seal_seed(store.keys))
    connection.execute(
        _ADD_RECEIPT, {"which": number, "number": receipt.receipt_number, "signed": seal}
    )
    return {**values, "id": number, "receipt_number": receipt.receipt_number, "seal": seal}
