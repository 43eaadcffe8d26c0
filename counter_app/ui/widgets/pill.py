"""A short state in a rounded shape: the post's mode, the reader's state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import Themed, painter_on, rounded, say

_HEIGHT = 30


class Pill(Themed, QLabel):
    """A state of kind "primary", "success", "warning", "danger", "info" or "training"."""

    def __init__(
        self,
        text: str,
        kind: str = "primary",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon = kind, icon
        self._block: TextBlock | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(shown(text))

    @property
    def kind(self) -> str:
        """What sort of state it tells."""
        return self._kind

    @property
    def icon(self) -> str | None:
        """The mark before the words, if any."""
        return self._icon

    def set_state(self, text: str, kind: str, icon: str | None = None) -> None:
        """Tell another state, and have screen readers say it."""
        if (shown(text), kind, icon) == (self.text(), self._kind, self._icon):
            return
        self._kind, self._icon = kind, icon
        self.setText(shown(text))
        self.restyle()
        if self.isVisible():
            say(self, self.text())

    def restyle(self) -> None:
        """Lay the text out again."""
        self._block = None
        super().restyle()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The text on one line."""
        width = self._left() + self._text_block().natural_width() + self.scaled(Space.S)
        return QSize(int(width) + 1, self.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A pill does not wrap."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the pill."""
        palette = self.palette_in_force
        if self._kind == "training":
            fill, ink = palette.training, palette.on_training
        else:
            fill, ink = palette.tint_of(self._kind), palette.colour(self._kind)
        painter = painter_on(self)
        area = QRectF(self.rect())
        rounded(painter, area, area.height() / 2, fill, palette.edge, Size.FIELD_BORDER)
        if self._icon:
            side = self.scaled(Size.ICON_SMALL)
            top = (area.height() - side) / 2
            mark = self.directed(QRectF(self.scaled(Space.S), top, side, side))
            draw_icon(painter, self._icon, ink, mark)
        text_area = self.directed(area.adjusted(self._left(), 0, -self.scaled(Space.S), 0))
        self._text_block().draw_centred(painter, text_area, ink)
        painter.end()

    def _text_block(self) -> TextBlock:
        if self._block is None:
            self._block = TextBlock(self.text(), Role.SMALL_STRONG, self.scale, self.aligned())
        return self._block

    def _left(self) -> int:
        if not self._icon:
            return self.scaled(Space.S)
        return self.scaled(Space.S) + self.scaled(Size.ICON_SMALL) + self.scaled(Space.XS)
