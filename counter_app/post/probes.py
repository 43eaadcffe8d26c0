"""The probes of `counter-app doctor`: each looks at one thing, lightly, by itself.

They share nothing with the layers that do the work, so that a fault there cannot hide from them.
What is slow to import is imported by the probe that needs it, which may fail to.
"""

from __future__ import annotations

import asyncio
import platform
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.post.diagnostics import Line, Probe, doubtful, failed, ready
from counter_app.post.embedded_service import EmbeddedService
from counter_app.post.logs import log_file
from counter_app.post.secrets import SecretPlace, SecretStore
from counter_app.post.service_tls import service_tls
from counter_app.post.settings import LoadedSettings, Settings

if TYPE_CHECKING:
    import httpx

_SERVICE_SECONDS = 10.0
_CLOCK_SECONDS = 60  # a deadline counted in days bears a minute; a signature bears less
_NO_SERVICE = {0x8010001D, 0x8010001E}  # SCARD_E_NO_SERVICE, SCARD_E_SERVICE_STOPPED
_NO_READERS = 0x8010002E  # SCARD_E_NO_READERS_AVAILABLE
_ENOUGH_BYTES = 200_000_000


def probes(loaded: LoadedSettings) -> Mapping[str, Probe]:
    """All probes, by subject, for these settings."""
    return {
        "system": _system,
        "settings": lambda: _settings(loaded),
        "reader": lambda: _reader(training=loaded.settings.fictive),
        "service": lambda: _service(loaded.settings),
        "clock": lambda: _clock(loaded.settings),
        "printer": lambda: _printer(loaded.settings.printer),
        "keyring": lambda: _keyring(needed=bool(loaded.settings.service_url)),
        "disk": _disk,
    }


def _version_of(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # a frozen program without its metadata
        return "?"


def _system() -> Line:
    python = platform.python_version()
    qt = _version_of("PySide6-Essentials")
    return ready(
        f"{platform.system()} {platform.release()}, Python {python}, Qt {qt}.",
        application=_version_of("counter-app"),
        python=python,
        qt=qt,
        system=platform.platform(),
    )


def _settings(loaded: LoadedSettings) -> Line:
    if loaded.problems:
        what = ", ".join(
            f"« {problem.key} » dans {problem.path}" if problem.key else str(problem.path)
            for problem in loaded.problems
        )
        message = CATALOGUE[FailureCode.POST_SETTINGS_UNREADABLE].message
        return failed(f"{message} À corriger : {what}.", problems=len(loaded.problems))
    files = ", ".join(map(str, loaded.read_from))
    said = (
        f"Lus dans {files}." if files else "Aucun fichier : réglages d’origine, pour la formation."
    )
    return ready(said, files=files, fictive=loaded.settings.fictive)


def _reader(*, training: bool) -> Line:
    """A context of its own, given back at once: no card is touched."""
    broken = doubtful if training else failed  # a training post has a simulated reader
    from smartcard import scard  # noqa: PLC0415 - may be missing, which is a line of the report

    status, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    if status & 0xFFFFFFFF in _NO_SERVICE:
        return broken(CATALOGUE[FailureCode.CARD_NO_SERVICE].message, failure="Card_NoService")
    if status != scard.SCARD_S_SUCCESS:
        return broken(
            "Le service des cartes refuse de répondre.", code=f"{status & 0xFFFFFFFF:08X}"
        )
    try:
        status, names = scard.SCardListReaders(context, [])
    finally:
        scard.SCardReleaseContext(context)
    if status & 0xFFFFFFFF == _NO_READERS or not names:
        return doubtful(CATALOGUE[FailureCode.CARD_NO_READER].message, readers=0)
    return ready(f"{', '.join(names)}.", readers=len(names), names=", ".join(names))


def _service(settings: Settings) -> Line:
    if not settings.service_url:
        return asyncio.run(_embedded_service())
    started = time.monotonic()
    try:
        answer = _health(settings)
    except ssl.SSLCertVerificationError as refused:
        return failed(
            "Le certificat du service n’est pas reconnu par ce poste : ce n’est pas lui qui "
            "répond, ou son autorité manque dans les réglages (service_authority).",
            certificate=refused.verify_message,
        )
    except CounterError:
        return failed(
            "Un fichier des réglages service_authority, service_certificate ou "
            "service_certificate_key ne peut pas servir."
        )
    elapsed = round((time.monotonic() - started) * 1000)
    if answer is None:
        return failed(CATALOGUE[FailureCode.SERVICE_UNREACHABLE].message)
    if answer.is_error:
        return failed(CATALOGUE[FailureCode.SERVICE_FAULT].message, http_status=answer.status_code)
    return ready(f"Répond en {elapsed} ms.", embedded=False, elapsed_ms=elapsed)


def _health(settings: Settings) -> httpx.Response | None:
    """What the service says without being told who asks; None when it does not answer.

    Raises ssl.SSLCertVerificationError, `CounterError` as `service_tls`.
    """
    import httpx  # noqa: PLC0415 - slow to import

    try:
        with httpx.Client(
            verify=service_tls(settings), timeout=_SERVICE_SECONDS, trust_env=False
        ) as client:
            return client.get(f"{settings.service_url}/health")
    except httpx.HTTPError as error:
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                raise cause from None
            cause = cause.__context__
        return None


async def _embedded_service() -> Line:
    service = EmbeddedService()
    started = time.monotonic()
    service.start()
    try:
        await service.ready(_SERVICE_SECONDS)
        elapsed = round((time.monotonic() - started) * 1000)
    except CounterError as error:
        return failed(error.failure.message, embedded=True, failure=error.code.value)
    finally:
        await service.stop()
    return ready(f"Service de formation, prêt en {elapsed} ms.", embedded=True, elapsed_ms=elapsed)


def _clock(settings: Settings) -> Line:
    """Against the service when there is a remote one; else only whether it is plausible."""
    now = datetime.now(UTC)
    zone = now.astimezone().tzname() or ""
    built = datetime(2026, 1, 1, tzinfo=UTC)  # the application did not exist before
    if now < built:
        return failed("La date de l’ordinateur est fausse : réglez-la.", zone=zone)
    here = now.astimezone().strftime("%d/%m/%Y %H:%M:%S")
    if not settings.service_url:
        return ready(f"{here} ({zone}), comparée à rien.", zone=zone, compared=False)
    try:
        answer = _health(settings)
    except (ssl.SSLCertVerificationError, CounterError):
        answer = None
    try:
        told = parsedate_to_datetime(answer.headers["Date"]) if answer is not None else None
    except (KeyError, ValueError):
        told = None
    if told is None or told.tzinfo is None:
        return doubtful(f"{here} ({zone}), le service n’a pas dit l’heure.", compared=False)
    off = round(abs((told - datetime.now(UTC)).total_seconds()))
    if off > _CLOCK_SECONDS:
        return failed(
            f"L’heure de l’ordinateur et celle du service diffèrent de {off} s : réglez-la.",
            seconds_off=off,
        )
    return ready(f"{here} ({zone}), comme le service.", seconds_off=off, zone=zone)


def _printer(wanted: str) -> Line:
    names, default = _printers()
    if not names:
        return doubtful(CATALOGUE[FailureCode.PRINT_NO_PRINTER].message, printers=0)
    if wanted and wanted not in names:
        return failed(
            f"L’imprimante « {wanted} » des réglages n’est pas installée.", printers=len(names)
        )
    chosen = wanted or default
    if not chosen:
        return doubtful(
            f"Aucune n’est choisie par défaut parmi : {', '.join(names)}.", printers=len(names)
        )
    return ready(f"{chosen}.", printers=len(names), chosen=chosen)


def _printers() -> tuple[tuple[str, ...], str]:
    """Their names, and the default's. CUPS is asked by its own tools, which have a time limit."""
    if sys.platform == "win32":
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - needs no window there

        return tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        return (), ""
    names = _lines_of(lpstat, "-e")
    default = _lines_of(lpstat, "-d")
    chosen = default[0].rpartition(": ")[2] if default and ": " in default[0] else ""
    return names, chosen if chosen in names else ""


def _lines_of(*command: str) -> tuple[str, ...]:
    done = subprocess.run(  # noqa: S603 - the system's own tool
        command, check=False, capture_output=True, text=True, timeout=8, stdin=subprocess.DEVNULL
    )
    return tuple(done.stdout.split("\n")[:-1]) if done.returncode == 0 else ()


def _keyring(*, needed: bool) -> Line:
    async def ask() -> tuple[SecretPlace, str]:
        store = SecretStore()
        return await store.place(), await store.keyring_name()

    place, name = asyncio.run(ask())
    if place is SecretPlace.KEYRING:
        return ready(f"{name}.", keyring=name)
    said = "Aucun trousseau : le jeton du service est demandé à chaque ouverture."
    if needed:
        return doubtful(said, keyring="")
    return ready("Aucun trousseau, et le service de formation n’en demande pas.", keyring="")


def _disk() -> Line:
    folder = log_file().parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(folder).free
    if free < _ENOUGH_BYTES:
        return failed("Le disque est presque plein : libérez de la place.", free_mb=free // 10**6)
    return ready(f"{free // 10**9} Go libres ; journaux dans {folder}.", free_mb=free // 10**6)
