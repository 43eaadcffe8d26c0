"""The deployment file: TOML, each key known, each value of its kind, secrets in other files."""

from __future__ import annotations

import ipaddress
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counter_app.service.deployment import (
    KEY_VARIABLE,
    LOOPBACK,
    Deployment,
    DeploymentError,
    Letters,
    Limits,
    Sms,
    Smtp,
    Tls,
)

DATABASE_PASSWORD_VARIABLE = "COUNTER_APP_DATABASE_PASSWORD"  # noqa: S105 - names of variables
METRICS_SECRET_VARIABLE = "COUNTER_APP_METRICS_SECRET"  # noqa: S105
SMTP_PASSWORD_VARIABLE = "COUNTER_APP_SMTP_PASSWORD"  # noqa: S105
SMS_SECRET_VARIABLE = "COUNTER_APP_SMS_SECRET"  # noqa: S105

_USUAL_SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
SHORTEST_SECRET = 16  # characters, of any bearer secret
_MOST_PROCESSES = 256
_MOST_PARTITIONS = 256


def read_deployment(path: Path | None, overrides: Mapping[str, Any]) -> Deployment:
    """What the file and the environment say, then `overrides`, plain fields of `Deployment`.

    Raises `DeploymentError` naming the wrong key.
    """
    table = _Table(_content(path), "", path.parent if path else Path())
    deployment: Deployment = table.whole(_deployment)
    said = _Table(dict(overrides), "", Path())
    database = said.take("database_url", str, deployment.database_url)
    return replace(deployment, database_url=database, **said.whole(_plain))


def read_secret(path: Path, key: str) -> str:
    """The text of a file that only its owner and its group may read. Raises `DeploymentError`."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXO | stat.S_IWGRP):
                raise DeploymentError(
                    f"{key}: the file {path} must be closed to others: chmod o-rwx,g-w"
                )
            return file.read().strip()
    except OSError as refused:
        raise DeploymentError(f"{key}: {path}: {refused.strerror}") from refused
    except UnicodeDecodeError:
        raise DeploymentError(f"{key}: {path} is not text") from None


def _content(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    import tomllib  # noqa: PLC0415 - the service of one post has no file

    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as refused:
        raise DeploymentError(f"{path}: {refused.strerror}") from refused
    except UnicodeDecodeError:
        raise DeploymentError(f"{path} is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as refused:
        raise DeploymentError(f"{path} is not TOML: {refused}") from None


@dataclass(frozen=True)
class _Table:
    """One table of the file: each key is taken once, and none may be left over."""

    values: dict[str, Any]
    name: str
    folder: Path

    def take(self, key: str, read: Callable[[Any], Any], default: Any = None) -> Any:
        """The value of a key, read; its default when it is not there."""
        if key not in self.values:
            return default
        try:
            return read(self.values.pop(key))
        except ValueError as refused:
            # The reason never quotes the value: it may be a secret in the wrong place.
            raise DeploymentError(f"{self.name}{key}: {refused}") from None

    def needed(self, key: str, read: Callable[[Any], Any]) -> Any:
        """The value of a key that must be there."""
        if key not in self.values:
            raise DeploymentError(f"{self.name}{key} is needed")
        return self.take(key, read)

    def path(self, key: str) -> Path | None:
        """A file or a folder, from where the deployment file is; $VARIABLES are replaced."""
        text = self.take(key, _text)
        return None if text is None else self.folder / os.path.expandvars(text)

    def secret(self, key: str, variable: str) -> str:
        """A secret: in the environment, else in the file that `key` names."""
        return self.secret_and_place(key, variable)[0]

    def secret_and_place(self, key: str, variable: str) -> tuple[str, Path | None]:
        """The same, and the file in which it was found."""
        path = self.path(key)
        said = os.environ.get(variable, "").strip()
        if said or path is None:
            return said, None
        return read_secret(path, f"{self.name}{key}"), path

    def table(self, key: str, read: Callable[[_Table], Any], default: Any = None) -> Any:
        """A table in this one; nothing may be left of it."""
        values = self.take(key, _table)
        if values is None:
            return default
        return _Table(values, f"{self.name}{key}.", self.folder).whole(read)

    def whole(self, read: Callable[[_Table], Any]) -> Any:
        """What `read` makes of this table, which must take all of it."""
        result = read(self)
        for key in self.values:
            raise DeploymentError(f"{self.name}{key}: there is no such setting")
        return result


def _deployment(table: _Table) -> Deployment:
    key, key_file = table.secret_and_place("key_file", KEY_VARIABLE)
    return Deployment(
        database_url=_with_password(
            table.take("database", _database),
            table.secret("database_password_file", DATABASE_PASSWORD_VARIABLE),
        ),
        **_plain(table),
        forwarded_by=table.take("forwarded_by", _networks, ()),
        key=key,
        key_file=key_file,
        post_secrets=table.path("post_secrets_file"),
        metrics_secret=_long_enough(
            table.secret("metrics_secret_file", METRICS_SECRET_VARIABLE), "metrics_secret_file"
        ),
        tls=table.table("tls", _tls),
        smtp=table.table("smtp", _smtp),
        sms=table.table("sms", _sms),
        letters=table.table("letters", _letters),
        limits=table.table("limits", _limits, Limits()),
    )


def _plain(table: _Table) -> dict[str, Any]:
    """What the command line may say too; only what is said."""
    read: dict[str, Callable[[object], object]] = {
        "host": _text,
        "port": _between(0, 65535),
        "processes": _between(1, _MOST_PROCESSES),
        "partitions": _between(0, _MOST_PARTITIONS),
        "fictive": _yes_or_no,
    }
    return {key: table.take(key, kind) for key, kind in read.items() if key in table.values}


def _tls(table: _Table) -> Tls:
    certificate, key = table.path("certificate"), table.path("key_file")
    if certificate is None or key is None:
        raise DeploymentError("tls.certificate and tls.key_file are needed, both")
    return Tls(certificate, key, table.path("client_authority"))


def _smtp(table: _Table) -> Smtp:
    security = table.take("security", _one_of(*_USUAL_SMTP_PORTS), "starttls")
    return Smtp(
        host=table.needed("host", _text),
        sender=table.needed("sender", _text),
        security=security,
        port=table.take("port", _between(1, 65535), _USUAL_SMTP_PORTS[security]),
        user=table.take("user", _text, ""),
        password=table.secret("password_file", SMTP_PASSWORD_VARIABLE),
        authority=table.path("authority"),
    )


def _sms(table: _Table) -> Sms:
    return Sms(
        url=table.needed("url", _web_address),
        sender=table.take("sender", _text, ""),
        secret=table.secret("secret_file", SMS_SECRET_VARIABLE),
    )


def _letters(table: _Table) -> Letters:
    folder = table.path("folder")
    if folder is None:
        raise DeploymentError("letters.folder is needed")
    return Letters(folder, table.take("sender", _texts, ()))


def _limits(table: _Table) -> Limits:
    read: dict[str, Callable[[object], object]] = {
        "connections": _between(1, 100_000),
        "body_bytes": _between(1024, 10_000_000),
        "head_seconds": _seconds,
        "body_seconds": _seconds,
        "failures_per_hour": _between(1, 100_000),
        "failures_per_hour_of_agent": _between(1, 100_000),
        "failures_per_hour_of_address": _between(1, 10_000_000),
    }
    said = {key: table.take(key, kind) for key, kind in read.items() if key in table.values}
    return Limits(**said)


def _with_password(url: str | None, password: str) -> str | None:
    if url is None or not password:
        return url
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - slow to import

    return make_url(url).set(password=password).render_as_string(hide_password=False)


def _long_enough(secret: str, key: str) -> str:
    if secret and len(secret) < SHORTEST_SECRET:
        raise DeploymentError(f"{key}: a secret of at least {SHORTEST_SECRET} characters is needed")
    return secret


# The kinds of values: each raises ValueError with what is expected.


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a table is expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or not value.strip():
        raise ValueError("a text of one line is expected")
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("a list of texts is expected")
    return tuple(_text(line) for line in value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def _between(lowest: int, highest: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if type(value) is not int or not lowest <= value <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest} is expected")
        return value

    return read


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise ValueError("a number of seconds, more than 0 and at most 3600, is expected")
    return float(value)


def _one_of(*words: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)} is expected")
        return str(value)

    return read


def _database(value: object) -> str:
    """An address for SQLAlchemy, without a password: the file is no place for one."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - slow to import
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    try:
        url = make_url(_text(value))
    except ArgumentError:
        raise ValueError(
            "an address like postgresql+psycopg://user@host/base is expected"
        ) from None
    if url.password is not None or "password" in url.query:
        raise ValueError("the password belongs in database_password_file")
    return _text(value)


def _web_address(value: object) -> str:
    """https, unless it stays on this machine."""
    try:
        parts = urlsplit(_text(value))
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("a web address is expected") from None
    at_home = parts.scheme == "http" and host in (LOOPBACK, "localhost", "::1")
    if not host or not (parts.scheme == "https" or at_home):
        raise ValueError("an https address is expected")
    if parts.username is not None:
        raise ValueError("an address without a name or a password is expected")
    return _text(value)


def _networks(value: object) -> tuple[str, ...]:
    for text in _texts(value):
        try:
            ipaddress.ip_network(text)
        except ValueError:
            raise ValueError("a list of IP addresses or networks is expected") from None
    return _texts(value)
