"""How many acts were registered: read at the service, shown without anybody's name."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.domain.failures import CounterError
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import Phrase, lines, phrase, strong
from counter_app.gateway.counts import Statistics
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.statistics_tables import (
    PERIODS,
    WITHHELD,
    Period,
    nothing_registered,
    period_in_words,
    tables_of,
    withheld,
)
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.count_table import CountTableView
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.scroll_page import PageFrame
from counter_app.ui.widgets.themed import say

_TITLE = phrase("Le bilan des demandes")
_PERIODS = tuple(Period)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StatisticsPage(QWidget):
    """1, 2 and 3 choose the period, the page keys scroll, Escape leaves."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._asked = 0  # an answer to an older question is not shown
        self._periods = OptionList(list(PERIODS.values()), phrase("Période"))
        self._periods.set_across(True)
        self._periods.select(0)
        self._periods.chosen.connect(lambda _rank: self.load())
        self._said = muted("")
        self._failure = Note("warning", "")
        self._tables = QVBoxLayout()
        self._tables.setSpacing(Space.S)
        self._legend = muted("", small=True)
        self._back = ActionButton(phrase("Retour"), "secondary", key=phrase("Échap"))
        self._back.clicked.connect(self.left)
        self._again = ActionButton(phrase("Réessayer"), "primary", key=phrase("Entrée"))
        self._again.clicked.connect(self.load)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(Space.M)
        for widget in (self._periods, self._said, self._failure, self._legend):
            column.addWidget(widget)
        column.addLayout(self._tables)
        column.addStretch(1)
        self.frame = PageFrame(_TITLE, column, self._back, self._again)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.frame)
        self._failure.hide()
        self._again.hide()

    def refresh(self) -> None:
        """Nothing here follows the case or the readers."""

    def load(self) -> None:
        """Ask the service for the period chosen; returns at once."""
        self._asked += 1
        spawn(self._load(self._asked))

    async def _load(self, asked: int) -> None:
        here = TERRITORIES[self.desk.settings.territory].clock
        today = self.desk.now().astimezone(here).date()
        since, until = _PERIODS[self._periods.current() or 0].days(today)
        # What is shown stays until there is something else to show.
        self._tell(phrase("Un instant…"))
        try:
            told = await self.desk.statistics(since, until)
        except CounterError as error:
            if self._awaits(asked):
                failure = error.failure
                self._clear()
                self._tell("", lines(strong(failure.happened), failure.remedy))
            return
        if self._awaits(asked):
            await self._show_told(told, asked)

    def _awaits(self, asked: int) -> bool:
        """False when the page has gone, or asked for something else meanwhile."""
        return isValid(self) and asked == self._asked

    async def _show_told(self, told: Statistics, asked: int) -> None:
        """One table a turn of the loop: a whole year by day is long."""
        self._clear()
        tables, period = tables_of(told), period_in_words(told)
        if nothing_registered(told):
            self._tell(phrase("{period}, aucune demande n’est enregistrée.", period=period))
        elif not tables:
            self._tell(
                phrase("{period} : les nombres sont trop petits pour être donnés.", period=period)
            )
        else:
            self._tell(phrase("{period}, pour tout le service.", period=period))
            self._legend.setText(_legend(told.withheld_under))
            self._legend.setVisible(withheld(told))
        say(self, self._said.text())
        for table in tables:
            await asyncio.sleep(0)
            if not self._awaits(asked):
                return
            view = CountTableView(table.title, table.columns, table.rows)
            self._tables.addWidget(heading(table.title, 2))
            self._tables.addWidget(view)
            self._tables.addSpacing(Space.S)

    def _tell(self, said: str, failure: str = "") -> None:
        """The words above the tables."""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._failure.tell(failure)
        self._again.setVisible(bool(failure))

    def _clear(self) -> None:
        self._legend.setVisible(False)
        while (item := self._tables.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def first_focus(self) -> QWidget:
        """The period."""
        return self._periods.rows[self._periods.current() or 0]

    def key(self, event: QKeyEvent) -> bool:
        """A key that no option took."""
        if event.key() == Qt.Key.Key_Escape:
            self._back.click()
        elif event.key() in _ENTER and self._again.isVisible():
            self._again.click()
        elif not self.frame.scroll_by_key(event):
            return event.text().isdecimal() and self._periods.press_figure(int(event.text()))
        return True


def _legend(least: int) -> Phrase:
    """What a count that is not given means; `least`: the least that is given."""
    return phrase(
        "« {withheld} » : moins de {least}, ou un nombre qui ferait deviner l’un de ceux-là. Une "
        "structure dont aucun nombre n’est donné n’est pas nommée.",
        withheld=WITHHELD,
        least=least,
    )
