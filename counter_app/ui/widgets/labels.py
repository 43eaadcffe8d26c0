"""Texts: running text, headings, muted text, mono; and an icon in the ink of its text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter_app.ui.theme.icons import draw_icon
from counter_app.ui.theme.tokens import BASE_SIZE, TYPE, Role, Size, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.text_block import TextBlock, parse_emphasis
from counter_app.ui.widgets.themed import Themed, painter_on

_COMFORTABLE_LINE = 34  # in em: about 70 characters, the width asked for when there is room

_POINTS_ON = "chevron-right"  # the other way where one reads from right to left

_HEADINGS = {0: Role.EMPTY_STATE, 1: Role.TITLE, 2: Role.SECTION}


class Label(Themed, QLabel):
    """A wrapping text of one role. `<b>` and `</b>` are its only marks; "\\n" breaks the line."""

    def __init__(
        self,
        content: str = "",
        role: Role = Role.TEXT,
        tone: str = "ink",
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self._alignment = alignment
        self._marked = ""
        self._block: TextBlock | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(content)

    def setText(self, content: str) -> None:  # noqa: N802 - Qt's name
        """Show another text, in the language of the interface and typeset."""
        marked = shown(content)
        if marked == self._marked:
            return
        self._marked = marked
        self._block = None
        super().setText(parse_emphasis(self._marked)[0])  # what screen readers read

    @property
    def tone(self) -> str:
        """The colour that it is written in, named as in the palette."""
        return self._tone

    def set_tone(self, tone: str) -> None:
        """Write in another colour, named as in the palette."""
        self._tone = tone
        self.update()

    @property
    def role(self) -> Role:
        """What the text is for."""
        return self._role

    def set_role(self, role: Role) -> None:
        """Write in another size and weight."""
        self._role = role
        self.restyle()

    def block(self) -> TextBlock:
        """The text laid out at the present scale."""
        if self._block is None:
            alignment = self.aligned(self._alignment)
            self._block = TextBlock(self._marked, self._role, self.scale, alignment)
        return self._block

    def restyle(self) -> None:
        """Lay the text out again."""
        self._block = None
        super().restyle()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of the text wrapped to this width."""
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return round(self.block().height(inner)) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line if it is of comfortable length, else as many as needed."""
        em = max(BASE_SIZE, TYPE[self._role].size)
        comfortable = _COMFORTABLE_LINE * self.scaled(em)
        margins = self.contentsMargins()
        width = min(comfortable, self.block().natural_width())
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough to wrap, wide enough for the longest word."""
        comfortable = 12 * self.scaled(BASE_SIZE)
        width = min(comfortable, self.block().longest_word())
        return QSize(width, round(self.block().line_height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the text."""
        painter = painter_on(self)
        area = QRectF(self.contentsRect())
        self.block().draw_centred(painter, area, self.palette_in_force.colour(self._tone))
        painter.end()


class IconLabel(Themed, QWidget):
    """An icon, for beside a text: it has no name of its own for screen readers.

    `line`: of the text beside it; the icon then stands in the middle of that text's first line.
    """

    def __init__(
        self,
        name: str,
        tone: str = "ink",
        size: int = Size.ICON,
        line: Role | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self._high: float = size if line is None else TYPE[line].size * TYPE[line].leading
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, tone: str | None = None) -> None:
        """Show another icon, in another colour when one is named."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The icon's size, which grows with the text."""
        return QSize(self.scaled(self._size), self.scaled(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the icon."""
        painter = painter_on(self)
        if self._name == _POINTS_ON and self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        side = self.scaled(self._size)
        colour = self.palette_in_force.colour(self._tone)
        draw_icon(painter, self._name, colour, QRectF(0, (self.height() - side) / 2, side, side))
        painter.end()


class MarkedLine(QWidget):
    """A small text with a mark before it, so that no state is told by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("circle", "muted", Size.ICON_SMALL, Role.SMALL)
        self.label = Label("", Role.SMALL, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_line(self, words: str, icon: str, tone: str, ink: str = "") -> None:
        """Say this after that mark, in its tone; `ink`: another tone for the words."""
        self._icon.set_icon(icon, tone)
        self.label.set_tone(ink or tone)
        self.label.setText(words)


def text(
    content: str,
    role: Role = Role.TEXT,
    tone: str = "ink",
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> Label:
    """Running text."""
    return Label(content, role, tone, alignment)


def heading(
    content: str, level: int = 1, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> Label:
    """A title: level 0 of an empty page, 1 of a page, 2 of a column or a part of a page."""
    return Label(content, _HEADINGS[level], "ink", alignment)


def muted(
    content: str,
    *,
    small: bool = False,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> Label:
    """A text of second rank."""
    return Label(content, Role.SMALL if small else Role.TEXT, "muted", alignment)


def mono(content: str, *, large: bool = False, tone: str = "ink") -> Label:
    """A number to compare or copy: NIR, serial, receipt number. Zero is slashed."""
    return Label(content, Role.MONO_LARGE if large else Role.MONO, tone)
