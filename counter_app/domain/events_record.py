"""One line of the events that a fund tells: deaths, suspensions, objections, wrong addressees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.domain.import_fields import ImportFields, Refusal
from counter_app.domain.profile import Act, FurtherAct, ServiceEvent

COLUMNS = ("nir", "event", "date")


class FundEvent(StrEnum):
    """What a fund may tell of a person, as written in the column `event`."""

    DEATH = "death"
    SUSPENSION = "suspension"
    OBJECTION_TO_SUSPENSION = "objection_to_suspension"
    NOT_REPRESENTATIVE = "not_representative"  # said by who received a child's notice


# The line of the table that each follows. An objection follows none: the space stays suspended,
# and no longer closes by itself.
ACTS: dict[FundEvent, Act] = {
    FundEvent.DEATH: ServiceEvent.RECORD_DEATH,
    FundEvent.SUSPENSION: ServiceEvent.SUSPEND,
    FundEvent.NOT_REPRESENTATIVE: FurtherAct.DECLARE_NOT_REPRESENTATIVE,
}


@dataclass(frozen=True, slots=True)
class EventRecord:
    """A checked line. `nir`: of the person whose space it is (the child's), 15 characters."""

    nir: str = field(repr=False)
    event: FundEvent
    on: date


def check_event_record(fields: Mapping[str, str], today: date) -> EventRecord | tuple[Refusal, ...]:
    """The line, or why it is refused, by column; never raises. `today` in the fund's territory."""
    line = ImportFields(fields)
    nir = line.nir("nir", required=True)
    event = _event(line)
    on = line.day("date", today)
    if event is None or on is None or line.refusals:
        return tuple(line.refusals)
    return EventRecord(nir, event, on)


def _event(line: ImportFields) -> FundEvent | None:
    text = line.text("event", required=True).lower()
    try:
        return FundEvent(text)
    except ValueError:
        if text:
            line.refuse("event", f"Écrivez l’un de ces mots : {', '.join(FundEvent)}.")
        return None
