"""What goes wrong between the counter and the service: nothing sent twice, nothing forgotten."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.gateway.http import HttpGateway
from tests.gateway.people import SECRET, Service, operation, people, request_of

_C = FailureCode


async def failure(of: Coroutine[Any, Any, Any]) -> CounterError:
    """The failure that this call tells."""
    with pytest.raises(CounterError) as told:
        await of
    return told.value


async def request_from(reader: asyncio.StreamReader) -> bytes:
    """One whole HTTP request, as bytes."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return head + await reader.readexactly(length)


@asynccontextmanager
async def listening(answer: Any) -> AsyncIterator[str]:
    """A server on loopback that treats each connection with `answer(reader, writer)`.

    It ends when each connection has been treated: a treatment cut short by the end of the loop is
    told in the log by Python 3.11.
    """
    treatments: set[asyncio.Future[None]] = set()

    async def treat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        treated = asyncio.get_running_loop().create_future()
        treatments.add(treated)
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has gone
        finally:
            writer.close()
            treated.set_result(None)

    server = await asyncio.start_server(treat, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        if treatments:
            await asyncio.wait(treatments, timeout=10)


@asynccontextmanager
async def answering(raw: bytes) -> AsyncIterator[HttpGateway]:
    """A gateway to something that gives this answer, whatever it is asked."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_from(reader)
        writer.write(raw)
        await writer.drain()

    async with listening(answer) as url:
        gateway = HttpGateway(url, SECRET, timeout=10)
        try:
            yield gateway
        finally:
            await gateway.close()


def http(status: int, body: bytes, media_type: str = "application/json") -> bytes:
    """An answer as it goes over the wire."""
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def problem(status: int, code: str) -> bytes:
    """An answer of the service's kind."""
    return http(status, json.dumps({"code": code}).encode(), "application/problem+json; charset=x")


PORTAL = http(200, b"<html>Acceptez les conditions</html>", "text/html")
HALF = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
TO_PORTAL = b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"

CASES = [
    # answer, what an act tells, what any other question tells
    (PORTAL, _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (TO_PORTAL, _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(200, b"{"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(200, b"{}"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(200, b"[1]"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(200, b"[" * 50_000), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(200, b"\xff\xfe"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (http(500, b""), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_FAULT),
    (http(502, b"<html>", "text/html"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_FAULT),
    (http(503, b""), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_BUSY),
    (http(504, b""), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_FAULT),
    (http(429, b""), _C.SERVICE_BUSY, _C.SERVICE_BUSY),
    (http(401, b""), _C.SERVICE_NOT_AUTHORISED, _C.SERVICE_NOT_AUTHORISED),
    (http(404, b""), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (problem(500, "Service_Fault"), _C.SERVICE_FAULT, _C.SERVICE_FAULT),
    (problem(503, "Service_Busy"), _C.SERVICE_BUSY, _C.SERVICE_BUSY),
    (
        problem(500, "Operation_OutcomeUnknown"),
        _C.OPERATION_OUTCOME_UNKNOWN,
        _C.OPERATION_OUTCOME_UNKNOWN,
    ),
    (problem(409, "Invented_Later"), _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_ANSWER_UNREADABLE),
    (HALF, _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_UNREACHABLE),
    (b"", _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_UNREACHABLE),
    (b"SSH-2.0-server\r\n", _C.OPERATION_OUTCOME_UNKNOWN, _C.SERVICE_UNREACHABLE),
]


@pytest.mark.parametrize(("raw", "for_an_act", "for_a_question"), CASES)
def test_what_each_answer_means(
    raw: bytes, for_an_act: FailureCode, for_a_question: FailureCode
) -> None:
    async def scenario() -> None:
        async with answering(raw) as gateway:
            act = operation("token", Action.OPPOSE)
            assert (await failure(gateway.submit(act))).code is for_an_act
            assert (await failure(gateway.identify(request_of("odette")))).code is for_a_question
            assert (await failure(gateway.outcome(act.idempotency_key))).code is for_a_question

    asyncio.run(scenario())


def test_no_failure_carries_what_was_sent() -> None:
    async def scenario() -> None:
        async with answering(HALF) as gateway:
            told = await failure(gateway.identify(request_of("odette")))
        chain: BaseException | None = told
        while chain is not None:
            assert people()["odette"]["nir"] not in f"{chain!r} {chain.args} {vars(chain)}"
            assert not hasattr(chain, "request")
            chain = chain.__cause__

    asyncio.run(scenario())


def test_silence_after_sending() -> None:
    """The answer does not come in time: for an act, only the service can tell."""
    arrived = []

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        arrived.append(await request_from(reader))
        await reader.read()

    async def scenario() -> None:
        async with listening(silent) as url:
            gateway = HttpGateway(url, SECRET, timeout=0.2)
            try:
                told = await failure(gateway.submit(operation("token", Action.OPPOSE)))
                assert told.code is _C.OPERATION_OUTCOME_UNKNOWN
                told = await failure(gateway.identify(request_of("odette")))
                assert told.code is _C.SERVICE_UNREACHABLE
            finally:
                await gateway.close()

    asyncio.run(scenario())
    assert len(arrived) == 2, "each question went out once"


@pytest.mark.real
def test_an_answer_lost_on_the_way_back(service: Service) -> None:
    """Something between forwards the act, then drops the answer: the doubt is ended by asking."""
    forwarded: list[bytes] = []

    async def losing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await request_from(reader)
        there, back = await asyncio.open_connection("127.0.0.1", service.port)
        back.write(request)
        answer = await there.readuntil(b"\r\n\r\n")  # the service has done its part
        back.close()
        forwarded.append(request)
        assert answer.startswith(b"HTTP/1.1 200")
        writer.transport.abort()

    async def scenario() -> None:
        direct = service.gateway()
        known = await direct.identify(request_of("odette"))
        act = operation(known.token, Action.OPPOSE)
        async with listening(losing) as url:
            lossy = HttpGateway(url, SECRET)
            assert (await failure(lossy.submit(act))).code is _C.OPERATION_OUTCOME_UNKNOWN
            await lossy.close()
        done = await direct.outcome(act.idempotency_key)
        assert done is not None
        assert done.status is ProfileStatus.OPPOSED
        await direct.close()

    asyncio.run(scenario())
    assert len(forwarded) == 1, "the act was sent once"


@pytest.mark.real
def test_an_act_that_arrives_after_the_question(service: Service) -> None:
    """Something between holds the act back until the counter has asked: it is then refused."""
    held: asyncio.Queue[bytes] = asyncio.Queue()

    async def holding(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await held.put(await request_from(reader))

    async def scenario() -> None:
        direct = service.gateway()
        known = await direct.identify(request_of("odette"))
        act = operation(known.token, Action.OPPOSE)
        async with listening(holding) as url:
            slow = HttpGateway(url, SECRET)
            assert (await failure(slow.submit(act))).code is _C.OPERATION_OUTCOME_UNKNOWN
            await slow.close()
        assert await direct.outcome(act.idempotency_key) is None

        there, back = await asyncio.open_connection("127.0.0.1", service.port)
        back.write(await held.get())
        assert (await there.readuntil(b"\r\n")).startswith(b"HTTP/1.1 409")
        back.close()
        again = await direct.identify(request_of("odette"))
        assert again.status is ProfileStatus.PENDING
        await direct.close()

    asyncio.run(scenario())


def test_a_cancelled_call_leaves_the_gateway_usable() -> None:
    async def scenario() -> None:
        started = asyncio.Event()

        async def first_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await request_from(reader)
            if not started.is_set():
                started.set()
                await reader.read()
                return
            writer.write(problem(403, "Code_Expired"))
            await writer.drain()

        async with listening(first_silent) as url:
            gateway = HttpGateway(url, SECRET)
            call = asyncio.ensure_future(gateway.identify(request_of("odette")))
            await started.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            told = await failure(gateway.identify(request_of("odette")))
            assert told.code is _C.CODE_EXPIRED
            await gateway.close()

    asyncio.run(scenario())
