"""The words of each page: its title, what to say to the person, what helps the agent."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.nir import Nir
from counter_app.domain.profile import Action
from counter_app.gateway.port import Channel
from counter_app.procedure.case import Case, StepId


@dataclass(frozen=True, slots=True)
class StepWords:
    """`title`: one question or instruction; `say`: sentences for the person; `help`: for the agent.

    Plain spaces: they are typeset when shown.
    """

    title: str
    say: tuple[str, ...] = ()
    help: str = ""


_WAITING = StepWords(
    "Insérez la carte Vitale",
    ("Bonjour, avez-vous votre carte Vitale et une pièce d’identité ?",),
    "La carte ne suffit pas à prouver l’identité : regardez une pièce, n’en faites pas de copie.",
)
_LOCKED = StepWords(
    "Remettez la carte pour continuer",
    ("Pouvez-vous remettre votre carte dans le lecteur ?",),
    "Tant que la carte n’est pas là, rien du dossier ne se voit.",
)
_WORDS: dict[StepId, StepWords] = {
    StepId.NUMBERS: StepWords(
        "Les numéros de la carte",
        (
            "Pouvez-vous me lire le numéro de sécurité sociale de votre carte ?",
            "Et le numéro de série, près de la photo ?",
        ),
        "Sans photo, le numéro de série est au dos, en haut à gauche.",
    ),
    StepId.PERSON: StepWords(
        "La personne et sa pièce d’identité",
        ("Puis-je voir une pièce d’identité ? Je la regarde, je ne la garde pas.",),
        "Comparez le nom et la date de naissance avec la carte. "
        "Un nom d’usage différent n’empêche rien.",
    ),
    StepId.CODE: StepWords(
        "Le code provisoire de la lettre",
        ("Avez-vous la lettre ou l’e-mail de l’Assurance Maladie ?",),
        "Le code est sous le nom de la personne. Ce n’est pas le code à 6 chiffres reçu par SMS.",
    ),
    StepId.DECISION: StepWords(
        "Que souhaite la personne ?",
        (
            "C’est vous qui décidez. Quel que soit votre choix, vous pourrez en changer, "
            "quand vous voudrez.",
        ),
        "Ne demandez pas pourquoi. Ne conseillez ni l’un ni l’autre.",
    ),
    StepId.CONSEQUENCES: StepWords(
        "Ce que cela change",
        ("Je vous lis ce que votre choix change. Arrêtez-moi si vous avez une question.",),
        "Lisez chaque ligne à voix haute, puis demandez : « Est-ce bien ce que vous voulez ? »",
    ),
    StepId.DELETION: StepWords(
        "Que faire des données déjà dans l’espace ?",
        (
            "Votre espace va être clôturé. Ses données, elles, peuvent être gardées ou supprimées.",
            "Voulez-vous aussi qu’elles soient supprimées ?",
        ),
        "C’est un autre choix. Si la personne hésite, gardez les données : "
        "leur suppression reste possible plus tard.",
    ),
    StepId.CONFIRMATION: StepWords(
        "C’est enregistré",
        ("Voici votre confirmation. Elle dit ce que vous avez décidé et comment changer d’avis.",),
        "Remettez le papier et la carte à la personne.",
    ),
}
_PHONE: dict[StepId, tuple[str, ...]] = {
    StepId.NUMBERS: (
        "Prenez votre carte Vitale. Pouvez-vous me lire le numéro de sécurité sociale ?",
        "Et le numéro de série, près de la photo ?",
    ),
    StepId.PERSON: ("Merci. Je vérifie que j’ai bien compris vos numéros.",),
    StepId.CONFIRMATION: ("C’est enregistré. Je vous donne le numéro de votre confirmation.",),
}


def words_for(step: StepId | None, case: Case | None, *, locked: bool) -> StepWords:
    """The words of the page shown."""
    if locked:
        return _LOCKED
    if step is None or case is None:
        return _WAITING
    words = _WORDS.get(step, StepWords(""))
    say = _PHONE.get(step, words.say) if case.channel is Channel.PHONE else words.say
    return StepWords(_title(step, case) or words.title, say, words.help)


def _title(step: StepId, case: Case) -> str:
    """The titles that name the person or the act."""
    if step is StepId.DECISION:
        return f"Que souhaite {_named(case)} ?"
    if step is StepId.CONSEQUENCES and case.action is Action.OPPOSE:
        return "S’opposer : ce que cela change"
    if step is StepId.CONSEQUENCES and case.action is Action.CLOSE:
        return "Clôturer : ce que cela change"
    if step is StepId.PERSON and case.channel is Channel.PHONE:
        return "La personne au téléphone"
    return ""


def _named(case: Case) -> str:
    civil_title = Nir(case.nir).civil_title
    return f"{civil_title} {case.polite_name}" if civil_title else case.display_name
