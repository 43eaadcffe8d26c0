"""Where the serial number is printed on each kind of card. No real card's artwork."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.translation import shown
from counter_app.ui.widgets.drawing import Drawing, bar
from counter_app.ui.widgets.themed import rounded

_WORDS = {
    True: phrase("Dessin : carte avec photo, le numéro de série est devant, en haut à droite."),
    False: phrase("Dessin : carte sans photo, le numéro de série est au dos, en haut à gauche."),
}


class SerialDrawing(Drawing):
    """A card with a photo: front, top right. One without: back, top left."""

    WIDTH = 214.0
    HEIGHT = 135.0

    def __init__(self, *, with_photo: bool, parent: QWidget | None = None) -> None:
        super().__init__(_WORDS[with_photo], parent)
        self._with_photo = with_photo

    def set_with_photo(self, with_photo: bool) -> None:
        """Show the other kind of card."""
        self._with_photo = with_photo
        self.setAccessibleName(shown(_WORDS[with_photo]))
        self.update()

    def draw(self, painter: QPainter) -> None:
        """The card's face, and the place framed."""
        palette = self.palette_in_force
        frame = QRectF(0, 0, self.WIDTH, self.HEIGHT)
        rounded(painter, frame, 10, palette.surface, palette.field_border, 2)
        if self._with_photo:
            self._draw_front(painter)
            self._frame_serial(painter, 104)
        else:
            self._draw_back(painter)
            self._frame_serial(painter, 12)

    def _draw_front(self, painter: QPainter) -> None:
        palette = self.palette_in_force
        chip = QRectF(18, 50, 30, 24)
        rounded(painter, chip, 4, palette.chip)
        painter.setPen(QPen(QColor(palette.chip_line), 2))
        for x in (28, 38):
            painter.drawLine(QPointF(x, 50), QPointF(x, 74))
        painter.drawLine(QPointF(18, 62), QPointF(48, 62))
        bar(painter, 18, 92, 96, 7, palette.line)
        bar(painter, 18, 106, 72, 7, palette.line)
        photo = QRectF(146, 52, 50, 64)
        rounded(painter, photo, 4, palette.line)
        painter.setPen(QPen(QColor(palette.muted), 0))
        painter.setBrush(QColor(palette.muted))
        painter.drawEllipse(QPointF(171, 76), 11, 12)
        painter.save()
        painter.setClipRect(photo)
        painter.drawEllipse(QPointF(171, 116), 20, 24)
        painter.restore()

    def _draw_back(self, painter: QPainter) -> None:
        palette = self.palette_in_force
        for top, width in ((58, 170), (72, 150), (86, 170), (100, 96)):
            bar(painter, 18, top, width, 6, palette.line)

    def _frame_serial(self, painter: QPainter, left: float) -> None:
        palette = self.palette_in_force
        rounded(painter, QRectF(left, 12, 98, 26), 6, palette.primary_tint, palette.primary, 2)
        painter.setBrush(QColor(palette.primary))
        painter.setPen(QPen(QColor(palette.primary), 0))
        for place in range(11):
            painter.drawEllipse(QPointF(left + 11.5 + place * 7.5, 25), 2.3, 2.3)
