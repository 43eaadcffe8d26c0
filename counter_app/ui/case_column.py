"""The left column during a case: who the person is, and where the case stands."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.birth_date import birth_date_in_words
from counter_app.domain.nir import Nir
from counter_app.domain.wording import agree, phrase
from counter_app.procedure.case import Case
from counter_app.procedure.steps import STAGE_TITLES, Stage
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.identity import PersonCard
from counter_app.ui.widgets.steps import StepList


class CaseColumn(QWidget):
    """Who, and the six steps."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._procedure = desk.procedure
        self._person = PersonCard("", "", "")
        self._steps = StepList()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        column.addWidget(self._person)
        column.addWidget(self._steps)
        column.addStretch(1)

    @property
    def line(self) -> str:
        """Its page and its person: « Étape 4 sur 6 : Décision · Odette MARCHANDEAU »."""
        return " · ".join(part for part in (self._steps.line(), self._person.name) if part)

    def refresh(self) -> None:
        """Follow the case; a locked one shows nobody."""
        case, current = self._procedure.case, self._procedure.current
        shown = case is not None and not self._procedure.locked and bool(case.display_name)
        self._person.setVisible(shown)
        if case is not None and shown:
            self._person.set_person(case.display_name, _born(case), Nir(case.nir).masked)
        else:
            self._person.set_person("", "", "")  # a hidden label keeps nobody's name
        if current is not None and case is not None:
            done = case.acknowledgement is not None
            self._steps.set_steps(
                [(STAGE_TITLES[stage], _state(stage, current.stage, done, case)) for stage in Stage]
            )


def _born(case: Case) -> str:
    day = birth_date_in_words(case.birth_date)
    return agree(
        Nir(case.nir).civil_title,
        phrase("né le {day}", day=day),
        phrase("née le {day}", day=day),
        phrase("naissance : {day}", day=day),
    )


def _state(stage: Stage, now: Stage, finished: bool, case: Case) -> str:
    if stage is Stage.CARD and now is not stage and case.card is None and not all(case.numbers):
        return "to_come"  # who is at the counter was asked first
    if stage < now or (finished and stage is Stage.CONFIRMATION):
        return "done"
    return "now" if stage == now else "to_come"
