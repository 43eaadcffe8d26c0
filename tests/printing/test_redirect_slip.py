"""The slip for who leaves without an act: whom to call, and what to have ready."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.failures import FailureCode
from counter_app.domain.papers import languages, papers
from counter_app.domain.redirection import REASONS, RedirectReason
from counter_app.printing.output import pdf_bytes
from counter_app.printing.redirect_slip import RedirectFacts, redirect_slip
from tests.printing.examples import HELPLINE, LONG_PLACE, SHORT_PLACE, plain
from tests.printing.test_consequence_sheet import measured

pytestmark = pytest.mark.usefixtures("qapp")

CODES = [language.code for language in languages()]


def _facts(
    reason: RedirectReason,
    place: tuple[str, ...] = SHORT_PLACE,
    code: str = "fr",
    *,
    fictive: bool = False,
) -> RedirectFacts:
    return RedirectFacts(
        reason,
        organisation=place[0],
        organisation_address=place[1:],
        given_on=date(2026, 11, 23),
        helpline=HELPLINE,
        language=code,
        fictive=fictive,
    )


def _page(facts: RedirectFacts) -> str:
    (page,) = PdfReader(BytesIO(pdf_bytes(redirect_slip(facts)))).pages
    return plain(page.extract_text())


@pytest.mark.parametrize("reason", RedirectReason)
def test_one_page_says_whom_to_call_and_when(reason: RedirectReason) -> None:
    said = _page(_facts(reason))
    for words in (
        "34 22",
        "Du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris",
        "Service gratuit + prix d’un appel",
        "Avant d’appeler, préparez",
        "lundi 23 novembre 2026",
        "Cette fiche ne dit rien de vous",
        *SHORT_PLACE,
    ):
        assert plain(words) in said
    assert "FICTIF" not in said


@pytest.mark.parametrize("reason", RedirectReason)
@pytest.mark.parametrize("code", CODES)
def test_every_language_has_it_whole_in_its_own_size(reason: RedirectReason, code: str) -> None:
    facts = _facts(reason, LONG_PLACE, code)
    said = _page(facts)
    slip = papers(code).slips[reason]
    for words in (slip.title, *slip.explanation, *slip.prepare, papers(code).slip.call):
        assert plain(words) in said
    (measure,) = measured(redirect_slip(facts))
    assert measure.scale == 1
    assert measure.body_bottom < measure.foot_top


def test_a_death_is_never_written_down() -> None:
    said = _page(_facts(REASONS[FailureCode.IDENTITY_DECEASED])).lower()
    assert not any(word in said for word in ("décès", "décéd", "mort"))


def test_an_exercise_says_so() -> None:
    assert _page(_facts(RedirectReason.NO_CARD, fictive=True)).count("FICTIF") == 2
