"""Where the files of `resources/` are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource(*parts: str) -> Path:
    """Path of a file below `resources/`, given folder by folder."""
    return ROOT.joinpath(*parts)
