"""Qt's objects die in the interface thread, whoever made the garbage."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.ui.garbage import GarbageCollector, collect_if_due


class Cycle:
    """Garbage that only the cyclic collector can free; it tells which thread did."""

    def __init__(self, died_in: list[str]) -> None:
        self.me = self
        self._died_in = died_in

    def __del__(self) -> None:
        self._died_in.append(threading.current_thread().name)


def test_garbage_of_a_thread_is_collected_in_the_interface_thread(
    qapp: QApplication, qtbot: QtBot
) -> None:
    died_in: list[str] = []
    owner = QObject(qapp)
    GarbageCollector(owner)

    def work() -> None:
        for _ in range(5 * gc.get_threshold()[0]):
            Cycle(died_in)

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()
    assert not died_in
    qtbot.waitUntil(lambda: bool(died_in), timeout=10_000)
    assert set(died_in) == {threading.main_thread().name}
    owner.deleteLater()


def test_nothing_is_collected_before_it_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))
    assert collect_if_due() is None


def test_the_oldest_generation_due_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = gc.get_threshold()
    monkeypatch.setattr(gc, "get_count", lambda: (first + 1, second + 1, 0))
    assert collect_if_due() == 1
