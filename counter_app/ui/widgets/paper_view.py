"""A sheet of paper as it will be printed, in small."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.translation import shown
from counter_app.ui.widgets.themed import Themed, fill, painter_on

_A4_RATIO = 297 / 210


class PaperView(Themed, QWidget):
    """Shows a white A4 page at once, and its picture when it is there."""

    seen = Signal()
    """Painted for the first time: drawing the page must not delay the window around it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._was_seen = False
        self.setAccessibleName(shown(name))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_picture(self, picture: QPixmap) -> None:
        """Show this page."""
        self._picture = picture
        self.update()

    @property
    def has_picture(self) -> bool:
        """True once the page is shown."""
        return self._picture is not None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """A4 keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of an A4 page of this width."""
        return round(width * _A4_RATIO)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The page at its width."""
        width = self.width() or 300
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the sheet and its edge; paper is white in every theme."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        fill(painter, area, "white")
        if self._picture is not None:
            painter.drawPixmap(self.rect(), self._picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.palette_in_force.field_border), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        if not self._was_seen:
            self._was_seen = True
            QTimer.singleShot(0, self.seen.emit)
