"""`counter-app serve`: the reference service as a process of its own."""

from __future__ import annotations

import argparse

from counter_app.service.deployment import LOOPBACK, PORT, add_deployment_arguments


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `serve`."""
    parser = subparsers.add_parser(
        "serve",
        help="le service de référence, pour les postes d’accueil",
        description="Service de référence. Le secret des postes vient de la variable "
        "COUNTER_APP_SERVICE_SECRET ou de la première ligne de l’entrée standard.",
    )
    add_deployment_arguments(parser)
    parser.add_argument("--host", help=f"par défaut {LOOPBACK}")
    parser.add_argument("--port", type=int, help=f"par défaut {PORT} ; 0 : un libre")
    parser.add_argument(
        "--processes", type=int, metavar="N", help="nombre de processus, par défaut 1"
    )
    parser.add_argument(
        "--fictive", action="store_true", help="personnes inventées, remises à neuf au départ"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped by a signal or by the end of the parent process."""
    # Imported late: the help of the command line must not wait for a web framework.
    from counter_app.service.process import serve  # noqa: PLC0415

    return serve(arguments)
