"""The mandate: the acts asked for, today only, and two boxes to sign."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from counter_app.domain.paper_words import MandateAct
from counter_app.domain.papers import languages, mandate_acts, papers
from counter_app.domain.profile import Action
from counter_app.printing.mandate import MandateFacts, mandate
from counter_app.printing.output import pdf_bytes
from tests.printing.examples import HELPLINE, LONG_PLACE, SHORT_PLACE, plain
from tests.printing.test_consequence_sheet import measured

pytestmark = pytest.mark.usefixtures("qapp")

CODES = [language.code for language in languages()]
WORST = (MandateAct.IDENTIFY, MandateAct.NEW_CODE, MandateAct.CLOSE, MandateAct.DELETE)
TODAY = {"fr": "23 novembre 2026", "fr-facile": "23 novembre 2026", "en": "23 November 2026"}


def _facts(
    acts: tuple[MandateAct, ...],
    code: str = "fr",
    place: tuple[str, ...] = SHORT_PLACE,
    *,
    person: str = "Odette MARCHANDEAU",
    space_of: str = "",
    fictive: bool = False,
) -> MandateFacts:
    return MandateFacts(
        acts,
        "Agent 12",
        person,
        space_of,
        organisation=place[0],
        organisation_address=place[1:],
        given_on=date(2026, 11, 23),
        helpline=HELPLINE,
        language=code,
        fictive=fictive,
    )


def _page(facts: MandateFacts) -> str:
    (page,) = PdfReader(BytesIO(pdf_bytes(mandate(facts)))).pages
    return plain(page.extract_text())


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("place", [SHORT_PLACE, LONG_PLACE], ids=["short", "long"])
def test_one_page_names_the_acts_and_no_other(code: str, place: tuple[str, ...]) -> None:
    acts = mandate_acts(Action.CLOSE)
    said = _page(_facts(acts, code, place))
    words = papers(code).mandate
    for act in MandateAct:
        assert (plain(words.acts[act]) in said) is (act in acts)
    for text in (
        *(words.title, words.asks, words.limits, words.duration, place[0], "Agent 12"),
        *(line for promise in words.promises for line in promise.lines),
        *("Odette MARCHANDEAU", TODAY[code], words.for_organisation, f"{words.version}"),
    ):
        assert plain(text) in said
    assert said.count(plain(words.signature)) >= 2
    assert "$" not in said


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("place", [SHORT_PLACE, LONG_PLACE], ids=["short", "long"])
def test_the_longest_one_stays_readable(code: str, place: tuple[str, ...]) -> None:
    facts = _facts(WORST, code, place, person="Marie-" * 12, space_of="Jean-" * 14)
    (measure,) = measured(mandate(facts))
    assert measure.scale > 0.79  # 9.5 points, for a name that fills two lines
    assert measure.body_bottom < measure.foot_top


@pytest.mark.parametrize("code", CODES)
def test_an_ordinary_one_has_the_full_size(code: str) -> None:
    (measure,) = measured(mandate(_facts(mandate_acts(Action.CLOSE, delete_data=True), code)))
    assert measure.scale == 1


def test_without_a_name_there_is_room_to_write() -> None:
    said = _page(_facts(mandate_acts(Action.OPPOSE), person=""))
    assert plain(papers("fr").mandate.blank) in said
    assert "MARCHANDEAU" not in said
    assert plain("L’espace de") not in said


def test_a_child_has_its_line() -> None:
    said = _page(_facts(mandate_acts(Action.OPPOSE), space_of="Lilou INVENTÉE"))
    assert plain("L’espace de Lilou INVENTÉE") in said


def test_a_name_is_on_the_paper_alone() -> None:
    facts = _facts(mandate_acts(Action.OPPOSE), person="Odette <b>MARCHANDEAU")
    made = mandate(facts)
    assert "MARCHANDEAU" not in repr(facts)
    assert "MARCHANDEAU" not in repr(made)
    assert made.title == "Mandat"
    assert "<b>MARCHANDEAU" not in made.body.replace("&lt;b&gt;", "")


def test_a_mandate_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one act"):
        mandate(_facts(()))


def test_an_exercise_says_so() -> None:
    assert _page(_facts(mandate_acts(Action.OPPOSE), fictive=True)).count("FICTIF") == 2
    assert "FICTIF" not in _page(_facts(mandate_acts(Action.OPPOSE)))
