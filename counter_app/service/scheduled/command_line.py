"""`counter-app scheduled-work`: what is due, once."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from counter_app.service.commands import run_command
from counter_app.service.deployment import (
    DeploymentError,
    add_deployment_arguments,
    deployment_of,
    opened_store,
)

if TYPE_CHECKING:
    from counter_app.service.scheduled.jobs import JobOutcome
    from counter_app.service.store import Store

DONE = 0


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `scheduled-work`."""
    parser = subparsers.add_parser(
        "scheduled-work",
        help="le travail qui vient à échéance : envois, ouvertures, suppressions",
        description="Fait une fois tout ce qui est dû. À lancer toutes les heures, sur une ou "
        "plusieurs machines. Résultat : 0 fait, 2 empêché.",
    )
    add_deployment_arguments(parser)
    parser.add_argument(
        "--only", nargs="+", metavar="NOM", default=[], help="seulement ces travaux"
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON pour une machine")
    add_clock_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do the work and say what was done."""
    return run_command(_run, arguments)


def _run(arguments: argparse.Namespace) -> int:
    from counter_app.service.scheduled.jobs import JOBS, run_jobs  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    names = [job.name for job in JOBS]
    if set(arguments.only) - set(names):
        raise DeploymentError(f"travaux connus : {', '.join(names)}.")
    outcomes = []
    with opened_store(deployment_of(arguments)) as store:
        believe_clock(store, accepted=arguments.accept_clock)
        for outcome in run_jobs(store, now_in_utc, arguments.only):
            outcomes.append(outcome)
            if not arguments.json:
                print(_sentence(outcome), flush=True)  # noqa: T201 - the answer of the command
    if arguments.json:
        print(json.dumps({"jobs": [_facts(outcome) for outcome in outcomes]}))  # noqa: T201
    return DONE


def add_clock_argument(parser: argparse.ArgumentParser) -> None:
    """Declare `--accept-clock`."""
    parser.add_argument(
        "--accept-clock",
        action="store_true",
        help="l’heure de cette machine est juste, même si elle semble avoir sauté",
    )


def believe_clock(store: Store, *, accepted: bool) -> None:
    """Go on only if the clock is believable, or somebody vouches for it. `DeploymentError`."""
    from counter_app.service.scheduled.clock import (  # noqa: PLC0415
        ClockDoubtError,
        accept_clock,
        check_clock,
    )
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    if accepted:
        accept_clock(store, now_in_utc())
        return
    try:
        check_clock(store, now_in_utc())
    except ClockDoubtError as doubt:
        raise DeploymentError(str(doubt)) from None


def _sentence(outcome: JobOutcome) -> str:
    if outcome.count is None:
        return f"{outcome.job.name} : déjà en cours ailleurs"
    return f"{outcome.job.name} : {outcome.count} ({outcome.job.what})"


def _facts(outcome: JobOutcome) -> dict[str, object]:
    state = "elsewhere" if outcome.count is None else "done"
    return {"name": outcome.job.name, "state": state, "count": outcome.count}
