"""The service dies, or its answer is lost: the window says so, and nothing is done twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import Action
from counter_app.gateway.pending import PendingOperations
from counter_app.post import embedded_service
from counter_app.procedure.case import StepId
from counter_app.ui.context import ServiceState
from tests.e2e.conftest import Open, RealCounter
from tests.e2e.losing_proxy import LosingProxy
from tests.gateway.people import Service
from tests.ui.counter_on_screen import turns, until
from tests.ui.words_in_widgets import plain

pytestmark = [pytest.mark.real, pytest.mark.timeout(150)]
ENDED = pytest.mark.expected_warnings("embedded service ended by itself")
UNKNOWN = CATALOGUE[FailureCode.OPERATION_OUTCOME_UNKNOWN]


async def service_ready(at: RealCounter) -> None:
    await until(lambda: at.counter.service_state is ServiceState.READY)


async def kill_service(at: RealCounter) -> None:
    """As the system does when memory runs out."""
    service = at.counter._service
    assert service is not None
    process_id = service.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)
    await until(lambda: service.base_url is None and at.counter.service_state is ServiceState.LOST)


def registered(database: Path) -> list[tuple[str, str]]:
    """The acts that the service has: what, and under which number."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(
            "SELECT action, receipt_number FROM operations WHERE registered"
        ).fetchall()


async def confirm_and_end(at: RealCounter, tmp_path: Path) -> None:
    await at.shows(StepId.CONFIRMATION)
    await at.window.page.save(str(tmp_path / "page.pdf"))  # type: ignore[attr-defined]
    await at.settled()
    at.enter()
    await at.shows(None)


@ENDED
def test_a_service_that_dies_is_told_and_comes_back(
    qloop: asyncio.AbstractEventLoop, open_counter: Open
) -> None:
    async def scenario() -> None:
        async with open_counter() as at:
            await service_ready(at)
            await turns(at.window)
            assert "Service joignable" in at.written()
            await kill_service(at)
            await turns(at.window)
            assert "Service injoignable" in at.written()
            assert "Pas encore prêt" in at.written()
            await service_ready(at)
            await turns(at.window)
            assert "Service joignable" in at.written()

    qloop.run_until_complete(scenario())


@ENDED
def test_a_service_that_dies_during_a_visit_loses_nothing_of_it(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, tmp_path: Path
) -> None:
    """A new child knows nothing of the old session: the code is checked again, once."""

    async def scenario() -> None:
        async with open_counter() as at:
            await service_ready(at)
            await at.go_to(StepId.CODE)
            at.type(at.person["enrolment_code"])
            await kill_service(at)
            at.enter()
            await until(lambda: at.procedure.busy and at.window.up_to_date)
            assert "Un instant…" in at.said()
            await at.shows(StepId.DECISION)  # the window waited for the service
            await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
            await kill_service(at)
            at.enter()
            await at.shows(StepId.CODE)
            expired = CATALOGUE[FailureCode.SESSION_EXPIRED]
            assert expired.remedy in at.written()
            for page in (StepId.DECISION, StepId.CONSEQUENCES, StepId.CONFIRMATION):
                at.enter()
                await at.shows(page)
            await confirm_and_end(at, tmp_path)

    qloop.run_until_complete(scenario())


@ENDED
def test_a_service_that_starts_late_is_asked_about_old_acts_all_the_same(
    qloop: asyncio.AbstractEventLoop,
    open_counter: Open,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Three starts fail, and those who waited are told; the fourth is the good one."""
    pending = PendingOperations(tmp_path / "state" / "pending.sqlite")
    pending.record(str(uuid.uuid4()), Action.CLOSE, datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    program, *words = embedded_service.service_command()
    tries = tmp_path / "tries"
    script = (
        "import os, sys; tries = open(sys.argv[1], 'a+'); tries.write('x'); tries.flush();"
        "tries.seek(0); len(tries.read()) > 3 or sys.exit(1);"
        "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
    )
    command = [program, "-c", script, str(tries), *words]
    monkeypatch.setattr(embedded_service, "service_command", lambda _url=None: command)

    async def scenario() -> None:
        async with open_counter() as at:
            await until(lambda: at.counter.service_failure is not None)
            await turns(at.window)
            assert "Service injoignable" in at.written()
            await until(lambda: bool(at.counter.reminder))
            await turns(at.window)
            assert "Service joignable" in at.written()
            assert "n’a pas été enregistrée." in at.written()
            assert at.counter.service_failure is None

    qloop.run_until_complete(scenario())


@ENDED
def test_a_service_that_does_not_start_is_told(
    qloop: asyncio.AbstractEventLoop,
    open_counter: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = embedded_service.service_command
    monkeypatch.setattr(
        embedded_service, "service_command", lambda _url=None: [command()[0], "-c", "raise"]
    )

    async def scenario() -> None:
        async with open_counter() as at:
            await until(lambda: at.counter.service_state is ServiceState.LOST)
            await turns(at.window)
            assert "Service injoignable" in at.written()
            assert "Pas encore prêt" in at.written()
            await at.go_to(StepId.CODE)
            at.type(at.person["enrolment_code"])
            at.enter()
            await until(lambda: at.procedure.failure is not None)
            await at.settled()
            assert at.procedure.step is StepId.CODE
            assert CATALOGUE[FailureCode.SERVICE_UNREACHABLE].happened in at.written()

    qloop.run_until_complete(scenario())


def test_a_lost_answer_is_asked_for_and_the_act_is_registered_once(
    qloop: asyncio.AbstractEventLoop,
    open_counter: Open,
    database: Path,
    losing_proxy: LosingProxy,
    tmp_path: Path,
) -> None:
    async def scenario() -> None:
        async with losing_proxy, open_counter() as at:
            await service_ready(at)
            await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
            losing_proxy.lose = 1
            at.enter()
            at.enter()
            await until(lambda: at.procedure.outcome_unknown)
            await at.settled()
            assert UNKNOWN.happened in at.written()
            assert UNKNOWN.remedy in at.written()
            assert plain(at.page.forward_button.text()) == "Demander la réponse"
            assert at.procedure.step is StepId.CONSEQUENCES
            at.enter()
            await at.shows(StepId.CONFIRMATION)
            ((action, number),) = registered(database)
            assert action == "oppose"
            assert number in at.written()
            assert losing_proxy.sent == 1, "the act left once"
            assert not at.counter.pending.unsettled()
            await confirm_and_end(at, tmp_path)

    qloop.run_until_complete(scenario())


def test_an_act_left_without_an_answer_is_told_at_the_next_start(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, region: Service, losing_proxy: LosingProxy
) -> None:
    losing_proxy.service = region.url

    async def first_day() -> str:
        async with losing_proxy, open_counter(service_url=losing_proxy.url) as at:
            await service_ready(at)
            await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
            losing_proxy.lose = 1
            at.enter()
            await until(lambda: at.procedure.outcome_unknown)
            await at.settled()
            at.remove()
            await until(lambda: at.procedure.locked and at.window.up_to_date)
            at.press(Qt.Key.Key_F8)
            await at.shows(None)
            (act,) = at.counter.pending.unsettled()
            return act.idempotency_key

    async def next_day(key: str) -> None:
        async with losing_proxy, open_counter(service_url=losing_proxy.url) as at:
            await until(lambda: bool(at.counter.reminder))
            await turns(at.window)
            done = await at.counter.gateway.outcome(key)
            assert done is not None
            assert f"est enregistrée, sous le numéro {done.receipt_number}." in at.written()
            assert not at.counter.pending.unsettled()

    key = qloop.run_until_complete(first_day())
    qloop.run_until_complete(next_day(key))
    assert losing_proxy.sent == 1


def test_an_act_that_never_left_is_told_too(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, tmp_path: Path
) -> None:
    pending = PendingOperations(tmp_path / "state" / "pending.sqlite")
    pending.record(str(uuid.uuid4()), Action.CLOSE, datetime(2026, 11, 20, 15, 0, tzinfo=UTC))

    async def scenario() -> None:
        async with open_counter() as at:
            await until(lambda: bool(at.counter.reminder))
            await turns(at.window)
            words = "La demande du 20 novembre 2026 restée sans réponse n’a pas été enregistrée."
            assert words in at.written()
            assert "Insérez la carte Vitale" in at.written()
            assert not pending.unsettled()

    qloop.run_until_complete(scenario())
