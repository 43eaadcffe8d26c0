"""The telephone help that papers and pages name: its number, hours and price are settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Helpline:
    """The telephone help, from the settings: number, opening hours and price as sentences' parts.

    `hours`: « du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris »; `price`: « service
    gratuit + prix d’un appel ».
    """

    number: str = "34 22"
    hours: str = ""
    price: str = ""

    @property
    def in_words(self) -> str:
        """« le 34 22 (service gratuit + prix d’un appel), du lundi… »."""
        price = f" ({self.price})" if self.price else ""
        hours = f", {self.hours}" if self.hours else ""
        return f"le {self.number}{price}{hours}"
