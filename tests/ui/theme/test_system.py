"""The appearance that the settings or the system ask for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from counter_app.post.settings import Theme
from counter_app.ui.theme.contrast import CONTRAST_DARK, CONTRAST_LIGHT
from counter_app.ui.theme.style import apply_theme, current_palette, current_scale
from counter_app.ui.theme.system import follow_system, wanted_palette
from counter_app.ui.theme.tokens import DARK, LIGHT, Palette

_DARK, _MORE = Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast


def system(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Any:
    """An application on a system with these settings."""
    accessibility = SimpleNamespace(contrastPreference=lambda: contrast)
    hints = SimpleNamespace(colorScheme=lambda: scheme, accessibility=lambda: accessibility)
    return SimpleNamespace(styleHints=lambda: hints)


@pytest.mark.parametrize(
    ("theme", "light", "dark", "light_contrast", "dark_contrast"),
    [
        (Theme.SYSTEM, LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK),
        (Theme.LIGHT, LIGHT, LIGHT, LIGHT, LIGHT),
        (Theme.DARK, DARK, DARK, DARK, DARK),
        (Theme.CONTRAST, CONTRAST_LIGHT, CONTRAST_DARK, CONTRAST_LIGHT, CONTRAST_DARK),
    ],
)
def test_the_settings_decide_or_leave_it_to_the_system(
    theme: Theme, light: Palette, dark: Palette, light_contrast: Palette, dark_contrast: Palette
) -> None:
    bright, same = Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference
    assert wanted_palette(theme, system(bright, same)) is light
    assert wanted_palette(theme, system(_DARK, same)) is dark
    assert wanted_palette(theme, system(bright, _MORE)) is light_contrast
    assert wanted_palette(theme, system(_DARK, _MORE)) is dark_contrast


class Hints(QObject):
    """Of a system that can be told to turn dark."""

    colorSchemeChanged = Signal()  # noqa: N815 - Qt's names
    contrastPreferenceChanged = Signal()  # noqa: N815
    scheme, contrast = Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.scheme

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        return self.contrast


def test_a_system_that_changes_is_followed_at_once(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = Hints()
    monkeypatch.setattr(qapp, "styleHints", lambda: hints)
    apply_theme(qapp, LIGHT, 1.5)
    follow_system(Theme.SYSTEM, qapp)
    hints.scheme = _DARK
    hints.colorSchemeChanged.emit()
    assert current_palette() is DARK
    hints.contrast = _MORE
    hints.contrastPreferenceChanged.emit()
    assert current_palette() is CONTRAST_DARK
    assert current_scale() == 1.5
    apply_theme(qapp, LIGHT, 1.0)
