"""Who is meant by a NIR, the serial of a card and a birth date, and as what one comes for her.

A NIR with a serial leads to its own person, and to those whom that person may represent: children
under a parent's number, a protected adult under a guardian's. The birth date tells them apart;
twins are told apart by their codes. Never the reverse: a child's number leads to nobody else.
Whether a representative may act today is the domain's to say (`domain.family`).
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.deadlines import adult_on, start_of_day
from counter_app.domain.family import Representation, may_act_for
from counter_app.domain.profile import Action, FurtherAct, allowed_actions, target_of
from counter_app.service.codes import code_hashes
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import (
    ADDRESS_COLUMNS,
    PERSON_COLUMNS,
    Person,
    lookup_hashes,
    older_code_hashes,
    with_holder,
)
from counter_app.service.tables import CARD_LINKS, CODES, PEOPLE, REPRESENTATIONS
from counter_app.service.wire import ActingFor, Numbers

# No code has this hash: it stands for "no code was given".
_NO_CODE = ("",)

_REPRESENTATIVE = PEOPLE.alias("representative")
# One row for each person that the numbers lead to, and for each of her codes that was given.
_FIND: sa.Select[Any] = (
    sa.select(
        *PERSON_COLUMNS,
        *ADDRESS_COLUMNS,
        PEOPLE.c.nir_sealed.is_(None).label("nir_missing"),
        CARD_LINKS.c.representative_id,
        CARD_LINKS.c.serial_sealed.is_(None).label("serial_missing"),
        _REPRESENTATIVE.c.birth_date_sealed.label("representative_birth_date_sealed"),
        REPRESENTATIONS.c.kind,
        REPRESENTATIONS.c.since,
        REPRESENTATIONS.c.until,
        CODES.c.id.label("code_id"),
        CODES.c.sent_on,
        CODES.c.used_at,
        CODES.c.superseded_at,
        CODES.c.wrong_attempts,
    )
    .select_from(
        with_holder(CARD_LINKS.join(PEOPLE, PEOPLE.c.id == CARD_LINKS.c.person_id))
        .outerjoin(_REPRESENTATIVE, _REPRESENTATIVE.c.id == CARD_LINKS.c.representative_id)
        .outerjoin(
            REPRESENTATIONS,
            sa.and_(
                REPRESENTATIONS.c.person_id == CARD_LINKS.c.person_id,
                REPRESENTATIONS.c.representative_id == CARD_LINKS.c.representative_id,
            ),
        )
        .outerjoin(
            CODES,
            sa.and_(
                CODES.c.person_id == CARD_LINKS.c.person_id,
                CODES.c.code_hash.in_(sa.bindparam("codes", expanding=True)),
                CODES.c.sent_on.is_not(None),
            ),
        )
    )
    .where(CARD_LINKS.c.lookup_hash.in_(sa.bindparam("lookups", expanding=True)))
    .order_by(PEOPLE.c.id, CODES.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class Code:
    """The code that was given: the store knows it, whatever it is still worth."""

    id: int
    sent_on: date
    used: bool
    superseded: bool
    wrong_attempts: int


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whom the numbers and the birth date mean.

    `may_act`: whether who comes for her so may act today, and `until`: when that ends, if it is
    known; `code`: the one that was given, if it is hers; `older`: her row lacks what newer ones
    have.
    """

    person: Person
    may_act: bool
    code: Code | None = field(repr=False)
    until: datetime | None
    older: bool


def find(
    connection: Connection,
    keys: ServiceKeys,
    numbers: Numbers,
    now: datetime,
    enrolment_code: str | None = None,
) -> list[Found]:
    """Those whom numbers and birth date mean, ordered for ever the same way; one statement.

    Several under one number and birth date are twins.
    """
    codes = _NO_CODE if enrolment_code is None else _hashes(keys, numbers.nir, enrolment_code)
    rows = connection.execute(
        _FIND,
        {
            "lookups": lookup_hashes(keys, numbers.nir, numbers.card_serial),
            "codes": codes,
        },
    ).all()
    found: dict[int, Found] = {}
    for row in rows:
        meant = _meant(keys, row, numbers.birth_date, now)
        if meant is not None:
            found.setdefault(meant.person.id, meant)
    return list(found.values())


def _hashes(keys: ServiceKeys, nir: str, enrolment_code: str) -> Sequence[str]:
    """What the store may hold of this code; the last form is that of codes made before 0002."""
    return (*code_hashes(keys, enrolment_code), *older_code_hashes(keys, nir, enrolment_code))


def _meant(keys: ServiceKeys, row: Row[Any], birth_date: str, now: datetime) -> Found | None:
    """The person of this row, if she was born on that date."""
    person = Person(keys, row, row.representative_id, now)
    if not hmac.compare_digest(person.birth_date, birth_date):
        return None
    code = None
    if row.code_id is not None:
        code = Code(
            id=row.code_id,
            sent_on=row.sent_on,
            used=row.used_at is not None,
            superseded=row.superseded_at is not None,
            wrong_attempts=row.wrong_attempts,
        )
    is_hers = row.representative_id is None
    return Found(
        person,
        may_act=is_hers or _may_act(keys, row, person),
        code=code,
        until=_until(person, row.until),
        older=row.serial_missing or (is_hers and row.nir_missing),
    )


def _may_act(keys: ServiceKeys, row: Row[Any], person: Person) -> bool:
    if row.kind is None or not row.since <= person.today <= (row.until or date.max):
        return False
    born_on = keys.decrypt("people.birth_date", row.representative_birth_date_sealed) or ""
    return may_act_for(Representation(row.kind), person.birth_date, born_on, person.today)


def _until(person: Person, last_day: date | None) -> datetime | None:
    """When one may no longer act for her as one comes today: nobody stays on past that."""
    days = [] if last_day is None else [last_day + timedelta(days=1)]
    if person.acting_for is ActingFor.CHILD:
        days.append(adult_on(person.birth_date))
    return start_of_day(min(days), person.territory) if days else None


def allowed_to(person: Person) -> list[Action]:
    """The main acts that may be asked for, by whom comes for her as one does.

    A child's account is its keeper's: the other parent opens the space once there is one.
    """
    no_account_possible = person.keeper_is_away and not person.has_account
    return [
        action
        for action in allowed_actions(person.status)
        if not (action is Action.ACTIVATE and no_account_possible)
    ]


def further_requests(person: Person) -> list[FurtherAct]:
    """What may be asked for beside the main acts, by whom comes for her as one does.

    Only who got the notice of a child can say that she is not its legal representative.
    """
    return [
        act
        for act in FurtherAct
        if target_of(person.status, act) is not None
        and (act is FurtherAct.REQUEST_DELETION or person.acting_for is ActingFor.CHILD)
    ]
