"""Who is it: NIR, card serial, birth date and enrolment code, taken together.

The answer never tells which of the four was wrong, and neither does the time it takes: every
failure runs the same statements, down to the writing of the attempt.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.contact_details import mask_email, mask_mobile
from counter_app.domain.deadlines import code_expired, local_day, opposition_period
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import ProfileStatus, allowed_actions
from counter_app.service import wire
from counter_app.service.people import (
    Code,
    Person,
    birth_date_hash,
    code_hash,
    codes_of,
    find_by_lookup,
    load_person,
    lookup_hash,
)
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, FAILED_IDENTIFICATIONS, SESSIONS

_NOBODY = 0  # an identifier that no row has
_NO_HASH = "0" * 64
_TOKEN_BYTES = 32


def identify(
    store: Store, settings: ServiceSettings, request: wire.IdentificationRequest
) -> wire.Identification:
    """Open a session. Raises CounterError Identity_* or Code_*."""
    now = settings.clock()
    outcome = store.write(lambda connection: _identify(connection, store, settings, request, now))
    # Raised only now: the attempt that was counted must stay written.
    if isinstance(outcome, FailureCode):
        raise CounterError(outcome)
    return outcome


def token_hash(token: str) -> str:
    """What the store keeps of a session's token: 256 random bits need no keyed hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _identify(
    connection: Connection,
    store: Store,
    settings: ServiceSettings,
    request: wire.IdentificationRequest,
    now: datetime,
) -> wire.Identification | FailureCode:
    keys = store.keys
    lookup = lookup_hash(keys, request.nir, request.card_serial)
    if _failures(connection, lookup, now) >= settings.failures_per_hour:
        return FailureCode.IDENTITY_TOO_MANY_ATTEMPTS

    person_id, known_birth = find_by_lookup(connection, lookup) or (_NOBODY, _NO_HASH)
    given_birth = birth_date_hash(keys, request.nir, request.birth_date)
    is_person = hmac.compare_digest(known_birth, given_birth)
    codes = codes_of(connection, person_id)
    given_code = code_hash(keys, request.nir, request.enrolment_code)
    matching = [code for code in codes if hmac.compare_digest(code.code_hash, given_code)]
    if not is_person or not matching:
        blamed = codes[0].id if is_person and codes else _NOBODY
        _write_failure(connection, lookup, blamed, now)
        return FailureCode.IDENTITY_NOT_RECOGNISED

    person = load_person(connection, keys, person_id)
    refusal = _refusal(person, matching[0], settings, now)
    if refusal is not None:
        return refusal
    return _open_session(connection, person, matching[0], now, settings.session_life)


def _failures(connection: Connection, lookup: str, now: datetime) -> int:
    recent = sa.select(sa.func.count()).where(
        FAILED_IDENTIFICATIONS.c.subject_hash == lookup,
        FAILED_IDENTIFICATIONS.c.failed_at > now - timedelta(hours=1),
    )
    return connection.scalar(recent) or 0


def _write_failure(connection: Connection, lookup: str, code_id: int, now: datetime) -> None:
    connection.execute(
        sa.update(CODES)
        .where(CODES.c.id == code_id)
        .values(wrong_attempts=CODES.c.wrong_attempts + 1)
    )
    connection.execute(sa.insert(FAILED_IDENTIFICATIONS).values(subject_hash=lookup, failed_at=now))


def _refusal(
    person: Person, code: Code, settings: ServiceSettings, now: datetime
) -> FailureCode | None:
    """Why someone who gave everything right still gets no session, if so."""
    if person.status is ProfileStatus.NOT_ACTIVABLE:
        return FailureCode.IDENTITY_DECEASED
    if code.used:
        return FailureCode.CODE_ALREADY_USED
    if code.superseded or code_expired(code.sent_on, now, person.territory):
        return FailureCode.CODE_EXPIRED
    if code.wrong_attempts >= settings.wrong_codes_before_block:
        return FailureCode.CODE_BLOCKED
    return None


def _open_session(
    connection: Connection, person: Person, code: Code, now: datetime, life: timedelta
) -> wire.Identification:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = now + life
    connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.expires_at < now - life))
    connection.execute(
        sa.insert(SESSIONS).values(
            token_hash=token_hash(token),
            person_id=person.id,
            code_id=code.id,
            expires_at=expires_at,
        )
    )
    period = None if person.notice_sent_on is None else opposition_period(person.notice_sent_on)
    still_open = (
        period is not None
        and person.status is ProfileStatus.PENDING
        and local_day(now, person.territory) <= period.until
    )
    return wire.Identification(
        token=token,
        family_name=person.family_name,
        given_name=person.given_name,
        status=person.status,
        allowed_actions=list(allowed_actions(person.status)),
        notice_sent_on=person.notice_sent_on,
        opposition_until=period.until if period else None,
        opens_on=period.opens_on if period and still_open else None,
        territory=person.territory,
        contacts=wire.MaskedContacts(
            email=mask_email(person.email) if person.email else None,
            mobile=mask_mobile(person.mobile) if person.mobile else None,
        ),
        has_account=person.has_account,
        expires_at=expires_at,
    )
