"""Where the provisional code stands in the letter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.widgets.drawing import Drawing, bar
from counter_app.ui.widgets.themed import rounded

_WORDS = phrase(
    "Dessin : le code est dans un cadre, au milieu de la lettre, sous le nom de la personne."
)


class LetterDrawing(Drawing):
    """A letter whose code stands in a frame."""

    WIDTH = 192.0
    HEIGHT = 170.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_WORDS, parent)

    def draw(self, painter: QPainter) -> None:
        """The sheet, its lines, and the framed code."""
        palette = self.palette_in_force
        rounded(painter, QRectF(0, 0, 192, 170), 7, palette.surface, palette.field_border, 1.5)
        bar(painter, 19, 19, 70, 8, palette.line)
        for top, width in ((45, 150), (57, 150), (69, 120), (133, 150), (145, 110)):
            bar(painter, 19, top, width, 6, palette.line)
        rounded(painter, QRectF(18, 86, 153, 34), 6, palette.primary_tint, palette.primary, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.primary))
        for group in range(3):
            for place in range(4):
                painter.drawEllipse(QPointF(33 + group * 47.5 + place * 9.5, 104), 2.6, 2.6)
