"""The first screen's picture: a card, chip first, above a reader."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.tokens import MOTION_MS
from counter_app.ui.widgets.drawing import Drawing
from counter_app.ui.widgets.themed import fill, rounded

_WORDS = phrase(
    "Dessin : la carte entre dans le lecteur, puce en premier, face dorée vers le haut."
)
_LEAST_HEIGHT = 60
_SUNK = 54.0  # how much further in a card is that has been read


class CardDrawing(Drawing):
    """The card above the slot, or in it (`set_inserted`)."""

    WIDTH = 250.0
    HEIGHT = 196.0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_WORDS, parent)
        # It may shrink to nothing: what to do is said in words beneath it.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._depth = 0.0
        self._inserted = False
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(MOTION_MS)
        self._motion.valueChanged.connect(self._set_depth)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It gives way to the words."""
        return QSize(round(self.WIDTH / 2), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it, unless it is too small to tell anything."""
        if self.height() >= _LEAST_HEIGHT:
            super().paintEvent(event)

    def set_inserted(self, inserted: bool) -> None:
        """Move the card in or out; without motion if the system asks for none."""
        if inserted == self._inserted:
            return
        self._inserted = inserted
        target = 1.0 if inserted else 0.0
        self._motion.stop()
        if not self._moves():
            self._set_depth(target)
            return
        self._motion.setStartValue(self._depth)
        self._motion.setEndValue(target)
        self._motion.start()

    @property
    def depth_now(self) -> float:
        """0 above the slot, 1 in it."""
        return self._depth

    def _moves(self) -> bool:
        # Imported here: the many names of a style take 9 ms to load, too much for a start.
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415

        # The style's own answer: 0 when the system asks for no animation.
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.isVisible() and self.style().styleHint(hint, None, self) > 0

    def _set_depth(self, depth: float) -> None:
        self._depth = depth
        self.update()

    def draw(self, painter: QPainter) -> None:
        """The slot, the card, and in front of it the reader's face with its arrow and light."""
        palette = self.palette_in_force
        reader = QRectF(0, 118, 250, 78)
        rounded(painter, reader, 14, palette.reader)
        fill(painter, QRectF(58, 118, 134, 10), palette.reader_slot)
        painter.save()
        painter.setClipRect(QRectF(0, 0, 250, 128))
        self._draw_card(painter, 71, self._depth * _SUNK)
        painter.restore()
        mark = QColor(palette.reader_mark)
        painter.setPen(
            QPen(mark, 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._inserted:
            painter.drawPolyline([QPointF(110, 160), QPointF(121, 171), QPointF(142, 148)])
        else:
            painter.drawLine(QPointF(125, 141), QPointF(125, 175))
            painter.drawPolyline([QPointF(112, 162), QPointF(125, 175), QPointF(138, 162)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(QPointF(228, 173), 6, 6)

    def _draw_card(self, painter: QPainter, left: float, top: float) -> None:
        palette = self.palette_in_force
        painter.translate(left, top)
        rounded(painter, QRectF(0, 0, 108, 171), 10, palette.card)
        strong, light = QColor(palette.card_mark), QColor(palette.card_mark)
        strong.setAlphaF(0.85)
        light.setAlphaF(0.6)
        fill(painter, QRectF(18, 22, 72, 7), strong)
        fill(painter, QRectF(18, 36, 48, 6), light)
        chip = QRectF(39, 78, 30, 32)
        rounded(painter, chip, 4, palette.chip)
        painter.setPen(QPen(QColor(palette.chip_line), 2))
        painter.drawLine(QPointF(49, 78), QPointF(49, 110))
        painter.drawLine(QPointF(59, 78), QPointF(59, 110))
        painter.drawLine(QPointF(39, 94), QPointF(69, 94))
