"""Without a reader: the numbers printed on the card, typed; each field explains itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.domain.birth_date import check_birth_date
from counter_app.domain.card_serial import CardFace, check_card_serial
from counter_app.domain.findings import Checked
from counter_app.domain.nir import check_nir
from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk
from counter_app.ui.pages.page import Page
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.text_field import TextField

_FACES = (CardFace.WITH_PHOTO, CardFace.WITHOUT_PHOTO)
_SERIAL_HINTS = {
    True: phrase("Les 11 derniers chiffres, en haut à droite, près de la photo."),
    False: phrase("De 8 à 13 chiffres, au dos, en haut à gauche."),
}


class NumbersPage(Page):
    """Security number, serial with or without photo, birth date: in the order of the card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._nir = TextField(
            phrase("Numéro de sécurité sociale"),
            phrase("13 chiffres et les 2 de la clé."),
            mono=True,
            grouping=(1, 2, 2, 2, 3, 3, 2),
        )
        self._face = OptionList(
            [phrase("Carte avec photo"), phrase("Carte sans photo")],
            phrase("Carte avec ou sans photo"),
            keys=False,
        )
        self._face.set_across(True)
        self._face.select(0)
        self._serial = TextField(
            phrase("Numéro de série de la carte"), _SERIAL_HINTS[True], mono=True
        )
        self._birth = TextField(
            phrase("Date de naissance"), phrase("Jour, mois, année : 17 04 1948."), mono=True
        )
        for widget in (self._nir, self._face, self._serial, self._birth):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.column.setSpacing(Space.XS)
        for field in (self._nir, self._serial, self._birth):
            field.changed.connect(self._typed)
        self._face.chosen.connect(self._face_chosen)
        self.forward_button.held_back.connect(lambda: self.first_focus().setFocus())

    def missing(self) -> str:
        for field, name, value in self._asked():
            if not value:
                if field.text():
                    return phrase("Relisez {name}.", name=name)
                return phrase("Il manque {name}.", name=name)
        return ""

    def _asked(self) -> tuple[tuple[TextField, str, str], ...]:
        """Each field, what it asks for, and the value that the service can be asked with."""
        case = self.procedure.case
        nir, serial, birth = (
            ("", "", "") if case is None else (case.nir, case.card_serial, case.birth_date)
        )
        return (
            (self._nir, phrase("le numéro de sécurité sociale"), nir),
            (self._serial, phrase("le numéro de série"), serial),
            (self._birth, phrase("la date de naissance"), birth),
        )

    def fill(self) -> None:
        case = self.procedure.case
        if case is not None:
            self._serial.set_hint(_SERIAL_HINTS[case.typed.with_photo])
        if case is not None and self._face.current() != (0 if case.typed.with_photo else 1):
            self._face.select(0 if case.typed.with_photo else 1)

    def _face_chosen(self, rank: int) -> None:
        case = self.procedure.case
        if case is None:
            return
        self.procedure.change(typed=replace(case.typed, with_photo=rank == 0))
        self._typed("")

    def _typed(self, _text: str) -> None:
        """Check all three: each helps to read the others."""
        case = self.procedure.case
        if case is None:
            return
        nir_text, serial_text, birth_text = (
            field.text() for field in (self._nir, self._serial, self._birth)
        )
        face = _FACES[0 if case.typed.with_photo else 1]
        today = self.desk.now().date()
        birth = check_birth_date(birth_text, today=today)
        nir = check_nir(nir_text, birth_date=birth.value)
        number = nir.value.digits if nir.value else None
        birth = check_birth_date(birth_text, today=today, nir=number)
        serial = check_card_serial(serial_text, face, nir=number)
        for field, checked in ((self._nir, nir), (self._serial, serial), (self._birth, birth)):
            _show(field, checked)
        self.procedure.change(
            typed=replace(case.typed, nir=nir_text, card_serial=serial_text, birth_date=birth_text),
            nir=number or "",
            card_serial=serial.value.digits if serial.value else "",
            birth_date=birth.value or "",
        )

    def first_focus(self) -> QWidget:
        wrong = (field.line for field, _, value in self._asked() if not value)
        return next(wrong, self.forward_button)


def _show(field: TextField, checked: Checked[Any]) -> None:
    field.set_checked(checked if field.text() else None)
