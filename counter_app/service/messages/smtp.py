"""E-mails, through the SMTP server of the deployment (RFC 5321, 3207, 6531).

`smtplib` step by step rather than `send_message`: what a refusal means depends on the step that it
answers. All its exceptions are OSError.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, parseaddr

from counter_app.service.deployment import LOOPBACK, DeploymentError, Smtp
from counter_app.service.messages.channels import (
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
    client_context,
)

_TIMEOUT = 60.0  # seconds, for each answer of the server
_CLOSING = 421  # the server goes away
_POLICY_STATUS = b"5.7."  # RFC 3463: the address exists, the server does not want this message


class SmtpChannel:
    """One connection for many messages, made again when the server has closed it.

    Raises `DeploymentError` when it can never work as it is set.
    """

    def __init__(self, settings: Smtp, *, timeout: float = _TIMEOUT) -> None:
        if settings.user and settings.security == "none" and settings.host != LOOPBACK:
            raise DeploymentError("smtp.user: a password needs starttls or tls")
        self._settings = settings
        self._sender = _sender(settings.sender)
        self._timeout = timeout
        self._connection: smtplib.SMTP | None = None

    def send(self, message: Message) -> None:
        """See `Channel`."""
        address = _address(message.recipient)
        content = self._content(message, address)
        connection = self._begin(address)
        try:
            _check(connection.rcpt(address.text), Trouble.RECIPIENT_REFUSED)
            _check(_data(connection, content), Trouble.MESSAGE_REFUSED)
        except OSError:
            # The message may have been taken: the next try has the same Message-ID.
            self._drop()
            raise RefusedForNowError(Trouble.CONNECTION_LOST) from None
        except (RefusedError, RefusedForNowError):
            self._reset()
            raise

    def close(self) -> None:
        """See `Channel`."""
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.quit()
            self._drop()

    def _begin(self, address: _Envelope) -> smtplib.SMTP:
        """A connection on which MAIL FROM was taken. A kept one may have died: once more."""
        kept = self._connection is not None
        connection = self._connection or self._open()
        if address.beyond_ascii and not connection.has_extn("smtputf8"):
            raise RefusedError(Trouble.ADDRESS_UNUSABLE)
        options = ["SMTPUTF8", "BODY=8BITMIME"] if address.beyond_ascii else []
        code = _CLOSING
        with contextlib.suppress(OSError):
            code = connection.mail(self._sender.addr_spec, options)[0]
        if code < 400:
            return connection
        self._drop()
        if code == _CLOSING and kept:
            return self._begin(address)
        if code == _CLOSING:
            raise ChannelDownError(Trouble.UNREACHABLE)
        raise ChannelDownError(Trouble.BUSY if code < 500 else Trouble.SENDER_REFUSED)

    def _open(self) -> smtplib.SMTP:
        settings = self._settings
        try:
            context = client_context(settings.authority)
            # Our own domain as the greeting's name: to look up this machine's would wait on a DNS.
            if settings.security == "tls":
                connection: smtplib.SMTP = smtplib.SMTP_SSL(
                    settings.host,
                    settings.port,
                    self._sender.domain,
                    timeout=self._timeout,
                    context=context,
                )
            else:
                connection = smtplib.SMTP(
                    settings.host, settings.port, self._sender.domain, timeout=self._timeout
                )
            self._connection = connection
            if settings.security == "starttls":
                connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
            if settings.user:
                connection.login(settings.user, settings.password)
        except OSError as error:
            self._drop()
            raise ChannelDownError(_trouble_at_the_door(error)) from None
        return connection

    def _content(self, message: Message, address: _Envelope) -> bytes:
        letter = EmailMessage(policy=SMTP_POLICY.clone(utf8=address.beyond_ascii))
        letter["From"] = self._sender
        letter["To"] = address.header
        letter["Subject"] = message.text.subject
        letter["Date"] = format_datetime(message.moment)
        letter["Message-ID"] = f"<{message.reference}@{self._sender.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter["Content-Language"] = "fr"
        letter.set_content(message.text.body, cte="quoted-printable")
        return letter.as_bytes()

    def _reset(self) -> None:
        """The connection is good for the next message, unless the server says otherwise."""
        connection = self._connection
        if connection is None:
            return
        code = _CLOSING
        with contextlib.suppress(OSError):
            code = connection.rset()[0]
        if code >= 400:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


@dataclass(frozen=True, slots=True)
class _Envelope:
    """A recipient as the server is told: in ASCII where the domain alone goes beyond it."""

    text: str
    header: Address
    beyond_ascii: bool


def _address(recipient: str) -> _Envelope:
    """Raises `RefusedError` for what is no address."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - slow

    try:
        address = validate_email(recipient, check_deliverability=False)
    except EmailNotValidError:
        raise RefusedError(Trouble.ADDRESS_UNUSABLE) from None
    text = address.ascii_email or address.normalized
    local_part, _, domain = text.rpartition("@")
    return _Envelope(text, Address("", local_part, domain), address.ascii_email is None)


def _sender(text: str) -> Address:
    name, addr_spec = parseaddr(text)
    try:
        # A line break is refused here: `parseaddr` drops it or keeps it, as Python's version goes.
        if text.isprintable() and addr_spec.isascii() and "@" in addr_spec:
            return Address(name, addr_spec=addr_spec)
    except (ValueError, HeaderParseError):
        pass
    raise DeploymentError("smtp.sender: an address in ASCII is expected, with a name or not")


def _data(connection: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
    try:
        return connection.data(content)
    except smtplib.SMTPDataError as refused:
        return refused.smtp_code, _bytes(refused.smtp_error)


def _check(answer: tuple[int, bytes], for_good: Trouble) -> None:
    """Raises when the answer is a refusal, for now (4xx) or for good (5xx)."""
    code, words = answer
    if code < 400:
        return
    if code < 500:
        raise RefusedForNowError(Trouble.REFUSED_FOR_NOW)
    if for_good is Trouble.RECIPIENT_REFUSED and words.startswith(_POLICY_STATUS):
        raise RefusedError(Trouble.REFUSED_BY_POLICY)
    raise RefusedError(for_good)


def _bytes(words: bytes | str) -> bytes:
    return words if isinstance(words, bytes) else words.encode("ascii", "replace")


def _trouble_at_the_door(error: OSError) -> Trouble:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Trouble.SIGN_IN_REFUSED
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Trouble.INSECURE
    return Trouble.UNREACHABLE
