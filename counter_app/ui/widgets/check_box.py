"""A large box to tick, with a text that wraps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from counter_app.domain.wording import typeset
from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.widgets.text_block import TextBlock, parse_emphasis
from counter_app.ui.widgets.themed import Themed, painter_on, rounded

_BOX = 28


class CheckBox(Themed, QCheckBox):
    """The box and all of its text are the target."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = typeset(text)
        self._block: TextBlock | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        plain = parse_emphasis(self._caption)[0]
        self.setText(plain.replace("&", "&&"))
        self.setAccessibleName(plain)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole widget is the target."""
        return self.rect().contains(position)

    def event(self, event: QEvent) -> bool:
        """Redraw under the pointer."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def restyle(self) -> None:
        """Lay the text out again."""
        self._block = None
        super().restyle()

    def focus_outline(self) -> tuple[QRectF, float]:
        """What the focus ring surrounds, and its corners."""
        return QRectF(self.rect()), Radius.LINE

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The text wraps."""
        return True

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
        box = QRectF(self.scaled(Space.TIGHT), top, side, side)
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
        block.draw_centred(painter, area, palette.ink)
        painter.end()

    def _text_block(self) -> TextBlock:
        if self._block is None:
            self._block = TextBlock(self._caption, Role.TEXT, self.scale)
        return self._block

    def _beside_text(self) -> int:
        return self.scaled(Space.TIGHT + _BOX + Space.S + Space.TIGHT)
