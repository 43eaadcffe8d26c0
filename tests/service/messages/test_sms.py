"""Text messages through a real HTTP server: what it gets, and what each of its answers means."""

from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from counter_app.service.codes import MessageChannel
from counter_app.service.deployment import Sms
from counter_app.service.messages.channels import (
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.sending import Tally
from counter_app.service.messages.sms import SmsChannel
from counter_app.service.messages.texts import Text
from counter_app.service.store import Store
from tests.service.messages import messages
from tests.service.messages.messages import Clock, add_person, queue_code, sender

TO = "+590690304512"
SMS = MessageChannel.SMS
MESSAGE = Message(
    "message-1.abcd", TO, Text("", "Votre code Hq7R"), datetime(2026, 5, 12, tzinfo=UTC)
)


class SmsServer(ThreadingHTTPServer):
    """Answers with the next of `answers` (status, headers), else takes the message."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: deque[tuple[int, dict[str, str]]] = deque()
        self.drop = 0
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []

    @property
    def settings(self) -> Sms:
        url = f"http://127.0.0.1:{self.server_port}/messages"
        return Sms(url, "MonEspace", "un secret assez long")


class _Handler(BaseHTTPRequestHandler):
    server: SmsServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers.items()), json.loads(content)))
        if self.server.drop:
            self.server.drop -= 1
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers = self.server.answers.popleft() if self.server.answers else (202, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def sms_server() -> Iterator[SmsServer]:
    with SmsServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def gateway() -> Iterator[SmsServer]:
    with sms_server() as server:
        yield server


@pytest.fixture
def channel(gateway: SmsServer) -> Iterator[SmsChannel]:
    channel = SmsChannel(gateway.settings)
    yield channel
    channel.close()


def test_what_the_service_gets(gateway: SmsServer, channel: SmsChannel) -> None:
    channel.send(MESSAGE)
    [(headers, content)] = gateway.asked
    assert content == {
        "id": "message-1.abcd",
        "to": TO,
        "text": "Votre code Hq7R",
        "sender": "MonEspace",
    }
    assert headers["Authorization"] == "Bearer un secret assez long"
    assert headers["Idempotency-Key"] == "message-1.abcd"
    assert headers["Content-Type"] == "application/json"


def test_no_secret_no_sender(gateway: SmsServer) -> None:
    channel = SmsChannel(replace(gateway.settings, sender="", secret=""))
    channel.send(MESSAGE)
    channel.close()
    [(headers, content)] = gateway.asked
    assert "Authorization" not in headers
    assert "sender" not in content


@pytest.mark.parametrize("status", [400, 402, 410, 422])
def test_refused_for_good(gateway: SmsServer, channel: SmsChannel, status: int) -> None:
    gateway.answers.append((status, {}))
    with pytest.raises(RefusedError) as refused:
        channel.send(MESSAGE)
    assert refused.value.trouble is Trouble.RECIPIENT_REFUSED


@pytest.mark.parametrize("status", [408, 409, 425, 500, 502, 504])
def test_refused_for_now(gateway: SmsServer, channel: SmsChannel, status: int) -> None:
    gateway.answers.append((status, {"Retry-After": "7200"}))
    with pytest.raises(RefusedForNowError) as refused:
        channel.send(MESSAGE)
    assert refused.value.after == timedelta(hours=2)
    channel.send(MESSAGE)
    keys = [headers["Idempotency-Key"] for headers, _ in gateway.asked]
    assert keys == ["message-1.abcd"] * 2


@pytest.mark.parametrize(
    ("said", "after"),
    [("", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("-5", 0), ("9" * 30, 86400)],
)
def test_how_long_it_asks_to_wait(
    gateway: SmsServer, channel: SmsChannel, said: str, after: int
) -> None:
    gateway.answers.append((500, {"Retry-After": said}))
    with pytest.raises(RefusedForNowError) as refused:
        channel.send(MESSAGE)
    assert refused.value.after == timedelta(seconds=after)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, Trouble.SIGN_IN_REFUSED),
        (403, Trouble.SIGN_IN_REFUSED),
        (404, Trouble.UNREACHABLE),
        (429, Trouble.BUSY),
        (503, Trouble.BUSY),
        (302, Trouble.UNREACHABLE),
    ],
)
def test_what_blames_no_message(
    gateway: SmsServer, channel: SmsChannel, status: int, trouble: Trouble
) -> None:
    gateway.answers.append((status, {"Location": "http://127.0.0.1:1/elsewhere"}))
    with pytest.raises(ChannelDownError) as down:
        channel.send(MESSAGE)
    assert down.value.trouble is trouble
    assert len(gateway.asked) == 1, "the secret goes nowhere else"


def test_a_service_that_drops_the_connection(gateway: SmsServer, channel: SmsChannel) -> None:
    gateway.drop = 1
    with pytest.raises(RefusedForNowError) as refused:
        channel.send(MESSAGE)
    assert refused.value.trouble is Trouble.CONNECTION_LOST


def test_a_service_that_is_not_there(gateway: SmsServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    channel = SmsChannel(Sms(f"http://127.0.0.1:{port}/messages"))
    with pytest.raises(ChannelDownError) as down:
        channel.send(MESSAGE)
    assert down.value.trouble is Trouble.UNREACHABLE
    channel.close()


def test_a_service_that_never_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        channel = SmsChannel(Sms(f"http://127.0.0.1:{mute.getsockname()[1]}/"), timeout=0.3)
        with pytest.raises(RefusedForNowError):
            channel.send(MESSAGE)
        channel.close()


def test_a_code_by_text_message(store: Store, gateway: SmsServer, channel: SmsChannel) -> None:
    clock = Clock()
    message_id = queue_code(store, add_person(store), TO, SMS)
    gateway.answers.append((500, {}))
    run = sender(store, messages.Recorder(), clock, sms=channel)
    assert run.send_due() == Tally(put_back=1)
    clock.forward(minutes=2)
    assert run.send_due() == Tally(sent=1)
    assert messages.code_of(store, message_id).sent_on is not None
    [first, second] = [content for _, content in gateway.asked]
    assert first == second
    assert first["to"] == TO
    assert first["text"].startswith("Mon espace santé : votre code ")
