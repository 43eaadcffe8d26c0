"""A counter on the screen for each test: `play(scenario)`."""

from __future__ import annotations

from tests.ui.playing import play

__all__ = ["play"]
