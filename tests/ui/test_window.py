"""The window as a whole: the keyboard alone, the focus, no stray window, the simulated reader."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.counter import Counter
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.situation import SituationId
from counter_app.post.settings import Settings
from counter_app.procedure.case import StepId
from counter_app.simulated_tray import SimulatedTray
from counter_app.ui.event_loop import cancel_running
from counter_app.ui.pages.page import Page
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import LIGHT
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionRow
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.text_field import TextField
from counter_app.ui.widgets.tile import ChoiceTile
from counter_app.ui.window import MainWindow
from tests.ui.counter_on_screen import CounterOnScreen, turns, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

# Every page, and the act that leads to it; with a card unless it is the page of the numbers.
PAGES = [
    (StepId.PERSON, Action.ACTIVATE),
    (StepId.CODE, Action.ACTIVATE),
    (StepId.DECISION, Action.ACTIVATE),
    (StepId.CONSEQUENCES, Action.CLOSE),
    (StepId.DELETION, Action.CLOSE),
    (StepId.TERMS, Action.ACTIVATE),
    (StepId.CONTACTS, Action.ACTIVATE),
    (StepId.LOGIN_NAME, Action.ACTIVATE),
    (StepId.PASSWORD, Action.ACTIVATE),
    (StepId.CONFIRMATION, Action.CLOSE),
]
STATUS = ProfileStatus.OPEN_UNCLAIMED  # where every page but the opposition's can be reached
FIRST = {
    StepId.PERSON: OptionRow,
    StepId.CODE: CodeField,
    StepId.DECISION: ChoiceTile,
    StepId.CONSEQUENCES: ActionButton,
    StepId.DELETION: ActionButton,
    StepId.TERMS: CheckBox,
    StepId.CONTACTS: OptionRow,
    StepId.LOGIN_NAME: TextField,
    StepId.PASSWORD: TextField,
    StepId.CONFIRMATION: ActionButton,
}


@pytest.mark.parametrize(("step", "action"), PAGES)
def test_the_focus_is_where_the_next_gesture_is_and_tab_reaches_the_rest(
    play: Play, step: StepId, action: Action
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step, action)
        page = at.window.page
        assert any(isinstance(widget, FIRST[step]) for widget in _with_parents(at.focus)), at.focus
        assert page.isAncestorOf(at.focus)
        if FIRST[step] is ActionButton:
            assert at.focus is at.page.forward_button
        wanted = {
            widget
            for widget in page.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not _in_a_group_reached_by_arrows(widget)
        }
        assert wanted
        reached = {at.focus}
        for _ in range(40):
            at.press(Qt.Key.Key_Tab)
            reached.add(at.focus)
        missed = [plain(widget.accessibleName()) for widget in wanted - reached]
        assert not missed
        assert at.procedure.step is step

    play(scenario, status=STATUS)


def _with_parents(widget: QWidget | None) -> list[QWidget]:
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _in_a_group_reached_by_arrows(widget: QWidget) -> bool:
    """Of options that exclude one another, Tab reaches one; the arrows reach the others."""
    return isinstance(widget, OptionRow | ChoiceTile)


@pytest.mark.parametrize(("step", "action"), PAGES[1:-1])
def test_escape_goes_back_and_enter_on_again(play: Play, step: StepId, action: Action) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(step, action)
        case, words = at.procedure.case, at.written()
        at.press(Qt.Key.Key_Escape)
        await at.settled()
        before = at.procedure.step
        assert before is not None
        assert before is not step
        if step is StepId.DELETION:  # off the main way: by its own letter
            at.type("s")
        else:
            at.enter()
        await at.shows(step)
        assert at.procedure.case == case
        assert at.written() == words

    play(scenario, status=STATUS)


@pytest.mark.parametrize(
    ("action", "status", "delete"),
    [
        (Action.ACTIVATE, ProfileStatus.PENDING, False),
        (Action.OPPOSE, ProfileStatus.PENDING, False),
        (Action.CLOSE, ProfileStatus.ACTIVE, True),
    ],
)
def test_a_whole_visit_opens_no_other_window(
    play: Play,
    qapp: QApplication,
    action: Action,
    status: ProfileStatus,
    delete: bool,
) -> None:
    opened: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if (
                event.type() == QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
                and not isinstance(watched, MainWindow)
            ):
                opened.append(repr(watched))
            return False

    async def scenario(at: CounterOnScreen) -> None:
        watch = Watch()
        qapp.installEventFilter(watch)
        try:
            await at.window.prepare_pages()
            await at.go_to(StepId.CONFIRMATION, action, delete=delete)
            await until(lambda: bool(at.papers.printed))
            await at.settled()
            at.remove()
            await at.shows(None)
            at.press(Qt.Key.Key_F2)
            await at.shows(StepId.NUMBERS)
            at.press(Qt.Key.Key_Escape)
            await at.shows(None)
            await asyncio.sleep(0)
        finally:
            qapp.removeEventFilter(watch)

    play(scenario, status=status)
    assert not opened


def test_a_key_of_one_page_is_no_key_of_the_next(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.TERMS)
        at.fill_with_keys()  # boxes and Enter in one burst
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.CONTACTS, "the second Enter was for the page before"

    play(scenario)


def test_the_header_and_the_columns_follow_the_case(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        header, left, right = at.window.header, at.window.left, at.window.right
        assert at.desk.settings.organisation in at.said(header)
        await at.go_to(StepId.DECISION)
        assert "Carte présente" in at.said(header)
        assert "Odette MARCHANDEAU" in at.said(left)
        assert "C’est vous qui décidez." in at.said(right)
        assert "Proposez un moment seul à seul" in at.said(right)
        at.remove()
        await turns(at.window)
        assert "Odette" not in at.said(left)
        assert "Proposez un moment" not in at.said(right)

    play(scenario)


def test_the_card_is_no_step_done_before_there_is_one(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        def ticked() -> bool:
            return "1. Carte, fait" in at.said(at.window.left)

        at.procedure.start_with_situation()
        await at.shows(StepId.SITUATION)
        assert not ticked()
        at.procedure.choose_situation(SituationId.NO_CARD)
        await at.procedure.go_on()
        await at.shows(StepId.NUMBERS)
        assert not ticked()
        at.type_numbers()
        at.enter()
        await at.shows(StepId.PERSON)
        assert ticked(), "its numbers stand for it"
        at.procedure.finish()
        at.insert()
        await at.shows(StepId.PERSON)
        assert ticked()

    play(scenario)


def test_closing_the_window_is_told_once(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        told: list[bool] = []
        at.window.closed = lambda: told.append(True)
        at.window.close()
        assert told == [True]

    play(scenario)


# The simulated reader, watched by the real monitor ------------------------------------------


def test_the_key_of_the_simulated_reader_puts_a_card_in_and_takes_it_out(
    qloop: asyncio.AbstractEventLoop, qapp: QApplication, tmp_path: Path
) -> None:
    apply_theme(qapp, LIGHT, 1.0)

    async def scenario() -> None:
        counter = Counter(Settings(), state=tmp_path)
        window = MainWindow(counter)
        counter.watch_simulated(SimulatedTray())
        window.show()
        window.activateWindow()
        try:
            await until(lambda: counter.readers_known and window.isActiveWindow())
            procedure = counter.procedure
            tray = window.left.tray
            assert tray is not None

            def f9() -> None:
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F9)

            f9()
            await until(lambda: procedure.step is StepId.PERSON and window.up_to_date)
            assert isinstance(window.page, Page)
            case = procedure.case
            assert case is not None
            assert case.family_name == "MARCHANDEAU"
            assert "Retirer la carte" in _texts(tray)
            f9()
            await until(lambda: procedure.locked and window.up_to_date)
            assert "Insérer la carte" in _texts(tray)
            f9()
            await until(lambda: not procedure.locked and window.up_to_date)
            assert procedure.case == case
        finally:
            window.hide()
            await cancel_running()
            await counter.stop()
            window.deleteLater()

    qloop.run_until_complete(scenario())


def _texts(widget: QWidget) -> list[str]:
    return [plain(button.text()) for button in widget.findChildren(ActionButton)]


def test_the_persons_side_covers_the_simulated_reader_too(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.tray = SimulatedTray()
        at.procedure.announce()
        await at.go_to(StepId.TERMS)
        assert isinstance(at.window.page, PersonSidePage)
        tray = at.window.left.tray
        assert tray is not None
        assert not tray.isVisible()

    play(scenario)
