"""How long a password would stand up to guessing: in words, and as a bar with four parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.domain.password_strength import Strength
from counter_app.domain.wording import phrase, sentences
from counter_app.ui.theme.tokens import Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.themed import Themed, painter_on, rounded, say

_PARTS = 4
_PART = QSize(40, 12)  # at 100 % text
_SOLID = 3  # the first level that needs no advice


class StrengthView(QWidget):
    """The bar, the words of the level, and what would help; hidden while nothing is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._words = Label("", Role.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._bar)
        row.addWidget(self._words, 1)
        self.setAccessibleName(shown(phrase("Solidité du mot de passe")))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the field beneath does not jump
        self.setSizePolicy(policy)
        self.hide()

    def show_strength(self, strength: Strength) -> None:
        """Show this estimate; a screen reader hears of another level."""
        told = self._words.text()
        self.setVisible(bool(strength.words))
        self._bar.set_level(strength.level)
        level = phrase("<b>{level}.</b>", level=strength.words)
        self._words.setText(sentences(level, strength.advice) if strength.words else "")
        self.setAccessibleDescription(self._words.text())
        if strength.words and self._words.text() != told:
            say(self, self._words.text())


class _Bar(Themed, QWidget):
    """As many parts filled as the level says; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(self, level: int) -> None:
        """0 to 4."""
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Four parts and what is between them."""
        width = _PARTS * self.scaled(_PART.width()) + (_PARTS - 1) * Space.TIGHT
        return QSize(width, self.scaled(_PART.height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the parts."""
        palette = self.palette_in_force
        ink = palette.success if self._level >= _SOLID else palette.warning
        width, height = self.scaled(_PART.width()), self.scaled(_PART.height())
        painter = painter_on(self)
        for place in range(_PARTS):
            area = self.directed(QRectF(place * (width + Space.TIGHT), 0, width, height))
            fill, border = (ink, ink) if place < self._level else (None, palette.field_border)
            rounded(painter, area, height / 2, fill, border, Size.FIELD_BORDER)
        painter.end()
