"""What the person's screen shows when it is not her turn: nothing about anybody.

What the agent reads to her, by a mandate, is there too, for her to follow.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.wording import lines, phrase
from counter_app.procedure.case import StepId
from counter_app.ui.context import Desk
from counter_app.ui.theme.style import current_scale
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import heading, muted, text
from counter_app.ui.widgets.pill import Pill
from counter_app.ui.widgets.scroll_page import BodyScroll

_CENTRED = Qt.AlignmentFlag.AlignHCenter
_WIDTH = 820  # of the text, at 100 %

_BETWEEN_VISITS = (
    phrase("Bonjour"),
    lines(
        phrase("Mon espace santé est votre carnet de santé sur Internet. Il est gratuit."),
        phrase("C’est vous qui décidez : l’activer, le refuser ou le clôturer."),
        phrase("Vous pouvez changer d’avis à tout moment."),
    ),
)
_DURING_A_VISIT = (
    phrase("Un instant"),
    lines(
        phrase("L’agent s’occupe de votre demande."), phrase("Vous pouvez lui poser vos questions.")
    ),
)
_BY_MANDATE = (
    phrase("L’agent tape à votre place"),
    lines(
        phrase("Vous avez signé un mandat : dites-lui ce qu’il doit taper."),
        phrase("L’identifiant et le mot de passe, vous les tapez vous-même."),
    ),
)
_REGISTERED = (
    phrase("C’est enregistré"),
    lines(phrase("L’agent va vous remettre votre confirmation."), phrase("Gardez-la.")),
)


class CalmPage(QWidget):
    """The place, and a few short sentences."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._procedure = desk.procedure
        self._title = heading("", 0, _CENTRED)
        self._words = text("", alignment=_CENTRED)
        self._words.setMaximumWidth(round(_WIDTH * current_scale()))
        self._texts: QWidget | None = None
        content = QWidget()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(BodyScroll(content))
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
        column.setSpacing(Space.XL)
        if desk.settings.fictive:
            column.addWidget(Pill(phrase("FICTIF"), "training"), 0, _CENTRED)
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
        procedure = self._procedure
        by_mandate = procedure.agent_types and not procedure.locked
        title, words = _BY_MANDATE if by_mandate else self._told()
        self._title.setText(title)
        self._words.setText(words)
        self._show_texts(by_mandate and procedure.step is StepId.TERMS)

    def _told(self) -> tuple[str, str]:
        case = self._procedure.case
        if case is None:
            return _BETWEEN_VISITS
        return _DURING_A_VISIT if case.acknowledgement is None else _REGISTERED

    def _show_texts(self, there: bool) -> None:
        """The texts to accept, made when first needed."""
        if there and self._texts is None:
            from counter_app.ui.person.terms import texts_side_by_side  # noqa: PLC0415 - as said

            self._texts = QWidget()
            self._texts.setLayout(texts_side_by_side())
            self._column.insertWidget(self._column.count() - 1, self._texts, 100)
        if self._texts is not None:
            self._texts.setVisible(there)
