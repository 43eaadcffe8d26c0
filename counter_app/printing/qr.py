"""The square code of a sheet: a QR code drawn as plain rectangles, so that it stays crisp."""

from __future__ import annotations

from dataclasses import dataclass, field

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

QUIET_ZONE = 4  # modules of white on each side, ISO/IEC 18004 § 6.3.8
MINIMUM_SIDE_MM = 30.0  # of the dark part: a telephone reads it at arm's length
MINIMUM_MODULE_MM = 0.42  # below, a worn office printer fills the white modules


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A QR code as a matrix. `rows`: True is a dark module; no quiet zone in it."""

    rows: tuple[tuple[bool, ...], ...] = field(repr=False)

    @property
    def modules(self) -> int:
        """Modules on a side, without the quiet zone."""
        return len(self.rows)

    @property
    def side_mm(self) -> float:
        """Side of the dark part on paper, in millimetres."""
        return max(MINIMUM_SIDE_MM, self.modules * MINIMUM_MODULE_MM)

    @property
    def framed_side_mm(self) -> float:
        """Side with its quiet zone, in millimetres: where the frame is drawn."""
        return self.side_mm * (self.modules + 2 * QUIET_ZONE) / self.modules

    def draw(self, painter: QPainter, frame: QRectF, *, ink: QColor, border: QPen) -> None:
        """Draw the code and its quiet zone inside the square `frame`, in the painter's units.

        Dark modules that touch in a row are one rectangle, and each rectangle's edges are put on
        whole dots of the device: neither seams nor grey edges.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(frame, Qt.GlobalColor.white)
        painter.setPen(border)
        painter.drawRect(frame)
        to_dots = painter.combinedTransform()
        corner = to_dots.map(frame.topLeft())
        module = frame.width() * to_dots.m11() / (self.modules + 2 * QUIET_ZONE)
        painter.resetTransform()
        painter.setViewTransformEnabled(False)
        for row_number, row in enumerate(self.rows):
            for first, last in _dark_runs(row):
                top_left = _dot(corner, module, first, row_number)
                bottom_right = _dot(corner, module, last, row_number + 1)
                painter.fillRect(QRectF(top_left, bottom_right), ink)
        painter.restore()


def _dot(corner: QPointF, module: float, column: int, row: int) -> QPointF:
    """The whole dot nearest to the top left corner of a module."""
    return QPointF(
        round(corner.x() + module * (column + QUIET_ZONE)),
        round(corner.y() + module * (row + QUIET_ZONE)),
    )


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """The first and the after-last column of each run of dark modules."""
    edges = [
        column
        for column in range(len(row) + 1)
        if (column < len(row) and row[column]) != (column > 0 and row[column - 1])
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))


def square_code(text: str) -> SquareCode:
    """The QR code of this text, error correction M or better at the same size.

    Raises ValueError when the text is empty or longer than a QR code holds (2 331 bytes).
    """
    if not text:
        raise ValueError("a square code needs a text")
    code = segno.make_qr(text, error="m")
    return SquareCode(tuple(tuple(bool(module) for module in row) for row in code.matrix))
