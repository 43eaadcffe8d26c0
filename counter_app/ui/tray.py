"""The simulated reader: a tray of invented cards, beside the real readers."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.context import Tray
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import mono, muted, text
from counter_app.ui.widgets.list_choice import ListChoice

_INSERT = phrase("Insérer la carte")


class TrayPanel(QWidget):
    """Choose an invented card, put it in, take it out; the code of its letter is shown."""

    def __init__(self, tray: Tray) -> None:
        super().__init__()
        self._tray = tray
        self._cards = tray.cards
        self._choice = ListChoice(phrase("Carte fictive"), [card.title for card in self._cards])
        self._choice.changed.connect(lambda _rank: self.refresh())
        self._title = text(phrase("Lecteur simulé"), Role.SMALL_STRONG)
        self._letter_label = muted(phrase("Code sur sa lettre"), small=True)
        self._letter = mono("")
        self._button = ActionButton(_INSERT, "secondary", key="F9")
        self._button.clicked.connect(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._title)
        column.addWidget(self._choice)
        column.addWidget(self._letter_label)
        column.addWidget(self._letter)
        column.addSpacing(Space.XS)
        column.addWidget(self._button)

    def toggle(self) -> None:
        """Put the chosen card in, or take out the one that is in."""
        if self._tray.inserted is None:
            self._tray.insert(self._cards[self._choice.rank].name)
        else:
            self._tray.remove()
        self.refresh()

    def refresh(self) -> None:
        """Follow the simulated reader."""
        inside = self._tray.inserted
        names = [card.name for card in self._cards]
        if inside in names:
            self._choice.set_rank(names.index(inside))
        self._choice.setVisible(inside is None)
        self._title.setVisible(inside is None)
        self._button.set_text(_INSERT if inside is None else phrase("Retirer la carte"))
        code = self._cards[self._choice.rank].letter_code
        self._letter.setText(" ".join(code[at : at + 4] for at in range(0, len(code), 4)))
        for label in (self._letter, self._letter_label):
            label.setVisible(bool(code))
