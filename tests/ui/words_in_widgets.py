"""The words that widgets show, say to screen readers, or merely hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from counter_app.ui.widgets.text_block import TextBlock
from tests.procedure.counter import PEOPLE


def plain(text: str) -> str:
    """With plain spaces in the place of those that do not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def seen(root: QWidget) -> Iterator[str]:
    """The words of the widgets that are visible, and what screen readers say of them."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield from filter(None, words_of(widget))


def held(root: QWidget) -> Iterator[str]:
    """All the words that the widgets hold, hidden ones too, and their Python attributes."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from words_of(widget)
        yield from _texts_in(vars(widget), 5)


def words_of(widget: QWidget) -> Iterator[str]:
    """What it shows and what is said of it, empty texts too."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    yield from (widget.windowTitle(), widget.whatsThis(), widget.statusTip())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.displayText(), widget.placeholderText())
        case QTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield widget.currentText()


def _texts_in(value: Any, depth: int) -> Iterator[str]:
    """The texts in a value; the procedure and the desk are no part of a widget."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif depth == 0 or isinstance(value, QObject | Enum):
        return
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts_in(part, depth - 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _texts_in(part, depth - 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts_in(getattr(value, each.name), depth - 1)
    elif isinstance(value, TextBlock):
        yield from _texts_in(
            {name: getattr(value, name, None) for name in TextBlock.__slots__}
            if hasattr(TextBlock, "__slots__")
            else vars(value),
            depth - 1,
        )


def finds(texts: Iterable[str], secret: str) -> list[str]:
    """Those of the texts that hold the secret, whatever blanks and case they are written with."""
    wanted = _bare(secret)
    return [text for text in texts if wanted in _bare(text)]


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def secrets_of(name: str) -> dict[str, str]:
    """What must not be met elsewhere of this person."""
    person = PEOPLE[name]
    return {
        "nir": person["nir"],
        "first part of the nir": person["nir"][:7],
        "family name": person["family_name"],
        "given name": person["given_name"],
        "serial": person["card_serial"],
        "code": person["enrolment_code"],
    }
