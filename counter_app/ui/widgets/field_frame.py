"""The visible box around a line of input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from counter_app.ui.theme.tokens import Radius, Size
from counter_app.ui.widgets.themed import Themed, painter_on, rounded

_PADDING = 14


class FieldFrame(Themed, QWidget):
    """Draws the border of a line of input, red while what is typed cannot be sent."""

    def __init__(self, line: QLineEdit, *beside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._border = "field_border"
        line.setFrame(False)
        see_through = QPalette()
        see_through.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        line.setPalette(see_through)  # the frame is the background, also of a disabled line
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_PADDING, 2, 4 if beside else _PADDING, 2)
        self._row.setSpacing(4)
        self._row.addWidget(line, 1)
        for widget in beside:
            self._row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_refused(self, refused: bool) -> None:
        """Mark the content as one that cannot be sent."""
        self._border = "danger" if refused else "field_border"
        self.update()

    def focus_outline(self) -> tuple[QRectF, float]:
        """The ring surrounds the frame, not the bare line inside."""
        return QRectF(self.rect()), Radius.FIELD

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """High enough to press, at any text size."""
        return QSize(super().sizeHint().width(), max(Size.TARGET, self.scaled(Size.FIELD)))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """The whole frame is the target."""
        self._line.setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A disabled field is drawn otherwise."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw background and border."""
        palette = self.palette_in_force
        fill = palette.surface if self.isEnabled() else palette.paper
        painter = painter_on(self)
        rounded(
            painter,
            QRectF(self.rect()),
            Radius.FIELD,
            fill,
            palette.colour(self._border),
            Size.FIELD_BORDER,
        )
        painter.end()
