"""The words of the confirmation that the person takes home: data only, no layout.

It proves what was asked here; it is not the Assurance Maladie's own proof, and says so.
Sources: article R. 1111-36 of the Code de la santé publique (ten years of archive, three months
for a deletion, reopening at any time); docs/domain.md, "Confirmation".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from counter_app.domain.birth_date import birth_date_in_words
from counter_app.domain.helpline import Helpline
from counter_app.domain.nir import Nir
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.domain.territory import TERRITORIES
from counter_app.domain.wording import agree, date_in_words, time_in_words


@dataclass(frozen=True, slots=True)
class ConfirmationFacts:
    """All that the confirmation tells. `registered_at` carries a time zone; `territory` is the
    structure's; `identity_document` and `channel` are plain words, empty when there is none."""

    action: PersonAct
    status: ProfileStatus
    receipt_number: str
    registered_at: datetime
    territory: str  # a code of domain.territory
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    birth_date: str = field(repr=False)  # YYYYMMDD, as on the card
    nir: str = field(repr=False)  # 15 characters; only its masked form is written
    organisation: str
    organisation_address: tuple[str, ...]
    agent: str  # a label, never a person's name
    identity_document: str = ""  # « carte nationale d’identité »
    channel: str = ""  # « au guichet, carte Vitale lue »
    email_queued: bool = False
    deletion_due_by: date | None = None
    reopened: bool = False
    data_restored: bool = False  # the archived data are back in the space
    by_representative: bool = False  # somebody decided for the person, and takes the paper home
    helpline: Helpline = field(default_factory=Helpline)
    fictive: bool = False
    seal: str = field(default="", repr=False)


class Section(NamedTuple):
    """A heading and its sentences, one idea each."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmationWords:
    """The page in words, with plain spaces: `typeset` them when they are laid out."""

    title: str
    rows: tuple[tuple[str, str], ...] = field(repr=False)
    sections: tuple[Section, ...]
    organisation_lines: tuple[str, ...] = ()
    number_label: str = "Confirmation n°"
    number: str = ""
    moment: str = ""  # « lundi 23 novembre 2026, 10 h 42 »
    moment_zone: str = ""  # « heure de la Guadeloupe »
    seal_note: str = ""  # beside the square code; empty when there is no seal
    fictive_note: str = ""  # empty for a real person


def confirmation_words(facts: ConfirmationFacts) -> ConfirmationWords:
    """The words for any act of a person, said to whoever asked for it.

    Raises ValueError when `registered_at` has no time zone, KeyError for an unknown territory.
    """
    if facts.registered_at.tzinfo is None:
        raise ValueError("a confirmation needs a moment with its time zone")
    territory = TERRITORIES[facts.territory]
    moment = facts.registered_at.astimezone(territory.clock)
    return ConfirmationWords(
        title=_title(facts),
        rows=_rows(facts),
        sections=_sections(facts),
        organisation_lines=(facts.organisation, *facts.organisation_address),
        number=facts.receipt_number,
        moment=f"{date_in_words(moment.date(), weekday=True)}, {time_in_words(moment)}",
        moment_zone=territory.time_words,
        seal_note=_SEAL_NOTE if facts.seal else "",
        fictive_note=_FICTIVE_NOTE if facts.fictive else "",
    )


_SEAL_NOTE = (
    "Tout le monde peut vérifier ce papier, même sans internet : le carré reprend "
    "la demande et sa signature, sans le numéro de sécurité sociale."
)
_FICTIVE_NOTE = "FICTIF : personne inventée, aucune demande n’a été faite."


def _civil_title(facts: ConfirmationFacts) -> str:
    return Nir(facts.nir).civil_title


def _title(facts: ConfirmationFacts) -> str:
    if facts.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
        return "Vous avez dit ne pas être le représentant légal de cet enfant"
    if facts.by_representative:
        return _TITLES_FOR_ANOTHER[_outcome(facts)].format(name=facts.given_name)
    if facts.action is Action.OPPOSE:
        return agree(
            _civil_title(facts),
            "Vous vous êtes opposé à la création de Mon espace santé",
            "Vous vous êtes opposée à la création de Mon espace santé",
            "Votre opposition à la création de Mon espace santé est enregistrée",
        )
    return _TITLES[_outcome(facts)]


class _Outcome(StrEnum):
    """What the title tells, apart from the person's own words for it."""

    ACTIVATED = "activated"
    REOPENED = "reopened"
    OPPOSED = "opposed"
    CLOSED = "closed"
    CLOSED_AND_DELETED = "closed_and_deleted"
    DELETED_LATER = "deleted_later"


_TITLES = {
    _Outcome.ACTIVATED: "Vous avez activé Mon espace santé",
    _Outcome.REOPENED: "Vous avez maintenant Mon espace santé",
    _Outcome.CLOSED: "Vous avez clôturé Mon espace santé",
    _Outcome.CLOSED_AND_DELETED: "Vous avez clôturé Mon espace santé "
    "et demandé la suppression de ses données",
    _Outcome.DELETED_LATER: "Vous avez demandé la suppression des données de Mon espace santé",
}
_TITLES_FOR_ANOTHER = {
    _Outcome.ACTIVATED: "Mon espace santé est activé pour {name}",
    _Outcome.REOPENED: "Mon espace santé est de nouveau ouvert pour {name}",
    _Outcome.OPPOSED: "L’opposition à Mon espace santé est enregistrée pour {name}",
    _Outcome.CLOSED: "Mon espace santé est clôturé pour {name}",
    _Outcome.CLOSED_AND_DELETED: "Mon espace santé est clôturé pour {name}, "
    "et la suppression de ses données est demandée",
    _Outcome.DELETED_LATER: "La suppression des données de Mon espace santé "
    "est demandée pour {name}",
}


def _outcome(facts: ConfirmationFacts) -> _Outcome:
    if facts.action is Action.OPPOSE:
        return _Outcome.OPPOSED
    if facts.action is Action.CLOSE:
        return _Outcome.CLOSED_AND_DELETED if _deletion_asked(facts) else _Outcome.CLOSED
    if facts.action is Action.ACTIVATE:
        return _Outcome.REOPENED if facts.reopened else _Outcome.ACTIVATED
    return _Outcome.DELETED_LATER


def _deletion_asked(facts: ConfirmationFacts) -> bool:
    return (
        facts.status is ProfileStatus.CLOSED_DELETION_PENDING or facts.deletion_due_by is not None
    )


def _rows(facts: ConfirmationFacts) -> tuple[tuple[str, str], ...]:
    birth = birth_date_in_words(facts.birth_date)
    link = "en" if "00" in (facts.birth_date[4:6], facts.birth_date[6:]) else "le"
    born = agree(_civil_title(facts), f"né {link} ", f"née {link} ", "naissance : ") + birth
    recorded = facts.agent
    if facts.identity_document:
        recorded += f", pièce d’identité vue : {facts.identity_document}"
    rows = [
        ("Personne", f"{facts.given_name} {facts.family_name}, {born}"),
        ("Numéro de sécurité sociale", Nir(facts.nir).masked),
        ("Décision", f"{_decision(facts)}, {_asked_by(facts)}"),
        ("Enregistrée par", recorded),
    ]
    if facts.channel:
        rows.append(("Demande faite", facts.channel))
    return tuple(rows)


def _asked_by(facts: ConfirmationFacts) -> str:
    if facts.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
        return "par qui a reçu le courrier"
    if facts.by_representative:
        return "à la demande de son représentant légal"
    return "à la demande de la personne elle-même"


_DECISIONS = {
    _Outcome.ACTIVATED: "Activation",
    _Outcome.REOPENED: "Activation, après un autre choix",
    _Outcome.OPPOSED: "Opposition à la création",
    _Outcome.CLOSED: "Clôture",
    _Outcome.CLOSED_AND_DELETED: "Clôture et suppression des données",
    _Outcome.DELETED_LATER: "Suppression des données gardées",
}


def _decision(facts: ConfirmationFacts) -> str:
    if facts.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
        return "Déclaration : pas le représentant légal"
    return _DECISIONS[_outcome(facts)]


def _sections(facts: ConfirmationFacts) -> tuple[Section, ...]:
    meaning = {
        Action.ACTIVATE: _what_activation_means,
        Action.OPPOSE: _what_opposition_means,
        Action.CLOSE: _what_closing_means,
        FurtherAct.REQUEST_DELETION: _what_deletion_means,
        FurtherAct.DECLARE_NOT_REPRESENTATIVE: _what_the_declaration_means,
    }[facts.action]
    return (
        Section("Ce que cela veut dire", _said(facts, meaning(facts))),
        Section("Vous pouvez changer d’avis", _said(facts, _changing_ones_mind(facts))),
        Section("Gardez ce papier", _about_this_paper(facts)),
    )


def _said(facts: ConfirmationFacts, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """With the possessive that is right for who takes the paper home: {Votre}, {votre}, {vos}."""
    another = facts.by_representative
    votre, vos = ("son", "ses") if another else ("votre", "vos")
    words = {"votre": votre, "vos": vos, "Votre": votre.capitalize(), "Vos": vos.capitalize()}
    return tuple(sentence.format_map(words) for sentence in sentences)


_CARE_GOES_ON = "Rien ne change pour {vos} soins ni pour {vos} remboursements."


def _what_activation_means(facts: ConfirmationFacts) -> tuple[str, ...]:
    way_in = "l’identifiant que vous avez choisi"
    if facts.by_representative:
        way_in = "votre propre identifiant"
    sentences = [f"{{Votre}} espace est ouvert. Vous y entrez avec {way_in}."]
    if facts.data_restored:
        sentences.append("{Vos} documents gardés y sont revenus : ils ne seront pas supprimés.")
    elif facts.reopened:
        sentences.append("S’il reste des documents d’un espace précédent, vous les y retrouvez.")
    sentences.append("Vous choisissez quels professionnels de santé le consultent.")
    sentences.append("L’agent ne connaît pas votre mot de passe. Ne le donnez à personne.")
    return tuple(sentences)


def _what_opposition_means(facts: ConfirmationFacts) -> tuple[str, ...]:
    del facts  # the same words for everyone
    return ("{Votre} espace ne sera pas créé. Vous n’avez plus rien à faire.", _CARE_GOES_ON)


def _what_closing_means(facts: ConfirmationFacts) -> tuple[str, ...]:
    unreachable = "Ni vous ni {vos} médecins ne pouvez plus y lire {vos} documents"
    if not facts.by_representative:
        unreachable += ", par exemple vos directives anticipées"
    closed = f"{{Votre}} espace est clôturé. {unreachable}."
    if _deletion_asked(facts):
        return (closed, _documents_deleted(facts), _CARE_GOES_ON)
    return (closed, "{Vos} documents sont gardés dix ans, puis supprimés.", _CARE_GOES_ON)


def _what_deletion_means(facts: ConfirmationFacts) -> tuple[str, ...]:
    return ("{Votre} espace était déjà clôturé.", _documents_deleted(facts), _CARE_GOES_ON)


def _documents_deleted(facts: ConfirmationFacts) -> str:
    due = facts.deletion_due_by
    when = f"au plus tard le {date_in_words(due)}" if due else "dans les trois mois"
    return f"{{Vos}} documents seront supprimés {when}. Ensuite, personne ne pourra les retrouver."


def _what_the_declaration_means(facts: ConfirmationFacts) -> tuple[str, ...]:
    del facts  # the same words for everyone
    return (
        "La création de cet espace est arrêtée : le courrier n’était pas pour vous.",
        "Vous n’avez plus rien à faire.",
        "Rien ne change pour les soins de l’enfant ni pour ses remboursements.",
    )


def _changing_ones_mind(facts: ConfirmationFacts) -> tuple[str, ...]:
    where = f"Venez avec votre carte Vitale, ou appelez {facts.helpline.in_words}."
    if facts.action is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
        return (
            "Si vous êtes son représentant légal, dites-le.",
            f"Appelez {facts.helpline.in_words}.",
        )
    if facts.action is Action.ACTIVATE:
        what = "Vous pouvez clôturer {votre} espace quand vous voulez, sans dire pourquoi."
    elif facts.action is Action.OPPOSE:
        what = "Vous pouvez activer {votre} espace quand vous voulez, sans dire pourquoi."
    elif _deletion_asked(facts):
        what = (
            "Vous pouvez rouvrir un espace quand vous voulez. "
            "Une fois les documents supprimés, il sera vide."
        )
    else:
        what = "Vous pouvez rouvrir {votre} espace quand vous voulez, avec les documents gardés."
    return (what, where)


def _about_this_paper(facts: ConfirmationFacts) -> tuple[str, ...]:
    sentences = [
        "Il montre que vous avez fait cette demande ici.",
        "Seule l’Assurance Maladie donne le justificatif officiel : demandez-le au "
        f"{facts.helpline.number}.",
    ]
    if facts.email_queued:
        sentences.append("Vous allez aussi recevoir un e-mail de confirmation.")
    return tuple(sentences)
