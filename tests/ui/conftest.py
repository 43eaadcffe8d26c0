"""For all tests with widgets: `play` opens a counter on the screen; what the screenless platform
itself says is no fault of a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.playing import play

__all__ = ["play"]

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ignored = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(ignored)
