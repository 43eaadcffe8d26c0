"""Clients that speak badly, slowly or in crowds, on real sockets: each is told, none is kept."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from counter_app.domain.failures import FailureCode
from counter_app.service.settings import SECRET_VARIABLE
from tests.service.post import SECRET
from tests.service.processes import WITHIN, port_of, starting

pytestmark = pytest.mark.real

_C = FailureCode
CONNECTIONS = 4
MALFORMED = {400, 422}
AUTHORIZATION = f"Authorization: Bearer {SECRET}\r\n".encode()
HEAD = b"Host: service\r\n" + AUTHORIZATION
JSON = HEAD + b"Content-Type: application/json\r\n"
HEALTH = b"GET /health HTTP/1.1\r\nHost: service\r\n\r\n"
IDENTIFY = b"POST /v1/identifications HTTP/1.1\r\n" + JSON


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service of little patience."""
    config = tmp_path_factory.mktemp("deployment") / "service.toml"
    config.write_text(
        "[limits]\nhead_seconds = 0.4\nbody_seconds = 0.4\nbody_bytes = 4096\n"
        f"connections = {CONNECTIONS}\n",
        "utf-8",
    )
    with starting() as start:
        process = start("--fictive", "--config", str(config), **{SECRET_VARIABLE: SECRET})
        yield port_of(process)
        process.terminate()
        assert process.wait(WITHIN) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b"", "nothing that a client does is worth a line"


@contextlib.contextmanager
def connected(port: int) -> Iterator[socket.socket]:
    """A connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=WITHIN) as connection:
        yield connection


def told(connection: socket.socket) -> tuple[int, dict[str, str], Any]:
    """Status, headers and JSON of the next answer."""
    with connection.makefile("rb") as stream:
        status = int(stream.readline().split()[1])
        headers: dict[str, str] = {}
        while line := stream.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        return status, headers, json.loads(stream.read(int(headers["content-length"])))


def refused(connection: socket.socket, status: int, code: FailureCode) -> None:
    """The next answer is this problem, and the last one on this connection."""
    answered, headers, content = told(connection)
    assert (answered, content["code"]) == (status, code)
    assert content["status"] == status
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert connection.recv(1) == b""


def still_serves(port: int) -> None:
    """Another client is served."""
    with connected(port) as other:
        other.sendall(HEALTH)
        assert told(other)[0] == 200


def test_a_silent_client_is_left(port: int) -> None:
    with connected(port) as connection:
        assert connection.recv(1) == b""


def test_a_head_that_never_ends(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: ser")
        refused(connection, 408, _C.REQUEST_TIMED_OUT)


def test_a_second_head_that_never_ends(port: int) -> None:
    """On a connection that has served, the time runs from the first byte."""
    with connected(port) as connection:
        connection.sendall(HEALTH)
        assert told(connection)[0] == 200
        connection.sendall(b"GET /hea")
        refused(connection, 408, _C.REQUEST_TIMED_OUT)


def test_a_byte_at_a_time_for_ever(port: int) -> None:
    """Each byte comes well within the time, the whole never does."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=0.05)
    with connection:
        connection.sendall(IDENTIFY + b"Content-Length: 4000\r\n\r\n")
        sent = 0
        while True:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.send(b" ")
            sent += 1
            assert sent < 1000, "kept for ever"
            with contextlib.suppress(TimeoutError):
                start = connection.recv(12)
                break
        assert start == b"HTTP/1.1 408"
    still_serves(port)


def test_a_body_that_stops(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(IDENTIFY + b"Content-Length: 100\r\n\r\n{")
        refused(connection, 408, _C.REQUEST_TIMED_OUT)


def test_a_body_in_chunks_that_never_ends(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(IDENTIFY + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")
        refused(connection, 408, _C.REQUEST_TIMED_OUT)


def test_a_stranger_is_not_listened_to(port: int) -> None:
    """Without a secret the body is not awaited."""
    with connected(port) as connection:
        connection.sendall(IDENTIFY.replace(SECRET.encode(), b"x") + b"Content-Length: 9\r\n\r\n{")
        refused(connection, 401, _C.SERVICE_NOT_AUTHORISED)


def test_a_client_that_goes_in_the_middle(port: int) -> None:
    for length in (b"100", b"4000"):
        with connected(port) as connection:
            connection.sendall(IDENTIFY + b"Content-Length: " + length + b"\r\n\r\n{")
    still_serves(port)


def test_too_many_connections(port: int) -> None:
    with contextlib.ExitStack() as stack:
        served = [stack.enter_context(connected(port)) for _ in range(CONNECTIONS)]
        for connection in served:  # each has its place: it has been answered and stays
            connection.sendall(HEALTH)
            assert told(connection)[0] == 200
        one_more = stack.enter_context(connected(port))
        one_more.sendall(HEALTH)
        status, headers, content = told(one_more)
        assert (status, content["code"]) == (503, _C.SERVICE_BUSY)
        assert headers["content-type"] == "application/problem+json"
        assert headers["connection"] == "close"
        assert "retry-after" in headers
        assert one_more.recv(1) == b""
    still_serves_soon(port)


def test_a_flood_of_connections(port: int) -> None:
    """Far beyond the limit nothing is said; those who were there go on."""
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(connected(port))
        first.sendall(HEALTH)
        assert told(first)[0] == 200
        crowd = [stack.enter_context(connected(port)) for _ in range(3 * CONNECTIONS)]
        for connection in crowd:
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(1) == b""
        first.sendall(HEALTH)
        assert told(first)[0] == 200
    still_serves_soon(port)


def still_serves_soon(port: int) -> None:
    """As soon as the server has seen the others go."""
    while True:
        with connected(port) as other, contextlib.suppress(ConnectionResetError, IndexError):
            other.sendall(HEALTH)
            if told(other)[0] == 200:
                return


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"nonsense on the wire\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET /health HTTP/1.1\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n",
        IDENTIFY + b"Content-Length: -1\r\n\r\n",
        IDENTIFY + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        IDENTIFY + b"Transfer-Encoding: gzip\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 300 + b"\r\n\r\n",
    ],
)
def test_what_is_not_http(port: int, raw: bytes) -> None:
    with connected(port) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(raw)  # answered before its end when it is long
        status, headers, content = told(connection)
    assert status == 400
    assert headers["content-type"] == "application/problem+json"
    assert content["code"] == _C.REQUEST_MALFORMED


def test_a_broken_chunk(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(IDENTIFY + b"Transfer-Encoding: chunked\r\n\r\nnot a length\r\n")
        refused(connection, 400, _C.REQUEST_MALFORMED)


@pytest.mark.parametrize(
    ("request_line", "body", "statuses", "code"),
    [
        (b"POST /v1/identifications", b"{", MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b"", MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b"\x00", MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b'{"nir": "\\u0000"}', MALFORMED, _C.REQUEST_MALFORMED),
        (
            b"POST /v1/identifications",
            b'{"nir": 1, "birth_date": []}',
            MALFORMED,
            _C.REQUEST_MALFORMED,
        ),
        (b"POST /v1/identifications", b"[" * 4000, MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b'{"a":' * 800, MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b"\xff\xfe{}", MALFORMED, _C.REQUEST_MALFORMED),
        (b"POST /v1/identifications", b" " * 4097, {413}, _C.REQUEST_MALFORMED),
        (b"POST /v1/operations/%00%00/settlement", b"", MALFORMED, _C.REQUEST_MALFORMED),
        (b"GET /v1/operations/..%2f..%2fetc%2fpasswd", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"GET /v1/%00", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"GET /%ff", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"GET http://elsewhere/health", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"OPTIONS *", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"CONNECT elsewhere:443", b"", {404}, _C.REQUEST_NOT_FOUND),
        (b"INVENT /v1/status", b"", {405}, _C.REQUEST_NOT_FOUND),
        (b"TRACE /health", b"", {405}, _C.REQUEST_NOT_FOUND),
    ],
)
def test_nonsense_in_good_http(
    port: int, request_line: bytes, body: bytes, statuses: set[int], code: FailureCode
) -> None:
    length = f"Content-Length: {len(body)}\r\n\r\n".encode()
    with connected(port) as connection:
        connection.sendall(request_line + b" HTTP/1.1\r\n" + JSON + length + body)
        answered, headers, content = told(connection)
    assert answered in statuses
    assert content["code"] == code
    assert headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", [b"text/plain", b"application/xml", b"\xff", b""])
def test_another_kind_of_content(port: int, kind: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(
            b"POST /v1/identifications HTTP/1.1\r\n"
            + HEAD
            + b"Content-Type: "
            + kind
            + b"\r\nContent-Length: 2\r\n\r\n{}"
        )
        status, _, content = told(connection)
    assert (status, content["code"]) == (422, _C.REQUEST_MALFORMED)


def test_an_upgrade_is_not_followed(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(
            b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
        )
        assert told(connection)[0] == 200
