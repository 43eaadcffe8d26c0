"""What screen readers are told while a case goes on: pages, titles, errors, what is done."""

from __future__ import annotations

from collections.abc import Iterator

import PySide6.QtGui
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.failures import FailureCode
from counter_app.domain.findings import refused
from counter_app.domain.profile import Action
from counter_app.procedure.case import StepId
from counter_app.ui.screen_readers import tell_roles
from counter_app.ui.widgets.card_drawing import CardDrawing
from counter_app.ui.widgets.labels import Label, heading, text
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.on_each_page import PAGES, STATUS, WAITING, open_page
from tests.ui.playing import Play
from tests.ui.reaching import heard
from tests.ui.words_in_widgets import plain


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[list[str]]:
    """The sentences that a screen reader is asked to say, as they come."""
    sentences: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, thing: QObject, sentence: str) -> None:
            super().__init__(thing, sentence)
            sentences.append(plain(sentence))

    monkeypatch.setattr(PySide6.QtGui, "QAccessibleAnnouncementEvent", Heard)
    QAccessible.setActive(True)
    yield sentences
    QAccessible.setActive(False)


@pytest.mark.parametrize("page", [page for page in PAGES if page != WAITING])
def test_another_page_is_said_by_its_title(play: Play, told: list[str], page: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await open_page(at, page)
        titles = [label for label in at.window.page.findChildren(Label) if label.isVisible()]
        largest = max(titles, key=lambda label: label.block().line_height)
        assert told.count(plain(largest.text())) == 1

    play(scenario, status=STATUS)


def test_a_failure_and_what_is_missing_are_said(play: Play, told: list[str]) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.fails("identify", FailureCode.CODE_EXPIRED)
        await at.go_to(StepId.CODE)
        at.type("Hq7R")
        told.clear()
        at.enter()
        assert any("Encore 8 caractères" in sentence for sentence in told)
        at.type(at.person["enrolment_code"][4:])
        at.enter()
        await at.settled()
        assert any("n’est plus valable" in sentence for sentence in told)

    play(scenario)


def test_what_is_done_is_said(play: Play, told: list[str]) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
        assert "L’opposition est enregistrée" in told

    play(scenario)


def test_the_readers_state_is_said_when_it_changes(play: Play, told: list[str]) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        assert "Carte présente" in told
        at.remove()
        await at.settled()
        assert "Remettez la carte pour continuer" in told

    play(scenario)


def test_an_error_belongs_to_its_field(qtbot: QtBot, told: list[str]) -> None:
    field = TextField("Adresse e-mail", "Celle de la personne")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    field.line.setFocus()
    field.set_checked(refused("Il manque le signe @."))
    line = heard(field.line)
    assert plain(line.text(QAccessible.Text.Name)) == "Adresse e-mail"
    assert plain(line.text(QAccessible.Text.Description)) == (
        "Celle de la personne Il manque le signe @."
    )
    assert told == ["Il manque le signe @."]
    labels = [other for other, kind in line.relations() if kind is QAccessible.RelationFlag.Label]
    assert [plain(label.text(QAccessible.Text.Name)) for label in labels] == ["Adresse e-mail"]


def test_titles_are_told_as_titles_and_their_words_follow(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    title, words = heading("Que souhaite la personne ?"), text("Elle décide.")
    for label in (title, words):
        label.setParent(window)
    QAccessible.setActive(True)
    try:
        assert heard(title).role() is QAccessible.Role.StaticText
        tell_roles(window)
        assert heard(title).role() is QAccessible.Role.Heading
        assert heard(words).role() is QAccessible.Role.StaticText
        title.setText("C’est enregistré")
        assert heard(title).text(QAccessible.Text.Name) == "C’est enregistré"
        assert heard(QLabel("Autre", window)).role() is QAccessible.Role.StaticText
        assert heard(CardDrawing(window)).role() is QAccessible.Role.Graphic
    finally:
        QAccessible.setActive(False)


def test_a_note_is_said_once(qtbot: QtBot, told: list[str]) -> None:
    note = Note("warning", "")
    qtbot.addWidget(note)
    with qtbot.waitActive(note):
        note.show()
    for _ in range(2):
        note.tell("<b>Ce code n’est plus valable.</b>")
    assert told == ["Ce code n’est plus valable."]
    assert Qt.FocusPolicy.NoFocus is note.focusPolicy(), "it takes no key from the page"
