"""A new code: where it goes, and what to do when it goes by letter.

The contacts are the fund's, masked by the service; the code itself never comes to this post.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.wording import date_in_words, none_of
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

_WHO, _WAYS = "Pour qui ?", "Par où ?"
_REPLACES = "Le nouveau code remplace les précédents : ils ne serviront plus."
_NOTHING_LEAVES = "FICTIF : sur un poste de formation, aucun message ne part vraiment."
_TITLES = {
    CodeChannel.EMAIL: "Par e-mail",
    CodeChannel.SMS: "Par SMS",
    CodeChannel.LETTER: "Par lettre",
}
_SEND = {
    None: "Envoyer le code",
    CodeChannel.EMAIL: "Envoyer par e-mail",
    CodeChannel.SMS: "Envoyer par SMS",
    CodeChannel.LETTER: "Envoyer par lettre",
}
_WHERE = {
    CodeChannel.EMAIL: "À {email}, en quelques minutes.",
    CodeChannel.SMS: "Au {mobile}, en quelques minutes.",
    CodeChannel.LETTER: "À l’adresse que la caisse connaît, en quelques jours.",
}
_UNKNOWN = {
    CodeChannel.EMAIL: "d’e-mail",
    CodeChannel.SMS: "de téléphone mobile",
    CodeChannel.LETTER: "d’adresse postale",
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
        self.forward_button.held_back.connect(self._choose_where_the_focus_is)
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
            return "Choisissez la personne."
        return wait if case.new_code.channel else "Choisissez par où l’envoyer."

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
        self._ways.set_options(
            [
                (_TITLES[way], _WHERE[way].format(email=offer.email, mobile=offer.mobile))
                for way in offer.channels
            ]
        )
        unknown = [_UNKNOWN[way] for way in CodeChannel if way not in offer.channels]
        self._unknown.setVisible(bool(unknown))
        if unknown:
            self._unknown.setText(f"La caisse ne connaît pas {none_of(unknown)}.")

    def _choose_person(self, place: int) -> None:
        if self._offer is not None:
            self.procedure.change_new_code(rank=self._offer.people[place].rank)

    def _choose_way(self, place: int) -> None:
        if self._offer is not None:
            self.procedure.change_new_code(channel=self._offer.channels[place])

    def _choose_where_the_focus_is(self) -> None:
        """Arrow keys walk without choosing: Enter then chooses the way, and the next one sends.

        Among twins, only the space bar or a press chooses: nobody is meant by chance.
        """
        for place, row in enumerate(self._ways.rows):
            if row.hasFocus():
                self._ways.choose(place)

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
        return "Terminer"

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
                "Avec la lettre et sa carte Vitale, la personne "
                + ("rappelle." if by_phone else "revient à ce guichet."),
                "Elle peut aussi faire la démarche elle-même, chez elle.",
            )
        )

    async def go_on(self) -> None:
        self.procedure.finish()


def sent_words(case: Case, sent: SentCode, settings: Settings) -> str:
    """What has just left, to whom, what to do with it, and how long it serves."""
    training = settings.fictive and not settings.service_url
    twin = case.twin_meant
    for_whom = f" pour {twin}" if twin else ""
    where = {
        CodeChannel.EMAIL: f"par e-mail à {sent.recipient}",
        CodeChannel.SMS: f"par SMS au {sent.recipient}",
        CodeChannel.LETTER: "par lettre, à l’adresse que la caisse connaît",
    }[sent.channel]
    until = (
        "Il sert pendant six semaines après l’envoi de la lettre."
        if sent.valid_until is None
        else f"Il sert jusqu’au {date_in_words(sent.valid_until)}."
    )
    type_it = "" if sent.channel is CodeChannel.LETTER else "Tapez-le ici quand il arrive. "
    nothing_leaves = f"\n{_NOTHING_LEAVES}" if training else ""
    return f"<b>Un nouveau code{for_whom} part {where}.</b>\n{type_it}{until}{nothing_leaves}"
