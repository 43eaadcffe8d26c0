"""The serial number where the chip's is not certain: compared with the card's face, or typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.domain.card import SerialReading
from counter_app.domain.card_serial import CardFace, CardSerial, check_card_serial
from counter_app.domain.findings import Checked
from counter_app.domain.typed_text import count_of_digits
from counter_app.domain.wording import phrase
from counter_app.ui.theme.tokens import Radius, Role, Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import muted, text
from counter_app.ui.widgets.panel import Panel
from counter_app.ui.widgets.text_field import TextField, grouped

_FACES = (CardFace.WITH_PHOTO, CardFace.WITHOUT_PHOTO)
_HINTS = {
    CardFace.WITH_PHOTO: phrase("Les 11 derniers chiffres, en haut à droite, près de la photo."),
    CardFace.WITHOUT_PHOTO: phrase("De 8 à 13 chiffres, au dos, en haut à gauche."),
}
_GROUPS = {11: (4, 3, 3, 1), 9: (4, 4, 1)}  # as is easily compared; the key stands apart


class SerialQuestion(QWidget):
    """What the chip says without certainty counts only when somebody saw the same on the card."""

    answered = Signal(str)
    """The digits that the service is asked with; empty while there are none."""

    face_chosen = Signal(bool)
    """True for a card with photo."""

    def __init__(self) -> None:
        super().__init__()
        self._to_compare, self._nir, self._face = "", "", CardFace.WITH_PHOTO
        self._told = muted("", small=True)
        self._digits = text("", Role.MONO_LARGE)
        self._same = CheckBox(phrase("Le numéro imprimé sur la carte est le même"))
        self._same.toggled.connect(self._tell)
        self._other = ActionButton(phrase("Recopier un autre numéro"), "quiet")
        self._other.clicked.connect(self._copy_instead)
        self._copies = False
        self._faces = OptionList(
            [phrase("Carte avec photo"), phrase("Carte sans photo")],
            phrase("Carte avec ou sans photo"),
            keys=False,
        )
        self._faces.set_across(True)
        self._faces.select(0)
        self._faces.chosen.connect(lambda rank: self._choose_face(_FACES[rank]))
        self._typed = TextField(
            phrase("Numéro de série imprimé sur la carte"), _HINTS[CardFace.WITH_PHOTO], mono=True
        )
        self._typed.changed.connect(self._tell)
        self._lay_out()

    def _lay_out(self) -> None:
        self._comparison = Panel("surface", radius=Radius.BUTTON)
        compared = QVBoxLayout(self._comparison)
        compared.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        compared.setSpacing(Space.XS)
        self._typing = QWidget()
        typing = QVBoxLayout(self._typing)
        typing.setContentsMargins(0, 0, 0, 0)
        typing.setSpacing(Space.S)
        self._other.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.M)
        for column, widgets in (
            (compared, (self._told, self._digits, self._same, self._other)),
            (typing, (self._faces, self._typed)),
            (whole, (self._comparison, self._typing)),
        ):
            for widget in widgets:
                column.addWidget(widget)

    def show_reading(self, reading: SerialReading, *, nir: str, with_photo: bool) -> None:
        """Ask about this reading; what was ticked or typed stays."""
        self._nir = nir
        self._face = _FACES[0 if with_photo else 1]
        if reading.to_compare != self._to_compare:
            self._to_compare = digits = reading.to_compare
            self._digits.setText(grouped(digits, _GROUPS.get(len(digits), (len(digits),))))
            self._told.setText(
                phrase(
                    "<b>Numéro de série.</b> La puce donne ces {count}, mais seule la carte fait "
                    "foi : comparez-les aux derniers chiffres imprimés.",
                    count=count_of_digits(len(digits)),
                )
            )
        if self._faces.current() != _FACES.index(self._face):
            self._faces.select(_FACES.index(self._face))
        self._typed.set_hint(_HINTS[self._face])
        self._comparison.setVisible(bool(self._to_compare))
        self._show_ways()

    def _show_ways(self) -> None:
        """The field comes when there is nothing to compare, or when the card says another."""
        same = self._same.isChecked()
        copies = not self._to_compare or self._copies
        self._other.setVisible(not same and not copies)
        self._typing.setVisible(copies and not same)

    def _copy_instead(self) -> None:
        self._copies = True
        self._show_ways()
        self._typed.line.setFocus()

    @property
    def compares(self) -> bool:
        """There is a number to compare."""
        return bool(self._to_compare)

    @property
    def next_gesture(self) -> QWidget | None:
        """Where the answer is given; None once there is one."""
        if self._same.isChecked() or self._check().value:
            return None
        return self._same if self._to_compare and not self._copies else self._typed.line

    def _choose_face(self, face: CardFace) -> None:
        self._face = face
        self._typed.set_hint(_HINTS[face])
        self.face_chosen.emit(face is CardFace.WITH_PHOTO)
        self._tell()

    def _check(self) -> Checked[CardSerial]:
        """What is typed, as a number of the chosen model of card."""
        return check_card_serial(
            self._typed.text(), self._face, nir=self._nir or None, chip=self._to_compare
        )

    def _tell(self) -> None:
        """Say the answer as it now stands."""
        self._show_ways()
        if self._same.isChecked():
            self.answered.emit(self._to_compare)
            return
        checked = self._check()
        self._typed.set_checked(checked if self._typed.text() else None)
        self.answered.emit(checked.value.digits if checked.value else "")
