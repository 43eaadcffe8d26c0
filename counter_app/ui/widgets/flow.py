"""Puts widgets side by side, and on a next line those for which there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Buttons in a row that wraps; `centred` for the middle of an empty page."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 14, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._centred = centred
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove the item at this place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """It asks for no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The fewer fit side by side, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of the lines."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the items."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All on one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """One item a line."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            width = min(item.sizeHint().width(), max(area.width(), 1))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else -1
            size = QSize(width, height if height >= 0 else item.sizeHint().height())
            if lines[-1] and used + self.spacing() + width > area.width():
                lines.append([])
            used = width if not lines[-1] else used + self.spacing() + width
            lines[-1].append((item, size))
        top = area.top()
        for line in lines:
            height = max((size.height() for _item, size in line), default=0)
            if move:
                self._place_line(line, area, top, height)
            top += height + self.spacing()
        return max(0, top - self.spacing() - area.top())

    def _place_line(
        self, line: list[tuple[QLayoutItem, QSize]], area: QRect, top: int, height: int
    ) -> None:
        width = sum(size.width() for _item, size in line) + self.spacing() * (len(line) - 1)
        left = area.left() + (max(0, area.width() - width) // 2 if self._centred else 0)
        for item, size in line:
            down = (height - size.height()) // 2
            place = QRect(QPoint(left, top + down), size)
            parent = self.parentWidget()
            direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
            item.setGeometry(QStyle.visualRect(direction, area, place))
            left += size.width() + self.spacing()
