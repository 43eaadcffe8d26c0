"""Who is at the counter, by figures; what follows is said; each line leads on or to the slip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.capacity import SITUATIONS, situation
from counter_app.domain.profile import Action
from counter_app.domain.situation import GROUP_WORDS, Group, SituationId
from counter_app.procedure.case import StepId
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.tile import ChoiceTile
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain


async def to_situation(at: CounterOnScreen) -> None:
    """From the card in to the page, by its key."""
    at.insert()
    await at.shows(StepId.PERSON)
    at.press(Qt.Key.Key_F6)
    await at.shows(StepId.SITUATION)


def shown_rows(at: CounterOnScreen) -> list[str]:
    """The titles of the options that can be seen."""
    return [
        plain(row.text())
        for options in at.page.findChildren(OptionList)
        if options.isVisible()
        for row in options.rows
    ]


def test_the_page_of_the_person_says_who_decides(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        assert "La personne vient pour elle-même." in at.written()
        assert "La personne décide elle-même." in at.written()
        assert "Changer qui est au comptoir" in at.said(at.page)

    play(scenario)


def test_groups_then_lines_by_figures(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_situation(at)
        assert shown_rows(at) == [
            GROUP_WORDS[group] for group in (Group.HERSELF, Group.FOR_ADULT, Group.OTHER)
        ]
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.SITUATION, "nothing is chosen among the groups"
        at.press(Qt.Key.Key_2)
        await at.settled()
        assert plain(at.page.title()) == GROUP_WORDS[Group.FOR_ADULT]
        assert shown_rows(at)[0] == situation(SituationId.GUARDIAN).label
        assert at.focus in at.page.findChildren(OptionList)[1].rows
        at.press(Qt.Key.Key_1)
        await at.settled()
        case = at.procedure.case
        assert case is not None
        assert case.situation is SituationId.GUARDIAN
        said = at.written()
        assert "Son représentant légal, qui est venu, peut décider." in said
        assert "À regarder, sans copier" in said
        assert "la décision du juge" in said
        for sentence in situation(SituationId.GUARDIAN).say:
            assert sentence in said, "in the right column"
        at.enter()
        await at.shows(StepId.PERSON)
        assert "Son tuteur vient pour elle." in at.written()

    play(scenario)


def test_escape_leads_from_the_lines_to_the_groups_then_back(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_situation(at)
        at.press(Qt.Key.Key_2)
        await at.settled()
        at.press(Qt.Key.Key_Escape)
        await at.settled()
        assert at.procedure.step is StepId.SITUATION
        assert shown_rows(at)[1] == GROUP_WORDS[Group.FOR_ADULT]
        assert at.focus is at.page.findChildren(OptionList)[0].rows[1]
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)

    play(scenario)


def test_a_guardian_s_tiles_say_what_is_possible_instead(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_situation(at)
        at.press(Qt.Key.Key_2)
        await at.settled()
        at.press(Qt.Key.Key_1)
        at.enter()
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_1)
        await at.settled()
        assert at.procedure.step is StepId.PERSON, "the judge's decision is looked at too"
        assert "Choisissez le papier qui prouve le lien." in at.written()
        at.press(Qt.Key.Key_5)
        await at.shows(StepId.CODE)
        await at.go_to(StepId.DECISION)
        tiles = at.page.findChildren(ChoiceTile)
        assert [tile.refused for tile in tiles] == [True, False, True]
        assert "c’est le 34 22 qui répond" in at.said(at.page)
        at.type("a")
        await at.settled()
        assert at.procedure.step is StepId.DECISION
        at.type("o")
        await at.shows(StepId.CONSEQUENCES)
        at.enter()
        await at.shows(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.situation) == (Action.OPPOSE, SituationId.GUARDIAN)

    play(scenario)


def test_a_moment_alone_or_the_slip(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_situation(at)
        at.press(Qt.Key.Key_1)
        await at.settled()
        at.press(Qt.Key.Key_3)
        await at.settled()
        assert plain(at.page.forward_button.text()) == "La personne a parlé seule : continuer"
        assert "Sans ce moment seul à seul, n’enregistrez rien." in at.written()
        at.type("f")
        await at.shows(StepId.REDIRECT)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.SITUATION)
        at.enter()
        await at.shows(StepId.PERSON)

    play(scenario)


@pytest.mark.parametrize("line", SITUATIONS, ids=lambda line: line.id.value)
def test_every_line_is_reached_by_figures_from_the_first_screen(play: Play, line: object) -> None:
    chosen = next(each for each in SITUATIONS if each is line)
    groups = list(dict.fromkeys(each.group for each in SITUATIONS))
    lines = [each for each in SITUATIONS if each.group is chosen.group]

    async def scenario(at: CounterOnScreen) -> None:
        at.press(Qt.Key.Key_F6)
        await at.shows(StepId.SITUATION)
        at.type(str(groups.index(chosen.group) + 1))
        await at.settled()
        at.type(str(lines.index(chosen) + 1))
        await at.settled()
        case = at.procedure.case
        assert case is not None
        assert case.situation is chosen.id
        at.enter()
        await at.settled()
        assert at.procedure.step in (StepId.NUMBERS, StepId.REDIRECT)
        for _ in range(4):
            at.press(Qt.Key.Key_Escape)
            await at.settled()
        assert at.procedure.case is None

    play(scenario)
