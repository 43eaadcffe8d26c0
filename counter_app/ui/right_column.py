"""The right column: what to say to the person, and where to find things."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.wording import phrase
from counter_app.procedure.case import StepId
from counter_app.procedure.words import words_for
from counter_app.ui.context import Desk
from counter_app.ui.side_column import SideColumn
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.quote import Quote

_LOCKS = phrase("Retirer la carte verrouille le dossier.")
_ENDS = phrase("Retirer la carte termine le dossier.")


class RightColumn(SideColumn):
    """Words of the step (`procedure.words`), a drawing or a note where one helps."""

    WIDTH = 300

    def __init__(self, desk: Desk) -> None:
        super().__init__("left")
        self._procedure = desk.procedure
        self._title = heading(phrase("À dire"), 2)
        self._quotes: list[Quote] = []
        self._aids: dict[StepId, QWidget] = {}  # made when first shown
        self._help = muted("", small=True)
        self._locks = muted(_LOCKS, small=True)
        self.column.addWidget(self._title)
        self.column.addWidget(self._help)
        self.column.addStretch(1)
        self.column.addWidget(self._locks)

    def refresh(self) -> None:
        """Show the words of the present page."""
        procedure = self._procedure
        case = procedure.case
        words = words_for(procedure.step, case, locked=procedure.locked)
        self._title.setVisible(bool(words.say))
        self._show_quotes(words.say)
        self._help.setText(words.help)
        self._help.setVisible(bool(words.help))
        over = case is not None and procedure.current is not None and procedure.current.over(case)
        self._locks.setText(_ENDS if over else _LOCKS)
        self._locks.setVisible(case is not None and case.card is not None and not procedure.locked)
        in_a_message = case is not None and case.message_on_its_way
        unfit = procedure.locked or (procedure.step is StepId.CODE and in_a_message)
        self._show_aid(None if unfit else procedure.step)

    def _show_quotes(self, sentences: tuple[str, ...]) -> None:
        while len(self._quotes) < len(sentences):
            self._quotes.append(Quote(""))
            self.column.insertWidget(len(self._quotes), self._quotes[-1])
        for rank, quote in enumerate(self._quotes):
            if rank < len(sentences):
                quote.set_text(sentences[rank])
            quote.setVisible(rank < len(sentences))

    def _show_aid(self, step: StepId | None) -> None:
        if step is not None and step not in self._aids:
            from counter_app.ui.aids import make_aid  # noqa: PLC0415 - the first window has none

            made = make_aid(step)
            if made is not None:
                self._aids[step] = made
                self.column.insertWidget(self.column.indexOf(self._help) + 1, made)
        for known, aid in self._aids.items():
            aid.setVisible(known is step)
        case, serial = self._procedure.case, self._aids.get(StepId.NUMBERS)
        if serial is not None and case is not None:
            serial.set_with_photo(case.typed.with_photo)  # type: ignore[attr-defined]
