"""Three acts: what is possible, and in right words why another is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.profile import (
    Action,
    FurtherAct,
    ProfileStatus,
    allowed_actions,
    refusal_words,
)
from counter_app.domain.right_word import (
    act_of_not_wanting,
    meaning_of_not_wanting,
    six_weeks,
)
from counter_app.domain.situation import SituationId
from counter_app.domain.wording import date_in_words
from counter_app.procedure.case import StepId
from counter_app.procedure.steps import AsideName
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.tile import ChoiceTile
from tests.procedure.counter import known_as
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

LETTERS = {Action.ACTIVATE: "a", Action.OPPOSE: "o", Action.CLOSE: "c"}
NEXT = {
    Action.ACTIVATE: StepId.TERMS,
    Action.OPPOSE: StepId.CONSEQUENCES,
    Action.CLOSE: StepId.CONSEQUENCES,
}
OFFERED = {
    ProfileStatus.PENDING: ("Activer son espace", "S’opposer à sa création"),
    ProfileStatus.OPPOSED: ("Activer son espace",),
    ProfileStatus.OPEN_UNCLAIMED: ("Activer son espace", "Clôturer son espace"),
    ProfileStatus.ACTIVE: ("Clôturer son espace",),
    ProfileStatus.CLOSED: ("Rouvrir son espace",),
    ProfileStatus.CLOSED_DELETION_PENDING: ("Rouvrir son espace",),
    ProfileStatus.DELETED: ("Rouvrir son espace",),
    ProfileStatus.SUSPENDED: (),
    ProfileStatus.CREATION_BLOCKED: (),
}
SITUATIONS = {
    ProfileStatus.PENDING: "Sans réponse, l’espace s’ouvre le 15 décembre 2026",
    ProfileStatus.OPPOSED: "s’est opposée à la création",
    ProfileStatus.OPEN_UNCLAIMED: "s’est ouvert sans réponse",
    ProfileStatus.ACTIVE: "Son espace est activé",
    ProfileStatus.CLOSED: "Son espace est clôturé. Ses données sont gardées dix ans",
    ProfileStatus.CLOSED_DELETION_PENDING: "La suppression de ses données est demandée",
    ProfileStatus.DELETED: "ses données ont été supprimées",
    ProfileStatus.SUSPENDED: "suspendu par l’Assurance Maladie",
    ProfileStatus.CREATION_BLOCKED: "La création de cet espace est arrêtée",
}

LATE = re.compile(r"tard|dépass|expir|périm|fini[est]?\b|termin|délai|passé", re.IGNORECASE)


def tiles(at: CounterOnScreen) -> dict[Action, ChoiceTile]:
    found = at.page.findChildren(ChoiceTile)
    assert len(found) == len(Action)
    return dict(zip(Action, found, strict=True))


@pytest.mark.parametrize("status", list(OFFERED))
def test_what_each_state_offers_and_refuses(play: Play, status: ProfileStatus) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        assert SITUATIONS[status] in at.said(at.page)
        offered = [plain(tile.text()) for tile in tiles(at).values() if not tile.refused]
        assert tuple(offered) == OFFERED[status]
        for action, tile in tiles(at).items():
            if not tile.refused:
                continue
            words = plain(tile.accessibleDescription())
            assert words.startswith("Pas possible."), action
            assert refusal_words(status, action) in words
            at.type(LETTERS[action])
            await at.settled()
            assert at.procedure.step is StepId.DECISION
            case = at.procedure.case
            assert case is not None
            assert case.action is None, "a refused letter chooses nothing"
            at.enter()
            await at.settled()
            assert at.procedure.step is StepId.DECISION

    play(scenario, status=status)


@pytest.mark.parametrize(
    ("status", "action"),
    [(status, action) for status in OFFERED for action in allowed_actions(status)],
)
def test_a_letter_chooses_and_goes_on_and_escape_comes_back(
    play: Play, status: ProfileStatus, action: Action
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        at.type(LETTERS[action])
        await at.shows(NEXT[action])
        assert not at.service.operations, "a choice changes nothing yet"
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert tiles(at)[action].isChecked()
        assert at.focus is at.page.forward_button
        assert plain(at.page.forward_button.text()) == plain(tiles(at)[action].text())
        at.enter()
        await at.shows(NEXT[action])

    play(scenario, status=status)


def test_the_focus_is_on_the_first_act_that_is_possible(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        assert at.focus is tiles(at)[Action.CLOSE]
        at.enter()  # nothing is chosen for the person
        await at.settled()
        assert at.procedure.step is StepId.DECISION
        assert "Choisissez une demande." in at.said(at.page)
        at.press(Qt.Key.Key_Space)
        await at.settled()
        assert at.procedure.step is StepId.DECISION, "a tile chosen without its letter waits"
        at.enter()
        await at.shows(StepId.CONSEQUENCES)

    play(scenario, status=ProfileStatus.ACTIVE)


def test_where_nothing_is_possible_the_focus_is_on_the_way_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        assert at.focus is at.page.back_button
        assert "34 22" in at.said(at.page) or all(
            "34 22" in plain(tile.accessibleDescription()) for tile in tiles(at).values()
        )

    play(scenario, status=ProfileStatus.SUSPENDED)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (date(2026, 11, 2), "il reste 22 jours"),
        (date(2026, 10, 12), "c’est le dernier jour"),
        (date(2026, 10, 11), "S’opposer est encore possible aujourd’hui"),
    ],
)
def test_the_days_that_are_left(play: Play, sent: date, words: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.known = replace(at.service.known, notice_sent_on=sent)
        await at.go_to(StepId.DECISION)
        assert words in at.said(at.page)

    play(scenario)


# What is seldom asked for -----------------------------------------------------------------------

FURTHER = {"D": "Supprimer les documents gardés", "R": "Ni son parent, ni son tuteur"}


def further(at: CounterOnScreen) -> set[str]:
    """The keys of the further requests that are to be seen."""
    said = at.said(at.page)
    return {key for key, caption in FURTHER.items() if caption in said}


@pytest.mark.parametrize("name", ["odette", "lilou"])
@pytest.mark.parametrize("status", list(OFFERED))
def test_a_button_for_each_further_request_and_none_where_nothing_is_allowed(
    play: Play, status: ProfileStatus, name: str
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        allowed = at.service.known.further_requests
        assert further(at) == {
            key
            for key, act in (
                ("D", FurtherAct.REQUEST_DELETION),
                ("R", FurtherAct.DECLARE_NOT_REPRESENTATIVE),
            )
            if act in allowed
        }
        for key in {"D", "R"} - further(at):
            at.type(key.lower())
            await at.settled()
            assert at.procedure.step is StepId.DECISION
            assert at.procedure.case is not None
            assert at.procedure.case.action is None
        buttons = [each for each in at.page.findChildren(ActionButton) if each.isVisible()]
        usual = {at.page.back_button, at.page.forward_button}
        mandate = at.procedure.has_aside(AsideName.MANDATE)
        assert len(set(buttons) - usual) == len(allowed) + mandate, "nothing else was added"

    play(scenario, name, status)


def test_nobody_asks_for_a_deletion_who_may_not_close(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        assert further(at) == {"D"}
        at.procedure.choose_situation(SituationId.GUARDIAN)
        await at.settled()
        assert further(at) == set()
        at.type("d")
        await at.settled()
        assert at.procedure.step is StepId.DECISION

    play(scenario, status=ProfileStatus.CLOSED)


def test_who_is_not_the_representative_may_say_so_and_nothing_else(play: Play) -> None:
    """From the card to the declaration, by the situation: her identity paper only."""

    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_F6)
        await at.shows(StepId.SITUATION)
        for figure in "16":
            at.type(figure)
            await at.settled()
        assert "ne décide pas pour l’enfant" in at.said(at.page)
        at.enter()
        await at.shows(StepId.PERSON)
        assert "ne décide pas pour l’enfant" in at.said(at.page)
        at.type("1")
        await at.shows(StepId.CODE)
        await at.go_to(StepId.DECISION)
        assert all(tile.refused for tile in tiles(at).values())
        assert further(at) == {"R"}
        assert plain(at.focus.text()).startswith(FURTHER["R"])  # type: ignore[attr-defined]
        at.enter()
        await at.shows(StepId.CONSEQUENCES)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert sent.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE
        assert sent.situation is SituationId.NOT_REPRESENTATIVE

    play(scenario, "lilou")


def test_a_further_request_lets_go_of_the_tile_chosen_before(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.TERMS)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert tiles(at)[Action.ACTIVATE].isChecked()
        at.type("d")
        await at.shows(StepId.DELETION)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.DECISION)
        assert not any(tile.isChecked() for tile in tiles(at).values())
        assert plain(at.page.forward_button.text()) == FURTHER["D"]
        at.type("a")
        await at.shows(StepId.TERMS)

    play(scenario, status=ProfileStatus.CLOSED)


# « Je n’en veux pas » ---------------------------------------------------------------------------


@pytest.mark.parametrize("status", list(OFFERED))
def test_not_wanting_it_is_one_key_whatever_it_is_called(play: Play, status: ProfileStatus) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        act = act_of_not_wanting(status)
        named = {
            action for action, tile in tiles(at).items() if "« Je n’en veux pas »" in words_of(tile)
        }
        assert named == ({act} if act else set())
        keys = {
            action for action, tile in tiles(at).items() if " ou N." in tile.accessibleDescription()
        }
        assert keys == named, "its key is to be seen"
        at.type("n")
        await at.settled()
        case = at.procedure.case
        assert case is not None
        assert case.action is act
        assert at.procedure.step is (StepId.CONSEQUENCES if act else StepId.DECISION)
        if act is None:
            assert at.focus is tiles(at)[Action.OPPOSE], "which says why there is nothing to do"
            return
        for sentence in meaning_of_not_wanting(status)[1:]:
            assert sentence in at.said(at.window.right), "why it is called so"

    play(scenario, status=status)


@pytest.mark.parametrize("status", list(OFFERED))
def test_both_readings_of_the_six_weeks_are_told_where_they_matter(
    play: Play, status: ProfileStatus
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        said = at.said(at.page)
        matters = status in (ProfileStatus.PENDING, ProfileStatus.OPEN_UNCLAIMED)
        for line in six_weeks(date(2026, 11, 2)).lines:
            assert (line in said) == matters

    play(scenario, status=status)


def test_nobody_is_told_that_a_date_is_over(play: Play) -> None:
    """Every state, on every day that changes anything."""

    async def scenario(at: CounterOnScreen) -> None:
        for status in OFFERED:
            for days in (None, 0, 41, 42, 43, 44, 100, 4000):
                sent = None if days is None else date(2026, 11, 23) - timedelta(days)
                at.service.known = replace(known_as("odette", status), notice_sent_on=sent)
                await at.go_to(StepId.DECISION)
                said = at.said()
                assert not LATE.search(said), (status, days, LATE.search(said))
                sought = date_in_words(sent) in said if sent else False
                weeks = status in (ProfileStatus.PENDING, ProfileStatus.OPEN_UNCLAIMED)
                assert sought == (weeks and sent is not None)
                at.procedure.finish()
                await at.shows(None)
                at.remove()

    play(scenario)


def words_of(tile: ChoiceTile) -> str:
    return plain(tile.accessibleDescription())


def test_a_letter_twice_in_one_burst_goes_on_once(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.DECISION)
        at.type("oo")
        await at.settled()
        assert at.procedure.step is StepId.CONSEQUENCES
        assert not at.service.operations

    play(scenario)
