"""The small drawn key that tells which key does the same as a button."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from counter_app.ui.theme.fonts import role_font
from counter_app.ui.theme.tokens import Radius, Role
from counter_app.ui.widgets.themed import rounded

_HEIGHT = 21
_PADDING = 8


@cache
def key_cap_size(key: str, scale: float) -> QSizeF:
    """Size of the drawn key, (0, 0) when there is none."""
    if not key:
        return QSizeF(0, 0)
    width = _metrics(scale).horizontalAdvance(key)
    height = _HEIGHT * scale
    return QSizeF(max(width + 2 * _PADDING * scale, height), height)


def draw_key_cap(painter: QPainter, area: QRectF, key: str, colour: str, scale: float) -> None:
    """Draw the key in `area`."""
    if not key:
        return
    rounded(painter, area, Radius.KEY * scale, border=colour, width=max(1.0, scale))
    painter.setFont(role_font(Role.KEY, scale))
    painter.setPen(QColor(colour))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), key)


def _metrics(scale: float) -> QFontMetricsF:
    return QFontMetricsF(role_font(Role.KEY, scale))
