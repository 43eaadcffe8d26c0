"""What a check says of a field, beneath it: an icon and a sentence for each finding."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.findings import Finding, Level
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.labels import MarkedLine
from counter_app.ui.widgets.themed import Themed

_LOOKS = {
    Level.ERROR: ("circle-alert", "danger"),
    Level.WARNING: ("triangle-alert", "warning"),
    Level.HINT: ("info", "muted"),
}
_ORDER = (Level.ERROR, Level.WARNING, Level.HINT)


class FindingsView(Themed, QWidget):
    """Keeps one line's height when there is nothing to say, so that a page does not jump."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MarkedLine] = []
        self._kept = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.TIGHT)
        self._keep_a_line()

    def show_findings(self, findings: Sequence[Finding]) -> str:
        """Show these, gravest first; gives all the words, for screen readers."""
        ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.level))
        while len(self._rows) < len(ordered):
            row = MarkedLine()
            self._rows.append(row)
            self._column.addWidget(row)
        for row, finding in zip(self._rows, ordered, strict=False):
            row.show_line(finding.text, *_LOOKS[finding.level])
        for position, row in enumerate(self._rows):
            row.setVisible(position < len(ordered))
        return " ".join(row.label.text() for row in self._rows[: len(ordered)])

    def keep_a_line(self, keep: bool) -> None:
        """Whether to keep the height of a line when there is nothing to say."""
        self._kept = keep
        self._keep_a_line()

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self._keep_a_line()

    def _keep_a_line(self) -> None:
        self.setMinimumHeight(self.scaled(22) if self._kept else 0)
