"""Reading the people of the store: what is sealed there is opened here, and nowhere else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from counter_app.domain.deadlines import archive_until, deletion_due_by, local_day
from counter_app.domain.family import may_act_alone
from counter_app.domain.profile import ProfileStatus
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import ACCOUNTS, PEOPLE
from counter_app.service.wire import ActingFor


def nir_hash(keys: ServiceKeys, nir: str) -> str:
    """A number that a person is known under."""
    return nir_hashes(keys, nir)[0]


def nir_hashes(keys: ServiceKeys, nir: str) -> tuple[str, ...]:
    """The same under each key: any of them may be in the store."""
    return keys.keyed_hashes("nir", nir)


def lookup_hash(keys: ServiceKeys, nir: str, card_serial: str) -> str:
    """What a person is found by: a NIR with the serial of a card."""
    return lookup_hashes(keys, nir, card_serial)[0]


def lookup_hashes(keys: ServiceKeys, nir: str, card_serial: str) -> tuple[str, ...]:
    """The same under each key: any of them may be in the store."""
    return keys.keyed_hashes("lookup", nir, card_serial)


def birth_date_hash(keys: ServiceKeys, nir: str, birth_date: str) -> str:
    """The birth date, hashed with the NIR so that equal dates do not show."""
    return birth_date_hashes(keys, nir, birth_date)[0]


def birth_date_hashes(keys: ServiceKeys, nir: str, birth_date: str) -> tuple[str, ...]:
    """The same under each key: any of them may be in the store."""
    return keys.keyed_hashes("birth date", nir, birth_date)


def older_code_hashes(keys: ServiceKeys, nir: str, enrolment_code: str) -> tuple[str, ...]:
    """An enrolment code as it was kept before `codes.code_hashes`, with its person's NIR."""
    return keys.keyed_hashes("enrolment code", nir, enrolment_code)


def login_name_hash(keys: ServiceKeys, login_name: str) -> str:
    """A login name, for uniqueness: case does not make two of them."""
    return login_name_hashes(keys, login_name)[0]


def login_name_hashes(keys: ServiceKeys, login_name: str) -> tuple[str, ...]:
    """The same under each key: any of them may be in the store."""
    return keys.keyed_hashes("login name", login_name.casefold())


# The adult to whom an attached profile belongs; NULL for everyone else.
HOLDER = PEOPLE.alias("holder")
_OWN_ACCOUNT, _HOLDERS_ACCOUNT = ACCOUNTS.alias("own_account"), ACCOUNTS.alias("holders_account")
_OF_BOTH = ("id", "family_name_sealed", "given_name_sealed", "email_sealed", "mobile_sealed")
# What a `Person` is made of, in any statement that has `with_holder` in its FROM.
PERSON_COLUMNS = (
    *(PEOPLE.c[name] for name in _OF_BOTH),
    PEOPLE.c.birth_date_sealed,
    PEOPLE.c.status,
    PEOPLE.c.territory,
    PEOPLE.c.notice_sent_on,
    *(HOLDER.c[name].label(f"holder_{name}") for name in _OF_BOTH),
    _OWN_ACCOUNT.c.person_id.is_not(None).label("has_own_account"),
    _HOLDERS_ACCOUNT.c.person_id.is_not(None).label("holder_has_account"),
)
ADDRESS_COLUMNS = (PEOPLE.c.address_sealed, HOLDER.c.address_sealed.label("holder_address_sealed"))


def with_holder(people: sa.FromClause) -> sa.FromClause:
    """A FROM clause that has the people, widened by the holder and by both accounts."""
    return (
        people.outerjoin(HOLDER, HOLDER.c.id == PEOPLE.c.holder_id)
        .outerjoin(_OWN_ACCOUNT, _OWN_ACCOUNT.c.person_id == PEOPLE.c.id)
        .outerjoin(_HOLDERS_ACCOUNT, _HOLDERS_ACCOUNT.c.person_id == PEOPLE.c.holder_id)
    )


class Person:
    """One person of the store, as somebody comes for her on a day.

    The contacts and the account of a child are those of the adult to whom she is attached, her
    `keeper`; everyone else has her own. Each sealed value is opened when it is asked for.
    """

    def __init__(
        self,
        keys: ServiceKeys,
        row: Row[Any],
        representative_id: int | None,
        now: datetime,
    ) -> None:
        """`representative_id`: whose number or session it is, if not hers."""
        self._keys, self._row = keys, row
        self.id: int = row.id
        self.status = ProfileStatus(row.status)
        self.territory: str = row.territory
        self.notice_sent_on: date | None = row.notice_sent_on
        self.today = local_day(now, self.territory)
        self.birth_date = self._opened("birth_date")
        is_child = not may_act_alone(self.birth_date, self.today)
        if is_child:
            self.acting_for = ActingFor.CHILD
        elif representative_id is not None:
            self.acting_for = ActingFor.PROTECTED_ADULT
        else:
            self.acting_for = ActingFor.SELF
        self._is_kept = is_child and row.holder_id is not None
        self.keeper_id: int = row.holder_id if self._is_kept else row.id
        self.has_account: bool = row.holder_has_account if self._is_kept else row.has_own_account
        # A child's own number is given by a parent, with the card of the holder.
        self.representative_id = representative_id or (self.keeper_id if self._is_kept else None)

    def __repr__(self) -> str:
        return "Person(…)"

    @property
    def family_name(self) -> str:
        """Hers."""
        return self._opened("family_name")

    @property
    def given_name(self) -> str:
        """Hers."""
        return self._opened("given_name")

    @property
    def account_names(self) -> tuple[str, ...]:
        """Those that the password of the account may not hold: hers and the keeper's."""
        own = (self.family_name, self.given_name)
        if not self._is_kept:
            return own
        return (*own, *(self._of_keeper(name) for name in ("family_name", "given_name")))

    @property
    def keeper_is_away(self) -> bool:
        """Whether the other parent comes: she makes no account and changes no contact for him."""
        return self._is_kept and self.representative_id != self.keeper_id

    @property
    def email(self) -> str | None:
        """The keeper's."""
        return self._of_keeper("email") or None

    @property
    def mobile(self) -> str | None:
        """The keeper's, in E.164."""
        return self._of_keeper("mobile") or None

    @property
    def address(self) -> str | None:
        """The keeper's: its lines, joined by a line break. Only with `ADDRESS_COLUMNS`."""
        return self._of_keeper("address") or None

    def _of_keeper(self, name: str) -> str:
        return self._opened(name, "holder_" if self._is_kept else "")

    def _opened(self, name: str, whose: str = "") -> str:
        sealed = getattr(self._row, f"{whose}{name}_sealed")
        return self._keys.decrypt(f"people.{name}", sealed) or ""


_CHANGE_STATUS = (
    sa.update(PEOPLE)
    .where(PEOPLE.c.id == sa.bindparam("whose"), PEOPLE.c.status == sa.bindparam("source"))
    .values(
        status=sa.bindparam("target"),
        status_since=sa.bindparam("at"),
        deletion_due_by=sa.bindparam("due_by"),
        archive_until=sa.bindparam("until"),
    )
)


def change_status(
    connection: Connection, person: Person, target: ProfileStatus, at: datetime
) -> bool:
    """Move a person to another state, if nobody moved her meanwhile: whether it was done.

    The last day of the archive and of the deletion follow from the state; any other state has none.
    """
    closed = target is ProfileStatus.CLOSED
    values = {
        "whose": person.id,
        "source": person.status.value,
        "target": target.value,
        "at": at,
        "due_by": deletion_day(person, target),
        "until": archive_until(person.today) if closed else None,
    }
    return connection.execute(_CHANGE_STATUS, values).rowcount == 1


def deletion_day(person: Person, target: ProfileStatus) -> date | None:
    """The day by which the data are erased, for an act of today that asks for it."""
    asked = target is ProfileStatus.CLOSED_DELETION_PENDING
    return deletion_due_by(person.today) if asked else None
