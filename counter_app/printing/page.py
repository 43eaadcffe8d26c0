"""One A4 page: what is on it (a value), and how it is painted on any device.

The page is laid out in tenths of a point with fonts sized in that unit, so no screen or printer
resolution enters the layout: preview, paper and PDF break their lines at the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEventLoop, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextDocument, QTextOption

from counter_app.printing.fonts import TEXT_FAMILY, load_fonts
from counter_app.printing.pictures import put_pictures
from counter_app.printing.qr import SquareCode

UNITS_PER_MM = 720 / 25.4
PAGE = QSizeF(210 * UNITS_PER_MM, 297 * UNITS_PER_MM)  # A4, 0.1 pt
MARGIN = 19 * UNITS_PER_MM  # office printers leave up to 6 mm white; 19 lets a hole puncher in
BODY_TEXT = 120  # 12 points

INK = "#16202B"
MUTED = "#435160"
PRIMARY = "#0B4F6C"
LINE = "#AEB8C2"  # darker than on screen: a hairline of the screen's grey vanishes on paper
WATERMARK = "#ECEFF2"  # a tenth of grey: seen on any printer, and 7:1 under the muted text

_FOOT_BOTTOM = PAGE.height() - 16 * UNITS_PER_MM
_BAND_TOP = 8 * UNITS_PER_MM
_BAND_HEIGHT = 7 * UNITS_PER_MM
_CODE_GAP = 240  # between the square code and its sentence
_HAIRLINE = 8  # 0.8 pt
_FOOT_GAP = 160  # between the text and the foot of the page
_ABOVE_FOOT = 80  # between the line above the foot and its text
_WATERMARK_ROOM = PAGE.height() * 0.9  # along the diagonal
_SHRINK = 0.97  # one step, when a text is too long for the page


@dataclass(frozen=True, slots=True)
class SheetDocument:
    """A page as a value: may be passed between threads. Printed text never reaches a log.

    `title` names the file or the print job and holds no personal data; `body` and `foot` are HTML
    in tenths of a point (1px = 0.1 pt); `code` is None for a page without a square code;
    `watermark` (a word across the page) and `band` (HTML of one line in the upper margin) are empty
    for a real page. `enlarged`: how many times larger body and foot are set, for large print;
    `following`: the pages after this one, which have none of their own.
    """

    title: str
    body: str = field(repr=False)
    foot: str = field(repr=False, default="")
    code: SquareCode | None = None
    watermark: str = ""
    band: str = ""
    enlarged: float = 1.0
    right_to_left: bool = False
    following: tuple[SheetDocument, ...] = ()

    @property
    def pages(self) -> tuple[SheetDocument, ...]:
        """This page and those that follow it."""
        return (self, *self.following)


@dataclass(frozen=True, slots=True)
class PageMeasure:
    """Where the parts of a page end up, in tenths of a point from the top left of the paper.

    `scale`: as `SheetDocument.enlarged` when the text has its own size, less when it was made to
    fit.
    """

    scale: float
    body_bottom: float
    foot_top: float


def paint_page(sheet: SheetDocument, painter: QPainter) -> PageMeasure:
    """Paint the whole page, not those that follow; the painter's unit is 0.1 pt, its origin the
    paper's top left.

    Callable from any thread, provided that the painter belongs to it.
    """
    load_fonts()
    if sheet.watermark:
        _paint_watermark(sheet.watermark, painter)
    if sheet.band:
        _paint_band(sheet.band, painter)
    foot_top = _paint_foot(sheet, painter)
    body, scale = _fitted(sheet, body_room(foot_top))
    _paint_text(body, painter, MARGIN, MARGIN, scale)
    return PageMeasure(scale, MARGIN + body.size().height() * scale, foot_top)


def body_room(foot_top: float) -> QSizeF:
    """The room for the text of a page whose foot begins there (0.1 pt)."""
    return QSizeF(PAGE.width() - 2 * MARGIN, foot_top - _FOOT_GAP - MARGIN)


def page_text(html: str, width: float, *, right_to_left: bool = False) -> QTextDocument:
    """A text of the sheets, laid out at this width (0.1 pt) without reference to any device."""
    load_fonts()
    QEventLoop()  # gives a thread of Python's the timers that Qt needs to lay out a long text
    font = QFont(TEXT_FAMILY)
    font.setPixelSize(BODY_TEXT)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setUseDesignMetrics(True)
    document.setDefaultTextOption(_wrapping(right_to_left=right_to_left))
    document.setHtml(html)
    put_pictures(document)
    document.setTextWidth(width)
    return document


def _wrapping(*, right_to_left: bool) -> QTextOption:
    """A name without a blank that is longer than its line is broken, never cut off."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if right_to_left:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    return option


def _fitted(sheet: SheetDocument, room: QSizeF) -> tuple[QTextDocument, float]:
    """The text in its own size, or in the largest which the room holds: one page, nothing cut."""
    scale = sheet.enlarged
    document = page_text(sheet.body, room.width() / scale, right_to_left=sheet.right_to_left)
    while document.size().height() * scale > room.height():
        scale *= _SHRINK
        document.setTextWidth(room.width() / scale)
    return document, scale


def _paint_text(
    document: QTextDocument, painter: QPainter, x: float, y: float, scale: float = 1.0
) -> None:
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    document.drawContents(painter)
    painter.restore()


def _paint_foot(sheet: SheetDocument, painter: QPainter) -> float:
    """Square code at the left, its sentence beside it; returns the top of the foot."""
    if sheet.code is None:
        return _paint_plain_foot(sheet, painter)
    side = sheet.code.framed_side_mm * UNITS_PER_MM
    frame = QRectF(MARGIN, _FOOT_BOTTOM - side, side, side)
    sheet.code.draw(
        painter, frame, ink=QColor(Qt.GlobalColor.black), border=QPen(QColor(LINE), _HAIRLINE)
    )
    text_left = frame.right() + _CODE_GAP
    text = page_text(sheet.foot, PAGE.width() - MARGIN - text_left)
    _paint_text(text, painter, text_left, frame.center().y() - text.size().height() / 2)
    return frame.top()


def _paint_plain_foot(sheet: SheetDocument, painter: QPainter) -> float:
    text, top = plain_foot(sheet)
    if not sheet.foot:
        return top
    painter.setPen(QPen(QColor(LINE), _HAIRLINE))
    painter.drawLine(int(MARGIN), int(top), int(PAGE.width() - MARGIN), int(top))
    _paint_text(text, painter, MARGIN, top + _ABOVE_FOOT, sheet.enlarged)
    return top


def plain_foot(sheet: SheetDocument) -> tuple[QTextDocument, float]:
    """The foot of a page without a square code, and where it begins."""
    width = (PAGE.width() - 2 * MARGIN) / sheet.enlarged
    text = page_text(sheet.foot, width, right_to_left=sheet.right_to_left)
    if not sheet.foot:
        return text, _FOOT_BOTTOM
    return text, _FOOT_BOTTOM - text.size().height() * sheet.enlarged - _ABOVE_FOOT


def _paint_watermark(word: str, painter: QPainter) -> None:
    """The word across the page, under the text, pale enough to read through."""
    font = QFont(TEXT_FAMILY)
    font.setPixelSize(1750)
    font.setWeight(QFont.Weight.Bold)
    width = QFontMetricsF(font).horizontalAdvance(word)
    font.setPixelSize(round(1750 * min(1, _WATERMARK_ROOM / width)))
    painter.save()
    painter.translate(PAGE.width() / 2, PAGE.height() / 2)
    painter.rotate(-52)
    painter.setFont(font)
    painter.setPen(QColor(WATERMARK))
    room = QRectF(-PAGE.height(), -PAGE.width() / 2, 2 * PAGE.height(), PAGE.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()


def _paint_band(html: str, painter: QPainter) -> None:
    """A line in a frame, in the upper margin: the page is the same with and without it."""
    width = PAGE.width() - 2 * MARGIN
    text = page_text(f'<p align="center" style="font-size:104px"><b>{html}</b></p>', width)
    frame = QRectF(MARGIN, _BAND_TOP, width, _BAND_HEIGHT)
    painter.save()
    painter.fillRect(frame, Qt.GlobalColor.white)
    painter.setPen(QPen(QColor(INK), 14))
    painter.drawRect(frame)
    painter.restore()
    _paint_text(text, painter, MARGIN, frame.center().y() - text.size().height() / 2)
