"""The slip for who goes on with the helpline."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.failures import FailureCode
from counter_app.printing.output import pdf_bytes
from counter_app.printing.redirect_slip import (
    REASONS,
    RedirectFacts,
    RedirectReason,
    redirect_slip,
)
from tests.printing.examples import HELPLINE, LONG_PLACE, SHORT_PLACE, plain

pytestmark = pytest.mark.usefixtures("qapp")


def _page(facts: RedirectFacts) -> str:
    (page,) = PdfReader(BytesIO(pdf_bytes(redirect_slip(facts)))).pages
    return plain(page.extract_text())


@pytest.mark.parametrize("reason", RedirectReason)
@pytest.mark.parametrize("place", [SHORT_PLACE, LONG_PLACE], ids=["short", "long"])
def test_one_page_says_whom_to_call_and_when(
    reason: RedirectReason, place: tuple[str, ...]
) -> None:
    said = _page(RedirectFacts(reason, place[0], place[1:], date(2026, 11, 23), HELPLINE))
    for words in (
        "34 22",
        "Du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris",
        "Service gratuit + prix d’un appel",
        "Avant d’appeler, préparez",
        "lundi 23 novembre 2026",
        "Cette fiche ne dit rien de vous",
        *place,
    ):
        assert plain(words) in said
    assert "FICTIF" not in said


def test_a_death_is_never_written_down() -> None:
    reason = REASONS[FailureCode.IDENTITY_DECEASED]
    said = _page(RedirectFacts(reason, "Accueil", (), date(2026, 11, 23), HELPLINE)).lower()
    assert not any(word in said for word in ("décès", "décéd", "mort"))


def test_an_exercise_says_so() -> None:
    facts = RedirectFacts(
        RedirectReason.NO_CARD, "Accueil", (), date(2026, 11, 23), HELPLINE, fictive=True
    )
    assert _page(facts).count("FICTIF") == 2
