"""Buttons that say what happens, with the key that does the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Palette, Radius, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.key_cap import draw_key_cap, key_cap_size
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import Themed, painter_on, rounded, say

if TYPE_CHECKING:
    from PySide6.QtGui import QKeySequence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class _Ink:
    fill: str | None
    border: str | None
    text: str


def _inks(kind: str, palette: Palette, *, lively: bool, held: bool) -> _Ink:
    """Colours of a kind of button; `lively`: under the pointer or pressed."""
    if kind == "primary":
        if held:
            return _Ink(palette.held, None, palette.on_held)
        return _Ink(palette.primary_hover if lively else palette.primary, None, palette.on_primary)
    if held:
        return _Ink(None, palette.field_border, palette.muted)
    if kind == "danger":
        fill = palette.danger_tint if lively else palette.surface
        return _Ink(fill, palette.danger, palette.danger)
    if kind == "quiet":
        return _Ink(palette.primary_tint if lively else None, None, palette.primary)
    return _Ink(
        palette.primary_tint if lively else palette.surface, palette.primary, palette.primary
    )


class ActionButton(Themed, QPushButton):
    """A button of kind "primary", "secondary", "quiet" or "danger".

    `key`: the word on the drawn key ("Entrée"); `shortcut`: the keys that press it, if it should
    listen to them itself. Enter and the space bar press it when it has the focus.
    """

    held_back = Signal()
    """Pressed while it waits for something (`set_ready(False, …)`)."""

    def __init__(
        self,
        text: str,
        kind: str = "primary",
        key: str = "",
        icon: str | None = None,
        shortcut: QKeySequence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._key, self._icon = kind, shown(key), icon
        self._shortcut = shortcut
        self._caption = ""
        self._block: TextBlock | None = None
        self._heights: dict[int, int] = {}  # by width: asked for hundreds of times a page
        self._ready = True
        self._reason = ""
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, caption: str) -> None:
        """Say that something else happens."""
        self._caption = shown(caption)
        self._block = None
        self._heights.clear()
        self.setText(self._caption.replace("&", "&&"))
        if self._shortcut is not None:
            self.setShortcut(self._shortcut)  # Qt forgets it with each new text
        self.setAccessibleName(self._caption)
        self._describe()
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Draw another key, or none when empty."""
        self._key = shown(key)
        self._describe()
        self.restyle()

    def set_icon(self, name: str | None) -> None:
        """Show another icon before the text."""
        self._icon = name
        self.restyle()

    def set_ready(self, ready: bool, reason: str = "") -> None:
        """Hold the button back, or let it act again.

        A button held back keeps the focus and can be reached by screen readers, which say why.
        """
        self._ready, self._reason = ready, shown(reason)
        self.blockSignals(not ready)  # `clicked` is not for a button held back
        self._describe()
        self.update()

    @property
    def ready(self) -> bool:
        """False while the button is held back."""
        return self._ready

    def _describe(self) -> None:
        parts = [self._reason if not self._ready else ""]
        if self._key:
            parts.append(shown(phrase("Touche {key}.", key=self._key)))
        self.setAccessibleDescription(" ".join(part for part in parts if part))

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Every way of pressing comes through here, screen readers' too."""
        if self._ready:
            super().nextCheckState()
            return
        self.blockSignals(False)
        self.held_back.emit()
        self.blockSignals(not self._ready)
        say(self, self._reason)

    def event(self, event: QEvent) -> bool:
        """Keep Enter for the focused button, whatever shortcut the page has for it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if (
                event.key() in _ENTER
                and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ):
                event.accept()
                return True
        elif event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses, as the space bar does; held down, it presses once."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        """Lay the caption out again."""
        self._block = None
        self._heights.clear()
        super().restyle()

    def focus_outline(self) -> tuple[QRectF, float]:
        """What the focus ring surrounds, and its corners."""
        return QRectF(self.rect()), Radius.BUTTON

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The caption wraps where the button cannot be as wide as it likes."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height with the caption wrapped."""
        if width not in self._heights:
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _height_for(self, width: int) -> int:
        block = self._text_block()
        room = max(1.0, width - self._beside_text())
        padding = self.scaled(Space.S) * 2
        tallest = max(block.height(room), key_cap_size(self._key, self.scale).height())
        return max(self._least_height(), round(tallest) + padding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The caption on one line."""
        width = self._text_block().natural_width() + self._beside_text()
        return QSize(max(width, Size.TARGET), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the longest word allows."""
        block, padding = self._text_block(), self.scaled(Space.S) * 2
        width = block.longest_word() + self._beside_text()
        return QSize(width, max(self._least_height(), round(block.line_height) + padding))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the button, its icon, its caption and its key."""
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        held = not self._ready or not self.isEnabled()
        ink = _inks(self._kind, self.palette_in_force, lively=lively, held=held)
        painter = painter_on(self)
        width = Size.FIELD_BORDER if ink.border else 0
        if ink.fill or ink.border:
            rounded(painter, QRectF(self.rect()), Radius.BUTTON, ink.fill, ink.border, width)
        self._draw_content(painter, ink.text)
        painter.end()

    def _draw_content(self, painter: QPainter, colour: str) -> None:
        scale, middle = self.scale, self.height() / 2
        left = float(self._padding())
        right = float(self.width() - self._padding())
        cap = key_cap_size(self._key, scale)
        content = min(
            right - left,
            self._text_block().natural_width() + self._beside_text() - 2 * self._padding(),
        )
        left += max(0.0, (right - left - content) / 2)
        right = left + content
        if self._icon:
            side = self.scaled(Size.ICON)
            icon = self.directed(QRectF(left, middle - side / 2, side, side))
            draw_icon(painter, self._icon, colour, icon)
            left += side + self.scaled(Space.XS)
        if self._key:
            area = QRectF(right - cap.width(), middle - cap.height() / 2, cap.width(), cap.height())
            draw_key_cap(painter, self.directed(area), self._key, colour, scale)
            right = area.left() - self.scaled(Space.S)
        area = QRectF(left, 0, right - left, self.height())
        self._text_block().draw_centred(painter, self.directed(area), colour)

    def _text_block(self) -> TextBlock:
        if self._block is None:
            self._block = TextBlock(self._caption, Role.BUTTON, self.scale, self.aligned())
        return self._block

    def _padding(self) -> int:
        wide = {"primary": 28, "quiet": Space.S}.get(self._kind, Space.XL)
        return self.scaled(wide)

    def _least_height(self) -> int:
        heights = {"primary": Size.MAIN_ACTION, "quiet": Size.TARGET}
        return heights.get(self._kind, Size.BUTTON)

    def _beside_text(self) -> int:
        """Width of all that is not the caption."""
        width = 2.0 * self._padding()
        if self._icon:
            width += self.scaled(Size.ICON) + self.scaled(Space.XS)
        if self._key:
            width += key_cap_size(self._key, self.scale).width() + self.scaled(Space.S)
        return math.ceil(width)
