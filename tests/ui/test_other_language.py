"""The window in another language, in letters from right to left: no word is left in French, columns
stand in the other order, and nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.failures import CATALOGUE
from counter_app.domain.papers import languages, papers
from counter_app.domain.profile import ProfileStatus
from counter_app.domain.territory import TERRITORIES
from counter_app.post.settings import Settings
from counter_app.procedure.case import StepId, capitalised
from counter_app.procedure.steps import PERSON_STEPS
from counter_app.ui.person.her_turn import HerTurnPage
from counter_app.ui.person.veil import VeilPage
from counter_app.ui.person.window import PersonWindow
from counter_app.ui.translation import shown
from counter_app.ui.widgets.sheet_view import SheetView
from tests.other_language import OtherLanguage
from tests.procedure.counter import PEOPLE, TWINS
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.counts import FILLED
from tests.ui.measuring import cut
from tests.ui.on_each_page import PAGES, STATUS, open_page, settle
from tests.ui.pictures import STATES as PICTURES
from tests.ui.playing import Play
from tests.ui.test_every_page import STATES
from tests.ui.words_in_widgets import plain, words_of

# What nobody translates, and nothing else ---------------------------------------------------------


def _values() -> Iterator[str]:
    """Names and numbers of people, places and things; the papers, which have their own language."""
    for person in PEOPLE.values():
        for name in ("given_name", "family_name", "enrolment_code"):
            yield from (person[name], person[name].upper(), capitalised(person[name]))
    yield from (twin.given_name for twin in TWINS)
    yield from (territory.name for territory in TERRITORIES.values())
    settings = Settings()
    yield from (settings.organisation, settings.agent, settings.helpline.hours)
    yield settings.helpline.price
    yield from (line.name for line in FILLED.by_organisation)
    yield from (language.name for language in languages())
    yield "Accueil"  # the printer
    for slip in papers("fr").slips.values():
        yield from (slip.title, *slip.explanation, *slip.prepare)
    yield from (papers("fr").slip.call, papers("fr").slip.prepare)
    yield from papers("fr").mandate.acts.values()


_VALUES = re.compile(
    "|".join(re.escape(each) for each in sorted(set(_values()), key=len, reverse=True) if each)
    + r"|\S+@\S+|CF-\d+-\d+"  # a masked address, the number of a confirmation
    + r"|\b(?:F\d+|[A-Z])\b"  # a key
)
_WORD = re.compile(r"[A-Za-zÀ-ÿœŒ]{2,}")


def _in_french(window: QWidget) -> list[str]:
    """The words that are left in the letters of French."""
    return [
        f"{type(widget).__name__}: {text}"
        for widget in (window, *window.findChildren(QWidget))
        if widget.isVisible() and not _of_a_paper(widget)
        for text in filter(None, map(plain, _said_of(widget)))
        if _WORD.search(_VALUES.sub("", text))
    ]


def _of_a_paper(widget: QWidget) -> bool:
    """A sheet that is read together, or the texts to accept: in the language of the paper."""
    return isinstance(widget, QTextEdit) or any(
        isinstance(above, SheetView) for above in _above(widget)
    )


def _above(widget: QWidget) -> Iterator[QWidget]:
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = above.parentWidget()


def _said_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLineEdit):  # what is typed in it is the person's
        yield from (widget.accessibleName(), widget.accessibleDescription())
        yield widget.placeholderText()
    elif isinstance(widget, QTableView):
        model = widget.model()
        across = Qt.Orientation.Horizontal
        yield widget.accessibleName()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, across))
            for row in range(model.rowCount()):
                yield str(model.index(row, column).data())
    else:
        yield from words_of(widget)


# The pages ----------------------------------------------------------------------------------------


@pytest.fixture
def other_language(qapp: QApplication) -> Iterator[None]:
    """The window's phrases in other letters, from right to left."""
    translator = OtherLanguage()
    qapp.installTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("other_language")
@pytest.mark.parametrize(
    "page",
    [
        *PAGES,
        *(pytest.param(name, marks=pytest.mark.long) for name in STATES if "long" not in name),
    ],
)
def test_every_word_is_translated_and_its_page_mirrored(play: Play, page: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await (STATES[page](at) if page in STATES else open_page(at, page))
        settle()
        assert not _in_french(at.window), "\n".join(_in_french(at.window))
        if at.window.left.isVisible() and at.window.right.isVisible():
            assert at.window.left.x() > at.window.right.x()
        assert not cut(at.window), "\n".join(cut(at.window))

    play(scenario, status=ProfileStatus.PENDING if page in PICTURES else STATUS)


@pytest.mark.usefixtures("other_language")
@pytest.mark.parametrize("step", [None, *PERSON_STEPS])
def test_what_each_side_shows_in_her_turn_is_translated(
    play: Play, qtbot: QtBot, step: StepId | None
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        if step is not None:
            await open_page(at, step)
        hers, agents, veil = PersonWindow(at.desk), HerTurnPage(at.desk), VeilPage(at.desk)
        hers.show_page(None)
        hers.tell_keyboard_elsewhere(True)
        for window in (hers, agents, veil):
            qtbot.addWidget(window)
            window.show()
        for page in (agents, veil):
            page.refresh()
        left = [text for window in (hers, agents, veil) for text in _in_french(window)]
        assert not left, "\n".join(left)
        for window in (hers, agents, veil):
            window.hide()

    play(scenario, status=STATUS)


@pytest.mark.usefixtures("other_language")
def test_every_failure_is_translated() -> None:
    told = [shown(failure.message) for failure in CATALOGUE.values()]
    assert not [text for text in told if _WORD.search(text)]
