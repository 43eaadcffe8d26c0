"""What the left and the right column share: a width that grows with the text, and no height of
their own to ask for."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.scroll_when_short import ScrollWhenShort

UNBOUNDED = 16_777_215  # Qt's QWIDGETSIZE_MAX


class SideColumn(Panel):
    """Subclasses put their parts into `column`. `WIDTH`: pixels at 100 % text."""

    WIDTH = 0

    def __init__(self, edge: str) -> None:
        super().__init__("surface", (edge,))
        self._edge, self._folded = edge, False
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.column.setSpacing(Space.M)
        self.holder = ScrollWhenShort(self.content)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.holder)
        self._set_width()

    def set_folded(self, folded: bool) -> None:
        """Opened above the page it takes the page's width; beside it, its own again."""
        self._folded = folded
        self.set_edges("bottom" if folded else self._edge)
        self._set_width()

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self._set_width()

    def _set_width(self) -> None:
        if self._folded:
            self.setMinimumWidth(0)
            self.setMaximumWidth(UNBOUNDED)
        else:
            self.setFixedWidth(self.scaled(self.WIDTH))
