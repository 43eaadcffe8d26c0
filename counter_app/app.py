"""Composition root: the one place that chooses the adapters and wires them."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path
from PySide6.QtWidgets import QApplication

from counter_app.cardreader.backend import Backend
from counter_app.cardreader.events import CardEvent
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.pcsc import PcscBackend
from counter_app.domain.failures import CounterError, Failure
from counter_app.domain.wording import date_in_words
from counter_app.gateway.pending import PendingOperations
from counter_app.late_gateway import LateGateway
from counter_app.post.embedded_service import EmbeddedService
from counter_app.post.settings import Settings, Theme, load_settings
from counter_app.printing.printing_thread import PrintingThread
from counter_app.procedure.card_presence import CardPresence
from counter_app.procedure.machine import Procedure
from counter_app.simulated_tray import SimulatedTray
from counter_app.ui.context import ServiceState
from counter_app.ui.event_loop import cancel_running, create_loop, spawn
from counter_app.ui.theme.style import apply_theme, system_text_scale
from counter_app.ui.theme.tokens import DARK, LIGHT

_log = logging.getLogger(__name__)

PCSC = "pcsc"
SIMULATED = "simulated"


class Counter:
    """The running application: what the window is given (`ui.context.Desk`).

    `start()` begins to watch the readers; `attach_service()` comes after the first paint.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        state: Path,
        backends: dict[str, Backend],
        tray: SimulatedTray | None,
    ) -> None:
        self.settings = settings
        self._loop = asyncio.get_event_loop()
        self._service = EmbeddedService(on_change=self._service_changed)
        self.gateway = LateGateway(self._service.ready, self._service.secret)
        self.pending = PendingOperations(state / "pending.sqlite")
        self.procedure = Procedure(
            self.gateway, self.pending, organisation=settings.organisation, agent=settings.agent
        )
        self.presence = CardPresence(self.procedure)
        self.papers = PrintingThread(settings.printer)
        self.tray = tray
        self.service_state = ServiceState.STARTING
        self.service_failure: Failure | None = None
        self.printer = ""
        self.reminder = ""
        self.readers_known = asyncio.Event()
        self._monitors = {
            name: CardMonitor(backend, self._notifier(name)) for name, backend in backends.items()
        }

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)

    def start(self) -> None:
        """Watch the readers."""
        for monitor in self._monitors.values():
            monitor.start()

    def attach_service(self) -> None:
        """Start the service and ask what it and the printers say; returns at once."""
        self._service.start()
        spawn(self._greet())

    def reread(self) -> None:
        """Read the troubled card again."""
        reader = self.presence.troubled_reader
        if reader is not None:
            for monitor in self._monitors.values():
                monitor.reread(reader)

    async def stop(self) -> None:
        """Give everything back; under a second each."""
        for monitor in self._monitors.values():
            monitor.stop()
        await cancel_running()
        await self.gateway.close()
        await self._service.stop()
        self.papers.close()

    def _notifier(self, name: str) -> Callable[[CardEvent], None]:
        """Bring the events of the monitor's thread into the loop."""

        def notify(event: CardEvent) -> None:
            self._loop.call_soon_threadsafe(self._heard, name, event)

        return notify

    def _heard(self, name: str, event: CardEvent) -> None:
        self.presence.handle(name, event)
        self.readers_known.set()

    def _service_changed(self, base_url: str | None) -> None:
        self.service_state = ServiceState.READY if base_url else ServiceState.LOST
        self.procedure.announce()

    async def _greet(self) -> None:
        """What is learnt once: the printer, the service, and the acts left without an answer."""
        try:
            self.printer = await self.papers.printer_name()
            await self.gateway.status()
            self.reminder = await self._settle_old_acts()
        except CounterError as error:
            self.service_failure = error.failure
            _log.info("the service did not answer at the start")
        self.procedure.announce()

    async def _settle_old_acts(self) -> str:
        """Ask what became of acts whose answer never came; a sentence for each registered one."""
        sentences = []
        for act in await asyncio.to_thread(self.pending.unsettled):
            found = await self.gateway.outcome(act.idempotency_key)
            await asyncio.to_thread(self.pending.settle, act.idempotency_key)
            day = date_in_words(act.started_at.astimezone().date())
            sentences.append(
                f"La demande du {day} restée sans réponse est enregistrée, "
                f"sous le numéro {found.receipt_number}."
                if found
                else f"La demande du {day} restée sans réponse n’a pas été enregistrée."
            )
        return "\n".join(sentences)


def create_application(settings: Settings) -> QApplication:
    """The Qt application in its theme."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of Qt application is running")
    application.setApplicationName("counter-app")
    application.setApplicationDisplayName("Comptoir")
    dark = settings.theme is Theme.DARK or (
        settings.theme is Theme.SYSTEM
        and application.styleHints().colorScheme().name.lower() == "dark"
    )
    apply_theme(application, DARK if dark else LIGHT, system_text_scale(application))
    return application


def default_readers(settings: Settings) -> tuple[dict[str, Backend], SimulatedTray | None]:
    """The real readers, and the simulated one beside them on a training post."""
    backends: dict[str, Backend] = {PCSC: PcscBackend()}
    if not settings.fictive:
        return backends, None
    tray = SimulatedTray()
    return {**backends, SIMULATED: tray.reader}, tray


def run(words: Sequence[str]) -> int:
    """Open the window and stay until it is closed."""
    parser = argparse.ArgumentParser(prog="counter-app")
    parser.add_argument(
        "--exit-when-ready", action="store_true", help="pour les mesures : quitter une fois prêt"
    )
    options = parser.parse_args(words)
    settings = load_settings().settings
    application = create_application(settings)
    loop = create_loop(application)
    with contextlib.closing(loop):
        return int(loop.run_until_complete(_stay(settings, options.exit_when_ready)))


async def _stay(settings: Settings, leave_when_ready: bool) -> int:
    from counter_app.ui.window import MainWindow  # noqa: PLC0415 - after the theme

    state = user_state_path("counter-app", appauthor=False)
    backends, tray = default_readers(settings)
    counter = Counter(settings, state=state, backends=backends, tray=tray)
    painted, closed = asyncio.Event(), asyncio.Event()
    counter.start()
    window = MainWindow(counter, painted.set)
    window.closed = closed.set
    window.show()
    await painted.wait()
    await counter.readers_known.wait()
    if leave_when_ready:
        print(time.time_ns(), flush=True)  # noqa: T201 - the moment of being ready
    else:
        counter.attach_service()
        spawn(window.prepare_pages())
        await closed.wait()
    window.hide()
    await counter.stop()
    return 0
