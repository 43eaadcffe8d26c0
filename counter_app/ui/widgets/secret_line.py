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

    caps_lock_seen = Signal(bool)
    """Best effort: what the last typed letter tells of the caps lock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        # For keyboards on a screen: nothing to learn, to complete or to change here.
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._caps_lock = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave copying and cutting out; paste through our own way; look at the caps lock."""
        self._look_at_caps_lock(event)
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

    def _look_at_caps_lock(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of the key: a capital without Shift, or the reverse, does.

        The key itself takes a warning away: what it did is told by the next letter.
        """
        letter, seen = event.text(), self._caps_lock
        if event.key() == Qt.Key.Key_CapsLock:
            seen = False
        elif letter.isalpha() and letter.upper() != letter.lower() and not is_command(event):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            seen = letter.isupper() != shift
        if seen != self._caps_lock:
            self._caps_lock = seen
            self.caps_lock_seen.emit(seen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Qt would copy the selected text here, where the system has such a selection."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802
        """Select all, by ourselves for the same reason."""
        self.selectAll()


def is_command(event: QKeyEvent) -> bool:
    """True for a key with Ctrl or Alt; both together are AltGr on Windows, which types."""
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    return event.modifiers() & (control | alt) in (control, alt)
