"""What a service is deployed with, for all its commands: its file, its secrets, its database.

    deployment = deployment_of(arguments)          # the file, then the command line
    with opened_store(deployment) as store: ...

Everything is optional: without a file it is the service of one post, on this computer. No secret
stands in the file or on the command line: it is in a file of its own or in the environment.
Imported by the command line: what is slow to import is imported where it is needed.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from counter_app.service.store import Store

LOOPBACK = "127.0.0.1"
PORT = 8766
KEY_VARIABLE = "COUNTER_APP_SERVICE_KEY"


class DeploymentError(Exception):
    """The service cannot run as it is deployed; the text says why, without any secret."""


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files. With `client_authority`, only posts whose certificate it signed are heard."""

    certificate: Path
    key: Path
    client_authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Smtp:
    """The server that e-mails leave through. `authority`: a PEM file, else the system's."""

    host: str
    sender: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Sms:
    """The web address that takes text messages, and the bearer secret that it asks for."""

    url: str
    sender: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letters:
    """Where the batches for the mailing house are written, and who writes (address lines)."""

    folder: Path
    sender: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process bears, and how long it waits for a slow client.

    `connections`: at once; `body_bytes`: of one request; `head_seconds`, `body_seconds`: for the
    head, then the body of a request to be there whole; `failures_per_hour`: identifications that
    may fail in an hour for one NIR and serial, then for one agent and for one client's address.
    """

    connections: int = 500
    body_bytes: int = 64 * 1024
    head_seconds: float = 10.0
    body_seconds: float = 15.0
    failures_per_hour: int = 20
    failures_per_hour_of_agent: int = 60
    failures_per_hour_of_address: int = 200


@dataclass(frozen=True, slots=True)
class Deployment:
    """See docs/service.md.

    `database_url`: for SQLAlchemy, its password included; None: a file in the user's data folder,
    or for invented people one that goes with the process. `key`: the master keys in base64, a line
    each; empty: in the file beside a SQLite database. `key_file`: the file that it was read from.
    `partitions`: of the great tables, when they are made (docs/scale.md).
    `forwarded_by`: addresses or networks of the reverse proxies that are believed about the
    client's address. `post_secrets`: a file with a line for each post. `metrics_secret`: what may
    read the metrics besides a post.
    """

    database_url: str | None = field(default=None, repr=False)
    host: str = LOOPBACK
    port: int = PORT
    processes: int = 1
    partitions: int = 0
    fictive: bool = False
    forwarded_by: tuple[str, ...] = ()
    key: str = field(default="", repr=False)
    key_file: Path | None = None
    post_secrets: Path | None = None
    metrics_secret: str = field(default="", repr=False)
    tls: Tls | None = None
    smtp: Smtp | None = None
    sms: Sms | None = None
    letters: Letters | None = None
    limits: Limits = Limits()


def add_deployment_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `--config` and `--database`, for any command of the service."""
    parser.add_argument(
        "--config", type=Path, metavar="FICHIER", help="réglages du service, en TOML"
    )
    parser.add_argument("--database", metavar="URL", help="adresse SQLAlchemy de la base")


def deployment_of(arguments: argparse.Namespace) -> Deployment:
    """What the command line and the file that it names say. Raises `DeploymentError`."""
    words = vars(arguments)
    overrides = {
        "database_url": words.get("database"),
        "host": words.get("host"),
        "port": words.get("port"),
        "processes": words.get("processes"),
        "fictive": words.get("fictive") or None,  # its absence says nothing
    }
    return load_deployment(arguments.config, overrides)


def load_deployment(path: Path | None, overrides: Mapping[str, Any] | None = None) -> Deployment:
    """What the file says, then `overrides` (fields of `Deployment`; None says nothing).

    Secrets come from the files that it names and from the environment, which wins.
    Raises `DeploymentError` naming the key that is wrong.
    """
    from counter_app.service.deployment_file import read_deployment  # noqa: PLC0415

    said = {name: value for name, value in (overrides or {}).items() if value is not None}
    return read_deployment(path, said)


@contextlib.contextmanager
def opened_store(deployment: Deployment) -> Iterator[Store]:
    """The store with its keys, migrated and checked. Raises `DeploymentError`, OSError."""
    from counter_app.service.keys import keys_from_text  # noqa: PLC0415
    from counter_app.service.store import Store  # noqa: PLC0415

    with with_place_and_key(deployment) as placed, contextlib.ExitStack() as stack:
        assert placed.database_url is not None  # noqa: S101 - it has one now
        with _telling_why():
            keys = keys_from_text(placed.key)
            store = Store(placed.database_url, keys, durable=not placed.fictive)
            stack.callback(store.close)
            store.prepare(fictive=placed.fictive, partitions=placed.partitions)
        yield store


@contextlib.contextmanager
def with_place_and_key(deployment: Deployment) -> Iterator[Deployment]:
    """The same, with the address of its database and its key: what another process needs too.

    Without an address, invented people last as long as the block. Raises `DeploymentError`,
    OSError.
    """
    with contextlib.ExitStack() as stack:
        url, key, key_file = deployment.database_url, deployment.key, deployment.key_file
        if url is None and deployment.fictive:
            folder = tempfile.TemporaryDirectory(prefix="counter-app-fictive-")
            url = _sqlite_url(Path(stack.enter_context(folder)) / "fictive.sqlite")
            key = base64.b64encode(secrets.token_bytes()).decode()
        elif url is None:
            from platformdirs import user_data_path  # noqa: PLC0415

            data = user_data_path("counter-app", appauthor=False)
            data.mkdir(parents=True, exist_ok=True, mode=0o700)
            url = _sqlite_url(data / "service.sqlite")
        if not key:
            with _telling_why():
                key, key_file = _key_beside(url)
        yield replace(deployment, database_url=url, key=key, key_file=key_file)


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _key_beside(url: str) -> tuple[str, Path]:
    """The text of the key file of a SQLite database, made the first time, and its place."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415

    from counter_app.service.keys import keys_from_file  # noqa: PLC0415

    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise DeploymentError(
            f"the service key is needed, in the variable {KEY_VARIABLE} or the file key_file"
        )
    path = Path(f"{parsed.database}.key")
    keys_from_file(path)
    return path.read_text("ascii"), path


@contextlib.contextmanager
def _telling_why() -> Iterator[None]:
    """What the database or the keys refuse, as a reason for whoever deploys."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

    from counter_app.service.keys import ServiceKeyError  # noqa: PLC0415
    from counter_app.service.store import StoreError  # noqa: PLC0415

    try:
        yield
    except (ServiceKeyError, StoreError) as refused:
        raise DeploymentError(str(refused)) from refused
    except (SQLAlchemyError, ImportError) as refused:
        # Its text could hold the address of the database, with a password.
        raise DeploymentError(f"the database cannot be used: {type(refused).__name__}") from None
