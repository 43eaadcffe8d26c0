"""`counter-app doctor`: is this post ready."""

from __future__ import annotations

import argparse
import json

from counter_app.post.diagnostics import examine
from counter_app.post.settings import load_settings

_NOT_READY = 2


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `doctor`."""
    parser = subparsers.add_parser(
        "doctor", help="dire si ce poste est prêt : lecteur, service, imprimante, réglages, heure"
    )
    parser.add_argument("--json", action="store_true", help="écrire un objet JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 when the post is ready, 2 when something is broken."""
    from counter_app.post.probes import probes  # noqa: PLC0415 - the help does not need them

    report = examine(probes(load_settings()))
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))  # noqa: T201 - the answer
    else:
        print(report.as_text())  # noqa: T201 - the answer
    return 0 if report.ready else _NOT_READY
