"""The interface's language: French as it is written, another where a translation is installed.

Qt's own words (file dialogs, menus of fields) come with Qt. Ours are `domain.wording.Phrase`s,
translated here, at the moment when they are shown: nothing before that knows of it.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from counter_app.domain.wording import Phrase, date_in_words, typeset
from counter_app.post.settings import FRENCH, translation_file

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"  # Unicode's: by its first letter
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
        filling[name] = _inside(said) if isinstance(said, str) else said
    return template.format_map(filling)


def _inside(value: str) -> str:
    """A value as it stands in a sentence: where that is read from right to left, a name or a number
    of several groups keeps its own direction."""
    if isinstance(value, Phrase) or not QGuiApplication.isRightToLeft():
        return _said(value)
    return f"{_ISOLATE}{value}{_END_OF_ISOLATE}"


def speak(application: QApplication, language: str) -> QTranslator | None:
    """Say our phrases in that language from now on, and lay out in its direction.

    None for French, in which they are written, and where there is no such language.
    """
    translator = QTranslator(application)
    if language == FRENCH or not translator.load(str(translation_file(language))):
        return None
    application.installTranslator(translator)
    application.setLayoutDirection(QLocale(language).textDirection())
    return translator


def speak_qts_words(application: QApplication, language: str = FRENCH) -> bool:
    """Install Qt's own texts, which the first window has none of; False where this Qt came without
    them."""
    locale = QLocale(language)
    QLocale.setDefault(locale)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load(locale, "qtbase", "_", folder) and application.installTranslator(
        translator
    )
