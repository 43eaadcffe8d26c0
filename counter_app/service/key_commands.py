"""`counter-app keys`: a new service key, the change to it, and the end of the older ones."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.service.commands import run_command
from counter_app.service.deployment import (
    KEY_VARIABLE,
    Deployment,
    DeploymentError,
    add_deployment_arguments,
    deployment_of,
    opened_store,
    with_place_and_key,
)

if TYPE_CHECKING:
    from counter_app.service.key_status import KeyStatus

DONE, NOT_YET = 0, 1


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `keys` and its own words."""
    parser = subparsers.add_parser(
        "keys",
        help="changer la clé du service",
        description="Changer la clé du service, dans cet ordre : new, redémarrer tous les "
        "services, rotate, attendre que status le permette, drop. Résultat : 0 fait, 1 pas "
        "encore possible ou pas fini, 2 empêché.",
    )
    words = parser.add_subparsers(dest="word", metavar="MOT", required=True)
    new = words.add_parser("new", help="ajouter une nouvelle clé, devant les autres")
    new.add_argument(
        "--print",
        action="store_true",
        help="seulement l’écrire sur la sortie, pour le coffre de l’exploitant",
    )
    rotate = words.add_parser("rotate", help="refaire avec la nouvelle clé ce que la base garde")
    rotate.add_argument(
        "--services-stopped",
        action="store_true",
        help="aucun service ne tourne : aucun n’a à connaître la nouvelle clé",
    )
    status = words.add_parser("status", help="ce qui dépend encore des clés anciennes")
    status.add_argument("--json", action="store_true", help="un objet JSON pour une machine")
    drop = words.add_parser("drop", help="enlever les clés anciennes, si plus rien n’en dépend")
    for each in (new, rotate, status, drop):
        add_deployment_arguments(each)


def run(arguments: argparse.Namespace) -> int:
    """Do what the second word says."""
    works = {"new": _new, "rotate": _rotate, "status": _status, "drop": _drop}
    return run_command(works[arguments.word], arguments)


def _say(*lines: str) -> None:
    print("\n".join(lines))  # noqa: T201 - the answer of the command


def _key_file(deployment: Deployment, remedy: str) -> Path:
    """Where the keys are. Raises `DeploymentError` with the remedy when they are in no file."""
    with with_place_and_key(deployment) as placed:
        if placed.key_file is None:
            raise DeploymentError(f"la clé n’est pas dans un fichier. {remedy}")
        return placed.key_file


def _new(arguments: argparse.Namespace) -> int:
    from counter_app.service.keys import new_key, put_new_key_first  # noqa: PLC0415

    if arguments.print:
        _say(new_key())
        return DONE
    path = _key_file(
        deployment_of(arguments),
        f"Dans la variable {KEY_VARIABLE}, mettez une clé de plus, devant les autres et séparée "
        "par une espace : « counter-app keys new --print » en écrit une, pour votre coffre.",
    )
    put_new_key_first(path)
    _say(
        f"Une nouvelle clé est en tête de {path}. Gardez-en une copie en lieu sûr.",
        "Redémarrez maintenant tous les services, puis lancez : counter-app keys rotate",
    )
    return DONE


def _rotate(arguments: argparse.Namespace) -> int:
    from counter_app.service.key_rotation import rotate  # noqa: PLC0415
    from counter_app.service.key_status import key_status  # noqa: PLC0415
    from counter_app.service.served_key import known_to_the_services  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    deployment = deployment_of(arguments)
    with opened_store(deployment) as store:
        if not (arguments.services_stopped or known_to_the_services(store)):
            raise DeploymentError(
                "le service n’a pas encore démarré avec la nouvelle clé : il ne pourrait plus rien "
                "lire. Redémarrez tous les services ; ou arrêtez-les tous, et ajoutez "
                "--services-stopped."
            )
        rotation = rotate(store, now_in_utc)
        status = key_status(store, now_in_utc())
    _say(*(f"{table} : {rows} lignes refaites" for table, rows in rotation.rewritten.items()))
    _say(*_lines(status))
    if rotation.busy:
        _say("Des lignes étaient occupées à chaque passage : relancez.")
    if rotation.left.total():
        left = _list(rotation.left)
        _say(f"Ne peuvent pas être refaites, et sont restées telles quelles : {left}.")
    return NOT_YET if rotation.busy or rotation.left.total() else DONE


def _status(arguments: argparse.Namespace) -> int:
    from counter_app.service.key_status import key_status  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    with opened_store(deployment_of(arguments)) as store:
        status = key_status(store, now_in_utc())
    _say(json.dumps(_facts(status)) if arguments.json else "\n".join(_lines(status)))
    return DONE


def _drop(arguments: argparse.Namespace) -> int:
    from counter_app.service.key_status import key_status  # noqa: PLC0415
    from counter_app.service.keys import keep_first_key_only  # noqa: PLC0415
    from counter_app.service.settings import now_in_utc  # noqa: PLC0415

    deployment = deployment_of(arguments)
    with opened_store(deployment) as store:
        status = key_status(store, now_in_utc())
    if not status.older or status.older_needed:
        _say(*_lines(status))
        return NOT_YET if status.older else DONE
    path = _key_file(
        deployment, f"Dans la variable {KEY_VARIABLE}, ne laissez que la première clé."
    )
    keep_first_key_only(path)
    _say(f"{path} n’a plus que la clé en usage. Les services la prendront à leur redémarrage.")
    return DONE


def _facts(status: KeyStatus) -> dict[str, object]:
    ended, until = status.rotated_at, status.codes_until
    return {
        "current": status.current,
        "older": status.older,
        "rows": status.rows,
        "unsealed": status.unsealed,
        "rotated_at": ended.isoformat() if ended else None,
        "codes": status.codes,
        "codes_until": until.isoformat() if until else None,
        "older_needed": status.older_needed,
    }


def _lines(status: KeyStatus) -> list[str]:
    lines = [f"Clé en usage : {status.current}"]
    lines += [f"Clé ancienne : {each}" for each in status.older] or ["Aucune clé ancienne."]
    if any(status.rows.values()):
        lines.append(f"À refaire avec counter-app keys rotate : {_list(status.rows)}.")
    elif status.rotated_at is None and status.older:
        lines.append("Le changement n’est pas terminé : lancez counter-app keys rotate.")
    if status.codes_until is not None:
        lines.append(
            f"{status.codes} codes provisoires déjà envoyés ne se retrouvent qu’avec une clé "
            f"ancienne, jusqu’au {status.codes_until:%d/%m/%Y} compris."
        )
    if any(status.unsealed.values()):
        lines.append(
            f"Des lignes anciennes ({_list(status.unsealed)}) ne se retrouvent qu’avec la clé "
            "d’alors. Chacune sera complétée quand sa personne viendra ; rotate la refera ensuite."
        )
    if status.older and not status.older_needed:
        lines.append("Plus rien ne dépend des clés anciennes : counter-app keys drop les enlève.")
    return lines


def _list(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{table} {count}" for table, count in rows.items() if count)
