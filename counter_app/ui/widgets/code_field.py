"""The provisional code: three groups of four that are one field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.domain.enrolment_code import GROUP, LENGTH, clean_enrolment_code
from counter_app.domain.findings import Finding, Level
from counter_app.domain.wording import phrase
from counter_app.ui.theme.fonts import role_font
from counter_app.ui.theme.tokens import Radius, Role, Size
from counter_app.ui.translation import shown
from counter_app.ui.widgets.flow import FlowLayout
from counter_app.ui.widgets.focus_ring import follow_focus
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.secret_line import SecretLine, is_command
from counter_app.ui.widgets.themed import Themed, fill, painter_on, rounded

_KEPT = 36  # a longer paste is no code; what exceeds twelve is shown, for the person to correct
_PADDING = 20
_BOX_HEIGHT = 74
_BETWEEN = 18
_GROUPS = LENGTH // GROUP
_SPACING = 5.5  # pixels between characters at 100 %


class _CodeLine(Themed, SecretLine):
    """Qt's line edit for all that concerns keys, cursor and input methods; our own drawing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marked: dict[int, Level] = {}
        self._across = _GROUPS  # groups side by side
        self.setMaxLength(_KEPT)
        self.setFrame(False)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self._cursor_shown = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_cursor)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.selectionChanged.connect(self.update)

    # Typing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Blanks and hyphens are no part of the code; the rest is Qt's.

        A character too many is kept and shown: it may stand anywhere, and the last one is needed.
        """
        typed = event.text()
        printable = bool(typed) and typed.isprintable() and not is_command(event)
        if printable and not clean_enrolment_code(typed):
            event.accept()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """What an input method brings follows the same rule."""
        if event.commitString() and not clean_enrolment_code(event.commitString()):
            event.accept()
            return
        super().inputMethodEvent(event)

    def paste_in(self, text: str) -> None:
        """A whole code replaces what is there; a part goes in at the cursor."""
        cleaned = clean_enrolment_code(text)[:_KEPT]
        if len(cleaned) >= LENGTH:
            self.selectAll()
        super().paste_in(cleaned)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor at the nearest place between two characters."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCursorPosition(self._position_at(event.position()))
        elif event.button() == Qt.MouseButton.MiddleButton:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                self.paste_in(clipboard.text(clipboard.Mode.Selection))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select from where the button went down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            start = self.cursorPosition()
            if self.hasSelectedText():
                start = self.selectionStart()
                start = start if self.cursorPosition() != start else self.selectionEnd()
            place = self._position_at(event.position())
            self.setSelection(start, place - start)

    def _position_at(self, point: QPointF) -> int:
        places = range(len(self.text()) + 1)
        return min(places, key=lambda place: (self._cursor_at(place) - point).manhattanLength())

    # Focus and cursor

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the cursor."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.deselect()
            self.end(False)
        self._restart_blinking()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the cursor."""
        super().focusOutEvent(event)
        self._blink.stop()
        self.update()

    def _restart_blinking(self) -> None:
        self._cursor_shown = True
        period = QGuiApplication.styleHints().cursorFlashTime()
        if self.hasFocus() and period > 0:
            self._blink.start(period // 2)
        self.update()

    def _toggle_cursor(self) -> None:
        self._cursor_shown = not self._cursor_shown
        self.update()

    def _text_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _cursor_moved(self) -> None:
        self._restart_blinking()
        follow_focus(self)

    # Drawing

    def focus_outline(self) -> tuple[QRectF, float]:
        """The ring goes around the group where the next character goes."""
        return self._box(self._current_group()), Radius.FIELD

    def _current_group(self) -> int:
        return min(self.cursorPosition() // GROUP, self._groups() - 1)

    def _groups(self) -> int:
        return max(_GROUPS, (len(self.text()) + GROUP - 1) // GROUP)

    def set_room(self, width: int) -> None:
        """Put as many groups side by side as have room, the others below."""
        box, between = self._box(0).width(), self.scaled(_BETWEEN)
        self._across = max(1, int((width + between) // (box + between)))
        self.setFixedSize(self.sizeHint())

    def mark(self, positions: dict[int, Level]) -> None:
        """Underline these characters: what is said of them stands beneath the field."""
        self._marked = positions
        self.update()

    def _advance(self) -> float:
        metrics = QFontMetricsF(role_font(Role.CODE, self.scale))
        return metrics.horizontalAdvance("0") + _SPACING * self.scale

    def _box(self, group: int) -> QRectF:
        width = round(GROUP * self._advance() + 2 * _PADDING * self.scale)
        row, place = divmod(group, self._across)
        left = place * (width + self.scaled(_BETWEEN))
        height = self.scaled(_BOX_HEIGHT)
        return QRectF(left, row * (height + self.scaled(_BETWEEN)), width, height)

    def _cursor_at(self, position: int) -> QPointF:
        """The middle of the left side of a character's place."""
        group = min(position // GROUP, self._groups() - 1)
        within = _PADDING * self.scale + (position - group * GROUP) * self._advance()
        return QPointF(self._box(group).left() + within, self._box(group).center().y())

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All groups."""
        groups = self._groups()
        right = self._box(min(groups, self._across) - 1).right()
        return QSize(round(right), round(self._box(groups - 1).bottom()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The groups do not shrink."""
        return self.sizeHint()

    def smallest(self) -> QSize:
        """One group."""
        return self._box(0).size().toSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Draw the groups, the selection, the characters and the cursor."""
        palette = self.palette_in_force
        painter = painter_on(self)
        for group in range(self._groups()):
            extra = group * GROUP >= LENGTH
            border = palette.danger if extra else palette.field_border
            ground = palette.danger_tint if extra else palette.surface
            rounded(painter, self._box(group), Radius.FIELD, ground, border, Size.FIELD_BORDER)
        self._draw_characters(painter)
        if self.hasFocus() and self._cursor_shown and not self.hasSelectedText():
            place = self._cursor_at(self.cursorPosition())
            x, height = place.x() - _SPACING * self.scale / 2, 40 * self.scale
            fill(painter, QRectF(x - 1, place.y() - height / 2, 2, height), palette.ink)
        painter.end()

    def _draw_characters(self, painter: QPainter) -> None:
        palette, font = self.palette_in_force, role_font(Role.CODE, self.scale)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        half = (self.scaled(_BOX_HEIGHT) - 24 * self.scale) / 2
        selected = range(self.selectionStart(), self.selectionEnd())
        for position, character in enumerate(self.text()):
            place = self._cursor_at(position)
            ink = palette.danger if position >= LENGTH else palette.ink
            if position in self._marked:
                refused = self._marked[position] is Level.ERROR
                width = self._advance() - _SPACING * self.scale
                line = QRectF(place.x(), place.y() + 22 * self.scale, width, 3 * self.scale)
                fill(painter, line, palette.danger if refused else palette.warning)
            if self.hasSelectedText() and position in selected:
                area = QRectF(place.x() - 3, place.y() - half, self._advance(), 2 * half)
                fill(painter, area, palette.primary)
                ink = palette.on_primary
            painter.setPen(QColor(ink))
            painter.drawText(place + QPointF(0, metrics.capHeight() / 2), character)


class CodeField(Themed, QWidget):
    """Twelve characters in three groups, with their count. One field for the keyboard, for
    pasting and for screen readers."""

    changed = Signal(str)
    """The cleaned text, after each change."""
    caps_lock_changed = Signal(bool)
    """Best effort: what the last typed letter tells of the caps lock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _CodeLine(self)
        self._line.setAccessibleName(shown(phrase("Code provisoire")))
        self._count = Label("", Role.STRONG, "muted")
        self._help = ""
        row = FlowLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self._line)
        row.addWidget(self._count)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._changed)
        self._line.caps_lock_seen.connect(self.caps_lock_changed)
        self._show_count("")

    def text(self) -> str:
        """The characters typed so far, without blanks."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Replace the content, cleaned as a paste is."""
        self._line.setText(clean_enrolment_code(text)[:_KEPT])

    def clear(self) -> None:
        """Empty the field."""
        self._line.clear()

    def set_help(self, sentence: str) -> None:
        """What screen readers add to the name: how long, where to find it."""
        self._help = shown(sentence)
        self._line.setAccessibleDescription(self._help)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Underline the characters that these speak of; screen readers hear them of the field."""
        ordered = sorted(findings, key=lambda finding: finding.level is Level.ERROR)
        self._line.mark({one.position: one.level for one in ordered if one.position is not None})
        said = (self._help, *(shown(finding.text) for finding in findings))
        self._line.setAccessibleDescription(" ".join(filter(None, said)))

    @property
    def line(self) -> SecretLine:
        """The one input inside, for tests and for the walkthrough's keystrokes."""
        return self._line

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fewer groups side by side where there is less room."""
        super().resizeEvent(event)
        self._line.set_room(self.width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One group: the others go below it."""
        return self._line.smallest()

    def _changed(self, text: str) -> None:
        self._line.setFixedSize(self._line.sizeHint())
        self._show_count(text)
        self.changed.emit(text)

    def _show_count(self, text: str) -> None:
        self._count.setText(f"{len(text)} / {LENGTH}")
        self._count.set_tone("danger" if len(text) > LENGTH else "muted")
        count = phrase("{count} caractères sur {length}", count=len(text), length=LENGTH)
        self._count.setAccessibleName(shown(count))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line.setFixedSize(self._line.sizeHint())
