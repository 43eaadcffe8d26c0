"""The import of the people of a fund, from a CSV file of any size.

The whole file is read once before anything is done: one that stops being readable in its middle
changes nothing. Then its lines are taken in batches, each a transaction: after a kill, the same
file again ends what was begun. Who is attached to nobody comes first, for the others name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain import people_record
from counter_app.domain.events_record import FundEvent
from counter_app.domain.family import refusal_to_act_for, refusal_to_attach
from counter_app.domain.import_fields import Refusal
from counter_app.domain.people_record import PersonRecord, check_person_record
from counter_app.domain.profile import ProfileStatus
from counter_app.service.store import Store
from counter_app.service.tables import CAMPAIGN_SENDINGS, PEOPLE
from counter_app.service.waves.batches import batches, latest_day, write_batch
from counter_app.service.waves.csv_file import Columns, check_whole, read_records
from counter_app.service.waves.events import record_event
from counter_app.service.waves.family_changes import leave_parents
from counter_app.service.waves.family_rows import (
    Family,
    end_families,
    follow_cards,
    write_families,
)
from counter_app.service.waves.known_people import Known, known_by_nir
from counter_app.service.waves.people_rows import Announced, sealed, write_people
from counter_app.service.waves.refusals import Refusals

COLUMNS = Columns(people_record.COLUMNS, ("nir", "family_name", "given_name", "birth_date"))
_UNKNOWN = "Ce numéro n’est celui de personne dans la base : importez d’abord cette personne."
_DEAD = "Cette personne est décédée."


@dataclass(slots=True)
class Summary:
    """What became of the lines of a file."""

    added: int = 0
    updated: int = 0
    refused: int = 0


def import_people(store: Store, file: BinaryIO, refusals: Refusals, now: datetime) -> Summary:
    """Import a file; refused lines go to `refusals`. Raises `CsvError`, and then nothing is done.

    Raises SQLAlchemyError or `CommitError` when the database fails: the batches done are kept.
    """
    check_whole(file, COLUMNS)
    return _Import(store, refusals, now).run(file)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Of a batch. `refused`: by line, what only the store could know."""

    added: int
    updated: int
    refused: list[tuple[int, list[Refusal]]]


class _Import:
    def __init__(self, store: Store, refusals: Refusals, now: datetime) -> None:
        self._store = store
        self._keys = store.keys
        self._refusals = refusals
        self._now = now
        self._today = latest_day(now)

    def run(self, file: BinaryIO) -> Summary:
        """Both passes."""
        summary = Summary()
        for batch in batches(self._unattached(file), _nir_of):
            self._count(summary, write_batch(self._store, partial(self._write_people, batch)))
        for batch in batches(self._with_representatives(file), _nir_of):
            self._count(summary, write_batch(self._store, partial(self._write_families, batch)))
        summary.refused = self._refusals.lines
        return summary

    def _count(self, summary: Summary, outcome: _Outcome) -> None:
        """Only now: a transaction that the database undid is done again."""
        summary.added += outcome.added
        summary.updated += outcome.updated
        for line, reasons in outcome.refused:
            self._refusals.add(line, reasons)

    # What the lines say --------------------------------------------------------------------------

    def _unattached(self, file: BinaryIO) -> Iterator[Announced]:
        """Those who are attached to nobody; all lines that are no record are refused here."""
        for record in read_records(file, COLUMNS):
            if record.fields is None:
                self._refusals.add_wrong_count(record)
            elif not record.fields.get("attached_to"):
                checked = check_person_record(record.fields, self._today)
                if isinstance(checked, PersonRecord):
                    yield sealed(self._keys, record.number, checked)
                else:
                    self._refusals.add(record.number, checked)

    def _with_representatives(self, file: BinaryIO) -> Iterator[Announced]:
        """Attached children, and adults with a representative, who have been refused already."""
        for record in read_records(file, COLUMNS):
            fields = record.fields or {}
            attached = bool(fields.get("attached_to"))
            if attached or fields.get("representative_2"):
                checked = check_person_record(fields, self._today)
                if isinstance(checked, PersonRecord):
                    yield sealed(self._keys, record.number, checked)
                elif attached:
                    self._refusals.add(record.number, checked)

    # What becomes of them ------------------------------------------------------------------------

    def _write_people(self, batch: Sequence[Announced], connection: Connection) -> _Outcome:
        written = write_people(connection, self._keys, batch, self._now)
        known = written.known
        if known:
            grown = list(
                connection.scalars(
                    sa.select(PEOPLE.c.id).where(
                        PEOPLE.c.id.in_(known.values()), PEOPLE.c.holder_id.is_not(None)
                    )
                )
            )
            leave_parents(connection, self._keys, grown, self._today, self._now)
            alone = [
                known[each.record.nir]
                for each in batch
                if each.record.nir in known and not each.record.representative_2
            ]
            end_families(connection, alone, self._today)
            follow_cards(connection, self._keys, known.values())
            self._record_deaths(connection, batch)
        _reopen_sendings(connection, batch)
        return _Outcome(len(written.added), len(known), [])

    def _write_families(self, batch: Sequence[Announced], connection: Connection) -> _Outcome:
        numbers = {nir for each in batch for nir in _representatives_of(each.record)}
        numbers |= {each.record.nir for each in batch}
        known = known_by_nir(connection, self._keys, numbers)
        accepted, refused = [], []
        for each in batch:
            reasons = self._why_not(each.record, known)
            if reasons:
                refused.append((each.line, reasons))
            elif each.record.attached_to or each.record.nir in known:
                accepted.append(each)
        children = [each for each in accepted if each.record.attached_to]
        written = write_people(connection, self._keys, children, self._now)
        ids = {nir: person.id for nir, person in known.items()} | written.added
        write_families(
            connection,
            self._keys,
            [_family_of(each.record, ids) for each in accepted],
            self._today,
            self._now,
        )
        self._record_deaths(connection, children)
        _reopen_sendings(connection, children)
        return _Outcome(len(written.added), len(written.known), refused)

    def _why_not(self, record: PersonRecord, known: Mapping[str, Known]) -> list[Refusal]:
        """What is wrong with the representatives of a line."""
        reasons = []
        for column in ("attached_to", "representative_2"):
            nir = getattr(record, column)
            if nir and (text := self._why_not_by(column, nir, record, known)):
                reasons.append(Refusal(column, text))
        return reasons

    def _why_not_by(
        self, column: str, nir: str, record: PersonRecord, known: Mapping[str, Known]
    ) -> str:
        representative, herself = known.get(nir), known.get(record.nir)
        kind = record.representation
        if representative is None:
            return _UNKNOWN
        if representative.status is ProfileStatus.NOT_ACTIVABLE:
            return _DEAD
        if column == "attached_to" or kind is None:
            return refusal_to_attach(
                record.birth_date,
                representative.birth_date,
                self._today,
                same_person=herself is not None and herself.id == representative.id,
                holder_is_attached=representative.is_attached,
            )
        return refusal_to_act_for(kind, record.birth_date, representative.birth_date, self._today)

    def _record_deaths(self, connection: Connection, batch: Sequence[Announced]) -> None:
        """Of people who were known before; who is added dead is so from the first."""
        dead = [each.record.nir for each in batch if each.record.deceased]
        for person in known_by_nir(connection, self._keys, dead).values() if dead else ():
            record_event(connection, self._keys, person, FundEvent.DEATH, self._today, self._now)


def _nir_of(line: Announced) -> str:
    return line.record.nir


def _representatives_of(record: PersonRecord) -> list[str]:
    return [nir for nir in (record.attached_to, record.representative_2) if nir]


def _family_of(record: PersonRecord, ids: Mapping[str, int]) -> Family:
    return Family(
        person_id=ids[record.nir],
        birth_date=record.birth_date,
        holder_id=ids[record.attached_to] if record.attached_to else None,
        representatives={
            ids[nir]: record.representation
            for nir in _representatives_of(record)
            if record.representation is not None
        },
    )


def _reopen_sendings(connection: Connection, batch: Iterable[Announced]) -> None:
    """Sendings that were done may concern these people, who were not there or not reachable."""
    territories = {each.record.territory for each in batch}
    departments = {each.record.department for each in batch}
    connection.execute(
        sa.update(CAMPAIGN_SENDINGS)
        .where(
            CAMPAIGN_SENDINGS.c.issued_at.is_not(None),
            CAMPAIGN_SENDINGS.c.territory.in_(territories),
            CAMPAIGN_SENDINGS.c.department.is_(None)
            | CAMPAIGN_SENDINGS.c.department.in_(departments),
        )
        .values(issued_at=None)
    )
