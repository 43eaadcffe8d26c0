"""The person reads and accepts, herself: the terms of use, then the privacy policy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.resource_files import resource
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.labels import text
from counter_app.ui.widgets.reading import ReadingBox

_TEXTS = (
    ("terms.md", phrase("Les conditions d’utilisation")),
    ("privacy.md", phrase("La protection de vos données")),
)


def texts_side_by_side(boxes: Sequence[CheckBox] = ()) -> QGridLayout:
    """Both texts, each under its title, with its box beneath it where there are any."""
    texts = QGridLayout()
    texts.setHorizontalSpacing(Space.XXL)
    texts.setVerticalSpacing(Space.S)
    texts.setRowStretch(1, 1)
    for column, (name, title) in enumerate(_TEXTS):
        words = resource("texts", "fr", name).read_text(encoding="utf-8")
        texts.addWidget(text(title, Role.STRONG), 0, column)
        texts.addWidget(ReadingBox(title, words), 1, column)
        texts.setColumnStretch(column, 1)
    for column, box in enumerate(boxes):  # after both texts, for the Tab key
        texts.addWidget(box, 2, column, Qt.AlignmentFlag.AlignTop)
    return texts


class TermsPage(PersonSidePage):
    """Two texts to read, side by side, and under each the box that nobody else ticks."""

    WIDTH = 1180
    GROWS = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._terms = CheckBox(phrase("J’accepte les conditions d’utilisation."))
        self._privacy = CheckBox(phrase("J’accepte la politique de protection des données."))
        self._terms.toggled.connect(
            lambda ticked: self.procedure.change_choices(terms_accepted=ticked)
        )
        self._privacy.toggled.connect(
            lambda ticked: self.procedure.change_choices(privacy_accepted=ticked)
        )
        self.column.addLayout(texts_side_by_side((self._terms, self._privacy)))

    def title(self) -> str:
        return phrase("Lisez, puis acceptez")

    def lead(self) -> str:
        return phrase("Prenez votre temps. Vous pouvez demander à l’agent de lire avec vous.")

    def missing(self) -> str:
        return phrase("Cochez les deux cases pour continuer.")

    def fill(self) -> None:
        self._terms.setChecked(self.choices.terms_accepted)
        self._privacy.setChecked(self.choices.privacy_accepted)

    def first_focus(self) -> QWidget:
        return self._terms
