"""One line for each measure."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def verdict(name: str, value: float, bound: float, detail: str) -> bool:
    """Say a value beside the most it may be; True when it is as wanted."""
    good = value <= bound
    say(f"{name}: {value:.4g} (at most {bound:g}) {'ok' if good else 'TOO MUCH'}; {detail}")
    return good
