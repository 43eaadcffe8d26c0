"""A table of counts: all of its rows shown, each cell said with its row and its column."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.theme.fonts import base_font
from counter_app.ui.widgets.count_table import CountTableView
from tests.ui.words_in_widgets import plain

Show = Callable[[QWidget], None]
COLUMNS = ("Structure", "Activations", "Oppositions")
LONG = "Caisse générale de sécurité sociale, accueil des Trois-Rivières et des Grands-Fonds"
ROWS = [("Anse-Corail", "1\u202f021", "non donné"), (LONG, "240", "0")]


class TableWindow(QWidget):
    """A window with one table in it."""

    def __init__(self, show: Show, width: int, scale: float = 1.0) -> None:
        super().__init__()
        self.setFont(base_font(scale))
        self.table = CountTableView("Par structure", COLUMNS, ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addStretch(1)
        self.resize(width, 600)
        show(self)
        self.grab()  # laid out


def test_it_is_as_high_as_its_rows_and_scrolls_nowhere(show: Show) -> None:
    window = TableWindow(show, 900)
    table = window.table
    rows = sum(table.rowHeight(row) for row in range(2))
    assert table.height() == rows + table.horizontalHeader().height()
    assert table.verticalScrollBar().maximum() == 0
    assert table.horizontalScrollBar().maximum() == 0
    assert sum(table.columnWidth(column) for column in range(3)) == table.width()


def test_a_name_that_is_too_long_goes_on_beneath(show: Show) -> None:
    windows = TableWindow(show, 1000), TableWindow(show, 500)
    wide, narrow = (window.table for window in windows)
    assert wide.rowHeight(1) == wide.rowHeight(0)
    assert narrow.rowHeight(0) == wide.rowHeight(0)
    assert narrow.rowHeight(1) > narrow.rowHeight(0)


def test_twice_as_large_no_cell_is_narrower_than_its_words(show: Show) -> None:
    window = TableWindow(show, 1000, 2.0)
    table = window.table
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            block = table.block(words, column)
            room = table.columnWidth(column) - 2 * table.scaled(12)
            assert block.longest_word() <= room
            assert block.height(room) <= table.rowHeight(row)


def test_screen_readers_hear_a_table_with_its_headings(show: Show) -> None:
    window = TableWindow(show, 900)
    table = window.table
    heard = QAccessible.queryAccessibleInterface(table)
    assert heard.role() is QAccessible.Role.Table
    assert heard.text(QAccessible.Text.Name) == "Par structure"
    names = [plain(child.text(QAccessible.Text.Name)) for child in _children(heard)]
    assert "Activations" in names
    assert "Anse-Corail" in names
    assert "Anse-Corail, Activations : 1 021" in names
    assert f"{LONG}, Oppositions : 0" in names
    roles = {child.role() for child in _children(heard)}
    assert QAccessible.Role.ColumnHeader in roles
    assert QAccessible.Role.Cell in roles


def _children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(place) for place in range(interface.childCount())]
