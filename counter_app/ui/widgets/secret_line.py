"""A line of input whose content never reaches a clipboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_TAKING_OUT = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class SecretLine(QLineEdit):
    """Pasting in works; copying, cutting, dragging out and the menu do not.

    Nor does selecting put the text in the selection that the middle mouse button pastes.
    """

    pasted = Signal(str)
    """What was pasted, already inserted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave copying and cutting out; paste through our own way."""
        if any(event.matches(taking_out) for taking_out in _TAKING_OUT):
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_in(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def paste_in(self, text: str) -> None:
        """Insert a pasted text at the cursor."""
        self.insert(text.replace("\r", "").replace("\n", ""))
        self.pasted.emit(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Qt would copy the selected text here, where the system has such a selection."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802
        """Select all, by ourselves for the same reason."""
        self.selectAll()
