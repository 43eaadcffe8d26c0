"""Invented people by the thousand, straight into a database of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg

from counter_app.service.codes import code_hashes
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import birth_date_hash, lookup_hash, nir_hash
from tests.bench.load import Visitor

BIRTH_DATE = "19500101"
_ALPHABET = "ACDEFGHJKMNPQRTUVWXYabcdefghjkmnpqrtuvwxy2345679"


def visitor(number: int) -> Visitor:
    """The same person each time, for numbers from 1 to 12 millions."""
    body = f"150{1 + number // 1_000_000 % 12:02d}75{number // 1000 % 1000:03d}{number % 1000:03d}"
    code, rest = "", number * 7_919 + 104_729
    for _ in range(12):
        rest, digit = divmod(rest, len(_ALPHABET))
        code += _ALPHABET[digit]
    return Visitor(
        nir=f"{body}{97 - int(body) % 97:02d}",
        card_serial=f"{number:011d}",
        birth_date=BIRTH_DATE,
        enrolment_code=code,
    )


def add_people(url: str, keys: ServiceKeys, count: int, sent_on: date) -> None:
    """People numbered from 1 (also their ids), each with a card, a number and a code, all pending.

    `url`: of libpq. The tables are there and empty.
    """
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for table, rows in _TABLES.items():
            columns = list(next(rows(1, visitor(1), keys, sent_on)))
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for number in range(1, count + 1):
                    for row in rows(number, visitor(number), keys, sent_on):
                        copy.write_row(list(row.values()))
        for table in ("people", "enrolment_codes"):
            cursor.execute(f"SELECT setval('{table}_id_seq', %s)", (count,))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _person(number: int, who: Visitor, keys: ServiceKeys, sent_on: date) -> Iterator[Any]:
    yield {
        "id": number,
        "nir_sealed": keys.encrypt("people.nir", who.nir),
        "birth_date_hash": birth_date_hash(keys, who.nir, who.birth_date),
        "family_name_sealed": keys.encrypt("people.family_name", f"DUMOULIN {number}"),
        "given_name_sealed": keys.encrypt("people.given_name", "Camille"),
        "birth_date_sealed": keys.encrypt("people.birth_date", who.birth_date),
        "email_sealed": keys.encrypt("people.email", f"camille.{number}@exemple.example"),
        "mobile_sealed": keys.encrypt("people.mobile", "+33639980000"),
        "territory": "FX",
        "status": "PENDING",
        "status_since": datetime(2026, 1, 1, tzinfo=UTC),
        "notice_sent_on": sent_on,
    }


def _number(number: int, who: Visitor, keys: ServiceKeys, sent_on: date) -> Iterator[Any]:
    yield {
        "nir_hash": nir_hash(keys, who.nir),
        "person_id": number,
        "nir_sealed": keys.encrypt("numbers.nir", who.nir),
    }


def _card(number: int, who: Visitor, keys: ServiceKeys, sent_on: date) -> Iterator[Any]:
    yield {
        "lookup_hash": lookup_hash(keys, who.nir, who.card_serial),
        "person_id": number,
        "serial_sealed": keys.encrypt("card_links.serial", who.card_serial),
    }


def _code(number: int, who: Visitor, keys: ServiceKeys, sent_on: date) -> Iterator[Any]:
    yield {
        "id": number,
        "person_id": number,
        "code_hash": code_hashes(keys, who.enrolment_code)[0],
        "channel": "letter",
        "issued_at": datetime(2026, 1, 1, tzinfo=UTC),
        "sent_on": sent_on,
    }


_TABLES = {"people": _person, "numbers": _number, "card_links": _card, "enrolment_codes": _code}
