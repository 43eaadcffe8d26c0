"""Write docs/failures.md from the catalogue: `python docs/make_failures.py`.

A test compares the page with the catalogue, so that it is never out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "failures.md"
sys.path.insert(0, str(PAGE.parent.parent))  # the page is also made from a clone, not installed

from counter_app.domain.failures import CATALOGUE, Failure  # noqa: E402 - after the path
from counter_app.domain.wording import typeset  # noqa: E402

HEADINGS = {
    "Card": "La carte et le lecteur",
    "Identity": "La personne",
    "Code": "Le code provisoire",
    "Contact": "L’e-mail et le mobile",
    "Terms": "Les conditions d’utilisation",
    "Account": "L’identifiant et le mot de passe",
    "Session": "L’identification en cours",
    "Operation": "La demande",
    "Service": "Le service",
    "Request": "Les échanges avec le service",
    "Print": "L’impression",
    "File": "Les fichiers",
    "Post": "Ce poste",
}
INTRODUCTION = """\
# Ce qui peut arriver, et quoi faire

Cette page est faite par `docs/make_failures.py` à partir du catalogue
`counter_app/domain/failures.py` : on ne la modifie pas à la main.

Chaque situation a un nom stable, le même à l’écran de l’assistance, dans l’API et dans les
journaux. « Réessayer » : le même geste peut réussir une seconde fois. « À dire » : la phrase peut
être dite telle quelle à la personne.
"""


def step(failure: Failure) -> str:
    """The part of the name before the underscore: where it happens."""
    return failure.code.value.partition("_")[0]


def section(name: str, failures: list[Failure]) -> str:
    """One table: name, what the agent reads, what can be done, retry, may be told."""
    lines = [
        f"## {HEADINGS[name]}",
        "",
        "| Nom | Ce qui s’est passé | Que faire | Réessayer | À dire |",
        "|---|---|---|---|---|",
    ]
    for failure in failures:
        retry = "oui" if failure.retriable else "non"
        told = "oui" if failure.person_may_know else "non"
        texts = f"{typeset(failure.happened)} | {typeset(failure.remedy)}"
        lines.append(f"| `{failure.code.value}` | {texts} | {retry} | {told} |")
    return "\n".join(lines) + "\n"


def failures_page() -> str:
    """The whole page, in the order of the catalogue."""
    steps = dict.fromkeys(map(step, CATALOGUE.values()))
    sections = [
        section(name, [entry for entry in CATALOGUE.values() if step(entry) == name])
        for name in steps
    ]
    return "\n".join([INTRODUCTION, *sections])


if __name__ == "__main__":
    PAGE.write_text(failures_page(), encoding="utf-8")
