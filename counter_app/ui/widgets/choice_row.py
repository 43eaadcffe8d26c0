"""One choice among a few, with a number key for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.theme.tokens import Radius, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.key_cap import draw_key_cap, key_cap_size
from counter_app.ui.widgets.text_block import TextBlock
from counter_app.ui.widgets.themed import Themed, painter_on, rounded
from counter_app.ui.widgets.whole_target import WholeTarget

_CIRCLE = 22


class OptionRow(WholeTarget, QRadioButton):
    """One option: a round mark, its title, a second line if it needs one, its key."""

    CORNERS = Radius.BUTTON

    def __init__(
        self, title: str, detail: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key = shown(key)
        self._title, self._detail = shown(title), shown(detail)
        self._blocks: tuple[TextBlock, TextBlock | None] | None = None
        self.take_the_whole(QSizePolicy.Policy.Expanding)
        self.setText(self._title.replace("&", "&&"))
        self.setAccessibleName(self._title)
        told = [self._detail, shown(phrase("Touche {key}.", key=self._key)) if key else ""]
        self.setAccessibleDescription(" ".join(part for part in told if part))

    def restyle(self) -> None:
        """Lay the texts out again."""
        self._blocks = None
        super().restyle()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height with the texts wrapped."""
        room = max(1.0, width - self._beside_text())
        height = sum(block.height(room) for block in self._texts())
        return max(Size.BUTTON, round(height) + self.scaled(Space.S) * 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The texts on one line each."""
        widest = max(block.natural_width() for block in self._texts())
        width = min(widest + self._beside_text(), self.scaled(34 * 17))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never narrower than the longest word."""
        word = max(block.longest_word() for block in self._texts())
        return QSize(word + self._beside_text(), Size.BUTTON)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the row."""
        palette = self.palette_in_force
        painter = painter_on(self)
        area = QRectF(self.rect())
        checked = self.isChecked()
        border = palette.primary if checked or self.underMouse() else palette.field_border
        fill = palette.primary_tint if checked else palette.surface
        rounded(painter, area, Radius.BUTTON, fill, border, Size.FIELD_BORDER)
        side = self.scaled(_CIRCLE)
        left, middle = self.scaled(Space.M), area.height() / 2
        circle = self.directed(QRectF(left, middle - side / 2, side, side))
        mark = palette.primary if checked else palette.field_border
        rounded(painter, circle, side / 2, palette.surface, mark, Size.FIELD_BORDER)
        if checked:
            inner = circle.adjusted(side * 0.27, side * 0.27, -side * 0.27, -side * 0.27)
            rounded(painter, inner, inner.width() / 2, palette.primary)
        self._draw_texts(painter, area)
        painter.end()

    def _draw_texts(self, painter: QPainter, area: QRectF) -> None:
        palette, scale = self.palette_in_force, self.scale
        cap = key_cap_size(self._key, scale)
        right = area.right() - self.scaled(Space.M)
        if self._key:
            where = QRectF(
                right - cap.width(), area.center().y() - cap.height() / 2, cap.width(), cap.height()
            )
            ink = palette.muted_on_tint if self.isChecked() else palette.muted
            draw_key_cap(painter, self.directed(where), self._key, ink, scale)
        room = area.width() - self._beside_text()
        left = self.scaled(Space.M + _CIRCLE + Space.S)
        top = (area.height() - sum(block.height(room) for block in self._texts())) / 2
        second = palette.muted_on_tint if self.isChecked() else palette.muted
        for block, ink in zip(self._texts(), (palette.ink, second), strict=False):
            block.draw(painter, self.directed(QRectF(left, top, room, 1)), ink)
            top += block.height(room)

    def _texts(self) -> list[TextBlock]:
        if self._blocks is None:
            where = self.aligned()
            detail = (
                TextBlock(self._detail, Role.SMALL, self.scale, where) if self._detail else None
            )
            self._blocks = (TextBlock(self._title, Role.STRONG, self.scale, where), detail)
        return [block for block in self._blocks if block is not None]

    def _beside_text(self) -> int:
        width = self.scaled(Space.M + _CIRCLE + Space.S + Space.M)
        if self._key:
            width += round(key_cap_size(self._key, self.scale).width()) + self.scaled(Space.S)
        return width


class OptionList(Themed, QWidget):
    """Options one below the other. Arrow keys go from one to the next; the keys 1, 2, 3… choose
    while the focus is inside (`choose()` serves a page that listens to them everywhere).

    `first_figure`: the first option's key, where another list of the page has those before.
    """

    chosen = Signal(int)
    """The index that the agent chose."""

    figure_pressed = Signal(int)
    """After `chosen`, when the choice was made by its figure: the agent is sure of it."""

    def __init__(
        self,
        options: Sequence[str | tuple[str, str]] = (),
        name: str = "",
        *,
        keys: bool = True,
        first_figure: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self._first = first_figure
        self._rows: list[OptionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self.setAccessibleName(shown(name))
        self.set_options(options)

    def set_options(self, options: Sequence[str | tuple[str, str]]) -> None:
        """Offer these titles, or (title, detail); nothing is chosen yet."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for index, option in enumerate(options):
            title, detail = (option, "") if isinstance(option, str) else option
            figure = index + self._first
            row = OptionRow(title, detail, str(figure) if self._keys and figure <= 9 else "")
            row.clicked.connect(lambda _checked=False, place=index: self.chosen.emit(place))
            self._rows.append(row)
            self._column.addWidget(row)
        if self._rows:
            self.setFocusProxy(self._rows[0])

    def set_tight(self, tight: bool) -> None:
        """Closer together, where the options are many and must be seen at once."""
        self._column.setSpacing(Space.XS if tight else Space.S)

    def set_across(self, across: bool) -> None:
        """Side by side rather than one below the other, where the options are few and short."""
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.LeftToRight if across else direction.TopToBottom)

    @property
    def rows(self) -> list[OptionRow]:
        """The rows, in order."""
        return list(self._rows)

    def current(self) -> int | None:
        """Index of the chosen option, None when none is."""
        return next((i for i, row in enumerate(self._rows) if row.isChecked()), None)

    def select(self, index: int) -> None:
        """Mark an option as chosen, without telling of it."""
        self._rows[index].setChecked(True)
        self.setFocusProxy(self._rows[index])

    def choose(self, index: int) -> None:
        """Choose as the agent does; an index beyond the last is left alone."""
        if 0 <= index < len(self._rows):
            self._rows[index].setFocus(Qt.FocusReason.OtherFocusReason)
            self._rows[index].click()

    def choose_focused(self) -> bool:
        """Choose where the arrow keys have walked to, which choose nothing; False elsewhere."""
        here = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        if here is not None:
            self.choose(here)
        return here is not None

    def press_figure(self, figure: int) -> bool:
        """Choose by the figure on the drawn key; False when no option has it."""
        place = figure - self._first
        if not 0 <= place < len(self._rows):
            return False
        self.choose(place)
        self.figure_pressed.emit(place)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """1 to 9 choose."""
        figure = event.text()
        if self._keys and figure in "123456789" and figure and self.press_figure(int(figure)):
            return
        super().keyPressEvent(event)
