"""What the person's screen shows when it is not her turn: nothing about anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui.context import Desk
from counter_app.ui.theme.style import current_scale
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import heading, muted, text
from counter_app.ui.widgets.pill import Pill

_CENTRED = Qt.AlignmentFlag.AlignHCenter
_WIDTH = 820  # of the text, at 100 %

_BETWEEN_VISITS = (
    "Bonjour",
    "Mon espace santé est votre carnet de santé sur Internet. Il est gratuit.\n"
    "C’est vous qui décidez : l’activer, le refuser ou le clôturer.\n"
    "Vous pouvez changer d’avis à tout moment.",
)
_DURING_A_VISIT = (
    "Un instant",
    "L’agent s’occupe de votre demande.\nVous pouvez lui poser vos questions.",
)
_REGISTERED = (
    "C’est enregistré",
    "L’agent va vous remettre votre confirmation.\nGardez-la.",
)


class CalmPage(QWidget):
    """The place, and a few short sentences."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._procedure = desk.procedure
        self._title = heading("", 0, _CENTRED)
        self._words = text("", alignment=_CENTRED)
        self._words.setMaximumWidth(round(_WIDTH * current_scale()))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        column.setSpacing(Space.XL)
        if desk.settings.fictive:
            column.addWidget(Pill("FICTIF", "training"), 0, _CENTRED)
        column.addStretch(2)
        column.addWidget(muted(desk.settings.organisation, alignment=_CENTRED))
        column.addWidget(self._title)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._words, 100)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(3)

    def refresh(self) -> None:
        """Say whether the agent is at work for somebody, never for whom."""
        case = self._procedure.case
        if case is None:
            title, words = _BETWEEN_VISITS
        else:
            title, words = _DURING_A_VISIT if case.acknowledgement is None else _REGISTERED
        self._title.setText(title)
        self._words.setText(words)
