"""PDF files and the picture for the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.printing.confirmation import confirmation_document
from counter_app.printing.output import pdf_bytes, write_pdf
from tests.printing.examples import NUMBER, facts

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_file_is_a4_with_its_fonts_inside() -> None:
    reader = PdfReader(BytesIO(pdf_bytes(confirmation_document(facts()))))
    (page,) = reader.pages
    assert float(page.mediabox.width) == pytest.approx(595.3, abs=0.5)
    assert float(page.mediabox.height) == pytest.approx(841.9, abs=0.5)
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert len(fonts) >= 3
    for font in fonts:
        assert "AtkinsonHyperlegible" in font["/BaseFont"]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor


def test_the_properties_of_the_file_hold_no_personal_data() -> None:
    told = facts(person="longs")
    content = pdf_bytes(confirmation_document(told))
    properties = PdfReader(BytesIO(content)).metadata
    assert properties is not None
    assert properties.title == f"Confirmation {NUMBER}"
    assert not properties.author
    for text in (told.family_name, told.given_name, told.nir):
        assert text not in str(properties)
        assert text.encode() not in content


def test_an_older_file_is_replaced_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"older")
    write_pdf(confirmation_document(facts()), path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.read_bytes().rstrip().endswith(b"%%EOF")
    assert [file.name for file in tmp_path.iterdir()] == ["page.pdf"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0  # for the one who saved it, nobody else


def test_a_folder_that_is_not_there_is_said_without_its_name(tmp_path: Path) -> None:
    with pytest.raises(CounterError) as raised:
        write_pdf(confirmation_document(facts()), tmp_path / "MARCHANDEAU" / "page.pdf")
    assert raised.value.code is FailureCode.FILE_NOT_WRITTEN
    assert raised.value.facts == {"reason": "ENOENT"}
    assert "MARCHANDEAU" not in str(raised.value)


def test_a_path_that_is_a_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "page.pdf"
    folder.mkdir()
    with pytest.raises(CounterError) as raised:
        write_pdf(confirmation_document(facts()), folder)
    assert raised.value.code is FailureCode.FILE_NOT_WRITTEN
    assert [file.name for file in tmp_path.iterdir()] == ["page.pdf"]


_PICTURE = """
import hashlib
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from counter_app.printing.confirmation import confirmation_document
from counter_app.printing.output import preview_image
from tests.printing.examples import facts
image = preview_image(confirmation_document(facts()), 600)
print(app.primaryScreen().logicalDotsPerInch(), app.devicePixelRatio())
print(hashlib.sha256(bytes(image.constBits())).hexdigest())
"""


@pytest.mark.real
def test_the_screens_resolution_does_not_move_a_letter(tmp_path: Path) -> None:
    screens, pictures = set(), set()
    for dots, usual_dots in ((96, 96), (144, 144), (144, 96)):
        screen = {"name": "a", "width": 1366, "height": 768}
        screen |= {"logicalDpi": dots, "logicalBaseDpi": usual_dots}
        described = tmp_path / f"{dots}-{usual_dots}.json"
        described.write_text(json.dumps({"screens": [screen]}))
        shown = subprocess.run(
            [sys.executable, "-c", _PICTURE],
            env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={described}"},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        screens.add((float(shown[0]), float(shown[1])))
        pictures.add(shown[2])
    assert screens == {(96, 1), (144, 1), (96, 1.5)}  # dots per inch, pixels per dot
    assert len(pictures) == 1
