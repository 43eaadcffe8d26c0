"""What every paper given at a counter says of where it comes from."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from counter_app.domain.deadlines import local_day
from counter_app.domain.helpline import Helpline
from counter_app.post.settings import Settings


class GivenBy(TypedDict):
    """Fields of `printing.given_paper.GivenPaper`, which is not loaded before it is printed."""

    organisation: str
    organisation_address: tuple[str, ...]
    given_on: date
    helpline: Helpline
    language: str
    fictive: bool


def given_by(settings: Settings, now: datetime, language: str) -> GivenBy:
    """The place, its day, the helpline; `language`: a code of `domain.papers`."""
    return GivenBy(
        organisation=settings.organisation,
        organisation_address=settings.organisation_address,
        given_on=local_day(now, settings.territory),
        helpline=settings.helpline,
        language=language,
        fictive=settings.fictive,
    )
