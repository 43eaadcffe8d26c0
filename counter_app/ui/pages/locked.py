"""The card is out: nothing of the case is shown until it comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.card_drawing import CardDrawing
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.scroll_when_short import ScrollWhenShort

_CENTRED = Qt.AlignmentFlag.AlignHCenter


class LockedPage(QWidget):
    """One thing to do: put the card back; one way out: end the case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.procedure = desk.procedure
        self._text = muted("", alignment=_CENTRED)
        self._end = ActionButton(phrase("Terminer et effacer le dossier"), "secondary", key="F8")
        self._end.clicked.connect(self.procedure.finish)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.L)
        column.setSpacing(Space.XL)
        column.addStretch(2)
        column.addWidget(CardDrawing(), 0, _CENTRED)
        column.addWidget(heading(phrase("Remettez la carte pour continuer"), 0, _CENTRED))
        column.addWidget(self._text)
        column.addWidget(self._end, 0, _CENTRED)
        column.addStretch(3)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollWhenShort(content))

    def refresh(self) -> None:
        """Say what becomes of the case."""
        case = self.procedure.case
        if self.procedure.busy:
            words = phrase("La carte a été retirée pendant l’envoi. La demande suit son cours.")
        elif self.procedure.outcome_unknown:
            words = phrase(
                "La carte a été retirée, et la réponse du service n’est pas arrivée. Remettez la "
                "carte pour la demander : rien n’est envoyé deux fois."
            )
        elif case is not None and case.acknowledgement is not None:
            words = phrase(
                "La demande est enregistrée. La confirmation n’est pas encore imprimée : remettez "
                "la carte pour l’imprimer."
            )
        else:
            words = phrase(
                "La carte a été retirée : rien n’est perdu. Avec une autre carte, ce dossier est "
                "effacé de ce poste."
            )
        self._text.setText(words)
        self._end.set_ready(not self.procedure.busy, phrase("La demande est en cours."))

    def first_focus(self) -> None:
        """The card is the next gesture: no button is pressed by mistake."""

    def key(self, event: QKeyEvent) -> bool:
        """F8 ends the case."""
        if event.key() == Qt.Key.Key_F8:
            self._end.click()
            return True
        return False
