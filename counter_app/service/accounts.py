"""The account of an adult: a login name that nobody else has, and a password kept as argon2id."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.credentials import check_login_name, password_refused
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.service import wire
from counter_app.service.identification import token_hash
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import Person, login_name_hash, login_name_hashes
from counter_app.service.settings import ServiceSettings
from counter_app.service.store import Store
from counter_app.service.tables import ACCOUNTS, SESSIONS

_SUGGESTIONS = 3
_SUGGESTION_TRIES = 30


def check_availability(
    store: Store, settings: ServiceSettings, request: wire.LoginNameCheck
) -> wire.LoginNameAnswer:
    """Whether a login name can be taken, within a session.

    Raises CounterError Session_Expired, Account_LoginNameRefused.
    """
    with store.reading() as connection:
        session = sa.select(SESSIONS.c.person_id).where(
            SESSIONS.c.token_hash == token_hash(request.token),
            SESSIONS.c.expires_at > settings.clock(),
        )
        if connection.scalar(session) is None:
            raise CounterError(FailureCode.SESSION_EXPIRED)
        name = checked_login_name(request.login_name)
        if not _taken(connection, store.keys, name):
            return wire.LoginNameAnswer(free=True, suggestions=[])
        return wire.LoginNameAnswer(
            free=False, suggestions=_suggestions(connection, store.keys, name)
        )


def checked_login_name(login_name: str) -> str:
    """The login name, when it follows the rules. Raises Account_LoginNameRefused."""
    checked = check_login_name(login_name)
    if checked.value is None:
        raise CounterError(FailureCode.ACCOUNT_LOGIN_NAME_REFUSED)
    return checked.value


def create_account(
    connection: Connection,
    keys: ServiceKeys,
    person: Person,
    choices: wire.ActivationChoices,
    password_hash: str,
    at: datetime,
) -> None:
    """Make the account of the person, or of the parent whose card it is.

    Raises CounterError Account_*.
    """
    name = checked_login_name(choices.login_name)
    if password_refused(choices.password, (*person.account_names, name)):
        raise CounterError(FailureCode.ACCOUNT_PASSWORD_REFUSED)
    if _taken(connection, keys, name):
        raise CounterError(FailureCode.ACCOUNT_LOGIN_NAME_TAKEN)
    connection.execute(
        sa.insert(ACCOUNTS).values(
            person_id=person.keeper_id,
            login_name_hash=login_name_hash(keys, name),
            login_name_sealed=keys.encrypt("accounts.login_name", name),
            password_hash=password_hash,
            created_at=at,
        )
    )


def _taken(connection: Connection, keys: ServiceKeys, name: str) -> bool:
    row = sa.select(ACCOUNTS.c.person_id).where(
        ACCOUNTS.c.login_name_hash.in_(login_name_hashes(keys, name))
    )
    return connection.scalar(row) is not None


def _suggestions(connection: Connection, keys: ServiceKeys, name: str) -> list[str]:
    """Free login names close to the wished one, which follow the rules."""
    found: list[str] = []
    for number in range(2, 2 + _SUGGESTION_TRIES):
        candidate = f"{name}.{number}"
        if check_login_name(candidate).ok and not _taken(connection, keys, candidate):
            found.append(candidate)
        if len(found) == _SUGGESTIONS:
            break
    return found
