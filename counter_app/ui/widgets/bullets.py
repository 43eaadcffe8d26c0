"""Short points, one idea each, with a mark before them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.widgets.labels import IconLabel, text
from counter_app.ui.widgets.themed import Themed

_ICON = 20


class BulletList(Themed, QWidget):
    """Points to read aloud, one a line."""

    def __init__(self, icon: str = "chevron-right", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._points: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def set_points(self, points: Sequence[str]) -> None:
        """Show these sentences."""
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        while (item := self._column.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for point in self._points:
            self._column.addWidget(self._row(point))

    def points(self) -> tuple[str, ...]:
        """The sentences shown."""
        return self._points

    def _row(self, point: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        mark = IconLabel(self._icon, "primary", _ICON, Role.TEXT)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(point), 1)
        return row
