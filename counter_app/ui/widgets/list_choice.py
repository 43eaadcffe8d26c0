"""One of many in little room: a list that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from counter_app.ui.theme.tokens import Role, Size
from counter_app.ui.translation import shown
from counter_app.ui.widgets.themed import Themed


class _Combo(Themed, QComboBox):
    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), Size.TARGET))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, self.sizeHint().height())


class ListChoice(QWidget):
    """`name`: what screen readers call it; `rank`: 0-based index of the one shown."""

    changed = Signal(int)

    def __init__(self, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combo = _Combo()
        self._combo.addItems([shown(title) for title in titles])
        self._combo.setAccessibleName(shown(name))
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._combo.currentIndexChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._combo)
        self.setProperty("role", Role.SMALL.value)

    @property
    def rank(self) -> int:
        """Which one is shown."""
        return max(self._combo.currentIndex(), 0)

    def set_rank(self, rank: int) -> None:
        """Show another one."""
        self._combo.setCurrentIndex(rank)
