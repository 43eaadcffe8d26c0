"""Goes through a window as somebody does who sees no screen, has no mouse, or an unsteady hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTextBrowser,
    QWidget,
)

from counter_app.ui.theme.tokens import Size
from counter_app.ui.widgets.drawing import Drawing
from counter_app.ui.widgets.focus_ring import FocusRing, Outlined, ringed
from counter_app.ui.widgets.labels import IconLabel, Label
from counter_app.ui.widgets.pill import Pill
from tests.ui.measuring import name, shown
from tests.ui.on_each_page import settle

_MOST_STOPS = 60
_RING_ROOM = 24  # around the ring, which scrolling leaves
_ROLES = {
    QLineEdit: QAccessible.Role.EditableText,
    QComboBox: QAccessible.Role.ComboBox,
    QRadioButton: QAccessible.Role.RadioButton,
    QTextBrowser: QAccessible.Role.StaticText,  # it is read, not typed into
}
_PRESSED = (QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton)


def stops(root: QWidget) -> list[QWidget]:
    """What the Tab key has to reach, with the options of a group, which the arrows reach."""
    return [
        widget
        for widget in shown(root)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isEnabled()
    ]


# For who does not see -------------------------------------------------------------------------


def heard(widget: QWidget) -> QAccessibleInterface:
    """What screen readers are given of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def unsaid(root: QWidget) -> list[str]:
    """What cannot be told or worked by a screen reader."""
    faults = []
    for widget in stops(root):
        interface = heard(widget)
        role, state = interface.role(), interface.state()
        if not interface.text(QAccessible.Text.Name).strip():
            faults.append(f"{name(widget)}: no name")
        wanted = next((its for kind, its in _ROLES.items() if isinstance(widget, kind)), None)
        if wanted is not None and role is not wanted:
            faults.append(f"{name(widget)}: is told as {role.name}")
        if isinstance(widget, QAbstractButton):
            if role not in _PRESSED:
                faults.append(f"{name(widget)}: is told as {role.name}")
            if not interface.actionInterface().actionNames():
                faults.append(f"{name(widget)}: nothing to press it by")
            if widget.isCheckable() and (state.checked != widget.isChecked()):
                faults.append(f"{name(widget)}: is not told to be chosen")
        if not state.focusable:
            faults.append(f"{name(widget)}: is not told to take keys")
    for widget in shown(root):
        if isinstance(widget, Drawing) and not heard(widget).text(QAccessible.Text.Name):
            faults.append(f"{name(widget)}: a picture without words")
    return faults


# For who sees no colours ----------------------------------------------------------------------

_COLOURED = ("success", "warning", "danger", "info")


def by_colour_alone(root: QWidget) -> list[str]:
    """The words written in the colour of a state, with no mark that tells the same."""
    marks = [widget for widget in shown(root) if isinstance(widget, IconLabel)]
    labels = [widget for widget in shown(root) if isinstance(widget, Label | Pill)]
    return [
        name(label)
        for label in labels
        if (label.kind if isinstance(label, Pill) else label.tone) in _COLOURED
        and not (isinstance(label, Pill) and label.icon)
        and not any(mark.parent() is label.parent() for mark in marks)
    ]


# For an unsteady hand -------------------------------------------------------------------------


def small(root: QWidget) -> list[str]:
    """The targets that are lower or narrower than 44 pixels."""
    buttons = [widget for widget in shown(root) if isinstance(widget, QAbstractButton)]
    return [
        f"{name(widget)}: {target.width()} by {target.height()}"
        for widget in {*stops(root), *buttons}
        if (target := ringed(widget)).height() < Size.TARGET or target.width() < Size.TARGET
    ]


# For who has only the keyboard ----------------------------------------------------------------


def astray(window: QWidget) -> list[str]:
    """What the Tab key does not reach, holds, shows without a ring, or takes out of order."""
    there = _walk(window, Qt.Key.Key_Tab)
    back = _walk(window, Qt.Key.Key_Backtab)
    faults = [f"{name(widget)}: {said}" for widget in there if (said := _not_ringed(widget))]
    if len(there) > _MOST_STOPS or len(back) > _MOST_STOPS:
        return [*faults, f"the focus does not come round: {[name(each) for each in there[:9]]}"]
    missed = [widget for widget in stops(window) if widget not in there and not _by_arrows(widget)]
    faults += [f"{name(widget)}: not reached" for widget in missed]
    if set(there) != set(back):
        faults.append(f"only one way: {[name(each) for each in set(there) ^ set(back)]}")
    return faults + _out_of_order(window, there)


def _walk(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where the focus goes until it is back, from the first thing of the window."""
    found: list[QWidget] = []
    while len(found) <= _MOST_STOPS:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        now = QApplication.focusWidget()
        if now is None or (found and now is found[0]):
            break
        found.append(now)
    return found


def _by_arrows(widget: QWidget) -> bool:
    """Of options that exclude one another, Tab reaches one; the arrows reach the others."""
    return isinstance(widget, QRadioButton) and widget.autoExclusive()


def _not_ringed(widget: QWidget) -> str:
    """Put the focus there: the ring surrounds it, and can be seen, all of it where it fits."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    window = widget.window()
    ring = window.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if ring is None or not ring.isVisible() or ring.visibleRegion().isEmpty():
        return "no ring to be seen"
    target = ringed(widget)
    outline = target.focus_outline()[0] if isinstance(target, Outlined) else QRectF(target.rect())
    if not ring.geometry().contains(target.mapTo(window, outline.center().toPoint())):
        return "the ring is elsewhere"
    part = ring.visibleRegion().boundingRect()
    fits = ring.height() + 2 * _RING_ROOM < _view_height(widget)
    return (
        f"only {part.height()} of {ring.height()} of its ring"
        if (fits and part.height() < ring.height())
        else ""
    )


def _view_height(widget: QWidget) -> int:
    """Of what it is scrolled in, else of the window."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return parent.viewport().height()
        parent = parent.parentWidget()
    return widget.window().height()


def _out_of_order(window: QWidget, there: list[QWidget]) -> list[str]:
    """From the top left of the window round to its end, once."""
    places = [_reading_place(window, widget) for widget in there]
    falls = [
        f"{name(after)} {place_after} comes after {name(before)} {place_before}"
        for before, after, place_before, place_after in zip(
            there, there[1:], places, places[1:], strict=False
        )
        if not _reads_on(before, place_before, place_after)
    ]
    return falls if len(falls) > 1 else []  # one: where the round ends and begins


_COLUMNS = {"Header": 0, "LeftColumn": 1}  # the page and what is above it come after
_Place = tuple[int, list[tuple[int, int]]]


def _reading_place(window: QWidget, widget: QWidget) -> _Place:
    """The column, then how far down and across: the outermost thing that scrolls, what scrolls
    in it, and so on."""
    places, outer, down, across = [], widget, 0, 0
    column = len(_COLUMNS)
    while outer is not window and (parent := outer.parentWidget()) is not None:
        column = _COLUMNS.get(type(outer).__name__, column)
        scrolls = parent.parentWidget()
        if isinstance(scrolls, QAbstractScrollArea) and scrolls.viewport() is parent:
            places.append((down, across))
            outer, down, across = scrolls, 0, 0
            continue
        down, across = down + outer.y(), across + outer.x()
        outer = parent
    return column, [(down, across), *reversed(places)]


def _reads_on(before: QWidget, place_before: _Place, place_after: _Place) -> bool:
    """In a column to the right, or further down, or on the same line further to the right."""
    if place_before[0] != place_after[0]:
        return place_before[0] < place_after[0]
    for (down, across), (then_down, then_across) in zip(
        place_before[1], place_after[1], strict=False
    ):
        if (down, across) != (then_down, then_across):
            on_a_line = abs(then_down - down) < before.height()
            return then_across > across if on_a_line else then_down > down
    return True
