"""The service as a process: where its secrets and its database come from, and why it may refuse."""

from __future__ import annotations

import argparse
import os
import sys

from counter_app.service import server
from counter_app.service.application import create_app
from counter_app.service.deployment import (
    KEY_VARIABLE,
    DeploymentError,
    deployment_of,
    opened_store,
    with_place_and_key,
)
from counter_app.service.deployment_file import SHORTEST_SECRET
from counter_app.service.fictive import seed
from counter_app.service.post_secrets import PostSecrets
from counter_app.service.served_key import note_service_start
from counter_app.service.settings import SECRET_VARIABLE, settings_of

_REFUSED = 2


def serve(arguments: argparse.Namespace) -> int:
    """Serve until stopped; the exit status of the process."""
    server.start_log()
    try:
        _serve(arguments)
    except DeploymentError as refused:
        return _refuse(str(refused))
    except OSError as refused:
        return _refuse(refused.strerror or type(refused).__name__)
    return 0


def _serve(arguments: argparse.Namespace) -> None:
    deployment = deployment_of(arguments)
    os.environ.pop(KEY_VARIABLE, None)
    parent_is_watched = server.stdin_is_a_pipe()
    secrets = _one_secret(needed=deployment.post_secrets is None, piped=parent_is_watched)
    settings = settings_of(deployment, secrets)
    PostSecrets(secrets, deployment.post_secrets)  # refused now, and not in another process
    with with_place_and_key(deployment) as placed:
        with opened_store(placed) as store:
            note_service_start(store)
            if placed.fictive:
                seed(store, settings.clock())
            if placed.processes == 1:
                app = create_app(settings, store)
                server.serve(app, placed, until_stdin_closes=parent_is_watched)
                return
        from counter_app.service import workers  # noqa: PLC0415 - not for the service of one post

        application = workers.Application(placed, secrets)
        workers.serve(application, until_stdin_closes=parent_is_watched)


def _refuse(reason: str) -> int:
    print(f"counter-app serve: {reason}", file=sys.stderr)  # noqa: T201 - for who started it
    return _REFUSED


def _one_secret(*, needed: bool, piped: bool) -> tuple[str, ...]:
    """The one bearer secret of all posts; none when a file tells each post's."""
    secret = os.environ.pop(SECRET_VARIABLE, "").strip()
    if not secret and not needed:
        return ()
    if not secret and piped:
        secret = server.first_line_of_stdin()
    if len(secret) < SHORTEST_SECRET:
        raise DeploymentError(
            f"a secret of at least {SHORTEST_SECRET} characters is needed, in the variable "
            f"{SECRET_VARIABLE}, on the first line of the standard input, or one for each post in "
            "the file post_secrets_file"
        )
    return (secret,)
