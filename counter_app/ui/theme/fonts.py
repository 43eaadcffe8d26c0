"""The two families of the look, loaded a weight at a time when first written with.

Every size derives from the font that a widget inherits (the application's at first), so that a
window, or one part of it, is made larger with `setFont` alone and its children follow.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from counter_app.resource_files import resource
from counter_app.ui.theme.tokens import BASE_SIZE, TYPE, Role

TEXT_FAMILY = "Atkinson Hyperlegible Next"
MONO_FAMILY = "Atkinson Hyperlegible Mono"
POINTS_PER_PIXEL = 72 / 96

_FILES = {
    (False, 400): "AtkinsonHyperlegibleNext_400Regular.ttf",
    (False, 600): "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    (False, 700): "AtkinsonHyperlegibleNext_700Bold.ttf",
    (True, 400): "AtkinsonHyperlegibleMono_400Regular.ttf",
    (True, 600): "AtkinsonHyperlegibleMono_600SemiBold.ttf",
    (True, 700): "AtkinsonHyperlegibleMono_700Bold.ttf",
}


@cache
def load(mono: bool, weight: int) -> str:
    """Make one weight known to Qt and give its family name.

    Raises FileNotFoundError when the font file is missing or Qt cannot read it.
    """
    path = resource("fonts", _FILES[mono, weight])
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(path.name)
    return MONO_FAMILY if mono else TEXT_FAMILY


def base_font(scale: float) -> QFont:
    """The font of running text; `scale` 1.0 is 100 %."""
    font = QFont(load(False, 400))
    font.setPointSizeF(BASE_SIZE * POINTS_PER_PIXEL * scale)
    return font


def text_scale(widget: QWidget) -> float:
    """How large this widget's text is, 1.0 being 100 %."""
    return widget.font().pointSizeF() / (BASE_SIZE * POINTS_PER_PIXEL)


def role_font(role: Role, scale: float) -> QFont:
    """The font for texts of this role."""
    return QFont(_role_font(role, round(scale * 1000)))


@cache
def _role_font(role: Role, per_mille: int) -> QFont:
    style = TYPE[role]
    font = QFont(load(style.mono, style.weight))
    font.setPointSizeF(style.size * POINTS_PER_PIXEL * per_mille / 1000)
    font.setWeight(QFont.Weight(style.weight))
    return font


def bold_of(role: Role) -> int:
    """The weight of the emphasised words in a text of this role."""
    style = TYPE[role]
    weight = 700 if style.weight > 400 or not style.mono else 600
    load(style.mono, weight)
    return weight
