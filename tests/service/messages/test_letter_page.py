"""The page itself: the address in the window and nothing else there, the type, the fonts."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from counter_app.service.codes import MessageChannel
from counter_app.service.messages.letter_page import (
    Letter,
    LetterError,
    LetterFile,
    LetterHead,
    check_letter,
    sender_lines,
)
from counter_app.service.messages.texts import Occasion, Texts

MM = 72 / 25.4
SENDER = (
    "L’Assurance Maladie, caisse générale de sécurité sociale",
    "Service Mon espace santé",
    "Immeuble Les Palétuviers, deuxième étage",
    "Quartier de l’Hôtel-de-Ville",
    "BP 9",
    "97180 Sainte-Anne",
)
HEAD = LetterHead(SENDER, "Sainte-Anne, le 18 mai 2026", "lot-1a2b3c4d-000012")
SHORT = ("Odette MARCHANDEAU", "12 RUE DES FLAMBOYANTS", "97160 LE MOULE")
SIX = (
    "MME MARIE-ANTOINETTE DE LA ROCHETHULON",
    "APPARTEMENT 12 ESCALIER B 3E ÉTAGE",
    "RÉSIDENCE LES HAUTS DE LA ROCHETHULONS",
    "128 B AVENUE DU GÉNÉRAL DE GAULLE OUES",
    "LIEU DIT L’ÉTANG DES GRANDES PALUDETTE",
    "97160 SAINT-FRANÇOIS-DES-GRANDS-FONDSS",
)
CODE = "Hq7RtW2mKd9x"


def letter(address: tuple[str, ...] = SHORT, child: str = "") -> Letter:
    occasion = Occasion(
        "enrolment_code", {}, "GP", date(2026, 5, 18), child, CODE, first_notice=True
    )
    text = Texts().text_of(occasion, MessageChannel.LETTER)
    return Letter(address, text, occasion.code_in_groups)


def made(*letters: Letter) -> bytes:
    file = io.BytesIO()
    pdf = LetterFile(file, HEAD)
    for each in letters:
        pdf.add(each)
    pdf.end()
    return file.getvalue()


def placed(page: PageObject) -> list[tuple[str, float, float, float]]:
    """Each piece of text with its place from the top left, in millimetres, and its size."""
    found = []

    def visit(text: str, _: Any, matrix: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.append((text.strip(), matrix[4] / MM, 297 - matrix[5] / MM, size))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("address", [SHORT, SIX, SIX[:1]])
def test_the_address_and_nothing_else_is_in_the_window(address: tuple[str, ...]) -> None:
    [page] = PdfReader(io.BytesIO(made(letter(address)))).pages
    pieces = placed(page)
    inside = [(text, x, y, size) for text, x, y, size in pieces if 44 < y < 91 and x > 80]
    assert [text for text, *_ in inside] == list(address)
    for _, x, y, size in inside:
        assert x >= 100, "always seen, from the left"
        assert y <= 79, "always seen, to the base line of the last line"
        assert y - 0.67 * size / MM >= 55, "always seen, from the top of a capital"
        assert size >= 9, "what La Poste's machines read"
    assert len({round(x, 3) for _, x, *_ in inside}) == 1, "aligned at the left"


def test_it_is_large_enough_to_be_read() -> None:
    [page] = PdfReader(io.BytesIO(made(letter(child="Marie-Antoinette-Philippine")))).pages
    body = [(text, size) for text, _, y, size in placed(page) if 105 < y < 282]
    assert min(size for _, size in body) >= 12
    [code] = [size for text, size in body if text == "Hq7R tW2m Kd9x"]
    assert code >= 24


def test_the_fonts_are_in_the_file_and_the_code_is_of_a_fixed_width() -> None:
    reader = PdfReader(io.BytesIO(made(letter(), letter(SIX))))
    fonts = [
        each.get_object()
        for each in reader.trailer["/Root"]["/Pages"]["/Kids"][0]["/Resources"]["/Font"].values()
    ]
    names = {str(font["/BaseFont"]) for font in fonts}
    assert all("+AtkinsonHyperlegible" in name for name in names), names
    assert any("Mono" in name for name in names)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_same_letters_give_the_same_bytes() -> None:
    assert made(letter(), letter(SIX)) == made(letter(), letter(SIX))
    assert made(letter(), letter(SIX)) != made(letter(SIX), letter())


def test_what_letters_share_is_in_the_file_once() -> None:
    one, many = len(made(letter())), len(made(*[letter()] * 101))
    assert (many - one) / 100 < 1500, "bytes for one more letter"


def test_the_file_names_nobody_and_no_program() -> None:
    reader = PdfReader(io.BytesIO(made(letter())))
    assert reader.metadata is not None
    assert reader.metadata.title == HEAD.mark
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"


def test_an_accent_apart_is_printed_with_its_letter() -> None:
    apart = ("He\u0301le\u0300ne BOISROND", *SHORT[1:])
    [page] = PdfReader(io.BytesIO(made(letter(apart)))).pages
    assert "Hélène BOISROND" in page.extract_text()


@pytest.mark.parametrize("sender", [("X" * 200,), ("caisse",) * 7, ("奥黛特",)])
def test_a_sender_that_does_not_go_on_the_page_is_refused(sender: tuple[str, ...]) -> None:
    with pytest.raises(LetterError):
        sender_lines(sender)


@settings(max_examples=60)
@given(
    address=st.lists(st.text(min_size=1, max_size=60), max_size=8).map(tuple),
    child=st.text(max_size=40),
)
def test_a_letter_is_printed_or_refused_never_cut(address: tuple[str, ...], child: str) -> None:
    odd = letter(address, child)
    try:
        check_letter(odd)
    except LetterError:
        return
    assert len(PdfReader(io.BytesIO(made(odd))).pages) == 1
