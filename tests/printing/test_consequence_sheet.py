"""The sheet read before each change: one page, in large print two, in any direction."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QTextBlock, QTextDocument

from counter_app import resource_files
from counter_app.domain.paper_words import Change
from counter_app.domain.papers import filled, languages, papers
from counter_app.printing.consequence_sheet import (
    LARGE_PRINT,
    ConsequenceFacts,
    consequence_sheet,
)
from counter_app.printing.output import pdf_bytes, preview_image
from counter_app.printing.page import (
    BODY_TEXT,
    MARGIN,
    PAGE,
    PageMeasure,
    SheetDocument,
    page_text,
    paint_page,
)
from counter_app.printing.pictures import SCHEME
from tests import other_language
from tests.printing.examples import HELPLINE, LONG_PLACE, SHORT_PLACE, plain

pytestmark = pytest.mark.usefixtures("qapp")

CODES = [language.code for language in languages()]
PLACES = pytest.mark.parametrize("place", [SHORT_PLACE, LONG_PLACE], ids=["short", "long"])
each_change = pytest.mark.parametrize("change", Change)
each_language = pytest.mark.parametrize("code", CODES)


def _facts(
    change: Change,
    code: str = "fr",
    place: tuple[str, ...] = SHORT_PLACE,
    *,
    large_print: bool = False,
    fictive: bool = False,
) -> ConsequenceFacts:
    return ConsequenceFacts(
        change,
        large_print,
        organisation=place[0],
        organisation_address=place[1:],
        given_on=date(2026, 11, 23),
        helpline=HELPLINE,
        language=code,
        fictive=fictive,
    )


def _pages(sheet: SheetDocument) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf_bytes(sheet))).pages]


def measured(sheet: SheetDocument) -> list[PageMeasure]:
    """How each page was painted."""
    measures = []
    for page in sheet.pages:
        image = QImage(10, 10, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        measures.append(paint_page(page, painter))
        painter.end()
    return measures


@each_change
@each_language
@PLACES
@pytest.mark.parametrize("large_print", [False, True], ids=["usual", "large"])
def test_every_word_is_on_paper(
    change: Change, code: str, place: tuple[str, ...], large_print: bool
) -> None:
    pages = _pages(consequence_sheet(_facts(change, code, place, large_print=large_print)))
    assert len(pages) == (2 if large_print else 1)
    said = plain("".join(pages))
    words = papers(code)
    sheet = words.sheets[change]
    for text in (
        *(sheet.title, sheet.lead, sheet.about, place[0]),
        *filled(sheet.question, words.language, HELPLINE),
        *(part.heading for part in sheet.parts),
        *(line for part in sheet.parts for point in part.points for line in point.lines),
    ):
        assert plain(text) in said
    assert words.watermark not in said


@each_change
@each_language
def test_the_text_has_its_size(change: Change, code: str) -> None:
    (measure,) = measured(consequence_sheet(_facts(change, code)))
    assert measure.scale == 1
    assert measure.body_bottom < measure.foot_top


@each_change
@each_language
def test_a_long_address_leaves_it_readable(change: Change, code: str) -> None:
    (measure,) = measured(consequence_sheet(_facts(change, code, LONG_PLACE)))
    assert measure.scale * papers(code).language.text_size > 11
    assert measure.body_bottom < measure.foot_top


@each_change
@each_language
@PLACES
def test_large_print_is_large_and_on_two_pages(
    change: Change, code: str, place: tuple[str, ...]
) -> None:
    assert LARGE_PRINT >= 18
    sheet = consequence_sheet(_facts(change, code, place, large_print=True))
    assert len(sheet.pages) == 2
    for page, measure in zip(sheet.pages, measured(sheet), strict=True):
        assert measure.scale == page.enlarged
        assert measure.scale * papers(code).language.text_size >= 18
        assert measure.body_bottom < measure.foot_top


@each_language
def test_easy_french_is_never_small(code: str) -> None:
    """14 points for who reads with difficulty (Information for all), 12 for everyone."""
    assert papers(code).language.text_size >= (14 if code.endswith("facile") else BODY_TEXT / 10)


@each_change
def test_a_picture_stands_beside_each_point(change: Change) -> None:
    body = consequence_sheet(_facts(change)).body
    sheet = papers("fr").sheets[change]
    points = [point for part in sheet.parts for point in part.points]
    assert body.count(f'src="{SCHEME}') == len(points)
    for point in points:
        assert f'src="{SCHEME}{point.icon}"' in body


def test_the_sheet_names_nobody_and_an_exercise_says_so() -> None:
    sheet = consequence_sheet(_facts(Change.CLOSE, fictive=True))
    assert sheet.title == "Fiche close"
    (page,) = _pages(sheet)
    assert page.count("FICTIF") == 2  # across the page, and in words above
    for page_of_two in _pages(
        consequence_sheet(_facts(Change.CLOSE, fictive=True, large_print=True))
    ):
        assert page_of_two.count("FICTIF") == 2


def test_the_watermark_of_any_language_is_whole() -> None:
    sheet = consequence_sheet(_facts(Change.CLOSE, "en", fictive=True))
    bare = SheetDocument("", "", watermark=sheet.watermark)
    picture = preview_image(bare, 210).convertToFormat(QImage.Format.Format_Grayscale8)
    edge = [
        *(picture.pixelColor(x, y).red() for x in range(210) for y in (0, picture.height() - 1)),
        *(picture.pixelColor(x, y).red() for x in (0, 209) for y in range(picture.height())),
    ]
    assert set(edge) == {255}


_FIRST_OF_ALL = """
import sys
from concurrent.futures import ThreadPoolExecutor
from PySide6.QtGui import QGuiApplication

app = QGuiApplication([])
from counter_app.printing.output import pdf_bytes
from tests.printing.examples import large_sheet

with ThreadPoolExecutor(1) as thread:
    cold = thread.submit(large_sheet).result()
    thread.submit(pdf_bytes, cold).result()
    warm = thread.submit(large_sheet).result()
sys.exit(0 if cold == warm else "cut elsewhere, before the typefaces are there")
"""


@pytest.mark.real
def test_the_first_sheet_of_a_post_is_cut_like_the_others() -> None:
    """In a process of its own, in a thread as the post's: no typeface is loaded yet."""
    subprocess.run(
        [sys.executable, "-c", _FIRST_OF_ALL],
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=60,
    )


# From right to left -----------------------------------------------------------------------------


@pytest.fixture
def right_to_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of a language that was added as a file."""
    other_language.add_right_to_left_language(tmp_path)
    monkeypatch.setattr(resource_files, "ROOT", tmp_path)
    yield other_language.CODE
    papers.cache_clear()


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    blocks, block = [], document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return blocks


@each_change
@pytest.mark.parametrize("large_print", [False, True], ids=["usual", "large"])
def test_another_direction_is_a_mirror(
    change: Change, large_print: bool, right_to_left: str
) -> None:
    sheet = consequence_sheet(_facts(change, right_to_left, large_print=large_print))
    assert all(page.right_to_left for page in sheet.pages)
    for page, measure in zip(sheet.pages, measured(sheet), strict=True):
        assert measure.body_bottom < measure.foot_top
        width = (PAGE.width() - 2 * MARGIN) / page.enlarged
        document = page_text(page.body, width, right_to_left=True)
        drawn = [block for block in _blocks(document) if "\ufffc" in block.text()]
        told = [block for block in _blocks(document) if block.text().strip("\ufffc ")]
        assert drawn
        layout = document.documentLayout()
        for block in drawn:
            assert layout.blockBoundingRect(block).center().x() > 0.9 * width, "at the right edge"
        for block in told:
            assert block.textDirection() is Qt.LayoutDirection.RightToLeft


def test_a_number_is_not_turned_round(right_to_left: str) -> None:
    document = page_text(
        consequence_sheet(_facts(Change.CLOSE, right_to_left)).foot, 4000, right_to_left=True
    )
    document.documentLayout().documentSize()  # lays the text out
    block = document.begin()
    line = block.layout().lineAt(0)
    start = block.text().index("34")
    first, second = line.cursorToX(start + 1)[0], line.cursorToX(start + 4)[0]  # inside each
    assert first < second, "34 stands before 22, at its left"
