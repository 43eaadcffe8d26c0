"""The first screen follows the readers, and says what to do for each thing that goes wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counter_app.cardreader.events import (
    CardFailed,
    CardInserted,
    CardRemoved,
    ReadersChanged,
    ServiceLost,
    ServiceRestored,
)
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.procedure.case import StepId
from counter_app.ui.context import ServiceState
from counter_app.ui.widgets.labels import Label
from tests.ui.counter_on_screen import READER, CounterOnScreen
from tests.ui.playing import Play

CARD_FAILURES = [
    code
    for code in FailureCode
    if code.value.startswith("Card_")
    and code
    not in {
        FailureCode.CARD_NO_SERVICE,
        FailureCode.CARD_NO_READER,
        FailureCode.CARD_NO_CARD,
        FailureCode.CARD_SWAPPED,
    }
]


def test_a_ready_desk_asks_for_the_card(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        said = at.written()
        for words in (
            "Insérez la carte Vitale",
            "Prêt pour l’accueil",
            "Lecteur prêt",
            "Service joignable",
            "Imprimante « Accueil »",
            "FICTIF",
        ):
            assert words in said
        assert at.focus is at.window, "the card is the next gesture"

    play(scenario)


def test_each_state_of_the_readers(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.tell(CardInserted(READER))
        await at.shows(None)
        assert "Lecture de la carte…" in at.written()
        assert "Laissez la carte en place." in at.written()
        at.tell(CardRemoved(READER))
        await at.shows(None)
        assert "Insérez la carte Vitale" in at.written()
        at.tell(ReadersChanged(()))
        await at.shows(None)
        no_reader = CATALOGUE[FailureCode.CARD_NO_READER]
        assert no_reader.happened in at.written()
        assert no_reader.remedy in at.written()
        assert "Pas de lecteur" in at.written()
        assert "Pas encore prêt" in at.written()
        at.tell(ReadersChanged(("Un lecteur", "Un autre")))
        await at.shows(None)
        assert "2 lecteurs de carte" in at.written()
        at.tell(ReadersChanged(()))
        at.tell(ServiceLost(FailureCode.CARD_NO_SERVICE))
        await at.shows(None)
        assert CATALOGUE[FailureCode.CARD_NO_SERVICE].happened in at.written()
        at.tell(ServiceRestored())
        at.tell(ReadersChanged((READER,)))
        await at.shows(None)
        assert "Insérez la carte Vitale" in at.written()

    play(scenario)


def test_each_failure_of_a_card_says_what_to_do(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        for code in CARD_FAILURES:
            at.tell(CardInserted(READER))
            at.tell(CardFailed(READER, code))
            await at.shows(None)
            assert CATALOGUE[code].happened in at.written(), code
            assert CATALOGUE[code].remedy in at.written(), code
            assert "Carte non lue" in at.written(), code
            assert at.procedure.case is None
            at.tell(CardRemoved(READER))
        at.insert()
        await at.shows(StepId.PERSON)

    play(scenario)


def test_no_word_of_a_failure_is_cut(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        for code in CARD_FAILURES:
            at.tell(CardInserted(READER))
            at.tell(CardFailed(READER, code))
            await at.shows(None)
            at.window.grab()  # laid out
            for label in at.window.page.findChildren(Label):
                if label.isVisible():
                    assert label.height() >= label.heightForWidth(label.width()), code
            at.tell(CardRemoved(READER))

    play(scenario)


def test_a_card_of_another_kind_is_not_offered_to_be_read_again(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        for code in (FailureCode.CARD_BANK, FailureCode.CARD_VITALE_1):
            at.tell(CardInserted(READER))
            at.tell(CardFailed(READER, code))
            await at.shows(None)
            assert "Relire la carte" not in at.said(at.window.page), code
            assert "Sans carte" in at.said(at.window.page), code
            at.tell(CardRemoved(READER))
        at.press(Qt.Key.Key_F2)
        await at.shows(StepId.NUMBERS)

    play(scenario)


def test_a_card_that_was_not_read_can_be_read_again(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.press(Qt.Key.Key_F5)
        assert at.desk.rereads == 0, "nothing to read again"
        at.tell(CardInserted(READER))
        at.tell(CardFailed(READER, FailureCode.CARD_READER_BUSY))
        await at.shows(None)
        assert "Relire la carte" in at.said(at.window.page)
        at.press(Qt.Key.Key_F5)
        assert at.desk.rereads == 1

    play(scenario)


@pytest.mark.parametrize(
    ("state", "words", "title"),
    [
        (ServiceState.STARTING, "Le service démarre…", "Prêt pour l’accueil"),
        (ServiceState.READY, "Service joignable", "Prêt pour l’accueil"),
        (ServiceState.LOST, "Service injoignable", "Pas encore prêt"),
    ],
)
def test_what_is_said_of_the_service(
    play: Play, state: ServiceState, words: str, title: str
) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.service_state = state
        at.procedure.announce()
        await at.shows(None)
        assert words in at.written()
        assert title in at.written()

    play(scenario)


def test_a_post_without_a_printer_says_what_happens_instead(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.desk.printer = ""
        at.procedure.announce()
        await at.shows(None)
        assert "Pas d’imprimante : la page s’enregistre en PDF" in at.written()

    play(scenario)


def test_what_became_of_an_act_of_before_is_said(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        words = "La demande du 20 novembre 2026 restée sans réponse n’a pas été enregistrée."
        assert words not in at.written()
        at.desk.reminder = words
        at.procedure.announce()
        await at.shows(None)
        assert words in at.written()

    play(scenario)


@pytest.mark.parametrize(
    ("key", "place"), [(Qt.Key.Key_F2, "Sans carte"), (Qt.Key.Key_F3, "Par téléphone")]
)
def test_the_ways_without_a_card(play: Play, key: Qt.Key, place: str) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.press(key)
        await at.shows(StepId.NUMBERS)
        assert place in at.written()
        at.press(Qt.Key.Key_Escape)
        await at.shows(None)

    play(scenario)


def test_a_card_takes_the_place_of_a_typed_case_that_is_still_empty(play: Play) -> None:
    async def scenario(at: CounterOnScreen) -> None:
        at.press(Qt.Key.Key_F2)
        await at.shows(StepId.NUMBERS)
        at.insert()
        await at.shows(StepId.PERSON)
        assert "Odette" in at.written()

    play(scenario)
