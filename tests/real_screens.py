"""An X server of the tests' own, whose screens are plugged in and out: Xvfb and xrandr.

Its one real output is hidden behind monitors that the test names, as a desktop sees them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

WHOLE = (2646, 800)  # of the X screen on which the monitors lie
_OUTPUT = "screen"  # as Xvfb calls it
_MILLIMETRES = 96 / 25.4  # pixels in one, at 96 dots per inch


def missing() -> str:
    """Why this cannot be done here, or an empty string."""
    absent = [name for name in ("Xvfb", "xrandr") if shutil.which(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else ""


@contextmanager
def x_server() -> Iterator[str]:
    """Gives the display; the server ends with the block."""
    reading, writing = os.pipe()
    width, height = WHOLE
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        [*command, "-screen", "0", f"{width}x{height}x24"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


def plug(name: str, left: int, width: int, height: int) -> None:
    """A screen comes, at that place of the display in DISPLAY."""
    size = f"{width}/{width / _MILLIMETRES:.0f}x{height}/{height / _MILLIMETRES:.0f}"
    output = _OUTPUT if left == 0 else "none"
    _xrandr("--setmonitor", name, f"{size}+{left}+0", output)


def unplug(name: str) -> None:
    """The screen goes."""
    _xrandr("--delmonitor", name)


def _xrandr(*words: str) -> None:
    subprocess.run(["xrandr", *words], check=True, capture_output=True, timeout=10)
