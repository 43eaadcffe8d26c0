"""Each form of the serial that a chip may hold, read from a simulated card, on the real page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.cardreader import vitale
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.domain.card import CardContent
from counter_app.procedure.case import StepId
from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.text_field import TextField
from tests.procedure.counter import card_of
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import held


def read(name: str) -> CardContent:
    card = load_card(name)
    return vitale.read_card(card.process, card.atr)


def box_of(at: CounterOnScreen) -> CheckBox:
    box = at.page.findChild(CheckBox)
    assert box is not None
    return box


def field_of(at: CounterOnScreen) -> TextField:
    field = at.page.findChild(TextField)
    assert field is not None
    return field


def faces_of(at: CounterOnScreen) -> OptionList:
    return next(
        options
        for options in at.page.findChildren(OptionList)
        if options.accessibleName() == "Carte avec ou sans photo"
    )


def serial_of(at: CounterOnScreen) -> str:
    case = at.procedure.case
    assert case is not None
    return case.card_serial


@pytest.mark.parametrize("name", ["odette", "numero-sfi", "numero-d003", "numero-ailleurs"])
def test_a_certain_number_is_not_asked_for(play: Play, name: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        card = read(name)
        at.insert(card=card)
        await at.shows(StepId.PERSON)
        assert serial_of(at) == card.serial.value
        assert not box_of(at).isVisible()
        assert not field_of(at).isVisible()
        assert not faces_of(at).isVisible()

    play(scenario)


@pytest.mark.parametrize(
    ("name", "shown", "value"),
    [
        ("cle-inhabituelle", "0300 417 725 9", "03004177259"),
        ("numero-sans-cle", "0300 774 416 6", "03007744166"),
        ("numero-brut", "0300 774 416 6", "03007744166"),
        ("numero-texte", "0300 774 416 6", "03007744166"),
    ],
)
def test_an_uncertain_number_counts_once_it_was_seen_on_the_card(
    play: Play, name: str, shown: str, value: str
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=read(name))
        await at.shows(StepId.PERSON)
        assert serial_of(at) == "", "nothing is guessed"
        assert shown in at.written()
        assert at.focus is box_of(at)
        assert not field_of(at).isVisible()
        at.press(Qt.Key.Key_1)
        await at.settled()
        assert at.procedure.step is StepId.PERSON
        assert "Comparez le numéro de série." in at.written()
        box_of(at).setFocus()
        at.press(Qt.Key.Key_Space)
        await at.settled()
        assert serial_of(at) == value
        assert not field_of(at).isVisible()
        at.press(Qt.Key.Key_Space)
        await at.settled()
        assert serial_of(at) == "", "the tick is taken back"
        at.press(Qt.Key.Key_Space)
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        assert box_of(at).isChecked()
        assert serial_of(at) == value

    play(scenario)


def test_the_short_form_counts_as_it_is_printed_or_is_typed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        card = read("numero-court")
        at.insert(card=card)
        await at.shows(StepId.PERSON)
        short = card.serial.short
        assert f"{short[:4]} {short[4:8]} {short[8]}" in at.written()
        assert "ces 9 chiffres" in at.written()
        assert serial_of(at) == ""
        at.press(Qt.Key.Key_Space)
        await at.settled()
        assert serial_of(at) == short

    play(scenario)


@pytest.mark.parametrize("name", ["sans-numero", "numero-refuse"])
def test_without_a_number_in_the_chip_the_field_is_alone(play: Play, name: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=read(name))
        await at.shows(StepId.PERSON)
        assert not box_of(at).isVisible()
        assert at.focus is field_of(at).line
        at.enter()
        await at.settled()
        assert "Recopiez le numéro de série." in at.written()
        at.type("0300774416")
        assert "Il manque le dernier chiffre" in at.written()
        assert serial_of(at) == ""
        at.type("6")
        assert serial_of(at) == "03007744166"

    play(scenario)


def test_a_card_without_photo_has_another_number(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=read("sans-numero"))
        await at.shows(StepId.PERSON)
        at.type("71204486")
        assert serial_of(at) == ""
        assert "Carte sans photo ? Choisissez « Sans photo »." in at.written()
        faces_of(at).choose(1)
        await at.settled()
        assert serial_of(at) == "71204486"
        assert "au dos, en haut à gauche" in at.written()
        case = at.procedure.case
        assert case is not None
        assert not case.typed.with_photo
        faces_of(at).choose(0)
        await at.settled()
        assert serial_of(at) == ""
        assert field_of(at).text() == "71204486", "what was typed stays"

    play(scenario)


def test_the_number_typed_stays_on_coming_back_and_goes_with_the_visit(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=card_of("odette", certain=False))
        await at.shows(StepId.PERSON)
        other = next(b for b in at.page.findChildren(ActionButton) if "autre" in b.text())
        other.click()
        await at.settled()
        assert at.focus is field_of(at).line
        at.type("0300 4177253")
        at.press(Qt.Key.Key_Tab)
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        assert serial_of(at) == "03004177253"
        assert field_of(at).isVisible()
        assert not box_of(at).isChecked()
        at.remove()
        await at.settled()
        at.insert("solange")
        await at.shows(StepId.PERSON)
        await at.settled()
        for digits in ("03004177253", "0300 4177253", "0300 417 725 3"):
            assert not [words for words in held(at.window) if digits in words]

    play(scenario)


def test_the_number_of_another_card_is_doubted_and_let_through(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=read("numero-brut"))
        await at.shows(StepId.PERSON)
        other = next(b for b in at.page.findChildren(ActionButton) if "autre" in b.text())
        other.click()
        await at.settled()
        words = "La puce donne un autre numéro"
        for typed, doubted in (("03004177253", True), ("03007744166", False)):
            at.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            at.type(typed)
            assert (words in at.said(field_of(at))) is doubted
            assert serial_of(at) == typed

    play(scenario)


@pytest.mark.parametrize(("name", "warned"), [("rangs", True), ("odette", False)])
def test_names_and_numbers_that_do_not_pair_are_said(play: Play, name: str, warned: bool) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert(card=read(name))
        await at.shows(StepId.PERSON)
        assert ("pas autant de noms que de numéros" in at.written()) is warned

    play(scenario)
