"""The import of the events of a fund, from a CSV file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import BinaryIO

from sqlalchemy.engine import Connection

from counter_app.domain import events_record
from counter_app.domain.events_record import EventRecord, check_event_record
from counter_app.domain.import_fields import Refusal
from counter_app.service.keys import ServiceKeys
from counter_app.service.store import Store
from counter_app.service.waves.batches import batches, latest_day, write_batch
from counter_app.service.waves.csv_file import Columns, check_whole, read_records
from counter_app.service.waves.events import record_event
from counter_app.service.waves.known_people import known_by_nir
from counter_app.service.waves.refusals import Refusals

COLUMNS = Columns(events_record.COLUMNS, events_record.COLUMNS)
_UNKNOWN = Refusal("nir", "Ce numéro n’est celui de personne dans la base.")


@dataclass(frozen=True, slots=True)
class Line:
    """A checked line of the file."""

    number: int
    record: EventRecord


def import_events(store: Store, file: BinaryIO, refusals: Refusals, now: datetime) -> int:
    """Record the events of a file, in its order; refused lines go to `refusals`. How many were.

    Raises `CsvError`, and then nothing is done; SQLAlchemyError or `CommitError` when the database
    fails: the batches done are kept.
    """
    check_whole(file, COLUMNS)
    count = 0
    for batch in batches(_lines(file, refusals, latest_day(now)), lambda line: line.record.nir):
        refused = write_batch(store, partial(_write, batch, store.keys, now))
        for number, reason in refused:
            refusals.add(number, [reason])
        count += len(batch) - len(refused)
    return count


def _lines(file: BinaryIO, refusals: Refusals, today: date) -> Iterator[Line]:
    for record in read_records(file, COLUMNS):
        if record.fields is None:
            refusals.add_wrong_count(record)
            continue
        checked = check_event_record(record.fields, today)
        if isinstance(checked, EventRecord):
            yield Line(record.number, checked)
        else:
            refusals.add(record.number, checked)


def _write(
    batch: Sequence[Line], keys: ServiceKeys, now: datetime, connection: Connection
) -> list[tuple[int, Refusal]]:
    """The lines that do not go with the people as they are."""
    known = known_by_nir(connection, keys, [line.record.nir for line in batch])
    refused = []
    for line in batch:
        event, person = line.record, known.get(line.record.nir)
        reason: Refusal | None = _UNKNOWN
        if person is not None:
            reason = record_event(connection, keys, person, event.event, event.on, now)
        if reason is not None:
            refused.append((line.number, reason))
    return refused
