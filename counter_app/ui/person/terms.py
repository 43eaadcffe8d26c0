"""The person reads and accepts, herself: the terms of use, then the privacy policy."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.resource_files import resource
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.labels import text
from counter_app.ui.widgets.reading import ReadingBox


class TermsPage(PersonSidePage):
    """Two texts to read, side by side, and under each the box that nobody else ticks."""

    WIDTH = 1180

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._terms = CheckBox("J’accepte les conditions d’utilisation.")
        self._privacy = CheckBox("J’accepte la politique de protection des données.")
        self._terms.toggled.connect(
            lambda ticked: self.procedure.change_choices(terms_accepted=ticked)
        )
        self._privacy.toggled.connect(
            lambda ticked: self.procedure.change_choices(privacy_accepted=ticked)
        )
        texts = QHBoxLayout()
        texts.setSpacing(Space.XXL)
        for name, title, box in (
            ("terms.md", "Les conditions d’utilisation", self._terms),
            ("privacy.md", "La protection de vos données", self._privacy),
        ):
            words = resource("texts", "fr", name).read_text(encoding="utf-8")
            column = QVBoxLayout()
            column.setSpacing(Space.S)
            column.addWidget(text(title, Role.STRONG))
            column.addWidget(ReadingBox(title, words))
            column.addWidget(box)
            texts.addLayout(column, 1)
        self.column.addLayout(texts)

    def title(self) -> str:
        return "Lisez, puis acceptez"

    def lead(self) -> str:
        return "Prenez votre temps. Vous pouvez demander à l’agent de lire avec vous."

    def missing(self) -> str:
        return "Cochez les deux cases pour continuer."

    def fill(self) -> None:
        self._terms.setChecked(self.choices.terms_accepted)
        self._privacy.setChecked(self.choices.privacy_accepted)

    def first_focus(self) -> QWidget:
        return self._terms
