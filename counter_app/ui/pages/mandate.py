"""Before the agent types in the person's place: one page that names the acts, signed on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.domain.papers import mandate_acts, papers
from counter_app.domain.profile import Action
from counter_app.domain.situation import Decider
from counter_app.domain.wording import lines, phrase, strong
from counter_app.procedure.case import Case
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import situation_of
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.given_by import given_by
from counter_app.ui.pages.handout import HandoutPage
from counter_app.ui.widgets.bullets import BulletList
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import heading
from counter_app.ui.widgets.note import Note

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument

_SIGNED = (
    phrase("Le mandat est signé sur papier"),
    phrase("Par la personne et pour la structure. Chacun garde sa feuille."),
)
_SECRETS = lines(
    strong(phrase("L’identifiant et le mot de passe restent à la personne.")),
    phrase("Elle les tape elle-même. Si elle ne peut pas, arrêtez ici : rien n’est enregistré."),
)


class MandatePage(HandoutPage):
    """Enter prints it, 1 says that it is signed and goes on; P: the person types after all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, phrase("Le mandat, tel qu’il sera imprimé"), self._made, _subject)
        self._title = heading(phrase("Ce que dit le mandat"), 2)
        self._acts = BulletList()
        self._signed = OptionList([_SIGNED], name=phrase("Signature"))
        self._signed.chosen.connect(self._sign)
        self._signed.figure_pressed.connect(lambda _rank: self.press_forward())
        self._herself = ActionButton(phrase("La personne tape elle-même"), "secondary", key="P")
        self._herself.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.HERSELF)))
        for widget in (self._title, self._acts, Note("info", _SECRETS), self._signed):
            self.words.addWidget(widget)
        self.words.addWidget(self._herself, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_said()

    def forward_text(self) -> str:
        return phrase("Continuer") if self._printed_or_signed() else phrase("Imprimer le mandat")

    def missing(self) -> str:
        case = self.procedure.case
        signed = case is not None and case.mandate
        return phrase("Faites signer le mandat.") if self.given and not signed else ""

    def readiness(self) -> tuple[bool, str]:
        return (True, "") if not self._printed_or_signed() else super().readiness()

    def _printed_or_signed(self) -> bool:
        case = self.procedure.case
        return self.given or (case is not None and bool(case.mandate))

    def fill(self) -> None:
        super().fill()
        case = self.procedure.case
        if case is None:
            return
        words = papers(case.language).mandate
        self._acts.set_points([words.acts[act] for act in mandate_acts(Action.ACTIVATE)])
        if case.mandate:
            self._signed.select(0)

    def _sign(self, _rank: int) -> None:
        case = self.procedure.case
        if case is not None:
            self.procedure.change(mandate=papers(case.language).mandate.version)

    def _made(self, case: Case) -> Callable[[], SheetDocument]:
        settings, line = self.desk.settings, situation_of(case)
        given = given_by(settings, self.desk.now(), case.language)
        herself = line is None or line.decider(Action.ACTIVATE) is Decider.PERSON

        def make() -> SheetDocument:
            from counter_app.printing.mandate import MandateFacts, mandate  # noqa: PLC0415

            return mandate(
                MandateFacts(
                    mandate_acts(Action.ACTIVATE),
                    settings.agent,
                    person=case.display_name if herself else "",
                    space_of="" if herself else case.display_name,
                    **given,
                )
            )

        return make

    async def go_on(self) -> None:
        if self._printed_or_signed():
            await super().go_on()
        else:
            await self.print_sheet()

    def letter(self, letter: str) -> bool:
        if letter == "P":
            self._herself.click()
            return True
        if letter == "1":
            return self._signed.press_figure(1)
        return super().letter(letter)


def _subject(case: Case) -> object:
    return case.display_name, case.situation, case.language
