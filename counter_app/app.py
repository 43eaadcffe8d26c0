"""Composition root: the one place that chooses the adapters and opens the window."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import importlib
import logging
import sys
import threading
import time
from collections.abc import Callable, Sequence

from platformdirs import user_state_path
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from counter_app.cardreader.pcsc import PcscBackend
from counter_app.counter import PCSC, Counter
from counter_app.domain.wording import phrase
from counter_app.post.settings import Settings, load_settings
from counter_app.ui.event_loop import create_loop, load_loop, spawn
from counter_app.ui.garbage import GarbageCollector
from counter_app.ui.theme.style import apply_theme, system_text_scale
from counter_app.ui.theme.system import follow_system, wanted_palette
from counter_app.ui.translation import shown, speak, speak_qts_words
from counter_app.ui.window import MainWindow

_A_TURN = 10  # milliseconds


def create_application(settings: Settings) -> QApplication:
    """The Qt application in its theme and its language."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("another kind of Qt application is running")
    application.setApplicationName("counter-app")
    speak(application, settings.language)
    application.setApplicationDisplayName(shown(phrase("Comptoir")))
    GarbageCollector(application)
    palette = wanted_palette(settings.theme, application)
    apply_theme(application, palette, system_text_scale(application))
    return application


def run(words: Sequence[str]) -> int:
    """Open the window and stay until it is closed."""
    parser = argparse.ArgumentParser(prog="counter-app")
    parser.add_argument(
        "--exit-when-ready", action="store_true", help="pour les mesures : quitter une fois prêt"
    )
    options = parser.parse_args(words)
    settings = load_settings().settings
    application = create_application(settings)
    counter = Counter(settings, state=user_state_path("counter-app", appauthor=False))
    counter.watch(PCSC, PcscBackend())
    painted: list[bool] = []
    window = MainWindow(counter, lambda: painted.append(True))
    if window.fits_the_screen():
        window.show()
    else:
        window.showMaximized()
    _turn_until(application, lambda: bool(painted) and counter.readers_known)
    if options.exit_when_ready:
        print(time.time_ns(), flush=True)  # noqa: T201 - the moment of being ready
    gc.freeze()  # what is there stays: later collections need not look at it
    loading = threading.Thread(target=_load_the_rest)  # the window answers meanwhile
    loading.start()
    _turn_until(application, lambda: not loading.is_alive())
    _begin_to_log()
    speak_qts_words(application, settings.language)
    follow_system(settings.theme, application)
    _tell_roles(window)
    loop = create_loop(application)
    with contextlib.closing(loop):
        loop.run_until_complete(_stay(counter, window, leave=options.exit_when_ready))
    return 0


def _turn_until(application: QApplication, holds: Callable[[], bool]) -> None:
    """Answer events until the condition holds."""
    flags = QEventLoop.ProcessEventsFlag.AllEvents
    while not holds():
        application.processEvents(flags | QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _A_TURN)


def _load_the_rest() -> None:
    """What the first card, the first question to the service and a second screen need."""
    load_loop()
    importlib.import_module("counter_app.cardreader.vitale")
    importlib.import_module("counter_app.domain.deadlines")
    importlib.import_module("counter_app.ui.person.side")


def _begin_to_log() -> None:
    from counter_app.post.logs import configure_logging, log_uncaught_errors  # noqa: PLC0415

    configure_logging()
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request says nothing
    log_uncaught_errors()


def _tell_roles(window: MainWindow) -> None:
    from counter_app.ui.screen_readers import tell_roles  # noqa: PLC0415 - not at the start

    tell_roles(window)


async def _stay(counter: Counter, window: MainWindow, *, leave: bool) -> None:
    closed = asyncio.Event()
    window.closed = closed.set
    if not leave:
        if counter.settings.fictive:
            from counter_app.simulated_tray import SimulatedTray  # noqa: PLC0415 - not at the start

            counter.watch_simulated(SimulatedTray())
        counter.attach_service()
        window.person_side.follow_screens()
        spawn(window.prepare_pages())
        if window.isVisible():
            await closed.wait()
    window.hide()
    await counter.stop()
