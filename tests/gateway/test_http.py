"""The port over HTTP, against a real service process."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from counter_app.domain.enrolment_code import SECONDS_BETWEEN_REQUESTS
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.seal import read_seal
from counter_app.gateway.codes import CodeRequest
from counter_app.gateway.http import HttpGateway
from counter_app.gateway.port import CodeChannel, HealthSpaceGateway
from counter_app.resource_files import ROOT
from tests.gateway.people import SECRET, Service, choices, operation, people, request_of

pytestmark = pytest.mark.real


@asynccontextmanager
async def opened(gateway: HttpGateway) -> AsyncIterator[HttpGateway]:
    """The gateway, closed at the end."""
    try:
        yield gateway
    finally:
        await gateway.close()


async def failure(of: Coroutine[Any, Any, Any]) -> FailureCode:
    """The failure that this call tells."""
    with pytest.raises(CounterError) as told:
        await of
    return told.value.code


async def the_whole_job(gateway: HttpGateway) -> None:
    """Everything that a counter asks, once."""
    port: HealthSpaceGateway = gateway
    status = await port.status()
    assert status.fictive
    assert abs(status.now - datetime.now(UTC)) < timedelta(minutes=5)

    known = await port.identify(request_of("odette"))
    assert known.status is ProfileStatus.PENDING
    assert known.allowed_actions == (Action.ACTIVATE, Action.OPPOSE)
    assert known.contacts.email == "od•••@exemple.example"
    assert known.family_name == people()["odette"]["family_name"]
    for secret in (known.token, known.family_name, known.given_name):
        assert secret not in repr(known)
    assert await port.login_name_free(known.token, "rabot.bleu") == (True, ())
    free, suggestions = await port.login_name_free(known.token, "kalinda.tn")
    assert not free
    assert suggestions

    act = operation(known.token, Action.ACTIVATE)
    done = await port.submit(act)
    assert (done.action, done.status) == (Action.ACTIVATE, ProfileStatus.ACTIVE)
    assert await port.submit(act) == done
    assert await port.outcome(act.idempotency_key) == done
    assert await port.outcome(str(uuid.uuid4())) is None
    sealed = read_seal(done.seal, await gateway.seal_keys())
    assert (sealed.receipt_number, sealed.fictive) == (done.receipt_number, True)

    today = done.registered_at.date()
    told = await port.statistics(today - timedelta(days=40), today + timedelta(days=1))
    assert told.withheld_under > 1
    assert {line.action for line in told.by_channel} == {Action.ACTIVATE.value}
    assert {line.count for line in told.by_channel} == {None}, "one act points at somebody"

    known = await port.identify(request_of("firmin"))
    closed = await port.submit(operation(known.token, Action.CLOSE, delete_data=True))
    assert closed.status is ProfileStatus.CLOSED_DELETION_PENDING
    assert closed.deletion_due_by is not None


def test_the_whole_job(service: Service) -> None:
    async def scenario() -> None:
        async with opened(service.gateway()) as gateway:
            await the_whole_job(gateway)

    asyncio.run(scenario())


def run_script(script: str, service: Service) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, with the service's address as its argument."""
    command = [sys.executable, "-W", "error", "-c", script, service.url]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=50, cwd=ROOT.parent
    )


def test_everything_inside_qt(service: Service) -> None:
    script = """
import asyncio, sys, qasync
from PySide6.QtCore import QCoreApplication
from tests.gateway.test_http import everything_goes_through
loop = qasync.QEventLoop(QCoreApplication([]))
asyncio.set_event_loop(loop)
loop.run_until_complete(everything_goes_through(sys.argv[1]))
print("done inside", type(asyncio.get_event_loop_policy().get_event_loop()).__name__)
"""
    done = run_script(script, service)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "done inside" in done.stdout


def test_each_failure_of_the_service_comes_as_itself(service: Service) -> None:
    async def scenario() -> None:
        async with opened(service.gateway()) as gateway:
            for name, code in (
                ("expire", FailureCode.CODE_EXPIRED),
                ("dejapris", FailureCode.CODE_ALREADY_USED),
                ("hippolyte", FailureCode.IDENTITY_DECEASED),
            ):
                assert await failure(gateway.identify(request_of(name))) is code
            wrong = gateway.identify(request_of("odette", birth_date="19480418"))
            assert await failure(wrong) is FailureCode.IDENTITY_NOT_RECOGNISED

            known = await gateway.identify(request_of("odette"))
            closing = gateway.submit(operation(known.token, Action.CLOSE))
            assert await failure(closing) is FailureCode.OPERATION_NOT_ALLOWED
            taken = operation(
                known.token, Action.ACTIVATE, activation=choices(login_name="kalinda.tn")
            )
            assert await failure(gateway.submit(taken)) is FailureCode.ACCOUNT_LOGIN_NAME_TAKEN
            malformed = operation(known.token, Action.OPPOSE, idempotency_key="short")
            assert await failure(gateway.submit(malformed)) is FailureCode.REQUEST_MALFORMED
        async with opened(HttpGateway(service.url, "another secret altogether")) as stranger:
            assert await failure(stranger.status()) is FailureCode.SERVICE_NOT_AUTHORISED

    asyncio.run(scenario())


def numbers_of(name: str) -> CodeRequest:
    """What a new code is asked with."""
    entry = people()[name]
    return CodeRequest(entry["nir"], entry["card_serial"], entry["birth_date"], "guichet 2")


def test_a_new_code_ends_the_older_one_and_shows_nowhere(service: Service) -> None:
    async def scenario() -> None:
        async with opened(service.gateway()) as gateway:
            offer = await gateway.request_code(numbers_of("solange"))
            assert [one.given_name for one in offer.people] == ["Solange"]
            assert offer.email == "so•••@exemple.example"
            before = datetime.now(UTC)
            rank = offer.people[0].rank
            sent = await gateway.send_code(numbers_of("solange"), rank, CodeChannel.EMAIL)
            assert (sent.channel, sent.recipient) == (CodeChannel.EMAIL, offer.email)
            assert sent.next_request_at >= before
            old = gateway.identify(request_of("solange"))
            assert await failure(old) is not None, "the letter's code serves no more"

            with pytest.raises(CounterError) as told:
                await gateway.send_code(numbers_of("solange"), rank, CodeChannel.SMS)
            assert told.value.code is FailureCode.CODE_TOO_SOON
            assert 0 < int(told.value.facts["retry_after"]) <= SECONDS_BETWEEN_REQUESTS

    asyncio.run(scenario())


def test_who_may_have_a_new_code_and_why_it_is_not_sent(service: Service) -> None:
    async def scenario() -> None:
        async with opened(service.gateway()) as gateway:
            under_the_parent = replace(
                numbers_of("aurele"), birth_date=people()["lilou"]["birth_date"]
            )
            twins = (await gateway.request_code(under_the_parent)).people
            assert {one.given_name for one in twins} == {"Lilou", "Noam"}
            assert len({one.rank for one in twins}) == 2
            dead = gateway.request_code(numbers_of("hippolyte"))
            assert await failure(dead) is FailureCode.IDENTITY_DECEASED
            stranger = replace(numbers_of("odette"), birth_date="19480418")
            asked = gateway.request_code(stranger)
            assert await failure(asked) is FailureCode.IDENTITY_NOT_RECOGNISED
            sent = gateway.send_code(stranger, 0, CodeChannel.EMAIL)
            assert await failure(sent) is FailureCode.IDENTITY_NOT_RECOGNISED
            nowhere = gateway.send_code(numbers_of("mireille"), 0, CodeChannel.EMAIL)
            assert await failure(nowhere) is FailureCode.CONTACT_UNKNOWN
            nobody = gateway.send_code(numbers_of("odette"), 7, CodeChannel.EMAIL)
            assert await failure(nobody) is FailureCode.REQUEST_MALFORMED

    asyncio.run(scenario())


def test_several_counters_at_once(service: Service) -> None:
    names = ["odette", "firmin", "tesfaye", "lilou", "noam", "aurele", "longs", "mireille"]

    async def visit(gateway: HttpGateway, name: str) -> str:
        known = await gateway.identify(request_of(name))
        action = Action.OPPOSE if Action.OPPOSE in known.allowed_actions else Action.ACTIVATE
        login_name = choices(login_name=f"visite.{name}")
        act = operation(
            known.token, action, activation=login_name if action is Action.ACTIVATE else None
        )
        return (await gateway.submit(act)).receipt_number

    async def scenario() -> set[str]:
        async with opened(service.gateway()) as gateway:
            return set(await asyncio.gather(*(visit(gateway, name) for name in names)))

    assert len(asyncio.run(scenario())) == len(names)


def test_nobody_there() -> None:
    async def scenario() -> None:
        # A port that the system has just given back: nothing listens on it.
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        server.close()
        await server.wait_closed()
        async with opened(HttpGateway(f"http://127.0.0.1:{port}", SECRET)) as gateway:
            for call in (
                gateway.status(),
                gateway.identify(request_of("odette")),
                gateway.submit(operation("token", Action.OPPOSE)),
                gateway.outcome(str(uuid.uuid4())),
            ):
                assert await failure(call) is FailureCode.SERVICE_UNREACHABLE

    asyncio.run(scenario())


def test_the_environment_does_not_choose_the_way(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")

    async def scenario() -> bool:
        async with opened(service.gateway()) as gateway:
            return (await gateway.status()).fictive

    assert asyncio.run(scenario())


def test_nothing_personal_is_logged_or_printed(start_service: Callable[..., Service]) -> None:
    """The counter's side at its most talkative, through good and bad."""
    script = """
import asyncio, logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
from tests.gateway.test_http import everything_goes_through
asyncio.run(everything_goes_through(sys.argv[1]))
"""
    service = start_service()
    done = run_script(script, service)
    assert done.returncode == 0, done.stderr
    assert "/v1/operations" in done.stderr, "the logs were not at their most talkative"
    for name in ("odette", "firmin"):
        for field in ("nir", "card_serial", "enrolment_code", "email", "family_name"):
            assert people()[name][field] not in done.stderr + done.stdout
    assert "Violette-7-Cigale" not in done.stderr + done.stdout
    assert SECRET not in done.stderr + done.stdout


async def everything_goes_through(url: str) -> None:
    """What the scripts above run: the whole job, with failures on the way."""
    async with opened(HttpGateway(url, SECRET)) as gateway:
        await the_whole_job(gateway)
        await failure(gateway.identify(request_of("odette")))
        await failure(gateway.submit(operation("no-session", Action.ACTIVATE)))
