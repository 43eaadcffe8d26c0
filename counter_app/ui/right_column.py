"""The right column: what to say to the person, and where to find things."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.procedure.case import StepId
from counter_app.procedure.words import words_for
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.letter_drawing import LetterDrawing
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.quote import Quote
from counter_app.ui.widgets.serial_drawing import SerialDrawing

WIDTH = 300
_QUOTES = 3
_ALONE = "Quelqu’un répond à sa place ? Proposez un moment seul à seul."
_LOCKS = "Retirer la carte verrouille le dossier."


class RightColumn(Panel):
    """Words of the step (`procedure.words`), a drawing where one helps."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("surface", ("left",))
        self._procedure = desk.procedure
        self.setFixedWidth(WIDTH)
        self._title = heading("À dire", 2)
        self._quotes = [Quote("") for _ in range(_QUOTES)]
        self._where = heading("Où le trouver", 2)
        self._drawings: dict[str, QWidget] = {}
        self._help = muted("", small=True)
        self._alone = Note("warning", _ALONE, icon="users", small=True)
        self._locks = muted(_LOCKS, small=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self._column.setSpacing(Space.M)
        self._column.addWidget(self._title)
        for quote in self._quotes:
            self._column.addWidget(quote)
        self._column.addWidget(self._where)
        self._drawing_at = self._column.count()
        self._column.addWidget(self._help)
        self._column.addWidget(self._alone)
        self._column.addStretch(1)
        self._column.addWidget(self._locks)

    def refresh(self) -> None:
        """Show the words of the present page."""
        procedure = self._procedure
        words = words_for(procedure.step, procedure.case, locked=procedure.locked)
        self._title.setVisible(bool(words.say))
        for rank, quote in enumerate(self._quotes):
            shown = rank < len(words.say)
            quote.setVisible(shown)
            if shown:
                quote.set_text(words.say[rank])
        self._help.setText(words.help)
        self._help.setVisible(bool(words.help))
        self._alone.setVisible(procedure.step is StepId.DECISION and not procedure.locked)
        case = procedure.case
        self._locks.setVisible(case is not None and case.card is not None and not procedure.locked)
        self._show_drawing(None if procedure.locked else procedure.step)

    def _show_drawing(self, step: StepId | None) -> None:
        name = {StepId.CODE: "letter", StepId.NUMBERS: "serial"}.get(step) if step else None
        self._where.setVisible(name is not None)
        for known, drawing in self._drawings.items():
            drawing.setVisible(known == name)
        if name is not None and name not in self._drawings:
            drawing = LetterDrawing() if name == "letter" else SerialDrawing(with_photo=True)
            self._drawings[name] = drawing
            self._column.insertWidget(self._drawing_at, drawing)
        case = self._procedure.case
        serial = self._drawings.get("serial")
        if isinstance(serial, SerialDrawing) and case is not None:
            serial.set_with_photo(case.typed.with_photo)
