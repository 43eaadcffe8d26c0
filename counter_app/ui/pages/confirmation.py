"""The act is registered: its paper, seen, printed, saved only when asked for."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.domain.failures import CounterError
from counter_app.domain.wording import lines, phrase, sentences, strong
from counter_app.gateway.port import Channel
from counter_app.procedure.case import Case
from counter_app.ui.confirmation_facts import confirmation_sheet
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.page import Page
from counter_app.ui.pages.printing_line import PrintingLine
from counter_app.ui.pages.round_list import RoundList
from counter_app.ui.theme.tokens import Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import mono, muted
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.paper_view import PaperView

_PREVIEW_WIDTH = 352


class ConfirmationPage(Page):
    """Prints by itself where the post has a printer and its settings allow it; else Enter prints.
    Then Enter ends, or goes on with the next person of the card. F6 saves as PDF, F7 prints once
    more, F8 ends where somebody is still to come."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.back_button.hide()
        self._number = mono("", large=True)
        self._next = Note("success", "")
        self._paper = PaperView(phrase("La confirmation, telle qu’elle sera imprimée"))
        self._paper.setFixedWidth(_PREVIEW_WIDTH)
        self._again = ActionButton(phrase("Imprimer encore"), "secondary", key="F7")
        self._save = ActionButton(phrase("Enregistrer en PDF"), "secondary", key="F6")
        self._again.clicked.connect(lambda: spawn(self._print()))
        self._save.clicked.connect(self._ask_where)
        self._end = ActionButton(phrase("Terminer"), "secondary", key="F8")
        self._end.clicked.connect(self.procedure.finish)
        self._round = RoundList()
        self._said = PrintingLine(desk)
        self._said.progressed.connect(self.refresh)  # the main action waits for it
        self.previewed = asyncio.Event()
        self._paper.seen.connect(lambda: spawn(self._preview()))
        self._by_itself = True  # once for each confirmation
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.M)
        words.addWidget(muted(phrase("Numéro de la confirmation"), small=True))
        words.addWidget(self._number)
        words.addWidget(self._next)
        words.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._end, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._said)
        words.addWidget(self._round)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(self._paper, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        case = self.procedure.case
        if case is None or not (case.has_paper or self._said.busy):
            return phrase("Imprimer la confirmation")
        following = self.procedure.name_after
        if not following:
            return phrase("Terminer")
        return phrase("Personne suivante : {name}", name=following)

    def readiness(self) -> tuple[bool, str]:
        if self._said.busy:
            return False, phrase("La page part à l’imprimante.")
        return super().readiness()

    def fill(self) -> None:
        case = self.procedure.case
        if case is None or case.acknowledgement is None:
            return
        if self._by_itself and self._prints_by_itself(case):
            spawn(self._print())
        self._by_itself = False
        done = case.acknowledgement
        self._number.setText(done.receipt_number)
        sent = phrase("Un e-mail part aussi vers la personne.") if done.email_queued else ""
        back = phrase("Ses documents gardés sont revenus.") if done.data_restored else ""
        told = sentences(back, phrase("Remettez le papier imprimé."), sent)
        self._next.tell(lines(strong(phrase("C’est enregistré.")), told))
        self._round.show_round(case, self.procedure.round_order)
        self._end.setVisible(case.has_paper and bool(self.procedure.name_after))
        self._again.setVisible(case.has_paper)
        self._again.set_text(phrase("Imprimer encore") if case.printed else phrase("Imprimer"))

    def _prints_by_itself(self, case: Case) -> bool:
        """There is a printer, and somebody here to hand the page to."""
        wanted = self.desk.settings.print_at_once and case.channel is not Channel.PHONE
        return wanted and bool(self.desk.printer) and not case.has_paper

    async def _preview(self) -> None:
        case = self.procedure.case
        if not isValid(self) or case is None or case.acknowledgement is None:
            return  # the visit ended before its turn came
        ratio = self.devicePixelRatioF()
        sheet = confirmation_sheet(case, self.desk.settings)
        image = await self.desk.papers.preview(sheet, _PREVIEW_WIDTH, pixel_ratio=ratio)
        if not isValid(self):
            return
        self._paper.set_picture(QPixmap.fromImage(image))
        self.previewed.set()

    async def go_on(self) -> None:
        case = self.procedure.case
        if case is None or not case.has_paper:
            await self._print()
        elif self.procedure.name_after:
            self.procedure.next_person()
        else:
            self.procedure.finish()

    async def _print(self) -> None:
        case = self.procedure.case
        if not isValid(self) or case is None or case.acknowledgement is None:
            return
        if await self._said.send(
            confirmation_sheet(case, self.desk.settings), lambda: self._still(case)
        ):
            self.procedure.printed()

    def _still(self, case: Case) -> bool:
        """The same visit is shown as when the page was asked for."""
        now = self.procedure.case
        return now is not None and now.acknowledgement is case.acknowledgement

    def _ask_where(self) -> None:
        """A window of choice that does not hold the loop."""
        number, pages = self._number.text(), shown(phrase("Page PDF"))
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, shown(phrase("Enregistrer la confirmation")), places)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{pages} (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"confirmation-{number}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: spawn(self.save(path)))
        dialog.open()

    async def save(self, path: str) -> None:
        """Write the page as a PDF where the agent said."""
        case = self.procedure.case
        if case is None:
            return
        try:
            await self.desk.papers.save(confirmation_sheet(case, self.desk.settings), path)
        except CounterError as error:
            if self._still(case):
                self.procedure.show(error.failure)
            return
        if self._still(case):
            self.procedure.saved()
            self._said.tell(phrase("Page enregistrée."))

    def first_focus(self) -> QWidget:
        return self.forward_button

    def go_back(self) -> None:
        """What is registered is not taken back from here."""

    def key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F6:
            self._save.click()
            return True
        if event.key() == Qt.Key.Key_F8 and self._end.isVisible():
            self._end.click()
            return True
        if event.key() == Qt.Key.Key_F7 and self._again.isVisible():
            self._again.click()
            return True
        return super().key(event)
