"""Reading the people of the store: what is sealed there is opened here, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.profile import ProfileStatus
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import ACCOUNTS, CARD_LINKS, CODES, PEOPLE


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the store, with the contacts and the account that serve her.

    An attached profile (a child) has those of its holder: `holder_id`.
    """

    id: int
    status: ProfileStatus
    territory: str
    notice_sent_on: date | None
    holder_id: int
    has_account: bool
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    account_names: tuple[str, ...] = field(repr=False)  # a password may hold none of these
    email: str | None = field(repr=False)
    mobile: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """One enrolment code: only its keyed hash is known."""

    id: int
    code_hash: str = field(repr=False)
    sent_on: date
    used: bool
    superseded: bool
    wrong_attempts: int


def nir_hash(keys: ServiceKeys, nir: str) -> str:
    """A number that a person is known under."""
    return keys.keyed_hash("nir", nir)


def lookup_hash(keys: ServiceKeys, nir: str, card_serial: str) -> str:
    """What a person is found by: her NIR with the serial of a card that names her."""
    return keys.keyed_hash("lookup", nir, card_serial)


def birth_date_hash(keys: ServiceKeys, nir: str, birth_date: str) -> str:
    """The birth date, hashed with the NIR so that equal dates do not show."""
    return keys.keyed_hash("birth date", nir, birth_date)


def code_hash(keys: ServiceKeys, nir: str, enrolment_code: str) -> str:
    """An enrolment code, which belongs to one person."""
    return keys.keyed_hash("enrolment code", nir, enrolment_code)


def login_name_hash(keys: ServiceKeys, login_name: str) -> str:
    """A login name, for uniqueness: case does not make two of them."""
    return keys.keyed_hash("login name", login_name.casefold())


def find_by_lookup(connection: Connection, lookup: str) -> tuple[int, str] | None:
    """The person's id and the hash of her birth date, or None."""
    row = connection.execute(
        sa.select(PEOPLE.c.id, PEOPLE.c.birth_date_hash)
        .join(CARD_LINKS, CARD_LINKS.c.person_id == PEOPLE.c.id)
        .where(CARD_LINKS.c.lookup_hash == lookup)
    ).first()
    return None if row is None else (row.id, row.birth_date_hash)


def codes_of(connection: Connection, person_id: int) -> list[Code]:
    """All codes of a person, the newest first, those that have not left yet at the end.

    Nobody else changes them until the transaction ends: of many guesses at once, each is counted
    before the next is looked at.
    """
    rows = connection.execute(
        sa.select(CODES)
        .where(CODES.c.person_id == person_id)
        .order_by(CODES.c.sent_on.desc().nulls_last(), CODES.c.id.desc())
        .with_for_update(key_share=True)  # rows that refer to them may be written all the same
    )
    return [_code(row) for row in rows]


def code_by_id(connection: Connection, code_id: int) -> Code:
    """One code."""
    return _code(connection.execute(sa.select(CODES).where(CODES.c.id == code_id)).one())


def load_person(
    connection: Connection, keys: ServiceKeys, person_id: int, *, for_update: bool = False
) -> Person:
    """One person, with the contacts and the account of the holder.

    `for_update`: nobody else changes her until the transaction ends.
    """
    statement = sa.select(PEOPLE).where(PEOPLE.c.id == person_id)
    if for_update:
        # Rows that refer to her may be written all the same: else an identification, which locks
        # her codes, and an act, which locks her first, could wait for each other.
        statement = statement.with_for_update(key_share=True)
    row = connection.execute(statement).one()
    holder = row
    if row.holder_id is not None:
        holder = connection.execute(sa.select(PEOPLE).where(PEOPLE.c.id == row.holder_id)).one()
    account = sa.select(ACCOUNTS.c.person_id).where(ACCOUNTS.c.person_id == holder.id)
    names = _names(keys, row)
    return Person(
        id=row.id,
        status=ProfileStatus(row.status),
        territory=row.territory,
        notice_sent_on=row.notice_sent_on,
        holder_id=holder.id,
        has_account=connection.scalar(account) is not None,
        family_name=names[0],
        given_name=names[1],
        account_names=names if holder is row else (*names, *_names(keys, holder)),
        email=keys.decrypt("people.email", holder.email_sealed),
        mobile=keys.decrypt("people.mobile", holder.mobile_sealed),
    )


def change_status(
    connection: Connection,
    person: Person,
    target: ProfileStatus,
    at: datetime,
    deletion_due_by: date | None,
) -> bool:
    """Move a person to another state, if nobody moved her meanwhile: whether it was done."""
    changed = connection.execute(
        sa.update(PEOPLE)
        .where(PEOPLE.c.id == person.id, PEOPLE.c.status == person.status.value)
        .values(status=target.value, status_since=at, deletion_due_by=deletion_due_by)
    )
    return changed.rowcount == 1


def _names(keys: ServiceKeys, row: Row[tuple[object, ...]]) -> tuple[str, str]:
    return (
        keys.decrypt("people.family_name", row.family_name_sealed) or "",
        keys.decrypt("people.given_name", row.given_name_sealed) or "",
    )


def _code(row: Row[tuple[object, ...]]) -> Code:
    return Code(
        id=row.id,
        code_hash=row.code_hash,
        sent_on=row.sent_on,
        used=row.used_at is not None,
        superseded=row.superseded_at is not None,
        wrong_attempts=row.wrong_attempts,
    )
