"""The longest that a gesture waits for the window, in a whole walkthrough with every act."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.verdict import say, verdict

LONGEST_WAIT = 50.0  # milliseconds


def main() -> int:
    """Run the walkthrough and read its report. 0 when it went well and never waited too long."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [sys.executable, "-m", "counter_app", "walkthrough", "--out", out],
            check=False,
            capture_output=True,
            text=True,
        )
        report = Path(out) / "report.json"
        if not report.exists():
            say(f"walkthrough: status {done.returncode}, no report\n{done.stderr[-2000:]}")
            return 1
        told = json.loads(report.read_text(encoding="utf-8"))
    longest = told["interface"]["longest_busy_ms"]
    detail = f"ms, {len(told['visits'])} visits, card read: {told['card_read']}"
    good = verdict("longest wait of the interface thread", longest, LONGEST_WAIT, detail)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
