"""The language of the papers that the person is given, one key for the next."""

from __future__ import annotations

from counter_app.domain.papers import languages
from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton


class LanguageButton(ActionButton):
    """Shows the language of the case; L, or a press, takes the next one. A language is a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "quiet", key="L")
        self._procedure = desk.procedure
        self.languages = languages()
        self.clicked.connect(self._take_next)

    def refresh(self) -> None:
        """Show the language of the case."""
        case = self._procedure.case
        for language in self.languages:
            if case is not None and case.language == language.code:
                self.set_text(language.name)
                self.setAccessibleName(
                    shown(phrase("Langue de la fiche : {language}", language=language.name))
                )

    def _take_next(self) -> None:
        case = self._procedure.case
        if case is not None:
            codes = [language.code for language in self.languages]
            self._procedure.change(language=codes[(codes.index(case.language) + 1) % len(codes)])
