"""The service as a process: where its secrets and its database come from, and why it may refuse."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from counter_app.service import server
from counter_app.service.application import create_app
from counter_app.service.fictive import seed
from counter_app.service.keys import (
    ServiceKeyError,
    ServiceKeys,
    keys_from_file,
    keys_from_text,
    new_keys,
)
from counter_app.service.settings import KEY_VARIABLE, SECRET_VARIABLE, ServiceSettings
from counter_app.service.store import Store, StoreError

_REFUSED = 2
_SHORTEST_SECRET = 16


class StartError(Exception):
    """The service cannot start; the text says why, for who started it."""


def serve(*, database: str | None, host: str, port: int, fictive: bool) -> int:
    """Serve until stopped; the exit status of the process."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s"
    )
    try:
        secret, parent_is_watched = _secret()
        settings = ServiceSettings(post_secrets=(secret,), fictive=fictive)
        with _prepared_store(database, settings) as store:
            server.serve(
                create_app(settings, store), host, port, until_stdin_closes=parent_is_watched
            )
    except StartError as refused:
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
        raise StartError(
            f"a secret of at least {_SHORTEST_SECRET} characters is needed, in the variable "
            f"{SECRET_VARIABLE} or on the first line of the standard input"
        )
    return secret, piped


@contextlib.contextmanager
def _prepared_store(database: str | None, settings: ServiceSettings) -> Iterator[Store]:
    """The store, ready to serve; an invented one goes with the process unless it has an address."""
    with contextlib.ExitStack() as stack:
        if database is not None:
            url = database
        elif settings.fictive:
            folder = tempfile.TemporaryDirectory(prefix="counter-app-fictive-")
            url = _sqlite_url(Path(stack.enter_context(folder)) / "fictive.sqlite")
        else:
            data = user_data_path("counter-app", appauthor=False)
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            url = _sqlite_url(data / "service.sqlite")
        try:
            keys = new_keys() if settings.fictive and database is None else _keys(url)
            store = Store(url, keys, durable=not settings.fictive)
            stack.callback(store.close)
            store.prepare(fictive=settings.fictive)
            if settings.fictive:
                seed(store, settings.clock())
        except (ServiceKeyError, StoreError) as refused:
            raise StartError(str(refused)) from refused
        except (SQLAlchemyError, ImportError) as refused:
            # Its text could hold the address of the database, with a password.
            raise StartError(f"the database cannot be used: {type(refused).__name__}") from None
        yield store


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _keys(url: str) -> ServiceKeys:
    """The key from the environment, else from the file beside a SQLite database."""
    text = os.environ.pop(KEY_VARIABLE, "")
    if text:
        return keys_from_text(text)
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise StartError(f"the service key is needed in the variable {KEY_VARIABLE}")
    return keys_from_file(Path(f"{parsed.database}.key"))
