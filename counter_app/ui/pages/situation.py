"""Who is at the counter: a group, then one of a few lines; what follows from it."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.profile import Action
from counter_app.domain.situation import (
    DECIDER_WORDS,
    GROUP_WORDS,
    PAPER_WORDS,
    Decider,
    Group,
    Situation,
    SituationId,
)
from counter_app.domain.wording import lines, one_of, phrase, sentences, strong
from counter_app.procedure.case import Case
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import leads_to_an_act, situation_of
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.page import Page
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.note import Note

_CHOOSE = phrase("Choisissez une ligne : elle dit qui peut décider.")


class SituationPage(Page):
    """A figure chooses the group, another the line; the line says who may decide. Escape leads
    from the lines to the groups, then back. F gives the slip where there is one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._situations: tuple[Situation, ...] = ()
        self._group: Group | None = None
        self._groups = OptionList(name=phrase("Qui est là ?"))
        self._groups.chosen.connect(self._choose_group)
        self._lines = OptionList(name=phrase("Ce qui se passe"))
        self._lines.set_tight(True)
        self._lines.chosen.connect(self._choose_line)
        self._follows = Note("info", _CHOOSE)
        self._slip = ActionButton(phrase("La fiche"), "secondary", key="F")
        self._slip.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.SLIP)))
        self.column.setSpacing(Space.M)
        follows_row = QHBoxLayout()
        follows_row.setSpacing(Space.M)
        follows_row.addWidget(self._follows, 1)
        follows_row.addWidget(self._slip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(self._groups)
        self.column.addLayout(follows_row)
        self.column.addWidget(self._lines)
        self.column.addStretch(1)

    def title(self) -> str:
        """The group's name, once it is chosen: a whole sentence too."""
        return super().title() if self._group is None else GROUP_WORDS[self._group]

    def forward_text(self) -> str:
        case, line = self.procedure.case, self._chosen()
        if case is None or line is None:
            return phrase("Continuer")
        if not leads_to_an_act(case):
            return phrase("Remettre la fiche")
        if line.id is SituationId.PRESSED:
            return phrase("La personne a parlé seule : continuer")
        return phrase("Taper les numéros") if case.card is None else phrase("Continuer")

    def missing(self) -> str:
        return "" if self._chosen() else phrase("Choisissez qui est là.")

    def readiness(self) -> tuple[bool, str]:
        """Nothing is chosen while the groups are shown: a line of another group does not count."""
        ready, reason = super().readiness()
        return ready and self._chosen() is not None, reason

    def fill(self) -> None:
        case = self.procedure.case
        if case is None:
            return
        situations = self.procedure.situations
        if situations != self._situations:
            self._situations = situations
            self._groups.set_options([GROUP_WORDS[group] for group in self._group_order()])
            self._show_group(None)
        lines, line = self._lines_of_group(), self._chosen()
        if line is not None:
            self._lines.select(lines.index(line))
        self._follows.setVisible(self._group is not None)
        self._follows.set_text(_CHOOSE if line is None else follows(case, line))
        self._slip.setVisible(line is not None and self.procedure.has_aside(AsideName.SLIP))

    def _group_order(self) -> list[Group]:
        return list(dict.fromkeys(line.group for line in self._situations))

    def _lines_of_group(self) -> list[Situation]:
        return [line for line in self._situations if line.group is self._group]

    def _chosen(self) -> Situation | None:
        case = self.procedure.case
        line = None if case is None else situation_of(case)
        return line if line in self._lines_of_group() else None

    def _show_group(self, group: Group | None) -> None:
        self._group = group
        self._groups.setVisible(group is None)
        self._lines.setVisible(group is not None)
        self._lines.set_options([(line.label, line.hint) for line in self._lines_of_group()])

    def _choose_group(self, rank: int) -> None:
        self._show_group(self._group_order()[rank])
        self.refresh()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_line(self, rank: int) -> None:
        self.procedure.choose_situation(self._lines_of_group()[rank].id)
        self.refresh()

    def go_back(self) -> None:
        if self._group is None:
            super().go_back()
            return
        left = self._group_order().index(self._group)
        self._show_group(None)
        self.refresh()
        self._groups.rows[left].setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        options = self._groups if self._group is None else self._lines
        return options.rows[options.current() or 0] if options.rows else self.back_button

    def letter(self, letter: str) -> bool:
        if letter == "F" and self._slip.isVisible():
            self._slip.click()
            return True
        options = self._groups if self._group is None else self._lines
        return letter.isdecimal() and options.press_figure(int(letter))


def follows(case: Case, line: Situation) -> str:
    """Who may decide in this situation, and which papers are looked at."""
    words = DECIDER_WORDS[line.foremost]
    if line.foremost is Decider.COMPANION:  # who may not decide on everything
        words = sentences(words, line.refusal_words(Action.ACTIVATE))
    if not line.papers or not leads_to_an_act(case):
        return strong(words)
    groups = [one_of([PAPER_WORDS[paper] for paper in group]) for group in line.papers]
    papers = reduce(lambda some, more: phrase("{some} ; {more}", some=some, more=more), groups)
    return lines(strong(words), phrase("À regarder, sans copier : {papers}.", papers=papers))
