"""The settings of this workstation, read from two TOML files.

1. the system-wide file, put there by whoever deploys: its plain keys are defaults, the keys of
   its `[locked]` table win over everything;
2. the agent's own file, between the two.

Unreadable files and values of the wrong kind never stop the application: the value before them
stands, and the problem is told as Post_SettingsUnreadable.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from counter_app.domain.failures import CATALOGUE, Failure, FailureCode
from counter_app.domain.helpline import Helpline
from counter_app.resource_files import resource

_log = logging.getLogger(__name__)

FILE_NAME = "settings.toml"
FRENCH = "fr"  # what the interface is written in
_LOCKED = "locked"
_LONGEST_TEXT = 200
_MOST_LINES = 20

_PUBLIC_HELPLINE = Helpline(
    number="34 22",
    hours="du lundi au vendredi, de 8 h 30 à 17 h 30, heure de Paris",
    price="service gratuit + prix d’un appel",
)


class Theme(StrEnum):
    """Colours of the window."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"  # high contrast, light or dark as the system is
    SYSTEM = "system"


class PersonScreen(StrEnum):
    """Where the person reads, accepts and types."""

    AUTO = "auto"  # on a second screen where there is one
    SAME = "same"  # on the agent's, handed over: a second screen there may be the agent's own


@dataclass(frozen=True, slots=True)
class Settings:
    """The defaults are a training post: an invented structure, invented people.

    `territory`: a code of domain.territory; `service_url`: empty for the embedded service;
    `service_authority`, `service_certificate`, `service_certificate_key`: PEM files for a service
    with an authority of its own (empty: the system's) and that asks posts for a certificate;
    `fictive`: the people are invented, and the window says so; `printer`: a queue's name, empty
    for the system's default; `print_at_once`: the confirmation comes out by itself where a
    printer is there; `refused_email_domains`: lower case, besides those of the domain;
    `language`: the window's, a code of `resources/translations`.
    """

    organisation: str = "France Services d’Anse-Corail"
    organisation_address: tuple[str, ...] = ("12, rue des Flamboyants", "97199 Anse-Corail")
    agent: str = "Agent 12"  # a label, never a person's name
    territory: str = "GP"
    helpline: Helpline = _PUBLIC_HELPLINE
    service_url: str = ""
    service_authority: str = ""
    service_certificate: str = ""
    service_certificate_key: str = ""
    fictive: bool = True
    language: str = FRENCH
    theme: Theme = Theme.SYSTEM
    person_screen: PersonScreen = PersonScreen.AUTO
    printer: str = ""
    print_at_once: bool = True
    refused_email_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """One thing that was not taken. `key` is empty when the whole file is unreadable."""

    path: Path
    key: str
    reason: str

    @property
    def failure(self) -> Failure:
        """What the agent reads about it."""
        return CATALOGUE[FailureCode.POST_SETTINGS_UNREADABLE]


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings, with where they come from. `locked`: keys that the agent cannot change."""

    settings: Settings
    problems: tuple[SettingsProblem, ...] = ()
    locked: frozenset[str] = frozenset()
    read_from: tuple[Path, ...] = ()


def user_settings_file() -> Path:
    """The agent's own file."""
    return user_config_path("counter-app", appauthor=False) / FILE_NAME


def system_settings_file() -> Path:
    """The file of whoever deploys: /etc, or ProgramData on Windows, where only they may write."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "counter-app" / FILE_NAME
    return Path("/etc/counter-app") / FILE_NAME


def load_settings(user_file: Path | None = None, system_file: Path | None = None) -> LoadedSettings:
    """Read both files; a missing file is no problem. Never raises."""
    problems: list[SettingsProblem] = []
    user_path = user_file or user_settings_file()
    system_path = system_file or system_settings_file()
    system = _read(system_path, problems)
    user = _read(user_path, problems)
    locked = (system or {}).pop(_LOCKED, {})
    if not isinstance(locked, dict):
        problems.append(SettingsProblem(system_path, _LOCKED, "a table is expected"))
        locked = {}
    accepted: dict[str, Any] = {}
    for path, table in ((system_path, system), (user_path, user), (system_path, locked)):
        accepted |= _accepted(path, table or {}, problems)
    for problem in problems:
        _log.warning("settings not taken", extra={"failure": problem.failure.code})
    return LoadedSettings(
        _made_of(accepted),
        tuple(problems),
        frozenset(key for key in locked if key in _READERS),
        tuple(path for path, table in ((system_path, system), (user_path, user)) if table),
    )


def _read(path: Path, problems: list[SettingsProblem]) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as refused:
        problems.append(SettingsProblem(path, "", type(refused).__name__))
        return None
    # Slow to import, and most posts have no file: the window does not wait for it.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text)
    except ValueError as refused:
        problems.append(SettingsProblem(path, "", type(refused).__name__))
        return None


def _accepted(
    path: Path, table: Mapping[str, object], problems: list[SettingsProblem]
) -> dict[str, Any]:
    accepted: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        try:
            if reader is None:
                raise ValueError("no such setting")
            accepted[key] = reader(value)
        except ValueError as refused:
            # The reason never quotes the value: an address may hold a password.
            problems.append(SettingsProblem(path, key, str(refused)))
    return accepted


def _made_of(accepted: dict[str, Any]) -> Settings:
    defaults = Settings()
    helpline = replace(
        defaults.helpline,
        **{
            key.removeprefix(_HELPLINE): accepted.pop(key)
            for key in tuple(accepted)
            if key.startswith(_HELPLINE)
        },
    )
    # Someone who names a real service does not want invented people without saying so.
    accepted.setdefault("fictive", not accepted.get("service_url"))
    return replace(defaults, helpline=helpline, **accepted)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected")
    if len(value) > _LONGEST_TEXT or not value.isprintable():
        raise ValueError(f"one line of at most {_LONGEST_TEXT} characters is expected")
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_LINES:
        raise ValueError(f"a list of at most {_MOST_LINES} texts is expected")
    return tuple(_text(line) for line in value)


def _domains(value: object) -> tuple[str, ...]:
    return tuple(domain.lower().lstrip("@") for domain in _texts(value))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


def _territory(value: object) -> str:
    from counter_app.domain.territory import TERRITORIES  # noqa: PLC0415 - time zones: not at start

    if _text(value) not in TERRITORIES:
        raise ValueError(f"one of {', '.join(TERRITORIES)} is expected")
    return _text(value)


def translation_file(language: str) -> Path:
    """Our phrases in that language, as Qt reads them."""
    return resource("translations", f"counter_{language}.qm")


def _language(value: object) -> str:
    text, files = _text(value), resource("translations").glob("counter_*.qm")
    known = {FRENCH, *(path.stem.removeprefix("counter_") for path in files)}
    if text not in known:
        raise ValueError(f"one of {', '.join(sorted(known))} is expected")
    return text


def _one_of(choices: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(value: object) -> StrEnum:
        if _text(value) not in tuple(choices):
            raise ValueError(f"one of {', '.join(choices)} is expected")
        return choices(_text(value))

    return read


def _service_url(value: object) -> str:
    """Encrypted, unless it stays on this machine; with no name or password in it."""
    text = _text(value)
    if not text:
        return text
    from urllib.parse import urlsplit  # noqa: PLC0415 - only for a post with a remote service

    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("a web address is expected") from None
    at_home = parts.scheme == "http" and host in ("127.0.0.1", "localhost", "::1")
    if not host or not (parts.scheme == "https" or at_home):
        raise ValueError("an https address is expected")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("an address without a name, a password or a query is expected")
    return text.rstrip("/")


def _file(value: object) -> str:
    """Read when the service is first asked: this only refuses what depends on where one stands."""
    text = _text(value)
    if text and not Path(text).is_absolute():
        raise ValueError("an absolute path is expected")
    return text


_HELPLINE = "helpline_"
_READERS: Mapping[str, Callable[[object], object]] = {
    "organisation": _text,
    "organisation_address": _texts,
    "agent": _text,
    "territory": _territory,
    "helpline_number": _text,
    "helpline_hours": _text,
    "helpline_price": _text,
    "service_url": _service_url,
    "service_authority": _file,
    "service_certificate": _file,
    "service_certificate_key": _file,
    "fictive": _yes_or_no,
    "language": _language,
    "theme": _one_of(Theme),
    "person_screen": _one_of(PersonScreen),
    "printer": _text,
    "print_at_once": _yes_or_no,
    "refused_email_domains": _domains,
}
