"""Who the case is about, as far as the screen may say it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.tokens import Radius, Role, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.panel import Panel


class PersonCard(Panel):
    """Name, birth date in words ("née le 9 mai 1951") and masked NIR."""

    def __init__(
        self, name: str, born: str, masked_nir: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("primary_tint", radius=Radius.NOTE, parent=parent)
        self._name = Label("", Role.NAME)
        self._born = Label("", Role.SMALL, "muted_on_tint")
        self._nir = Label("", Role.SMALL, "muted_on_tint")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(0)
        for label in (self._name, self._born, self._nir):
            column.addWidget(label)
        self.set_person(name, born, masked_nir)

    @property
    def name(self) -> str:
        """Who is shown; empty when nobody is."""
        return self._name.text()

    def set_person(self, name: str, born: str, masked_nir: str) -> None:
        """Show somebody else; an empty text takes no room."""
        for label, words in ((self._name, name), (self._born, born), (self._nir, masked_nir)):
            label.setText(words)
            label.setVisible(bool(words))
        told = phrase("Numéro de sécurité sociale, caché en partie : {number}", number=masked_nir)
        self._nir.setAccessibleName(shown(told))
        self.setAccessibleName(self._name.text())
