"""A new code through the real window, the real service, the real outbox and a mail server."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.profile import Action
from counter_app.procedure.case import StepId
from tests.e2e.conftest import Open, RealCounter
from tests.service.messages.mail_server import SENDER, MailServer, mail_server
from tests.ui.counter_on_screen import until
from tests.ui.words_in_widgets import finds, held

pytestmark = [pytest.mark.real, pytest.mark.timeout(150)]

WITHIN = 60  # seconds in which a process does its work, however slow the machine
_CODE = re.compile(r"\b([0-9A-Za-z]{4}) ?([0-9A-Za-z]{4}) ?([0-9A-Za-z]{4})\b")


@pytest.fixture
def server() -> Iterator[MailServer]:
    """Takes every message."""
    with mail_server() as server:
        yield server


@pytest.fixture
def config(database: Path, server: MailServer, tmp_path: Path) -> Path:
    """How messages leave the embedded service's outbox."""
    path = tmp_path / "service.toml"
    path.write_text(
        f"""
        database = "sqlite:///{database.as_posix()}"
        fictive = true
        [smtp]
        host = "127.0.0.1"
        port = {server.port}
        security = "none"
        sender = "{SENDER}"
        """,
        "utf-8",
    )
    return path


async def send_what_is_queued(config: Path) -> None:
    """`counter-app outbox send`, as whoever runs the service does."""
    command = [sys.executable, "-m", "counter_app", "outbox", "send", "--config", str(config)]
    done = await asyncio.to_thread(
        subprocess.run, command, capture_output=True, text=True, timeout=WITHIN, check=False
    )
    assert done.returncode == 0, done.stderr


async def ask_by_e_mail(at: RealCounter) -> None:
    """From the page of the code to the same page, waiting for a message."""
    at.press(Qt.Key.Key_F5)
    await at.shows(StepId.NEW_CODE)
    assert "od•••@exemple.example" in at.said(at.page)
    assert not finds(held(at.window), at.person["email"]), "only the masked contact is here"
    at.press(Qt.Key.Key_1)
    at.enter()
    await at.shows(StepId.CODE)
    assert "Un nouveau code part par e-mail à od•••@exemple.example." in at.written()


def test_the_letter_is_lost_and_the_case_goes_on(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, server: MailServer, config: Path
) -> None:
    async def scenario() -> None:
        async with open_counter() as at:
            await at.go_to(StepId.CODE)
            await ask_by_e_mail(at)
            await send_what_is_queued(config)
            [received] = server.received
            assert received.recipients == (at.person["email"],)
            found = _CODE.search(received.text)
            assert found is not None
            arrived = "".join(found.groups())
            assert not finds(held(at.window), arrived), "the code came by no other way"

            at.type(at.person["enrolment_code"])
            at.enter()
            await until(lambda: at.procedure.failure is not None)
            await at.settled()
            assert at.procedure.step is StepId.CODE, "the letter's code serves no more"
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.type(arrived)
            at.enter()
            await at.shows(StepId.DECISION)
            await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
            assert "L’opposition est enregistrée" in at.written()

    qloop.run_until_complete(scenario())


def test_the_service_makes_one_wait_and_the_page_counts_down(
    qloop: asyncio.AbstractEventLoop, open_counter: Open
) -> None:
    async def scenario() -> None:
        async with open_counter() as at:
            await at.go_to(StepId.CODE)
            await ask_by_e_mail(at)
            assert 0 < at.procedure.code_wait <= 30
            at.remove()
            await until(lambda: at.procedure.locked)
            at.procedure.finish()  # another visit of the same person: this post forgot the delay
            at.insert()
            await at.go_to(StepId.CODE)
            at.press(Qt.Key.Key_F5)
            await at.shows(StepId.NEW_CODE)
            at.press(Qt.Key.Key_2)
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.NEW_CODE
            assert "Un code vient d’être demandé." in at.written()
            assert 0 < at.procedure.code_wait <= 30, "as the service says"

    qloop.run_until_complete(scenario())


def test_what_was_done_is_counted_and_too_small_to_be_told(
    qloop: asyncio.AbstractEventLoop, open_counter: Open
) -> None:
    async def scenario() -> None:
        async with open_counter() as at:
            at.press(Qt.Key.Key_F7)
            await until(lambda: "aucune demande n’est enregistrée" in at.said())
            at.insert()
            await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
            at.procedure.finish()
            at.remove()
            await at.shows(None)
            at.press(Qt.Key.Key_F7)
            await until(lambda: "trop petits pour être donnés" in at.said())

    qloop.run_until_complete(scenario())
