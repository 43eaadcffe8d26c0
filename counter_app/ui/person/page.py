"""What the pages of the person's side share: large type, one thing, and the way back to the agent.

Nothing of the agent's is on it: no number, no step of the case, no reader.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.failures import Failure, FailureCode
from counter_app.domain.wording import phrase
from counter_app.procedure.case import PersonChoices
from counter_app.procedure.steps import PERSON_STEPS, person_progress
from counter_app.procedure.words import words_for
from counter_app.ui.case_page import CasePage
from counter_app.ui.context import Desk
from counter_app.ui.theme.fonts import base_font
from counter_app.ui.theme.style import current_scale
from counter_app.ui.theme.tokens import PERSON_WINDOW_SCALE, Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.pill import Pill
from counter_app.ui.widgets.scroll_page import BodyScroll

# Failures that the person can put right alone; the others are the agent's business.
FOR_THE_PERSON: dict[FailureCode, str] = {
    FailureCode.ACCOUNT_LOGIN_NAME_TAKEN: phrase(
        "Cet identifiant est déjà pris. Choisissez-en un autre."
    ),
    FailureCode.ACCOUNT_LOGIN_NAME_REFUSED: phrase(
        "Cet identifiant ne convient pas. Choisissez-en un autre."
    ),
    FailureCode.ACCOUNT_PASSWORD_REFUSED: phrase(
        "Ce mot de passe est trop facile à deviner. Choisissez-en un autre."
    ),
    FailureCode.CONTACT_REFUSED: phrase(
        "Nous ne pouvons pas écrire à cette adresse ou à ce numéro. Corrigez-le, ou continuez sans."
    ),
    FailureCode.TERMS_NOT_ACCEPTED: phrase("Cochez les deux cases pour continuer."),
}
_FOR_THE_AGENT = phrase(
    "Un instant : demandez à l’agent de vous aider. Ce que vous avez tapé est gardé."
)
# By who types: whose screen it is, and who sees what is typed.
_HERSELF = phrase("Votre écran"), phrase("L’agent ne voit pas ce que vous tapez ici.")
_BY_MANDATE = (
    phrase("Mandat signé"),
    phrase("L’agent tape ce que la personne lui dit."),
)


class PersonSidePage(CasePage, Panel):
    """One thing to read or to type. Subclasses fill `body` and say `title()` and `lead()`.

    By a signed mandate the agent has it before him, and types what the person says."""

    WIDTH = 820  # of the content, at 100 % text
    GROWS = False  # the body takes the room that is left

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface")
        self.desk = desk
        self.procedure = desk.procedure
        self.setFont(base_font(current_scale() * PERSON_WINDOW_SCALE))
        self._by_mandate: bool | None = None  # as it was last shown
        self._whose = Pill("")
        self._who_types = muted("", small=True)
        self._progress = muted("", small=True)
        self._title = heading("")
        self._lead = muted("")
        self.failure_note = Note("warning", "")
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.M)
        self.hand_back_button = ActionButton(phrase("Rendre la main à l’agent"), "secondary")
        self.hand_back_button.clicked.connect(self.procedure.hand_back)
        self.forward_button = ActionButton(phrase("Continuer"), "primary")
        self.forward_button.clicked.connect(self.start_going_on)
        self.forward_button.held_back.connect(self._say_what_is_missing)
        self._hint = muted("", small=True, alignment=Qt.AlignmentFlag.AlignRight)
        self._hint.hide()
        self._hinted = ""
        self.back_button = ActionButton(phrase("Retour"), "quiet")
        self.back_button.clicked.connect(self.go_back)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.M)
        top.addWidget(self._whose)
        top.addWidget(self._who_types, 1)
        self._fictive = Pill(phrase("FICTIF"), "training")
        top.addWidget(self._fictive)
        top.addWidget(self._progress)
        bottom = QHBoxLayout()
        bottom.setSpacing(Space.M)
        bottom.addWidget(self.hand_back_button)
        bottom.addStretch(1)
        bottom.addWidget(self.back_button)
        bottom.addWidget(self.forward_button)
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(Space.XS, Space.XL, Space.XS, Space.XS)
        rows.setSpacing(Space.S)
        rows.addLayout(top)
        rows.addSpacing(Space.S)
        titles = QVBoxLayout()
        titles.setSpacing(Space.TIGHT)
        titles.addWidget(self._title)
        titles.addWidget(self._lead)
        rows.addLayout(titles)
        rows.addWidget(self.failure_note)
        rows.addSpacing(Space.XS)
        rows.addWidget(self.body, int(self.GROWS))
        rows.addStretch(int(not self.GROWS))
        bar = QWidget()
        lines = QVBoxLayout(bar)
        lines.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XL)
        lines.addWidget(self._hint)
        lines.addLayout(bottom)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        self._scroll = BodyScroll(self._centred(content))
        around.addWidget(self._scroll, 1)
        around.addWidget(self._centred(bar))

    def _centred(self, content: QWidget) -> QWidget:
        """The same width for the page and for the bar that stays in sight beneath it."""
        content.setMaximumWidth(round(self.WIDTH * current_scale()))
        centred = QWidget()
        across = QHBoxLayout(centred)
        across.setContentsMargins(Space.XL, 0, Space.XL, 0)
        across.addStretch(1)
        across.addWidget(content, 100)
        across.addStretch(1)
        return centred

    # For subclasses -----------------------------------------------------------------------

    def lead(self) -> str:
        """What it is for."""
        return ""

    def held_for(self) -> str:
        """What the main button waits for; an empty string when it acts."""
        return "" if self.procedure.can_go_on else self.missing()

    # The mechanism ------------------------------------------------------------------------

    def readiness(self) -> tuple[bool, str]:
        held = self.held_for()
        return not held, held

    def failure_words(self, failure: Failure) -> str:
        if self.procedure.agent_types:
            return super().failure_words(failure)
        return FOR_THE_PERSON.get(failure.code, _FOR_THE_AGENT)

    @property
    def choices(self) -> PersonChoices:
        """What the person did so far."""
        case = self.procedure.case
        return PersonChoices() if case is None else case.choices

    def refresh(self) -> None:
        """Show the procedure's present state, and how far she is."""
        procedure = self.procedure
        self._show_who_types(by_mandate=procedure.agent_types)
        if procedure.case is not None and procedure.step in PERSON_STEPS:
            rank, count = person_progress(procedure.case, procedure.step)
            self._progress.setText(phrase("Étape {rank} sur {count}", rank=rank, count=count))
        title, lead = self._title_and_lead()
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        super().refresh()
        if self.held_for() != self._hinted and not procedure.busy:
            self._hint_at("")

    def _show_who_types(self, *, by_mandate: bool) -> None:
        """In the agent's window: his keys, and nothing that stands around the page already."""
        if by_mandate is self._by_mandate:
            return
        self._by_mandate = by_mandate
        whose, who_types = _BY_MANDATE if by_mandate else _HERSELF
        self._whose.set_state(whose, "primary")
        self._who_types.setText(who_types)
        self._fictive.setVisible(self.desk.settings.fictive and not by_mandate)
        self.hand_back_button.setVisible(not by_mandate)
        self.back_button.set_key(phrase("Échap") if by_mandate else "")
        self.forward_button.set_key(phrase("Entrée") if by_mandate else "")

    def _title_and_lead(self) -> tuple[str, str]:
        """Hers, or the agent's, for whom the rest stands beside the page."""
        procedure = self.procedure
        if procedure.agent_types:
            return words_for(procedure.step, procedure.case, locked=False).title, ""
        return self.title(), self.lead()

    def _say_what_is_missing(self) -> None:
        """Once the button was pressed too early: before that, the page is left calm."""
        if not self.procedure.busy:
            self._hint_at(self.held_for())

    def _hint_at(self, words: str) -> None:
        self._hinted = words
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
