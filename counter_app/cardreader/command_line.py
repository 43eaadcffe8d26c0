"""`counter-app read-card` and `counter-app simulate-card`: for support, deployment and tests."""

from __future__ import annotations

import argparse
import json
import sys
import time
from queue import Empty, SimpleQueue
from typing import Any

from counter_app.cardreader.backend import Backend
from counter_app.cardreader.events import (
    CardEvent,
    CardFailed,
    CardInserted,
    CardRemoved,
    CardWasRead,
    ReadersChanged,
    ServiceLost,
    ServiceRestored,
)
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.pcsc import PcscBackend
from counter_app.cardreader.simulated import vpcd
from counter_app.cardreader.simulated.card_file import CardFileError
from counter_app.cardreader.simulated.catalogue import card_names, load_card
from counter_app.domain.card import CardContent
from counter_app.domain.card_serial import CardSerial
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.nir import Nir

_FAILED = 2
_USUAL_TIMEOUT = 30.0  # seconds to put a card in
_FIRST_WORD = 2.0  # seconds: what the card service has to say at once, even with no timeout
_LAST_WORD = 0.05  # seconds: what is being told when the time is over


def add_arguments(commands: Any) -> None:
    """Add both commands to the application's parser (`ArgumentParser.add_subparsers()`)."""
    read = commands.add_parser("read-card", help="lire la carte Vitale du lecteur")
    read.add_argument("--reader", metavar="NAME", help="nom du lecteur (ou son début)")
    read.add_argument("--timeout", metavar="S", type=_seconds, default=_USUAL_TIMEOUT,
                      help="secondes d’attente d’une carte (30)")  # fmt: skip
    read.add_argument("--json", action="store_true", help="écrire un objet JSON")
    read.add_argument("--reveal", action="store_true", help="ne pas masquer les numéros")
    read.set_defaults(run=run)
    simulate = commands.add_parser("simulate-card", help="simuler une carte dans un lecteur vpcd")
    simulate.add_argument("card", metavar="NAME|FILE", nargs="?", help="carte du catalogue ou JSON")
    simulate.add_argument("--port", type=int, default=vpcd.PORT, help="port du lecteur (35963)")
    simulate.add_argument("--bitrate", metavar="N", type=int, default=0,
                          help="bits par seconde du fil simulé, par exemple 38400")  # fmt: skip
    simulate.add_argument("--fault", metavar="NAME", default="", help="défaut à simuler")
    simulate.add_argument("--lenient", action="store_true", help="accepter un SELECT avec Le")
    simulate.add_argument("--list", action="store_true", help="noms des cartes, un par ligne")
    simulate.set_defaults(run=run)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 86_400:
        raise ValueError(text)
    return seconds


def run(arguments: argparse.Namespace) -> int:
    """Run the command that the parser recognised; the result is the exit status."""
    if arguments.command == "simulate-card":
        return _simulate(arguments)
    return _read(arguments, PcscBackend())


def _read(arguments: argparse.Namespace, backend: Backend) -> int:
    """Wait for a card, print what it says. 0, or 2 with the failure."""
    outcome = wait_for_card(backend, arguments.timeout, arguments.reader or "")
    if isinstance(outcome, FailureCode):
        _print_failure(outcome, as_json=arguments.json)
        return _FAILED
    described = content_as_json(outcome, reveal=arguments.reveal)
    _write(json.dumps(described, ensure_ascii=False) if arguments.json else _as_text(described))
    return 0


class _Waiting:
    """What the events said so far, for one command that wants one card."""

    def __init__(self, reader: str) -> None:
        self._reader = reader
        self.reason = FailureCode.CARD_NO_SERVICE  # why there is no card yet
        self.told = False  # whether the readers are known
        self.pending: set[str] = set()  # readers whose card is being read
        self.failure: FailureCode | None = None
        self.content: CardContent | None = None

    def take(self, event: CardEvent) -> None:
        """Note one event."""
        self.told = True
        match event:
            case ServiceLost(failure):
                self.reason = failure
            case ServiceRestored():
                self.reason = FailureCode.CARD_NO_READER
            case ReadersChanged(readers):
                wanted = any(name.startswith(self._reader) for name in readers)
                self.reason = FailureCode.CARD_NO_CARD if wanted else FailureCode.CARD_NO_READER
            case CardInserted(reader) if reader.startswith(self._reader):
                self.pending.add(reader)
            case CardWasRead(reader, content) if reader.startswith(self._reader):
                self.content = content
            case CardFailed(reader, failure) if reader.startswith(self._reader):
                self.pending.discard(reader)
                self.failure = failure
            case CardRemoved(reader):
                self.pending.discard(reader)
            case _:
                pass

    @property
    def over(self) -> bool:
        """A card was read; or one failed and no other is being read (a two-slot reader)."""
        return self.content is not None or (self.failure is not None and not self.pending)


def wait_for_card(backend: Backend, timeout: float, reader: str = "") -> CardContent | FailureCode:
    """The first carte Vitale read, or why there is none after `timeout` seconds.

    `reader`: the name, or its beginning, of the only reader to look at.
    """
    events: SimpleQueue[CardEvent] = SimpleQueue()
    monitor = CardMonitor(backend, events.put)
    monitor.start()
    waiting = _Waiting(reader)
    deadline = time.monotonic() + timeout
    try:
        while not waiting.over:
            left: float | None = max(_LAST_WORD, deadline - time.monotonic())
            if waiting.pending:
                left = None  # a read that has begun is waited for: the monitor bounds it
            elif not waiting.told:
                left = max(_FIRST_WORD, timeout)
            waiting.take(events.get(timeout=left))
            _let_others_in(events, waiting)
    except Empty:
        pass
    finally:
        monitor.stop()
    return waiting.content or waiting.failure or waiting.reason


def _let_others_in(events: SimpleQueue[CardEvent], waiting: _Waiting) -> None:
    """After a failure, give the card of another slot the time to be announced."""
    while waiting.failure is not None and waiting.content is None:
        try:
            waiting.take(events.get(timeout=0.1 if not waiting.pending else None))
        except Empty:
            return


def content_as_json(content: CardContent, *, reveal: bool) -> dict[str, Any]:
    """The JSON object of `read-card --json`; NIR and serial masked unless `reveal`."""
    serial = content.serial.value
    described: dict[str, Any] = {
        "generation": content.generation.value,
        "atr": content.atr,
        "beneficiaries": [
            {
                "family_name": person.family_name,
                "given_name": person.given_name,
                "birth_date": person.birth_date,
                "nir": person.nir if reveal or not person.nir else Nir(person.nir).masked,
            }
            for person in content.beneficiaries
        ],
        "serial": {
            "value": serial if reveal or not serial else CardSerial(serial).masked,
            "certain": content.serial.certain,
            "source": content.serial.source,
        },
        "apdus": content.apdus,
        "elapsed_ms": round(content.elapsed_ms, 1),
    }
    if content.rank_mismatch:  # said only when there is something to look at
        described["rank_mismatch"] = True
    return described


def _as_text(described: dict[str, Any]) -> str:
    """What a person reads."""
    people = [
        f"{p['given_name']} {p['family_name']}, naissance {p['birth_date']}, "
        f"NIR {p['nir'] or 'absent'}"
        for p in described["beneficiaries"]
    ]
    serial = described["serial"]
    certainty = "" if serial["certain"] else " (à comparer avec la carte)"
    number = f"Numéro de série : {serial['value'] or 'non lu'}{certainty}"
    cost = f"{described['apdus']} commandes, {described['elapsed_ms']} ms"
    return "\n".join([*people, number, cost])


def _print_failure(code: FailureCode, *, as_json: bool) -> None:
    message = CATALOGUE[code].message
    if as_json:
        _write(json.dumps({"failure": code.value, "message": message}, ensure_ascii=False))
    else:
        sys.stderr.write(f"{message}\n")


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _simulate(arguments: argparse.Namespace) -> int:
    """Keep a simulated card in a virtual reader until interrupted."""
    if arguments.list:
        for name in card_names():
            _write(name)
        return 0
    if not arguments.card:
        sys.stderr.write("Indiquez une carte : son nom, ou un fichier. Les noms : --list\n")
        return _FAILED
    try:
        card = load_card(arguments.card, fault=arguments.fault, lenient=arguments.lenient)
    except CardFileError as error:
        sys.stderr.write(f"Cette carte n’existe pas : {error}.\n")
        return _FAILED
    try:
        inserted = vpcd.insert(card, port=arguments.port, bits_per_second=arguments.bitrate)
    except OSError:
        sys.stderr.write(
            f"Aucun lecteur virtuel n’écoute sur le port {arguments.port}. "
            "Démarrez pcscd avec le pilote vpcd, puis recommencez.\n"
        )
        return _FAILED
    _write(f"Carte dans le lecteur virtuel : {arguments.card}. Ctrl+C pour la retirer.")
    try:
        inserted.serve()
    except KeyboardInterrupt:
        inserted.withdraw()
    _write("La carte est sortie du lecteur virtuel.")
    return 0
