"""The lines of a file that were refused: where and why, never what they hold."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from counter_app.domain.import_fields import Refusal
from counter_app.service.waves.csv_file import CsvError, Record

HEADER = ("ligne", "colonne", "raison")


class Refusals:
    """Counts the lines; writes a row for each reason where a file is wanted."""

    def __init__(self, file: TextIO | None = None) -> None:
        self.lines = 0
        self._rows = None if file is None else csv.writer(file, delimiter=";")
        if self._rows is not None:
            self._rows.writerow(HEADER)

    def add(self, line: int, refusals: Sequence[Refusal]) -> None:
        """One more line, with all that is wrong with it."""
        self.lines += 1
        if self._rows is not None:
            self._rows.writerows((line, each.column, each.text) for each in refusals)

    def add_wrong_count(self, record: Record) -> None:
        """A line that has not as many fields as there are columns."""
        text = f"Il y a {record.count} cases : ce n’est pas le nombre de colonnes."
        self.add(record.number, [Refusal("", text)])


@contextmanager
def refusals_in(path: Path | None) -> Iterator[Refusals]:
    """Refusals, written to a file that only its owner may read. Raises `CsvError`."""
    if path is None:
        yield Refusals()
        return
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as refused:
        raise CsvError(
            f"Le fichier des refus ne peut pas être écrit : {refused.strerror}."
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        yield Refusals(file)
