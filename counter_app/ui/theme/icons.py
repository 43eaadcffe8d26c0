"""Lucide icons in the ink of the text beside them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from counter_app.resource_files import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def pixmap(name: str, colour: str, size: float, ratio: float = 1.0) -> QPixmap:
    """The icon drawn `size` logical pixels wide for a screen of that pixel ratio.

    Raises FileNotFoundError when resources/icons has no such icon.
    """
    return _drawn(name, colour, round(size * ratio), ratio)


def icon(name: str, colour: str, size: float) -> QIcon:
    """The icon for Qt's own widgets, sharp on screens of pixel ratio 1 and 2."""
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - its names take 2 ms to load

    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, colour, size, 2.0))
    return made


def draw_icon(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draw the icon in `area`, in the painter's logical pixels."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(area.topLeft(), pixmap(name, colour, area.width(), ratio))


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    # Imported here: a window without an icon starts without the SVG library.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    drawing = resource("icons", f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", colour.encode())))
    image = QPixmap(pixels, pixels)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
