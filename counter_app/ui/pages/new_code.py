"""A new code: where it goes, and what to do when it goes by letter.

The contacts are the fund's, masked by the service; the code itself never comes to this post.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.wording import lines, none_of, phrase, sentences, strong
from counter_app.gateway.codes import CodeOffer, SentCode
from counter_app.gateway.port import Channel, CodeChannel
from counter_app.post.settings import Settings
from counter_app.procedure.case import Case
from counter_app.ui.context import Desk
from counter_app.ui.pages.code_wait import CodeWait
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets.bullets import BulletList
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note

_WHO, _WAYS = phrase("Pour qui ?"), phrase("Par où ?")
_REPLACES = phrase("Le nouveau code remplace les précédents : ils ne serviront plus.")
_NOTHING_LEAVES = phrase("FICTIF : sur un poste de formation, aucun message ne part vraiment.")
_TITLES = {
    CodeChannel.EMAIL: phrase("Par e-mail"),
    CodeChannel.SMS: phrase("Par SMS"),
    CodeChannel.LETTER: phrase("Par lettre"),
}
_SEND = {
    None: phrase("Envoyer le code"),
    CodeChannel.EMAIL: phrase("Envoyer par e-mail"),
    CodeChannel.SMS: phrase("Envoyer par SMS"),
    CodeChannel.LETTER: phrase("Envoyer par lettre"),
}
_UNKNOWN = {
    CodeChannel.EMAIL: phrase("d’e-mail"),
    CodeChannel.SMS: phrase("de téléphone mobile"),
    CodeChannel.LETTER: phrase("d’adresse postale"),
}


class NewCodePage(Page):
    """Who, among twins; by which way, among those that the fund knows. Enter sends."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._who = OptionList(name=_WHO, keys=False)
        self._who.chosen.connect(self._choose_person)
        self._ways = OptionList(name=_WAYS)
        self._ways.chosen.connect(self._choose_way)
        self._unknown = muted("", small=True)
        self._for_twins = (heading(_WHO, 2), self._who, heading(_WAYS, 2))
        for widget in (*self._for_twins, self._ways, self._unknown):
            self.column.addWidget(widget)
        self.column.addWidget(Note("info", _REPLACES))
        self.column.addStretch(1)
        # Arrow keys walk without choosing: Enter then chooses the way, and the next one sends.
        # Among twins, only the space bar or a press chooses: nobody is meant by chance.
        self.forward_button.held_back.connect(self._ways.choose_focused)
        self._offer: CodeOffer | None = None
        self._wait = CodeWait(self)

    def forward_text(self) -> str:
        case = self.procedure.case
        return _SEND[None if case is None else case.new_code.channel]

    def missing(self) -> str:
        case = self.procedure.case
        wait = self._wait.words()
        if case is None:
            return ""
        if case.new_code.rank is None:
            return phrase("Choisissez la personne.")
        return wait if case.new_code.channel else phrase("Choisissez par où l’envoyer.")

    def fill(self) -> None:
        case = self.procedure.case
        offer = None if case is None else case.new_code.offer
        if case is None or offer is None:
            return
        if offer is not self._offer:
            self._offer = offer
            self._show_offer(offer)
        if case.new_code.rank is not None:
            self._who.select([one.rank for one in offer.people].index(case.new_code.rank))
        if case.new_code.channel is not None:
            self._ways.select(offer.channels.index(case.new_code.channel))

    def _show_offer(self, offer: CodeOffer) -> None:
        for widget in self._for_twins:
            widget.setVisible(len(offer.people) > 1)
        self._who.set_options([one.given_name for one in offer.people])
        self._ways.set_options([(_TITLES[way], _where(way, offer)) for way in offer.channels])
        unknown = [_UNKNOWN[way] for way in CodeChannel if way not in offer.channels]
        self._unknown.setVisible(bool(unknown))
        if unknown:
            ways = none_of(unknown)
            self._unknown.setText(phrase("La caisse ne connaît pas {ways}.", ways=ways))

    def _choose_person(self, place: int) -> None:
        if self._offer is not None:
            self.procedure.change_new_code(rank=self._offer.people[place].rank)

    def _choose_way(self, place: int) -> None:
        if self._offer is not None:
            self.procedure.change_new_code(channel=self._offer.channels[place])

    def first_focus(self) -> QWidget:
        case = self.procedure.case
        if case is not None and case.new_code.rank is None:
            return self._who.rows[0]
        return self._ways.rows[self._ways.current() or 0]

    def letter(self, letter: str) -> bool:
        """A figure chooses the way; older codes end with the next press, so it is not made here."""
        return letter.isdecimal() and self._ways.press_figure(int(letter))


class CodeByPostPage(Page):
    """The letter takes days: what to do then, and the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sent = Note("success", "")
        self._points = BulletList()
        self.column.addWidget(self._sent)
        self.column.addWidget(self._points)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        return phrase("Terminer")

    def fill(self) -> None:
        case = self.procedure.case
        sent = None if case is None else case.new_code.sent
        if case is None or sent is None:
            return
        self._sent.tell(sent_words(case, sent, self.desk.settings))
        by_phone = case.channel is Channel.PHONE
        self._points.set_points(
            (
                _REPLACES,
                phrase("Avec la lettre et sa carte Vitale, la personne rappelle.")
                if by_phone
                else phrase("Avec la lettre et sa carte Vitale, la personne revient à ce guichet."),
                phrase("Elle peut aussi faire la démarche elle-même, chez elle."),
            )
        )

    async def go_on(self) -> None:
        self.procedure.finish()


def _where(way: CodeChannel, offer: CodeOffer) -> str:
    if way is CodeChannel.EMAIL:
        return phrase("À {email}, en quelques minutes.", email=offer.email)
    if way is CodeChannel.SMS:
        return phrase("Au {mobile}, en quelques minutes.", mobile=offer.mobile)
    return phrase("À l’adresse que la caisse connaît, en quelques jours.")


def sent_words(case: Case, sent: SentCode, settings: Settings) -> str:
    """What has just left, to whom, what to do with it, and how long it serves."""
    training = settings.fictive and not settings.service_url
    where = {
        CodeChannel.EMAIL: phrase("par e-mail à {recipient}", recipient=sent.recipient),
        CodeChannel.SMS: phrase("par SMS au {recipient}", recipient=sent.recipient),
        CodeChannel.LETTER: phrase("par lettre, à l’adresse que la caisse connaît"),
    }[sent.channel]
    left = (
        phrase("Un nouveau code pour {twin} part {where}.", twin=case.twin_meant, where=where)
        if case.twin_meant
        else phrase("Un nouveau code part {where}.", where=where)
    )
    until = (
        phrase("Il sert pendant six semaines après l’envoi de la lettre.")
        if sent.valid_until is None
        else phrase("Il sert jusqu’au {day}.", day=sent.valid_until)
    )
    comes = sent.channel is not CodeChannel.LETTER
    type_it = phrase("Tapez-le ici quand il arrive.") if comes else ""
    return lines(strong(left), sentences(type_it, until), _NOTHING_LEAVES if training else "")
