"""The slip and the mandate speak the person's language too, by the same key as the sheets."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt

from counter_app.domain.papers import mandate_acts, papers
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.redirection import RedirectReason
from counter_app.procedure.case import StepId
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.pages.test_mandate import to_mandate
from tests.ui.pages.test_redirect import to_slip
from tests.ui.playing import Play


def test_a_slip_in_another_language(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_slip(at)
        at.type("ll")
        await at.settled()
        words = papers("en").slips[RedirectReason.PERSON_DECIDES]
        said = at.said(at.page)
        assert papers("en").language.name in said
        for sentence in (words.title, *words.explanation, *words.prepare):
            assert sentence in said
        at.enter()
        await at.settled()
        (slip,) = at.desk.papers.printed
        assert words.title in slip.body

    play(scenario)


def test_a_slip_whose_language_changes_meanwhile_is_printed_anew(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_slip(at)
        at.papers.hold = asyncio.Event()
        at.enter()
        await at.settled()
        at.type("l")
        await at.settled()
        at.papers.hold.set()
        await at.settled()
        assert "Imprimer la fiche" in at.said(at.page)
        assert at.procedure.step is StepId.REDIRECT

    play(scenario)


def test_a_mandate_in_another_language_is_of_that_version(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await to_mandate(at)
        at.type("ll")
        await at.settled()
        mandate = papers("en").mandate
        for act in mandate_acts(Action.ACTIVATE):
            assert mandate.acts[act] in at.said(at.page)
        at.enter()
        await at.settled()
        (sheet,) = at.desk.papers.printed
        assert mandate.title in sheet.body
        at.press(Qt.Key.Key_1)
        await at.settled()
        case = at.procedure.case
        assert case is not None
        assert (case.mandate, case.language) == (mandate.version, "en")

    play(scenario)


def test_the_language_goes_with_the_visit(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        at.type("l")
        await at.go_to(StepId.CONFIRMATION, Action.CLOSE)
        at.remove()
        await at.shows(None)
        await at.go_to(StepId.CONSEQUENCES, Action.CLOSE)
        case = at.procedure.case
        assert case is not None
        assert case.language == "fr", "the next visitor is another"

    play(scenario, status=ProfileStatus.ACTIVE)
