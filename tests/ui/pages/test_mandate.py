"""The mandate is printed, signed, then the agent types; the password stays the person's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.papers import papers
from counter_app.domain.profile import Action
from counter_app.procedure.case import StepId
from counter_app.procedure.words import words_for
from counter_app.ui.widgets.choice_row import OptionList
from counter_app.ui.widgets.text_field import TextField
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

VERSION = papers("fr").mandate.version
DICTATED = "L’agent tape ce que la personne lui dit."


async def to_mandate(at: CounterOnScreen) -> None:
    """By its key on the page of the decision."""
    await at.go_to(StepId.DECISION)
    assert "Taper à sa place, avec un mandat" in at.said(at.page)
    at.type("m")
    await at.shows(StepId.MANDATE)


def test_printed_then_signed_then_typed(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_mandate(at)
        assert "L’identifiant et le mot de passe restent à la personne." in at.said(at.page)
        assert plain(at.page.forward_button.text()) == "Imprimer le mandat"
        at.enter()
        await at.settled()
        (sheet,) = at.desk.papers.printed
        assert "MARCHANDEAU" in sheet.body
        assert at.procedure.step is StepId.MANDATE
        at.enter()
        await at.settled()
        assert at.procedure.step is StepId.MANDATE
        assert "Faites signer le mandat." in at.written()
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.TERMS)
        assert at.procedure.agent_types
        await at.go_to(StepId.CONFIRMATION)
        (sent,) = at.service.operations
        assert (sent.action, sent.mandate) == (Action.ACTIVATE, VERSION)

    play(scenario)


def test_a_mandate_signed_on_a_ready_made_page_needs_no_printer(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.papers.fails.append(FailureCode.PRINT_NO_PRINTER)
        await to_mandate(at)
        at.enter()
        await at.settled()
        assert at.procedure.failure is not None
        at.press(Qt.Key.Key_1)
        await at.shows(StepId.TERMS)

    play(scenario)


def test_the_person_types_after_all(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_mandate(at)
        at.type("p")
        await at.shows(StepId.TERMS)
        assert not at.procedure.agent_types

    play(scenario)


async def to_what_is_typed(at: CounterOnScreen, step: StepId) -> None:
    """From the signature to this page, in the agent's hands."""
    await to_mandate(at)
    at.press(Qt.Key.Key_1)
    await at.shows(StepId.TERMS)
    await at.go_to(step)


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (StepId.TERMS, "Lisez-lui les deux textes"),
        (StepId.CONTACTS, "Tapez son e-mail et son mobile"),
    ],
)
def test_what_the_agent_types_stays_in_his_window(play: Play, step: StepId, title: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_what_is_typed(at, step)
        said, page = at.said(), at.said(at.person_page)
        assert at.window.header.isVisible()
        assert title in page
        assert DICTATED in page, "whoever looks at the screen knows who types, and why"
        assert "L’agent ne voit pas" not in said
        assert "Votre écran" not in said
        assert not at.person_page.hand_back_button.isVisible()
        for sentence in words_for(step, at.procedure.case, locked=False).say:
            assert sentence in said, "what to say to her is beside it"
        assert at.person_page.isAncestorOf(at.focus)
        at.press(Qt.Key.Key_Escape)
        await at.shows({StepId.TERMS: StepId.MANDATE, StepId.CONTACTS: StepId.TERMS}[step])

    play(scenario)


@pytest.mark.parametrize("step", [StepId.LOGIN_NAME, StepId.PASSWORD])
def test_what_she_types_herself_is_on_her_side(play: Play, step: StepId) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_what_is_typed(at, StepId.CONTACTS)
        assert plain(at.person_page.forward_button.text()) == "Lui passer la main"
        await at.go_to(step)
        assert not at.window.header.isVisible()
        said = at.said()
        assert "L’agent ne voit pas ce que vous tapez ici." in said
        assert DICTATED not in said
        at.person_page.hand_back_button.click()
        await at.shows(StepId.CONTACTS)
        assert at.window.header.isVisible()
        assert DICTATED in at.said()

    play(scenario)


def test_she_finds_what_was_typed_for_her_when_she_types_after_all(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_what_is_typed(at, StepId.CONTACTS)
        at.person_page.findChildren(OptionList)[0].rows[1].setFocus()
        at.press(Qt.Key.Key_Space)
        at.type("fleur@exemple.example")
        at.enter()
        await at.shows(StepId.LOGIN_NAME)
        at.person_page.hand_back_button.click()
        for step in (StepId.CONTACTS, StepId.TERMS):
            await at.shows(step)
            at.press(Qt.Key.Key_Escape)
        await at.shows(StepId.MANDATE)
        at.type("p")
        await at.shows(StepId.TERMS)
        assert not at.window.header.isVisible()
        assert "L’agent ne voit pas" in at.said()
        at.enter()
        await at.shows(StepId.CONTACTS)
        assert at.person_page.findChildren(TextField)[0].text() == "fleur@exemple.example"
        assert "Votre e-mail" in at.said()

    play(scenario)


def test_a_failure_is_told_to_the_agent_who_types(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.service.known = replace(at.service.known, has_account=True)
        await to_what_is_typed(at, StepId.CONTACTS)
        assert plain(at.person_page.forward_button.text()) == "Activer l’espace"
        at.service.fails("submit", FailureCode.SERVICE_UNREACHABLE)
        at.enter()
        await at.settled()
        said = at.said(at.person_page)
        assert plain(CATALOGUE[FailureCode.SERVICE_UNREACHABLE].remedy) in said
        assert "demandez à l’agent" not in said
        at.enter()
        await at.shows(StepId.CONFIRMATION)

    play(scenario)


def test_it_is_another_sheet_for_whoever_came_for_a_child(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        at.procedure.choose_beneficiary(1)
        await at.settled()
        await to_mandate(at)
        at.enter()
        await at.settled()
        (sheet,) = at.desk.papers.printed
        assert papers("fr").mandate.blank in sheet.body, "the parent writes her own name"
        assert papers("fr").mandate.space in sheet.body

    play(scenario, "lilou")
