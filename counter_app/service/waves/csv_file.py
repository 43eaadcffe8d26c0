"""A CSV file that a fund hands over, record by record: what is wrong with it is said, not guessed.

UTF-8 with or without a mark at its beginning, `;` or `,` between the columns, the names of the
columns on the first line, in any order. A file of any size takes the memory of one record.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

LONGEST_LINE = 16 * 1024  # bytes
_SEPARATORS = ";,"


class CsvError(Exception):
    """The file cannot be read; the text, in French, quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Record:
    """`number`: of its first line in the file, from 1. `fields`: text by column, or None when there
    are not as many as names on the first line; `count`: of them."""

    number: int
    fields: Mapping[str, str] | None = field(repr=False)
    count: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The names that the first line may have, and those that it must have."""

    known: Sequence[str]
    required: Sequence[str]


def read_records(file: BinaryIO, columns: Columns) -> Iterator[Record]:
    """Every record of a file, which is read from its beginning; empty lines are passed over.

    Raises `CsvError` where the file stops being readable: a quote that is never closed is noticed
    at the longest field that the library takes (128 KiB), not at the end of the file.
    """
    file.seek(0)
    lines = _lines(file)
    first = next(lines, "")
    if not first.strip():
        raise CsvError("Le fichier est vide : sa première ligne donne le nom des colonnes.")
    separator = max(_SEPARATORS, key=first.count)
    names = _names(first, separator, columns)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        while True:
            number = reader.line_num + 2  # the first line was read aside
            values = next(reader, None)
            if values is None:
                return
            if values:
                matches = len(values) == len(names)
                fields = dict(zip(names, values, strict=True)) if matches else None
                yield Record(number, fields, len(values))
    except csv.Error:
        raise CsvError(
            f"À partir de la ligne {number}, le fichier ne se lit plus : un guillemet n’est pas "
            "fermé, ou une case est trop longue."
        ) from None


def check_whole(file: BinaryIO, columns: Columns) -> int:
    """Read a file to its end before anything is done with it: how many records it has.

    Raises `CsvError`.
    """
    return sum(1 for _ in read_records(file, columns))


def _lines(file: BinaryIO) -> Iterator[str]:
    number = 0
    while content := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(content) > LONGEST_LINE:
            raise CsvError(f"La ligne {number} est trop longue : est-ce bien un fichier CSV ?")
        try:
            yield content.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise CsvError(
                f"La ligne {number} n’est pas en UTF-8 : enregistrez le fichier en « CSV UTF-8 »."
            ) from None


def _names(first: str, separator: str, columns: Columns) -> list[str]:
    """The names of the first line; a wrong one is told by its place, for it may be a value."""
    try:
        [values] = csv.reader([first], delimiter=separator, strict=True)
    except (csv.Error, ValueError):
        raise CsvError(
            "La première ligne ne se lit pas : elle donne le nom des colonnes."
        ) from None
    names = [name.strip().lower() for name in values]
    for place, name in enumerate(names, 1):
        if name not in columns.known:
            raise CsvError(
                f"Colonne n° {place} : ce nom n’est pas connu. "
                f"Noms possibles : {', '.join(columns.known)}."
            )
        if name in names[: place - 1]:
            raise CsvError(f"La colonne « {name} » est là deux fois.")
    missing = [name for name in columns.required if name not in names]
    if missing:
        raise CsvError(f"Il manque une colonne : {', '.join(missing)}.")
    return names
