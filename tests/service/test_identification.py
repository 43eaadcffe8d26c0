"""Who is it: what is answered, what is refused, and what is never told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import older_code_hashes
from counter_app.service.tables import (
    CARD_LINKS,
    CODES,
    FAILED_IDENTIFICATIONS,
    NUMBERS,
    PEOPLE,
)
from tests.service.databases import MASTER_KEY
from tests.service.post import KEYS, Post, code_of, people

UNKNOWN_NIR = "277025913402174"
WRONG = {
    "nir": UNKNOWN_NIR,
    "card_serial": "03009999999",
    "birth_date": "19480418",
    "enrolment_code": "Hq7RtW2mKd9X",
}


@contextmanager
def statements_of(post: Post) -> Iterator[list[str]]:
    """The SQL that runs inside the block, without its values."""
    seen: list[str] = []

    def see(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    sa.event.listen(post.store.engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        sa.event.remove(post.store.engine, "before_cursor_execute", see)


def test_a_person_is_known_by_four_pieces_taken_together(post: Post) -> None:
    answer = post.identify("odette").json()
    assert answer["status"] == "PENDING"
    assert answer["allowed_actions"] == ["activate", "oppose"]
    assert answer["notice_sent_on"] == "2026-04-21"
    assert answer["opposition_until"] == "2026-06-02"
    assert answer["opens_on"] == "2026-06-03"
    assert answer["territory"] == "GP"
    assert answer["contacts"] == {"email": "od•••@exemple.example", "mobile": "06 90 •• •• 12"}
    assert answer["has_account"] is False
    assert answer["expires_at"] == "2026-05-12T14:23:21Z"
    assert answer["acting_for"] == "self"
    assert answer["further_requests"] == []


@pytest.mark.parametrize(
    ("name", "actions", "has_account"),
    [
        ("firmin", ["activate", "close"], False),
        ("solange", ["close"], True),
        ("kalinda", ["activate"], True),
        ("mireille", ["activate"], False),
        ("nazaire", ["activate"], False),
        ("tesfaye", ["activate", "oppose"], False),
    ],
)
def test_the_answer_follows_the_state(
    post: Post, name: str, actions: list[str], has_account: bool
) -> None:
    answer = post.identify(name).json()
    assert answer["status"] == people()[name]["status"]
    assert answer["allowed_actions"] == actions
    assert answer["has_account"] is has_account
    assert (answer["opens_on"] is not None) == (answer["status"] == "PENDING")


def test_a_child_is_known_by_its_own_number_and_the_card_of_its_parent(post: Post) -> None:
    child = post.identify("lilou").json()
    assert child["given_name"] == "Lilou"
    assert child["acting_for"] == "child"
    assert child["contacts"] == post.identify("aurele").json()["contacts"]
    twin_code = people()["noam"]["enrolment_code"]
    assert code_of(post.identify("lilou", enrolment_code=twin_code)) == "Identity_NotRecognised"


@pytest.mark.parametrize("piece", sorted(WRONG))
def test_no_answer_tells_which_piece_was_wrong(post: Post, piece: str) -> None:
    """Same words, same headers, and the same statements down to the written attempt."""
    with statements_of(post) as expected_work:
        expected = post.identify("odette", **WRONG)
    with statements_of(post) as work:
        answer = post.identify("odette", **{piece: WRONG[piece]})
    assert code_of(answer) == "Identity_NotRecognised"
    assert answer.content == expected.content
    assert answer.headers == expected.headers
    assert work == expected_work


@pytest.mark.parametrize("piece", ["nir", "card_serial", "birth_date"])
@pytest.mark.parametrize("name", ["expire", "dejapris", "hippolyte"])
def test_the_state_of_a_code_is_told_only_when_all_else_is_right(
    post: Post, name: str, piece: str
) -> None:
    assert code_of(post.identify(name, **{piece: WRONG[piece]})) == "Identity_NotRecognised"


@pytest.mark.parametrize(
    ("name", "failure"),
    [
        ("expire", "Code_Expired"),
        ("dejapris", "Code_AlreadyUsed"),
        ("hippolyte", "Identity_Deceased"),
    ],
)
def test_everything_right_and_yet_no_session(post: Post, name: str, failure: str) -> None:
    answer = post.identify(name)
    assert code_of(answer) == failure
    assert answer.json()["title"] == CATALOGUE[FailureCode(failure)].happened


def test_five_wrong_codes_block_the_code(post: Post) -> None:
    for _ in range(5):
        answer = post.identify("odette", enrolment_code="AAAAbbbb2222")
        assert code_of(answer) == "Identity_NotRecognised"
    assert code_of(post.identify("odette")) == "Code_Blocked"
    assert code_of(post.identify("odette", enrolment_code="AAAAbbbb2222")) == (
        "Identity_NotRecognised"
    )


def test_four_wrong_codes_do_not(post: Post) -> None:
    for _ in range(4):
        post.identify("odette", enrolment_code="AAAAbbbb2222")
    assert post.identify("odette").status_code == 200


def test_wrong_codes_count_only_for_the_right_person(post: Post) -> None:
    """Otherwise anyone who has seen a card could block its owner's code."""
    for _ in range(6):
        post.identify("odette", enrolment_code="AAAAbbbb2222", birth_date="19480418")
    assert post.identify("odette").status_code == 200
    assert all(code["wrong_attempts"] == 0 for code in post.rows(CODES))


@pytest.mark.parametrize("nir", [people()["odette"]["nir"], UNKNOWN_NIR])
def test_too_many_failures_in_an_hour_known_or_not(post: Post, nir: str) -> None:
    for _ in range(post.settings.failures_per_hour):
        answer = post.identify("odette", nir=nir, birth_date="19480418")
        assert code_of(answer) == "Identity_NotRecognised"
    refused = post.identify("odette", nir=nir)
    assert code_of(refused) == "Identity_TooManyAttempts"
    assert refused.headers["retry-after"] == "3600"
    post.forward(minutes=61)
    assert post.identify("odette").status_code == 200


def test_the_case_of_the_code_matters(post: Post) -> None:
    code = people()["odette"]["enrolment_code"]
    assert code_of(post.identify("odette", enrolment_code=code.swapcase())) == (
        "Identity_NotRecognised"
    )


def test_a_code_is_valid_to_the_end_of_its_last_day_in_the_territory(post: Post) -> None:
    """Sent on 21 April: valid on 2 June until midnight in Guadeloupe, 04:00 UTC the next day."""
    post.now = datetime(2026, 6, 3, 3, 59, 59, tzinfo=UTC)
    last = post.identify("odette")
    assert last.status_code == 200
    assert last.json()["opens_on"] == "2026-06-03"
    post.now += timedelta(seconds=1)
    assert code_of(post.identify("odette")) == "Code_Expired"


def test_a_newer_code_ends_the_older_one(post: Post) -> None:
    with post.store.writing() as connection:
        connection.execute(
            sa.update(CODES)
            .where(CODES.c.person_id == post.person_id("odette"))
            .values(superseded_at=post.now)
        )
    assert code_of(post.identify("odette")) == "Code_Expired"


def test_a_code_that_has_not_left_yet_is_nobodys(post: Post) -> None:
    with post.store.writing() as connection:
        connection.execute(
            sa.update(CODES)
            .where(CODES.c.person_id == post.person_id("odette"))
            .values(sent_on=None)
        )
    assert code_of(post.identify("odette")) == "Identity_NotRecognised"
    assert all(code["wrong_attempts"] == 0 for code in post.rows(CODES))


def test_a_code_of_the_first_version_was_kept_with_its_persons_number(post: Post) -> None:
    odette = people()["odette"]
    with post.store.writing() as connection:
        connection.execute(
            sa.update(CODES)
            .where(CODES.c.person_id == post.person_id("odette"))
            .values(
                code_hash=older_code_hashes(KEYS, odette["nir"], odette["enrolment_code"])[0],
                issued_at=None,
            )
        )
    assert post.identify("odette").status_code == 200


def test_the_numbers_of_older_rows_are_sealed_when_their_person_comes(post: Post) -> None:
    with post.store.writing() as connection:
        connection.execute(sa.update(PEOPLE).values(nir_sealed=None))
        connection.execute(sa.update(NUMBERS).values(nir_sealed=None))
        connection.execute(sa.update(CARD_LINKS).values(serial_sealed=None))
    post.identify("odette", enrolment_code=WRONG["enrolment_code"])
    assert sealed_numbers(post) == []
    assert post.identify("odette").status_code == 200
    odette = people()["odette"]
    nir, serial = odette["nir"], odette["card_serial"]
    assert sealed_numbers(post) == [("nir", nir), ("number", nir), ("serial", serial)]


def test_under_a_parents_number_only_the_card_is_sealed(post: Post) -> None:
    """The number is the parent's, not the child's."""
    with post.store.writing() as connection:
        connection.execute(sa.update(PEOPLE).values(nir_sealed=None))
        connection.execute(sa.update(CARD_LINKS).values(serial_sealed=None))
    aurele, lilou = people()["aurele"], people()["lilou"]
    answer = post.identify("lilou", nir=aurele["nir"])
    assert answer.json()["given_name"] == lilou["given_name"]
    found = [row for row in sealed_numbers(post) if row[0] != "number"]
    assert found == [("serial", lilou["card_serial"])]


def sealed_numbers(post: Post) -> list[tuple[str, str | None]]:
    """Every number that the store holds sealed, opened."""
    return sorted(
        (what, KEYS.decrypt(purpose, row[column]))
        for what, table, purpose, column in (
            ("nir", PEOPLE, "people.nir", "nir_sealed"),
            ("number", NUMBERS, "numbers.nir", "nir_sealed"),
            ("serial", CARD_LINKS, "card_links.serial", "serial_sealed"),
        )
        for row in post.rows(table)
        if row[column] is not None
    )


def test_people_are_found_while_the_keys_are_changed(post: Post) -> None:
    """Every row still is as the older key made it."""
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    odette = {field: people()["odette"][field] for field in fields}
    with post.with_keys(ServiceKeys(bytes(range(1, 33)), MASTER_KEY)) as client:
        assert client.post("/v1/identifications", json=odette).status_code == 200
        session = client.post("/v1/identifications", json=odette).json()["token"]
        taken = {"token": session, "login_name": "kalinda.tn"}
        assert client.post("/v1/login-name-checks", json=taken).json()["free"] is False


def test_few_statements(post: Post) -> None:
    """Each is a journey to the database and back, for 69 million people."""
    with statements_of(post) as work:
        token = post.token("odette")
    assert len(work) <= 4
    with statements_of(post) as work:
        assert post.submit(token, "oppose").status_code == 200
    assert len(work) <= 8


def test_success_is_no_failure(post: Post) -> None:
    post.identify("odette")
    assert post.rows(FAILED_IDENTIFICATIONS) == []


def test_a_login_name_is_checked_within_a_session(post: Post) -> None:
    def check(token: str, login_name: str) -> Any:
        body = {"token": token, "login_name": login_name}
        return post.client.post("/v1/login-name-checks", json=body)

    token = post.token("odette")
    assert check(token, "fleur.des.iles").json() == {"free": True, "suggestions": []}
    taken = check(token, "kalinda.tn").json()
    assert taken["free"] is False
    assert len(taken["suggestions"]) == 3
    for suggestion in taken["suggestions"]:
        assert check(token, suggestion).json()["free"] is True
    assert code_of(check(token, "court")) == "Account_LoginNameRefused"
    assert code_of(check("no-such-session", "fleur.des.iles")) == "Session_Expired"
    post.forward(minutes=20)
    assert code_of(check(token, "fleur.des.iles")) == "Session_Expired"
