"""The interface in another language: each phrase is translated where it is shown, values inside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from counter_app.domain.wording import phrase, sentences
from counter_app.ui.translation import shown

KNOWN = {
    "Continuer": "Continue",
    "Courrier envoyé le {day}.": "Letter sent on {day}.",
    "Encore {count} chiffres : {where}": "{where}: {count} more digits",
    "au dos": "on the back",
    "novembre": "November",
}


class English(QTranslator):
    """Knows a few phrases."""

    def translate(  # type: ignore[override]
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The translation, or nothing."""
        return KNOWN.get(source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It is not: an empty one is not asked."""
        return False


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """The interface in English."""
    translator = English()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("english")
def test_what_is_known_is_said_in_the_other_language() -> None:
    assert shown(phrase("Continuer")) == "Continue"
    day = date(2026, 11, 23)
    assert shown(phrase("Courrier envoyé le {day}.", day=day)) == "Letter sent on 23 November 2026."
    where = phrase("Encore {count} chiffres : {where}", count=3, where=phrase("au dos"))
    assert shown(where) == "on the back: 3 more digits"
    assert shown(sentences(phrase("Continuer"), "", phrase("au dos"))) == "Continue on the back"


@pytest.mark.usefixtures("english")
def test_what_nobody_translated_stays_and_a_name_is_never_translated() -> None:
    assert shown(phrase("Revenir")) == "Revenir"
    assert shown("Continuer") == "Continuer", "a name could be a word of the interface"


def test_french_is_typeset() -> None:
    assert shown(phrase("Que souhaite {name} ?", name="Odette")) == "Que souhaite Odette\u00a0?"
    day = date(2026, 12, 1)
    assert shown(phrase("Courrier envoyé le {day}.", day=day)).endswith("1er décembre 2026.")
