"""The statistics: true counts, of the days that are asked for, and nobody to be found in them."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.__main__ import main
from counter_app.domain.profile import Action
from counter_app.domain.territory import TERRITORIES
from counter_app.service.keys import keys_from_file
from counter_app.service.statistics import count_statement, statistics_of
from counter_app.service.store import Store
from counter_app.service.tables import OPERATIONS
from counter_app.service.wire_statistics import StatisticsPeriod
from tests.real_postgresql import PostgresqlServer
from tests.service.databases import open_store
from tests.service.post import Post, code_of

DAY = date(2026, 5, 12)
TABLES = {
    "by_day": "registered_on",
    "by_territory": "territory",
    "by_organisation": "organisation",
    "by_channel": "channel",
}
UNIVERSE = {  # what everybody knows that there could be, of the acts below
    "registered_on": {(DAY + timedelta(days=number)).isoformat() for number in range(3)},
    "territory": set(TERRITORIES),
    "channel": {"card", "typed", "phone"},
}
Act = Mapping[str, Any]
_numbers = itertools.count()


def acts(count: int = 1, **said: Any) -> list[Act]:
    """So many registered acts of a kind."""
    usual = {
        "registered": True,
        "registered_at": datetime(2026, 5, 12, 12, tzinfo=UTC),
        "registered_on": DAY,
        "territory": "GP",
        "organisation": "France Services d’Anse-Corail",
        "channel": "card",
        "action": "close",
    }
    return [
        {**usual, **said, "idempotency_key": f"act-number-{next(_numbers)}"} for _ in range(count)
    ]


def keep(store: Store, rows: Sequence[Act]) -> None:
    """These acts, and no others."""
    with store.writing() as connection:
        connection.execute(sa.delete(OPERATIONS))
        if rows:
            connection.execute(sa.insert(OPERATIONS), rows)


def asked(post: Post, since: date = DAY, until: date = DAY) -> dict[str, Any]:
    """What a post is answered."""
    answer = post.client.get(
        "/v1/statistics", params={"since": since.isoformat(), "until": until.isoformat()}
    )
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def told(answer: Mapping[str, Any], table: str) -> dict[tuple[str, str], int | None]:
    """One table of an answer."""
    lines = {(line["name"], line["action"]): line["count"] for line in answer[table]}
    assert len(lines) == len(answer[table])
    return lines


def test_the_acts_are_counted_four_ways(post: Post) -> None:
    other = {"organisation": "Mairie des Roches-Bleues", "territory": "RE", "channel": "phone"}
    keep(
        post.store,
        acts(7) + acts(6, registered_on=DAY + timedelta(days=1), action="oppose", **other),
    )
    answer = asked(post, until=DAY + timedelta(days=2))
    assert answer["since"] == "2026-05-12"
    assert answer["until"] == "2026-05-14"
    assert answer["withheld_under"] == 5
    assert told(answer, "by_day") == {("2026-05-12", "close"): 7, ("2026-05-13", "oppose"): 6}
    assert told(answer, "by_territory") == {("GP", "close"): 7, ("RE", "oppose"): 6}
    assert told(answer, "by_organisation") == {
        ("France Services d’Anse-Corail", "close"): 7,
        ("Mairie des Roches-Bleues", "oppose"): 6,
    }
    assert told(answer, "by_channel") == {("card", "close"): 7, ("phone", "oppose"): 6}


def test_acts_at_the_counter_are_counted_on_the_day_of_their_territory(post: Post) -> None:
    """At 2 o'clock UTC it still is the day before in the Antilles."""
    post.forward(hours=12)
    for name in ("odette", "longs", "aurele", "lilou", "noam", "tesfaye"):
        assert post.submit(post.token(name), Action.OPPOSE).status_code == 200
    answer = asked(post, until=DAY + timedelta(days=1))
    organisation = "France Services des Trois-Îlets"
    assert told(answer, "by_channel") == {("card", "oppose"): 6}
    assert told(answer, "by_organisation") == {(organisation, "oppose"): 6}
    # 2 on the first day, 4 on the second: who knows that they were 6 knows no more.
    assert told(answer, "by_day") == dict.fromkeys(
        [("2026-05-12", "oppose"), ("2026-05-13", "oppose")]
    )
    days = Counter(row["registered_on"] for row in post.rows(OPERATIONS))
    assert days == {DAY: 2, DAY + timedelta(days=1): 4}


def test_small_counts_are_withheld_and_small_organisations_not_named(post: Post) -> None:
    keep(
        post.store,
        acts(20)
        + acts(3, organisation="Mairie des Roches-Bleues")
        + acts(4, organisation="Maison du Lagon", channel="typed"),
    )
    answer = asked(post)
    assert told(answer, "by_day") == {("2026-05-12", "close"): 27}
    assert told(answer, "by_organisation") == {("France Services d’Anse-Corail", "close"): 20}
    # 4 are typed: 27 less 23 would say so.
    assert told(answer, "by_channel") == dict.fromkeys(
        [("card", "close"), ("phone", "close"), ("typed", "close")]
    )
    assert "Roches-Bleues" not in json.dumps(answer, ensure_ascii=False)


def test_only_registered_acts_of_these_days_count(post: Post) -> None:
    day = timedelta(days=1)
    keep(
        post.store,
        acts(5, registered_on=DAY - day)
        + acts(6)
        + acts(7, registered_on=DAY + day)
        + acts(8, registered_on=DAY + 2 * day)
        + acts(9, registered=False)
        + acts(9, registered=False, registered_on=None, territory=None, action=None),
    )
    assert told(asked(post, DAY, DAY + day), "by_day") == {
        ("2026-05-12", "close"): 6,
        ("2026-05-13", "close"): 7,
    }
    assert told(asked(post, DAY + 3 * day, DAY + 368 * day), "by_day") == {}


def test_acts_from_before_the_territory_was_noted_are_counted(post: Post) -> None:
    keep(post.store, acts(5, territory=None) + acts(6))
    assert told(asked(post), "by_territory") == {("", "close"): 5, ("GP", "close"): 6}


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"since": "2026-05-12"},
        {"since": "2026-05-12", "until": "2026-05-11"},
        {"since": "2026-05-12", "until": "2027-05-13"},
        {"since": "2026-05-12", "until": "12/05/2026"},
        {"since": "2026-05-12", "until": "2026-05-32"},
        {"since": "1778544000", "until": "1778544000"},
        {"since": "2026-05-12", "until": "2026-W20-2"},
        {"since": "0001-01-01", "until": "9999-12-31"},
        {"since": "2026-05-12", "until": "2026-05-12", "organisation": "Mairie"},
    ],
)
def test_another_question_is_malformed(post: Post, question: dict[str, str]) -> None:
    answer = post.client.get("/v1/statistics", params=question)
    assert answer.status_code == 422
    assert code_of(answer) == "Request_Malformed"


def test_the_ends_of_the_calendar(post: Post) -> None:
    for day in (date.min, date.max):
        assert asked(post, day, day)["by_day"] == []


def test_nobody_asks_without_a_secret(post: Post) -> None:
    answer = post.client.get(
        "/v1/statistics?since=2026-05-12&until=2026-05-12",
        headers={"Authorization": "Bearer not the secret of a post"},
    )
    assert code_of(answer) == "Service_NotAuthorised"


any_act = st.fixed_dictionaries(
    {
        "registered_on": st.sampled_from([DAY + timedelta(days=number) for number in range(3)]),
        "territory": st.sampled_from(["GP", "RE", "YT"]),
        "organisation": st.sampled_from(["Anse-Corail", "Roches-Bleues", "Lagon", "Bourg-Neuf"]),
        "channel": st.sampled_from(["card", "typed", "phone"]),
        "action": st.sampled_from(["close", "oppose"]),
    }
)


@given(st.lists(st.tuples(any_act, st.integers(1, 9)), max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_withheld_count_can_be_derived(
    post_on_sqlite: Post, kinds: list[tuple[dict[str, Any], int]]
) -> None:
    """Who knows the total of an act from another table looks for what is missing from each."""
    keep(post_on_sqlite.store, [act for said, count in kinds for act in acts(count, **said)])
    answer = asked(post_on_sqlite, DAY, DAY + timedelta(days=2))
    for (table, column), action in itertools.product(TABLES.items(), ("close", "oppose")):
        true: Counter[str] = Counter()
        for said, count in kinds:
            true[str(said[column])] += count if said["action"] == action else 0
        shown = {
            name: count
            for (name, act), count in told(answer, table).items()
            if act == action and count is not None
        }
        assert all(5 <= count == true[name] for name, count in shown.items())
        missing = true.total() - sum(shown.values())
        if true.total() < 5:
            assert not shown
        elif missing:
            assert missing >= 5
            possible = true.keys() if column == "organisation" else UNIVERSE[column]
            assert len(possible - shown.keys()) >= 2


@pytest.mark.real
def test_postgresql_looks_only_at_the_days_that_are_asked_for(
    postgresql_server: PostgresqlServer,
) -> None:
    store = open_store(postgresql_server.create_database("statistics"))
    days = [DAY + timedelta(days=number) for number in range(400)]
    keep(store, [act for day in days for act in acts(50, registered_on=day)])
    period = StatisticsPeriod(since=DAY, until=DAY + timedelta(days=6))
    statement = count_statement(period).compile(
        store.engine, compile_kwargs={"literal_binds": True}
    )
    with store.writing() as connection:
        connection.execute(sa.text("ANALYZE operations"))
        plan = "\n".join(connection.scalars(sa.text(f"EXPLAIN {statement}")))
    assert plan.count("ix_operations_registered_on") >= 4, plan
    assert "Seq Scan" not in plan
    counts = {line.name: line.count for line in statistics_of(store, period).by_day}
    assert counts == {day.isoformat(): 50 for day in days[:7]}
    store.close()


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database with a few acts of the last days, and its key beside it."""
    url = f"sqlite:///{(tmp_path / 'service.sqlite').as_posix()}"
    store = Store(url, keys_from_file(tmp_path / "service.sqlite.key"))
    store.prepare(fictive=False)
    keep(store, acts(12) + acts(4, action="oppose"))
    store.close()
    return url


def command(database: str, *words: str) -> int:
    """Run `counter-app statistics`."""
    return main(["statistics", "--database", database, *words])


def test_the_command_tells_what_the_posts_see(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    period = ["--since", "2026-05-01", "--until", "2026-05-31"]
    assert command(database, *period, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert told(answer, "by_territory")["GP", "close"] == 12
    assert command(database, *period, "--csv") == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    territory = {"table": "by_territory", "name": "GP", "action": "close", "count": "12"}
    assert territory in lines
    assert command(database, *period) == 0
    text = capsys.readouterr().out
    assert "  Guadeloupe : clôture 12" in text
    assert "  Guadeloupe : opposition –" in text
    assert "  carte lue : clôture 12" in text


def test_the_command_counts_the_last_thirty_days(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(database, "--until", "2026-05-31", "--json") == 0
    assert json.loads(capsys.readouterr().out)["since"] == "2026-05-02"


@pytest.mark.parametrize(
    "words", [["--since", "2026-06-01", "--until", "2026-05-31"], ["--since", "hier"]]
)
def test_the_command_refuses_another_period(
    database: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(database, *words) == 2
    assert "une période de 1 à 366 jours est attendue" in capsys.readouterr().err
