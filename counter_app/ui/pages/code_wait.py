"""The delay between two requests of a new code, counted down on a page."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from counter_app.domain.wording import Phrase, phrase
from counter_app.ui.pages.page import Page

HELD = phrase("Un code vient de partir. Il faut attendre 30 secondes avant d’en demander un autre.")
_PERIOD = 250  # milliseconds: each second is shown as it comes


class CodeWait(QTimer):
    """Draws a page anew while another code has to wait; only the post's clock is asked."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.setInterval(_PERIOD)
        self.timeout.connect(self._tick)

    def words(self) -> str:
        """« Encore 24 secondes avant un autre code. », or an empty string once that is over."""
        left = self._page.procedure.code_wait
        if not left:
            self.stop()
            return ""
        if not self.isActive():
            self.start()
        return _left(left)

    def _tick(self) -> None:
        if self._page.isVisible():
            self._page.refresh()
        else:
            self.stop()


def _left(seconds: int) -> Phrase:
    if seconds < 2:
        return phrase("Encore 1 seconde avant un autre code.")
    return phrase("Encore {seconds} secondes avant un autre code.", seconds=seconds)
