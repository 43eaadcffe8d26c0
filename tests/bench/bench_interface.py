"""The longest that a gesture waits for the window, in a whole walkthrough with every act."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.verdict import verdict

LONGEST_WAIT = 50.0  # milliseconds
WALKTHROUGHS = 3


def _longest_wait() -> tuple[float, str]:
    """Milliseconds, and what was done; raises RuntimeError when the walkthrough left no report."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [sys.executable, "-m", "counter_app", "walkthrough", "--out", out],
            check=False,
            capture_output=True,
            text=True,
        )
        report = Path(out) / "report.json"
        if not report.exists():
            raise RuntimeError(f"status {done.returncode}, no report\n{done.stderr[-2000:]}")
        told = json.loads(report.read_text(encoding="utf-8"))
    interface = told["interface"]
    return interface[
        "longest_busy_ms"
    ], f"at « {interface['during']} », {len(told['visits'])} visits"


def main() -> int:
    """0 when one of three walkthroughs never waited too long: other programs only add to it."""
    waits: list[tuple[float, str]] = []
    while len(waits) < WALKTHROUGHS and (not waits or min(waits)[0] > LONGEST_WAIT):
        waits.append(_longest_wait())
    longest, where = min(waits)
    detail = f"ms, {where}; walkthroughs: {', '.join(f'{wait:.0f}' for wait, _ in waits)}"
    good = verdict("longest wait of the interface thread", longest, LONGEST_WAIT, detail)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
