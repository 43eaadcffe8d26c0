"""The file of a campaign: a name and its sendings, in TOML. See docs/waves.md."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counter_app.domain.territory import TERRITORIES, TERRITORY_OF_DEPARTMENT
from counter_app.service.waves.campaigns import CampaignError, Sending

LONGEST_NAME = 80
_KEYS = {"territory", "departments", "health_funds", "send_on"}
_HEALTH_FUND = re.compile(r"[0-9]{2,9}")


def read_campaign(path: Path) -> tuple[str, list[Sending]]:
    """The name and the sendings, one for each department and fund. Raises `CampaignError`."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as refused:
        raise CampaignError(f"Le fichier ne peut pas être lu : {refused.strerror}.") from None
    except UnicodeDecodeError:
        raise CampaignError("Le fichier n’est pas du texte en UTF-8.") from None
    except tomllib.TOMLDecodeError as refused:
        raise CampaignError(f"Le fichier n’est pas du TOML : {refused}.") from None
    for key in content.keys() - {"name", "sending"}:
        raise CampaignError(f"« {key} » : ce mot n’est pas connu.")
    name, tables = content.get("name"), content.get("sending")
    if not isinstance(name, str) or not name.strip() or not name.isprintable():
        raise CampaignError("« name » : écrivez le nom de la campagne, sur une ligne.")
    if len(name) > LONGEST_NAME:
        raise CampaignError(f"« name » : {LONGEST_NAME} caractères au plus.")
    if not isinstance(tables, list) or not tables:
        raise CampaignError("Il faut au moins un envoi : [[sending]].")
    sendings = [
        sending for rank, table in enumerate(tables, 1) for sending in _sendings(table, rank)
    ]
    return name.strip(), sendings


def _sendings(table: object, rank: int) -> list[Sending]:
    def refuse(text: str) -> CampaignError:
        return CampaignError(f"Envoi n° {rank} : {text}")

    if not isinstance(table, dict):
        raise refuse("écrivez-le sous [[sending]].")
    for key in table.keys() - _KEYS:
        raise refuse(f"« {key} » : ce mot n’est pas connu.")
    send_on = table.get("send_on")
    if not isinstance(send_on, date) or isinstance(send_on, datetime):
        raise refuse("« send_on » : écrivez une date sans guillemets, par exemple 2026-03-28.")
    departments, funds = _texts(table, "departments"), _texts(table, "health_funds")
    if departments is None or funds is None:
        raise refuse('« departments » et « health_funds » sont des listes, par exemple ["2A"].')
    territory = table.get("territory")
    if territory is not None and territory not in TERRITORIES:
        raise refuse(f"« territory » : écrivez l’un de ces codes : {', '.join(TERRITORIES)}.")
    if territory is None and not departments:
        raise refuse("indiquez « territory » ou « departments ».")
    for department in departments:
        belongs_to = TERRITORY_OF_DEPARTMENT.get(department)
        if belongs_to is None or territory not in (None, belongs_to):
            raise refuse(f"« departments » : {department[:3]} n’est pas un département d’ici.")
    for fund in funds:
        if not _HEALTH_FUND.fullmatch(fund):
            raise refuse("« health_funds » : le code d’une caisse a de 2 à 9 chiffres.")
    return [
        Sending(
            territory or TERRITORY_OF_DEPARTMENT[department],
            department or None,
            fund or None,
            send_on,
        )
        for department in departments or [""]
        for fund in funds or [""]
    ]


def _texts(table: dict[str, Any], key: str) -> list[str] | None:
    """The texts of a list, each once; None when it is something else."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return None
    return list(dict.fromkeys(value))
