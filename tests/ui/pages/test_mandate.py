"""The mandate is printed, signed, then the agent types; the password stays the person's."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.domain.failures import FailureCode
from counter_app.domain.papers import papers
from counter_app.domain.profile import Action
from counter_app.procedure.case import StepId
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import plain

VERSION = papers("fr").mandate.version


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
