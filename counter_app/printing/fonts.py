"""The typefaces of the sheets and the windows, loaded from `resources/fonts`.

Atkinson Hyperlegible is drawn for low vision: 0 is slashed, I, l and 1 differ. Licence: OFL 1.1.
"""

from __future__ import annotations

from threading import Lock

from PySide6.QtGui import QFontDatabase

from counter_app.resource_files import resource

TEXT_FAMILY = "Atkinson Hyperlegible Next"
CODE_FAMILY = "Atkinson Hyperlegible Mono"  # numbers that are compared or spelled

FONT_FILES = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
    "AtkinsonHyperlegibleMono_400Regular.ttf",
    "AtkinsonHyperlegibleMono_600SemiBold.ttf",
    "AtkinsonHyperlegibleMono_700Bold.ttf",
)

_lock = Lock()
_loaded: set[str] = set()


def load_fonts() -> None:
    """Make both families known to Qt, once in the process; callable from any thread.

    Needs a QGuiApplication. Raises FileNotFoundError when the installation lacks a font, so that
    a sheet is never set in a typeface which changes its line breaks.
    """
    with _lock:
        for name in FONT_FILES:
            if name in _loaded:
                continue
            path = resource("fonts", name)
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise FileNotFoundError(path)
            _loaded.add(name)
