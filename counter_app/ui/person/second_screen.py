"""Which screen beside the agent's is the person's, followed as screens come, go and change."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class SecondScreen(QObject):
    """Watches for another screen than that of `agent`, a window that is shown.

    `changed`: look again at `screen`; it may be another one, or the same in another place.
    """

    changed = Signal()

    def __init__(self, agent: QWidget) -> None:
        super().__init__(agent)
        self._agent = agent
        self._last: QScreen | None = None
        application = cast(QGuiApplication, QGuiApplication.instance())
        application.screenAdded.connect(self._added)
        application.screenRemoved.connect(self.changed)
        application.primaryScreenChanged.connect(self.changed)
        agent.windowHandle().screenChanged.connect(self.changed)
        for screen in application.screens():
            screen.geometryChanged.connect(self.changed)

    @property
    def screen(self) -> QScreen | None:
        """The person's, or None. The one found before stays hers while it can."""
        others = screens_beside(self._agent.screen())
        self._last = self._last if self._last in others else next(iter(others), None)
        return self._last

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()


def screens_beside(agent: QScreen) -> list[QScreen]:
    """The screens that show nothing of the agent's: one that mirrors it is none of them."""
    return [
        screen
        for screen in QGuiApplication.screens()
        if screen != agent and not screen.geometry().intersects(agent.geometry())
    ]
