"""The twelve characters of the letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.domain.enrolment_code import check_enrolment_code
from counter_app.domain.findings import Level
from counter_app.domain.wording import lines, phrase, strong
from counter_app.procedure.steps import AsideName
from counter_app.ui.case_page import BUSY
from counter_app.ui.context import Desk
from counter_app.ui.event_loop import spawn
from counter_app.ui.pages.code_wait import HELD, CodeWait
from counter_app.ui.pages.new_code import sent_words
from counter_app.ui.pages.page import Page
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.labels import muted
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.scroll_page import keep_in_sight

_FORM = phrase("12 lettres et chiffres. Les majuscules comptent.")
_READ_AGAIN = phrase("Comparez avec la lettre. Corrigez si besoin, sinon continuez.")
_CORRECT = phrase("Corrigez d’abord le code.")


class CodePage(Page):
    """A whole code goes to the service with Enter; doubtful characters are named, not changed.

    F5 asks for another code, where this one is lost or serves no more.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._caps_lock = False
        self._field = CodeField()
        self._field.changed.connect(self._typed)
        self._field.caps_lock_changed.connect(self._caps_lock_changed)
        self._doubt = Note("warning", "")
        self._sent = Note("success", "")
        self._new_code = ActionButton(phrase("Demander un nouveau code"), "secondary", key="F5")
        self._new_code.clicked.connect(lambda: spawn(self.procedure.turn_aside(AsideName.NEW_CODE)))
        self._wait = CodeWait(self)
        self._wait_words = muted("", small=True)
        self._lay_out()
        self._hint = ""
        self._field.set_help(_FORM)
        self.forward_button.held_back.connect(self._field.line.setFocus)
        self._check()

    def _lay_out(self) -> None:
        aside = QHBoxLayout()
        aside.setSpacing(Space.M)
        aside.addWidget(self._new_code)
        aside.addWidget(self._wait_words, 1)
        self.column.addWidget(self._sent)
        self.column.addWidget(muted(_FORM))
        self.column.addWidget(self._field)
        self.column.addWidget(self._doubt)
        self.column.addLayout(aside)
        self.column.addStretch(1)

    def forward_text(self) -> str:
        return phrase("Vérifier")

    def missing(self) -> str:
        return self._hint

    def fill(self) -> None:
        case = self.procedure.case
        sent = case.new_code.sent if case is not None and case.message_on_its_way else None
        settings = self.desk.settings
        self._sent.tell("" if case is None or sent is None else sent_words(case, sent, settings))
        self._field.line.setReadOnly(self.procedure.busy)  # what is asked is what is shown
        waiting = self._wait.words()
        self._wait_words.setText(waiting)
        busy = self.procedure.busy
        self._new_code.set_ready(not (waiting or busy), BUSY if busy else HELD)

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
        self._hint = checked.first(Level.HINT) or ("" if checked.ok else _CORRECT)
        found = [finding for finding in checked.findings if finding.level is not Level.HINT]
        doubts = [finding.text for finding in found]
        wrong = bool(checked.first(Level.ERROR))
        if not wrong and any(finding.position is not None for finding in found):
            doubts = [*map(strong, doubts), _READ_AGAIN]
        self._field.show_findings(found)
        self._doubt.tell(lines(*doubts) if text else "", "danger" if wrong else "warning")
        keep_in_sight(self._doubt)

    def first_focus(self) -> QWidget:
        return self._field.line

    def key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F5:
            self._new_code.click()
            return True
        return super().key(event)
