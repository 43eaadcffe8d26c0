"""`counter-app verify-receipt`: is this confirmation genuine.

What is checked is the text in the square code of the confirmation, as any scanner gives it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.domain.seal import SealDoubt, SealedReceipt, SealError, read_seal

GENUINE, NOT_GENUINE, FAILED = 0, 1, 2
_LONGEST = 10_000  # bytes; a seal has some 250

_ACTS: dict[PersonAct, str] = {
    Action.ACTIVATE: "activation de l’espace",
    Action.OPPOSE: "opposition à la création de l’espace",
    Action.CLOSE: "clôture de l’espace",
    FurtherAct.REQUEST_DELETION: "suppression des données d’un espace clôturé",
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: "déclaration de ne pas être le représentant légal",
}
_DOUBTS = {
    SealDoubt.NOT_A_SEAL: "Ce texte n’est pas celui d’une confirmation. "
    "Lisez de nouveau le code carré, en entier.",
    SealDoubt.UNKNOWN_KEY: "Cette confirmation ne vient pas d’un service connu ici. "
    "Indiquez les clés du service avec --keys ou --service.",
    SealDoubt.ALTERED: "Cette confirmation a été modifiée, ou mal lue. "
    "Lisez de nouveau le code carré ; s’il donne le même résultat, ne vous y fiez pas.",
}


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `verify-receipt`."""
    parser = subparsers.add_parser(
        "verify-receipt",
        help="cette confirmation est-elle authentique",
        description="Vérifie le texte du code carré d’une confirmation. "
        "Résultat : 0 authentique, 1 douteuse, 2 vérification impossible.",
    )
    parser.add_argument("file", metavar="FICHIER", help="le texte du code carré ; - : au clavier")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--keys", type=Path, metavar="FICHIER", help="clés publiques du service")
    source.add_argument("--service", metavar="URL", help="adresse du service qui les publie")
    parser.add_argument("--json", action="store_true", help="un objet JSON pour une machine")


def run(arguments: argparse.Namespace) -> int:
    """Check one text and say what it vouches for."""
    try:
        text = _text(arguments.file)
        receipt = read_seal(text, _keys(arguments.keys, arguments.service))
    except SealError as error:
        _say(arguments.json, {"genuine": False, "doubt": error.doubt.value}, _DOUBTS[error.doubt])
        return NOT_GENUINE
    except CounterError as error:
        message = CATALOGUE[error.code].message
        _say(arguments.json, {"failure": error.code.value, "message": message}, message)
        return FAILED
    except OSError:
        _say(arguments.json, {"failure": "File_NotRead"}, "Le fichier n’a pas pu être lu.")
        return FAILED
    _say(arguments.json, _facts(receipt), _sentence(receipt))
    return GENUINE


def _text(source: str) -> str:
    if source == "-":
        content = sys.stdin.buffer.read(_LONGEST)
    else:
        with Path(source).open("rb") as file:
            content = file.read(_LONGEST)
    return content.decode("utf-8", "replace")


def _keys(file: Path | None, service: str | None) -> Mapping[str, bytes]:
    """The public keys; without a source, only training receipts can be checked."""
    if service is not None:
        return _published_by(service)
    if file is None:
        return {}
    # Imported here: the help of the command line stays quick.
    from counter_app.gateway import answers  # noqa: PLC0415

    try:
        return answers.seal_keys(json.loads(file.read_text("utf-8")))
    except ValueError as error:
        raise CounterError(FailureCode.SERVICE_ANSWER_UNREADABLE) from error


def _published_by(service: str) -> Mapping[str, bytes]:
    import asyncio  # noqa: PLC0415

    from counter_app.gateway.http import HttpGateway  # noqa: PLC0415

    async def ask() -> Mapping[str, bytes]:
        gateway = HttpGateway(service)
        try:
            return await gateway.seal_keys()
        finally:
            await gateway.close()

    return asyncio.run(ask())


def _facts(receipt: SealedReceipt) -> dict[str, Any]:
    return {
        "genuine": True,
        "fictive": receipt.fictive,
        "receipt_number": receipt.receipt_number,
        "action": receipt.action.value,
        "delete_data": receipt.delete_data,
        "registered_at": receipt.registered_at.isoformat(),
        "organisation": receipt.organisation,
    }


def _sentence(receipt: SealedReceipt) -> str:
    act = _ACTS[receipt.action]
    if receipt.delete_data:
        act += ", avec suppression des données"
    lines = [
        "Confirmation d’entraînement : personne inventée, aucune valeur."
        if receipt.fictive
        else "Confirmation authentique.",
        f"Numéro : {receipt.receipt_number}",
        f"Demande : {act}",
        f"Enregistrée le {receipt.registered_at:%d/%m/%Y à %H:%M} (heure UTC)",
        f"Structure : {receipt.organisation}",
    ]
    return "\n".join(lines)


def _say(as_json: bool, facts: Mapping[str, Any], sentence: str) -> None:
    text = json.dumps(facts, ensure_ascii=False) if as_json else sentence
    print(text)  # noqa: T201 - the answer of the command
