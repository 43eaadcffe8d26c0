"""What the painted choices share: all of the widget is the target, and its texts wrap."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtWidgets import QSizePolicy

from counter_app.ui.widgets.themed import Themed


class WholeTarget(Themed):
    """Mixin, named before the Qt class. `CORNERS`: radius of what the focus ring surrounds."""

    CORNERS: float

    def take_the_whole(self, horizontal: QSizePolicy.Policy) -> None:
        """Set the widget up; `horizontal`: how it takes the width that is there."""
        policy = QSizePolicy(horizontal, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole widget is the target."""
        return bool(self.rect().contains(position))

    def event(self, event: QEvent) -> bool:
        """Redraw under the pointer."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return bool(super().event(event))

    def focus_outline(self) -> tuple[QRectF, float]:
        """What the focus ring surrounds, and its corners."""
        return QRectF(self.rect()), self.CORNERS

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The texts wrap."""
        return True
