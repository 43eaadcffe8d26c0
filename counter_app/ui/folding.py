"""Where there is little room: what to say behind a button, the case in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from counter_app.domain.wording import phrase
from counter_app.ui.side_column import UNBOUNDED, SideColumn
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from counter_app.ui.columns import Columns


class _Fold(QObject):
    """One column and the button that opens it above the page."""

    def __init__(self, column: SideColumn, caption: str, key: str, room: Callable[[], int]) -> None:
        super().__init__(column)
        self.column, self._room = column, room
        self.button = ActionButton(caption, "quiet", key=key, icon="chevron-down")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        self.folded = False
        column.content.installEventFilter(self)

    def _toggled(self, is_open: bool) -> None:
        self.button.set_icon("chevron-up" if is_open else "chevron-down")
        self.column.setVisible(is_open)
        self.set_height()

    def show(self, *, there: bool) -> None:
        """Show the button, or the column in its place beside the page."""
        self.button.setVisible(self.folded and there)
        self.column.setVisible(there and (not self.folded or self.button.isChecked()))
        self.set_height()

    def set_folded(self, folded: bool) -> None:
        """The column has been moved."""
        self.folded = folded
        self.column.set_folded(folded)
        if not folded:
            self.column.setMinimumHeight(0)
            self.column.setMaximumHeight(UNBOUNDED)

    def set_height(self) -> None:
        """As high as its content, and no more than the page can spare."""
        if self.folded and not self.column.isHidden():
            wanted = self.column.holder.content_height(max(1, self.column.width()))
            self.column.setFixedHeight(max(0, min(wanted, self._room())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Other words may need another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.set_height()
        return super().eventFilter(watched, event)


class Folding(QObject):
    """Moves the side columns from beside the page to above it, and back. One is open at a time."""

    def __init__(self, columns: Columns) -> None:
        super().__init__(columns)
        self._columns = columns
        self._say = _Fold(columns.right, phrase("À dire"), "F1", self._room)
        self._case = _Fold(columns.left, columns.left.line, "F10", self._room)
        self._keys = {Qt.Key.Key_F1: self._say.button, Qt.Key.Key_F10: self._case.button}
        self._line = Panel("surface", ("bottom",))
        row = QHBoxLayout(self._line)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.addWidget(self._case.button)
        row.addStretch(1)
        self._say.button.clicked.connect(lambda: self._case.button.setChecked(False))
        self._case.button.clicked.connect(lambda: self._say.button.setChecked(False))
        columns.middle.insertWidget(0, self._line)
        self._say.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        columns.header.add(self._say.button)

    def _room(self) -> int:
        """What the page can spare of the height, in pixels."""
        columns = self._columns
        least = columns.pages.minimumSizeHint().height()
        line = self._line.sizeHint().height() if self._case.folded else 0
        return columns.height() - columns.header.height() - line - least

    def fold(self, *, left: bool, right: bool) -> None:
        """Fold these columns, and no others."""
        across, above = self._columns.across, self._columns.middle
        for fold, folded, place in ((self._case, left, 0), (self._say, right, across.count())):
            if folded == fold.folded:
                continue
            if folded:
                across.removeWidget(fold.column)
                above.insertWidget(above.count() - 1, fold.column)
            else:
                above.removeWidget(fold.column)
                across.insertWidget(place, fold.column)
            fold.set_folded(folded)
        self._columns.header.set_narrow(left)

    def show(self, *, words: bool) -> None:
        """Show what is not folded or was opened; `words`: is there something to say."""
        if self._case.folded:
            self._case.button.set_text(self._columns.left.line)
        self._line.setVisible(self._case.folded)
        self._case.show(there=True)
        self._say.show(there=words)

    def key(self, event: QKeyEvent) -> bool:
        """F1 and F10 open and close; True when the key was used."""
        button = self._keys.get(Qt.Key(event.key()))
        if button is None or not button.isVisible():
            return False
        button.click()
        return True
