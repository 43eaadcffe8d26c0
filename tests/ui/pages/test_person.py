"""Who on the card, which paper was seen; the serial where the chip's is not certain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.card import Beneficiary
from counter_app.domain.situation import Paper
from counter_app.gateway.port import IdentityDocument
from counter_app.procedure.case import StepId
from counter_app.ui.widgets.choice_row import OptionList
from tests.procedure.counter import card_of
from tests.ui.counter_on_screen import CounterOnScreen
from tests.ui.playing import Play
from tests.ui.words_in_widgets import finds, plain, seen


def papers_of(at: CounterOnScreen) -> OptionList:
    """The papers that can be seen."""
    return next(
        options
        for options in at.page.findChildren(OptionList)
        if options.accessibleName() == "Pièce d’identité regardée"
    )


def test_one_figure_is_enough_where_one_person_is_on_the_card(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        said = at.written()
        assert "Odette MARCHANDEAU" in said
        assert "née le 17 avril 1948" in said
        assert "2 48 04 •• ••• ••• ••" in said
        assert "Numéro de série de la carte : 0300417725 3" in said
        assert not finds(seen(at.window), at.person["nir"]), "masked"
        papers = papers_of(at)
        assert at.focus is papers.rows[0]
        at.press(Qt.Key.Key_2)
        await at.shows(StepId.CODE)
        case = at.procedure.case
        assert case is not None
        assert case.identity_document is IdentityDocument.PASSPORT

    play(scenario)


@pytest.mark.parametrize("choosing", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_paper_chosen_with_the_arrows_waits_for_enter(play: Play, choosing: Qt.Key) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        assert "Choisissez la pièce vue." in at.written()
        at.press(Qt.Key.Key_Down)
        await at.settled()
        assert paper_of(at) is None, "an arrow only walks"
        at.press(choosing)
        await at.settled()
        assert at.procedure.step is StepId.PERSON
        assert paper_of(at) is IdentityDocument.PASSPORT
        at.enter()
        await at.shows(StepId.CODE)

    play(scenario)


def paper_of(at: CounterOnScreen) -> IdentityDocument | None:
    case = at.procedure.case
    assert case is not None
    return case.identity_document


def test_enter_chooses_one_paper_after_the_other_for_a_child(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert()
        await at.shows(StepId.PERSON)
        for missing in ("Choisissez la pièce vue.", "Choisissez le papier qui prouve le lien."):
            assert missing in at.written()
            at.enter()
            await at.settled()
        assert at.procedure.step is StepId.PERSON
        case = at.procedure.case
        assert case is not None
        assert case.identity_document is IdentityDocument.NATIONAL_CARD
        assert case.papers == (Paper.FAMILY_RECORD_BOOK,)
        at.enter()
        await at.shows(StepId.CODE)

    play(scenario, "lilou")


def test_enter_chooses_nobody_of_several(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou")
        await at.shows(StepId.PERSON)
        for _ in range(2):
            at.enter()
            await at.settled()
        case = at.procedure.case
        assert case is not None
        assert (case.beneficiary, case.identity_document) == (None, None)
        assert "Choisissez la personne." in at.written()

    play(scenario, "aurele")


def test_with_several_people_nobody_is_chosen_in_advance(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.insert("aurele", "lilou", "noam")
        await at.shows(StepId.PERSON)
        who = at.page.findChildren(OptionList)[0]
        assert [plain(row.text()) for row in who.rows] == [
            "Aurèle VASSEUR-LEMOINE",
            "Lilou VASSEUR-LEMOINE",
            "Noam VASSEUR-LEMOINE",
        ]
        assert who.current() is None
        assert at.focus is who.rows[0]
        at.press(Qt.Key.Key_1)
        await at.settled()
        assert at.procedure.step is StepId.PERSON, "the paper alone is not enough"
        assert "Choisissez la personne." in at.written()
        who.rows[0].setFocus()
        at.press(Qt.Key.Key_Down)
        at.press(Qt.Key.Key_Down)
        at.press(Qt.Key.Key_Space)
        await at.settled()
        assert "Ce sont des jumeaux." in at.written()
        assert "Choisissez le papier qui prouve le lien." in at.written()
        at.press(Qt.Key.Key_5)
        await at.shows(StepId.CODE)
        case = at.procedure.case
        assert case is not None
        assert case.given_name.upper() == "NOAM"
        assert case.papers == (Paper.FAMILY_RECORD_BOOK,)
        assert "Noam" in at.written()

    play(scenario, "aurele")


def test_a_card_without_a_number_says_the_way_out(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        card = card_of("odette")
        nobody = Beneficiary("MARCHANDEAU", "ODETTE", "19480417", "")
        at.insert(card=type(card)(card.generation, card.atr, (nobody,), card.serial))
        await at.shows(StepId.PERSON)
        at.press(Qt.Key.Key_1)
        await at.settled()
        assert at.procedure.step is StepId.PERSON
        assert "La carte ne donne pas son numéro : choisissez « Sans carte »." in at.written()

    play(scenario)
