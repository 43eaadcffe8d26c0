"""EN 301 549, clause 11, measured on every page of the table: nothing is cut at 200 % text, texts
have 7:1, whatever can be pressed has a name, a role, 44 pixels and a visible focus."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.profile import ProfileStatus
from counter_app.procedure.case import StepId
from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import DARK, LIGHT
from tests.procedure.counter import known_as
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.measuring import cut, faint, pale
from tests.ui.on_each_page import PAGES, STATUS, WAITING, open_page, settle
from tests.ui.pictures import STATES as PICTURES
from tests.ui.playing import Play
from tests.ui.reaching import astray, by_colour_alone, small, unsaid

PALETTES = {each.name: each for each in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
SIZES = {  # the text's size, and the window's: what counters have, and what is smaller
    "1366 by 768": (1.0, (1366, 768)),
    "1024 by 768": (1.0, (1024, 768)),
    "1366 by 768, text at 200 %": (2.0, (1366, 768)),
    "1366 by 768, all at 200 %": (1.0, (683, 384)),
}
TEXT, EDGE = 7.0, 3.0
_FEWEST_TEXTS = 3  # on any page; fewer were found when the measuring itself is broken


@dataclass
class Measured:
    """What was found on one page at one text size; each list names what is not as it should be."""

    cut: dict[str, list[str]] = field(default_factory=dict)  # by size
    pale: dict[str, list[str]] = field(default_factory=dict)  # by palette
    texts: dict[str, int] = field(default_factory=dict)
    faint: dict[str, list[str]] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)
    by_colour_alone: list[str] = field(default_factory=list)


async def _longest_name(at: CounterOnScreen, step: StepId) -> None:
    at.name = "longs"
    at.service.known = known_as("longs", STATUS)
    await open_page(at, step)


async def _refused(at: CounterOnScreen, step: StepId) -> None:
    """Every field of the page holds what cannot be right."""
    await open_page(at, step)
    for line in at.window.page.findChildren(QLineEdit):
        line.setText("1é")
    at.enter()
    await at.settled()


_NAMED = (StepId.PERSON, StepId.SITUATION, StepId.MANDATE, StepId.CONSEQUENCES, StepId.CONFIRMATION)
_TYPED = (StepId.NUMBERS, StepId.CODE, StepId.CONTACTS, StepId.LOGIN_NAME, StepId.PASSWORD)
STATES: dict[str, Callable[[CounterOnScreen], Awaitable[None]]] = {
    **{name: state for name, state in PICTURES.items() if name not in PAGES},
    **{f"{step}, the longest name": partial(_longest_name, step=step) for step in _NAMED},
    **{f"{step}, refused": partial(_refused, step=step) for step in _TYPED},
}


_known: dict[tuple[str, float], Measured | BaseException] = {}
Look = Callable[[str, float], Measured]


@pytest.fixture
def measured(play: Play, qapp: QApplication) -> Look:
    """Each page is opened once at each text size, and measured in all its looks."""

    def look(page: str, scale: float) -> Measured:
        if (page, scale) not in _known:
            _known[page, scale] = _measure(play, qapp, page, scale)
        found = _known[page, scale]
        if isinstance(found, BaseException):
            raise found
        return found

    return look


def _measure(play: Play, qapp: QApplication, page: str, scale: float) -> Measured | BaseException:
    found = Measured()

    async def scenario(at: CounterOnScreen) -> None:
        await (STATES[page](at) if page in STATES else open_page(at, page))
        settle()
        for name, (its_scale, size) in SIZES.items():
            if its_scale == scale:
                at.window.resize(*size)
                settle()
                found.cut[name] = cut(at.window)
        at.window.resize(*SIZES["1366 by 768"][1])
        settle()
        found.by_colour_alone = by_colour_alone(at.window)
        if page in PAGES:
            found.unsaid, found.small = unsaid(at.window), small(at.window)
            found.astray = astray(at.window)
        for name, palette in PALETTES.items():
            if scale == 1.0 and (page in PAGES or palette is LIGHT):
                apply_theme(qapp, palette, scale)
                settle()
                found.pale[name], found.texts[name] = pale(at.window, TEXT)
                found.faint[name] = faint(at.window, EDGE)

    apply_theme(qapp, LIGHT, scale)
    try:
        play(scenario, status=ProfileStatus.PENDING if page in PICTURES else STATUS)
    except BaseException as error:  # noqa: BLE001 - told by each test of this page
        return error
    finally:
        apply_theme(qapp, LIGHT, 1.0)
    return found


# Each page each time; its many states with the long tests, but those that say most.
_EACH_TIME = ("decision_long_name", "code, refused", "numbers, refused", "contacts, refused")
OFTEN_OR_LONG = [
    pytest.param(name, marks=() if name in _EACH_TIME else pytest.mark.long) for name in STATES
]
EVERYTHING = [*PAGES, *OFTEN_OR_LONG]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", EVERYTHING)
def test_nothing_is_cut(measured: Look, page: str, size: str) -> None:
    faults = measured(page, SIZES[size][0]).cut[size]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("page", "palette"),
    [
        *product(PAGES, PALETTES),
        *(pytest.param(*state.values, LIGHT.name, marks=state.marks) for state in OFTEN_OR_LONG),
    ],
)
def test_every_text_has_seven_to_one(measured: Look, page: str, palette: str) -> None:
    found = measured(page, 1.0)
    assert found.texts[palette] >= _FEWEST_TEXTS
    assert not found.pale[palette], "\n".join(found.pale[palette])


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("page", PAGES)
def test_the_edge_of_each_target_has_three_to_one(measured: Look, page: str, palette: str) -> None:
    faults = measured(page, 1.0).faint[palette]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("page", PAGES)
def test_whatever_can_be_worked_has_a_name_a_role_and_its_state(measured: Look, page: str) -> None:
    faults = measured(page, 1.0).unsaid
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("page", PAGES)
def test_every_target_is_44_pixels_high(measured: Look, page: str, scale: float) -> None:
    faults = measured(page, scale).small
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("page", PAGES)
def test_the_keyboard_reaches_all_in_the_order_of_reading(
    measured: Look, page: str, scale: float
) -> None:
    faults = measured(page, scale).astray
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("page", EVERYTHING)
def test_nothing_is_told_by_colour_alone(measured: Look, page: str) -> None:
    faults = measured(page, 1.0).by_colour_alone
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", [StepId.CODE, StepId.DECISION, WAITING])
def test_nothing_is_cut_beneath_what_was_folded_and_opened(
    play: Play, qapp: QApplication, page: str, size: str
) -> None:
    """F1 opens what to say, F10 who and where the case stands; one at a time, and shut again."""
    scale, pixels = SIZES[size]

    async def scenario(at: CounterOnScreen) -> None:
        await open_page(at, page)
        at.window.resize(*pixels)
        settle()
        keys = {Qt.Key.Key_F1: at.window.right, Qt.Key.Key_F10: at.window.left}
        folded = {key: column for key, column in keys.items() if not column.isVisible()}
        assert (Qt.Key.Key_F1 in folded) == (size != "1366 by 768")
        room = at.window.page.height()
        for key, column in folded.items():
            at.press(key)  # which shuts the other
            settle()
            assert not cut(at.window), "\n".join(cut(at.window))
            assert [each for each in folded.values() if each.isVisible()] == [column]
            assert at.window.page.height() < room
            assert at.window.page.isAncestorOf(at.focus) or at.focus is at.window
        if folded:
            at.press(list(folded)[-1])
            settle()
        assert not [each for each in folded.values() if each.isVisible()]

    apply_theme(qapp, LIGHT, scale)
    try:
        play(scenario)
    finally:
        apply_theme(qapp, LIGHT, 1.0)
