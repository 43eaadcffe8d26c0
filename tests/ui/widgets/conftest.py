"""Every widget is tested under the light theme at 100 %, unless the test says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.theme.style import apply_theme
from counter_app.ui.theme.tokens import LIGHT


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT, 1.0)
    yield
    qapp.clipboard().clear()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Show a widget as an active window, so that it can have the focus."""

    def show_it(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show_it


@pytest.fixture
def heard() -> Callable[[QWidget], tuple[str, str, QAccessible.Role]]:
    """What a screen reader is told of a widget: name, description, role."""

    def ask(widget: QWidget) -> tuple[str, str, QAccessible.Role]:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        name = interface.text(QAccessible.Text.Name)
        return name, interface.text(QAccessible.Text.Description), interface.role()

    return ask
