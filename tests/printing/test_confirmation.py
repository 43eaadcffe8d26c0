"""The confirmation: what it says, that it stays on one page, that its square code is read back."""

from __future__ import annotations

import dataclasses
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from counter_app.domain.receipts import ConfirmationFacts, confirmation_words
from counter_app.domain.seal import key_id_of, read_seal
from counter_app.printing.confirmation import confirmation_document, suggested_file_name
from counter_app.printing.output import pdf_bytes, preview_image, write_pdf
from counter_app.printing.page import (
    MARGIN,
    PAGE,
    UNITS_PER_MM,
    PageMeasure,
    SheetDocument,
    paint_page,
)
from tests.printing.examples import (
    ACTS,
    LONG_PLACE,
    NUMBER,
    PUBLIC_KEY,
    SHORT_PLACE,
    facts,
    picture_of,
    plain,
    square_codes_in,
)

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def _pages(told: ConfirmationFacts, duplicate: int = 0) -> list[str]:
    content = pdf_bytes(confirmation_document(told, duplicate))
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def _measure(document: SheetDocument) -> PageMeasure:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    measure = paint_page(document, painter)
    painter.end()
    return measure


def test_the_page_says_what_the_person_needs() -> None:
    (page,) = _pages(facts("oppose", "odette"))
    said = plain(page)
    for words in (
        "Vous vous êtes opposée à la création de Mon espace santé",
        f"Confirmation n° {NUMBER}",
        "lundi 23 novembre 2026, 10 h 42",
        "heure de la Guadeloupe",
        "Odette MARCHANDEAU, née le 17 avril 1948",
        "2 48 04 •• ••• ••• ••",
        "Accueil du Bourg",
        "97100 Bourg-Inventé",
        "34 22 (service gratuit + prix d’un appel), du lundi au vendredi, de 8 h 30 à 17 h 30",
    ):
        assert plain(words) in said


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("person", "place", "fictive", "duplicate"),
    [("odette", SHORT_PLACE, False, 0), ("longs", LONG_PLACE, True, 12)],
    ids=["short", "long"],
)
def test_every_act_is_one_whole_page(
    act: str, person: str, place: tuple[str, ...], fictive: bool, duplicate: int
) -> None:
    told = facts(act, person, place, fictive=fictive)
    pages = _pages(told, duplicate)
    assert len(pages) == 1
    said = plain(pages[0])
    words = confirmation_words(told)
    for part in (
        words.title,
        *(text for row in words.rows for text in row),
        *(text for section in words.sections for text in (section.heading, *section.sentences)),
        *words.organisation_lines,
        words.number,
        words.moment,
        words.moment_zone,
        words.seal_note,
        words.fictive_note,
    ):
        assert plain(part) in said
    assert told.nir not in said
    assert told.nir[:13] not in said
    assert told.nir[5:13] not in said


@pytest.mark.parametrize("act", ACTS)
def test_usual_names_keep_the_full_size_of_type(act: str) -> None:
    assert _measure(confirmation_document(facts(act))).scale == 1


@pytest.mark.parametrize("act", ACTS)
def test_the_longest_names_stay_readable_and_above_the_foot(act: str) -> None:
    measure = _measure(confirmation_document(facts(act, "longs", LONG_PLACE)))
    assert measure.scale > 0.83  # 10 points
    assert measure.body_bottom < measure.foot_top


@given(name=st.text(st.characters(categories=("L", "P", "S")), min_size=1, max_size=200))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_leaves_the_page_or_becomes_markup(name: str) -> None:
    told = facts(sealed=False)
    named = confirmation_document(dataclasses.replace(told, family_name=name, organisation=name))
    measure = _measure(named)
    assert measure.body_bottom < measure.foot_top
    assert named.body.count("<table") == confirmation_document(told).body.count("<table")


@pytest.mark.real
@pytest.mark.parametrize("act", ["oppose", "close and delete"])
def test_the_margins_are_white(act: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    write_pdf(confirmation_document(facts(act, "longs", LONG_PLACE)), path)
    picture = picture_of(path, 96)
    edge = int((MARGIN / UNITS_PER_MM - 1) / 25.4 * 96)  # one millimetre of play
    inked_columns = _inked(picture, columns=True)
    inked_rows = _inked(picture, columns=False)
    assert edge <= inked_columns[0]
    assert inked_columns[-1] <= picture.width() - edge
    assert edge <= inked_rows[0]
    assert inked_rows[-1] <= picture.height() - 15 / 25.4 * 96


def _inked(picture: QImage, *, columns: bool) -> list[int]:
    """The columns or rows of a grey picture that are not all white."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = grey.width(), grey.height(), grey.bytesPerLine()
    pixels = bytes(grey.constBits())
    if columns:
        lines = [pixels[column::stride] for column in range(width)]
    else:
        lines = [pixels[row * stride : row * stride + width] for row in range(height)]
    return [number for number, line in enumerate(lines) if min(line) < 250]


@pytest.mark.real
@pytest.mark.parametrize("place", [SHORT_PLACE, LONG_PLACE], ids=["short", "long"])
@pytest.mark.parametrize("fictive", [False, True], ids=["real", "fictive"])
def test_the_square_code_is_read_from_the_page(
    place: tuple[str, ...], fictive: bool, tmp_path: Path
) -> None:
    told = facts("close and delete", "longs", place, fictive=fictive)
    path = tmp_path / "page.pdf"
    write_pdf(confirmation_document(told), path)
    (seen,) = square_codes_in(picture_of(path))
    assert seen == told.seal
    receipt = read_seal(seen, {key_id_of(PUBLIC_KEY): PUBLIC_KEY})
    assert (receipt.receipt_number, receipt.organisation) == (NUMBER, place[0])


def test_the_square_code_is_never_smaller_than_a_telephone_reads() -> None:
    for place in (SHORT_PLACE, LONG_PLACE):
        code = confirmation_document(facts(place=place)).code
        assert code is not None
        assert code.side_mm >= 28
        assert code.side_mm / code.modules >= 0.42


def test_without_a_seal_there_is_neither_code_nor_its_sentence() -> None:
    told = facts(sealed=False)
    document = confirmation_document(told)
    assert document.code is None
    assert plain("Tout le monde peut vérifier") not in plain(_pages(told)[0])


def test_a_fictive_page_says_so_and_a_real_one_does_not() -> None:
    assert "FICTIF" not in _pages(facts())[0]
    (page,) = _pages(facts(fictive=True))
    assert page.count("FICTIF") == 2  # across the page, and in words above


def test_a_reprint_says_which() -> None:
    assert "Duplicata" not in _pages(facts())[0]
    assert plain("Duplicata n° 2") in plain(_pages(facts(), 2)[0])


def test_an_impossible_birth_date_is_said_as_the_card_has_it() -> None:
    (page,) = _pages(facts(person="tesfaye"))
    assert "1995" in page
    assert plain("heure de Mayotte") in plain(page)


def test_nothing_personal_in_the_file_name_the_title_or_the_repr() -> None:
    told = facts(person="longs")
    document = confirmation_document(told)
    assert suggested_file_name(told) == f"confirmation-{NUMBER}.pdf"
    assert document.title == f"Confirmation {NUMBER}"
    for name in (told.family_name, told.given_name, "14 mai 1945"):
        assert name not in repr(document)
        assert name not in document.title


def test_the_preview_is_the_same_page(qapp: QApplication) -> None:
    told = facts("activate", fictive=True)
    image = preview_image(confirmation_document(told), 1400)
    assert (image.width(), image.height()) == (1400, round(1400 * PAGE.height() / PAGE.width()))
    assert square_codes_in(image) == [told.seal]
    sharp = preview_image(confirmation_document(told), 700, 2.0)
    assert sharp.devicePixelRatio() == 2.0
    assert sharp.width() == 1400
    sharp.setDevicePixelRatio(1.0)
    assert sharp == image
