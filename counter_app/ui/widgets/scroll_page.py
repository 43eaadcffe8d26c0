"""A page: one question at the top, its body that scrolls, the bar with back and go on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.theme.tokens import Role, Size, Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.calm_scroll_bar import CalmScrollBar
from counter_app.ui.widgets.focus_ring import ringed
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.themed import Themed

_RING_ROOM = 24  # kept in sight around the focused widget, for its ring
_WIDEST = 1080  # at 100 % text: on a wide screen neither lines nor options get too long


class BodyScroll(QScrollArea):
    """Scrolls up and down only, and keeps the focused widget in sight with its ring."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grown: QWidget | None = None  # shown beside the focused widget
        self.setVerticalScrollBar(CalmScrollBar(self))
        self.verticalScrollBar().rangeChanged.connect(self._show_grown_soon)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if content is not None:
            self.set_content(content)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def set_content(self, content: QWidget) -> None:
        """Scroll this."""
        self.setWidget(content)
        # After setWidget, which turns it on: the column or the page behind is the background.
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)

    def show_grown(self, part: QWidget) -> None:
        """Scroll to this part, at each of its sizes, for as long as the focus stays where it is."""
        self._grown = part
        self._show_grown_soon()

    def _show_grown_soon(self) -> None:
        QTimer.singleShot(0, self, self._show_grown)

    def _show_grown(self) -> None:
        if self._grown is not None:
            self.ensureWidgetVisible(self._grown, 0, _RING_ROOM)
        self._keep_in_sight(QApplication.focusWidget())

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._grown = None
        self._keep_in_sight(now)

    def _keep_in_sight(self, focused: QWidget | None) -> None:
        content = self.widget()
        if focused is not None and content is not None and content.isAncestorOf(focused):
            self.ensureWidgetVisible(ringed(focused), _RING_ROOM, _RING_ROOM)


def keep_in_sight(part: QWidget) -> None:
    """Scroll to a part of the page that has just grown, but never away from the focused widget."""
    above: QWidget | None = part
    while above is not None and not isinstance(above, BodyScroll):
        above = above.parentWidget()
    if above is not None:
        above.show_grown(part)


class _Content(QWidget):
    """Has the height that its texts need in its width: Qt would add up what each of them would need
    in the width that suits it best, and leave a gap."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().minimumSizeHint().width(), 0)


class PageFrame(Themed, QWidget):
    """`title`: the one question or instruction, none when empty; `body`: a widget or a layout."""

    def __init__(
        self,
        title: str,
        body: QWidget | QLayout,
        back: ActionButton | None = None,
        forward: ActionButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(title, Role.TITLE)
        self.back, self.forward = back, forward
        self._hint = Label("", Role.SMALL, "muted", Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(self.title.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = self._content(body)
        self._buttons = self._button_row()
        self.body_scroll = BodyScroll(self._middle)
        column.addWidget(self.body_scroll, 1)
        self.bar = self._bottom_bar()
        column.addWidget(self.bar)
        self._keep_lines_short()
        self.bar.setVisible(back is not None or forward is not None)

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self._keep_lines_short()

    def _keep_lines_short(self) -> None:
        for part in (self._middle, self._buttons):
            part.setMaximumWidth(self.scaled(_WIDEST))

    def set_title(self, title: str) -> None:
        """Ask another question."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(self.title.text())

    def set_hint(self, sentence: str) -> None:
        """Say beside the main action what it waits for."""
        self._hint.setText(sentence)

    def hint(self) -> str:
        """What is said beside the main action."""
        return self._hint.text()

    def scroll_by_key(self, event: QKeyEvent) -> bool:
        """Page up and down, start and end, where nothing inside takes them; False for others."""
        bar = self.body_scroll.verticalScrollBar()
        places = {
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        place = places.get(Qt.Key(event.key()))
        if place is not None:
            bar.setValue(place)
        return place is not None

    def _content(self, body: QWidget | QLayout) -> QWidget:
        content = _Content()
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(self.title)
        self.title.setVisible(bool(self.title.text()))  # not before it has a parent
        if isinstance(body, QLayout):
            column.addLayout(body, 1)
        else:
            column.addWidget(body, 1)
        return content

    def _bottom_bar(self) -> Panel:
        bar = Panel("surface", ("top",))
        bar.setMinimumHeight(Size.BOTTOM_BAR + Size.LINE)
        across = QHBoxLayout(bar)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._buttons, 1)
        across.addStretch(0)  # has what is beyond the row's greatest width, and nothing before
        return bar

    def _button_row(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(Space.PAGE, Space.M, Space.PAGE, Space.M)
        row.setSpacing(Space.M)
        if self.back is not None:
            row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._hint, 1)
        if self.forward is not None:
            row.addWidget(self.forward, 0, Qt.AlignmentFlag.AlignVCenter)
        return buttons
