"""The interface's language: French as it is written, another where a translation is installed.

Qt's own words (file dialogs, menus of fields) come with Qt. Ours are `domain.wording.Phrase`s,
translated here, at the moment when they are shown: nothing before that knows of it.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from counter_app.domain.wording import Phrase, date_in_words, typeset

_CONTEXT = ""  # one for all: the same words mean the same thing on each page


def shown(text: str) -> str:
    """The text as it is shown: translated where a translation knows it, and typeset."""
    return typeset(_said(text))


def shown_alone(text: str) -> str:
    """As `shown`, with a capital: for words that stand in a line of their own."""
    words = shown(text)
    return words[:1].upper() + words[1:]


def _said(text: str) -> str:
    if not isinstance(text, Phrase):
        return text
    template = QCoreApplication.translate(_CONTEXT, text.template)
    if not text.values:
        return template
    filling: dict[str, object] = {}
    for name, value in text.values.items():
        said = date_in_words(value) if isinstance(value, date) else value
        filling[name] = _said(said) if isinstance(said, str) else said
    return template.format_map(filling)


def speak_french(application: QApplication) -> bool:
    """Install Qt's French texts; False where this Qt came without them."""
    french = QLocale(QLocale.Language.French, QLocale.Country.France)
    QLocale.setDefault(french)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(french, "qtbase", "_", folder) and application.installTranslator(
        translator
    )
