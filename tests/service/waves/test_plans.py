"""The work finds what is due by its own indexes, however many people there are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.service.scheduled.jobs import run_jobs
from counter_app.service.store import Store
from counter_app.service.tables import PEOPLE
from counter_app.service.waves.campaigns import Sending, create_campaign
from tests.service.crowd import add, add_many, person

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("job", "index", "due"),
    [
        ("open-spaces", "ix_people_to_open", {"notice_sent_on": date(2026, 1, 1)}),
        (
            "close-suspended",
            "ix_people_suspension",
            {"status": "SUSPENDED", "status_since": datetime(2026, 1, 1, tzinfo=UTC)},
        ),
        (
            "erase-data",
            "ix_people_deletion",
            {"status": "CLOSED_DELETION_PENDING", "deletion_due_by": date(2026, 1, 1)},
        ),
        (
            "end-archives",
            "ix_people_archive",
            {"status": "CLOSED", "archive_until": date(2026, 1, 1)},
        ),
        (
            "coming-of-age",
            "ix_people_coming_of_age",
            {"birth_date": "20000101", "adult_from_month": date(2018, 1, 1)},
        ),
        ("issue-notices", "ix_people_to_", {"territory": "RE"}),  # either leads straight there
    ],
)
def test_no_job_reads_everybody(store: Store, job: str, index: str, due: dict[str, Any]) -> None:
    add_many(store, 3_000, status="OPPOSED")
    add(store, person(store, **due))
    create_campaign(store, "Réunion", [Sending("RE", None, None, date(2026, 5, 1))], NOW)
    with store.writing() as connection:
        connection.execute(sa.text("ANALYZE"))
    store.engine.dispose()  # SQLite: a connection that was open before keeps the older counts
    plans = _plans(store, job)
    assert any(index in plan for plan in plans), "\n".join(plans)
    for plan in plans:
        assert "Seq Scan on people" not in plan, plan
        assert not (plan.startswith("SCAN people") and "USING" not in plan), plan


def _plans(store: Store, job: str) -> list[str]:
    """How the database finds the people of each statement that the job makes."""
    statements: list[tuple[str, Any]] = []

    def note(*event: Any) -> None:
        statement, parameters, _, many = event[2:6]
        if PEOPLE.name in statement and not many and statement[:6] in ("SELECT", "UPDATE"):
            statements.append((statement, parameters))

    sa.event.listen(store.engine, "before_cursor_execute", note)
    try:
        [outcome] = run_jobs(store, lambda: NOW, [job])
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", note)
    assert outcome.count == 1
    explain = "EXPLAIN QUERY PLAN" if store.engine.dialect.name == "sqlite" else "EXPLAIN"
    with store.reading() as connection:
        return [
            "\n".join(
                str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {text}", values)
            )
            for text, values in statements
        ]
