"""The person chooses a password; the rules tick as she types; it leaves the post with the act."""

from __future__ import annotations

import asyncio
import re

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.credentials import password_refused, password_rules
from counter_app.domain.findings import Checked, refused
from counter_app.domain.password_strength import strength
from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.person.strength_view import StrengthView
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.password_field import PasswordField

_EASY = phrase("Ce mot de passe est trop facile à deviner. Choisissez-en un autre.")


class PasswordPage(PersonSidePage):
    """Typed twice, shown only if the person wants to see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._first = PasswordField(phrase("Mot de passe"))
        self._second = PasswordField(phrase("Le même, une deuxième fois"))
        self._strength = StrengthView()
        self.column.addWidget(self._first)
        self.column.addWidget(self._strength)
        self.column.addSpacing(Space.XS)
        self.column.addWidget(self._second)
        self._first.changed.connect(lambda _text: self._typed())
        self._second.changed.connect(lambda _text: self._typed())
        self._show_rules()
        # The first estimate loads its lists of words: not at the first character.
        spawn(asyncio.to_thread(strength, "a"))

    def title(self) -> str:
        return phrase("Choisissez votre mot de passe")

    def lead(self) -> str:
        return phrase("Vous vous en servirez chez vous pour entrer dans votre espace.")

    def forward_text(self) -> str:
        return phrase("Activer mon espace")

    def missing(self) -> str:
        if password_refused(self._first.text(), self._names):
            return phrase("Il manque encore une règle.")
        same = self._first.text() == self._second.text()
        return "" if same else phrase("Tapez le même mot de passe une deuxième fois.")

    def held_for(self) -> str:
        return self.missing()

    def fill(self) -> None:
        """The login name may have changed since: one of the rules is about it."""
        if self._first.text():
            self._show_rules()
            self._choose()

    @property
    def _names(self) -> tuple[str, ...]:
        """What the service will not find in it."""
        case = self.procedure.case
        return () if case is None else (*case.sensitive_words, case.choices.login_name)

    @property
    def _known_words(self) -> tuple[str, ...]:
        """What whoever knows her would try first: names, birthday, the parts of her e-mail."""
        case = self.procedure.case
        if case is None:
            return ()
        born, email = case.birth_date, case.choices.email.value or ""
        birthday = (born[:4], born[6:] + born[4:6] + born[:4])
        return tuple(filter(None, (*self._names, *birthday, *re.split(r"[^a-z0-9]+", email))))

    def _typed(self) -> None:
        first, second = self._first.text(), self._second.text()
        self._show_rules()
        self._strength.show_strength(strength(first, self._known_words))
        differ = bool(second) and not first.startswith(second)
        finding: Checked[str] | None = (
            refused(phrase("Les deux mots de passe ne sont pas pareils.")) if differ else None
        )
        self._second.set_checked(finding)
        self._choose()

    def _choose(self) -> None:
        chosen = "" if self.missing() else self._first.text()
        if chosen != self.choices.password:
            self.procedure.change_choices(password=chosen)

    def _show_rules(self) -> None:
        typed = self._first.text()
        rules = password_rules(typed, names=self._names)
        self._first.set_rules([(rule.text, rule.met) for rule in rules])
        easy = all(rule.met for rule in rules) and password_refused(typed, self._names)
        finding: Checked[str] | None = refused(_EASY) if easy else None
        self._first.set_checked(finding)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """What was shown for a look is not shown again by itself, nor on another screen."""
        for field in (self._first, self._second):
            field.set_shown(False)
        super().hideEvent(event)

    def first_focus(self) -> QWidget:
        return self._first.line
