"""The first screen: one thing to do, and the ways without a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.wording import phrase
from counter_app.gateway.port import Channel
from counter_app.procedure.card_presence import ReaderState
from counter_app.ui.context import Desk
from counter_app.ui.theme.tokens import Space
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.card_drawing import CardDrawing
from counter_app.ui.widgets.labels import heading, muted
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.scroll_when_short import ScrollWhenShort
from counter_app.ui.widgets.themed import Themed

_CENTRED = Qt.AlignmentFlag.AlignHCenter
_TEXT_WIDTH = 500  # at 100 % text

_INSERT = (
    phrase("Insérez la carte Vitale"),
    phrase(
        "Puce vers l’avant, face dorée vers le haut. Le dossier reste ouvert tant que la carte "
        "est dans le lecteur."
    ),
)
_READING = (phrase("Lecture de la carte…"), phrase("Laissez la carte en place."))
_TAKE_OUT = (
    phrase("Retirez la carte"),
    phrase("Le dossier est terminé. Rendez sa carte à la personne."),
)


class WaitingPage(Themed, QWidget):
    """No case is open. The words follow the readers: insert, reading, what went wrong."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.procedure = desk.procedure
        self._drawing = CardDrawing()
        self._title = heading("", 0, _CENTRED)
        self._text = muted("", alignment=_CENTRED)
        self._reminder = Note("info", "")
        self._reread = ActionButton(phrase("Relire la carte"), "primary", key="F5")
        self._reread.clicked.connect(desk.reread)
        self._typed = ActionButton(phrase("Sans carte"), "secondary", key="F2")
        self._typed.clicked.connect(lambda: self.procedure.start_typed(Channel.TYPED))
        self._phone = ActionButton(phrase("Par téléphone"), "secondary", key="F3")
        self._phone.clicked.connect(lambda: self.procedure.start_typed(Channel.PHONE))
        self._other = ActionButton(phrase("Autre situation"), "secondary", key="F6")
        self._other.clicked.connect(self.procedure.start_with_situation)
        self._keys = {
            Qt.Key.Key_F2: self._typed,
            Qt.Key.Key_F3: self._phone,
            Qt.Key.Key_F5: self._reread,
            Qt.Key.Key_F6: self._other,
        }
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.L)
        column.setSpacing(Space.XL)
        column.addWidget(self._reminder)
        column.addStretch(2)
        column.addWidget(self._drawing, 0, _CENTRED)
        column.addWidget(self._title)
        text = QHBoxLayout()  # a row, for a column that centres gives no second line its height
        text.addStretch(1)
        text.addWidget(self._text)
        text.addStretch(1)
        column.addLayout(text)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addStretch(1)
        for button in (self._reread, self._typed, self._phone, self._other):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(3)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(ScrollWhenShort(content))
        self._set_text_width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The text is as wide as is well read, where there is room."""
        super().resizeEvent(event)
        self._set_text_width()

    def restyle(self) -> None:
        """Follow the text size."""
        super().restyle()
        self._set_text_width()

    def _set_text_width(self) -> None:
        self._text.setFixedWidth(min(self.scaled(_TEXT_WIDTH), self.width() - 2 * Space.XXL))

    def refresh(self) -> None:
        """Follow the readers."""
        presence = self.desk.presence
        title, text = self._words()
        self._title.setText(title)
        self._text.setText(text)
        failure = presence.failure  # a card of another kind stays what it is
        again = presence.troubled_reader is not None and failure is not None and failure.retriable
        self._reread.setVisible(again)
        self._reminder.tell(self.desk.reminder)

    def _words(self) -> tuple[str, str]:
        presence = self.desk.presence
        if presence.state is ReaderState.READING:
            return _READING
        if presence.state is ReaderState.PRESENT:
            return _TAKE_OUT
        failure = presence.failure
        return _INSERT if failure is None else (failure.happened, failure.remedy)

    def first_focus(self) -> None:
        """Nothing to press: the card is the next gesture."""

    def key(self, event: QKeyEvent) -> bool:
        """F2, F3 and F6 open a case without a card."""
        button = self._keys.get(Qt.Key(event.key()))
        if button is None or not button.isVisible():
            return False
        button.click()
        return True
