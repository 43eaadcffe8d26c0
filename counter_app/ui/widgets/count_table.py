"""A table of counts, at its full height: the page around it scrolls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counter_app.ui.theme.fonts import role_font
from counter_app.ui.theme.tokens import Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import Themed, fill

_WIDEST = 1000  # a longer line is hard to follow from its name to its counts
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft


class _Model(QAbstractTableModel):
    """Names in the first column; screen readers hear of each cell where it stands."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.columns = tuple(map(shown, columns))
        self.rows = [tuple(map(shown, cells)) for cells in rows]

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column():
            return f"{row[0]}, {self.columns[index.column()]} : {row[index.column()]}"
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.columns[section]
            if orientation is Qt.Orientation.Horizontal
            else self.rows[section][0]
        )


class _Header(Themed, QHeaderView):
    """The names of the columns, small and strong, with a line beneath."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def block(self, section: int) -> TextBlock:
        """The name of one column, laid out."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        alignment = self.aligned(_RIGHT if section else _LEFT)
        return TextBlock(words, Role.SMALL_STRONG, self.scale, alignment)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the longest name, wrapped, asks for."""
        beside = 2 * self.scaled(Space.S)
        room = [max(1.0, self.sectionSize(at) - beside) for at in range(self.count())]
        high = max((self.block(at).height(width) for at, width in enumerate(room)), default=0)
        return QSize(super().sizeHint().width(), round(high) + self.scaled(Space.XS) * 2)

    def paintSection(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        logicalIndex: int,  # noqa: N803 - Qt's name
    ) -> None:
        """Draw one name."""
        palette = self.palette_in_force
        fill(painter, QRectF(rect), palette.surface)
        fill(painter, _beneath(rect, Size.FIELD_BORDER), palette.field_border)
        beside = self.scaled(Space.S)
        inner = QRectF(rect).adjusted(beside, 0, -beside, -Size.FIELD_BORDER)
        self.block(logicalIndex).draw_centred(painter, inner, palette.ink)


class _Cells(QStyledItemDelegate):
    """Draws names where a line begins and counts where it ends, with a line beneath each row."""

    def __init__(self, table: CountTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        palette = self._table.palette_in_force
        area: QRect = option.rect
        fill(painter, QRectF(area), palette.surface)
        fill(painter, _beneath(area, Size.LINE), palette.line)
        words = str(index.data())
        muted = index.column() and not words[:1].isdecimal()
        beside = self._table.scaled(Space.S)
        inner = QRectF(area).adjusted(beside, 0, -beside, 0)
        block = self._table.block(words, index.column())
        block.draw_centred(painter, inner, palette.muted if muted else palette.ink)


def _beneath(area: QRect, width: float) -> QRectF:
    return QRectF(area.left(), area.bottom() + 1 - width, area.width(), width)


class CountTableView(Themed, QTableView):
    """`title`: what screen readers call the table; `columns`: the first one is that of the names;
    `rows`: a text for each column."""

    def __init__(
        self,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = _Model(columns, rows)
        self._blocks: dict[tuple[str, bool], TextBlock] = {}
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(shown(title))
        self.setHorizontalHeader(_Header(self))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self.scaled(_WIDEST))

    def block(self, words: str, column: int) -> TextBlock:
        """A cell's words, laid out."""
        key = (words, bool(column))
        if key not in self._blocks:
            alignment = self.aligned(_RIGHT if column else _LEFT)
            self._blocks[key] = TextBlock(words, Role.TEXT, self.scale, alignment)
        return self._blocks[key]

    def restyle(self) -> None:
        """Lay the table out again."""
        self._blocks.clear()
        super().restyle()
        self.setMaximumWidth(self.scaled(_WIDEST))
        if self.isVisible():
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _lay_out(self) -> None:
        """The names take what the counts leave; a name that is too long goes on beneath."""
        counts = self._model.columnCount() - 1
        whole, beside = self.width(), 2 * self.scaled(Space.S)
        metrics = QFontMetricsF(role_font(Role.TEXT, self.scale))  # laying each out takes long
        wanted = self._widest_count(metrics) + beside
        wide = min(wanted, round(whole * 0.7 / counts))
        room = [max(1, whole - wide * counts), *(wide for _ in range(counts))]
        for column, width in enumerate(room):
            self.setColumnWidth(column, width)
        measured = len(room) if wide < wanted else 1
        least, around = self.scaled(40), self.scaled(Space.XS) * 2
        self.verticalHeader().setDefaultSectionSize(least)
        for row, cells in enumerate(self._model.rows):
            heights = (
                self.block(words, column).height(max(1.0, room[column] - beside))
                for column, words in enumerate(cells[:measured])
                if metrics.horizontalAdvance(words) > room[column] - beside
            )
            high = max(least, round(max(heights, default=0)) + around)
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)
        self.updateGeometry()

    def _widest_count(self, metrics: QFontMetricsF) -> int:
        """Width of the widest count, each of its digits being the widest, or of a word above."""
        widest = max("0123456789", key=metrics.horizontalAdvance)
        cells = {
            "".join(widest if sign.isdecimal() else sign for sign in words)
            for row in self._model.rows
            for words in row[1:]
        }
        titles = (
            TextBlock(title, Role.SMALL_STRONG, self.scale).longest_word()
            for title in self._model.columns[1:]
        )
        return math.ceil(max(*titles, *(metrics.horizontalAdvance(words) for words in cells)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All of its rows."""
        header = self.horizontalHeader().sizeHint().height()
        return QSize(self.scaled(_WIDEST), header + self.verticalHeader().length())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No row is left out."""
        return QSize(0, self.sizeHint().height())
