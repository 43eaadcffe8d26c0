"""Buttons, tiles, options and boxes: keys, states, and what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.buttons import ActionButton
from counter_app.ui.widgets.check_box import CheckBox
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.tile import ChoiceTile

Show = Callable[[QWidget], None]
Heard = Callable[[QWidget], tuple[str, str, QAccessible.Role]]
REASON = "Pas encore possible : son espace n’est pas ouvert."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_focused_button(qtbot: QtBot, show: Show, key: Qt.Key) -> None:
    button = ActionButton("Retour", "secondary", "Échap")
    show(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_shortcut_presses_the_button_and_outlives_a_new_text(qtbot: QtBot, show: Show) -> None:
    button = ActionButton("Sans carte", "secondary", "F2", shortcut=QKeySequence("F2"))
    button.set_text("Sans la carte")
    show(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_F2)


def test_a_button_held_back_keeps_the_focus_says_why_and_does_nothing(
    qtbot: QtBot, show: Show, heard: Heard
) -> None:
    button = ActionButton("Vérifier", key="Entrée")
    show(button)
    button.setFocus()
    button.set_ready(False, "Encore 4 caractères")
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("clicked"))
    button.held_back.connect(lambda: pressed.append("held"))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QAccessible.queryAccessibleInterface(button).actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: len(pressed) >= 2)
    assert set(pressed) == {"held"}
    assert button.hasFocus()
    assert heard(button)[1] == "Encore 4 caractères Touche Entrée."
    button.set_ready(True)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "danger"])
def test_a_button_tells_its_name_its_key_and_its_role(heard: Heard, kind: str) -> None:
    button = ActionButton("Activer & confirmer ?", kind, "Entrée", "door-open")
    assert heard(button) == (
        "Activer & confirmer\u00a0?",
        "Touche Entrée.",
        QAccessible.Role.Button,
    )
    assert button.sizeHint().height() >= 44
    assert button.minimumSizeHint().height() >= 44


def tiles(show: Show) -> tuple[QWidget, list[ChoiceTile]]:
    window = QWidget()
    column = QVBoxLayout(window)
    made = [
        ChoiceTile("Activer son espace", "Elle choisit son identifiant.", "A", "door-open"),
        ChoiceTile("S’opposer à sa création", "L’espace ne sera pas créé.", "O", "ban"),
        ChoiceTile("Clôturer son espace", "", "C", "archive"),
    ]
    made[2].refuse(REASON)
    for tile in made:
        column.addWidget(tile)
    show(window)
    return window, made


def test_arrows_go_from_tile_to_tile_and_space_chooses(show: Show) -> None:
    _window, made = tiles(show)
    chosen: list[str] = []
    made[0].chosen.connect(lambda: chosen.append("activate"))
    made[1].chosen.connect(lambda: chosen.append("oppose"))
    made[0].setFocus()
    QTest.keyClick(made[0], Qt.Key.Key_Space)
    assert made[0].isChecked()
    QTest.keyClick(made[0], Qt.Key.Key_Down)
    assert made[1].hasFocus()
    assert made[1].isChecked()
    assert not made[0].isChecked()
    assert chosen == ["activate", "oppose"]


def test_a_refused_tile_is_reached_heard_and_not_chosen(show: Show, heard: Heard) -> None:
    _window, made = tiles(show)
    refused = made[2]
    chosen: list[bool] = []
    refused.chosen.connect(lambda: chosen.append(True))
    made[0].choose()
    refused.setFocus()
    assert refused.hasFocus()
    QTest.keyClick(refused, Qt.Key.Key_Space)
    QTest.mouseClick(refused, Qt.MouseButton.LeftButton)
    refused.choose()
    assert chosen == []
    assert not refused.isChecked()
    assert made[0].isChecked()
    name, description, role = heard(refused)
    assert (name, role) == ("Clôturer son espace", QAccessible.Role.RadioButton)
    assert description == "Pas possible. Pas encore possible\u00a0: son espace n’est pas ouvert."


def test_number_keys_choose_an_option(qtbot: QtBot, show: Show, heard: Heard) -> None:
    options = OptionList(["Carte d’identité", ("Passeport", "Français")], "Pièce vue")
    show(options)
    options.setFocus()
    with qtbot.waitSignal(options.chosen) as told:
        QTest.keyClick(options.rows[0], Qt.Key.Key_2)
    assert told.args == [1]
    assert options.current() == 1
    QTest.keyClick(options.rows[1], Qt.Key.Key_9)
    assert options.current() == 1
    QTest.keyClick(options.rows[1], Qt.Key.Key_Up)
    assert options.current() == 0
    assert heard(options)[0] == "Pièce vue"
    assert heard(options.rows[1])[:2] == ("Passeport", "Français Touche 2.")


def test_an_option_list_offers_something_else(show: Show) -> None:
    options = OptionList(["Devant", "Dos"])
    show(options)
    options.choose(1)
    options.set_options(["Odette", "Firmin", "Solange"])
    assert options.current() is None
    assert [row.text() for row in options.rows] == ["Odette", "Firmin", "Solange"]


def test_the_whole_box_and_its_text_are_one_target(show: Show, heard: Heard) -> None:
    box = CheckBox("La personne a lu et accepte les <b>conditions</b> d’utilisation.")
    show(box)
    box.resize(260, box.heightForWidth(260))
    assert box.height() >= 44
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomRight() * 0.95)
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()
    assert heard(box)[0] == "La personne a lu et accepte les conditions d’utilisation."
    assert heard(box)[2] == QAccessible.Role.CheckBox
