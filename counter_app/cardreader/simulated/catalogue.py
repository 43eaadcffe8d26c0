"""The tray of simulated cards: one for each fictive household, and those that show a fault."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from counter_app.cardreader.simulated.card import VirtualCard
from counter_app.cardreader.simulated.card_file import (
    CardFile,
    CardFileError,
    card_file,
    read_card_file,
)
from counter_app.cardreader.simulated.faults import put_fault
from counter_app.resource_files import resource


@cache
def _people() -> dict[str, Mapping[str, Any]]:
    """The fictive people by id, in the order of their file."""
    listed = json.loads(resource("fictive", "people.json").read_text(encoding="utf-8"))
    return {person["id"]: person for person in listed["people"]}


@cache
def _households() -> dict[str, list[str]]:
    """The ids of the people on each card; the holder is the one attached to nobody."""
    households: dict[str, list[str]] = {}
    for person in sorted(_people().values(), key=lambda p: p["attached_to"] is not None):
        households.setdefault(person["card"], []).append(person["id"])
    return {name: households[name] for name in dict.fromkeys(p["card"] for p in _people().values())}


@cache
def _files() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resource("cards").glob("*.json"))}


def card_names() -> tuple[str, ...]:
    """The names of the catalogue: the people's cards, then those of resources/cards/."""
    return (*_households(), *(name for name in _files() if name not in _households()))


def describe(name: str) -> str:
    """One line about a card of the catalogue, in French, for the training tray."""
    if name in _households():
        people = [_people()[identifier] for identifier in _households()[name]]
        return ", ".join(f"{p['given_name']} {p['family_name']}" for p in people)
    return load_card_file(name).description


def load_card_file(name_or_path: str) -> CardFile:
    """The description of a card of the catalogue, or of a JSON file.

    Raises CardFileError when there is none, or when it describes no card.
    """
    if name_or_path in _households():
        return card_file({"people": _households()[name_or_path]}, _people())
    path = _files().get(name_or_path, Path(name_or_path))
    try:
        return read_card_file(path, _people())
    except OSError:
        raise CardFileError("ni carte de ce nom au catalogue, ni fichier") from None


def load_card(name_or_path: str, *, fault: str = "", lenient: bool = False) -> VirtualCard:
    """A new simulated card, with its own fault and `fault` on it. Raises CardFileError."""
    described = load_card_file(name_or_path)
    described.lenient = described.lenient or lenient
    card = described.card()
    for name in filter(None, (described.fault, fault)):
        try:
            put_fault(card, name)
        except KeyError:
            raise CardFileError("no fault of this name") from None
    return card
