"""A text to read at one's own pace, in a frame of its own that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from counter_app.domain.wording import typeset
from counter_app.ui.theme.tokens import Radius, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.calm_scroll_bar import CalmScrollBar
from counter_app.ui.widgets.themed import Themed, painter_on, rounded

_LINES = 8


class ReadingBox(Themed, QWidget):
    """`name`: what screen readers call it; `words`: Markdown."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = QTextBrowser()
        self._browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._browser.setOpenLinks(False)
        self._browser.setVerticalScrollBar(CalmScrollBar())
        self._browser.setTabChangesFocus(True)
        self._browser.setAccessibleName(shown(name))
        self._browser.setMarkdown(typeset(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.XS, Space.XS, Space.XS)
        column.addWidget(self._browser)

    def focus_outline(self) -> tuple[QRectF, float]:
        """The ring surrounds the frame."""
        return QRectF(self.rect()), float(Radius.BUTTON)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Eight lines."""
        return QSize(400, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Eight lines."""
        return QSize(100, self._height())

    def _height(self) -> int:
        return self._browser.fontMetrics().lineSpacing() * _LINES + 2 * Space.XS

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the frame."""
        palette = self.palette_in_force
        painter = painter_on(self)
        rounded(
            painter,
            QRectF(self.rect()),
            Radius.BUTTON,
            palette.surface,
            palette.field_border,
            Size.LINE,
        )
        painter.end()
