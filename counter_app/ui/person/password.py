"""The person chooses a password; the rules tick as she types; it leaves the post with the act."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.credentials import password_refused, password_rules
from counter_app.domain.findings import Checked, refused
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.widgets.password_field import PasswordField

_EASY = "Ce mot de passe est trop facile à deviner. Choisissez-en un autre."


class PasswordPage(PersonSidePage):
    """Typed twice, shown only if the person wants to see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._first = PasswordField("Mot de passe")
        self._second = PasswordField("Le même, une deuxième fois")
        for widget in (self._first, self._second):
            self.column.addWidget(widget)
        self._first.changed.connect(lambda _text: self._typed())
        self._second.changed.connect(lambda _text: self._typed())
        self._show_rules()

    def title(self) -> str:
        return "Choisissez votre mot de passe"

    def lead(self) -> str:
        return "Vous vous en servirez chez vous pour entrer dans votre espace."

    def forward_text(self) -> str:
        return "Activer mon espace"

    def missing(self) -> str:
        if password_refused(self._first.text(), self._names):
            return "Il manque encore une règle."
        return "Tapez le même mot de passe une deuxième fois."

    @property
    def _names(self) -> tuple[str, ...]:
        case = self.procedure.case
        return () if case is None else case.sensitive_words

    def _typed(self) -> None:
        first, second = self._first.text(), self._second.text()
        self._show_rules()
        good = not password_refused(first, self._names) and first == second
        differ = bool(second) and not first.startswith(second)
        finding: Checked[str] | None = (
            refused("Les deux mots de passe ne sont pas pareils.") if differ else None
        )
        self._second.set_checked(finding)
        self.procedure.change_choices(password=first if good else "")

    def _show_rules(self) -> None:
        typed = self._first.text()
        rules = password_rules(typed, names=self._names)
        self._first.set_rules([(rule.text, rule.met) for rule in rules])
        easy = all(rule.met for rule in rules) and password_refused(typed, self._names)
        finding: Checked[str] | None = refused(_EASY) if easy else None
        self._first.set_checked(finding)

    def first_focus(self) -> QWidget:
        return self._first.line
