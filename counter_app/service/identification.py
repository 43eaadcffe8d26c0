"""Who is it: NIR, card serial, birth date and enrolment code, taken together.

The answer never tells which of the four was wrong, and neither does the time it takes: every
failure runs the same statements, down to the writing of the attempt.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.contact_details import mask_email, mask_mobile
from counter_app.domain.deadlines import code_expired, opposition_period
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import ProfileStatus
from counter_app.service import older_rows, wire
from counter_app.service.families import Code, Found, allowed_to, find, further_requests
from counter_app.service.limits import Attempt, Caller
from counter_app.service.people import Person
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import CODES, SESSIONS

_NOBODY = 0  # an identifier that no row has
_TOKEN_BYTES = 32


def identify(
    store: Store,
    settings: ServiceSettings,
    request: wire.IdentificationRequest,
    caller: Caller,
) -> wire.Identification:
    """Open a session. Raises CounterError Identity_* or Code_*."""
    now = settings.clock()
    outcome = store.write(
        lambda connection: _identify(connection, store, settings, request, caller, now)
    )
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
    caller: Caller,
    now: datetime,
) -> wire.Identification | FailureCode:
    attempt = Attempt(store.keys, settings, request, caller)
    if (limit := attempt.refusal(connection, now)) is not None:
        return limit
    meant = find(connection, store.keys, request, now, request.enrolment_code)
    hers = _with_code(meant)
    if hers is None:
        _blame_codes(connection, [each.person.id for each in meant if each.may_act], settings)
        attempt.write_failure(connection, now)
        return FailureCode.IDENTITY_NOT_RECOGNISED
    found, code = hers
    refusal = _refusal(found, code, settings, now)
    if refusal is not None:
        return refusal
    if found.older:
        older_rows.complete(connection, store.keys, found.person.id, request)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    expires_at = _end_of_session(found, settings, now)
    if not _open_session(connection, token, hers, expires_at, settings):
        # The code was blocked, used or replaced since we looked: another look tells which.
        again = _with_code(find(connection, store.keys, request, now, request.enrolment_code))
        return (again and _refusal(*again, settings, now)) or FailureCode.CODE_BLOCKED
    return _answer(found.person, token, expires_at)


def _with_code(meant: list[Found]) -> tuple[Found, Code] | None:
    """The one whose code was given, with it: of twins too there is only one."""
    return next(((each, each.code) for each in meant if each.code is not None), None)


# Every code that the wrong one could have been meant for: of twins, both children's.
_BLAME = (
    sa.update(CODES)
    .where(
        CODES.c.person_id.in_(sa.bindparam("people", expanding=True)),
        CODES.c.used_at.is_(None),
        CODES.c.superseded_at.is_(None),
        CODES.c.sent_on.is_not(None),
        CODES.c.wrong_attempts < sa.bindparam("most"),
    )
    .values(wrong_attempts=CODES.c.wrong_attempts + 1)
)


def _blame_codes(connection: Connection, people: list[int], settings: ServiceSettings) -> None:
    """Count a wrong code against those whose numbers and birth date were right."""
    most = settings.wrong_codes_before_block
    connection.execute(_BLAME, {"people": people or [_NOBODY], "most": most})


def _refusal(
    found: Found, code: Code, settings: ServiceSettings, now: datetime
) -> FailureCode | None:
    """Why someone who gave everything right still gets no session, if so."""
    if found.person.status is ProfileStatus.NOT_ACTIVABLE:
        return FailureCode.IDENTITY_DECEASED
    if not found.may_act:
        return FailureCode.IDENTITY_NOT_REPRESENTATIVE
    if code.used:
        return FailureCode.CODE_ALREADY_USED
    if code.superseded or code_expired(code.sent_on, now, found.person.territory):
        return FailureCode.CODE_EXPIRED
    if code.wrong_attempts >= settings.wrong_codes_before_block:
        return FailureCode.CODE_BLOCKED
    return None


def _end_of_session(found: Found, settings: ServiceSettings, now: datetime) -> datetime:
    """At the latest with the right to act: nobody acts for a child in its first adult minute."""
    end = now + settings.session_life
    return end if found.until is None else min(end, found.until)


# Only for a code that still serves, and wrong attempts under way are waited for: of many guesses at
# once each is counted. Rows that refer to the code may be written all the same.
_ADD_SESSION = (
    sa.insert(SESSIONS)
    .from_select(
        ["token_hash", "person_id", "representative_id", "code_id", "expires_at"],
        sa.select(
            sa.bindparam("token", type_=SESSIONS.c.token_hash.type),
            CODES.c.person_id,
            sa.bindparam("representative", type_=SESSIONS.c.representative_id.type),
            CODES.c.id,
            sa.bindparam("end", type_=SESSIONS.c.expires_at.type),
        )
        .where(
            CODES.c.id == sa.bindparam("which"),
            CODES.c.used_at.is_(None),
            CODES.c.superseded_at.is_(None),
            CODES.c.wrong_attempts < sa.bindparam("most"),
        )
        .with_for_update(key_share=True),
    )
    .returning(SESSIONS.c.code_id)
)


def _open_session(
    connection: Connection,
    token: str,
    hers: tuple[Found, Code],
    expires_at: datetime,
    settings: ServiceSettings,
) -> bool:
    """Whether the session is open; not if the code serves no more."""
    found, code = hers
    values = {
        "token": token_hash(token),
        "representative": found.person.representative_id,
        "which": code.id,
        "end": expires_at,
        "most": settings.wrong_codes_before_block,
    }
    return connection.execute(_ADD_SESSION, values).first() is not None


def _answer(person: Person, token: str, expires_at: datetime) -> wire.Identification:
    period = None if person.notice_sent_on is None else opposition_period(person.notice_sent_on)
    still_open = (
        period is not None
        and person.status is ProfileStatus.PENDING
        and person.today <= period.until
    )
    email, mobile = person.email, person.mobile
    return wire.Identification(
        token=token,
        family_name=person.family_name,
        given_name=person.given_name,
        status=person.status,
        allowed_actions=allowed_to(person),
        notice_sent_on=person.notice_sent_on,
        opposition_until=period.until if period else None,
        opens_on=period.opens_on if period and still_open else None,
        territory=person.territory,
        contacts=wire.MaskedContacts(
            email=mask_email(email) if email else None,
            mobile=mask_mobile(mobile) if mobile else None,
        ),
        has_account=person.has_account,
        expires_at=expires_at,
        acting_for=person.acting_for,
        further_requests=further_requests(person),
    )
