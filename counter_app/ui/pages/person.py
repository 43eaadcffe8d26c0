"""Who on the card, and which paper was looked at. Where the chip's serial is not certain, the
number printed on the card is typed or compared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.birth_date import birth_date_in_words
from counter_app.domain.card import Beneficiary
from counter_app.domain.card_serial import CardSerial
from counter_app.domain.nir import Nir
from counter_app.domain.situation import PAPER_WORDS, Paper
from counter_app.domain.wording import phrase
from counter_app.gateway.port import Channel, IdentityDocument
from counter_app.procedure.case import Case, Done, StepId, capitalised
from counter_app.procedure.family_round import DONE_WORDS
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import (
    leads_to_an_act,
    papers_asked,
    papers_seen,
    situation_of,
)
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.page import Page
from counter_app.ui.pages.serial_question import SerialQuestion
from counter_app.ui.pages.who_decides import WhoDecides
from counter_app.ui.translation import shown, shown_alone
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note

_WHO = phrase("Pour qui est la démarche ?")
_MISMATCH = phrase(
    "Cette carte ne donne pas autant de noms que de numéros de sécurité sociale. Comparez le nom "
    "et le numéro avec ceux qui sont imprimés."
)
_FIRST_LINKED = 5  # the figures before are the identity papers


DOCUMENTS: dict[IdentityDocument, str] = {
    IdentityDocument.NATIONAL_CARD: phrase("Carte nationale d’identité"),
    IdentityDocument.PASSPORT: phrase("Passeport"),
    IdentityDocument.RESIDENCE_PERMIT: phrase("Titre de séjour"),
    IdentityDocument.OTHER: phrase("Autre pièce d’identité"),
    IdentityDocument.NOT_SEEN: phrase("Aucune, au téléphone"),
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
        self._who_title = heading(_WHO, 2)
        self._who = OptionList(name=_WHO, keys=False)
        self._who.chosen.connect(self.procedure.choose_beneficiary)
        self._papers = OptionList(name=phrase("Pièce d’identité regardée"))
        self._papers.chosen.connect(self._paper_seen)
        self._papers.figure_pressed.connect(self._sure)
        self._linked = OptionList(
            name=phrase("Papier qui prouve le lien"), first_figure=_FIRST_LINKED
        )
        self._linked.set_across(True)
        self._linked.chosen.connect(self._link_seen)
        self._linked.figure_pressed.connect(self._sure)
        self._linked_title = heading("", 2)
        self._who_decides = WhoDecides()
        self._who_decides.change_wanted.connect(
            lambda: spawn(self.procedure.turn_aside(AsideName.SITUATION))
        )
        self._serial_known = muted("", small=True)
        self._serial = SerialQuestion()
        self._serial.answered.connect(lambda digits: self.procedure.change(card_serial=digits))
        self._serial.face_chosen.connect(self._face_chosen)
        self._mismatch = Note("warning", _MISMATCH)
        for widget in (
            self._mismatch,
            self._who_title,
            self._who,
            self._who_decides,
            self._serial,
            self._papers,
            self._linked_title,
            self._linked,
            self._serial_known,
        ):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._offered: tuple[IdentityDocument, ...] = ()
        self._offer(documents_for(Channel.CARD))  # made while nobody waits: the usual case
        self._asked: tuple[Paper, ...] = ()
        self.forward_button.held_back.connect(self._choose_where_the_focus_is)
        self._people: tuple[Beneficiary, ...] = ()
        self._done: tuple[Done, ...] = ()

    def missing(self) -> str:
        case = self.procedure.case
        if case is not None and case.card is not None and case.beneficiary is None:
            return phrase("Choisissez la personne.")
        if case is None or not leads_to_an_act(case):
            return ""
        if not case.nir:
            return phrase("La carte ne donne pas son numéro : choisissez « Sans carte ».")
        if not case.card_serial:
            if self._serial.compares:
                return phrase("Comparez le numéro de série.")
            return phrase("Recopiez le numéro de série.")
        return self._missing_paper(case)

    def _missing_paper(self, case: Case) -> str:
        if not case.identity_document:
            return phrase("Choisissez la pièce vue.")
        return "" if papers_seen(case) else phrase("Choisissez le papier qui prouve le lien.")

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is None or leads_to_an_act(case):
            return super().forward_text()
        return phrase("Remettre la fiche")

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
        elif self._papers.current() is not None:
            self._papers.set_options([DOCUMENTS[paper] for paper in offered])  # another's is asked
        self._fill_linked(case)

    def _fill_linked(self, case: Case) -> None:
        """Who decides, in one line, and the second paper that goes with it."""
        line, asked = situation_of(case), papers_asked(case)
        self._who_decides.setVisible(line is not None)
        if line is not None:
            self._who_decides.show_situation(line)
        possible = line is not None and leads_to_an_act(case)
        self._papers.setVisible(possible or line is None)
        self._linked_title.setVisible(bool(asked) and possible)
        self._linked.setVisible(bool(asked) and possible)
        if asked != self._asked:
            self._asked = asked
            self._linked.set_options([shown_alone(PAPER_WORDS[paper]) for paper in asked])
            of_a_judge = Paper.COURT_DECISION in asked
            self._linked_title.setText(
                phrase("Et la décision qui le nomme")
                if of_a_judge
                else phrase("Et le papier de l’enfant")
            )
        seen = next((rank for rank, paper in enumerate(asked) if paper in case.papers), None)
        if seen is not None:
            self._linked.select(seen)

    def _offer(self, papers: tuple[IdentityDocument, ...]) -> None:
        if papers != self._offered:
            self._offered = papers
            self._papers.set_options([DOCUMENTS[paper] for paper in papers])

    def _fill_people(self, case: Case) -> None:
        people = () if case.card is None else case.card.beneficiaries
        several = len(people) > 1
        self._who_title.setVisible(several)
        self._who.setVisible(several)
        if several and (people, case.done) != (self._people, self._done):
            acts = {done.rank: DONE_WORDS[done.action] for done in case.done}
            self._who.set_options(
                [_line(person, acts.get(rank, "")) for rank, person in enumerate(people)]
            )
        self._people, self._done = people, case.done
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
            digits = CardSerial(case.card_serial).formatted
            self._serial_known.setText(
                phrase("Numéro de série de la carte : {digits}", digits=digits)
            )

    def _face_chosen(self, with_photo: bool) -> None:
        case = self.procedure.case
        if case is not None:
            self.procedure.change(typed=replace(case.typed, with_photo=with_photo))

    def _paper_seen(self, rank: int) -> None:
        self.procedure.change(identity_document=self._offered[rank])

    def _link_seen(self, rank: int) -> None:
        self.procedure.change(papers=(self._asked[rank],))

    def first_focus(self) -> QWidget:
        case = self.procedure.case
        if case is not None and len(self._people) > 1 and case.beneficiary is None:
            return self._who.rows[0]
        asked = self._serial.next_gesture if self._serial.isVisibleTo(self) else None
        if asked is not None:
            return asked
        if case is not None and not leads_to_an_act(case):
            return self.forward_button
        rows = self._papers.rows
        return rows[self._papers.current() or 0]

    def letter(self, letter: str) -> bool:
        """A figure says which paper was seen, and goes on when nothing else is missing."""
        if not letter.isdecimal() or not self._papers.isVisibleTo(self):
            return False
        figure = int(letter)
        linked = self._linked.isVisibleTo(self) and self._linked.press_figure(figure)
        return linked or self._papers.press_figure(figure)

    def key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F6 and self._who_decides.isVisible():
            self._who_decides.change.click()
            return True
        return super().key(event)

    def start_going_on(self) -> None:
        """Where the code is still to come, at once: it may be typed in the same breath."""
        case = self.procedure.case
        here = case is not None and not case.code and self.procedure.step is StepId.PERSON
        if not (here and self.procedure.go_on_at_once()):
            super().start_going_on()

    def _sure(self, _rank: int) -> None:
        if self.procedure.can_go_on:
            self.press_forward()
        else:
            self._to_the_second_paper()

    def _choose_where_the_focus_is(self) -> None:
        """Enter chooses the paper to which the arrow keys have walked; the next one goes on. Of
        several people, only the space bar or a press chooses: nobody is meant by chance."""
        if self._papers.choose_focused():
            self._to_the_second_paper()
        else:
            self._linked.choose_focused()

    def _to_the_second_paper(self) -> None:
        if self._linked.isVisibleTo(self) and self._linked.current() is None:
            self._linked.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _line(person: Beneficiary, done: str) -> tuple[str, str]:
    name = f"{capitalised(person.given_name)} {person.family_name.upper()}"
    number = Nir(person.nir).masked if person.nir else phrase("numéro absent de la carte")
    told = (
        birth_date_in_words(person.birth_date),
        number,
        phrase("fait : {done}", done=done) if done else "",
    )
    return name, " · ".join(shown(each) for each in told if each)
