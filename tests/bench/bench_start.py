"""How long until the window can read a card, beside a bare PySide6 window with one label.

Both are started in turn, each as a process of its own, and say the moment at which they are there:
painted once, and for ours, with the readers known. The two of a pair run one after the other, so
that a computer whose speed drifts weighs on both; the median of the pairs' ratios counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.verdict import verdict
from tests.screens import platform_with_screen

RUNS = 15
WANTED_RATIO = 2.0

BARE_WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)

def painted():
    print(time.time_ns(), flush=True)
    application.quit()

application = QApplication(sys.argv)
label = Label("Bonjour")
label.show()
application.exec()
"""

PROGRAMS: dict[str, Sequence[str]] = {
    "bare window": (sys.executable, "-c", BARE_WINDOW),
    "counter-app": (sys.executable, "-m", "counter_app", "--exit-when-ready"),
}


def milliseconds_to_ready(command: Sequence[str], environment: dict[str, str]) -> float:
    """Start the program and return when it said to be there. Raises CalledProcessError."""
    started = time.time_ns()
    said = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment, timeout=60
    ).stdout
    return (int(said.split()[0]) - started) / 1e6


def main() -> int:
    """Measure, print, and return 0 when the ratio is as wanted."""
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", platform_with_screen(Path(home)))
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once, then kept
        for run in range(RUNS + 1):
            for name, command in PROGRAMS.items():
                elapsed = milliseconds_to_ready(command, environment)
                if run:  # the first one fills the caches
                    times[name].append(elapsed)
    ratio = statistics.median(ours / bare for bare, ours in zip(*times.values(), strict=True))
    detail = ", ".join(
        f"{name} {statistics.median(measured):.0f} ms ({min(measured):.0f} to {max(measured):.0f})"
        for name, measured in times.items()
    )
    good = verdict("window that can read / bare window", ratio, WANTED_RATIO, detail)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
