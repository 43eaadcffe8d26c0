"""The simulated reader as the window's tray sees it."""

from __future__ import annotations

import json

from counter_app.cardreader.simulated.catalogue import card_names, describe, load_card
from counter_app.cardreader.simulated.reader import SimulatedReader
from counter_app.resource_files import resource
from counter_app.ui.context import TrayCard


class SimulatedTray:
    """The catalogue of invented cards, and the one that is in."""

    def __init__(self) -> None:
        self.reader = SimulatedReader()
        self._cards: tuple[TrayCard, ...] = ()
        self._inserted: str | None = None

    @property
    def cards(self) -> tuple[TrayCard, ...]:
        """The catalogue, read when first asked for."""
        if not self._cards:
            codes = _letter_codes()
            self._cards = tuple(
                TrayCard(name, describe(name), codes.get(name, "")) for name in card_names()
            )
        return self._cards

    @property
    def inserted(self) -> str | None:
        """The card that is in, if any."""
        return self._inserted

    def insert(self, name: str) -> None:
        """Put this card of the catalogue in."""
        self.reader.insert(load_card(name))
        self._inserted = name

    def remove(self) -> None:
        """Take the card out."""
        self.reader.remove()
        self._inserted = None


def _letter_codes() -> dict[str, str]:
    people = json.loads(resource("fictive", "people.json").read_text(encoding="utf-8"))["people"]
    return {p["card"]: p["enrolment_code"] for p in reversed(people)}
