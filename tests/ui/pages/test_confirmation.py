"""The act is registered: its paper is seen, comes out by itself, is numbered as a duplicate, saved
when asked."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.gateway.port import Channel
from counter_app.procedure.case import StepId
from counter_app.ui.pages.confirmation import ConfirmationPage
from counter_app.ui.widgets.paper_view import PaperView
from tests.ui.counter_on_screen import CounterOnScreen, turns, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

_DUPLICATE = re.compile(r"Duplicata n°[ \u00a0](\d+)")


async def confirmed(at: CounterOnScreen) -> ConfirmationPage:
    await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
    page = at.page
    assert isinstance(page, ConfirmationPage)
    return page


def duplicates(at: CounterOnScreen) -> list[int]:
    """For each page that was printed, how many came before."""
    return [int((_DUPLICATE.findall(sheet.body) or [0])[0]) for sheet in at.papers.printed]


def test_the_paper_is_seen_before_it_is_printed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        await page.previewed.wait()
        view = page.findChild(PaperView)
        assert view is not None
        assert view.has_picture
        assert "CF-2026-000001" in at.written()
        assert plain(page.forward_button.text()) == "Imprimer la confirmation"
        assert at.focus is page.forward_button
        assert not at.papers.printed, "this post does not print by itself"

    play(scenario, print_at_once=False)


@pytest.mark.parametrize("ending", ["Enter", "card"])
def test_the_page_comes_out_by_itself_and_one_gesture_ends(play: Play, ending: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        assert "Page envoyée à l’imprimante « Accueil »" in at.written()
        assert plain(page.forward_button.text()) == "Terminer"
        assert at.focus is page.forward_button
        page.refresh()
        page.refresh()
        at.enter() if ending == "Enter" else at.remove()
        await at.shows(None)
        assert at.procedure.case is None
        assert duplicates(at) == [0]

    play(scenario)


def test_while_the_page_comes_out_nothing_is_printed_or_ended(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.papers.hold = asyncio.Event()
        page = await confirmed(at)
        await until(lambda: "Envoi à l’imprimante" in at.written())
        await until(lambda: at.window.up_to_date)
        assert not page.forward_button.ready
        at.enter()
        at.press(Qt.Key.Key_F7)
        await at.settled()
        assert at.procedure.step is StepId.CONFIRMATION
        at.papers.hold.set()
        await until(lambda: page.forward_button.ready)
        assert plain(page.forward_button.text()) == "Terminer"
        assert duplicates(at) == [0]

    play(scenario)


def test_the_card_taken_while_the_page_comes_out_ends_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.papers.hold = asyncio.Event()
        await confirmed(at)
        await until(lambda: "Envoi à l’imprimante" in at.written())
        at.remove()
        at.papers.hold.set()
        await at.shows(None)
        assert at.procedure.case is None
        assert duplicates(at) == [0]

    play(scenario)


@pytest.mark.parametrize("code", [FailureCode.PRINT_NO_PRINTER, FailureCode.PRINT_FAILED])
def test_a_page_that_does_not_come_out_by_itself_is_printed_by_enter(
    play: Play, code: FailureCode
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
        at.papers.fails = [code]
        at.enter()
        await until(lambda: at.procedure.failure is not None)
        await at.shows(StepId.CONFIRMATION)
        page = at.page
        assert CATALOGUE[code].remedy in at.written()
        assert plain(page.forward_button.text()) == "Imprimer la confirmation"
        page.refresh()
        await at.settled()
        assert not at.papers.printed, "it is tried once by itself"
        at.enter()
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        assert CATALOGUE[code].remedy not in at.written()
        assert duplicates(at) == [0]

    play(scenario)


def test_without_a_printer_nothing_is_tried(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.printer = ""
        page = await confirmed(at)
        await at.settled()
        assert not at.papers.printed
        assert at.procedure.failure is None
        assert plain(page.forward_button.text()) == "Imprimer la confirmation"

    play(scenario)


def test_by_telephone_nobody_is_there_to_take_the_page(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.procedure.start_typed(Channel.PHONE)
        await at.shows(StepId.NUMBERS)
        await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
        await at.settled()
        assert not at.papers.printed

    play(scenario)


def test_enter_prints_then_ends_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        at.enter()
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        assert "Page envoyée à l’imprimante « Accueil »" in at.written()
        assert plain(page.forward_button.text()) == "Terminer"
        at.enter()
        await at.shows(None)
        assert at.procedure.case is None
        assert "Retirez la carte" in at.written()
        assert duplicates(at) == [0]

    play(scenario, print_at_once=False)


def test_enter_twice_at_once_prints_one_page(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await confirmed(at)
        at.papers.hold = asyncio.Event()
        at.enter()
        at.enter()
        await turns(at.window)
        at.enter()
        await turns(at.window)
        at.papers.hold.set()
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        assert duplicates(at) == [0]
        assert at.procedure.step is StepId.CONFIRMATION

    play(scenario, print_at_once=False)


def test_each_page_printed_again_is_numbered(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        at.press(Qt.Key.Key_F7)
        await at.settled()
        assert not at.papers.printed, "nothing to print again yet"
        at.enter()
        await until(lambda: len(at.papers.printed) == 1)
        await at.settled()
        for count in (2, 3):
            at.press(Qt.Key.Key_F7)
            await until(lambda count=count: len(at.papers.printed) == count)  # type: ignore[misc]
            await at.settled()
        assert duplicates(at) == [0, 1, 2]
        assert at.window.page is page

    play(scenario, print_at_once=False)


@pytest.mark.parametrize("code", [FailureCode.PRINT_NO_PRINTER, FailureCode.PRINT_FAILED])
def test_a_printer_that_fails_leaves_the_act_registered(play: Play, code: FailureCode) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        at.papers.fails = [code]
        at.enter()
        await until(lambda: at.procedure.failure is not None)
        await at.settled()
        assert CATALOGUE[code].happened in at.written()
        assert CATALOGUE[code].remedy in at.written()
        assert "C’est enregistré." in at.written()
        assert "CF-2026-000001" in at.written()
        assert plain(page.forward_button.text()) == "Imprimer la confirmation"
        at.enter()
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        assert CATALOGUE[code].happened not in at.written()
        assert duplicates(at) == [0], "the page that did not come out is no original"
        assert len(at.service.operations) == 1

    play(scenario, print_at_once=False)


@pytest.mark.parametrize("code", [None, FailureCode.PRINT_FAILED])
def test_a_printer_that_answers_after_the_end_changes_nothing(
    play: Play, code: FailureCode | None
) -> None:
    """The page goes with its case; what was under way for it must not fall on the next."""

    async def scenario(at: CounterOnScreen) -> None:
        await confirmed(at)
        at.papers.hold = asyncio.Event()
        at.papers.fails = [code] if code else []
        at.enter()
        await turns(at.window)
        at.procedure.finish()
        await at.shows(None)
        at.papers.hold.set()
        at.remove()
        at.insert("firmin")
        await at.shows(StepId.PERSON)
        assert at.procedure.failure is None

    play(scenario, print_at_once=False)


def test_escape_takes_nothing_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await confirmed(at)
        at.press(Qt.Key.Key_Escape)
        await at.settled()
        assert at.procedure.step is StepId.CONFIRMATION

    play(scenario)


def test_a_pdf_is_written_only_when_asked_for_and_where_asked(
    play: Play, tmp_path: Path, isolated_home: Path
) -> None:
    wanted = tmp_path / "page.pdf"

    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        assert not at.papers.saved
        at.press(Qt.Key.Key_F6)
        await until(lambda: page.findChild(QFileDialog) is not None)
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        name = dialog.findChild(QLineEdit)
        assert name is not None
        assert name.text() == "confirmation-CF-2026-000001.pdf", "no name of the person"
        name.setText(str(wanted))
        dialog.accept()
        await until(lambda: bool(at.papers.saved))
        await until(lambda: page.findChild(QFileDialog) is None)
        await at.settled()
        assert at.papers.saved == [str(wanted)]
        assert "Page enregistrée." in at.written()
        assert plain(page.forward_button.text()) == "Terminer", "the person can leave with it"
        assert not at.papers.printed

    play(scenario, print_at_once=False)
    # Qt keeps the folder that was chosen; neither the page nor its number stays anywhere else.
    for path in isolated_home.rglob("*"):
        assert "CF-2026" not in path.name
        assert path.is_dir() or "CF-2026" not in path.read_text(encoding="utf-8")


def test_a_place_that_refuses_the_file_is_told(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        page = await confirmed(at)
        at.papers.fails = [FailureCode.FILE_NOT_WRITTEN]
        await page.save("/nowhere/page.pdf")
        await at.settled()
        assert CATALOGUE[FailureCode.FILE_NOT_WRITTEN].remedy in at.written()
        assert plain(page.forward_button.text()) == "Imprimer la confirmation"

    play(scenario, print_at_once=False)


def test_the_card_taken_before_the_paper_does_not_lose_the_paper(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await confirmed(at)
        at.remove()
        await until(lambda: at.window.up_to_date)
        assert "La confirmation n’est pas encore imprimée" in at.written()
        at.insert()
        await at.shows(StepId.CONFIRMATION)
        at.enter()
        await until(lambda: bool(at.papers.printed))
        await at.settled()
        at.remove()
        await at.shows(None)
        assert at.procedure.case is None

    play(scenario, print_at_once=False)


@pytest.mark.parametrize(
    ("status", "title", "told"),
    [
        (ProfileStatus.CLOSED, "L’espace est rouvert, avec ses documents", True),
        (ProfileStatus.CLOSED_DELETION_PENDING, "L’espace est rouvert, avec ses documents", True),
        (ProfileStatus.OPPOSED, "L’espace est rouvert", False),
        (ProfileStatus.PENDING, "L’espace est activé", False),
    ],
)
def test_data_that_came_back_are_told_on_the_page_and_on_the_paper(
    play: Play, status: ProfileStatus, title: str, told: bool
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONFIRMATION, Action.ACTIVATE)
        assert plain(at.page.frame.title.text()) == title
        assert ("Ses documents gardés sont revenus." in at.written()) == told
        assert ("« Vos documents gardés sont revenus" in at.written()) == told
        at.enter()
        await until(lambda: bool(at.papers.printed))
        [sheet] = at.papers.printed
        assert ("Vos documents gardés y sont revenus" in sheet.body) == told

    play(scenario, status=status)
