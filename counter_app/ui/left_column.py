"""The left column: is this post ready; then who the person is and where the case stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.ui.context import Desk, ServiceState, Tray
from counter_app.ui.side_column import SideColumn
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.labels import MarkedLine, heading

if TYPE_CHECKING:
    from counter_app.ui.case_column import CaseColumn
    from counter_app.ui.tray import TrayPanel

_MARKS: dict[bool | None, tuple[str, str]] = {  # ready, not, on its way
    True: ("check", "success"),
    False: ("triangle-alert", "warning"),
    None: ("circle", "muted"),
}


class Readiness(QWidget):
    """« Prêt pour l’accueil »: reader, service, printer; and the way to the statistics."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = [MarkedLine() for _ in range(3)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._title = heading(phrase("Prêt pour l’accueil"), 2)
        column.addWidget(self._title)
        column.addSpacing(Space.XS)
        for line in self._lines:
            column.addWidget(line)
        column.addStretch(1)
        self.statistics = ActionButton(phrase("Voir le bilan"), "quiet", key="F7")
        row = QHBoxLayout()
        row.addWidget(self.statistics)
        row.addStretch(1)
        column.addLayout(row)

    @property
    def title(self) -> str:
        """Whether a person can be received."""
        return self._title.text()

    def refresh(self) -> None:
        """Say what is there and what is not."""
        desk = self._desk
        readers = desk.presence.readers
        service = {
            ServiceState.STARTING: (phrase("Le service démarre…"), None),
            ServiceState.READY: (phrase("Service joignable"), True),
            ServiceState.LOST: (phrase("Service injoignable"), False),
        }[desk.service_state]
        states: list[tuple[str, bool | None]] = [
            (_reader_words(readers), bool(readers)),
            service,
            (_printer_words(desk.printer), bool(desk.printer)),
        ]
        for line, (words, state) in zip(self._lines, states, strict=True):
            line.show_line(words, *_MARKS[state], ink="ink")
        ready = all(state is not False for _, state in states[:2])
        self._title.setText(phrase("Prêt pour l’accueil") if ready else phrase("Pas encore prêt"))


def _reader_words(readers: tuple[str, ...]) -> str:
    if not readers:
        return phrase("Aucun lecteur de carte")
    if len(readers) == 1:
        return phrase("Lecteur de carte")
    return phrase("{count} lecteurs de carte", count=len(readers))


def _printer_words(printer: str) -> str:
    if not printer:
        return phrase("Pas d’imprimante : la page s’enregistre en PDF")
    return phrase("Imprimante « {printer} »", printer=printer)


class LeftColumn(SideColumn):
    """Readiness while waiting, the case while there is one, the simulated cards beneath."""

    WIDTH = 272

    def __init__(self, desk: Desk) -> None:
        super().__init__("right")
        self._desk = desk
        self._readiness = Readiness(desk)
        self._case: CaseColumn | None = None
        self.column.addWidget(self._readiness, 1)
        self.tray: TrayPanel | None = None

    @property
    def statistics(self) -> ActionButton:
        """Shows how many acts were registered."""
        return self._readiness.statistics

    @property
    def line(self) -> str:
        """All of it in one line, for where there is no room: « Étape 4 sur 6 : Décision »."""
        if self._case is None or self._desk.procedure.case is None:
            return self._readiness.title
        return self._case.line

    def refresh(self) -> None:
        """Show what belongs to the present state."""
        open_case = self._desk.procedure.case is not None
        if open_case:
            self._case_column()
        self._readiness.setVisible(not open_case)
        self._readiness.refresh()
        if self._case is not None:  # hidden or not: it must not keep the name of a past case
            self._case.setVisible(open_case)
            self._case.refresh()
        if self.tray is None and self._desk.tray is not None:
            self._add_tray(self._desk.tray)
        if self.tray is not None:
            self.tray.refresh()

    def _case_column(self) -> CaseColumn:
        """Made at the first case: the first window has none."""
        if self._case is None:
            from counter_app.ui.case_column import CaseColumn  # noqa: PLC0415 - as above

            self._case = CaseColumn(self._desk)
            self.column.insertWidget(1, self._case, 1)
        return self._case

    def _add_tray(self, tray: Tray) -> None:
        from counter_app.ui.tray import TrayPanel  # noqa: PLC0415 - on a training post only

        self.tray = TrayPanel(tray)
        self.column.addWidget(self.tray)
