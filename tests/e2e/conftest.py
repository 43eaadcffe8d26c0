"""The application against a real service process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.counter import Counter
from counter_app.post import embedded_service
from counter_app.post.secrets import SecretStore
from counter_app.post.settings import Settings
from counter_app.simulated_tray import SimulatedTray
from counter_app.ui.event_loop import cancel_running
from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import LIGHT
from counter_app.ui.window import MainWindow
from tests.e2e.losing_proxy import LosingProxy
from tests.gateway.conftest import start_service
from tests.gateway.people import SECRET, Service
from tests.ui.counter_on_screen import Screen, until

__all__ = ["start_service"]

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ignored = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(ignored)


class RealCounter(Screen):
    """The application as it runs: its own service process, its monitor, a simulated card."""

    def __init__(self, counter: Counter, name: str) -> None:
        super().__init__(MainWindow(counter), name)
        self.counter = counter
        self.tray = SimulatedTray()
        counter.watch_simulated(self.tray)

    def insert(self) -> None:
        self.tray.insert(self.person["card"])

    def remove(self) -> None:
        """Take the card out."""
        self.tray.remove()


Open = Callable[..., AbstractAsyncContextManager[RealCounter]]


@pytest.fixture(autouse=True)
def _killed_services_leave_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a killed child leaves in the folder for temporary files goes with the test's."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))


@pytest.fixture
def open_counter(qapp: QApplication, tmp_path: Path) -> Open:
    """`async with open_counter(name, **settings)`: the window is there; the service starts."""
    apply_theme(qapp, LIGHT, 1.0)

    @asynccontextmanager
    async def opened(name: str = "odette", **settings: Any) -> AsyncIterator[RealCounter]:
        counter = Counter(Settings(**settings), state=tmp_path / "state")
        at = RealCounter(counter, name)
        try:
            await at.show()
            await until(lambda: counter.readers_known)
            counter.attach_service()
            yield at
        finally:
            at.window.hide()
            await cancel_running()
            await counter.stop()
            at.window.deleteLater()

    return opened


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the embedded service keeps its acts, for a test that looks at them or stops it."""
    path = tmp_path / "service.sqlite"
    command = embedded_service.service_command
    monkeypatch.setattr(
        embedded_service,
        "service_command",
        lambda _url=None: command(f"sqlite:///{path.as_posix()}"),
    )
    return path


@pytest.fixture
def region(start_service: Callable[[], Service], monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service that outlives the counter; this post has its token."""

    async def read(_store: SecretStore, _name: str) -> str:
        return SECRET

    monkeypatch.setattr(SecretStore, "read", read)
    return start_service()


@pytest.fixture
def losing_proxy(monkeypatch: pytest.MonkeyPatch) -> LosingProxy:
    """Between the counter and its embedded service."""
    proxy = LosingProxy()
    ready = embedded_service.EmbeddedService.ready

    async def through_the_proxy(
        service: embedded_service.EmbeddedService, within: float = embedded_service.READY_WITHIN
    ) -> str:
        proxy.service = await ready(service, within)
        return proxy.url

    monkeypatch.setattr(embedded_service.EmbeddedService, "ready", through_the_proxy)
    return proxy
