"""New codes, statistics and what newer services add: read as they come, or as never said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, FurtherAct
from counter_app.gateway import answers
from counter_app.gateway.codes import CodeHolder, CodeOffer, CodeRequest, SentCode
from counter_app.gateway.counts import Count
from counter_app.gateway.http import HttpGateway
from counter_app.gateway.port import ActingFor, CodeChannel
from tests.gateway.people import SECRET, operation, people, request_of
from tests.gateway.test_http_faults import (
    HALF,
    PORTAL,
    answering,
    failure,
    http,
    listening,
    problem,
    request_from,
)

_C = FailureCode
OFFER = {
    "people": [{"rank": 0, "given_name": "Maé"}, {"rank": 1, "given_name": "Noa"}],
    "email": "ma•••@exemple.example",
    "mobile": "06 •• •• •• 12",
    "letter": True,
}
SENT = {
    "channel": "sms",
    "recipient": "06 •• •• •• 12",
    "valid_until": "2027-01-04",
    "next_request_at": "2026-11-23T14:42:30Z",
}
STATISTICS: dict[str, Any] = {
    "since": "2026-11-01",
    "until": "2026-11-23",
    "withheld_under": 5,
    "by_day": [{"name": "2026-11-20", "action": "activate", "count": 12}],
    "by_territory": [{"name": "GP", "action": "close", "count": None}],
    "by_organisation": [{"name": "France Services du Moule", "action": "oppose", "count": 7}],
    "by_channel": [{"name": "card", "action": "invented_later", "count": 8}],
}
IDENTIFICATION: dict[str, Any] = {
    "token": "a-token",
    "family_name": "MARCHANDEAU",
    "given_name": "Odette",
    "status": "PENDING",
    "allowed_actions": ["activate", "oppose"],
    "notice_sent_on": "2026-11-02",
    "opposition_until": "2026-12-14",
    "opens_on": "2026-12-15",
    "territory": "GP",
    "contacts": {"email": None, "mobile": None},
    "has_account": False,
    "expires_at": "2026-11-23T15:00:00Z",
}
ACKNOWLEDGEMENT: dict[str, Any] = {
    "receipt_number": "CF-2026-000001",
    "action": "activate",
    "status": "ACTIVE",
    "registered_at": "2026-11-23T14:42:00Z",
    "email_queued": False,
    "deletion_due_by": None,
    "reopened": True,
    "seal": "",
}


def code_request(name: str = "odette") -> CodeRequest:
    """What a new code is asked with."""
    person = people()[name]
    return CodeRequest(person["nir"], person["card_serial"], person["birth_date"], "guichet 2")


class Heard:
    """A service that keeps what it was asked; `reply(path, body)` makes its answers."""

    def __init__(self, reply: Any) -> None:
        self.reply = reply
        self.lines: list[str] = []
        self.bodies: list[dict[str, Any]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, _, body = (await request_from(reader)).partition(b"\r\n\r\n")
        self.lines.append(head.decode().partition("\r\n")[0])
        self.bodies.append(json.loads(body) if body else {})
        writer.write(self.reply(self.lines[-1], self.bodies[-1]))
        await writer.drain()


@asynccontextmanager
async def served_by(heard: Heard) -> AsyncIterator[HttpGateway]:
    """A gateway to this service."""
    async with listening(heard) as url:
        gateway = HttpGateway(url, SECRET, timeout=10)
        try:
            yield gateway
        finally:
            await gateway.close()


def ok(content: Any) -> bytes:
    """A good answer."""
    return http(200, json.dumps(content).encode())


def test_an_offer_is_asked_for_and_read() -> None:
    heard = Heard(lambda *_: ok(OFFER | {"added_later": 1}))

    async def scenario() -> CodeOffer:
        async with served_by(heard) as gateway:
            return await gateway.request_code(code_request())

    offer = asyncio.run(scenario())
    assert offer == CodeOffer(
        (CodeHolder(0, "Maé"), CodeHolder(1, "Noa")),
        "ma•••@exemple.example",
        "06 •• •• •• 12",
        letter=True,
    )
    odette = people()["odette"]
    wanted = {key: odette[key] for key in ("nir", "card_serial", "birth_date")}
    assert heard.lines == ["POST /v1/code-requests HTTP/1.1"]
    assert heard.bodies == [wanted | {"agent": "guichet 2"}]
    for personal in ("Maé", odette["nir"], odette["card_serial"], odette["birth_date"]):
        assert personal not in f"{offer!r} {code_request()!r}"


def test_a_code_is_sent_to_one_of_them_by_one_way() -> None:
    heard = Heard(lambda *_: ok(SENT))

    async def scenario() -> SentCode:
        async with served_by(heard) as gateway:
            return await gateway.send_code(code_request(), 1, CodeChannel.SMS)

    assert asyncio.run(scenario()) == SentCode(
        CodeChannel.SMS,
        "06 •• •• •• 12",
        date(2027, 1, 4),
        datetime(2026, 11, 23, 14, 42, 30, tzinfo=UTC),
    )
    assert heard.lines == ["POST /v1/codes HTTP/1.1"]
    assert (heard.bodies[0]["rank"], heard.bodies[0]["channel"]) == (1, "sms")
    assert "code" not in heard.bodies[0]


def test_a_letter_names_nobody_and_may_have_no_last_day_yet() -> None:
    sent = answers.sent_code(SENT | {"channel": "letter", "recipient": None, "valid_until": None})
    assert (sent.channel, sent.recipient, sent.valid_until) == (CodeChannel.LETTER, None, None)


def test_statistics_are_asked_for_with_days_and_read() -> None:
    heard = Heard(lambda *_: ok(STATISTICS))

    async def scenario() -> Any:
        async with served_by(heard) as gateway:
            return await gateway.statistics(date(2026, 11, 1), date(2026, 11, 23))

    told = asyncio.run(scenario())
    assert heard.lines == ["GET /v1/statistics?since=2026-11-01&until=2026-11-23 HTTP/1.1"]
    assert (told.since, told.until, told.withheld_under) == (
        date(2026, 11, 1),
        date(2026, 11, 23),
        5,
    )
    assert told.by_day == (Count("2026-11-20", "activate", 12),)
    assert told.by_territory == (Count("GP", "close", None),)
    assert told.by_organisation == (Count("France Services du Moule", "oppose", 7),)
    assert told.by_channel == (Count("card", "invented_later", 8),)


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (OFFER | {"people": []}, answers.code_offer),
        (OFFER | {"people": [{"rank": True, "given_name": "Maé"}]}, answers.code_offer),
        (OFFER | {"people": [{"rank": -1, "given_name": "Maé"}]}, answers.code_offer),
        (OFFER | {"email": None, "mobile": None, "letter": False}, answers.code_offer),
        (OFFER | {"letter": "yes"}, answers.code_offer),
        (SENT | {"channel": "pigeon"}, answers.sent_code),
        (SENT | {"next_request_at": "2026-11-23T14:42:30"}, answers.sent_code),
        (STATISTICS | {"since": None}, answers.statistics),
        (STATISTICS | {"by_day": [{"name": "x", "action": "y", "count": 1.5}]}, answers.statistics),
        (STATISTICS | {"by_day": [{"name": "x", "action": "y"}]}, answers.statistics),
        (IDENTIFICATION | {"further_requests": [3]}, answers.identification),
        (ACKNOWLEDGEMENT | {"data_restored": 1}, answers.acknowledgement),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(content: Any, read: Any) -> None:
    async def scenario() -> None:
        async def reading() -> None:
            read(content)

        assert (await failure(reading())).code is _C.SERVICE_ANSWER_UNREADABLE

    asyncio.run(scenario())


# What may have happened all the same ------------------------------------------------------------

CASES = [
    # answer, what sending a code tells, what looking tells
    (PORTAL, _C.CODE_PERHAPS_SENT, _C.SERVICE_ANSWER_UNREADABLE),
    (HALF, _C.CODE_PERHAPS_SENT, _C.SERVICE_UNREACHABLE),
    (http(502, b""), _C.CODE_PERHAPS_SENT, _C.SERVICE_FAULT),
    (http(200, b"{}"), _C.CODE_PERHAPS_SENT, _C.SERVICE_ANSWER_UNREADABLE),
    (problem(500, "Service_Fault"), _C.SERVICE_FAULT, _C.SERVICE_FAULT),
    (problem(409, "Contact_Unknown"), _C.CONTACT_UNKNOWN, _C.CONTACT_UNKNOWN),
    (problem(404, "Request_NotFound"), _C.REQUEST_NOT_FOUND, _C.REQUEST_NOT_FOUND),
]


@pytest.mark.parametrize(("raw", "for_a_code", "for_a_question"), CASES)
def test_what_each_answer_means(
    raw: bytes, for_a_code: FailureCode, for_a_question: FailureCode
) -> None:
    async def scenario() -> None:
        async with answering(raw) as gateway:
            sending = gateway.send_code(code_request(), 0, CodeChannel.EMAIL)
            assert (await failure(sending)).code is for_a_code
            assert (await failure(gateway.request_code(code_request()))).code is for_a_question
            looking = gateway.statistics(date(2026, 11, 1), date(2026, 11, 23))
            assert (await failure(looking)).code is for_a_question

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        (b"Retry-After: 17\r\n", 17),
        (b"", None),
        (b"Retry-After: Mon, 23 Nov 2026 14:43:00 GMT\r\n", None),
        (b"Retry-After: -4\r\n", None),
        ("Retry-After: ١٧\r\n".encode(), None),
        (b"Retry-After: " + b"9" * 5000 + b"\r\n", 99_999),
    ],
)
def test_how_long_to_wait_is_a_fact_of_the_refusal(header: bytes, fact: int | None) -> None:
    raw = problem(429, "Code_TooSoon").replace(b"\r\n\r\n", b"\r\n" + header + b"\r\n", 1)

    async def scenario() -> None:
        async with answering(raw) as gateway:
            told = await failure(gateway.send_code(code_request(), 0, CodeChannel.SMS))
        assert told.code is _C.CODE_TOO_SOON
        assert told.facts.get("retry_after") == fact

    asyncio.run(scenario())


# Older and newer services -----------------------------------------------------------------------


def test_an_older_service_says_less() -> None:
    known = answers.identification(IDENTIFICATION)
    assert (known.acting_for, known.further_requests) == (ActingFor.SELF, ())
    assert answers.acknowledgement(ACKNOWLEDGEMENT).data_restored is False


def test_a_newer_service_says_more() -> None:
    known = answers.identification(
        IDENTIFICATION
        | {"acting_for": "child", "further_requests": ["invented_later", "request_deletion"]}
    )
    assert known.acting_for is ActingFor.CHILD
    assert known.further_requests == (FurtherAct.REQUEST_DELETION,), "what can be offered"
    assert answers.acknowledgement(ACKNOWLEDGEMENT | {"data_restored": True}).data_restored


def test_an_older_service_that_knows_no_agents_still_identifies() -> None:
    """It refuses the field; without it, the same question is a good one."""
    heard = Heard(
        lambda _line, body: (
            problem(422, "Request_Malformed") if "agent" in body else ok(IDENTIFICATION)
        )
    )

    async def scenario() -> None:
        async with served_by(heard) as gateway:
            asked = replace(request_of("odette"), agent="guichet 2")
            assert (await gateway.identify(asked)).token == "a-token"

    asyncio.run(scenario())
    assert [body.get("agent") for body in heard.bodies] == ["guichet 2", None]


def test_a_question_that_is_malformed_without_an_agent_is_asked_once() -> None:
    heard = Heard(lambda *_: problem(422, "Request_Malformed"))

    async def scenario() -> None:
        async with served_by(heard) as gateway:
            told = await failure(gateway.identify(request_of("odette")))
            assert told.code is _C.REQUEST_MALFORMED
            told = await failure(gateway.submit(operation("token", Action.OPPOSE)))
            assert told.code is _C.REQUEST_MALFORMED

    asyncio.run(scenario())
    assert len(heard.bodies) == 2
