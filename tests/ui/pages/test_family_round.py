"""A family on one card: each act with her own paper, one gesture less for each who follows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.procedure.case import StepId
from tests.procedure.counter import PEOPLE, card_of, known_as
from tests.ui.counter_on_screen import CounterOnScreen, until
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, held, plain


async def oppose(at: CounterOnScreen, name: str) -> None:
    """From the page of the code to the confirmation with its paper."""
    at.name = name
    at.service.known = known_as(name, ProfileStatus.PENDING)
    await at.go_to(StepId.CONFIRMATION, Action.OPPOSE)
    await paper_of(at)


def test_children_first_then_the_adult_each_with_her_paper(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou", "noam")
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_Down)
        at.press(Qt.Key.Key_Space)
        await at.settled()
        at.type("1")
        await at.settled()
        at.type("5")
        await at.shows(StepId.CODE)
        await oppose(at, "lilou")
        said = at.written()
        assert "Lilou : opposition enregistrée" in said
        assert "Noam : pas encore" in said
        assert "Aurèle : pas encore" in said
        for name, following in (("noam", "Noam"), ("aurele", "Aurèle")):
            assert plain(at.page.forward_button.text()) == f"Personne suivante : {following}"
            assert at.focus is at.page.forward_button
            at.enter()
            await at.shows(StepId.CODE)
            assert not finds(held(at.page), PEOPLE["lilou"]["enrolment_code"])
            await oppose(at, name)
        assert plain(at.page.forward_button.text()) == "Terminer"
        assert "Noam : opposition enregistrée" in at.written()
        assert "pas encore" not in at.written()
        at.enter()
        await at.settled()
        assert at.procedure.case is None
        assert len(at.service.operations) == len(at.desk.papers.printed) == 3

    play(scenario, "aurele")


@pytest.mark.parametrize("second", ["firmin", "lilou"])
def test_one_contact_for_two_adults_of_a_card_is_doubted(play: Play, second: str) -> None:
    """Two spouses: the second is told; a child's contacts are her parent's."""

    async def scenario(at: CounterOnScreen) -> None:
        card = card_of("odette", second)
        at.insert(card=card)
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(0)
        await at.settled()
        at.type("1")
        await at.shows(StepId.CODE)
        await give_contact(at, "odette", "partage@exemple.example")
        assert "le même contact" not in at.said()
        at.enter()
        await at.go_to(StepId.CONFIRMATION)
        await paper_of(at)
        at.enter()
        await at.shows(StepId.PERSON)
        at.type("1" if second == "firmin" else "15")
        await at.shows(StepId.CODE)
        await give_contact(at, second, "partage@exemple.example")
        assert ("le même contact" in at.said()) is (second == "firmin")
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        assert not finds(held(at.window.page), "partage@exemple.example")

    play(scenario)


async def give_contact(at: CounterOnScreen, name: str, address: str) -> None:
    """From the page of the code to an address typed on the page of the contacts."""
    at.name = name
    at.service.known = known_as(name, ProfileStatus.PENDING)
    await at.go_to(StepId.CONTACTS)
    at.press(Qt.Key.Key_Down)
    await at.settled()
    at.type(address)
    await at.settled()


async def paper_of(at: CounterOnScreen) -> None:
    """The paper of the person whose act is done."""
    if plain(at.page.forward_button.text()) == "Imprimer la confirmation":
        at.enter()
    await until(lambda: at.procedure.case is not None and at.procedure.case.has_paper)
    await at.settled()


def test_the_round_is_ended_before_the_last_by_its_key(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(1)
        await at.settled()
        at.type("1")
        await at.settled()
        at.type("5")
        await at.shows(StepId.CODE)
        await oppose(at, "lilou")
        assert "Terminer" in at.said(at.page)
        at.press(Qt.Key.Key_F8)
        await at.settled()
        assert at.procedure.case is None

    play(scenario, "aurele")


def test_who_is_done_is_marked_where_another_is_chosen(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(1)
        await at.settled()
        at.type("1")
        await at.settled()
        at.type("5")
        await at.shows(StepId.CODE)
        await oppose(at, "lilou")
        at.enter()
        await at.shows(StepId.CODE)
        at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.PERSON)
        assert "fait : opposition enregistrée" in at.said(at.page)

    play(scenario, "aurele")


def test_a_card_of_one_has_no_round(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CODE)
        await oppose(at, "odette")
        assert plain(at.page.forward_button.text()) == "Terminer"
        assert "Sur cette carte" not in at.written()

    play(scenario)
