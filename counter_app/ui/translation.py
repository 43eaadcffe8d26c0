"""Qt’s own words (file dialogs, menus of fields) in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak_french(application: QApplication) -> bool:
    """Install Qt's French texts; False where this Qt came without them."""
    french = QLocale(QLocale.Language.French, QLocale.Country.France)
    QLocale.setDefault(french)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(french, "qtbase", "_", folder) and application.installTranslator(
        translator
    )
