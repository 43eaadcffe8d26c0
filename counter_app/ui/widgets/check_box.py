"""A large box to tick, with a text that wraps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.text_block import TextBlock, parse_emphasis
from counter_app.ui.widgets.themed import painter_on, rounded
from counter_app.ui.widgets.whole_target import WholeTarget

_BOX = 28


class CheckBox(WholeTarget, QCheckBox):
    """The box and all of its text are the target."""

    CORNERS = Radius.LINE

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = shown(text)
        self._block: TextBlock | None = None
        self.take_the_whole(QSizePolicy.Policy.Preferred)
        plain = parse_emphasis(self._caption)[0]
        self.setText(plain.replace("&", "&&"))
        self.setAccessibleName(plain)

    def restyle(self) -> None:
        """Lay the text out again."""
        self._block = None
        super().restyle()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height with the text wrapped."""
        room = max(1.0, width - self._beside_text())
        return max(Size.TARGET, round(self._text_block().height(room)) + self.scaled(Space.XS) * 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Comfortable lines."""
        natural = self._text_block().natural_width() + self._beside_text()
        width = min(natural, self.scaled(34 * 17))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than the longest word."""
        word = self._text_block().longest_word()
        return QSize(word + self._beside_text(), Size.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the box, its tick and the text."""
        palette = self.palette_in_force
        painter = painter_on(self)
        block, side = self._text_block(), self.scaled(_BOX)
        top = (self.scaled(Space.XS) * 2 + block.line_height - side) / 2
        if block.height(max(1.0, self.width() - self._beside_text())) <= block.line_height:
            top = (self.height() - side) / 2
        box = self.directed(QRectF(self.scaled(Space.TIGHT), top, side, side))
        if self.isChecked():
            rounded(painter, box, 6, palette.primary)
            inner = side * 0.14
            draw_icon(
                painter, "check", palette.on_primary, box.adjusted(inner, inner, -inner, -inner)
            )
        else:
            border = palette.primary if self.underMouse() else palette.field_border
            rounded(painter, box, 6, palette.surface, border, Size.FIELD_BORDER)
        left = self._beside_text() - self.scaled(Space.TIGHT)
        area = QRectF(left, 0, self.width() - self._beside_text(), self.height())
        block.draw_centred(painter, self.directed(area), palette.ink)
        painter.end()

    def _text_block(self) -> TextBlock:
        if self._block is None:
            self._block = TextBlock(self._caption, Role.TEXT, self.scale, self.aligned())
        return self._block

    def _beside_text(self) -> int:
        return self.scaled(Space.TIGHT + _BOX + Space.S + Space.TIGHT)
