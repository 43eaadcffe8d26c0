"""Where one is in the case: what is done, what is now, what is to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import Themed, painter_on, rounded

DONE, NOW, TO_COME = "done", "now", "to_come"

_WORDS = {DONE: phrase("fait"), NOW: phrase("en cours"), TO_COME: phrase("à venir")}
_CIRCLE = 26
_INDENT = 10


class _StepRow(Themed, QLabel):
    """One step: its number or a check mark in a circle, then its title."""

    def __init__(self, number: int, title: str, state: str) -> None:
        super().__init__()
        self._number, self._title, self._state = number, "", ""
        self._block: TextBlock | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_step(title, state)

    def set_step(self, title: str, state: str) -> None:
        """Show another step or another state in this row."""
        if (shown(title), state) == (self._title, self._state):
            return
        self._title, self._state = shown(title), state
        told = phrase(
            "{number}. {title}, {state}",
            number=self._number,
            title=self._title,
            state=_WORDS[state],
        )
        self.setAccessibleName(shown(told))
        self.restyle()

    def restyle(self) -> None:
        """Lay the title out again."""
        self._block = None
        super().restyle()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The title wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height with the title wrapped."""
        room = width - self._text_left() - self.scaled(_INDENT)
        height = self._title_block().height(max(1.0, room)) + self.scaled(Space.XS) * 2
        return max(Size.TARGET, round(height))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The title on one line."""
        width = self._title_block().natural_width()
        width += self._text_left() + self.scaled(_INDENT)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than the longest word."""
        word = self._title_block().longest_word()
        return QSize(word + self._text_left() + self.scaled(_INDENT), Size.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the row."""
        palette = self.palette_in_force
        painter = painter_on(self)
        now = self._state == NOW
        if now:
            rounded(painter, QRectF(self.rect()), Radius.LINE, palette.primary)
        side = self.scaled(_CIRCLE)
        circle = self.directed(QRectF(self.scaled(_INDENT), (self.height() - side) / 2, side, side))
        if self._state == DONE:
            rounded(painter, circle, side / 2, palette.success)
            inner = self.scaled(16)
            spare = (side - inner) / 2
            draw_icon(painter, "check", palette.surface, circle.adjusted(spare, spare, -spare, 0))
        elif now:
            rounded(painter, circle, side / 2, palette.on_primary)
            self._draw_number(painter, circle, palette.primary)
        else:
            rounded(painter, circle, side / 2, None, palette.field_border, Size.FIELD_BORDER)
            self._draw_number(painter, circle, palette.muted)
        ink = {DONE: palette.ink, NOW: palette.on_primary, TO_COME: palette.muted}[self._state]
        left = self._text_left()
        room = self.width() - left - self.scaled(_INDENT)
        area = self.directed(QRectF(left, 0, room, self.height()))
        self._title_block().draw_centred(painter, area, ink)
        painter.end()

    def _draw_number(self, painter: QPainter, circle: QRectF, colour: str) -> None:
        block = TextBlock(
            str(self._number), Role.STEP_NUMBER, self.scale, Qt.AlignmentFlag.AlignHCenter
        )
        block.draw_centred(painter, circle, colour)

    def _title_block(self) -> TextBlock:
        if self._block is None:
            role = Role.STRONG if self._state == NOW else Role.TEXT
            self._block = TextBlock(self._title, role, self.scale, self.aligned())
        return self._block

    def _text_left(self) -> int:
        return self.scaled(_INDENT + _CIRCLE + Space.S)


class StepList(Themed, QWidget):
    """The steps of a case, one a row; or one line "Étape 4 sur 6" where there is little room."""

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._steps: list[tuple[str, str]] = []
        self._rows: list[_StepRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.setAccessibleName(shown(phrase("Étapes")))

    def set_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show these (title, state); a state is "done", "now" or "to_come"."""
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        if len(self._rows) == len(self._steps):
            for row, (title, state) in zip(self._rows, self._steps, strict=True):
                row.set_step(title, state)
            self.setAccessibleDescription(self.line())
        else:
            self._build()

    def set_compact(self, compact: bool) -> None:
        """Show one line in place of the rows, or the rows again."""
        if compact != self._compact:
            self._compact = compact
            self._build()

    def line(self) -> str:
        """ "Étape 4 sur 6 : Décision": the step that is now, else the last one done, or nothing."""
        reached = [rank for rank, (_, state) in enumerate(self._steps) if state != TO_COME]
        if not reached:
            return ""
        number, count = reached[-1] + 1, len(self._steps)
        title = self._steps[number - 1][0]
        line = phrase(
            "Étape {number} sur {count} : {title}", number=number, count=count, title=title
        )
        return shown(line)

    def _build(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self._rows = []
        if self._compact:
            self._column.addWidget(Label(self.line(), Role.STRONG, "muted"))
        else:
            for number, (title, state) in enumerate(self._steps, start=1):
                self._rows.append(_StepRow(number, title, state))
                self._column.addWidget(self._rows[-1])
            self._column.addStretch(1)
        # The rows take the room left over in a column, so that what is above them need not grow.
        vertical = QSizePolicy.Policy.Preferred if self._compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.setAccessibleDescription(self.line())
