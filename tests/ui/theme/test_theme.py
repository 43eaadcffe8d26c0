"""Fonts and icons load; the theme reaches widgets, and changes under them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.resource_files import resource
from counter_app.ui.theme import icons
from counter_app.ui.theme.fonts import base_font, role_font, text_scale
from counter_app.ui.theme.style import apply_theme, current_palette, current_scale
from counter_app.ui.theme.tokens import DARK, LIGHT, PERSON_WINDOW_SCALE, TYPE, Role
from counter_app.ui.widgets.labels import Label


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_written_in_the_fonts_of_the_look(qapp: QApplication, role: Role) -> None:
    info = QFontInfo(role_font(role, 1.0))
    wanted = "Mono" if TYPE[role].mono else "Next"
    assert info.family() == f"Atkinson Hyperlegible {wanted}"
    assert info.weight() == TYPE[role].weight
    assert info.pixelSize() == TYPE[role].size


def test_a_missing_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 24)


@pytest.mark.parametrize("file", sorted(resource("icons").glob("*.svg")), ids=lambda f: f.stem)
def test_every_icon_is_drawn_in_the_ink_asked_for(qapp: QApplication, file: object) -> None:
    name = getattr(file, "stem", "")
    image = icons.pixmap(name, "#8E1B1B", 24, 2.0).toImage()
    assert image.width() == 48
    inks = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {QColor("#8E1B1B").name()}


def test_the_palette_and_the_text_size_change_while_running(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, 1.0)
    label = Label("Insérez la carte Vitale")
    before = label.sizeHint()
    apply_theme(qapp, DARK, 2.0)
    assert current_palette() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.paper
    assert text_scale(label) == pytest.approx(2.0)
    assert label.sizeHint().width() == pytest.approx(2 * before.width(), rel=0.03)
    apply_theme(qapp, LIGHT, 9.0)
    assert current_scale() == 2.0


def test_a_window_larger_than_the_others_makes_its_children_larger(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setFont(base_font(PERSON_WINDOW_SCALE))
    label = Label("Mot de passe")
    inner = QWidget()
    QVBoxLayout(inner).addWidget(label)
    QVBoxLayout(window).addWidget(inner)
    assert text_scale(label) == pytest.approx(PERSON_WINDOW_SCALE)
