"""`report.json`: gestures, and milliseconds of each step."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counter_app.walkthrough.hand import Hand
from counter_app.walkthrough.interface_watch import InterfaceWatch

LIMIT_MS = 50.0  # the longest that a task may keep the interface from answering


class Stopwatch:
    """Milliseconds of each step, pictures not counted in: they are taken between steps."""

    def __init__(self, watch: InterfaceWatch) -> None:
        self._watch = watch
        self.steps: list[dict[str, Any]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        self._watch.during = name
        began = time.perf_counter()
        yield
        spent = (time.perf_counter() - began) * 1000
        self.steps.append({"step": name, "milliseconds": round(spent, 1)})


def visit_report(
    action: str, mode: str, hand: Hand, stopwatch: Stopwatch, files: list[str]
) -> dict[str, Any]:
    """One visit in figures."""
    return {
        "action": action,
        "mode": mode,
        "keystrokes": {side: hand.keystrokes[side] for side in ("agent", "person")},
        "clicks": {side: hand.clicks[side] for side in ("agent", "person")},
        "steps": stopwatch.steps,
        "files": [*hand.pictures, *files],
    }


def write_report(
    path: Path, visits: list[dict[str, Any]], watch: InterfaceWatch, card_source: str
) -> dict[str, Any]:
    """Write the whole report and give it back."""
    report = {
        "card_read": card_source,
        "visits": visits,
        "interface": {
            "limit_ms": LIMIT_MS,
            "longest_busy_ms": round(watch.worst.milliseconds, 1),
            "during": watch.worst.during,
            "by_step": {name: round(spent, 1) for name, spent in watch.longest.items()},
        },
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return report
