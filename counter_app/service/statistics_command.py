"""`counter-app statistics`: how many acts, as the posts see them too."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counter_app.service.commands import run_command
from counter_app.service.deployment import (
    DeploymentError,
    add_deployment_arguments,
    deployment_of,
    opened_store,
)

if TYPE_CHECKING:
    from counter_app.service.wire_statistics import Count, Statistics

DONE = 0
_USUAL_DAYS = 30
_TABLES = {
    "by_day": "Par jour",
    "by_territory": "Par territoire",
    "by_organisation": "Par structure",
    "by_channel": "Par moyen",
}
_ACTIONS = {
    "activate": "activation",
    "oppose": "opposition",
    "close": "clôture",
    "request_deletion": "demande de suppression",
    "declare_not_representative": "« pas le représentant légal »",
}
_CHANNELS = {"card": "carte lue", "typed": "numéros tapés", "phone": "téléphone"}


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `statistics`."""
    parser = subparsers.add_parser(
        "statistics",
        help="le nombre de démarches, sans donnée personnelle",
        description="Le nombre de démarches par jour, territoire, structure et moyen. "
        "Les petits nombres sont tus.",
    )
    add_deployment_arguments(parser)
    for word, meaning in (("since", "premier jour"), ("until", "dernier jour, compris")):
        parser.add_argument(f"--{word}", metavar="AAAA-MM-JJ", help=meaning)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="un objet JSON pour une machine")
    form.add_argument("--csv", action="store_true", help="un tableau pour un tableur")


def run(arguments: argparse.Namespace) -> int:
    """Count the acts of a period and print them."""
    return run_command(_run, arguments)


def _run(arguments: argparse.Namespace) -> int:
    from pydantic import ValidationError  # noqa: PLC0415 - the help does not need it

    from counter_app.service.settings import now_in_utc  # noqa: PLC0415
    from counter_app.service.statistics import statistics_of  # noqa: PLC0415
    from counter_app.service.wire_statistics import MOST_DAYS, StatisticsPeriod  # noqa: PLC0415

    try:
        until = date.fromisoformat(arguments.until or now_in_utc().date().isoformat())
        since = arguments.since or (until - timedelta(days=_USUAL_DAYS - 1)).isoformat()
        period = StatisticsPeriod(since=date.fromisoformat(since), until=until)
    except (ValueError, ValidationError):
        raise DeploymentError(
            f"une période de 1 à {MOST_DAYS} jours est attendue, en AAAA-MM-JJ."
        ) from None
    with opened_store(deployment_of(arguments)) as store:
        statistics = statistics_of(store, period)
    if arguments.json:
        print(statistics.model_dump_json())  # noqa: T201 - the answer of the command
    elif arguments.csv:
        _write_csv(statistics)
    else:
        print("\n".join(_lines(statistics)))  # noqa: T201
    return DONE


def _write_csv(statistics: Statistics) -> None:
    """One line a count; a withheld one is empty."""
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["table", "name", "action", "count"])
    for name in _TABLES:
        for line in getattr(statistics, name):
            table.writerow([name, line.name, line.action, line.count])


def _lines(statistics: Statistics) -> list[str]:
    withheld = f"moins de {statistics.withheld_under}, ou tu pour ne pas les révéler"
    lines = [
        f"Démarches du {statistics.since:%d/%m/%Y} au {statistics.until:%d/%m/%Y}"
        f" (« – » : {withheld})"
    ]
    for table, title in _TABLES.items():
        lines += ["", title]
        lines += [_line(table, line) for line in getattr(statistics, table)] or ["  rien à dire"]
    return lines


def _line(table: str, line: Count) -> str:
    from counter_app.domain.territory import TERRITORIES  # noqa: PLC0415

    name = line.name
    if table == "by_territory" and name in TERRITORIES:
        name = TERRITORIES[name].name
    name = _CHANNELS.get(name, name) if table == "by_channel" else name
    count = "–" if line.count is None else str(line.count)
    return f"  {name} : {_ACTIONS.get(line.action, line.action)} {count}"
