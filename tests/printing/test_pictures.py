"""Pictures in a sheet: lines on paper, in the ink of their text, at the size asked for."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage

from counter_app.printing import markup
from counter_app.printing.output import pdf_bytes, preview_image
from counter_app.printing.page import INK, MARGIN, PAGE, SheetDocument, page_text

pytestmark = pytest.mark.usefixtures("qapp")

_BODY = markup.pictured([("archive", ("Un texte.",)), ("siren", ("Un autre.",))], size=120)


def test_a_picture_is_drawn_not_a_grid_of_dots() -> None:
    (page,) = PdfReader(BytesIO(pdf_bytes(SheetDocument("Dessins", _BODY)))).pages
    assert "/XObject" not in page["/Resources"] or not page["/Resources"]["/XObject"]
    assert "Un texte." in page.extract_text().replace("\u00a0", " ")


def test_it_has_the_ink_of_its_text() -> None:
    image = preview_image(SheetDocument("", _BODY), 1600)
    side = round(2 * MARGIN / PAGE.width() * 1600)
    corner = image.copy(0, 0, side, side).convertToFormat(QImage.Format.Format_RGB32)
    seen = {corner.pixel(x, y) for x in range(corner.width()) for y in range(corner.height())}
    assert QColor(INK).rgb() in seen
    assert min(QColor(pixel).lightness() for pixel in seen) >= QColor(INK).lightness()


def test_a_text_without_pictures_is_left_alone() -> None:
    document = page_text("<p>Un texte.</p>", 1000)
    assert document.toPlainText() == "Un texte."


def test_a_picture_that_there_is_not_is_told_at_once() -> None:
    with pytest.raises(FileNotFoundError, match=re.escape("licorne.svg")):
        page_text(markup.pictured([("licorne", ("Un texte.",))], size=120), 1000)
