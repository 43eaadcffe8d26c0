"""Who on the card is done, who is now, who is still to come."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.procedure.case import Case, capitalised
from counter_app.procedure.family_round import DONE_WORDS
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import MarkedLine, heading


class RoundList(QWidget):
    """A line for each person of a card that several share; nothing for a card of one."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[MarkedLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(heading(phrase("Sur cette carte"), 2))

    def show_round(self, case: Case, order: tuple[int, ...]) -> None:
        """`order`: the ranks on the card, in the order in which their turn comes."""
        several = case.card is not None and len(order) > 1
        self.setVisible(several)
        if case.card is None or not several:
            return  # nobody's name stays in what is not shown
        done = {each.rank: DONE_WORDS[each.action] for each in case.done}
        if case.acknowledgement is not None and case.beneficiary is not None:
            done[case.beneficiary] = DONE_WORDS[case.acknowledgement.action]
        while len(self._lines) < len(order):
            self._lines.append(MarkedLine())
            self._column.addWidget(self._lines[-1])
        for line, rank in zip(self._lines, order, strict=True):
            name = capitalised(case.card.beneficiaries[rank].given_name)
            if rank in done:
                words = phrase("{name} : {done}", name=name, done=done[rank])
                line.show_line(words, "check", "success", ink="ink")
            else:
                words = phrase("{name} : pas encore", name=name)
                line.show_line(words, "circle", "muted", ink="ink")
