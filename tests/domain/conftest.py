"""The domain reads and writes no file: no test of it needs a home made for it alone."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def isolated_home(_session_home: None) -> Path:
    """The session's home, in place of a new one for each of several hundred quick tests."""
    return Path.home()
