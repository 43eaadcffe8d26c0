"""A real mail server on loopback (aiosmtpd), in which a test decides what it answers."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from counter_app.service.deployment import Smtp

SENDER = "Mon espace santé <ne-pas-repondre@caisse.example>"
USER, PASSWORD = "expediteur", "une pomme verte"


@dataclass(frozen=True)
class Received:
    """A message that the server has taken."""

    mail_from: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes

    @property
    def reference(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        """Its body."""
        return str(self.message.get_content())


class MailServer:
    """What it answers: the next of each list, else it takes everything.

    `drop`: takes the next so many messages and closes the connection without a word;
    `silent`: while it is set, the end of a message is not answered.
    """

    def __init__(self, **options: Any) -> None:
        self._options = options
        self.received: list[Received] = []
        self.connections = 0
        self.for_sender: deque[str] = deque()
        self.for_recipient: deque[str] = deque()
        self.for_message: deque[str] = deque()
        self.refused: dict[str, str] = {}  # by recipient, each time
        self.drop = 0
        self.silent = False
        self.taken = threading.Condition()
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._server: asyncio.Server | None = None

    # What aiosmtpd asks.

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        session.host_name = name
        return answers

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.for_sender and (answer := self.for_sender.popleft()):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        if self.for_recipient and (answer := self.for_recipient.popleft()):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.for_message and (answer := self.for_message.popleft()):
            return answer
        self._take(envelope)
        while self.silent:
            await asyncio.sleep(0.01)
        if self.drop:
            self.drop -= 1
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"

    def _take(self, envelope: Envelope) -> None:
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        with self.taken:
            self.received.append(
                Received(str(envelope.mail_from), tuple(envelope.rcpt_tos), message, raw)
            )
            self.taken.notify_all()

    def wait_for(self, count: int) -> None:
        """Until so many messages were taken."""
        with self.taken:
            assert self.taken.wait_for(lambda: len(self.received) >= count, 30)

    # Its life.

    def start(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on a free port or on this one."""
        if not self._thread.is_alive():
            self._thread.start()

        async def listen() -> asyncio.Server:
            return await asyncio.get_running_loop().create_server(
                self._connection, "127.0.0.1", port, ssl=tls
            )

        self._server = asyncio.run_coroutine_threadsafe(listen(), self._loop).result(30)
        self.port = self._server.sockets[0].getsockname()[1]

    def _connection(self) -> SMTP:
        self.connections += 1
        return SMTP(self, loop=self._loop, hostname="mail.example", **self._options)

    def stop(self) -> None:
        """Hear nobody any more."""

        async def close() -> None:
            assert self._server is not None
            self._server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run_coroutine_threadsafe(close(), self._loop).result(30)

    def end(self) -> None:
        """Give everything back."""
        self.silent = False
        if self._thread.is_alive():
            self.stop()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(30)
        self._loop.close()

    @property
    def settings(self) -> Smtp:
        """How a service reaches it."""
        return Smtp("127.0.0.1", SENDER, security="none", port=self.port)


def sign_in(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword
) -> AuthResult:
    """Takes one name and one password."""
    good = data.login == USER.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=False)


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, listen: bool = True, **options: Any
) -> Iterator[MailServer]:
    """A server for the block. `options`: of `aiosmtpd.smtp.SMTP`."""
    server = MailServer(enable_SMTPUTF8=options.pop("smtputf8", True), **options)
    if listen:
        server.start(tls=tls)
    try:
        yield server
    finally:
        server.end()
