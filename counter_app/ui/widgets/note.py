"""A short note with its icon: a fact, a warning, a success, something to put right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.widgets.labels import IconLabel, Label
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.themed import say

_ICONS = {
    "info": "info",
    "warning": "triangle-alert",
    "success": "circle-check",
    "danger": "circle-alert",
}


class Note(Panel):
    """A note of kind "info", "warning", "success" or "danger".

    `text` may hold `<b>…</b>` and line breaks. `small`: for the columns. `icon` replaces the
    kind's own.
    """

    def __init__(
        self,
        kind: str = "info",
        text: str = "",
        icon: str | None = None,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"{kind}_tint", radius=Radius.NOTE, parent=parent)
        self._icon = IconLabel(icon or _ICONS[kind], kind, Size.ICON)
        self._label = Label(text, Role.SMALL if small else Role.TEXT, kind)
        row = QHBoxLayout(self)
        around = Space.S if small else Space.M
        row.setContentsMargins(Space.M, around - 4, Space.M, around - 4)
        row.setSpacing(Space.S)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        self.setAccessibleName(self._label.text())
        self._told = ""

    def tell(self, text: str, kind: str | None = None) -> None:
        """Show this, and have screen readers say it once; an empty text takes the note away."""
        self.setVisible(bool(text))
        if text and text != self._told:
            self.set_text(text, kind)
        self._told = text

    def set_text(self, text: str, kind: str | None = None, icon: str | None = None) -> None:
        """Say something else, and have screen readers say it."""
        if kind is not None:
            self.set_tone(f"{kind}_tint")
            self._label.set_tone(kind)
            self._icon.set_icon(icon or _ICONS[kind], kind)
        elif icon is not None:
            self._icon.set_icon(icon)
        self._label.setText(text)
        self.setAccessibleName(self._label.text())
        if self.isVisible():
            say(self, self._label.text())

    def text(self) -> str:
        """The note's words, without marks."""
        return self._label.text()
