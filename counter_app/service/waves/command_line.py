"""`counter-app campaign` and `counter-app record-events`. See docs/waves.md."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from counter_app.domain.typed_text import count_of
from counter_app.service.commands import run_command
from counter_app.service.deployment import (
    DeploymentError,
    add_deployment_arguments,
    deployment_of,
    opened_store,
)
from counter_app.service.scheduled.command_line import add_clock_argument, believe_clock

if TYPE_CHECKING:
    from counter_app.service.waves.campaigns import Progress, StoredSending

DONE, SOME_REFUSED = 0, 1


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the words `campaign` and `record-events`."""
    parser = subparsers.add_parser("campaign", help="les vagues de courriers d’information")
    words = parser.add_subparsers(dest="campaign_command", metavar="MOT", required=True)
    create = words.add_parser("create", help="créer une campagne avec ses dates d’envoi")
    create.add_argument("file", type=Path, metavar="FICHIER.toml")
    people = words.add_parser(
        "import",
        help="ajouter ou mettre à jour les personnes d’un fichier",
        description="Résultat : 0 tout est importé, 1 des lignes sont refusées, 2 rien n’est fait.",
    )
    people.add_argument("file", type=Path, metavar="FICHIER.csv")
    listing = words.add_parser("list", help="où en sont les campagnes")
    listing.add_argument("--json", action="store_true", help="un objet JSON pour une machine")
    send = words.add_parser("send", help="préparer maintenant les envois dont la date est venue")
    send.add_argument("name", metavar="NOM", help="le nom de la campagne")
    add_clock_argument(send)
    events = subparsers.add_parser(
        "record-events",
        help="noter des décès, suspensions et autres événements",
        description="Résultat : 0 tout est noté, 1 des lignes sont refusées, 2 rien n’est fait.",
    )
    events.add_argument("file", type=Path, metavar="FICHIER.csv", help="- : l’entrée standard")
    for each in (people, events):
        each.add_argument(
            "--refused", type=Path, metavar="FICHIER.csv", help="écrire ici les lignes refusées"
        )
    for each in (create, people, listing, send, events):
        add_deployment_arguments(each)


def run(arguments: argparse.Namespace) -> int:
    """Do what the word says."""
    return run_command(_run, arguments)


def _run(arguments: argparse.Namespace) -> int:
    from counter_app.service.waves.campaigns import CampaignError  # noqa: PLC0415
    from counter_app.service.waves.csv_file import CsvError  # noqa: PLC0415

    works: dict[str, Callable[[argparse.Namespace], int]] = {
        "create": _create,
        "import": _import,
        "list": _list,
        "send": _send,
    }
    word = getattr(arguments, "campaign_command", None)
    work = _record_events if word is None else works[word]
    try:
        return work(arguments)
    except (CampaignError, CsvError) as refused:
        raise DeploymentError(str(refused)) from None


def _create(arguments: argparse.Namespace) -> int:
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415
    from counter_app.service.waves.campaign_file import read_campaign  # noqa: PLC0415
    from counter_app.service.waves.campaigns import create_campaign  # noqa: PLC0415

    name, sendings = read_campaign(arguments.file)
    with opened_store(deployment_of(arguments)) as store:
        create_campaign(store, name, sendings, now_in_utc())
    _say(f"Campagne « {name} » : {count_of(len(sendings), 'envoi')}.")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415
    from counter_app.service.waves.people_import import import_people  # noqa: PLC0415
    from counter_app.service.waves.refusals import refusals_in  # noqa: PLC0415

    with (
        _opened(arguments.file) as file,
        opened_store(deployment_of(arguments)) as store,
        refusals_in(arguments.refused) as refusals,
    ):
        done = import_people(store, file, refusals, now_in_utc())
    _say(
        f"Personnes ajoutées : {done.added} ; mises à jour : {done.updated} ; "
        f"lignes refusées : {done.refused}."
    )
    return _status(done.refused, arguments.refused)


def _record_events(arguments: argparse.Namespace) -> int:
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415
    from counter_app.service.waves.events_import import import_events  # noqa: PLC0415
    from counter_app.service.waves.refusals import refusals_in  # noqa: PLC0415

    with (
        _opened(arguments.file) as file,
        opened_store(deployment_of(arguments)) as store,
        refusals_in(arguments.refused) as refusals,
    ):
        count = import_events(store, file, refusals, now_in_utc())
    _say(f"Événements notés : {count} ; lignes refusées : {refusals.lines}.")
    return _status(refusals.lines, arguments.refused)


def _send(arguments: argparse.Namespace) -> int:
    from counter_app.service.scheduled.jobs import ISSUE_NOTICES  # noqa: PLC0415
    from counter_app.service.scheduled.leases import leased  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415
    from counter_app.service.waves.issuing import issue_due_notices  # noqa: PLC0415

    with opened_store(deployment_of(arguments)) as store:
        believe_clock(store, accepted=arguments.accept_clock)
        with leased(store, ISSUE_NOTICES, now_in_utc) as lease:
            if lease is None:
                raise DeploymentError("les envois sont déjà en préparation ailleurs.")
            count = issue_due_notices(lease, arguments.name)
    _say(f"Courriers d’information préparés : {count}.")
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    from counter_app.service.waves.campaigns import facts_of, progress_of_all  # noqa: PLC0415

    with opened_store(deployment_of(arguments)) as store:
        sendings = list(progress_of_all(store))
    if arguments.json:
        _say(json.dumps({"sendings": [facts_of(*each) for each in sendings]}, ensure_ascii=False))
        return DONE
    campaign = None
    for stored, progress in sendings:
        if stored.campaign != campaign:
            campaign = stored.campaign
            _say(campaign)
        _say(f"  {_sentence(stored, progress)}")
    return DONE


def _sentence(stored: StoredSending, progress: Progress) -> str:
    sending = stored.sending
    where = ", ".join(
        part
        for part in (
            sending.territory,
            f"département {sending.department}" if sending.department else "",
            f"caisse {sending.health_fund}" if sending.health_fund else "",
        )
        if part
    )
    return (
        f"{sending.send_on:%d/%m/%Y}, {where} : personnes {progress.people}, "
        f"codes {progress.codes}, messages partis {progress.sent}, en attente {progress.queued}, "
        f"bloqués {progress.stuck}, personnes sans adresse {progress.unreachable}"
    )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file, or the standard input kept in one without a name: it is read more than once."""
    with contextlib.ExitStack() as stack:
        if str(path) == "-":
            kept = stack.enter_context(tempfile.TemporaryFile())
            shutil.copyfileobj(sys.stdin.buffer, kept)
            yield kept
        else:
            yield stack.enter_context(path.open("rb"))


def _status(refused: int, report: Path | None) -> int:
    if not refused:
        return DONE
    if report is None:
        _say("Pour savoir pourquoi, relancez avec --refused FICHIER.csv.")
    return SOME_REFUSED


def _say(line: str) -> None:
    print(line)  # noqa: T201 - the answer of the command
