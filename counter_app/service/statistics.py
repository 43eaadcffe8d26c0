"""How many acts, by day, territory, organisation and channel: whole tables, without personal data.

What may be told of a table is `domain.disclosure`'s to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Query
from fastapi.params import Depends

from counter_app.domain.disclosure import LEAST_TOLD, disclosed_table
from counter_app.domain.territory import TERRITORIES
from counter_app.service.problems import responses
from counter_app.service.store import Store
from counter_app.service.tables import OPERATIONS
from counter_app.service.wire import Channel
from counter_app.service.wire_statistics import Count, Statistics, StatisticsPeriod

_COUNTED_BY = ("registered_on", "territory", "organisation", "channel")

_Counts = Counter[tuple[str, str]]


def statistics_router(store: Store, *dependencies: Depends) -> APIRouter:
    """The route of the statistics; `dependencies`: what a post shows to ask for them."""
    router = APIRouter(prefix="/v1", dependencies=list(dependencies))

    @router.get("/statistics", operation_id="statistics", responses=responses())
    def statistics(period: Annotated[StatisticsPeriod, Query()]) -> Statistics:
        """How many acts of each kind; counts that would point at a few people are withheld."""
        return statistics_of(store, period)

    return router


def statistics_of(store: Store, period: StatisticsPeriod) -> Statistics:
    """The acts of a period, of the whole service."""
    tables = _counted(store, period)
    return Statistics(
        since=period.since,
        until=period.until,
        withheld_under=LEAST_TOLD,
        by_day=_told(tables["registered_on"], {day.isoformat() for day in period.days()}),
        by_territory=_told(tables["territory"], TERRITORIES.keys()),
        by_organisation=_told(tables["organisation"], None),
        by_channel=_told(tables["channel"], {channel.value for channel in Channel}),
    )


def count_statement(period: StatisticsPeriod) -> sa.CompoundSelect[tuple[object, ...]]:
    """One statement for all tables, so that they count the same acts."""
    by = {name: OPERATIONS.c[name] for name in _COUNTED_BY}
    return sa.union_all(
        *(
            sa.select(
                sa.literal(name).label("table"),
                *(
                    column if column is counted else sa.cast(sa.null(), column.type).label(other)
                    for other, column in by.items()
                ),
                OPERATIONS.c.action,
                sa.func.count().label("count"),
            )
            .where(
                OPERATIONS.c.registered,
                OPERATIONS.c.registered_on.between(period.since, period.until),
            )
            .group_by(counted, OPERATIONS.c.action)
            for name, counted in by.items()
        )
    )


def _counted(store: Store, period: StatisticsPeriod) -> dict[str, _Counts]:
    """Name and act → how many, for each table."""
    tables: dict[str, _Counts] = {name: Counter() for name in _COUNTED_BY}
    with store.reading() as connection:
        for row in connection.execute(count_statement(period)).mappings():
            name = row[row["table"]]
            tables[row["table"]][str(name or ""), row["action"]] += row["count"]
    return tables


def _told(counts: _Counts, names: Collection[str] | None) -> list[Count]:
    known = None if names is None else {*names, *(name for name, _ in counts)}
    return [
        Count(name=name, action=action, count=count)
        for (name, action), count in sorted(
            disclosed_table(counts, known).items(), key=lambda line: line[0]
        )
    ]
