"""Plain areas of colour: columns, the header, cards and bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui.theme.tokens import Size
from counter_app.ui.widgets.themed import Themed, fill, painter_on, rounded


class Panel(Themed, QWidget):
    """An area of one colour of the palette, with lines on some edges, or rounded corners.

    `edges`: any of "left", "right" (of who reads from left to right), "top", "bottom".
    """

    def __init__(
        self,
        tone: str = "surface",
        edges: tuple[str, ...] = (),
        radius: float = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._edges, self._radius = tone, edges, radius

    def set_tone(self, tone: str) -> None:
        """Take another colour."""
        self._tone = tone
        self.update()

    def set_edges(self, *edges: str) -> None:
        """Draw lines on these edges instead."""
        self._edges = edges
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Fill, then draw the lines."""
        palette = self.palette_in_force
        painter = painter_on(self)
        colour, area = palette.colour(self._tone), QRectF(self.rect())
        if self._radius:
            rounded(painter, area, self._radius, colour, palette.edge, Size.FIELD_BORDER)
        else:
            fill(painter, area, colour)
        width, height = area.width(), area.height()
        lines = {
            "left": QRectF(0, 0, Size.LINE, height),
            "right": QRectF(width - Size.LINE, 0, Size.LINE, height),
            "top": QRectF(0, 0, width, Size.LINE),
            "bottom": QRectF(0, height - Size.LINE, width, Size.LINE),
        }
        for edge in self._edges:
            fill(painter, self.directed(lines[edge]), palette.line)
        painter.end()
