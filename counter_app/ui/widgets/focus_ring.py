"""The ring around whatever has the focus, drawn over the window."""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from counter_app.ui.theme.tokens import Radius, Size
from counter_app.ui.widgets.themed import Themed

_REACH = 2 * Size.RING  # from the outlined thing to the ring's outer edge
_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
)


@runtime_checkable
class Outlined(Protocol):
    """A widget that says what of it the ring surrounds, in its own coordinates."""

    def focus_outline(self) -> tuple[QRectF, float]:
        """The area and the radius of its corners."""
        ...


class FocusRing(Themed, QWidget):
    """Lies over one window and follows its focus: `FocusRing(window)`, once a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._radius = float(Radius.BUTTON)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = cast(QApplication, QApplication.instance())
        app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, app.focusWidget())

    def follow(self) -> None:
        """Go to where the focused widget is now; widgets whose outline moved inside call it."""
        if self._target is None or not isValid(self._target) or not self._target.isVisible():
            self.hide()
            return
        outline, radius = (
            cast(Outlined, self._target).focus_outline()
            if isinstance(self._target, Outlined)
            else (QRectF(self._target.rect()), float(Radius.LINE))
        )
        self._radius = radius
        origin = self._target.mapTo(self.window(), QPoint(0, 0))
        area = outline.toAlignedRect().translated(origin)
        area.adjust(-_REACH, -_REACH, _REACH, _REACH)
        if area != self.geometry():
            self.setGeometry(area)
        self._clip(area)
        self.show()
        self.raise_()
        self.update()

    def _clip(self, area: QRect) -> None:
        """Hide what has been scrolled out of sight, and the middle, which needs no painting."""
        seen = QRegion(self.rect())
        parent = self._target.parentWidget() if self._target else None
        while parent is not None and parent is not self.window():
            outer = parent.parentWidget()
            if isinstance(outer, QAbstractScrollArea) and outer.viewport() is parent:
                corner = parent.mapTo(self.window(), QPoint(0, 0)) - area.topLeft()
                seen &= QRegion(QRect(corner, parent.size()))
            parent = outer
        inner = self.rect().adjusted(_REACH + 8, _REACH + 8, -_REACH - 8, -_REACH - 8)
        if inner.isValid():
            seen -= QRegion(inner)
        self.setMask(seen)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if now is None or now.window() is not self.window() or now is self.window():
            self.hide()
            return
        self._watched = _up_to_window(now)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._target = ringed(now)
        self.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Move along when the focused widget or something around it moves."""
        if event.type() in _MOVES:
            self.follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.palette_in_force.focus), Size.RING))
        half = Size.RING / 2
        radius = self._radius + _REACH - half
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )
        painter.end()


def ringed(widget: QWidget) -> QWidget:
    """What the ring surrounds when this has the focus: of a line of input, the frame."""
    return next((each for each in _up_to_window(widget) if isinstance(each, Outlined)), widget)


def _up_to_window(widget: QWidget) -> list[QWidget]:
    """The widget, what holds it, and so on up to its window."""
    found = [widget]
    while (parent := found[-1].parentWidget()) is not None and not found[-1].isWindow():
        found.append(parent)
    return found


def follow_focus(widget: QWidget) -> None:
    """Tell the ring of this widget's window that the outline moved inside the widget."""
    ring = widget.window().findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if ring is not None:
        ring.follow()
