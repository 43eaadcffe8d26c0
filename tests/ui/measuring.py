"""Measures what a window shows: texts against the room they have, colours against their ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from counter_app.ui.theme.fonts import role_font
from counter_app.ui.widgets import buttons, choice_row, tile
from counter_app.ui.widgets.focus_ring import FocusRing, Outlined
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.text_block import TextBlock
from tests.ui.theme.test_contrast import contrast

_SLACK = 1  # pixels, for roundings
_WRAPS = int(Qt.TextFlag.TextWordWrap)


def shown(root: QWidget) -> list[QWidget]:
    """The widgets that are there, scrolled out of sight or not; none of Qt's own parts."""
    return [
        widget
        for widget in (root, *root.findChildren(QWidget))
        if widget.isVisible()
        and not isinstance(widget, FocusRing)
        and not _inside(widget, QAbstractItemView)
        and not widget.objectName().startswith("qt_")
    ]


def name(widget: QWidget) -> str:
    """What a person would recognise it by."""
    words = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
    return f"{type(widget).__name__} « {str(words)[:50]} »"


# Texts and their room ---------------------------------------------------------------------------


def cut(root: QWidget) -> list[str]:
    """What is cut, lies outside of what holds it, or lies over its neighbour."""
    widgets = shown(root)
    return [
        *(said for widget in widgets for said in _too_small(widget)),
        *(said for widget in widgets for said in _outside(widget)),
        *(said for widget in widgets for said in _over_each_other(widget)),
    ]


def _too_small(widget: QWidget) -> Iterator[str]:
    width, height = widget.width() + _SLACK, widget.height() + _SLACK
    if isinstance(widget, QLabel | QAbstractButton):
        needed = widget.minimumSizeHint()
        wraps = widget.hasHeightForWidth()
        high = widget.heightForWidth(widget.width()) if wraps else needed.height()
        if width < needed.width():
            yield f"{name(widget)}: {widget.width()} wide, needs {needed.width()}"
        if height < high:
            yield f"{name(widget)}: {widget.height()} high, needs {high}"
    if isinstance(widget, Label):
        yield from _less_than_its_font_says(widget)
    if isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        long = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if width < long:
            yield f"{name(widget)}: its example needs {long}, has {widget.width()}"


def _less_than_its_font_says(label: Label) -> Iterator[str]:
    """By the font's own metrics, not by what the label says of itself."""
    room = label.contentsRect()
    metrics = QFontMetricsF(role_font(label.role, label.scale))
    asked = QRectF(0, 0, room.width() + _SLACK, 100_000)
    needed = metrics.boundingRect(asked, _WRAPS, label.text())
    if needed.width() > room.width() + 2 * _SLACK:
        yield f"{name(label)}: a word of {needed.width():.0f} in {room.width()}"
    if needed.height() > room.height() + metrics.descent():
        yield f"{name(label)}: its font needs {needed.height():.0f}, has {room.height()}"


def _outside(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return
    outer = parent.parentWidget()
    if isinstance(outer, QAbstractScrollArea) and outer.viewport() is parent:
        if widget.width() > parent.width() + _SLACK:
            yield f"{name(widget)}: {widget.width()} wide in a view of {parent.width()}"
        if widget.height() > parent.height() and outer.verticalScrollBar().maximum() == 0:
            yield f"{name(widget)}: {widget.height()} high, and nothing scrolls to it"
        return
    around = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    if not widget.geometry().isEmpty() and not around.contains(widget.geometry()):
        yield f"{name(widget)}: at {_place(widget)}, outside of {name(parent)} {_place(parent)}"


def _over_each_other(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, QAbstractScrollArea):
        return
    children = [child for child in shown(parent) if child.parentWidget() is parent]
    for one, other in combinations(children, 2):
        common = one.geometry() & other.geometry()
        if common.width() > _SLACK and common.height() > _SLACK:
            yield f"{name(one)} at {_place(one)} and {name(other)} at {_place(other)}"


def _place(widget: QWidget) -> str:
    area = widget.geometry()
    return f"({area.x()}, {area.y()}; {area.width()} by {area.height()})"


def _inside(widget: QWidget, kind: type[QWidget]) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, kind):
            return True
        parent = parent.parentWidget()
    return False


# Colours ----------------------------------------------------------------------------------------


def pale(root: QWidget, least: float) -> tuple[list[str], int]:
    """The texts drawn with less contrast than that on what is behind them; and how many texts
    were found in the picture at all."""
    drawn: list[tuple[str, str, QRectF]] = []
    with _watched(drawn):
        image = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found, faults = 0, set()
    for words, ink, area in drawn:
        ground = _ground(image, area, ink)
        if ground:
            found += 1
            if contrast(ink, ground) < least:
                faults.add(f"« {words[:40]} »: {ink} on {ground}, {contrast(ink, ground):.2f}")
    return sorted(faults), found


def faint(root: QWidget, least: float) -> list[str]:
    """What can be pressed or typed in, whose edge has less contrast than that with what is
    around it. A button without an edge is told by its words."""
    image = root.grab().toImage()
    faults = []
    for widget in shown(root):
        if not isinstance(widget, Outlined) or widget.property("kind") == "quiet":
            continue
        if isinstance(widget, QCheckBox):  # the box inside has the edge
            continue
        outline, _ = widget.focus_outline()
        left = widget.mapTo(root, outline.toAlignedRect().topLeft())
        middle = left.y() + round(outline.height() / 2)
        if not image.rect().contains(left.x() - 2, middle) or widget.visibleRegion().isEmpty():
            continue
        around = image.pixelColor(left.x() - 2, middle).name()
        edge = [image.pixelColor(left.x() + inward, middle).name() for inward in range(3)]
        best = max(contrast(each, around) for each in edge)
        if best < least:
            faults.append(f"{name(widget)}: {edge} on {around}, {best:.2f}")
    return faults


@contextmanager
def _watched(drawn: list[tuple[str, str, QRectF]]) -> Iterator[None]:
    """Note the words that are drawn, with their colour and their place in the picture."""
    draw, draw_cap = TextBlock.draw, buttons.draw_key_cap

    def block(self: TextBlock, painter: QPainter, area: QRectF, colour: str) -> None:
        high = QRectF(area.left(), area.top(), area.width(), self.height(area.width()))
        drawn.append((self.plain, colour, painter.deviceTransform().mapRect(high)))
        draw(self, painter, area, colour)

    def cap(painter: QPainter, area: QRectF, key: str, colour: str, scale: float) -> None:
        drawn.append((key, colour, painter.deviceTransform().mapRect(area)))
        draw_cap(painter, area, key, colour, scale)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextBlock, "draw", block)
        for module in (buttons, choice_row, tile):
            patch.setattr(module, "draw_key_cap", cap)
        yield


def _ground(image: QImage, area: QRectF, ink: str) -> str:
    """The commonest colour there; empty where that text is not to be seen (scrolled away)."""
    part = area.toAlignedRect() & image.rect()
    if part.isEmpty():
        return ""
    there = image.copy(part)  # which its bits do not keep
    bits: Any = there.constBits()
    pixels = Counter(memoryview(bits).cast("I"))
    seen = pixels.pop(0xFF000000 | int(ink[1:], 16), 0)
    return f"#{pixels.most_common(1)[0][0] & 0xFFFFFF:06X}" if seen and pixels else ""
