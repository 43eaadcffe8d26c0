"""Cyclic garbage is collected in the interface thread only.

Python collects it in whatever thread happens to allocate; a widget or a timer that dies in the card
reader's or the printer's thread makes Qt warn at best, and crash at worst.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimerEvent

_PERIOD = 500  # milliseconds


class GarbageCollector(QObject):
    """Takes the place of Python's own collector, with its thresholds, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self.startTimer(_PERIOD)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Collect the oldest generation that is due."""
        collect_if_due()


def collect_if_due() -> int | None:
    """Collect, in this thread, the oldest generation over its threshold; which, or None."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > threshold
    ]
    if not due:
        return None
    gc.collect(due[-1])
    return due[-1]
