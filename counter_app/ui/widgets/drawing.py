"""What the explaining drawings share: a size that grows with the text, and words instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.translation import shown
from counter_app.ui.widgets.themed import Themed, fill, painter_on


class Drawing(Themed, QWidget):
    """A picture drawn in a frame of `WIDTH` by `HEIGHT` units, kept in proportion.

    `words` say to a screen reader what the picture shows.
    """

    WIDTH = 100.0
    HEIGHT = 100.0

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(shown(words))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A unit is a pixel at 100 %; growth stops at 150 %, where the words need the room."""
        size = min(self.scale, 1.5)
        return QSize(round(self.WIDTH * size), round(self.HEIGHT * size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Half as wide still tells."""
        return QSize(round(self.WIDTH / 2), round(self.HEIGHT / 2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw in the middle, as large as fits."""
        painter = painter_on(self)
        scale = min(self.width() / self.WIDTH, self.height() / self.HEIGHT)
        painter.translate(
            (self.width() - self.WIDTH * scale) / 2, (self.height() - self.HEIGHT * scale) / 2
        )
        painter.scale(scale, scale)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw in units."""


def bar(painter: QPainter, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A written line, seen from afar."""
    fill(painter, QRectF(x, y, width, height), colour)
