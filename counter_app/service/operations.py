"""The acts: each registered exactly once under its idempotency key, in one transaction."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import person_act
from counter_app.service import wire
from counter_app.service.acts import Act, carry_out
from counter_app.service.problems import log_fault
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import CommitError, Store
from counter_app.service.tables import OPERATIONS

_SALT_BYTES = 16
# Unset, they leave the fingerprint as it was before there were any.
_LATER_FIELDS = ("situation", "mandate")


def submit(
    store: Store, settings: ServiceSettings, key: str, request: wire.OperationRequest
) -> wire.Acknowledgement:
    """Register an act, or answer again what was answered under this key.

    A refusal registers nothing: the key stays free. Raises CounterError Operation_*, Session_*,
    Code_*, Terms_*, Contact_*, Account_*.
    """
    # The password's hash is slow on purpose: made before the transaction, which holds others up.
    fingerprints = _fingerprints(store, settings, key, request)
    password_hash, fingerprint = next(fingerprints)
    act = Act(
        key=key,
        request=request,
        fingerprint=fingerprint,
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
    if row is None or not row["registered"]:
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
    if row is None or not row["registered"]:
        return wire.Settlement(registered=False, acknowledgement=None)
    return wire.Settlement(registered=True, acknowledgement=_acknowledgement(row))


def _registered_once(store: Store, settings: ServiceSettings, act: Act) -> wire.Acknowledgement:
    """One transaction, and a look at the key only where something came in its way.

    A key that was taken stops the act at the latest when it is written: it is unique. Nearly all
    keys are new; to look first would be a statement more for each of them.
    """

    def register(connection: Connection) -> wire.Acknowledgement:
        return _acknowledgement(carry_out(connection, store, settings, act))

    def look_then_register(connection: Connection) -> wire.Acknowledgement:
        known = _row(connection, act.key)
        if known is not None:
            return _answered_again(store, settings, known, act)
        return register(connection)

    try:
        return store.write(register)
    except IntegrityError:  # the key or the login name is taken
        return store.write(look_then_register)
    except CounterError:
        # The same request may have been registered before, or while ours waited for it.
        with store.reading() as connection:
            known = _row(connection, act.key)
        if known is None:
            raise
        return _answered_again(store, settings, known, act)


def _answered_again(
    store: Store, settings: ServiceSettings, known: dict[str, Any], act: Act
) -> wire.Acknowledgement:
    """What was registered under the key, for the same request. Raises Operation_KeyReused."""
    if known["registered"] and _is_same_request(store, settings, known["fingerprint"], act):
        return _acknowledgement(known)
    raise CounterError(FailureCode.OPERATION_KEY_REUSED)


def _is_same_request(store: Store, settings: ServiceSettings, fingerprint: str, act: Act) -> bool:
    """Whether it has this fingerprint, under the key in use or, after a change of keys, another."""
    if hmac.compare_digest(fingerprint, act.fingerprint):
        return True
    older = islice(_fingerprints(store, settings, act.key, act.request), 1, None)
    return any(hmac.compare_digest(fingerprint, each) for _, each in older)


_BY_KEY = sa.select(OPERATIONS).where(OPERATIONS.c.idempotency_key == sa.bindparam("key"))


def _row(connection: Connection, key: str) -> dict[str, Any] | None:
    row = connection.execute(_BY_KEY, {"key": key}).first()
    return None if row is None else row._asdict()


def _acknowledgement(operation: Mapping[str, Any]) -> wire.Acknowledgement:
    return wire.Acknowledgement(
        receipt_number=operation["receipt_number"],
        action=person_act(operation["action"]),
        status=operation["target_status"],
        registered_at=operation["registered_at"],
        email_queued=operation["email_queued"],
        deletion_due_by=operation["deletion_due_by"],
        reopened=operation["reopened"],
        seal=operation["seal"],
        data_restored=bool(operation["data_restored"]),
    )


def _fingerprints(
    store: Store, settings: ServiceSettings, key: str, request: wire.OperationRequest
) -> Iterator[tuple[str, str]]:
    """The hash of the password and that of the whole request, under each key of the service.

    The password's is argon2id, or an empty text without one. Its salt comes from the idempotency
    key, so that the same request gives the same hash: the fingerprint can then tell another
    password apart without being easier to guess from.
    """
    content = request.model_dump(mode="json")
    for field in _LATER_FIELDS:
        if not content[field]:
            del content[field]
    password = request.activation.password if request.activation else ""
    for place, salt in enumerate(store.keys.keyed_hashes("password salt", key)):
        password_hash = ""
        if password:
            octets = bytes.fromhex(salt)[:_SALT_BYTES]
            password_hash = settings.password_hasher.hash(password, salt=octets)
        if content["activation"] is not None:
            content["activation"]["password"] = password_hash
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
        yield password_hash, store.keys.keyed_hashes("operation", canonical)[place]
