"""The service as a process: where its secrets and its database come from, and why it may refuse."""

from __future__ import annotations

import argparse
import logging
import os
import sys

from counter_app.service import server
from counter_app.service.application import create_app
from counter_app.service.deployment import (
    KEY_VARIABLE,
    DeploymentError,
    deployment_of,
    opened_store,
)
from counter_app.service.fictive import seed
from counter_app.service.settings import SECRET_VARIABLE, ServiceSettings

_REFUSED = 2
_SHORTEST_SECRET = 16


def serve(arguments: argparse.Namespace) -> int:
    """Serve until stopped; the exit status of the process."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s"
    )
    try:
        secret, parent_is_watched = _secret()
        deployment = deployment_of(arguments)
        os.environ.pop(KEY_VARIABLE, None)
        settings = ServiceSettings(post_secrets=(secret,), fictive=deployment.fictive)
        with opened_store(deployment) as store:
            if deployment.fictive:
                seed(store, settings.clock())
            server.serve(
                create_app(settings, store),
                deployment.host,
                deployment.port,
                until_stdin_closes=parent_is_watched,
            )
    except DeploymentError as refused:
        return _refuse(str(refused))
    except OSError as refused:
        return _refuse(refused.strerror or type(refused).__name__)
    return 0


def _refuse(reason: str) -> int:
    print(f"counter-app serve: {reason}", file=sys.stderr)  # noqa: T201 - for who started it
    return _REFUSED


def _secret() -> tuple[str, bool]:
    """The bearer secret, and whether a parent holds our standard input."""
    piped = server.stdin_is_a_pipe()
    secret = os.environ.pop(SECRET_VARIABLE, "").strip()
    if not secret and piped:
        secret = server.first_line_of_stdin()
    if len(secret) < _SHORTEST_SECRET:
        raise DeploymentError(
            f"a secret of at least {_SHORTEST_SECRET} characters is needed, in the variable "
            f"{SECRET_VARIABLE} or on the first line of the standard input"
        )
    return secret, piped
