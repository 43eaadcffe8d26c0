"""What helps beside a step: where the code is on the letter, where the serial is on the card."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.procedure.case import StepId
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import heading
from counter_app.ui.widgets.letter_drawing import LetterDrawing
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.serial_drawing import SerialDrawing

_WHERE = phrase("Où le trouver")
_ALONE = phrase("Quelqu’un répond à sa place ? Proposez un moment seul à seul.")


class WhereToFind(QWidget):
    """A drawing under its title."""

    def __init__(self, drawing: QWidget) -> None:
        super().__init__()
        self._drawing = drawing
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(heading(_WHERE, 2))
        column.addWidget(drawing)

    def set_with_photo(self, with_photo: bool) -> None:
        """Show the card that the agent has in hand."""
        if isinstance(self._drawing, SerialDrawing):
            self._drawing.set_with_photo(with_photo)


def make_aid(step: StepId) -> QWidget | None:
    """The aid of that step, new; None when it needs none."""
    if step is StepId.CODE:
        return WhereToFind(LetterDrawing())
    if step is StepId.NUMBERS:
        return WhereToFind(SerialDrawing(with_photo=True))
    if step is StepId.DECISION:
        return Note("warning", _ALONE, icon="users", small=True)
    return None
