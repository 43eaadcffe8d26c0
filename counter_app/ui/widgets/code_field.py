"""The provisional code: three groups of four that are one field."""

from __future__ import annotations

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
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.domain.enrolment_code import GROUP, LENGTH, clean_enrolment_code
from counter_app.ui.theme.fonts import role_font
from counter_app.ui.theme.tokens import Radius, Role, Size
from counter_app.ui.widgets.focus_ring import follow_focus
from counter_app.ui.widgets.labels import Label
from counter_app.ui.widgets.secret_line import SecretLine
from counter_app.ui.widgets.themed import Themed, fill, painter_on, rounded

_KEPT = 36  # a longer paste is no code; what exceeds twelve is shown, for the person to correct
_PADDING = 20
_BOX_HEIGHT = 74
_BETWEEN = 18
_SPACING = 5.5  # pixels between characters at 100 %


class _CodeLine(Themed, SecretLine):
    """Qt's line edit for all that concerns keys, cursor and input methods; our own drawing."""

    caps_lock_seen = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
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
        """Refuse a thirteenth character; tell of the caps lock; the rest is Qt's."""
        typed = event.text()
        printable = bool(typed) and typed.isprintable() and not _is_command(event)
        if printable:
            self._look_at_caps_lock(event)
            full = len(self.text()) >= LENGTH and not self.hasSelectedText()
            if full or not clean_enrolment_code(typed):
                event.accept()
                return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """What an input method brings follows the same rule."""
        brought = clean_enrolment_code(event.commitString())
        full = len(self.text()) >= LENGTH and not self.hasSelectedText()
        if event.commitString() and (full or not brought):
            event.accept()
            return
        super().inputMethodEvent(event)

    def paste_in(self, text: str) -> None:
        """A whole code replaces what is there; a part goes in at the cursor."""
        cleaned = clean_enrolment_code(text)[:_KEPT]
        if len(cleaned) >= LENGTH:
            self.selectAll()
        super().paste_in(cleaned)

    def _look_at_caps_lock(self, event: QKeyEvent) -> None:
        # Qt does not tell the state of the key: a capital without Shift, or the reverse, does.
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_seen.emit(letter.isupper() != shift)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor at the nearest place between two characters."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCursorPosition(self._position_at(event.position().x()))
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
            place = self._position_at(event.position().x())
            self.setSelection(start, place - start)

    def _position_at(self, x: float) -> int:
        places = range(len(self.text()) + 1)
        return min(places, key=lambda place: abs(self._cursor_x(place) - x))

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
        return max(LENGTH, len(self.text()) + GROUP - 1) // GROUP

    def _advance(self) -> float:
        metrics = QFontMetricsF(role_font(Role.CODE, self.scale))
        return metrics.horizontalAdvance("0") + _SPACING * self.scale

    def _box(self, group: int) -> QRectF:
        width = round(GROUP * self._advance() + 2 * _PADDING * self.scale)
        left = group * (width + self.scaled(_BETWEEN))
        return QRectF(left, 0, width, self.scaled(_BOX_HEIGHT))

    def _cursor_x(self, position: int) -> float:
        group = min(position // GROUP, self._groups() - 1)
        within = position - group * GROUP
        return self._box(group).left() + _PADDING * self.scale + within * self._advance()

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All groups side by side."""
        last = self._box(self._groups() - 1)
        return QSize(round(last.right()), round(last.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The groups do not shrink."""
        return self.sizeHint()

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
            x = self._cursor_x(self.cursorPosition()) - _SPACING * self.scale / 2
            height = 40 * self.scale
            top = (self.scaled(_BOX_HEIGHT) - height) / 2
            fill(painter, QRectF(x - 1, top, 2, height), palette.ink)
        painter.end()

    def _draw_characters(self, painter: QPainter) -> None:
        palette, font = self.palette_in_force, role_font(Role.CODE, self.scale)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        height = self.scaled(_BOX_HEIGHT)
        baseline = (height + metrics.capHeight()) / 2
        selected = range(self.selectionStart(), self.selectionEnd())
        for position, character in enumerate(self.text()):
            x = self._cursor_x(position)
            ink = palette.danger if position >= LENGTH else palette.ink
            if self.hasSelectedText() and position in selected:
                mark = QRectF(x - 3, 12 * self.scale, self._advance(), height - 24 * self.scale)
                fill(painter, mark, palette.primary)
                ink = palette.on_primary
            painter.setPen(QColor(ink))
            painter.drawText(QPointF(x, baseline), character)


class CodeField(Themed, QWidget):
    """Twelve characters in three groups, with their count. One field for the keyboard, for
    pasting and for screen readers."""

    changed = Signal(str)
    """The cleaned text, after each change."""
    caps_lock_changed = Signal(bool)
    """Best effort: what the last typed letter tells of the caps lock."""

    def __init__(self, name: str = "Code provisoire", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _CodeLine(self)
        self._line.setAccessibleName(name)
        self._count = Label("", Role.STRONG, "muted")
        self.caps_lock = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self._line)
        row.addWidget(self._count)
        row.addStretch(1)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._changed)
        self._line.caps_lock_seen.connect(self._caps_lock)
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
        self._line.setAccessibleDescription(sentence)

    @property
    def line(self) -> SecretLine:
        """The one input inside, for tests and for the walkthrough's keystrokes."""
        return self._line

    def _changed(self, text: str) -> None:
        self._line.setFixedSize(self._line.sizeHint())
        self._show_count(text)
        self.changed.emit(text)

    def _show_count(self, text: str) -> None:
        self._count.setText(f"{len(text)} / {LENGTH}")
        self._count.set_tone("danger" if len(text) > LENGTH else "muted")
        self._count.setAccessibleName(f"{len(text)} caractères sur {LENGTH}")

    def _caps_lock(self, on: bool) -> None:
        if on != self.caps_lock:
            self.caps_lock = on
            self.caps_lock_changed.emit(on)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line.setFixedSize(self._line.sizeHint())


def _is_command(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    alt = Qt.KeyboardModifier.AltModifier
    held = event.modifiers() & (control | alt)
    return held in (control, alt)  # both together are AltGr on Windows
