"""A scroll bar without arrows: a rounded handle on the background."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from counter_app.ui.theme.tokens import Size
from counter_app.ui.widgets.themed import Themed, painter_on, rounded

_WIDTH = 14
_INSET = 3


class CalmScrollBar(Themed, QScrollBar):
    """The vertical bar of every scrolling area; the wheel and the keys work as in Qt's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)  # Qt's own fills it all

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wider with larger text."""
        return QSize(round(_WIDTH * min(self.scale, 1.5)), Size.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the handle where Qt's own would be."""
        whole = self.maximum() - self.minimum() + self.pageStep()
        if whole <= self.pageStep():
            return
        height = float(self.height())
        handle = max(float(Size.TARGET), height * self.pageStep() / whole)
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        area = QRectF(0, (height - handle) * share, self.width(), handle)
        painter = painter_on(self)
        inner = area.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        rounded(painter, inner, inner.width() / 2, self.palette_in_force.field_border)
        painter.end()
