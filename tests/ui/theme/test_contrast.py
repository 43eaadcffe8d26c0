"""The contrasts that the look promises, computed from its colours as WCAG 2.2 says."""

from __future__ import annotations

import pytest

from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT
from counter_app.ui.theme.tokens import DARK, LIGHT, Palette

TEXT = 7.0
SHAPE = 3.0
PALETTES = pytest.mark.parametrize(
    "palette", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda palette: palette.name
)

TEXT_ON = [
    *[(ink, ground) for ink in ("ink", "muted", "primary") for ground in ("paper", "surface")],
    ("danger", "surface"),
    ("danger", "paper"),
    ("warning", "surface"),
    ("warning", "paper"),
    ("success", "surface"),
    ("success", "paper"),
    ("ink", "primary_tint"),
    ("muted_on_tint", "primary_tint"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_held", "held"),
    ("on_training", "training"),
    *[(kind, f"{kind}_tint") for kind in ("primary", "success", "warning", "danger", "info")],
]
SHAPE_ON = [
    *[("field_border", ground) for ground in ("paper", "surface")],
    *[("focus", ground) for ground in ("paper", "surface")],
    *[("primary", ground) for ground in ("paper", "surface", "primary_tint")],
    ("danger", "surface"),
    ("danger", "paper"),
    ("surface", "success"),  # the tick in its circle
    ("primary", "on_primary"),
    ("reader_mark", "reader"),
]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@PALETTES
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_texts_have_seven_to_one(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(palette.colour(ink), palette.colour(ground)) >= TEXT


@PALETTES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON)
def test_borders_and_focus_have_three_to_one(palette: Palette, shape: str, ground: str) -> None:
    assert contrast(palette.colour(shape), palette.colour(ground)) >= SHAPE
