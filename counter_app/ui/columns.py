"""The agent's side of the window: a header, and beneath it who, the page, and what to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.context import Desk
from counter_app.ui.header import Header
from counter_app.ui.left_column import LeftColumn
from counter_app.ui.right_column import RightColumn
from counter_app.ui.theme.tokens import Size
from counter_app.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from counter_app.ui.folding import Folding


class _Pages(QStackedWidget):
    """Only the page shown asks for room, and each scrolls what is higher than it."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page = self.currentWidget()
        if page is None:
            return QSize()
        least, layout = page.minimumSizeHint(), page.layout()
        if layout is not None and layout.hasHeightForWidth():
            least.setHeight(layout.minimumHeightForWidth(self.width()))
        return least


class Columns(Themed, QWidget):
    """The header above three columns, the pages stacked in the middle one.

    Where there is little room for the text's size, what to say folds into a button, then who
    and where the case stands into a line (`folding`).
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.header, self.left, self.right = Header(desk), LeftColumn(desk), RightColumn(desk)
        self.pages = _Pages()
        self._folding: Folding | None = None
        self._words = True
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        self.across = QHBoxLayout()
        self.across.setSpacing(0)
        self.middle = QVBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.pages, 1)
        self.across.addWidget(self.left)
        self.across.addLayout(self.middle, 1)
        self.across.addWidget(self.right)
        rows.addLayout(self.across, 1)

    def refresh(self, *, words: bool) -> None:
        """Show the procedure's state around the page; `words`: is there something to say."""
        self._words = words
        with self._laid_out_once():
            self.header.refresh()
            self.left.refresh()
            self.right.refresh()
            self._show_columns()

    def key(self, event: QKeyEvent) -> bool:
        """The keys that open what is folded; True when one was used."""
        return self._folding is not None and self._folding.key(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """The Tab key: through the header, the columns and the page as they are read."""
        from counter_app.ui.widgets.reading_order import put_in_reading_order  # noqa: PLC0415

        put_in_reading_order(self)
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self._fold_soon()

    def restyle(self) -> None:
        """Larger text asks for more room."""
        super().restyle()
        self._fold_soon()

    def _fold_soon(self) -> None:
        """Not at once: nothing may change places while a layout is giving them."""
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, event: QEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Fold or unfold; both widths are of the whole window, at this size of the text."""
        right = self.width() < self.scaled(Size.FOLD_RIGHT_BELOW)
        left = self.width() < self.scaled(Size.FOLD_LEFT_BELOW)
        if self._folding is None and not right:
            return
        if self._folding is None:
            from counter_app.ui.folding import Folding  # noqa: PLC0415 - most windows need none

            self._folding = Folding(self)
        self._folding.fold(left=left, right=right)
        self._show_columns()

    def _show_columns(self) -> None:
        if self._folding is None:
            self.right.setVisible(self._words)
        else:
            self._folding.show(words=self._words)

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """Qt lays the whole window out at each part that comes into sight: here, once for all."""
        sides = (self.left, self.left.content, self.right, self.right.content)
        found = [part.layout() for part in (self.window(), self, *sides)]
        layouts = [layout for layout in found if layout is not None]
        for layout in layouts:
            layout.setEnabled(False)
        try:
            yield
        finally:
            for layout in layouts:
                layout.setEnabled(True)
