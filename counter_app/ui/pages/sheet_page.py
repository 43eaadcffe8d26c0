"""A page on which a sheet is read before an act: on screen, on paper, aloud, in her language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counter_app.domain.papers import papers, spoken_text
from counter_app.domain.wording import phrase
from counter_app.procedure.case import Case
from counter_app.procedure.consequences import change_read, sheet_read
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.given_by import given_by
from counter_app.ui.pages.language_button import LanguageButton
from counter_app.ui.pages.page import Page
from counter_app.ui.pages.printing_line import PrintingLine
from counter_app.ui.theme.tokens import Space
from counter_app.ui.translation import shown
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.flow import FlowLayout
from counter_app.ui.widgets.sheet_view import SheetView

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument


class SheetPage(Page):
    """F7 prints the sheet, F8 prints it large, F6 has it read aloud where there is a voice, L
    takes the next language. The sheet names nobody: printing it asks for nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._language = LanguageButton(desk)
        self._language.clicked.connect(self.desk.voice.stop)
        self._usual = ActionButton(phrase("Imprimer"), "quiet", key="F7")
        self._large = ActionButton(phrase("En grand"), "quiet", key="F8")
        self._aloud = ActionButton(phrase("Écouter"), "quiet", key="F6")
        self._usual.clicked.connect(lambda: spawn(self._print(large_print=False)))
        self._large.clicked.connect(lambda: spawn(self._print(large_print=True)))
        self._aloud.clicked.connect(self._listen_or_stop)
        self._large.setAccessibleName(shown(phrase("Imprimer en grands caractères")))
        self._said = PrintingLine(desk)
        self.sheet = SheetView()
        self._speaking = False
        self._heard: frozenset[str] | None = None  # not asked yet
        self._lay_out()

    def _lay_out(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools, spacing=Space.S)
        for tool in (self._language, self._usual, self._large, self._aloud):
            row.addWidget(tool)
        self._aloud.hide()
        self.column.addWidget(tools)
        self.column.addWidget(self._said)
        self.column.addWidget(self.sheet)
        self.column.addStretch(1)

    def fill(self) -> None:
        case = self.procedure.case
        sheet = sheet_read(self.procedure.step, case)
        if case is None or sheet is None:
            return
        language = papers(case.language).language
        self.sheet.show_sheet(sheet, language)
        self._language.refresh()
        if self._heard is None:
            self._heard = frozenset()
            spawn(self._ask_voices())
        self._aloud.setVisible(language.code in self._heard)
        self._aloud.set_text(phrase("Arrêter") if self._speaking else phrase("Écouter"))

    def letter(self, letter: str) -> bool:
        if letter == "L":
            self._language.click()
        return letter == "L"

    # On paper -------------------------------------------------------------------------------

    async def _print(self, *, large_print: bool) -> None:
        case = self.procedure.case
        if case is not None:
            sheet = self._sheet_maker(case, large_print=large_print)
            await self._said.send(sheet, lambda: self._still(case))

    def _sheet_maker(self, case: Case, *, large_print: bool) -> Callable[[], SheetDocument]:
        change = change_read(self.procedure.step, case)
        if change is None:
            raise LookupError("this page has no sheet")
        given = given_by(self.desk.settings, self.desk.now(), case.language)

        def make() -> SheetDocument:
            from counter_app.printing.consequence_sheet import (  # noqa: PLC0415 - in its thread
                ConsequenceFacts,
                consequence_sheet,
            )

            return consequence_sheet(ConsequenceFacts(change, large_print, **given))

        return make

    def _still(self, case: Case) -> bool:
        """The same visit is shown as when the sheet was asked for."""
        now = self.procedure.case
        return now is not None and now.identification is case.identification

    # Aloud ----------------------------------------------------------------------------------

    async def _ask_voices(self) -> None:
        """Which of the languages the system can read: where none, there is no button."""
        heard = {
            each.code
            for each in self._language.languages
            if await self.desk.voice.speaks(each.voice)
        }
        if isValid(self):
            self._heard = frozenset(heard)
            self.fill()

    def _listen_or_stop(self) -> None:
        if self._speaking:
            self.desk.voice.stop()
        else:
            spawn(self._read_aloud())

    async def _read_aloud(self) -> None:
        case, sheet = self.procedure.case, sheet_read(self.procedure.step, self.procedure.case)
        if case is None or sheet is None:
            return
        language = papers(case.language).language
        text = spoken_text(sheet, language, self.desk.settings.helpline)
        self._set_speaking(speaking=True)
        try:
            await self.desk.voice.read(text, language.voice)
        finally:
            self._set_speaking(speaking=False)

    def _set_speaking(self, *, speaking: bool) -> None:
        if isValid(self):
            self._speaking = speaking
            self.fill()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is read of a page that is not shown: gone on, gone back, locked."""
        super().hideEvent(event)
        if self._speaking:
            self.desk.voice.stop()

    def key(self, event: QKeyEvent) -> bool:
        tools = {
            Qt.Key.Key_F6: self._aloud,
            Qt.Key.Key_F7: self._usual,
            Qt.Key.Key_F8: self._large,
        }
        tool = tools.get(Qt.Key(event.key()))
        if tool is not None and tool.isVisible():
            tool.click()
            return True
        return self.frame.scroll_by_key(event) or super().key(event)
