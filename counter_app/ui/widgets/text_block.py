"""Lays out a text with the look's leading, which Qt's labels do not have for plain text."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from counter_app.ui.theme.fonts import POINTS_PER_PIXEL, bold_of, role_font
from counter_app.ui.theme.tokens import TYPE, Role

_UNBOUNDED = 100_000.0
_UNBROKEN_E_MAIL = "e-\u2060mail"  # a word joiner: no line ends behind that hyphen
_BOLD_IS_WIDER = 1.08  # weight 700 is 6 % wider than 400 in these fonts
_LINE_SEPARATOR = "\u2028"
_BREAKS = re.compile(r"[ \n]|(?<=-)")  # where a line may end: a long name breaks at its hyphens


def parse_emphasis(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Plain text of `marked`, and the (start, length) of what stood between <b> and </b>.

    No other mark is understood: a text from outside can do no more than write in bold.
    """
    plain = ""
    spans: list[tuple[int, int]] = []
    rest = marked
    while "<b>" in rest and "</b>" in rest.partition("<b>")[2]:
        before, _, rest = rest.partition("<b>")
        strong, _, rest = rest.partition("</b>")
        plain += before
        spans.append((len(plain), len(strong)))
        plain += strong
    return plain + rest, tuple(spans)


class TextBlock:
    """One text of one role at one scale: its natural width, its height in a width, its drawing."""

    def __init__(
        self,
        marked: str,
        role: Role,
        scale: float,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self.plain, spans = parse_emphasis(marked.replace("e-mail", _UNBROKEN_E_MAIL))
        font = role_font(role, scale)
        style = TYPE[role]
        self.line_height = float(round(font.pointSizeF() / POINTS_PER_PIXEL * style.leading))
        self._metrics = QFontMetricsF(font)
        self._layout = QTextLayout(self.plain.replace("\n", _LINE_SEPARATOR), font)
        option = QTextOption(alignment)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # by its first letter
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        if spans:
            self._layout.setFormats([_bold(start, length, role) for start, length in spans])
        self._to_the_left = alignment == Qt.AlignmentFlag.AlignLeft
        self._longest_word: int | None = None
        self._heights: dict[float, float] = {}
        self._natural_width = math.ceil(self._lay_out(_UNBOUNDED))
        self._natural_height = self._height

    def height(self, width: float) -> float:
        """Height of the lines when no line is longer than `width`."""
        if width >= self._natural_width:
            return self._natural_height
        if width not in self._heights:
            self._lay_out(width)
            self._heights[width] = self._height
        return self._heights[width]

    def natural_width(self) -> int:
        """Width of the longest line when nothing wraps, in whole pixels."""
        return self._natural_width

    def longest_word(self) -> int:
        """The least width in which no word is broken, in whole pixels."""
        if self._longest_word is None:
            # Any of the words may be emphasised.
            words = _BREAKS.split(self.plain)
            widest = max(self._metrics.horizontalAdvance(word) for word in words)
            self._longest_word = min(math.ceil(widest * _BOLD_IS_WIDER), self._natural_width)
        return self._longest_word

    def draw(self, painter: QPainter, area: QRectF, colour: str) -> None:
        """Draw the lines from the top of `area`, wrapped to its width."""
        width = area.width()
        if self._to_the_left and width >= self._natural_width:
            width = _UNBOUNDED
        if width != self._width:
            self._lay_out(width)
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(area.topLeft()))

    def draw_centred(self, painter: QPainter, area: QRectF, colour: str) -> None:
        """Draw the lines in the middle of the height of `area`."""
        spare = area.height() - self.height(area.width())
        self.draw(painter, area.adjusted(0, max(0.0, spare / 2), 0, 0), colour)

    def _lay_out(self, width: float) -> float:
        """Break the lines; gives the width of the longest."""
        self._layout.beginLayout()
        top, widest = 0.0, 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, round(top + (self.line_height - line.height()) / 2)))
            widest = max(widest, line.naturalTextWidth())
            top += self.line_height
        self._layout.endLayout()
        self._width, self._height = width, max(top, self.line_height)
        return widest


def _bold(start: int, length: int, role: Role) -> QTextLayout.FormatRange:
    strong = QTextLayout.FormatRange()
    strong.start, strong.length = start, length
    strong.format.setFontWeight(QFont.Weight(bold_of(role)))
    return strong
