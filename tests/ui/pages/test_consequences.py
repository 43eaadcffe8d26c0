"""What changes is read before, on screen, on paper, aloud. A deletion is asked for on a page of its
own; else the documents are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from counter_app import resource_files
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.paper_words import Change
from counter_app.domain.papers import languages, papers, spoken_text
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.procedure.case import StepId
from counter_app.ui.confirmation_facts import confirmation_facts
from counter_app.ui.widgets.labels import IconLabel, Label
from counter_app.ui.widgets.sheet_view import SheetView
from tests import other_language
from tests.procedure.counter import known_as
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

PAGES: dict[Change, tuple[ProfileStatus, PersonAct, StepId]] = {
    Change.OPPOSE: (ProfileStatus.PENDING, Action.OPPOSE, StepId.CONSEQUENCES),
    Change.CLOSE: (ProfileStatus.ACTIVE, Action.CLOSE, StepId.CONSEQUENCES),
    Change.DELETE: (ProfileStatus.OPEN_UNCLAIMED, Action.CLOSE, StepId.DELETION),
    Change.DELETE_KEPT: (ProfileStatus.CLOSED, FurtherAct.REQUEST_DELETION, StepId.DELETION),
    Change.DECLARE: (
        ProfileStatus.PENDING,
        FurtherAct.DECLARE_NOT_REPRESENTATIVE,
        StepId.CONSEQUENCES,
    ),
}
CHILD = "lilou"  # under a parent's number
VISITORS = {change: CHILD if change is Change.DECLARE else "odette" for change in Change}
CODES = [language.code for language in languages()]
each_change = pytest.mark.parametrize("change", Change)


async def at_sheet(at: CounterOnScreen, change: Change) -> None:
    """The page with this sheet, its voices known."""
    _, action, step = PAGES[change]
    await at.go_to(step, action)
    await until(lambda: at.window.up_to_date)


def button(at: CounterOnScreen, key: str) -> QPushButton:
    """The button to be seen that has this key drawn on it."""
    (found,) = (
        each
        for each in at.page.findChildren(QPushButton)
        if each.isVisible() and f"Touche {key}" in plain(each.accessibleDescription())
    )
    return found


def lines(change: Change, code: str) -> list[str]:
    parts = papers(code).sheets[change].parts
    return [
        text
        for part in parts
        for text in (part.heading, *(line for point in part.points for line in point.lines))
    ]


# On the screen ----------------------------------------------------------------------------------


@each_change
def test_every_line_of_the_sheet_is_on_the_page_in_each_language(
    play: Play, change: Change
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, change)
        assert at.focus is at.page.forward_button
        for code in (*CODES, CODES[0]):
            said = at.said(at.page)
            for line in lines(change, code):
                assert line in said
            assert papers(code).language.name in said
            at.type("l")
            await at.settled()
        assert at.focus is at.page.forward_button
        assert not at.service.operations

    play(scenario, VISITORS[change], PAGES[change][0])


def test_the_end_of_the_sheet_comes_into_sight_by_the_keyboard(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, Change.CLOSE)
        at.window.grab()
        bar = at.page.frame.body_scroll.verticalScrollBar()
        assert bar.maximum() > 0
        for key, place in ((Qt.Key.Key_End, bar.maximum()), (Qt.Key.Key_Home, 0)):
            at.press(key)
            assert bar.value() == place
        at.press(Qt.Key.Key_PageDown)
        assert bar.value() > 0
        assert at.focus is at.page.forward_button

    play(scenario, status=ProfileStatus.ACTIVE)


def test_a_space_that_was_never_used_is_said_to_be_open(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        assert "même si vous ne l’avez jamais utilisé" in at.written()

    play(scenario, status=ProfileStatus.OPEN_UNCLAIMED)


@pytest.fixture
def right_to_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of a language that was added as a file."""
    other_language.add_right_to_left_language(tmp_path)
    monkeypatch.setattr(resource_files, "ROOT", tmp_path)
    yield other_language.CODE
    papers.cache_clear()


def test_a_language_that_was_added_is_offered_and_mirrored(play: Play, right_to_left: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, Change.CLOSE)
        case = at.procedure.case
        while case is not None and case.language != right_to_left:
            at.type("l")
            await at.settled()
            case = at.procedure.case
        view = at.page.findChild(SheetView)
        assert view is not None
        assert view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at.window.grab()
        middle = view.width() / 2
        drawings = [each for each in view.findChildren(IconLabel) if each.isVisible()]
        assert drawings
        assert max(_left(each, view) for each in drawings) > 1.8 * middle, "at the right edge"
        told = next(label for label in view.findChildren(Label) if label.text().endswith("."))
        line = told.block()._layout.lineAt(0)
        dot = line.cursorToX(len(told.text()) - 1)[0]
        assert dot < line.cursorToX(0)[0], "a sentence ends at its left"
        for line in lines(Change.CLOSE, right_to_left):
            assert line in at.said(at.page)
        at.press(Qt.Key.Key_F7)
        await until(lambda: bool(at.papers.printed))
        assert at.papers.printed[0].right_to_left
        title = plain(at.page.frame.title.text())
        assert title == "Ce que change la clôture", "what is the agent's stays in French"

    play(scenario, status=ProfileStatus.ACTIVE)


def _left(widget: IconLabel, view: SheetView) -> int:
    return widget.mapTo(view, widget.rect().topLeft()).x()


# The acts ---------------------------------------------------------------------------------------


def test_an_opposition_is_registered_by_one_press_on_its_own_words(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
        assert plain(at.page.forward_button.text()) == "Enregistrer l’opposition"
        at.type("s")  # there is nothing to delete yet
        await at.settled()
        assert at.procedure.step is StepId.CONSEQUENCES
        at.enter()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data, sent.activation) == (Action.OPPOSE, False, None)

    play(scenario)


def test_a_closing_is_registered_by_one_press_and_keeps_the_documents(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        assert plain(at.page.forward_button.text()) == "Clôturer et garder les documents"
        assert plain(button(at, "S").text()) == "Supprimer aussi les documents"
        at.enter()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data) == (Action.CLOSE, False)
        assert "supprim" not in plain(at.page.title())

    play(scenario, status=ProfileStatus.ACTIVE)


def test_the_way_to_the_deletion_is_in_sight_without_scrolling(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        for _ in CODES:
            await heard(at)  # with all that stands above
            at.window.grab()
            way, view = button(at, "S"), at.page.frame.body_scroll.viewport()
            assert view.rect().contains(way.mapTo(view, way.rect().bottomRight()))
            at.type("l")
            await at.settled()
        assert "touche S" in at.said(at.window.right)

    play(scenario, status=ProfileStatus.ACTIVE)


def test_a_deletion_has_its_own_page_and_its_own_words(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("s")
        at.enter()  # in the same burst: nobody has seen the page that follows
        await at.shows(StepId.DELETION)
        assert not at.service.operations
        assert plain(at.page.title()) == "Ce que change la suppression"
        assert plain(at.page.forward_button.text()) == "Clôturer et supprimer les documents"
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data) == (Action.CLOSE, True)
        assert "suppression" in plain(at.page.title())

    play(scenario, status=ProfileStatus.ACTIVE)


def test_going_back_from_the_deletion_keeps_the_documents(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("s")
        await at.shows(StepId.DELETION)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.CONSEQUENCES)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert [sent.delete_data for sent in at.service.operations] == [False]

    play(scenario, status=ProfileStatus.OPEN_UNCLAIMED)


def test_a_deletion_that_was_refused_and_given_up_keeps_the_documents(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("s")
        await at.shows(StepId.DELETION)
        at.service.fails("submit", FailureCode.SERVICE_BUSY)
        at.enter()
        await until(lambda: at.procedure.failure is not None)
        await at.settled()
        assert at.procedure.step is StepId.DELETION
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.CONSEQUENCES)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert [sent.delete_data for sent in at.service.operations][-1] is False

    play(scenario, status=ProfileStatus.ACTIVE)


def test_a_key_held_down_decides_nothing(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("s")
        await at.shows(StepId.DELETION)
        at.send(Qt.Key.Key_Return, "\r", repeated=True)
        await at.settled()
        assert at.procedure.step is StepId.DELETION
        at.send(Qt.Key.Key_Escape, repeated=True)
        await at.settled()
        assert at.procedure.step is StepId.DELETION
        assert not at.service.operations

    play(scenario, status=ProfileStatus.ACTIVE)


# What is seldom asked for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "captions", "done"),
    [
        (
            Change.DELETE_KEPT,
            ("Supprimer les documents gardés", "Supprimer les documents gardés"),
            "La suppression est demandée",
        ),
        (
            Change.DECLARE,
            ("Ni son parent, ni son tuteur", "Enregistrer ce qu’elle dit"),
            "La création de cet espace s’arrête",
        ),
    ],
)
def test_a_further_request_has_its_sheet_its_act_and_its_confirmation(
    play: Play, change: Change, captions: tuple[str, str], done: str
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        _, act, step = PAGES[change]
        await at.go_to(StepId.DECISION)
        assert captions[0] in at.said(at.page)
        await at_sheet(at, change)
        assert plain(at.page.forward_button.text()) == captions[1]
        assert "Supprimer aussi" not in at.said(at.page)
        assert not at.service.operations, "what is read changes nothing"
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert plain(at.page.forward_button.text()) == captions[0]
        assert at.focus is at.page.forward_button
        at.enter()
        await at.shows(step)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data, sent.activation) == (act, False, None)
        assert done in at.said(at.page)
        await until(lambda: bool(at.papers.printed))
        assert sent.action in confirmations_of(at)

    play(scenario, VISITORS[change], PAGES[change][0])


def confirmations_of(at: CounterOnScreen) -> list[PersonAct]:
    """The acts whose confirmation can be given."""
    case = at.procedure.case
    assert case is not None
    assert case.has_paper
    return [confirmation_facts(case, at.desk.settings).action]


@pytest.mark.parametrize("change", [Change.DELETE_KEPT, Change.DECLARE])
def test_a_space_that_changed_meanwhile_leads_back_to_what_is_possible(
    play: Play, change: Change
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, change)
        at.service.fails("submit", FailureCode.OPERATION_NOT_ALLOWED)
        at.service.known = known_as(at.name, ProfileStatus.DELETED)
        at.enter()
        await at.shows(StepId.DECISION)
        assert at.procedure.case is not None
        assert at.procedure.case.action is None
        at.type("dr")
        await at.settled()
        assert at.procedure.step is StepId.DECISION, "their keys went with their buttons"
        at.type("a")
        await at.shows(StepId.TERMS)

    play(scenario, VISITORS[change], PAGES[change][0])


# On paper ---------------------------------------------------------------------------------------


@each_change
def test_the_sheet_is_printed_in_the_language_of_the_page(play: Play, change: Change) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, change)
        at.press(Qt.Key.Key_F7)
        await until(lambda: len(at.papers.printed) == 1)
        await at.settled()
        assert "Page envoyée à l’imprimante « Accueil »." in at.written()
        at.type("ll")
        await at.settled()
        at.press(Qt.Key.Key_F8)
        await until(lambda: len(at.papers.printed) == 2)
        usual, large = at.papers.printed
        assert papers("fr").sheets[change].title in plain(usual.body)
        assert papers("en").sheets[change].title in plain(large.body)
        assert (len(usual.pages), len(large.pages)) == (1, 2)
        assert "23 novembre 2026" in plain(usual.body)
        assert at.procedure.step is PAGES[change][2], "printing decides nothing"

    play(scenario, VISITORS[change], PAGES[change][0])


def test_the_language_stays_from_one_sheet_to_the_next(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("l")
        at.type("s")
        await at.shows(StepId.DELETION)
        assert papers(CODES[1]).sheets[Change.DELETE].parts[0].heading in at.said(at.page)

    play(scenario, status=ProfileStatus.ACTIVE)


def test_a_printer_that_fails_says_what_to_do_and_the_act_stays_possible(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, Change.OPPOSE)
        at.papers.fails = [FailureCode.PRINT_NO_PRINTER]
        at.press(Qt.Key.Key_F7)
        await until(lambda: at.procedure.failure is not None)
        await at.settled()
        assert CATALOGUE[FailureCode.PRINT_NO_PRINTER].remedy in at.written()
        at.press(Qt.Key.Key_F7)
        await until(lambda: bool(at.papers.printed))
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


# Aloud ------------------------------------------------------------------------------------------


async def heard(at: CounterOnScreen) -> None:
    """The voice is known, so that its button is there."""
    await until(lambda: "Écouter" in at.said(at.page))


@each_change
def test_the_sheet_is_read_aloud_until_its_end_or_until_stopped(play: Play, change: Change) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, change)
        await heard(at)
        words = papers("fr")
        text = spoken_text(words.sheets[change], words.language, at.desk.settings.helpline)
        for stop in (at.desk.voice.end.set, lambda: at.press(Qt.Key.Key_F6)):
            at.press(Qt.Key.Key_F6)
            await until(lambda: "Arrêter" in at.said(at.page))
            assert at.desk.voice.speaking == (text, "fr")
            stop()
            await heard(at)
            assert at.desk.voice.speaking is None
        assert at.focus is at.page.forward_button

    play(scenario, VISITORS[change], PAGES[change][0])


def test_no_voice_for_a_language_is_no_button(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.voice.known = {"en"}
        await at_sheet(at, Change.OPPOSE)
        for code in CODES:
            await at.settled()
            assert ("Écouter" in at.said(at.page)) == (code == "en")
            if code != "en":
                at.press(Qt.Key.Key_F6)
                await at.settled()
                assert at.desk.voice.speaking is None
            at.type("l")

    play(scenario)


@pytest.mark.parametrize("gesture", ["back", "on", "language", "card", "other page"])
def test_what_is_no_longer_shown_is_no_longer_read(play: Play, gesture: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at_sheet(at, Change.CLOSE)
        await heard(at)
        at.press(Qt.Key.Key_F6)
        await until(lambda: at.desk.voice.speaking is not None)
        gestures = {
            "back": lambda: at.press(Qt.Key.Key_Escape),
            "on": at.enter,
            "language": lambda: at.type("l"),
            "card": at.remove,
            "other page": lambda: at.type("s"),
        }
        gestures[gesture]()
        await until(lambda: at.desk.voice.speaking is None)

    play(scenario, status=ProfileStatus.ACTIVE)
