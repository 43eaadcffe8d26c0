"""The top line: the application, where, who, and whether a card can be read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.gateway.port import Channel
from counter_app.procedure.card_presence import ReaderState
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.widgets.labels import muted, text
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.pill import Pill

_HEIGHT = 56
_FICTIVE = phrase("FICTIF : personnes inventées")

_READER = {
    ReaderState.ABSENT: (phrase("Pas de lecteur"), "warning", "triangle-alert"),
    ReaderState.READY: (phrase("Lecteur prêt"), "success", "circle-check"),
    ReaderState.READING: (phrase("Lecture…"), "info", "credit-card"),
    ReaderState.PRESENT: (phrase("Carte présente"), "success", "credit-card"),
    ReaderState.TROUBLE: (phrase("Carte non lue"), "warning", "triangle-alert"),
}
_PLACE = {
    Channel.CARD: phrase("Guichet"),
    Channel.TYPED: phrase("Sans carte"),
    Channel.PHONE: phrase("Par téléphone"),
}


class Header(Panel):
    """Application and place at the left, structure and reader at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", ("bottom",))
        self._desk = desk
        settings = desk.settings
        self._place = Pill(phrase("Guichet"), "primary")
        self._name = text(phrase("Comptoir"), Role.BRAND)
        self._fictive = Pill(_FICTIVE, "training")
        self._reader = Pill(phrase("Pas de lecteur"), "warning", "triangle-alert")
        self._where = muted(f"{settings.organisation} · {settings.agent}")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.XS, Space.XL, Space.XS)
        row.setSpacing(Space.M)
        row.addWidget(self._name)
        row.addWidget(self._place)
        row.addWidget(self._fictive)
        self._fictive.setVisible(settings.fictive)
        row.addStretch(1)
        row.addWidget(self._where)
        row.addWidget(self._reader)
        self.setMinimumHeight(_HEIGHT)
        self._row = row

    def add(self, button: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(button)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what is in the window's title or does not change from one case to the next."""
        self._name.setVisible(not narrow)
        self._where.setVisible(not narrow)
        self._fictive.set_state(phrase("FICTIF") if narrow else _FICTIVE, "training")

    def refresh(self) -> None:
        """Follow the readers and the kind of case."""
        self._reader.set_state(*_READER[self._desk.presence.state])
        case = self._desk.procedure.case
        place = Channel.CARD if case is None else case.channel
        self._place.set_state(_PLACE[place], "primary")
