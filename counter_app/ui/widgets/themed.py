"""What every painted widget shares: it follows the palette, the text size, and the direction of
reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from counter_app.ui.theme.fonts import text_scale
from counter_app.ui.theme.style import current_palette
from counter_app.ui.theme.tokens import Palette

_RESTYLED = (
    QEvent.Type.FontChange,
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.LayoutDirectionChange,
)
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight

# A mixin for subclasses of QWidget; mypy needs to know that the other parent is one.
_Widget = QWidget if TYPE_CHECKING else object


class Themed(_Widget):  # type: ignore[misc, valid-type, unused-ignore]
    """Mixin, named before the Qt class: `class Pill(Themed, QLabel)`."""

    _scale: float | None = None  # asked for thousands of times while a page is laid out

    @property
    def palette_in_force(self) -> Palette:
        """The colours to paint with."""
        return current_palette()

    @property
    def scale(self) -> float:
        """This widget's text scale, 1.0 being 100 %."""
        if self._scale is None:
            self._scale = text_scale(self)
        return self._scale

    def scaled(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self.scale)

    def directed(self, area: QRectF) -> QRectF:
        """Where `area`, meant for who reads from left to right, is in the direction of reading."""
        if not self.isRightToLeft():
            return area
        return QRectF(self.width() - area.right(), area.top(), area.width(), area.height())

    def aligned(self, alignment: Qt.AlignmentFlag = _LEFT) -> Qt.AlignmentFlag:
        """That alignment in the direction of reading: by default, where a line begins."""
        if not self.isRightToLeft():
            return alignment
        return {_LEFT: _RIGHT, _RIGHT: _LEFT}.get(alignment, alignment)

    def restyle(self) -> None:
        """Called when the palette, the text size or the direction of reading has changed."""
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() in _RESTYLED:
            self._scale = None
            self.restyle()


def say(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say this sentence when it has finished the present one."""
    # Imported here, as all that the first window has no need of.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415

    if sentence and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def painter_on(widget: QWidget) -> QPainter:
    """A painter with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def fill(painter: QPainter, area: QRectF, colour: str | QColor) -> None:
    """A plain rectangle; `fillRect` would first load the names of 169 gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(area)


def rounded(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: str | None = None,
    border: str | None = None,
    width: float = 1,
) -> None:
    """A rounded rectangle whose border lies wholly inside `area`."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if border:
        painter.setPen(QPen(QColor(border), width))
        inset = width / 2
        painter.drawRoundedRect(
            area.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
        )
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, radius, radius)
