"""The agent's side of the window: a header, and beneath it who, the page, and what to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.context import Desk
from counter_app.ui.header import Header
from counter_app.ui.left_column import LeftColumn
from counter_app.ui.right_column import RightColumn


class Columns(QWidget):
    """The header above three columns, the pages stacked in the middle one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.header, self.left, self.right = Header(desk), LeftColumn(desk), RightColumn(desk)
        self.pages = QStackedWidget()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self.left)
        columns.addWidget(self.pages, 1)
        columns.addWidget(self.right)
        rows.addLayout(columns, 1)

    def refresh(self, *, words: bool) -> None:
        """Show the procedure's state around the page; `words`: is there something to say."""
        with self._laid_out_once():
            self.header.refresh()
            self.left.refresh()
            self.right.refresh()
            self.right.setVisible(words)

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """Qt lays the whole window out at each part that comes into sight: here, once for all."""
        found = [part.layout() for part in (self.window(), self, self.left, self.right)]
        layouts = [layout for layout in found if layout is not None]
        for layout in layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            for layout in layouts:
                layout.setEnabled(True)
