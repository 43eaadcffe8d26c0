"""The acts: each registered exactly once under its idempotency key, in one transaction."""

from __future__ import annotations

import hmac
import json

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.service import wire
from counter_app.service.acts import Act, carry_out
from counter_app.service.problems import log_fault
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import CommitError, Store
from counter_app.service.tables import OPERATIONS

_SALT_BYTES = 16


def submit(
    store: Store, settings: ServiceSettings, key: str, request: wire.OperationRequest
) -> wire.Acknowledgement:
    """Register an act, or answer again what was answered under this key.

    A refusal registers nothing: the key stays free. Raises CounterError Operation_*, Session_*,
    Code_*, Terms_*, Contact_*, Account_*.
    """
    # The password's hash is slow on purpose: made before the transaction, which holds others up.
    password_hash = _password_hash(store, settings, key, request)
    act = Act(
        key=key,
        request=request,
        fingerprint=_fingerprint(store, request, password_hash),
        password_hash=password_hash,
        now=settings.clock().replace(microsecond=0),
    )
    try:
        return _registered_once(store, settings, act)
    except CommitError as error:
        log_fault(error)
        raise CounterError(FailureCode.OPERATION_OUTCOME_UNKNOWN) from error


def find(store: Store, key: str) -> wire.Acknowledgement:
    """What was registered under this key. Raises Request_NotFound."""
    with store.reading() as connection:
        row = _row(connection, key)
    if row is None or not row.registered:
        raise CounterError(FailureCode.REQUEST_NOT_FOUND)
    return _acknowledgement(row)


def settle(store: Store, settings: ServiceSettings, key: str) -> wire.Settlement:
    """End the doubt about a key: what was registered under it, or that nothing ever will be."""
    try:
        return store.write(lambda connection: _settled(connection, settings, key))
    except IntegrityError:  # the act arrived between our look and our write
        return store.write(lambda connection: _settled(connection, settings, key))


def _settled(connection: Connection, settings: ServiceSettings, key: str) -> wire.Settlement:
    row = _row(connection, key)
    if row is None:
        connection.execute(
            sa.insert(OPERATIONS).values(
                idempotency_key=key, registered=False, registered_at=settings.clock()
            )
        )
    if row is None or not row.registered:
        return wire.Settlement(registered=False, acknowledgement=None)
    return wire.Settlement(registered=True, acknowledgement=_acknowledgement(row))


def _registered_once(store: Store, settings: ServiceSettings, act: Act) -> wire.Acknowledgement:
    """One transaction, and a second look where PostgreSQL let another one go before."""

    def register(connection: Connection) -> wire.Acknowledgement:
        known = _row(connection, act.key)
        if known is not None:
            return _answered_again(known, act)
        return _acknowledgement(carry_out(connection, store, settings, act))

    try:
        return store.write(register)
    except IntegrityError:  # the key or the login name was taken between our look and our write
        return store.write(register)
    except CounterError:
        # The same request, arrived twice, may have been registered while ours waited for it.
        with store.reading() as connection:
            known = _row(connection, act.key)
        if known is None:
            raise
        return _answered_again(known, act)


def _answered_again(known: Row[tuple[object, ...]], act: Act) -> wire.Acknowledgement:
    """What was registered under the key, for the same request. Raises Operation_KeyReused."""
    if known.registered and hmac.compare_digest(known.fingerprint, act.fingerprint):
        return _acknowledgement(known)
    raise CounterError(FailureCode.OPERATION_KEY_REUSED)


def _row(connection: Connection, key: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        sa.select(OPERATIONS).where(OPERATIONS.c.idempotency_key == key)
    ).first()


def _acknowledgement(row: Row[tuple[object, ...]]) -> wire.Acknowledgement:
    return wire.Acknowledgement(
        receipt_number=row.receipt_number,
        action=row.action,
        status=row.target_status,
        registered_at=row.registered_at,
        email_queued=row.email_queued,
        deletion_due_by=row.deletion_due_by,
        reopened=row.reopened,
        seal=row.seal,
    )


def _password_hash(
    store: Store, settings: ServiceSettings, key: str, request: wire.OperationRequest
) -> str:
    """The argon2id hash of the password in the request, or an empty text.

    Its salt comes from the idempotency key, so that the same request gives the same hash: the
    fingerprint can then tell another password apart without being easier to guess from.
    """
    if request.activation is None or not request.activation.password:
        return ""
    salt = bytes.fromhex(store.keys.keyed_hash("password salt", key))[:_SALT_BYTES]
    return settings.password_hasher.hash(request.activation.password, salt=salt)


def _fingerprint(store: Store, request: wire.OperationRequest, password_hash: str) -> str:
    """A keyed hash of the whole request; the password counts by its slow hash."""
    content = request.model_dump(mode="json")
    if content["activation"] is not None:
        content["activation"]["password"] = password_hash
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return store.keys.keyed_hash("operation", canonical)
