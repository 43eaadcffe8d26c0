"""A letter on its A4 page, for a DL envelope with a window, and many of them in one PDF.

Folded at 99 and 198 mm, the page can move by 10 mm sideways and 11 mm up and down in the envelope
(110 × 220 mm), whose window of 35 × 100 mm is 20 mm from the right and from the bottom. So 100 to
190 mm from the left and 55 to 79 mm from the top are always seen: the place of the address
(standard NF Z 11-001). 90 to 200 and 44 to 90 mm may be seen, and hold nothing else. At most 6
lines of at most 38 characters, aligned at the left: NF Z 10-011, as the import asks for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import IO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from counter_app.resource_files import resource
from counter_app.service.messages.texts import Text

_TEXT, _BOLD, _CODE = "letter-text", "letter-bold", "letter-code"
_FONT_FILES = {
    _TEXT: "AtkinsonHyperlegibleNext_400Regular.ttf",
    _BOLD: "AtkinsonHyperlegibleNext_700Bold.ttf",
    # Its 0 is slashed, and its I, l and 1 differ: a code is read sign by sign.
    _CODE: "AtkinsonHyperlegibleMono_600SemiBold.ttf",
}
_INK, _MUTED, _PRIMARY = "#16202B", "#435160", "#0B4F6C"  # as on the papers of the counter

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 20 * mm, _WIDTH - 20 * mm
_SENDER_TOP, _SENDER_PITCH = 20 * mm, 4.8 * mm
_SENDER_WIDTHS = (90 * mm,) * 3 + (65 * mm,) * 3  # the last lines are beside a taller window
_ADDRESS_LEFT, _ADDRESS_WIDTH, _ADDRESS_MIDDLE = 105 * mm, 84 * mm, 67 * mm
_ADDRESS_SIZE, _ADDRESS_SMALLEST, _ADDRESS_PITCH = 10.5, 7.5, 4.1 * mm
_MOST_LINES = 6
_DATE_LINE = 97 * mm
_BODY_TOP, _BODY_BOTTOM = 108 * mm, 280 * mm
_SIZE = 12.0
_PITCHES = (16.2, 15.6, 15.0, 14.4)  # points from line to line: the widest that fits the page
_CODE_SIZE, _CODE_BOX = 26.0, 13 * mm
_INDENT = 4.5 * mm
_CAPITAL = 0.67  # height of a capital letter, of the size
_HERE = "\ue000"  # stands for the code in the words that all letters share


class LetterError(Exception):
    """This letter cannot be printed: its address or its text does not go on the page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `address`: its lines, the addressee's first; `code`: in groups, or empty."""

    address: tuple[str, ...] = field(repr=False)
    text: Text
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What all letters of a file share. `sender`: its lines; `mark`: names the batch."""

    sender: tuple[str, ...]
    place_and_date: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text, `y` points under the top of the page."""

    y: float
    x: float
    font: str
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines that letters share, drawn once in the file under `form`; where the code goes."""

    form: str
    code_line: float


class LetterFile:
    """A PDF with a letter a page; the same letters give the same bytes.

    One at a time in a process: the library's fonts remember, unguarded, what each file has of them.
    """

    def __init__(self, file: IO[bytes], head: LetterHead) -> None:
        for name in _FONT_FILES:
            _font(name)
        self._mark = head.mark
        self._canvas = Canvas(
            file,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            lang="fr-FR",
            initialFontName=_TEXT,  # else each page names Helvetica, which is not in the file
        )
        self._canvas.setTitle(head.mark)
        self._canvas.setAuthor("")
        self._words: dict[Text, _Words] = {}
        self._pages = 0
        self._draw_head(head)

    def add(self, letter: Letter) -> None:
        """One more page. Raises `LetterError` before anything is on it."""
        size = _address_size(letter.address)
        text = _shared(letter)
        words = self._words.get(text) or self._draw_words(text)
        canvas = self._canvas
        canvas.doForm("head")
        canvas.doForm(words.form)
        canvas.setFillColor(_INK)
        canvas.setFont(_TEXT, size)
        top = _ADDRESS_MIDDLE - ((len(letter.address) - 1) * _ADDRESS_PITCH + size * _CAPITAL) / 2
        for rank, line in enumerate(letter.address):
            y = top + size * _CAPITAL + rank * _ADDRESS_PITCH
            canvas.drawString(_ADDRESS_LEFT, _HEIGHT - y, _composed(line))
        if letter.code:
            canvas.setFont(_CODE, _CODE_SIZE)
            middle = (_LEFT + _RIGHT) / 2
            canvas.drawCentredString(middle, _HEIGHT - words.code_line, letter.code)
        self._pages += 1
        canvas.setFillColor(_MUTED)
        canvas.setFont(_TEXT, 8)
        canvas.drawRightString(_RIGHT, 9 * mm, f"{self._mark} · {self._pages}")
        canvas.showPage()

    def end(self) -> None:
        """Write the file whole. Raises OSError."""
        self._canvas.save()

    def _draw_head(self, head: LetterHead) -> None:
        canvas = self._canvas
        canvas.beginForm("head")
        canvas.setFillColor(_INK)
        for rank, (line, font, size) in enumerate(sender_lines(head.sender)):
            canvas.setFont(font, size)
            canvas.drawString(_LEFT, _HEIGHT - _SENDER_TOP - rank * _SENDER_PITCH, line)
        canvas.setFont(_TEXT, 11)
        canvas.drawRightString(_RIGHT, _HEIGHT - _DATE_LINE, head.place_and_date)
        canvas.endForm()

    def _draw_words(self, text: Text) -> _Words:
        lines = _laid_out(text)
        canvas = self._canvas
        words = _Words(f"words-{len(self._words)}", 0.0)
        canvas.beginForm(words.form)
        canvas.setFillColor(_INK)
        for line in lines:
            if line.text == _HERE:
                words = _Words(words.form, line.y)
                self._draw_code_box(line.y)
                continue
            canvas.setFont(line.font, line.size)
            canvas.drawString(line.x, _HEIGHT - line.y, line.text)
        canvas.endForm()
        self._words[text] = words
        return words

    def _draw_code_box(self, base_line: float) -> None:
        canvas = self._canvas
        bottom = _HEIGHT - base_line - (_CODE_BOX - _CODE_SIZE * _CAPITAL) / 2
        canvas.setStrokeColor(_PRIMARY)
        canvas.setLineWidth(1.5)
        canvas.roundRect(_LEFT + 30 * mm, bottom, _RIGHT - _LEFT - 60 * mm, _CODE_BOX, 2 * mm)


def check_letter(letter: Letter) -> None:
    """Raises `LetterError` when it does not go on its page."""
    _address_size(letter.address)
    _laid_out(_shared(letter))


def sender_lines(sender: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """The lines of who writes, with their fonts and sizes. Raises `LetterError`."""
    if len(sender) > _MOST_LINES:
        raise LetterError("a sender of at most 6 lines is expected")
    lines = []
    for rank, line in enumerate(sender):
        font, size = (_TEXT, 10.0) if rank else (_BOLD, 11.0)
        _check_printable(font, _composed(line))
        lines.append((_composed(line), font, _fitting(line, font, size, _SENDER_WIDTHS[rank])))
    return lines


def _shared(letter: Letter) -> Text:
    """The words without the code: the same for most letters."""
    text = letter.text
    if letter.code:
        text = Text(text.subject, text.body.replace(letter.code, _HERE))
    return text


def _address_size(address: tuple[str, ...]) -> float:
    """The size at which the address goes in the window, in points. Raises `LetterError`."""
    if not 0 < len(address) <= _MOST_LINES or not all(map(str.strip, address)):
        raise LetterError("an address of 1 to 6 lines is expected")
    for line in address:
        _check_printable(_TEXT, _composed(line))
    return min(
        _fitting(_composed(line), _TEXT, _ADDRESS_SIZE, _ADDRESS_WIDTH, _ADDRESS_SMALLEST)
        for line in address
    )


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, str(resource("fonts", _FONT_FILES[name])))
    registerFont(font)
    return font


def _composed(line: str) -> str:
    """A letter and its accent as one sign: the fonts have no others."""
    return unicodedata.normalize("NFC", " ".join(line.split()))


def _check_printable(font: str, text: str) -> None:
    glyphs = _font(font).face.charToGlyph
    if not all(ord(sign) in glyphs for sign in text):
        raise LetterError("our fonts lack a character")


def _width(text: str, font: str, size: float) -> float:
    return float(_font(font).stringWidth(text, size))


def _fitting(text: str, font: str, size: float, width: float, smallest: float = 6.0) -> float:
    fitting = min(size, size * width / (_width(text, font, size) or 1.0))
    if fitting < smallest:
        raise LetterError("a line is too long")
    return fitting


@lru_cache(maxsize=64)
def _laid_out(text: Text) -> tuple[_Line, ...]:
    """The lines of the page, as loosely as they fit on it. Raises `LetterError`."""
    _check_printable(_BOLD, text.subject)
    _check_printable(_TEXT, text.body.replace(_HERE, "").replace("\n", ""))
    for pitch in _PITCHES:
        lines = tuple(_lines(text, pitch))
        if lines[-1].y <= _BODY_BOTTOM:
            return lines
    raise LetterError("the text does not go on one page")


def _lines(text: Text, pitch: float) -> Iterator[_Line]:
    gap = pitch * 0.45  # between two paragraphs
    y = _BODY_TOP
    for part in _wrapped(text.subject, _BOLD, 15, _RIGHT - _LEFT):
        yield _Line(y, _LEFT, _BOLD, 15, part)
        y += 19
    for block in text.body.split("\n\n"):
        y += gap
        if block == _HERE:
            y += (_CODE_BOX + _CODE_SIZE * _CAPITAL) / 2 - pitch * 0.45
            yield _Line(y, _LEFT, _CODE, _CODE_SIZE, _HERE)
            y += (_CODE_BOX - _CODE_SIZE * _CAPITAL) / 2 + pitch
            continue
        rows = block.split("\n")
        for rank, row in enumerate(rows):
            heading = rank == 0 and len(rows) > 1 and row[-1] not in ".:,"
            font = _BOLD if heading else _TEXT
            indent = _INDENT if row.startswith("– ") else 0.0
            if indent:
                yield _Line(y, _LEFT, _TEXT, _SIZE, "–")
                row = row[2:]  # noqa: PLW2901 - the dash is drawn
            for part in _wrapped(row, font, _SIZE, _RIGHT - _LEFT - indent):
                yield _Line(y, _LEFT + indent, font, _SIZE, part)
                y += pitch


def _wrapped(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """Lines no wider than `width`, broken at plain spaces only."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and _width(longer, font, size) > width:
            yield line
            longer = word
        line = longer
    yield line
