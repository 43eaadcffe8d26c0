"""Scrolls what it holds, once that is higher than the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from counter_app.ui.widgets.scroll_page import BodyScroll


class ScrollWhenShort(QWidget):
    """Holds one widget with a layout. A scroll area takes 20 ms to make: none is made for a
    content that never outgrows its room, as on the first screen."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._scroll: BodyScroll | None = None  # once it was needed
        self._scrolls = self._asked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)
        content.installEventFilter(self)

    def content_height(self, width: int) -> int:
        """How high the content likes to be in this width, in pixels."""
        if self._content.hasHeightForWidth():
            return self._content.heightForWidth(width)
        return self._content.sizeHint().height()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """It takes the height that it is given."""
        return False

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The content's."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As low as is wished: the rest is scrolled to."""
        return QSize(self._content.minimumSizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Less room may be too little, more may be enough."""
        super().resizeEvent(event)
        self._look_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A content that changes may need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._look_soon()
        return super().eventFilter(watched, event)

    def _look_soon(self) -> None:
        """Not at once: nothing may change places while a layout is giving them."""
        if not self._asked:
            self._asked = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, event: QEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Scroll, or no longer."""
        self._asked = False
        scrolls = self._least_height() > self.height()
        if scrolls == self._scrolls:
            return
        self._scrolls = scrolls
        if self._scroll is None:
            # Imported here: the first window has no need of it.
            from counter_app.ui.widgets.scroll_page import BodyScroll  # noqa: PLC0415

            self._scroll = BodyScroll()
        taken, put = (self._content, self._scroll) if scrolls else (self._scroll, self._content)
        self._column.removeWidget(taken)
        if scrolls:
            self._scroll.set_content(self._content)
        else:
            self._scroll.takeWidget()
            self._scroll.hide()
        self._column.addWidget(put)
        put.show()
        self._content.show()

    def _least_height(self) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(self.width())
        return self._content.minimumSizeHint().height()
