"""The person chooses the name under which she signs in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.credentials import check_login_name, login_rules
from counter_app.domain.failures import FailureCode
from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import text
from counter_app.ui.widgets.password_field import RuleList
from counter_app.ui.widgets.text_field import TextField


class LoginNamePage(PersonSidePage):
    """One field, its rules ticked as she types; when the name is taken, free ones are offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._field = TextField(phrase("Identifiant"), phrase("Par exemple : marin.pecheur"))
        self._field.changed.connect(self._typed)
        self._rules = RuleList(phrase("Règles de l’identifiant"))
        self._offered_title = text(phrase("Ceux-ci sont libres :"))
        self._offered = OptionList(name=phrase("Identifiants libres"), keys=False)
        self._offered.chosen.connect(self._take)
        self._suggestions: tuple[str, ...] = ()
        for widget in (self._field, self._rules, self._offered_title, self._offered):
            self.column.addWidget(widget)
        self._show_rules()

    def title(self) -> str:
        return phrase("Choisissez votre identifiant")

    def lead(self) -> str:
        return phrase("C’est le nom à taper chez vous pour entrer. Pensez à le noter.")

    def missing(self) -> str:
        return phrase("Tapez un identifiant qui suit les règles.")

    def fill(self) -> None:
        self._field.line.setReadOnly(self.procedure.busy)  # what is asked is what is shown
        chosen = self.choices.login_name
        if chosen and chosen != self._field.text():
            self._field.set_text(chosen)
        failure = self.procedure.failure
        taken = failure is not None and failure.code is FailureCode.ACCOUNT_LOGIN_NAME_TAKEN
        offered = self.procedure.suggestions if taken else ()
        if offered != self._suggestions:
            self._suggestions = offered
            self._offered.set_options(list(offered))
        self._offered.setVisible(bool(offered))
        self._offered_title.setVisible(bool(offered))

    def _typed(self, typed: str) -> None:
        case = self.procedure.case
        checked = check_login_name(typed, nir=None if case is None else case.nir)
        self._field.set_checked(checked if typed else None)
        self._show_rules()
        self.procedure.change_choices(login_name=checked.value or "")

    def _show_rules(self) -> None:
        case, typed = self.procedure.case, self._field.text().strip()
        rules = login_rules(typed, nir=None if case is None else case.nir)
        self._rules.set_rules([(rule.text, rule.met) for rule in rules])

    def _take(self, rank: int) -> None:
        self._field.set_text(self._suggestions[rank])
        self._field.line.setFocus()

    def first_focus(self) -> QWidget:
        return self._field.line
