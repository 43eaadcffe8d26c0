"""The Tab key follows the order of reading, also among widgets that were made or moved later.

Qt's own order is that in which widgets were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def put_in_reading_order(root: QWidget) -> None:
    """Chain what is seen in `root` and takes the focus, as the layouts have it."""
    for one, other in pairwise(_in_order(root)):
        QWidget.setTabOrder(one, other)


def _in_order(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None or widget.isHidden():
        return
    # What hands the focus on to a part of it is met by the Tab key too.
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        yield widget
    if isinstance(widget, QScrollArea):
        yield from _in_order(widget.widget())
    elif isinstance(widget, QStackedWidget):
        yield from _in_order(widget.currentWidget())
    else:
        yield from _in_layout(widget.layout())


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is not None:
            yield from _in_order(item.widget())
            yield from _in_layout(item.layout())
