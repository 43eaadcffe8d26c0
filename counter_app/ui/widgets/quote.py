"""Words to read aloud to the person."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.tokens import Role
from counter_app.ui.translation import shown
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.themed import Themed, fill, painter_on

_BAR = 4
_INDENT = 18


class Quote(Themed, QWidget):
    """A sentence with a bar before it. « » are added when the text has none."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", Role.TEXT)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._indent()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Give other words to say."""
        self._label.setText(text if text.startswith("«") else phrase("« {said} »", said=text))
        self.setAccessibleName(shown(phrase("À dire : {said}", said=self._label.text())))

    def restyle(self) -> None:
        """Follow the direction of reading."""
        super().restyle()
        self._indent()

    def _indent(self) -> None:
        left, right = (0, _INDENT) if self.isRightToLeft() else (_INDENT, 0)
        self._row.setContentsMargins(left, 0, right, 0)

    def text(self) -> str:
        """The words, with their « »."""
        return self._label.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the bar."""
        painter = painter_on(self)
        bar = self.directed(QRectF(0, 0, _BAR, self.height()))
        fill(painter, bar, self.palette_in_force.primary)
        painter.end()
