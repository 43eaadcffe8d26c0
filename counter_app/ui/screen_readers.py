"""What Qt does not tell screen readers by itself: which things are windows, titles and pictures;
that another page came.

Loaded once the first window is there.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from counter_app.ui.theme.tokens import Role
from counter_app.ui.widgets.drawing import Drawing
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.themed import say

_TITLES = (Role.EMPTY_STATE, Role.TITLE, Role.SECTION)  # the greatest first


class _Title(QAccessibleWidget):
    """A label that screen readers list among the titles and jump to."""

    def __init__(self, label: Label) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Name and not self._label.accessibleName():
            return self._label.text()
        return super().text(kind)


def tell_roles(window: QWidget) -> None:
    """Tell what things are from now on, in this window too."""
    QAccessible.installFactory(_interface)
    if QAccessible.isActive():  # what was told of them before is told anew
        for widget in (window, *window.findChildren(Label), *window.findChildren(Drawing)):
            known = QAccessible.queryAccessibleInterface(widget)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))


def tell_page(page: QWidget) -> None:
    """Have the title of the page that has just come be said."""
    if not QAccessible.isActive():
        return
    titles = [each for each in page.findChildren(Label) if _is_title(each) and not each.isHidden()]
    if titles:
        say(page, min(titles, key=lambda title: _TITLES.index(title.role)).text())


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    match thing:
        case Label() if _is_title(thing):
            return _Title(thing)
        case Drawing():
            return QAccessibleWidget(thing, QAccessible.Role.Graphic)
        case Panel() if thing.isWindow() and thing.windowTitle():
            return QAccessibleWidget(thing, QAccessible.Role.Window)
        case _:
            return None


def _is_title(label: Label) -> bool:
    return label.role in _TITLES
