"""The whole chain in this process: a simulated card goes in, the monitor tells who is on it."""

from __future__ import annotations

import queue

import pytest

from counter_app.cardreader.events import (
    CardEvent,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
)
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.simulated.catalogue import card_names, load_card
from counter_app.cardreader.simulated.reader import SimulatedReader


def test_a_card_is_inserted_read_and_removed() -> None:
    events: queue.Queue[CardEvent] = queue.Queue()
    reader = SimulatedReader()
    monitor = CardMonitor(reader, events.put)
    monitor.start()
    try:
        assert events.get(timeout=5) == ReadersChanged(("Lecteur simulé",))
        reader.insert(load_card("aurele"))
        assert events.get(timeout=5) == CardInserted("Lecteur simulé")
        read = events.get(timeout=5)
        assert isinstance(read, CardWasRead)
        names = [person.given_name for person in read.content.beneficiaries]
        assert names == ["Aurèle", "Lilou", "Noam"]
        assert [p.nir[:5] for p in read.content.beneficiaries] == ["18301", "21706", "11706"]
        assert read.content.serial.value == "03004288613"
        assert read.content.serial.certain
        assert read.content.apdus <= 9
        reader.remove()
        assert events.get(timeout=5) == CardRemoved("Lecteur simulé")
    finally:
        monitor.stop()


@pytest.mark.parametrize("name", ["odette", "solange", "longs"])
def test_the_people_of_the_catalogue_have_cards(name: str) -> None:
    assert name in card_names()
    assert load_card(name).atr
