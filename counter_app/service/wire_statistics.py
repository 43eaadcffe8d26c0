"""The messages of the statistics: what OpenAPI describes of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, model_validator

from counter_app.service.wire import Message

MOST_DAYS: Final = 366


def _iso_day(text: object) -> object:
    """Only YYYY-MM-DD: the library would also take a number of seconds for a day."""
    if isinstance(text, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("a day is expected, as YYYY-MM-DD")
    return text


Day = Annotated[date, BeforeValidator(_iso_day)]


class StatisticsPeriod(Message):
    """Days in each act's territory, both included: at most 366 of them."""

    since: Day
    until: Day

    @model_validator(mode="after")
    def _in_order_and_not_too_long(self) -> Self:
        if not 0 <= (self.until - self.since).days < MOST_DAYS:
            raise ValueError("a period of 1 to 366 days is expected")
        return self

    def days(self) -> list[date]:
        """Each of them, in order."""
        return [
            self.since + timedelta(days=number)
            for number in range((self.until - self.since).days + 1)
        ]


class Count(Message):
    """How many acts of one kind. `name`: a day, a territory's code, an organisation or a channel;
    `count`: null when it is withheld."""

    name: str
    action: str
    count: int | None


class Statistics(Message):
    """The acts of a period, without personal data.

    A name that is not there had none; an organisation that is not there may have had a few.
    """

    since: date
    until: date
    withheld_under: int
    by_day: list[Count]
    by_territory: list[Count]
    by_organisation: list[Count]
    by_channel: list[Count]
