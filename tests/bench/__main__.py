"""Every measure, one after the other, each in a process of its own: `make bench`.

`--idle` and `--insertions` are handed to the card's. Leave the computer alone meanwhile. The exit
status is 1 when any figure misses its bound.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from tests.bench.verdict import say


def main() -> int:
    """Measure all. 0 when every figure is as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idle", default="30", metavar="SECONDS")
    parser.add_argument("--insertions", default="10000")
    arguments = parser.parse_args()
    measures: dict[str, list[str]] = {
        "bench_start": [],
        "bench_identity": [],
        "bench_interface": [],
        "bench_opening": [],
        "bench_wave": [],
        "bench_service": [],
        "bench_card": ["--idle", arguments.idle, "--insertions", arguments.insertions],
    }
    started, missed = time.monotonic(), []
    for name, words in measures.items():
        command = [sys.executable, "-m", f"tests.bench.{name}", *words]
        if subprocess.run(command, check=False).returncode:
            missed.append(name)
    say(f"{time.monotonic() - started:.0f} s; " + (f"missed: {missed}" if missed else "all well"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
