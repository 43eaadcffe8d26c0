"""Every error is a problem of the catalogue, and repeats nothing of what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action
from counter_app.service.application import create_app
from counter_app.service.problems import HTTP_STATUS
from counter_app.service.store import Store
from counter_app.service.tables import OUTBOX
from tests.service.post import Client, Post, code_of, new_key, people

IDENTIFICATIONS = "/v1/identifications"
OPERATION = {
    "token": "abc",
    "action": "oppose",
    "channel": "card",
    "identity_document": "passport",
}


def identity(**changes: Any) -> dict[str, Any]:
    """The body of an identification that is well-formed."""
    odette = people()["odette"]
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    return {field: odette[field] for field in fields} | changes


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"nir": "24804971120343"}, ["nir"]),
        ({"nir": "248049711203438 "}, ["nir"]),
        ({"nir": 248049711203438}, ["nir"]),
        ({"nir": None}, ["nir"]),
        ({"card_serial": "0300417"}, ["card_serial"]),
        ({"birth_date": "1948-04-17"}, ["birth_date"]),
        ({"birth_date": "١٩٤٨٠٤١٧"}, ["birth_date"]),
        ({"enrolment_code": "Hq7RtW2mKd9"}, ["enrolment_code"]),
        ({"enrolment_code": "Hq7RtW2mKd9é"}, ["enrolment_code"]),
        ({"enrolment_code": ["Hq7RtW2mKd9x"]}, ["enrolment_code"]),
        ({"nir": "1", "birth_date": "2"}, ["birth_date", "nir"]),
        ({"Odette Marchandeau": 1}, []),
    ],
)
def test_a_malformed_field_is_named_and_never_repeated(
    post: Post, changes: dict[str, Any], fields: list[str]
) -> None:
    answer = post.client.post(IDENTIFICATIONS, json=identity(**changes))
    assert code_of(answer) == "Request_Malformed"
    assert answer.status_code == 422
    assert answer.json()["fields"] == fields
    for value in [*changes, *changes.values()]:
        if value not in ("nir", "birth_date", "card_serial", "enrolment_code", "1", "2", None):
            assert str(value) not in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"activation": {"terms_version": "1", "privacy_version": "1"}},
        {"delete_data": "yes"},
        {"action": "reject"},
        {"organisation": "x" * 201},
        {"organisation": "line\nbreak"},
        {"agent": "\ud800"},
        {"token": "a b"},
        {"token": "a" * 101},
    ],
)
def test_a_malformed_operation(post: Post, changes: dict[str, Any]) -> None:
    answer = post.client.post(
        "/v1/operations",
        content=json.dumps(OPERATION | changes),
        headers={"Idempotency-Key": new_key(), "Content-Type": "application/json"},
    )
    assert code_of(answer) == "Request_Malformed"


@pytest.mark.parametrize("key", [None, "", "short", "a" * 65, "with a space in the key"])
def test_an_operation_needs_a_key(post: Post, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = post.client.post("/v1/operations", json=OPERATION, headers=headers)
    assert code_of(answer) == "Request_Malformed"
    assert answer.json()["fields"] == ["Idempotency-Key"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b'{"nir": NaN}',
        b"[" * 30_000,
        b'{"a":' * 10_000,
        b'{"nir": 1' + b"0" * 5_000 + b"}",
    ],
)
def test_what_is_not_a_message(post: Post, body: bytes) -> None:
    answer = post.client.post(
        IDENTIFICATIONS, content=body, headers={"Content-Type": "application/json"}
    )
    assert code_of(answer) == "Request_Malformed"
    assert answer.status_code in {400, 422}


@given(body=st.binary(max_size=200) | st.text(max_size=60).map(lambda text: text.encode()))
def test_any_bytes_get_a_problem(lasting_post: Post, body: bytes) -> None:
    answer = lasting_post.client.post(
        IDENTIFICATIONS, content=body, headers={"Content-Type": "application/json"}
    )
    assert code_of(answer) == "Request_Malformed"


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_has_a_limit(post: Post, announced: bool) -> None:
    async def in_pieces() -> Any:
        for _ in range(70):
            yield b" " * 1024

    content: Any = b" " * 70 * 1024 if announced else in_pieces()
    answer = post.client.post(IDENTIFICATIONS, content=content)
    assert code_of(answer) == "Request_Malformed"
    assert answer.status_code == 413


def test_another_media_type(post: Post) -> None:
    answer = post.client.post(
        IDENTIFICATIONS, content=json.dumps(identity()), headers={"Content-Type": "text/plain"}
    )
    assert code_of(answer) == "Request_Malformed"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/unknown", 404),
        ("GET", "/v2/status", 404),
        ("GET", "/v1/identifications", 405),
        ("DELETE", "/v1/status", 405),
        ("GET", "/v1/operations/" + "0" * 36, 404),
    ],
)
def test_what_does_not_exist(post: Post, method: str, path: str, status: int) -> None:
    answer = post.client.request(method, path)
    assert code_of(answer) == "Request_NotFound"
    assert answer.status_code == status


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "Bearer é"]
)
@pytest.mark.parametrize("path", ["/v1/status", "/v1/identifications", "/v1/unknown"])
def test_a_post_shows_its_secret(post: Post, path: str, authorization: str) -> None:
    headers = httpx.Headers({"Authorization": authorization}, encoding="utf-8")
    answer = post.client.get(path, headers=headers)
    assert code_of(answer) == "Service_NotAuthorised"
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/health", "/v1/seal-keys"])
def test_what_anyone_may_ask(post: Post, path: str) -> None:
    assert post.client.get(path, headers={"Authorization": ""}).status_code == 200


def test_the_status_says_that_people_are_invented(post: Post) -> None:
    content = post.client.get("/v1/status").json()
    assert content["fictive"] is True
    assert content["now"] == "2026-05-12T14:03:21Z"


@pytest.fixture
def without_outbox(post: Post) -> Iterator[Post]:
    """A service whose database lost a table: the last statement of an act fails."""
    with post.store.writing() as connection:
        OUTBOX.drop(connection)
    yield post
    with post.store.writing() as connection:
        OUTBOX.create(connection)


@pytest.mark.expected_warnings(
    r"counter_app\.service: unexpected OperationalError at .* database code SQLITE_ERROR",
    r"counter_app\.service: unexpected ProgrammingError at .* database code 42P01",
)
def test_a_fault_is_told_without_what_was_said(
    without_outbox: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post = without_outbox
    token = post.token("odette")
    answer = post.submit(token, Action.OPPOSE)
    assert code_of(answer) == "Service_Fault"
    assert post.status("odette") == "PENDING"
    for text in (answer.text, caplog.text):
        assert people()["odette"]["email"] not in text
        assert token not in text
        assert "INSERT" not in text
    [record] = caplog.records
    assert record.exc_info is None


@pytest.mark.expected_warnings(r"counter_app\.service: unexpected OperationalError at")
def test_a_database_held_by_another_is_busy(post: Post) -> None:
    hasty = Store(post.database.hasty_url, post.store.keys)
    client = Client(create_app(post.settings, hasty))
    try:
        with post.database.held():
            answer = client.post(IDENTIFICATIONS, json=identity())
        assert code_of(answer) == "Service_Busy"
        assert answer.status_code == 503
        assert "retry-after" in answer.headers
        assert client.post(IDENTIFICATIONS, json=identity()).status_code == 200
    finally:
        client.close()
        hasty.close()


@pytest.mark.expected_warnings(r"counter_app\.service: unexpected CommitError at")
def test_a_commit_that_fails_leaves_the_outcome_unknown(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Only the database knows: the counter must ask again."""
    token, key = post.token("odette"), new_key()

    dialect = post.store.engine.dialect

    def broken(_dialect: Any, connection: Any) -> None:
        connection.commit()
        raise dialect.loaded_dbapi.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(type(dialect), "do_commit", broken)
        answer = post.submit(token, Action.OPPOSE, key)
    assert code_of(answer) == "Operation_OutcomeUnknown"
    assert "unexpected CommitError" in caplog.text
    assert post.client.post(f"/v1/operations/{key}/settlement").json()["registered"] is True


def test_each_failure_that_the_service_tells_has_a_status() -> None:
    told = {
        code for code in FailureCode if not code.startswith(("Card_", "Print_", "File_", "Post_"))
    }
    assert set(HTTP_STATUS) == told - {
        FailureCode.SERVICE_UNREACHABLE,
        FailureCode.SERVICE_ANSWER_UNREADABLE,
        FailureCode.OPERATION_NOT_REGISTERED,
        FailureCode.CODE_PERHAPS_SENT,
    }
