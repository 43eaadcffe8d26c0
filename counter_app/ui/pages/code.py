"""The twelve characters of the letter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.domain.enrolment_code import check_enrolment_code
from counter_app.domain.findings import Level
from counter_app.procedure.words import words_for
from counter_app.ui.context import Desk
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.labels import muted
from counter_app.ui.widgets.note import Note


class CodePage(Page):
    """A whole code goes to the service with Enter; doubtful characters are named, not changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._caps_lock = False
        self._field = CodeField()
        self._field.changed.connect(self._typed)
        self._field.caps_lock_changed.connect(self._caps_lock_changed)
        self._doubt = Note("warning", "")
        self.column.addWidget(muted("12 lettres et chiffres. Les majuscules comptent."))
        self.column.addWidget(self._field)
        self.column.addWidget(self._doubt)
        self.column.addStretch(1)
        self._hint = ""
        self._check()

    def title(self) -> str:
        return words_for(self.procedure.step, self.procedure.case, locked=False).title

    def forward_text(self) -> str:
        return "Vérifier"

    def missing(self) -> str:
        return self._hint

    def _typed(self, text: str) -> None:
        checked = check_enrolment_code(text)
        self.procedure.change(code=text if checked.ok else "")
        self._check()
        self.refresh()

    def _caps_lock_changed(self, on: bool) -> None:
        self._caps_lock = on
        self._check()

    def _check(self) -> None:
        text = self._field.text()
        checked = check_enrolment_code(text, caps_lock=self._caps_lock)
        self._hint = checked.first(Level.HINT) or checked.first(Level.ERROR)
        sentences = [
            finding.text for finding in checked.findings if finding.level is not Level.HINT
        ]
        words = "\n".join(sentences) if text else ""
        self._doubt.setVisible(bool(words))
        if words and words != self._doubt.text():
            self._doubt.set_text(words, "danger" if checked.first(Level.ERROR) else "warning")

    def first_focus(self) -> QWidget:
        return self._field.line
