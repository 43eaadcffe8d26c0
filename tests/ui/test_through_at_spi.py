"""The real window, read and worked over the bus that screen readers use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_screen_reader import Thing, application, missing
from tests.ui.words_in_widgets import plain

pytestmark = [pytest.mark.real, pytest.mark.skipif(bool(missing()), reason=missing())]
BUTTON = ("push button", "button")  # its name until and since at-spi2 2.52


def found(things: list[Thing], name: str, *roles: str) -> Thing | None:
    """The thing of that name and of one of these roles."""
    return next(
        (each for each in things if each.role in roles and plain(each.name).startswith(name)), None
    )


def test_the_window_its_question_and_its_buttons_are_there_and_one_is_pressed(
    tmp_path: Path,
) -> None:
    with application(tmp_path) as reader:
        reader.waits_for(lambda things: found(things, "Comptoir", "frame"))
        reader.waits_for(lambda things: found(things, "Insérez la carte Vitale", "heading"))
        typed = reader.waits_for(lambda things: found(things, "Sans carte", *BUTTON))
        assert typed.description == "Touche F2."
        reader.press(typed)
        reader.waits_for(lambda things: found(things, "Recopiez les numéros", "heading"))
        number = reader.waits_for(lambda things: found(things, "Numéro de sécurité", "text"))
        assert "13 chiffres" in plain(number.description)
        reader.waits_for(lambda things: found(things, "Carte avec photo", "radio button"))
        forward = reader.waits_for(lambda things: found(things, "Continuer", *BUTTON))
        reader.press(forward)  # held back: it says why
        said = reader.waits_for(lambda _things: [plain(each) for each in reader.said])
        assert "Recopiez les numéros de la carte" in said
        reader.waits_for(lambda _things: any("Il manque" in plain(each) for each in reader.said))
