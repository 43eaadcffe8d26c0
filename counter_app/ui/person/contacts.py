"""Where the service writes to the person: as the fund knows it, corrected, or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.contact_details import check_email, check_mobile, doubt_shared
from counter_app.domain.findings import Checked
from counter_app.domain.wording import phrase
from counter_app.gateway.port import ContactChange
from counter_app.procedure.family_round import marks_of_others
from counter_app.ui.context import Desk
from counter_app.ui.person.page import PersonSidePage
from counter_app.ui.theme.style import current_scale
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import heading
from counter_app.ui.widgets.text_field import TextField

_ONE_BELOW_THE_OTHER = 1.5  # from this text size on
_KEEP, _CHANGE, _NONE = "keep", "change", "none"


class _Asked(NamedTuple):
    """What is asked, of her or, by a mandate, of the agent who types in her place."""

    title: str
    hint: str


_EMAIL = _Asked(phrase("Votre e-mail"), phrase("La vôtre, et non celle d’un proche."))
_MOBILE = _Asked(phrase("Votre téléphone mobile"), phrase("Le vôtre, et non celui d’un proche."))
_HER_EMAIL = _Asked(phrase("Son e-mail"), phrase("La sienne, et non celle d’un proche."))
_HER_MOBILE = _Asked(phrase("Son téléphone mobile"), phrase("Le sien, et non celui d’un proche."))


class ContactChoice(QWidget):
    """Keep what is known, type another, or have none. `changed` hears of each gesture."""

    def __init__(
        self,
        label: str,
        check: Callable[[str], Checked[str]],
        changed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._check, self._changed = check, changed
        self._known: str | None = ""
        self._ways: tuple[str, ...] = ()
        self._title = heading("", 2)
        self._options = OptionList(keys=False)
        self.field = TextField(label)
        self._options.chosen.connect(lambda _rank: self._gesture())
        self.field.changed.connect(lambda _text: self._gesture())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._options)
        column.addWidget(self.field)

    def ask(self, asked: _Asked) -> None:
        """Ask for it so."""
        self._title.setText(asked.title)
        self._options.setAccessibleName(self._title.text())
        self.field.set_hint(asked.hint)

    def show_known(self, masked: str | None, change: ContactChange) -> None:
        """Offer what the fund knows (masked), and the choice made before."""
        if self._known == (masked or None) and self._ways:
            return
        self._known = masked or None
        self._ways = (_KEEP, _CHANGE, _NONE) if masked else (_CHANGE, _NONE)
        titles = {
            _KEEP: phrase("C’est bien {masked}", masked=masked),
            _CHANGE: phrase("J’en donne un autre") if masked else phrase("J’en donne un"),
            _NONE: phrase("Je n’en ai pas"),
        }
        self._options.set_options([titles[way] for way in self._ways])
        QWidget.setTabOrder(self._options.rows[-1], self.field.line)
        QWidget.setTabOrder(self.field.line, self.field.correct_button)
        way = _KEEP if change.keep else (_CHANGE if change.value else _NONE)
        self._options.select(self._ways.index(way) if way in self._ways else len(self._ways) - 1)
        if change.value:
            self.field.set_text(change.value)
        self.field.setVisible(self._way == _CHANGE)

    @property
    def _way(self) -> str:
        rank = self._options.current()
        return _NONE if rank is None else self._ways[rank]

    def _gesture(self) -> None:
        typing = self._way == _CHANGE
        if typing and not self.field.isVisible():
            self.field.setVisible(True)
            self.field.line.setFocus()
        self.field.setVisible(typing)
        text = self.field.text()
        self.field.set_checked(self._check(text) if typing and text else None)
        self._changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters typed on « J’en donne un » are the first ones of it: arrow keys choose without
        leaving the options."""
        if self._way == _CHANGE and event.text().isprintable() and event.text():
            self.field.line.setFocus()
            self.field.line.insert(event.text())
        else:
            super().keyPressEvent(event)

    @property
    def missing(self) -> str:
        """What keeps the choice from being made, or an empty string."""
        if self._way != _CHANGE or self._check(self.field.text()).ok:
            return ""
        return phrase("Terminez votre réponse, ou choisissez « Je n’en ai pas ».")

    @property
    def change(self) -> ContactChange:
        """The choice as the service takes it."""
        if self._way == _CHANGE:
            return ContactChange(keep=False, value=self._check(self.field.text()).value)
        return ContactChange(keep=self._way == _KEEP)

    def first_focus(self) -> QWidget:
        """The option chosen."""
        return self._options.rows[self._options.current() or 0]


class ContactsPage(PersonSidePage):
    """E-mail and mobile, side by side in meaning: both may be absent."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        refused = desk.settings.refused_email_domains
        self._email = ContactChoice(
            phrase("Adresse e-mail"),
            lambda text: self._doubted(check_email(text, refused=refused)),
            self._gesture,
        )
        self._mobile = ContactChoice(
            phrase("Numéro de mobile"),
            lambda text: self._doubted(check_mobile(text, self._territory)),
            self._gesture,
        )
        direction = QBoxLayout.Direction
        room_for_two = current_scale() < _ONE_BELOW_THE_OTHER
        both = QBoxLayout(direction.LeftToRight if room_for_two else direction.TopToBottom)
        both.setSpacing(Space.XL)
        for choice in (self._email, self._mobile):
            both.addWidget(choice, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(both)
        self.forward_button.held_back.connect(self._to_what_is_missing)

    @property
    def _territory(self) -> str:
        case = self.procedure.case
        known = None if case is None else case.identification
        return self.desk.settings.territory if known is None else known.territory

    def _doubted(self, checked: Checked[str]) -> Checked[str]:
        case = self.procedure.case
        return checked if case is None else doubt_shared(checked, marks_of_others(case))

    def title(self) -> str:
        return phrase("Comment vous écrire ?")

    def lead(self) -> str:
        return phrase("Pour vous envoyer un code quand vous entrez dans votre espace.")

    def forward_text(self) -> str:
        case = self.procedure.case
        known = None if case is None else case.identification
        last = known is not None and known.has_account
        if self.procedure.agent_types:
            return phrase("Activer l’espace") if last else phrase("Lui passer la main")
        return phrase("Activer mon espace") if last else phrase("Continuer")

    def missing(self) -> str:
        return self._email.missing or self._mobile.missing

    def fill(self) -> None:
        case = self.procedure.case
        if case is None or case.identification is None:
            return
        by_mandate = self.procedure.agent_types
        self._email.ask(_HER_EMAIL if by_mandate else _EMAIL)
        self._mobile.ask(_HER_MOBILE if by_mandate else _MOBILE)
        contacts = case.identification.contacts
        self._email.show_known(contacts.email, case.choices.email)
        self._mobile.show_known(contacts.mobile, case.choices.mobile)

    def held_for(self) -> str:
        return self.missing()

    def _gesture(self) -> None:
        self.procedure.change_choices(email=self._email.change, mobile=self._mobile.change)

    def _to_what_is_missing(self) -> None:
        for choice in (self._mobile, self._email):
            if choice.missing:
                choice.field.line.setFocus()

    async def go_on(self) -> None:
        self._to_what_is_missing()
        if not self.missing():
            self._gesture()
            await self.procedure.go_on()

    def first_focus(self) -> QWidget:
        return self._email.first_focus()
