"""The territories where people live: their clock, their telephone prefix, their departments."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory.

    `code`: ISO 3166-1 alpha-2, with FX for metropolitan France; `zone`: IANA name;
    `phone_region`: region code of the numbering plan; `time_words`: what a paper says of its clock.
    """

    code: str
    name: str
    zone: str
    phone_region: str
    time_words: str

    @property
    def clock(self) -> ZoneInfo:
        """The time zone; needs the tzdata package where the system has no zone files."""
        return ZoneInfo(self.zone)


TERRITORIES: dict[str, Territory] = {
    entry.code: entry
    for entry in (
        Territory("FX", "France métropolitaine", "Europe/Paris", "FR", "heure de Paris"),
        Territory("GP", "Guadeloupe", "America/Guadeloupe", "GP", "heure de la Guadeloupe"),
        Territory("MQ", "Martinique", "America/Martinique", "MQ", "heure de la Martinique"),
        Territory("GF", "Guyane", "America/Cayenne", "GF", "heure de la Guyane"),
        Territory("RE", "La Réunion", "Indian/Reunion", "RE", "heure de La Réunion"),
        Territory("YT", "Mayotte", "Indian/Mayotte", "YT", "heure de Mayotte"),
        Territory(
            "PM",
            "Saint-Pierre-et-Miquelon",
            "America/Miquelon",
            "PM",
            "heure de Saint-Pierre-et-Miquelon",
        ),
        Territory(
            "BL",
            "Saint-Barthélemy",
            "America/St_Barthelemy",
            "BL",
            "heure de Saint-Barthélemy",
        ),
        Territory("MF", "Saint-Martin", "America/Marigot", "MF", "heure de Saint-Martin"),
    )
}

_METROPOLITAN = (*(f"{number:02}" for number in range(1, 96) if number != 20), "2A", "2B")
# The territory of each department or collectivity. Source: the official geographic code (INSEE).
TERRITORY_OF_DEPARTMENT: dict[str, str] = dict.fromkeys(_METROPOLITAN, "FX") | {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "977": "BL",
    "978": "MF",
}
