"""No act is made here today: a slip says where to go on. It holds nothing about the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.domain.papers import papers
from counter_app.domain.wording import lines, phrase, strong
from counter_app.gateway.port import Channel
from counter_app.procedure.case import Case
from counter_app.procedure.who_decides import redirect_reason
from counter_app.ui.context import Desk
from counter_app.ui.given_by import given_by
from counter_app.ui.pages.handout import HandoutPage
from counter_app.ui.widgets.bullets import BulletList
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument


class RedirectPage(HandoutPage):
    """Enter prints the slip, then ends the case; T ends it without paper. Its words are on the
    page too, to be read aloud where there is no printer, or on the phone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, phrase("La fiche, telle qu’elle sera imprimée"), self._made, _subject
        )
        self._title = heading("", 2)
        self._call = Note("info", "", icon="smartphone")
        self._explanation = muted("")
        self._prepare_title = heading("", 2)
        self._prepare = BulletList()
        self._end = ActionButton(phrase("Terminer sans papier"), "secondary", key="T")
        self._end.clicked.connect(self.procedure.finish)
        for widget in (
            self._title,
            self._explanation,
            self._call,
            self._prepare_title,
            self._prepare,
        ):
            self.words.addWidget(widget)
        self.words.addWidget(self._end, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_said()

    def forward_text(self) -> str:
        return phrase("Terminer") if self._nothing_to_print() else phrase("Imprimer la fiche")

    def _nothing_to_print(self) -> bool:
        case = self.procedure.case
        return self.given or (case is not None and case.channel is Channel.PHONE)

    def fill(self) -> None:
        super().fill()
        case = self.procedure.case
        if case is None:
            return
        all_papers = papers(case.language)
        words, helpline = all_papers.slips[redirect_reason(case)], self.desk.settings.helpline
        self._title.setText(words.title)
        self._explanation.setText("\n".join(words.explanation))
        number = strong(f"{all_papers.slip.call} : {helpline.number}")
        self._call.set_text(lines(number, helpline.hours, helpline.price))
        self._prepare_title.setText(all_papers.slip.prepare)
        self._prepare.set_points(words.prepare)
        self._end.setVisible(not self._nothing_to_print())

    def _made(self, case: Case) -> Callable[[], SheetDocument]:
        reason = redirect_reason(case)
        given = given_by(self.desk.settings, self.desk.now(), case.language)

        def make() -> SheetDocument:
            from counter_app.printing.redirect_slip import (  # noqa: PLC0415 - in its thread
                RedirectFacts,
                redirect_slip,
            )

            return redirect_slip(RedirectFacts(reason, **given))

        return make

    async def go_on(self) -> None:
        if self._nothing_to_print():
            self.procedure.finish()
        else:
            await self.print_sheet()

    def letter(self, letter: str) -> bool:
        if letter == "T" and self._end.isVisible():
            self._end.click()
            return True
        return super().letter(letter)


def _subject(case: Case) -> object:
    return redirect_reason(case), case.language
