"""What the commands of the service share: a refusal is one line, never a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from counter_app.service.deployment import DeploymentError

REFUSED = 2


def run_command(work: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """The exit status of `work`, or 2 with the reason on the standard error."""
    # Imported here: the help of the command line stays quick.
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from counter_app.service.keys import ServiceKeyError  # noqa: PLC0415
    from counter_app.service.store import CommitError  # noqa: PLC0415

    try:
        return work(arguments)
    except (DeploymentError, ServiceKeyError) as refused:
        reason = str(refused)
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
    except (SQLAlchemyError, CommitError) as failed:
        # Its text could hold values: only its kind is said.
        reason = (
            f"la base de données a failli ({type(failed).__name__}). Ce qui était fait est gardé : "
            "relancez plus tard."
        )
    print(f"counter-app {arguments.command} : {reason}", file=sys.stderr)  # noqa: T201
    return REFUSED
