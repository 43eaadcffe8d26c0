"""Screens of a chosen size for Qt's platform without a screen, whose own is 800 by 800."""

from __future__ import annotations

import json
from pathlib import Path

COUNTERS_HAVE = (1366, 768)


def platform_with_screen(folder: Path, size: tuple[int, int] = COUNTERS_HAVE) -> str:
    """The value of QT_QPA_PLATFORM; a file is left in `folder`. Sizes in pixels."""
    screen = {"name": "counter", "x": 0, "y": 0, "width": size[0], "height": size[1]}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    described = folder / "screen.json"
    described.write_text(json.dumps({"windowFrameMargins": False, "screens": [screen]}))
    return f"offscreen:configfile={described}"
