"""EN 301 549, clause 11, measured on every page of the table: nothing is cut at 200 % text, texts
have 7:1, whatever can be pressed has a name, a role, 44 pixels and a visible focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import DARK, LIGHT
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.measuring import cut, pale
from tests.ui.on_each_page import PAGES, STATUS, open_page, settle
from tests.ui.playing import Play
from tests.ui.reaching import astray, small, unsaid

PALETTES = {each.name: each for each in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
SIZES = {  # the text's size, and the window's: what counters have, and what is smaller
    "1366 by 768": (1.0, (1366, 768)),
    "1024 by 768": (1.0, (1024, 768)),
    "1366 by 768, text at 200 %": (2.0, (1366, 768)),
    "1366 by 768, all at 200 %": (1.0, (683, 384)),
}
TEXT = 7.0
_FEWEST_TEXTS = 3  # on any page; fewer were found when the measuring itself is broken


@dataclass
class Measured:
    """What was found on one page at one text size; each list names what is not as it should be."""

    cut: dict[str, list[str]] = field(default_factory=dict)  # by size
    pale: dict[str, list[str]] = field(default_factory=dict)  # by palette
    texts: dict[str, int] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


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
        await open_page(at, page)
        for name, (its_scale, size) in SIZES.items():
            if its_scale == scale:
                at.window.resize(*size)
                settle()
                found.cut[name] = cut(at.window)
        at.window.resize(*SIZES["1366 by 768"][1])
        settle()
        found.unsaid, found.small = unsaid(at.window), small(at.window)
        found.astray = astray(at.window)
        for name, palette in PALETTES.items():
            apply_theme(qapp, palette, scale)
            settle()
            found.pale[name], found.texts[name] = pale(at.window, TEXT)

    apply_theme(qapp, LIGHT, scale)
    try:
        play(scenario, status=STATUS)
    except BaseException as error:  # noqa: BLE001 - told by each test of this page
        return error
    finally:
        apply_theme(qapp, LIGHT, 1.0)
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut(measured: Look, page: str, size: str) -> None:
    faults = measured(page, SIZES[size][0]).cut[size]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("page", PAGES)
def test_every_text_has_seven_to_one(measured: Look, page: str, palette: str) -> None:
    found = measured(page, 1.0)
    assert found.texts[palette] >= _FEWEST_TEXTS
    assert not found.pale[palette], "\n".join(found.pale[palette])


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
