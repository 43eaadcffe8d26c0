"""The running application: the case and all that is around it, wired.

Nothing here touches asyncio before `attach_service()`: the first window does not wait for it.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.cardreader.backend import Backend
from counter_app.cardreader.events import CardEvent
from counter_app.cardreader.monitor import CardMonitor
from counter_app.domain.failures import CounterError, Failure, FailureCode
from counter_app.domain.wording import lines, phrase
from counter_app.gateway.pending import PendingOperations
from counter_app.late_gateway import LateGateway
from counter_app.post.settings import Settings
from counter_app.printing.printing_thread import PrintingThread
from counter_app.procedure.acts import Acts
from counter_app.procedure.card_presence import CardPresence
from counter_app.procedure.machine import Procedure
from counter_app.ui.context import ServiceState
from counter_app.ui.event_loop import cancel_running, spawn

if TYPE_CHECKING:  # loaded once the first window is there
    import ssl

    from counter_app.gateway.counts import Statistics
    from counter_app.post.embedded_service import EmbeddedService
    from counter_app.post.voice import SystemVoice
    from counter_app.simulated_tray import SimulatedTray

_log = logging.getLogger(__name__)

PCSC = "pcsc"
SIMULATED = "simulated"
TOKEN_NAME = "service token"  # noqa: S105 - its name in the keyring


class _CardEvents(QObject):
    """Brings the events of the monitors' threads into the interface thread."""

    told = Signal(str, object)


class Counter:
    """What the window is given (`ui.context.Desk`).

    `start()` begins to watch the readers; `attach_service()` comes after the first paint, in a
    running loop; `stop()` gives everything back.
    """

    def __init__(self, settings: Settings, *, state: Path) -> None:
        self.settings = settings
        self._service: EmbeddedService | None = None
        self.gateway = LateGateway(self._service_address, self._service_tls)
        self.pending = PendingOperations(state / "pending.sqlite")
        self.procedure = Procedure(
            Acts(
                self.gateway,
                self.pending,
                organisation=settings.organisation,
                agent=settings.agent,
            ),
            today=self._today,
        )
        self.presence = CardPresence(self.procedure)
        self.papers = PrintingThread(settings.printer)
        self.tray: SimulatedTray | None = None
        self.service_state = ServiceState.STARTING
        self.service_failure: Failure | None = None
        self.printer = ""
        self.reminder = ""
        self._voice: SystemVoice | None = None
        self._greeting: asyncio.Task[None] | None = None
        self._monitors: dict[str, CardMonitor] = {}
        self._heard_from: set[str] = set()
        self._events = _CardEvents()
        self._events.told.connect(self._heard, Qt.ConnectionType.QueuedConnection)

    def _today(self) -> date:
        from counter_app.domain.deadlines import local_day  # noqa: PLC0415 - time zones: not at start

        return local_day(self.now(), self.settings.territory)

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)

    @property
    def voice(self) -> SystemVoice:
        """The system's voice."""
        if self._voice is None:
            from counter_app.post.voice import SystemVoice  # noqa: PLC0415 - not at the start

            self._voice = SystemVoice()
        return self._voice

    def watch(self, name: str, backend: Backend) -> None:
        """Begin to watch the readers of one backend."""

        def notify(event: CardEvent) -> None:
            self._events.told.emit(name, event)

        self._monitors[name] = CardMonitor(backend, notify)
        self._monitors[name].start()

    def watch_simulated(self, tray: SimulatedTray) -> None:
        """Put the simulated reader beside the real ones."""
        self.tray = tray
        self.watch(SIMULATED, tray.reader)
        self.procedure.announce()

    @property
    def readers_known(self) -> bool:
        """True once each monitor has told which readers there are."""
        return self._heard_from >= set(self._monitors)

    async def greeted(self) -> None:
        """Wait until the printer and the service have been asked."""
        if self._greeting is not None:
            await self._greeting

    def attach_service(self) -> None:
        """Start the embedded service, unless the settings name a region's, and ask what it and the
        printers say; returns at once."""
        if not self.settings.service_url:
            from counter_app.post.embedded_service import EmbeddedService  # noqa: PLC0415

            self._service = EmbeddedService(on_change=self._service_changed)
            self._service.start()
        self._greeting = spawn(self._greet())

    async def statistics(self, since: date, until: date) -> Statistics:
        """The acts of these days, both included. Raises `CounterError`."""
        return await self.gateway.statistics(since, until)

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
        if self._service is not None:
            await self._service.stop()
        self.papers.close()
        if self._voice is not None:
            self._voice.close()

    async def _service_address(self) -> tuple[str, str]:
        """Where the service is, once it is there, and this post's secret."""
        if self._service is not None:
            return await self._service.ready(), self._service.secret
        if not self.settings.service_url:
            raise CounterError(FailureCode.SERVICE_UNREACHABLE)
        from counter_app.post.secrets import SecretStore  # noqa: PLC0415 - a region's post only

        token = await SecretStore().read(TOKEN_NAME)
        return self.settings.service_url, token or ""

    def _service_tls(self) -> ssl.SSLContext:
        from counter_app.post.service_tls import service_tls  # noqa: PLC0415 - a region's post only

        return service_tls(self.settings)

    def _heard(self, name: str, event: CardEvent) -> None:
        self._heard_from.add(name)
        self.presence.handle(name, event)

    def _service_changed(self, base_url: str | None) -> None:
        self.service_state = ServiceState.READY if base_url else ServiceState.LOST
        greeted_in_vain = self._greeting is not None and self._greeting.done()
        if base_url and greeted_in_vain and self.service_failure is not None:
            self._greeting = spawn(self._greet())
        self.procedure.announce()

    async def _greet(self) -> None:
        """What is learnt once: the printer, the service, and the acts left without an answer."""
        try:
            await self.papers.warm_up()
            self.printer = await self.papers.printer_name()
            await self.gateway.status()
            self.service_state = ServiceState.READY
            self.reminder = await self._settle_old_acts()
        except CounterError as error:
            self.service_failure = error.failure
            if self._service is None or self._service.base_url is None:
                self.service_state = ServiceState.LOST  # else it is already back
            _log.info("the service did not answer at the start")
        else:
            self.service_failure = None
        self.procedure.announce()

    async def _settle_old_acts(self) -> str:
        """Ask what became of acts whose answer never came; a sentence for each registered one."""
        told = []
        for act in await asyncio.to_thread(self.pending.unsettled):
            found = await self.gateway.outcome(act.idempotency_key)
            await asyncio.to_thread(self.pending.settle, act.idempotency_key)
            day = act.started_at.astimezone().date()
            told.append(
                phrase(
                    "La demande du {day} restée sans réponse est enregistrée, sous le numéro "
                    "{number}.",
                    day=day,
                    number=found.receipt_number,
                )
                if found
                else phrase(
                    "La demande du {day} restée sans réponse n’a pas été enregistrée.", day=day
                )
            )
        return lines(*told)
