"""Which appearance the settings or the system ask for, at the start and whenever it changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.post.settings import Theme
from counter_app.ui.theme.style import apply_theme, current_palette, current_scale
from counter_app.ui.theme.tokens import DARK, LIGHT, Palette


def wanted_palette(theme: Theme, application: QApplication) -> Palette:
    """The system is asked where the theme leaves it open: dark or light, with more contrast or
    not."""
    hints = application.styleHints()
    dark = theme is Theme.DARK or (
        theme is not Theme.LIGHT and hints.colorScheme() is Qt.ColorScheme.Dark
    )
    contrast = theme is Theme.CONTRAST or (
        theme is Theme.SYSTEM
        and hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    )
    if contrast:
        # Imported here: most posts never need them.
        from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT  # noqa: PLC0415

        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def follow_system(theme: Theme, application: QApplication) -> None:
    """Change with the system from now on, unless the settings chose light or dark."""

    def changed(*_: object) -> None:
        palette = wanted_palette(theme, application)
        if palette is not current_palette():
            apply_theme(application, palette, current_scale())

    hints = application.styleHints()
    hints.colorSchemeChanged.connect(changed)
    hints.accessibility().contrastPreferenceChanged.connect(changed)
