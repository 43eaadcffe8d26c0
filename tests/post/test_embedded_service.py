"""The service as a child process: really started, really killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.post.embedded_service import EmbeddedService, service_command

pytestmark = pytest.mark.real

# A child that serves nothing: for the faults of a child, which the real service does not show.
READY = 'print(\'{"ready": true, "port": 4711}\', flush=True)'
UNTIL_STDIN_CLOSES = "import sys; secret = sys.stdin.readline(); {} ; sys.stdin.read()"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); {}; time.sleep(600)"


def child(script: str) -> list[str]:
    """The command of a Python child."""
    return [sys.executable, "-I", "-c", script.format(READY)]


@asynccontextmanager
async def running(service: EmbeddedService) -> AsyncIterator[EmbeddedService]:
    """The service, started, and stopped at the end."""
    service.start()
    try:
        yield service
    finally:
        await service.stop()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for the condition, within 30 seconds."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.005)


def is_alive(process_id: int) -> bool:
    """Whether the process is there and is no zombie of ours."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_command_is_this_program() -> None:
    assert service_command()[:4] == [sys.executable, "-m", "counter_app", "serve"]
    assert service_command("sqlite://")[-2:] == ["--database", "sqlite://"]


def test_start_returns_before_the_child_is_ready_and_stop_ends_it() -> None:
    async def scenario() -> None:
        changes: list[str | None] = []
        service = EmbeddedService(command=child(UNTIL_STDIN_CLOSES), on_change=changes.append)
        started = time.perf_counter()
        service.start()
        assert time.perf_counter() - started < 0.5
        assert service.base_url is None
        assert await service.ready() == service.base_url == "http://127.0.0.1:4711"
        process_id = service.process_id
        assert process_id is not None
        assert is_alive(process_id)
        await service.stop()
        await service.stop()
        assert not is_alive(process_id)
        assert service.process_id is None
        await until(lambda: changes == ["http://127.0.0.1:4711", None])

    asyncio.run(scenario())


def test_the_secret_goes_by_standard_input_only() -> None:
    async def scenario() -> None:
        script = (
            "import os, sys; secret = sys.stdin.readline().strip();"
            "hidden = secret not in sys.argv and secret not in os.environ.values();"
            "port = 1000 + len(secret) if hidden else 1;"
            'print(\'{"ready": true, "port": %d}\' % port, flush=True); sys.stdin.read()'
        )
        async with running(EmbeddedService(command=[sys.executable, "-I", "-c", script])) as here:
            assert await here.ready() == f"http://127.0.0.1:{1000 + len(here.secret)}"
            assert here.secret != EmbeddedService(command=child("")).secret

    asyncio.run(scenario())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to ignore")
def test_a_deaf_child_is_ended_within_a_second() -> None:
    async def scenario() -> None:
        service = EmbeddedService(command=child(DEAF))
        service.start()
        await service.ready()
        process_id = service.process_id
        assert process_id is not None
        await service.stop()
        assert not is_alive(process_id)

    asyncio.run(scenario())


@pytest.mark.expected_warnings("embedded service ended by itself")
def test_a_child_that_cannot_start_is_told_after_three_tries() -> None:
    async def scenario() -> None:
        service = EmbeddedService(command=child("raise SystemExit(3)"))
        async with running(service):
            with pytest.raises(CounterError) as told:
                await service.ready()
            assert told.value.code is FailureCode.SERVICE_UNREACHABLE

    asyncio.run(scenario())


@pytest.mark.expected_warnings("embedded service not started")
def test_a_missing_program_is_told_after_three_tries() -> None:
    async def scenario() -> None:
        async with running(EmbeddedService(command=["./no-such-program"])) as service:
            with pytest.raises(CounterError):
                await service.ready()

    asyncio.run(scenario())


def test_a_child_that_never_says_ready_is_told_in_time() -> None:
    async def scenario() -> None:
        silent = child("import sys; print('{{', flush=True); print('[1]'); sys.stdin.read()")
        async with running(EmbeddedService(command=silent)) as service:
            with pytest.raises(CounterError):
                await service.ready(within=0.2)

    asyncio.run(scenario())


def test_stopping_before_it_is_ready_leaves_no_child() -> None:
    async def scenario() -> None:
        service = EmbeddedService(command=child("import time; time.sleep(600)"))
        service.start()
        await service.stop()
        assert service.process_id is None

    asyncio.run(scenario())


def test_it_starts_once() -> None:
    async def scenario() -> None:
        async with running(EmbeddedService(command=child(UNTIL_STDIN_CLOSES))) as service:
            with pytest.raises(RuntimeError):
                service.start()

    asyncio.run(scenario())


async def served_status(service: EmbeddedService) -> int:
    """The status of an answer of the service."""
    async with httpx.AsyncClient(base_url=await service.ready(), trust_env=False) as client:
        return (await client.get("/v1/status")).status_code


def test_the_real_service_answers_and_ends() -> None:
    async def scenario() -> None:
        async with running(EmbeddedService()) as service:
            assert await served_status(service) < 500
            process_id = service.process_id
            stopped = time.perf_counter()
        assert time.perf_counter() - stopped < 1.5  # the promise is 1 s; the machine may be busy
        assert process_id is not None
        assert not is_alive(process_id)

    asyncio.run(scenario())


@pytest.mark.expected_warnings("embedded service ended by itself")
def test_the_real_service_comes_back_when_killed(qloop: asyncio.AbstractEventLoop) -> None:
    async def scenario() -> None:
        changes: list[str | None] = []
        async with running(EmbeddedService(on_change=changes.append)) as service:
            first = await service.ready()
            process_id = service.process_id
            assert process_id is not None
            os.kill(process_id, getattr(signal, "SIGKILL", signal.SIGTERM))
            await until(lambda: None in changes)
            second = await service.ready()
            assert service.process_id not in (None, process_id)
            assert await served_status(service) < 500
            assert changes[:3] == [first, None, second]

    qloop.run_until_complete(scenario())
