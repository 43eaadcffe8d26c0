"""A page that prints a sheet: seen in small beside what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.language_button import LanguageButton
from counter_app.ui.pages.page import Page
from counter_app.ui.pages.printing_line import PrintingLine
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.paper_view import PaperView

if TYPE_CHECKING:
    from counter_app.printing.page import SheetDocument
    from counter_app.procedure.case import Case

_PREVIEW_WIDTH = 300


class HandoutPage(Page):
    """Subclasses fill `words`, and say what follows once the sheet is printed.

    `sheet`: what makes the sheet of a case, for `Papers`; `subject`: what it depends on: when that
    changes, the sheet is another one.
    """

    def __init__(
        self,
        desk: Desk,
        sheet_name: str,
        sheet: Callable[[Case], Callable[[], SheetDocument]],
        subject: Callable[[Case], object],
    ) -> None:
        super().__init__(desk)
        self._sheet, self._subject = sheet, subject
        self.given = False  # the sheet went to the printer
        self.words = QVBoxLayout()
        self.words.setSpacing(Space.S)
        self._said = PrintingLine(desk)
        self._language = LanguageButton(desk)
        self._paper = PaperView(sheet_name)
        self._paper.setFixedWidth(_PREVIEW_WIDTH)
        self._paper.seen.connect(lambda: spawn(self._preview()))
        self._previewed: object = None
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addLayout(self.words, 1)
        beside = QVBoxLayout()
        beside.setSpacing(Space.S)
        beside.addWidget(self._paper)
        beside.addWidget(self._language, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        row.addLayout(beside)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def add_said(self) -> None:
        """Put what became of the printing under the words, and the rest at the top."""
        self.words.addWidget(self._said)
        self.words.addStretch(1)

    def letter(self, letter: str) -> bool:
        if letter == "L":
            self._language.click()
        return letter == "L"

    def fill(self) -> None:
        self._language.refresh()
        case = self.procedure.case
        if case is not None and self._paper.has_picture and self._previewed != self._subject(case):
            self.given = False
            self._said.tell("")
            spawn(self._preview())

    async def _preview(self) -> None:
        case = self.procedure.case
        if not isValid(self) or case is None:
            return  # the visit ended before its turn came
        self._previewed = self._subject(case)
        ratio = self.devicePixelRatioF()
        image = await self.desk.papers.preview(self._sheet(case), _PREVIEW_WIDTH, pixel_ratio=ratio)
        if isValid(self):
            self._paper.set_picture(QPixmap.fromImage(image))

    async def print_sheet(self) -> None:
        """Send the sheet to the printer; what it says, or that there is none, is shown."""
        case, page = self.procedure.case, self.procedure.step
        if case is None:
            return
        subject = self._subject(case)

        def still() -> bool:
            now = self.procedure.case
            same = self._still(case, page)
            return same and now is not None and self._subject(now) == subject

        if await self._said.send(self._sheet(case), still):
            self.given = True
            self.procedure.show(None)

    def _still(self, case: Case, page: object) -> bool:
        """The same visit and page are shown as when the sheet was asked for."""
        now = self.procedure.case
        if now is None or not isValid(self) or self.procedure.step is not page:
            return False
        return (now.card, now.identification) == (case.card, case.identification)
