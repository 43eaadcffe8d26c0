"""Files of a fund: invented people, as many as a test wants, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from counter_app.domain.nir import nir_key
from counter_app.domain.people_record import COLUMNS
from counter_app.service.store import Store
from counter_app.service.waves.events_import import import_events
from counter_app.service.waves.people_import import Summary, import_people
from counter_app.service.waves.refusals import Refusals
from tests.service.post import START


def nir(number: int, year: int = 50) -> str:
    """The number of an invented person, born in January of that year."""
    body = f"1{year:02}0175{number // 1000 + 100:03}{number % 1000:03}"
    return body + nir_key(body)


def adult(number: int, **changes: str) -> dict[str, str]:
    """A line whose person lives in Paris and is attached to nobody."""
    return {
        "nir": nir(number),
        "family_name": "DUMOULIN",
        "given_name": "Camille",
        "birth_date": "1950-01-15",
        "card_serial": f"{number:08}",
        "email": f"camille.{number}@exemple.example",
        "department": "75",
        "health_fund": "01751",
        **changes,
    }


def child(number: int, parent: int, **changes: str) -> dict[str, str]:
    """A line whose person is born in January 2017 and attached to a parent."""
    return {
        "nir": nir(number, 17),
        "family_name": "DUMOULIN",
        "given_name": "Lilou",
        "birth_date": "2017-01-15",
        "department": "75",
        "attached_to": nir(parent),
        **changes,
    }


def as_csv(
    lines: Iterable[Mapping[str, str]],
    columns: Sequence[str] = COLUMNS,
    separator: str = ";",
) -> BinaryIO:
    """The lines with the names of the columns before them."""
    text = io.StringIO()
    rows = csv.DictWriter(text, columns, delimiter=separator)
    rows.writeheader()
    rows.writerows(lines)
    return io.BytesIO(text.getvalue().encode())


class Report:
    """What is refused, as the file that a fund gets back."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self.refusals = Refusals(self._text)

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """Line, column and reason."""
        [_, *rows] = csv.reader(io.StringIO(self._text.getvalue()), delimiter=";")
        return [(int(line), column, reason) for line, column, reason in rows]

    @property
    def where(self) -> list[tuple[int, str]]:
        """Line and column."""
        return [(line, column) for line, column, _ in self.rows]


def take(store: Store, *lines: Mapping[str, str], now: Any = START) -> tuple[Summary, Report]:
    """Import these people."""
    report = Report()
    return import_people(store, as_csv(lines), report.refusals, now), report


def tell(store: Store, *lines: tuple[str, str, str], now: Any = START) -> tuple[int, Report]:
    """Record these events: number, event, date."""
    report = Report()
    columns = ("nir", "event", "date")
    file = as_csv([dict(zip(columns, line, strict=True)) for line in lines], columns)
    return import_events(store, file, report.refusals, now), report
