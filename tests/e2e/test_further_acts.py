"""What is seldom asked for, through the real window and the real service, to the page on paper."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from counter_app.domain.profile import FurtherAct, ProfileStatus
from counter_app.domain.situation import SituationId
from counter_app.procedure.case import StepId
from tests.e2e.conftest import Open, RealCounter
from tests.printing.examples import plain

pytestmark = [pytest.mark.real, pytest.mark.timeout(150)]


def registered(database: Path) -> list[tuple[str, ...]]:
    """What the service holds of each act."""
    with closing(sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True)) as connection:
        return connection.execute(
            "SELECT action, situation, decided_by, source_status, target_status FROM operations"
            " WHERE registered"
        ).fetchall()


async def page_of(at: RealCounter, path: Path) -> str:
    """The words of the confirmation, as a PDF has them, without blanks."""
    await at.window.page.save(str(path))  # type: ignore[attr-defined]
    (page,) = PdfReader(path).pages
    return plain(page.extract_text())


def test_what_was_kept_of_a_closed_space_is_deleted(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, database: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        async with open_counter("kalinda") as at:
            await at.go_to(StepId.DECISION)
            at.type("d")
            await at.shows(StepId.DELETION)
            at.enter()
            await at.shows(StepId.CONFIRMATION)
            assert "La suppression est demandée" in at.written()
            page = await page_of(at, tmp_path / "page.pdf")
            title = "Vous avez demandé la suppression des données de Mon espace santé"
            assert plain(title) in page
            assert plain("Suppression des données gardées, à la demande de la personne") in page
            at.enter()
            await at.shows(None)

    qloop.run_until_complete(scenario())
    assert registered(database) == [
        (
            FurtherAct.REQUEST_DELETION,
            SituationId.ADULT,
            "person",
            ProfileStatus.CLOSED,
            ProfileStatus.CLOSED_DELETION_PENDING,
        )
    ]


def test_whoever_got_the_notice_of_a_child_who_is_not_hers_says_so(
    qloop: asyncio.AbstractEventLoop, open_counter: Open, database: Path, tmp_path: Path
) -> None:
    async def scenario() -> None:
        async with open_counter("lilou") as at:
            at.insert()
            await at.shows(StepId.PERSON)
            at.procedure.choose_beneficiary(1)
            await at.settled()
            assert at.procedure.case is not None
            assert at.procedure.case.given_name.upper() == "LILOU"
            at.press(Qt.Key.Key_F6)
            await at.shows(StepId.SITUATION)
            for figure in "16":
                at.type(figure)
                await at.settled()
            at.enter()
            await at.shows(StepId.PERSON)
            at.type("1")
            await at.shows(StepId.CODE)
            await at.go_to(StepId.DECISION)
            at.type("r")
            await at.shows(StepId.CONSEQUENCES)
            at.enter()
            await at.shows(StepId.CONFIRMATION)
            assert "La création de cet espace s’arrête" in at.written()
            page = await page_of(at, tmp_path / "page.pdf")
            title = "Vous avez dit ne pas être le représentant légal de cet enfant"
            assert plain(title) in page
            assert plain("par qui a reçu le courrier") in page

    qloop.run_until_complete(scenario())
    assert registered(database) == [
        (
            FurtherAct.DECLARE_NOT_REPRESENTATIVE,
            SituationId.NOT_REPRESENTATIVE,
            "declarant",
            ProfileStatus.PENDING,
            ProfileStatus.CREATION_BLOCKED,
        )
    ]
