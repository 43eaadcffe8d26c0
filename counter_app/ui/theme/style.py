"""Applies a palette and a text size to the whole application.

Widgets of this project paint themselves from the palette in force; Qt's own palette and a short
style sheet carry it to the few widgets of Qt that are shown as they are.
"""

from __future__ import annotations

import os
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from counter_app.ui.theme.fonts import base_font
from counter_app.ui.theme.tokens import LARGEST_SCALE, LIGHT, Palette

_WINDOWS_MESSAGE_FONT_POINTS = 9.0

_SHEET = Template(
    "QScrollBar:vertical{background:transparent;width:${wide}px;margin:0}"
    "QScrollBar:horizontal{background:transparent;height:${wide}px;margin:0}"
    "QScrollBar::handle{background:$border;border-radius:4px;margin:3px;min-height:44px;"
    "min-width:44px}"
    "QScrollBar::add-line,QScrollBar::sub-line{width:0;height:0}"
    "QScrollBar::add-page,QScrollBar::sub-page{background:transparent}"
)


class _InForce:
    palette: Palette = LIGHT
    scale: float = 1.0


def current_palette() -> Palette:
    """The palette in force."""
    return _InForce.palette


def current_scale() -> float:
    """The application's text scale; a widget's own is `fonts.text_scale(widget)`."""
    return _InForce.scale


def stylesheet(palette: Palette, scale: float) -> str:
    """The rules for the widgets of Qt that are shown as they are: scroll bars."""
    return _SHEET.substitute(border=palette.field_border, wide=round(14 * min(scale, 1.5)))


def apply_theme(app: QApplication, palette: Palette, scale: float = 1.0) -> None:
    """Put a palette and a text scale (1.0 to 2.0) in force, now or at any later moment."""
    scale = max(1.0, min(LARGEST_SCALE, scale))
    _InForce.palette, _InForce.scale = palette, scale
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    qt_palette = _qt_palette(palette)
    app.setPalette(qt_palette)
    QToolTip.setPalette(qt_palette)
    app.setFont(base_font(scale))


def system_text_scale(app: QApplication) -> float:
    """The text size asked for in the system's settings; call it before `apply_theme`.

    Elsewhere than on Windows the setting already reaches Qt as the screen's dots per inch.
    """
    if os.name != "nt":
        return 1.0
    return max(1.0, min(LARGEST_SCALE, app.font().pointSizeF() / _WINDOWS_MESSAGE_FONT_POINTS))


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.paper,
        role.WindowText: palette.ink,
        role.Base: palette.surface,
        role.AlternateBase: palette.paper,
        role.Text: palette.ink,
        role.PlaceholderText: palette.muted,
        role.Button: palette.surface,
        role.ButtonText: palette.ink,
        role.BrightText: palette.on_primary,
        role.ToolTipBase: palette.ink,
        role.ToolTipText: palette.surface,
        role.Highlight: palette.primary,
        role.HighlightedText: palette.on_primary,
        role.Link: palette.primary,
        role.LinkVisited: palette.primary,
        role.Accent: palette.primary,
        role.Light: palette.surface,
        role.Midlight: palette.line,
        role.Mid: palette.field_border,
        role.Dark: palette.field_border,
        role.Shadow: palette.field_border,
    }
    made = QPalette()
    for colour_role, colour in colours.items():
        made.setColor(colour_role, QColor(colour))
    for colour_role in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(palette.muted))
    return made
