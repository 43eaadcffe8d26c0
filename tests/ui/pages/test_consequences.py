"""What changes is read before; keeping is what happens unless deletion is chosen apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import StepId
from counter_app.procedure.consequences import consequences
from counter_app.ui.widgets.tile import ChoiceTile
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (ProfileStatus.PENDING, Action.OPPOSE),
        (ProfileStatus.OPEN_UNCLAIMED, Action.CLOSE),
        (ProfileStatus.ACTIVE, Action.CLOSE),
    ],
)
def test_every_point_of_the_sheet_is_on_the_page(
    play: Play, status: ProfileStatus, action: Action
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, action)
        said = at.said(at.page)
        sheet = consequences(action, status)
        for sentence in (*sheet.points, sheet.still_possible):
            assert sentence in said
        assert at.focus is at.page.forward_button
        assert not at.service.operations

    play(scenario, status=status)


def test_an_opposition_is_registered_by_one_press_on_its_own_words(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.OPPOSE)
        assert plain(at.page.forward_button.text()) == "Enregistrer l’opposition"
        at.enter()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data, sent.activation) == (Action.OPPOSE, False, None)

    play(scenario)


def test_keeping_the_data_is_what_happens_by_default(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DELETION, Action.CLOSE)
        keep, delete = at.page.findChildren(ChoiceTile)
        assert keep.isChecked()
        assert not delete.isChecked()
        assert at.focus is at.page.forward_button
        assert plain(at.page.forward_button.text()) == "Clôturer son espace"
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data) == (Action.CLOSE, False)
        assert "supprim" not in plain(at.page.title())

    play(scenario, status=ProfileStatus.ACTIVE)


def test_deletion_is_chosen_then_confirmed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DELETION, Action.CLOSE)
        at.type("s")
        await at.settled()
        assert not at.service.operations, "the letter chooses; it does not send"
        assert plain(at.page.forward_button.text()) == "Clôturer et supprimer les données"
        for sentence in consequences(Action.CLOSE, ProfileStatus.ACTIVE, delete_data=True).points:
            assert sentence in at.said(at.page)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.delete_data) == (Action.CLOSE, True)
        assert "suppression" in plain(at.page.title())

    play(scenario, status=ProfileStatus.ACTIVE)


def test_the_choice_can_be_taken_back_before(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DELETION, Action.CLOSE)
        at.type("s")
        at.type("g")
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert [sent.delete_data for sent in at.service.operations] == [False]

    play(scenario, status=ProfileStatus.OPEN_UNCLAIMED)


def test_the_choice_is_still_there_after_going_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DELETION, Action.CLOSE)
        at.type("s")
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.CONSEQUENCES)
        at.type("s")
        await at.shows(StepId.DELETION)
        assert at.page.findChildren(ChoiceTile)[1].isChecked()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert [sent.delete_data for sent in at.service.operations] == [True]

    play(scenario, status=ProfileStatus.ACTIVE)


def test_a_closing_is_registered_by_one_press_and_keeps_the_data(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        assert plain(at.page.forward_button.text()) == "Clôturer et garder les données dix ans"
        at.enter()
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        assert [sent.delete_data for sent in at.service.operations] == [False]

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
