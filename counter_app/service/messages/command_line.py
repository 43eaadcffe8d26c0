"""`counter-app outbox` and `counter-app letters`: messages leave, and what has not left shows."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from counter_app.service.commands import run_command
from counter_app.service.deployment import (
    Deployment,
    DeploymentError,
    add_deployment_arguments,
    deployment_of,
    opened_store,
)

if TYPE_CHECKING:
    from counter_app.service.messages.counts import Count
    from counter_app.service.store import Store

DONE, LEFT_OVER = 0, 1  # and 2: impossible
_PER_FILE = range(1, 2001)  # a batch is one transaction: it does not last for minutes


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the words `outbox` and `letters`."""
    outbox = subparsers.add_parser(
        "outbox",
        help="les e-mails et les SMS du service : envoyer, voir ce qui attend, réessayer",
        description="Résultat : 0 tout est parti, 1 il en reste, 2 impossible.",
    )
    verbs = outbox.add_subparsers(dest="verb", required=True, metavar="ACTION")
    send = verbs.add_parser("send", help="envoyer ce qui est prêt")
    how_long = send.add_mutually_exclusive_group()
    how_long.add_argument("--once", action="store_true", help="puis finir (par défaut)")
    how_long.add_argument("--forever", action="store_true", help="et tout ce qui suivra")
    status = verbs.add_parser("status", help="ce qui n’est pas parti, et pourquoi")
    status.add_argument("--json", action="store_true", help="un objet JSON pour une machine")
    retry = verbs.add_parser("retry", help="remettre en route ce qui est bloqué")
    letters = subparsers.add_parser(
        "letters",
        help="les lettres, en fichiers PDF pour le routeur",
        description="Lettres pour le routeur. Résultat : 0 fait, 2 impossible.",
    )
    letters.add_argument(
        "--out", type=Path, metavar="DOSSIER", help="par défaut, celui des réglages"
    )
    letters.add_argument(
        "--posted-on",
        type=_day,
        required=True,
        metavar="DATE",
        help="jour du dépôt à la poste, AAAA-MM-JJ : les six semaines partent de là",
    )
    letters.add_argument("--limit", type=_number, metavar="N", help="au plus N lettres")
    letters.add_argument(
        "--per-file",
        type=_per_file,
        default=500,
        metavar="N",
        help="lettres par fichier, 500 par défaut",
    )
    for parser in (send, status, retry, letters):
        add_deployment_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; the exit status."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s"
    )
    verbs = {"send": _send, "status": _status, "retry": _retry}
    work = _letters if arguments.command == "letters" else verbs[arguments.verb]

    def with_store(words: argparse.Namespace) -> int:
        deployment = deployment_of(words)
        with opened_store(deployment) as store:
            return work(words, deployment, store)

    return run_command(with_store, arguments)


def _send(arguments: argparse.Namespace, deployment: Deployment, store: Store) -> int:
    from counter_app.service.codes import MessageChannel  # noqa: PLC0415 - slow to import
    from counter_app.service.messages.channels import TROUBLE_WORDS  # noqa: PLC0415
    from counter_app.service.messages.sending import Sender  # noqa: PLC0415
    from counter_app.service.messages.sms import SmsChannel  # noqa: PLC0415
    from counter_app.service.messages.smtp import SmtpChannel  # noqa: PLC0415
    from counter_app.service.messages.texts import Texts  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    if deployment.smtp is None:
        raise DeploymentError("smtp.host is needed, to send e-mails")
    channels = {
        MessageChannel.EMAIL: SmtpChannel(deployment.smtp),
        MessageChannel.SMS: SmsChannel(deployment.sms) if deployment.sms else None,
    }
    texts = Texts(fictive=deployment.fictive)
    with _stopped_by_signals() as stop:
        sender = Sender(store, texts, channels, now_in_utc, stop)
        if arguments.forever:
            sender.send_forever()
            return DONE
        tally = sender.send_due()
    _say(
        f"Partis : {tally.sent}. À réessayer : {tally.put_back}. Bloqués : {tally.stuck}. "
        f"Lettres à la place : {tally.letters}."
    )
    if tally.down is not None:
        _say(f"L’envoi s’est arrêté : {TROUBLE_WORDS[tally.down]}. Rien n’est perdu.")
    return DONE if tally.all_well else LEFT_OVER


def _status(arguments: argparse.Namespace, _deployment: Deployment, store: Store) -> int:
    from counter_app.service.messages.counts import outbox_counts  # noqa: PLC0415

    with store.reading() as connection:
        counts = outbox_counts(connection)
    if arguments.json:
        _say(json.dumps({"unsent": [_as_json(count) for count in counts]}, ensure_ascii=False))
    elif not counts:
        _say("Tout est parti.")
    for count in () if arguments.json else counts:
        _say(_line(count))
    return LEFT_OVER if any(count.state == "stuck" for count in counts) else DONE


def _retry(_arguments: argparse.Namespace, _deployment: Deployment, store: Store) -> int:
    from counter_app.service.messages.queue import retry_stuck  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    with store.writing() as connection:
        count = retry_stuck(connection, now_in_utc())
    _say(f"Remis en route : {count}.")
    return DONE


def _letters(arguments: argparse.Namespace, deployment: Deployment, store: Store) -> int:
    from counter_app.service.messages.letter_batches import (  # noqa: PLC0415 - slow to import
        BatchError,
        LetterBatches,
    )
    from counter_app.service.messages.texts import Texts  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    settings = deployment.letters
    folder = arguments.out or (settings.folder if settings else None)
    if folder is None:
        raise DeploymentError("letters.folder or --out is needed")
    sender = settings.sender if settings else ()
    if not sender:
        print(  # noqa: T201 - for who started it
            "Sans adresse d’expéditeur : réglez letters.sender, sinon rien ne revient à vous.",
            file=sys.stderr,
        )
    letters = 0
    try:
        texts = Texts(fictive=deployment.fictive)
        batches = LetterBatches(store, texts, folder, sender, now_in_utc)
        for batch in batches.make(
            arguments.posted_on, limit=arguments.limit, per_file=arguments.per_file
        ):
            letters += batch.letters
            if batch.file is not None:
                _say(f"{batch.file.name} : {batch.letters} lettres")
    except BatchError as refused:
        raise DeploymentError(str(refused)) from refused
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise DeploymentError(
            f"le fichier du lot en cours n’a pas pu être écrit ({reason}). Aucune de ses lettres "
            "n’est marquée envoyée. Faites de la place, puis relancez la même commande."
        ) from refused
    _say(f"Lettres : {letters}.")
    return DONE


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """Set when the process is asked to end: the message in hand is then the last one."""
    stop = Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda *_: stop.set()) for each in signals]
    try:
        yield stop
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)


def _as_json(count: Count) -> dict[str, str | int | None]:
    return {
        "state": count.state,
        "channel": count.channel,
        "template": count.template,
        "trouble": count.trouble,
        "count": count.count,
        "oldest": count.oldest.isoformat(),
    }


def _line(count: Count) -> str:
    from counter_app.service.messages.channels import TROUBLE_WORDS  # noqa: PLC0415

    state = {"queued": "attend", "sending": "en route", "stuck": "bloqué"}[count.state]
    why = f" : {TROUBLE_WORDS[count.trouble]}" if count.trouble else ""
    return (
        f"{count.count:8} {state:8} {count.channel:6} {count.template}, "
        f"depuis le {count.oldest:%d/%m/%Y à %H:%M} UTC{why}"
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("a positive number is expected")
    return number


def _per_file(text: str) -> int:
    number = int(text)
    if number not in _PER_FILE:
        raise argparse.ArgumentTypeError(f"de {_PER_FILE[0]} à {_PER_FILE[-1]}")
    return number


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the answer of the command
