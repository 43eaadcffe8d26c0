"""Texts, notes, steps, drawings, pages: what they say, and that nothing is cut at 200 %."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import DARK, LIGHT, Palette, Role
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.card_drawing import CardDrawing
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.code_field import CodeField
from counter_app.ui.widgets.drawing import Drawing
from counter_app.ui.widgets.flow import FlowLayout
from counter_app.ui.widgets.focus_ring import FocusRing
from counter_app.ui.widgets.identity import PersonCard
from counter_app.ui.widgets.labels import Label, heading, mono, muted, text
from counter_app.ui.widgets.letter_drawing import LetterDrawing
from counter_app.ui.widgets.note import Note
from counter_app.ui.widgets.password_field import PasswordField
from counter_app.ui.widgets.pill import Pill
from counter_app.ui.widgets.quote import Quote
from counter_app.ui.widgets.scroll_page import PageFrame
from counter_app.ui.widgets.serial_drawing import SerialDrawing
from counter_app.ui.widgets.steps import StepList
from counter_app.ui.widgets.text_block import parse_emphasis
from counter_app.ui.widgets.text_field import TextField
from counter_app.ui.widgets.tile import ChoiceTile

Show = Callable[[QWidget], None]
Heard = Callable[[QWidget], tuple[str, str, QAccessible.Role]]
LONG = (
    "Courrier envoyé le <b>2 novembre</b>. Sans réponse, l’espace s’ouvre le <b>15 décembre</b> : "
    "il reste 22 jours."
)
LONG_NAME = "Marie-Antoinette-Philippine DE LA ROCHETHULON-SAINT-CHRISTOPHE-DES-VERGERS"
WIDTH = 700


def with_rules() -> PasswordField:
    field = PasswordField("Mot de passe")
    field.set_rules([("au moins 9 caractères", True), ("un chiffre", False)])
    return field


def with_steps() -> StepList:
    steps = StepList()
    steps.set_steps([("Carte", "done"), ("Personne et pièce vue", "now"), ("Décision", "to_come")])
    return steps


def whole_card() -> CardDrawing:
    card = CardDrawing()
    card.setMinimumHeight(card.sizeHint().height())  # else it gives way to the words
    return card


EVERYTHING: dict[str, Callable[[], QWidget]] = {
    "text": lambda: text(LONG),
    "title": lambda: heading("Que souhaite Madame Marchandeau ?"),
    "mono": lambda: mono("03004177253", large=True),
    "muted": lambda: muted(LONG, small=True),
    "button": lambda: ActionButton("Pas de code, ou code perdu", "secondary", "F5", "info"),
    "tile": lambda: ChoiceTile("S’opposer à sa création", LONG, "O", "ban"),
    "note": lambda: Note("warning", LONG),
    "quote": lambda: Quote("C’est vous qui décidez."),
    "steps": with_steps,
    "person": lambda: PersonCard(LONG_NAME, "née le 14 mai 1945", "2 45 05 •• ••• ••• ••"),
    "pill": lambda: Pill("Lecteur prêt", "success", "circle-check"),
    "code": CodeField,
    "field": lambda: TextField("Adresse e-mail", "Celle de la personne"),
    "password": with_rules,
    "options": lambda: OptionList(["Carte d’identité", ("Passeport", LONG)]),
    "box": lambda: CheckBox(LONG),
    "card": whole_card,
    "letter": LetterDrawing,
    "front": lambda: SerialDrawing(with_photo=True),
    "back": lambda: SerialDrawing(with_photo=False),
}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("name", EVERYTHING)
def test_nothing_is_cut_at_200_percent(
    qtbot: QtBot, qapp: QApplication, name: str, palette: Palette
) -> None:
    """Drawn in exactly the height it asks for, and in more: the same ink on both pictures."""
    apply_theme(qapp, palette, 2.0)
    tight = _drawn(qtbot, EVERYTHING[name](), 0)
    roomy = _drawn(qtbot, EVERYTHING[name](), 400)
    assert _ink_height(tight) == pytest.approx(_ink_height(roomy), abs=4)
    assert tight.width() == roomy.width()


def _drawn(qtbot: QtBot, widget: QWidget, more: int) -> QImage:
    """The widget at the top of a column of one width, with `more` room below."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    window.resize(WIDTH, column.heightForWidth(WIDTH) + more)
    window.show()
    return window.grab().toImage()


def _ink_height(image: QImage) -> int:
    """Number of rows that are not plain background."""
    ground = image.pixel(image.width() - 1, image.height() - 1)
    step = range(0, image.width(), 2)
    return sum(any(image.pixel(x, y) != ground for x in step) for y in range(image.height()))


@pytest.mark.parametrize("width", [180, 240, 400, 700])
@pytest.mark.parametrize("name", ["text", "title", "button", "tile", "note", "options", "box"])
def test_no_word_is_broken_or_lost_in_a_narrow_column(qtbot: QtBot, name: str, width: int) -> None:
    widget = EVERYTHING[name]()
    qtbot.addWidget(widget)
    width = max(width, widget.minimumSizeHint().width())
    heights = [widget.heightForWidth(width), widget.heightForWidth(width * 2)]
    assert heights[0] >= heights[1] > 0


def test_only_bold_marks_are_understood() -> None:
    assert parse_emphasis("le <b>2 mai</b>.") == ("le 2 mai.", ((3, 5),))
    assert parse_emphasis("<i>x</i> <b>sans fin") == ("<i>x</i> <b>sans fin", ())


def test_a_label_is_typeset_and_read_as_plain_text(heard: Heard) -> None:
    label = Label("Prêt ? <b>Oui</b> & non")
    assert heard(label)[0] == "Prêt\u00a0? Oui & non"
    assert heard(label)[2] == QAccessible.Role.StaticText


def test_a_note_says_something_else(heard: Heard, show: Show) -> None:
    note = Note("info", "Lecture en cours.")
    show(note)
    note.set_text("La carte a été <b>retirée</b>.", "warning")
    assert note.text() == "La carte a été retirée."
    assert heard(note)[0] == "La carte a été retirée."


def test_a_quote_has_its_marks_once(heard: Heard) -> None:
    assert Quote("Bonjour.").text() == Quote("« Bonjour. »").text() == "«\u00a0Bonjour.\u00a0»"
    assert heard(Quote("Bonjour."))[0].startswith("À dire")


def test_steps_are_read_with_their_state(heard: Heard, qtbot: QtBot) -> None:
    steps = with_steps()
    qtbot.addWidget(steps)
    rows = steps.findChildren(QLabel)
    assert [heard(row)[0] for row in rows] == [
        "1. Carte, fait",
        "2. Personne et pièce vue, en cours",
        "3. Décision, à venir",
    ]
    assert steps.line() == "Étape 2 sur 3\u00a0: Personne et pièce vue"
    steps.set_compact(True)
    shown = [row for row in steps.findChildren(QLabel) if not row.isHidden()]
    assert [row.text() for row in shown] == [steps.line()]


def test_the_person_card_hides_what_it_has_not(qtbot: QtBot) -> None:
    card = PersonCard("Odette MARCHANDEAU", "", "2 48 04 •• ••• ••• ••")
    qtbot.addWidget(card)
    shown = [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]
    assert shown == ["Odette MARCHANDEAU", "2 48 04 •• ••• ••• ••"]


def test_a_pill_tells_another_state(heard: Heard, qtbot: QtBot) -> None:
    pill = Pill("Lecteur prêt", "success", "circle-check")
    qtbot.addWidget(pill)
    before = pill.sizeHint().width()
    pill.set_state("Lecteur débranché", "danger", "circle-alert")
    assert heard(pill)[0] == "Lecteur débranché"
    assert pill.sizeHint().width() > before


@pytest.mark.parametrize("name", ["card", "letter", "front", "back"])
def test_a_drawing_is_told_in_words(heard: Heard, qtbot: QtBot, name: str) -> None:
    drawing = EVERYTHING[name]()
    qtbot.addWidget(drawing)
    assert isinstance(drawing, Drawing)
    assert heard(drawing)[0].startswith("Dessin")


def test_the_card_goes_in_and_out(qtbot: QtBot, show: Show) -> None:
    drawing = CardDrawing()
    show(drawing)
    outside = drawing.grab().toImage()
    drawing.set_inserted(True)
    qtbot.waitUntil(lambda: drawing.depth_now == 1.0)
    assert drawing.grab().toImage() != outside
    drawing.set_inserted(False)
    qtbot.waitUntil(lambda: drawing.depth_now == 0.0)
    assert drawing.grab().toImage() == outside


def long_page() -> PageFrame:
    body = QVBoxLayout()
    for number in range(12):
        body.addWidget(TextField(f"Champ {number}"))
    return PageFrame(
        "Les champs",
        body,
        ActionButton("Retour", "secondary", "Échap"),
        ActionButton("Continuer", "primary", "Entrée"),
    )


def test_the_focused_field_and_its_ring_are_scrolled_into_sight(show: Show, qtbot: QtBot) -> None:
    page = long_page()
    page.resize(700, 500)
    ring = FocusRing(page)
    show(page)
    last = page.findChildren(TextField)[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    viewport = page.body_scroll.viewport()
    seen = QRect(viewport.mapTo(page, viewport.rect().topLeft()), viewport.size())
    qtbot.waitUntil(lambda: ring.isVisible() and seen.contains(ring.geometry()))
    frame, _radius = last.line.parentWidget(), None
    around = QRect(frame.mapTo(page, frame.rect().topLeft()), frame.size())
    assert ring.geometry() == around.adjusted(-6, -6, 6, 6)


@pytest.mark.parametrize("width", [794, 1348])
def test_the_main_button_ends_where_the_body_ends(show: Show, width: int) -> None:
    option = OptionList(["Passeport"])
    page = PageFrame("Titre", option, forward=ActionButton("Continuer"))
    page.resize(width, 400)
    show(page)
    assert page.forward is not None
    ends = [part.mapTo(page, part.rect().topRight()).x() for part in (option, page.forward)]
    assert ends[0] == ends[1]


def test_the_ring_follows_and_goes_with_the_focus(show: Show, qtbot: QtBot) -> None:
    page = long_page()
    page.resize(700, 500)
    ring = FocusRing(page)
    show(page)
    first, second = page.findChildren(TextField)[:2]
    first.setFocus()
    qtbot.waitUntil(ring.isVisible)
    top = ring.y()
    second.setFocus()
    qtbot.waitUntil(lambda: ring.y() > top)
    page.body_scroll.verticalScrollBar().setValue(page.body_scroll.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: ring.mask().isEmpty() or ring.y() < top)
    page.setFocus()
    second.line.clearFocus()
    qtbot.waitUntil(lambda: not ring.isVisible())
    assert ring.accessibleName() == ""


def test_a_page_tells_its_question_and_what_it_waits_for(heard: Heard, qtbot: QtBot) -> None:
    page = long_page()
    qtbot.addWidget(page)
    page.set_title("Quel est le code ?")
    page.set_hint("Encore 4 caractères")
    assert heard(page)[0] == "Quel est le code\u00a0?"
    assert page.hint() == "Encore 4 caractères"


def test_buttons_flow_to_a_next_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, centred=True)
    buttons = [ActionButton(words, "secondary") for words in ("Sans carte", "Par téléphone")]
    for button in buttons:
        flow.addWidget(button)
    window.resize(800, 60)
    window.show()
    assert buttons[0].y() == buttons[1].y()
    window.resize(220, 120)
    qtbot.waitUntil(lambda: buttons[1].y() >= buttons[0].geometry().bottom())


def test_every_kind_of_text_has_its_role() -> None:
    assert heading("x", 0).sizeHint().height() > heading("x", 1).sizeHint().height()
    assert text("x").sizeHint().height() > muted("x", small=True).sizeHint().height()
    assert text("x", Role.SMALL).sizeHint() == muted("x", small=True).sizeHint()
