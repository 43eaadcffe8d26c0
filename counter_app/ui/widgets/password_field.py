"""The person's password: hidden by default, with its rules ticked while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from counter_app.domain.wording import all_of, phrase
from counter_app.ui.theme.tokens import Role, Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import MarkedLine
from counter_app.ui.widgets.secret_line import SecretLine
from counter_app.ui.widgets.text_field import TextField
from counter_app.ui.widgets.themed import Themed, say

_SHOW = phrase("Afficher")
_CAPS_LOCK = phrase("La touche Verr. Maj. est active : tout s’écrit en majuscules.")


class PasswordField(TextField):
    """A field that never copies and hides what it holds until asked to show it."""

    shown_changed = Signal(bool)

    def _make_line(self) -> QLineEdit:
        line = SecretLine()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setStyle(_dotted_style(line))
        line.caps_lock_seen.connect(self._caps_lock_seen)
        return line

    def _beside(self) -> tuple[QWidget, ...]:
        self._eye = ActionButton(_SHOW, kind="quiet", icon="eye")
        self._eye.clicked.connect(self._toggle)
        return (self._eye,)

    def _beneath(self) -> tuple[QWidget, ...]:
        self._caps_lock = MarkedLine()
        self._caps_lock.show_line(_CAPS_LOCK, "triangle-alert", "warning")
        self._caps_lock.hide()
        self._rules = RuleList(phrase("Règles du mot de passe"))
        self._rules.hide()
        return self._caps_lock, self._rules

    def _caps_lock_seen(self, on: bool) -> None:
        self._caps_lock.setVisible(on)
        if on:
            say(self._line, shown(_CAPS_LOCK))

    def set_rules(self, rules: Sequence[tuple[str, bool]]) -> None:
        """Show these (words, kept) beneath the field, ticked where they are kept."""
        self._rules.set_rules(rules)
        self._rules.setVisible(bool(rules))
        self._findings.keep_a_line(not rules)

    @property
    def rules(self) -> RuleList:
        """The rules beneath the field."""
        return self._rules

    def set_shown(self, readable: bool) -> None:
        """Show the characters, or dots."""
        mode = QLineEdit.EchoMode
        self._line.setEchoMode(mode.Normal if readable else mode.Password)
        self._eye.set_text(phrase("Masquer") if readable else _SHOW)
        self._eye.set_icon("eye-off" if readable else "eye")
        self.shown_changed.emit(readable)

    @property
    def shown(self) -> bool:
        """True while the characters are readable."""
        return self._line.echoMode() == QLineEdit.EchoMode.Normal

    @property
    def eye(self) -> ActionButton:
        """The button that shows and hides."""
        return self._eye

    def _toggle(self) -> None:
        self.set_shown(not self.shown)


def _dotted_style(line: QLineEdit) -> QStyle:
    """Hides characters behind the dot of the look's own font, which lacks the one of Qt."""
    style = _DottedStyle()
    style.setParent(line)
    return style


class _DottedStyle(QProxyStyle):
    def styleHint(  # noqa: N802 - Qt's name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_LineEdit_PasswordCharacter:
            return ord("•")
        return super().styleHint(hint, option, widget, returned)


class RuleList(Themed, QWidget):
    """The rules of what is chosen in two columns, each ticked once it is kept. `name`: theirs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(shown(name))
        self._rows: list[MarkedLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, Space.XS, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def set_rules(self, rules: Sequence[tuple[str, bool]]) -> None:
        """Show these (words, kept)."""
        while len(self._rows) < len(rules):
            row = MarkedLine()
            place = divmod(len(self._rows), 2)
            self._grid.addWidget(row, *place, Qt.AlignmentFlag.AlignTop)
            self._rows.append(row)
        for position, row in enumerate(self._rows):
            row.setVisible(position < len(rules))
        for row, (words, kept) in zip(self._rows, rules, strict=False):
            row.show_line(words, *(("check", "success") if kept else ("circle", "muted")))
            row.label.set_role(Role.SMALL_STRONG if kept else Role.SMALL)
            state = (
                phrase("{rule} : fait", rule=words)
                if kept
                else phrase("{rule} : manque", rule=words)
            )
            row.label.setAccessibleName(shown(state))
        missing = [words for words, kept in rules if not kept]
        told = (
            phrase("Il manque : {rules}.", rules=all_of(missing))
            if missing
            else phrase("Toutes les règles sont suivies.")
        )
        self.setAccessibleDescription(shown(told))
