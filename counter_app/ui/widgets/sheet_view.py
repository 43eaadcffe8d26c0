"""A sheet to read together: headings, and points beside their pictures, in any direction."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.paper_words import ConsequenceSheet, Language, Part, Point
from counter_app.ui.theme.tokens import Role, Size, Space
from counter_app.ui.widgets.labels import IconLabel, Label
from counter_app.ui.widgets.themed import Themed

_RIGHT_TO_LEFT = "\u200f"  # Unicode's mark: also for a line that begins with a French name
_SIDE_BY_SIDE = 600  # the least width for two parts, at 100 % text


class SheetView(Themed, QWidget):
    """The parts of a sheet, as on the paper that may be printed of it.

    The last two, what does not change and what remains a choice, stand side by side where there is
    room: so that most of a sheet is seen at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ConsequenceSheet, Language] | None = None
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.L)
        self._last = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._last.setSpacing(Space.L)
        self._column.addLayout(self._last)

    def show_sheet(self, sheet: ConsequenceSheet, language: Language) -> None:
        """Show this sheet, in the direction of its language."""
        if self._shown == (sheet, language):
            return
        self._shown = (sheet, language)
        for shown in self._parts:
            shown.hide()
            shown.setParent(None)
            shown.deleteLater()
        mirrored = language.right_to_left
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        )
        self.setAccessibleName(sheet.title)
        self._parts = [_part(part, mirrored=mirrored) for part in sheet.parts]
        for rank, part in enumerate(self._parts[:-2]):
            self._column.insertWidget(rank, part)
        for part in self._parts[-2:]:
            self._last.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)

    def put_after(self, picture: str, widget: QWidget) -> None:
        """Show a widget under the part that has a point with this picture; under them all where
        there is none."""
        parts = self._shown[0].parts[:-2] if self._shown else ()
        ranks = [
            rank
            for rank, part in enumerate(parts, 1)
            if any(point.icon == picture for point in part.points)
        ]
        self._column.removeWidget(widget)
        self._column.insertWidget(
            ranks[0] if ranks else -1, widget, 0, Qt.AlignmentFlag.AlignLeading
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One beside the other, or one below the other."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.scaled(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._last.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


def _part(part: Part, *, mirrored: bool) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    column.addWidget(_words(part.heading, Role.SECTION, mirrored=mirrored))
    for point in part.points:
        column.addWidget(_point(point, mirrored=mirrored))
    return whole


def _point(point: Point, *, mirrored: bool) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(Space.S)
    picture = IconLabel(point.icon, "primary", Size.ICON, Role.TEXT)
    line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(_words("\n".join(point.lines), Role.TEXT, mirrored=mirrored), 1)
    return row


def _words(words: str, role: Role, *, mirrored: bool) -> Label:
    return Label(_RIGHT_TO_LEFT + words if mirrored else words, role)
