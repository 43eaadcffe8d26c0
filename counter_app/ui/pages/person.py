"""Who on the card, and which paper was looked at. Where the chip's serial is not certain, the
number printed on the card is typed or compared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from counter_app.domain.birth_date import birth_date_in_words
from counter_app.domain.card import Beneficiary
from counter_app.domain.card_serial import CardSerial
from counter_app.domain.nir import Nir
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import Case, capitalised
from counter_app.ui.context import Desk
from counter_app.ui.pages.page import Page
from counter_app.ui.pages.serial_question import SerialQuestion
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note

_MISMATCH = (
    "Cette carte ne donne pas autant de noms que de numéros de sécurité sociale. "
    "Comparez le nom et le numéro avec ceux qui sont imprimés."
)
DOCUMENTS: dict[IdentityDocument, str] = {
    IdentityDocument.NATIONAL_CARD: "Carte nationale d’identité",
    IdentityDocument.PASSPORT: "Passeport",
    IdentityDocument.RESIDENCE_PERMIT: "Titre de séjour",
    IdentityDocument.OTHER: "Autre pièce d’identité",
    IdentityDocument.NOT_SEEN: "Aucune, au téléphone",
}


def documents_for(channel: Channel) -> tuple[IdentityDocument, ...]:
    """The papers that can be seen: none on the phone, one of four at the counter."""
    if channel is Channel.PHONE:
        return (IdentityDocument.NOT_SEEN,)
    return tuple(paper for paper in DOCUMENTS if paper is not IdentityDocument.NOT_SEEN)


class PersonPage(Page):
    """With one person on the card, one figure is enough: the paper seen, and the page goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._who_title = heading("Pour qui est la démarche ?", 2)
        self._who = OptionList(name="Pour qui est la démarche ?", keys=False)
        self._who.chosen.connect(self.procedure.choose_beneficiary)
        self._papers = OptionList(name="Pièce d’identité regardée")
        self._papers.chosen.connect(self._paper_seen)
        self._papers.figure_pressed.connect(self._sure)
        self._serial_known = muted("", small=True)
        self._serial = SerialQuestion()
        self._serial.answered.connect(lambda digits: self.procedure.change(card_serial=digits))
        self._serial.face_chosen.connect(self._face_chosen)
        self._mismatch = Note("warning", _MISMATCH)
        for widget in (
            self._mismatch,
            self._who_title,
            self._who,
            self._serial,
            self._papers,
            self._serial_known,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._offered: tuple[IdentityDocument, ...] = ()
        self._offer(documents_for(Channel.CARD))  # made while nobody waits: the usual case
        self._people: tuple[Beneficiary, ...] = ()

    def missing(self) -> str:
        case = self.procedure.case
        if case is None:
            return ""
        if case.card is not None and case.beneficiary is None:
            return "Choisissez la personne."
        if not case.nir:
            return "La carte ne donne pas son numéro : choisissez « Sans carte »."
        if not case.card_serial:
            compared = self._serial.compares
            return f"{'Comparez' if compared else 'Recopiez'} le numéro de série."
        return "" if case.identity_document else "Choisissez la pièce vue."

    def fill(self) -> None:
        case = self.procedure.case
        if case is None:
            return
        self._mismatch.setVisible(case.card is not None and case.card.rank_mismatch)
        self._fill_people(case)
        self._fill_serial(case)
        offered = documents_for(case.channel)
        self._offer(offered)
        if case.identity_document in offered:
            self._papers.select(offered.index(case.identity_document))

    def _offer(self, papers: tuple[IdentityDocument, ...]) -> None:
        if papers != self._offered:
            self._offered = papers
            self._papers.set_options([DOCUMENTS[paper] for paper in papers])

    def _fill_people(self, case: Case) -> None:
        people = () if case.card is None else case.card.beneficiaries
        several = len(people) > 1
        self._who_title.setVisible(several)
        self._who.setVisible(several)
        if several and people != self._people:
            self._who.set_options([_line(person) for person in people])
        self._people = people
        if several and case.beneficiary is not None:
            self._who.select(case.beneficiary)

    def _fill_serial(self, case: Case) -> None:
        certain = case.card is None or case.card.serial.certain
        self._serial.setVisible(not certain)
        self._serial_known.setVisible(bool(case.card_serial) and certain)
        if case.card is not None and not certain:
            self._serial.show_reading(
                case.card.serial, nir=case.nir, with_photo=case.typed.with_photo
            )
        elif case.card_serial:
            shown = CardSerial(case.card_serial).formatted
            self._serial_known.setText(f"Numéro de série de la carte : {shown}")

    def _face_chosen(self, with_photo: bool) -> None:
        case = self.procedure.case
        if case is not None:
            self.procedure.change(typed=replace(case.typed, with_photo=with_photo))

    def _paper_seen(self, rank: int) -> None:
        self.procedure.change(identity_document=self._offered[rank])

    def first_focus(self) -> QWidget:
        case = self.procedure.case
        if case is not None and len(self._people) > 1 and case.beneficiary is None:
            return self._who.rows[0]
        asked = self._serial.next_gesture if self._serial.isVisibleTo(self) else None
        if asked is not None:
            return asked
        rows = self._papers.rows
        return rows[self._papers.current() or 0]

    def letter(self, letter: str) -> bool:
        """A figure says which paper was seen, and goes on when nothing else is missing."""
        return letter.isdecimal() and self._papers.press_figure(int(letter))

    def _sure(self, _rank: int) -> None:
        if self.procedure.can_go_on:
            self.press_forward()


def _line(person: Beneficiary) -> tuple[str, str]:
    name = f"{capitalised(person.given_name)} {person.family_name.upper()}"
    number = Nir(person.nir).masked if person.nir else "numéro absent de la carte"
    return name, f"{birth_date_in_words(person.birth_date)} · {number}"
