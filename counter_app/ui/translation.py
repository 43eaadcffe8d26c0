"""The interface's language: French as it is written, another where a translation is installed.

Qt's own words (file dialogs, menus of fields) come with Qt. Ours are `domain.wording.Phrase`s,
translated here, at the moment when they are shown: nothing before that knows of it.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from counter_app.domain.wording import Phrase, date_in_words, typeset

_CONTEXT = ""  # one for all: the same words mean the same thing on each page


def shown(text: str) -> str:
    """The text as it is shown: translated where a translation knows it, and typeset."""
    return typeset(_said(text))


def _said(text: str) -> str:
    if not isinstance(text, Phrase):
        return text
    template = QCoreApplication.translate(_CONTEXT, text.template)
    if not text.values:
        return template
    day_in_words = date_in_words if template == text.template else _day_in_the_language
    filling: dict[str, object] = {}
    for name, value in text.values.items():
        if isinstance(value, date):
            filling[name] = day_in_words(value)
        else:
            filling[name] = _said(value) if isinstance(value, str) else value
    return template.format_map(filling)


def _day_in_the_language(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def speak_french(application: QApplication) -> bool:
    """Install Qt's French texts; False where this Qt came without them."""
    french = QLocale(QLocale.Language.French, QLocale.Country.France)
    QLocale.setDefault(french)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(french, "qtbase", "_", folder) and application.installTranslator(
        translator
    )
