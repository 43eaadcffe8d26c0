"""A file that cannot be read says where and why, before anything is done with it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.service.store import Store
from counter_app.service.tables import PEOPLE
from counter_app.service.waves.csv_file import (
    LONGEST_LINE,
    Columns,
    CsvError,
    Record,
    check_whole,
    read_records,
)
from counter_app.service.waves.people_import import COLUMNS, import_people
from tests.service.crowd import rows
from tests.service.post import START
from tests.service.waves.files import Report, adult, as_csv

ABC = Columns(("a", "b", "c"), ("a",))


def read(content: str | bytes, columns: Columns = ABC) -> list[Record]:
    """All records."""
    data = content if isinstance(content, bytes) else content.encode()
    return list(read_records(io.BytesIO(data), columns))


def fields(content: str | bytes) -> list[tuple[int, list[str] | None]]:
    """The records, without the names."""
    return [
        (each.number, None if each.fields is None else list(each.fields.values()))
        for each in read(content)
    ]


def test_separators_marks_orders_and_empty_lines() -> None:
    assert fields("a;b\n1;2\n") == [(2, ["1", "2"])]
    assert fields("a,b\r\n1,2\r\n") == [(2, ["1", "2"])]
    assert fields(b"\xef\xbb\xbfa;b\n1;2") == [(2, ["1", "2"])]
    assert fields('"a";"B"\n\n1;2\n\n3;4\n') == [(3, ["1", "2"]), (5, ["3", "4"])]
    assert read("b;a\n1;2\n")[0].fields == {"b": "1", "a": "2"}


def test_a_quoted_field_may_go_over_lines() -> None:
    content = 'a;b\n"1\n2";"un ""mot"" ; ici"\n3;4\n'
    assert fields(content) == [(2, ["1\n2", 'un "mot" ; ici']), (4, ["3", "4"])]


def test_a_line_with_too_few_or_too_many_fields_is_one_line_refused() -> None:
    assert fields("a;b\n1\n2;3\n4;5;6\n") == [(2, None), (3, ["2", "3"]), (4, None)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "est vide"),
        ("\n", "est vide"),
        (b"\xef\xbb\xbf", "est vide"),
        ("a;x\n", "Colonne n° 2"),
        ("a;b;a\n", "là deux fois"),
        ("b;c\n", "Il manque une colonne : a."),
        ('"a;b\n', "La première ligne"),
        ("a;b\n1;é\n".encode("latin-1"), "La ligne 2 n’est pas en UTF-8"),
        ("a;b\n1;é\n".encode("utf-16"), "La ligne 1 n’est pas en UTF-8"),
        ('a;b\n1;2\n3;"4\n5;6\n', "À partir de la ligne 3"),
        ('a;b\n1;"2" 3\n', "À partir de la ligne 2"),
        ("a;b\n1;" + "2" * LONGEST_LINE + "\n", "La ligne 2 est trop longue"),
        ('a;b\n1;"' + "234\n" * 50_000 + '"\n', "À partir de la ligne 2"),
    ],
)
def test_what_cannot_be_read_is_said(content: str | bytes, told: str) -> None:
    with pytest.raises(CsvError, match=told):
        read(content)


def test_no_value_of_the_file_is_said() -> None:
    """A file without names begins with a person."""
    with pytest.raises(CsvError) as refused:
        read("248049711203438;MARCHANDEAU\n")
    assert "248049711203438" not in str(refused.value)
    assert "MARCHANDEAU" not in str(refused.value)


@given(
    st.lists(
        st.lists(st.text(max_size=20), min_size=3, max_size=3).filter(any),
        max_size=20,
    ),
    st.sampled_from(";,"),
    st.sampled_from(["\n", "\r\n"]),
)
@example([["\n", "\r\n", '"']], ";", "\n")
def test_what_was_written_is_read(
    lines: Sequence[Sequence[str]], separator: str, ending: str
) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    table.writerow(["a", "b", "c"])
    table.writerows(lines)
    file = io.BytesIO(text.getvalue().encode())
    found = [list((each.fields or {}).values()) for each in read_records(file, ABC)]
    assert found == [list(line) for line in lines]
    assert check_whole(file, ABC) == len(lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        records = read(b"a;b;c\n" + content)
    except CsvError:
        return
    assert all(record.number >= 2 for record in records)


def test_a_file_that_stops_being_readable_changes_nothing(store: Store) -> None:
    content = as_csv(adult(number) for number in range(3)).read() + b'"1;2\n'
    with pytest.raises(CsvError):
        import_people(store, io.BytesIO(content), Report().refusals, START)
    assert rows(store, PEOPLE) == []


def test_a_line_of_another_length_is_reported(store: Store) -> None:
    report = Report()
    columns = ("nir", "family_name", "given_name", "birth_date")
    file = as_csv([], columns)
    content = file.read() + b"1;2\n"
    import_people(store, io.BytesIO(content), report.refusals, START)
    [(line, column, reason)] = report.rows
    assert (line, column) == (2, "")
    assert "2 cases" in reason
    assert COLUMNS.required == columns
