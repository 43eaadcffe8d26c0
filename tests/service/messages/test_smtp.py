"""E-mails through a real server: what leaves, and what each of its answers means."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app.service.deployment import DeploymentError, Smtp
from counter_app.service.messages.channels import (
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.smtp import SmtpChannel
from counter_app.service.messages.texts import Text
from tests.service.certificates import Authority
from tests.service.messages.mail_server import PASSWORD, USER, MailServer, mail_server, sign_in

NOON = datetime(2026, 5, 12, 12, 0, 5, tzinfo=UTC)
TO = "odette.marchandeau@exemple.example"


def message(
    recipient: str = TO, rank: int = 1, subject: str = "Mon espace santé : un code"
) -> Message:
    text = Text(subject, "Bonjour,\n\nVotre code :\n\nHq7R tW2m Kd9x\n\n.\n– l’été « ici »")
    return Message(f"message-{rank}.abcd", recipient, text, NOON)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def channel(server: MailServer) -> Iterator[SmtpChannel]:
    channel = SmtpChannel(server.settings)
    yield channel
    channel.close()


def test_what_the_server_gets(server: MailServer, channel: SmtpChannel) -> None:
    channel.send(message())
    [received] = server.received
    assert received.mail_from == "ne-pas-repondre@caisse.example"
    assert received.recipients == (TO,)
    headers = received.message
    assert headers["From"] == "Mon espace santé <ne-pas-repondre@caisse.example>"
    assert headers["To"] == TO
    assert headers["Subject"] == "Mon espace santé : un code"
    assert headers["Date"] == "Tue, 12 May 2026 12:00:05 +0000"
    assert headers["Message-ID"] == "<message-1.abcd@caisse.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Type"] == 'text/plain; charset="utf-8"'
    assert received.text.splitlines() == message().text.body.splitlines()
    assert received.raw.isascii(), "old servers take nothing else"
    assert max(map(len, received.raw.split(b"\r\n"))) <= 78


def test_many_messages_take_one_connection(server: MailServer, channel: SmtpChannel) -> None:
    for rank in range(5):
        channel.send(message(rank=rank))
    assert len({each.reference for each in server.received}) == 5
    assert server.connections == 1


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("550 no such user", Trouble.RECIPIENT_REFUSED),
        ("550 5.1.1 no such user", Trouble.RECIPIENT_REFUSED),
        ("553 5.1.3 bad syntax", Trouble.RECIPIENT_REFUSED),
        ("554 5.7.1 relay access denied", Trouble.REFUSED_BY_POLICY),
    ],
)
def test_a_recipient_refused_for_good(
    server: MailServer, channel: SmtpChannel, answer: str, trouble: Trouble
) -> None:
    server.for_recipient.append(answer)
    with pytest.raises(RefusedError) as refused:
        channel.send(message())
    assert refused.value.trouble is trouble
    assert TO not in repr(refused.value)
    channel.send(message(rank=2))
    assert [each.reference for each in server.received] == ["<message-2.abcd@caisse.example>"]
    assert server.connections == 1


def test_a_message_refused_for_good_is_not_the_recipient_s_fault(
    server: MailServer, channel: SmtpChannel
) -> None:
    server.for_message.append("554 5.6.0 looks like spam")
    with pytest.raises(RefusedError) as refused:
        channel.send(message())
    assert refused.value.trouble is Trouble.MESSAGE_REFUSED


@pytest.mark.parametrize("step", ["for_recipient", "for_message"])
def test_refused_for_now_then_taken(server: MailServer, channel: SmtpChannel, step: str) -> None:
    getattr(server, step).append("451 4.7.1 try again later")
    with pytest.raises(RefusedForNowError) as refused:
        channel.send(message())
    assert refused.value.trouble is Trouble.REFUSED_FOR_NOW
    channel.send(message())
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ("451 4.3.2 busy", Trouble.BUSY),
        ("550 5.7.1 who are you", Trouble.SENDER_REFUSED),
        ("421 4.4.5 too many", Trouble.UNREACHABLE),
    ],
)
def test_a_refusal_of_the_sender_blames_no_message(
    server: MailServer, channel: SmtpChannel, answer: str, trouble: Trouble
) -> None:
    server.for_sender.append(answer)
    with pytest.raises(ChannelDownError) as down:
        channel.send(message())
    assert down.value.trouble is trouble


def test_a_server_that_closes_between_two_messages_is_called_again(
    server: MailServer, channel: SmtpChannel
) -> None:
    channel.send(message(rank=1))
    server.for_sender.append("421 4.7.0 enough for one connection")
    channel.send(message(rank=2))
    server.stop()
    server.start(server.port)
    channel.send(message(rank=3))
    assert len(server.received) == 3
    assert server.connections == 3


def test_a_server_that_takes_the_message_and_drops(
    server: MailServer, channel: SmtpChannel
) -> None:
    """Nobody knows whether it was taken: the same Message-ID lets the other side tell."""
    server.drop = 1
    with pytest.raises(RefusedForNowError) as refused:
        channel.send(message())
    assert refused.value.trouble is Trouble.CONNECTION_LOST
    channel.send(message())
    assert [each.reference for each in server.received] == ["<message-1.abcd@caisse.example>"] * 2


def test_a_server_that_never_answers(server: MailServer) -> None:
    channel = SmtpChannel(server.settings, timeout=0.3)
    server.silent = True
    with pytest.raises(RefusedForNowError):
        channel.send(message())
    server.silent = False
    channel.send(message(rank=2))
    channel.close()


def test_a_server_that_greets_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings = Smtp("127.0.0.1", "a@caisse.example", "none", mute.getsockname()[1])
        with pytest.raises(ChannelDownError) as down:
            SmtpChannel(settings, timeout=0.3).send(message())
        assert down.value.trouble is Trouble.UNREACHABLE


def test_a_server_that_is_gone_and_back(server: MailServer, channel: SmtpChannel) -> None:
    server.stop()
    with pytest.raises(ChannelDownError) as down:
        channel.send(message())
    assert down.value.trouble is Trouble.UNREACHABLE
    server.start(server.port)
    channel.send(message())
    assert len(server.received) == 1


# Addresses ----------------------------------------------------------------------------------------


def test_an_accented_domain_needs_nothing_of_the_server() -> None:
    with mail_server(smtputf8=False) as server:
        channel = SmtpChannel(server.settings)
        channel.send(message("odette@éléphant.exemple.example"))
        channel.close()
        [received] = server.received
        assert received.recipients == ("odette@xn--lphant-9uab.exemple.example",)
        assert received.message["To"] == "odette@xn--lphant-9uab.exemple.example"


def test_an_accented_name_needs_a_server_that_takes_it(
    server: MailServer, channel: SmtpChannel
) -> None:
    channel.send(message("zoé.été@éléphant.exemple.example"))
    [received] = server.received
    assert received.recipients == ("zoé.été@éléphant.exemple.example",)
    assert "zoé.été@".encode() in received.raw


def test_an_accented_name_is_not_for_an_old_server() -> None:
    with mail_server(smtputf8=False) as server:
        channel = SmtpChannel(server.settings)
        with pytest.raises(RefusedError) as refused:
            channel.send(message("zoé.été@exemple.example"))
        assert refused.value.trouble is Trouble.ADDRESS_UNUSABLE
        channel.send(message())
        assert server.connections == 1
        channel.close()


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "odette",
        "odette@exemple.example\r\nBcc: tous@exemple.example",
        "odette@exemple.example>\r\nRCPT TO:<tous@exemple.example",
        "odette@exemple.example, tous@exemple.example",
    ],
)
def test_what_is_no_address_never_reaches_the_server(
    server: MailServer, channel: SmtpChannel, recipient: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        channel.send(message(recipient))
    assert refused.value.trouble is Trouble.ADDRESS_UNUSABLE
    assert server.received == []


def test_no_header_comes_in_through_the_subject(server: MailServer, channel: SmtpChannel) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        channel.send(message(subject="Bonjour\r\nBcc: tous@exemple.example"))
    assert server.received == []


@pytest.mark.parametrize("sender", ["", "Mon espace santé", "é@caisse.example", "a@b\r\nc", "<>"])
def test_a_sender_that_is_no_address_is_said_at_the_start(sender: str) -> None:
    with pytest.raises(DeploymentError, match=r"smtp\.sender"):
        SmtpChannel(Smtp("127.0.0.1", sender))


def test_a_password_never_goes_over_an_open_line() -> None:
    with pytest.raises(DeploymentError, match=r"smtp\.user"):
        SmtpChannel(Smtp("mail.caisse.example", "a@caisse.example", "none", user=USER))


# TLS ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "authority")


def server_context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture(params=["starttls", "tls"])
def tls_server(
    request: pytest.FixtureRequest, authority: Authority
) -> Iterator[tuple[MailServer, Smtp]]:
    """A server whose certificate is right, and that asks for a name and a password."""
    context = server_context(authority.sign("mail"))
    starttls = {"tls_context": context, "require_starttls": True}
    with mail_server(
        tls=None if request.param == "starttls" else context,
        authenticator=sign_in,
        auth_required=True,
        auth_require_tls=request.param == "starttls",  # it does not know of the other kind
        **(starttls if request.param == "starttls" else {}),
    ) as server:
        yield (
            server,
            replace(
                server.settings,
                security=request.param,
                authority=authority.path,
                user=USER,
                password=PASSWORD,
            ),
        )


AIOSMTPD_SAYS = pytest.mark.expected_warnings(r"mail\.log: ")
# It does not know that the whole connection is within TLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@AIOSMTPD_SAYS
def test_tls_and_a_password(tls_server: tuple[MailServer, Smtp]) -> None:
    server, settings = tls_server
    channel = SmtpChannel(settings)
    channel.send(message())
    channel.close()
    assert len(server.received) == 1
    assert PASSWORD not in repr(settings)


@AIOSMTPD_SAYS
def test_a_wrong_password_stops_the_channel(tls_server: tuple[MailServer, Smtp]) -> None:
    _, settings = tls_server
    with pytest.raises(ChannelDownError) as down:
        SmtpChannel(replace(settings, password="une poire")).send(message())
    assert down.value.trouble is Trouble.SIGN_IN_REFUSED


@AIOSMTPD_SAYS
@pytest.mark.parametrize("fault", ["stranger", "other host", "expired", "nobody vouches"])
def test_a_server_that_is_not_who_it_says_gets_nothing(
    authority: Authority, tmp_path: Path, fault: str
) -> None:
    stranger = Authority(tmp_path, "stranger")
    certificate = {
        "stranger": lambda: stranger.sign("mail"),
        "other host": lambda: authority.sign("other", address="127.0.0.9"),
        "expired": lambda: authority.sign("old", expired=True),
        "nobody vouches": lambda: authority.sign("mail"),
    }[fault]()
    with mail_server(tls_context=server_context(certificate)) as server:
        trusted = None if fault == "nobody vouches" else authority.path
        settings = replace(server.settings, security="starttls", authority=trusted)
        with pytest.raises(ChannelDownError) as down:
            SmtpChannel(settings).send(message())
        assert down.value.trouble is Trouble.INSECURE
        assert server.received == []


def test_a_server_without_tls_gets_nothing_when_tls_is_wanted(server: MailServer) -> None:
    with pytest.raises(ChannelDownError) as down:
        SmtpChannel(replace(server.settings, security="starttls")).send(message())
    assert down.value.trouble is Trouble.INSECURE
    assert server.received == []
