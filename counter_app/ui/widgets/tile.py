"""A large choice: what it is, what it means, and why it cannot be chosen if it cannot."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.key_cap import draw_key_cap, key_cap_size
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import painter_on, rounded, say
from counter_app.ui.widgets.whole_target import WholeTarget

_PADDING = 22
_BETWEEN = 4  # between title and text


class ChoiceTile(WholeTarget, QRadioButton):
    """One of several tiles with one parent: choosing one lets go of the others.

    Arrow keys go from tile to tile, the space bar chooses. A refused tile stays readable and
    reachable; it cannot be chosen.
    """

    CORNERS = Radius.TILE

    chosen = Signal()
    """Chosen by the agent: with the mouse, the keyboard or `choose()`."""

    def __init__(
        self,
        title: str,
        text: str,
        key: str = "",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._icon = shown(key), icon
        self._title, self._text = shown(title), shown(text)
        self._refused = False
        self._blocks: tuple[TextBlock, TextBlock] | None = None
        self.take_the_whole(QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(self._title.replace("&", "&&"))
        self.clicked.connect(self._tell)
        self._describe()

    def refuse(self, reason: str) -> None:
        """Make this tile one that cannot be chosen now; `reason` replaces its text."""
        self._refused, self._text = True, shown(reason)
        self.let_go()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._describe()
        self.restyle()

    def let_go(self) -> None:
        """Choose it no more, and none of the others."""
        self.setAutoExclusive(False)  # an exclusive choice cannot be taken back
        self.setChecked(False)
        self.setAutoExclusive(True)

    @property
    def refused(self) -> bool:
        """True when this tile cannot be chosen now."""
        return self._refused

    def choose(self) -> None:
        """Choose this tile, as a click does."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.click()

    def _tell(self) -> None:
        if self._refused:
            say(self, self._text)
        else:
            self.chosen.emit()

    def _describe(self) -> None:
        self.setAccessibleName(self._title)
        parts = [shown(phrase("Pas possible.")) if self._refused else "", self._text]
        if self._key and not self._refused:
            parts.append(shown(phrase("Touche {key}.", key=self._key)))
        self.setAccessibleDescription(" ".join(part for part in parts if part))

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """A refused tile is never chosen, whatever pressed it."""
        if not self._refused:
            super().nextCheckState()

    def restyle(self) -> None:
        """Lay the texts out again."""
        self._blocks = None
        super().restyle()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height with the texts wrapped."""
        title, text = self._text_blocks()
        room = max(1.0, width - self._text_left() - self.scaled(_PADDING))
        height = title.height(room - self._cap_width()) + self.scaled(_BETWEEN)
        height += text.height(room) + 2 * self.scaled(_PADDING)
        return max(Size.TARGET, round(height))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as comfortable lines ask."""
        width = self.scaled(34 * 17)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than the longest word."""
        title, text = self._text_blocks()
        word = max(title.longest_word() + math.ceil(self._cap_width()), text.longest_word())
        return QSize(word + self._text_left() + self.scaled(_PADDING), Size.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the tile."""
        palette, scale = self.palette_in_force, self.scale
        painter = painter_on(self)
        area = QRectF(self.rect())
        lively = self.underMouse() and not self._refused and not self.isChecked()
        if self.isChecked():
            rounded(
                painter, area, Radius.TILE, palette.surface, palette.primary, Size.SELECTED_BORDER
            )
        else:
            fill = palette.paper if self._refused else palette.surface
            border = palette.primary if lively else palette.field_border
            rounded(painter, area, Radius.TILE, fill, border, Size.FIELD_BORDER)
        ink = palette.muted if self._refused else palette.ink
        padding = self.scaled(_PADDING)
        if self._icon:
            side = self.scaled(Size.ICON_LARGE)
            draw_icon(painter, self._icon, ink, self.directed(QRectF(padding, padding, side, side)))
        if self._key and not self._refused:
            cap = key_cap_size(self._key, scale)
            where = QRectF(
                area.right() - padding - cap.width(), padding - 2 * scale, cap.width(), cap.height()
            )
            draw_key_cap(painter, self.directed(where), self._key, palette.muted, scale)
        title, text = self._text_blocks()
        left = self._text_left()
        room = area.width() - left - padding
        top = float(padding)
        title.draw(painter, self.directed(QRectF(left, top, room - self._cap_width(), 1)), ink)
        top += title.height(room - self._cap_width()) + self.scaled(_BETWEEN)
        text.draw(painter, self.directed(QRectF(left, top, room, 1)), palette.muted)
        painter.end()

    def _text_blocks(self) -> tuple[TextBlock, TextBlock]:
        if self._blocks is None:
            self._blocks = (
                TextBlock(self._title, Role.SECTION, self.scale, self.aligned()),
                TextBlock(self._text, Role.TEXT, self.scale, self.aligned()),
            )
        return self._blocks

    def _text_left(self) -> int:
        left = self.scaled(_PADDING)
        return left + self.scaled(Size.ICON_LARGE + Space.M) if self._icon else left

    def _cap_width(self) -> float:
        if not self._key or self._refused:
            return 0.0
        return key_cap_size(self._key, self.scale).width() + self.scaled(Space.M)
