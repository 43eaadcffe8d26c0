"""Applies a palette and a text size to the whole application.

Widgets of this project paint themselves from the palette in force; Qt's own palette carries it to
what Qt draws. There is no style sheet: with one, a window's font no longer reaches its children,
and the person's window needs just that; nor does it cost anything at the start.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from counter_app.ui.theme.fonts import base_font
from counter_app.ui.theme.tokens import LARGEST_SCALE, LIGHT, Palette

_WINDOWS_MESSAGE_FONT_POINTS = 9.0


class _InForce:
    palette: Palette = LIGHT
    scale: float = 1.0


def current_palette() -> Palette:
    """The palette in force."""
    return _InForce.palette


def current_scale() -> float:
    """The application's text scale; a widget's own is `fonts.text_scale(widget)`."""
    return _InForce.scale


def apply_theme(app: QApplication, palette: Palette, scale: float = 1.0) -> None:
    """Put a palette and a text scale (1.0 to 2.0) in force, now or at any later moment."""
    scale = max(1.0, min(LARGEST_SCALE, scale))
    _InForce.palette, _InForce.scale = palette, scale
    if os.name == "nt":  # elsewhere Qt's own build has no other; asking takes 9 ms
        app.setStyle("Fusion")
    qt_palette = _qt_palette(palette)
    app.setPalette(qt_palette)
    QToolTip.setPalette(qt_palette)
    app.setFont(base_font(scale))
    for window in app.topLevelWidgets():  # Qt tells them only while its loop runs
        app.sendEvent(window, QEvent(QEvent.Type.ApplicationFontChange))
        app.sendEvent(window, QEvent(QEvent.Type.ApplicationPaletteChange))


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
    made.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(palette.paper))
    return made
