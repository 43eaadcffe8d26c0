"""TLS between post and service: who is trusted, who is heard, and what the counter says if not."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action
from counter_app.gateway.http import HttpGateway
from counter_app.post.probes import probes
from counter_app.post.service_tls import service_tls
from counter_app.post.settings import LoadedSettings, Settings
from counter_app.service.deployment import Tls
from counter_app.service.settings import SECRET_VARIABLE
from counter_app.service.tls import server_context
from tests.gateway.people import operation
from tests.service.certificates import Authority
from tests.service.post import SECRET
from tests.service.processes import WITHIN, port_of, starting

UNREACHABLE = FailureCode.SERVICE_UNREACHABLE
Certificate = tuple[Path, Path]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The region's own authority, which no system knows."""
    return Authority(tmp_path_factory.mktemp("authority"), "region")


@pytest.fixture(scope="module")
def other_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Somebody else's: of a proxy that opens what goes by, for instance."""
    return Authority(tmp_path_factory.mktemp("authority"), "proxy")


@pytest.fixture(scope="module")
def service_url(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service that hears only posts with a certificate of the region."""
    certificate, key = authority.sign("service")
    config = tmp_path_factory.mktemp("deployment") / "service.toml"
    config.write_text(
        f'[tls]\ncertificate = "{certificate}"\nkey_file = "{key}"\n'
        f'client_authority = "{authority.path}"',
        "utf-8",
    )
    with starting() as start:
        process = start("--fictive", "--config", str(config), **{SECRET_VARIABLE: SECRET})
        yield f"https://127.0.0.1:{port_of(process)}"
        process.terminate()
        assert process.wait(WITHIN) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""


@contextlib.asynccontextmanager
async def greeting(certificate: Certificate) -> AsyncIterator[str]:
    """Something that shows this certificate; whoever gets through is told 503."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(
        answer, "127.0.0.1", 0, ssl=server_context(Tls(*certificate))
    )
    async with server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def settings(authority: Authority | None, certificate: Certificate | None = None) -> Settings:
    """The settings of a post."""
    paths = {}
    if authority is not None:
        paths["service_authority"] = str(authority.path)
    if certificate is not None:
        paths["service_certificate"] = str(certificate[0])
        paths["service_certificate_key"] = str(certificate[1])
    return Settings(**paths)  # type: ignore[arg-type]


async def told(
    url: str, post: Settings, ask: Callable[[HttpGateway], Coroutine[Any, Any, Any]] | None = None
) -> FailureCode | None:
    """What the counter says of a question to this service; None when it was answered."""
    gateway = HttpGateway(url, SECRET, tls=service_tls(post))
    try:
        await (ask(gateway) if ask else gateway.status())
    except CounterError as failure:
        return failure.code
    finally:
        await gateway.close()
    return None


@pytest.mark.real
def test_a_post_of_the_region_is_served(service_url: str, authority: Authority) -> None:
    assert asyncio.run(told(service_url, settings(authority, authority.sign("post")))) is None


@pytest.mark.real
@pytest.mark.parametrize("stranger", ["nothing to show", "another authority", "expired"])
def test_a_stranger_is_refused_at_the_handshake(
    service_url: str, authority: Authority, other_authority: Authority, stranger: str
) -> None:
    shown = {
        "nothing to show": None,
        "another authority": other_authority.sign("stranger"),
        "expired": authority.sign("old-post", expired=True),
    }[stranger]
    assert asyncio.run(told(service_url, settings(authority, shown))) == UNREACHABLE
    # In TLS 1.2 the refusal is part of the handshake itself, and not of the first answer.
    tls = service_tls(settings(authority, shown))
    tls.maximum_version = ssl.TLSVersion.TLSv1_2
    with httpx.Client(verify=tls, trust_env=False) as client, pytest.raises(httpx.ConnectError):
        client.get(f"{service_url}/health")


@pytest.mark.real
@pytest.mark.parametrize("known", [True, False])
def test_a_service_of_another_authority_is_not_trusted(
    service_url: str, authority: Authority, other_authority: Authority, known: bool
) -> None:
    """Neither by who knows another one, nor by who trusts what the system does."""
    post = settings(other_authority if known else None, authority.sign("post"))
    assert asyncio.run(told(service_url, post)) == UNREACHABLE


@pytest.mark.parametrize("wrong", ["intercepted", "expired", "another name"])
def test_a_service_that_is_not_the_one(
    authority: Authority, other_authority: Authority, wrong: str
) -> None:
    """Nothing leaves: an act is certainly not registered, and the doctor says what is wrong."""
    shown, why = {
        "intercepted": (other_authority.sign("proxy-service"), "issuer certificate"),
        "expired": (authority.sign("old-service", expired=True), "has expired"),
        "another name": (authority.sign("elsewhere", address="192.0.2.7"), "mismatch"),
    }[wrong]

    async def scenario() -> None:
        act = operation("token", Action.OPPOSE)
        async with greeting(shown) as url:
            post = settings(authority)
            assert await told(url, post) == UNREACHABLE
            assert await told(url, post, lambda gateway: gateway.submit(act)) == UNREACHABLE
            line = await asyncio.to_thread(
                probes(
                    LoadedSettings(Settings(service_url=url, service_authority=str(authority.path)))
                )["service"]
            )
            assert line.said.startswith("Le certificat du service n’est pas reconnu")
            assert why in str(line.facts["certificate"])

    asyncio.run(scenario())


def test_the_right_one_is_recognised(authority: Authority) -> None:
    """What proves that the refusals above are those of the certificate."""

    async def scenario() -> None:
        async with greeting(authority.sign("service")) as url:
            assert await told(url, settings(authority)) == FailureCode.SERVICE_BUSY

    asyncio.run(scenario())


def test_who_speaks_no_tls(authority: Authority) -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def scenario() -> None:
        async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
            url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            assert await told(url, settings(authority)) == UNREACHABLE

    asyncio.run(scenario())


def test_nothing_older_than_tls_1_2(authority: Authority) -> None:
    certificate = authority.sign("service")
    assert server_context(Tls(*certificate)).minimum_version == ssl.TLSVersion.TLSv1_2
    for post in (settings(None), settings(authority), settings(authority, certificate)):
        assert service_tls(post).minimum_version == ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("unusable", ["authority", "certificate", "key", "closed key"])
def test_files_of_a_post_that_cannot_be_used(
    authority: Authority, tmp_path: Path, unusable: str
) -> None:
    certificate, key = authority.sign("post")
    _, closed = authority.sign("closed", password=b"a passphrase")
    nowhere = tmp_path / "nowhere.pem"
    paths = {
        "service_authority": str(nowhere if unusable == "authority" else authority.path),
        "service_certificate": str(nowhere if unusable == "certificate" else certificate),
        "service_certificate_key": str(
            nowhere if unusable == "key" else closed if unusable == "closed key" else key
        ),
    }
    post = Settings(service_url="https://127.0.0.1:9", **paths)  # type: ignore[arg-type]
    with pytest.raises(CounterError) as refused:
        service_tls(post)
    assert refused.value.code is FailureCode.SERVICE_NOT_AUTHORISED
    line = probes(LoadedSettings(post))["service"]()
    assert line.said.startswith("Un fichier des réglages service_authority")
