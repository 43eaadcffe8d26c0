"""The slip for who leaves without an act: the helpline's number, its hours, what to prepare.

It holds nothing about the person, so it may lie on a desk or be given to someone else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.domain.failures import FailureCode
from counter_app.domain.helpline import Helpline
from counter_app.domain.wording import date_in_words
from counter_app.printing import markup
from counter_app.printing.page import SheetDocument


class RedirectReason(StrEnum):
    """Why the person goes on with the helpline."""

    NOT_POSSIBLE_HERE = "not_possible_here"  # deceased among others: no more is said on paper
    NOT_RECOGNISED = "not_recognised"
    NO_CARD = "no_card"
    NO_CODE = "no_code"
    OUTCOME_UNKNOWN = "outcome_unknown"


@dataclass(frozen=True, slots=True)
class RedirectFacts:
    """What the slip tells. `given_on`: the day at the place; `fictive`: an exercise."""

    reason: RedirectReason
    organisation: str
    organisation_address: tuple[str, ...]
    given_on: date
    helpline: Helpline = field(default_factory=Helpline)
    fictive: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    explanation: tuple[str, ...]
    to_prepare: tuple[str, ...]


REASONS: dict[FailureCode, RedirectReason] = {
    FailureCode.IDENTITY_DECEASED: RedirectReason.NOT_POSSIBLE_HERE,
    FailureCode.IDENTITY_NOT_RECOGNISED: RedirectReason.NOT_RECOGNISED,
    FailureCode.IDENTITY_TOO_MANY_ATTEMPTS: RedirectReason.NOT_RECOGNISED,
    FailureCode.CODE_BLOCKED: RedirectReason.NO_CODE,
    FailureCode.CONTACT_UNKNOWN: RedirectReason.NO_CODE,
    FailureCode.OPERATION_OUTCOME_UNKNOWN: RedirectReason.OUTCOME_UNKNOWN,
}

_SOCIAL_SECURITY_NUMBER = "le numéro de sécurité sociale ;"
_SOMETHING_TO_WRITE = "de quoi noter."

_WORDS: dict[RedirectReason, _Words] = {
    RedirectReason.NOT_POSSIBLE_HERE: _Words(
        "Cette demande continue au téléphone",
        (
            "Elle n’a pas pu être faite à ce guichet.",
            "Au téléphone, on vous dira ce qui est possible et quels papiers préparer.",
        ),
        ("la carte Vitale, si vous l’avez ;", _SOCIAL_SECURITY_NUMBER, _SOMETHING_TO_WRITE),
    ),
    RedirectReason.NOT_RECOGNISED: _Words(
        "Cette demande continue au téléphone",
        (
            "Les numéros donnés n’ont pas permis de retrouver le dossier.",
            "Rien n’a été changé. Au téléphone, on les vérifiera avec vous.",
        ),
        (
            "la carte Vitale ;",
            "la lettre ou le message qui parle de Mon espace santé ;",
            "une pièce d’identité.",
        ),
    ),
    RedirectReason.NO_CARD: _Words(
        "Sans la carte Vitale, voici comment faire",
        (
            "Au téléphone, on peut vous donner le numéro de série de la carte.",
            "Carte perdue ou volée : demandez-en une autre à votre caisse d’Assurance Maladie.",
            "Revenez ensuite ici, avec la carte ou son numéro de série.",
        ),
        (_SOCIAL_SECURITY_NUMBER, "la date de naissance ;", _SOMETHING_TO_WRITE),
    ),
    RedirectReason.NO_CODE: _Words(
        "Il manque le code provisoire",
        (
            "Ce code est dans la lettre, l’e-mail ou le SMS qui annonce Mon espace santé.",
            "Il n’a pas été possible de vous en envoyer un autre.",
            "Votre caisse d’Assurance Maladie peut noter votre e-mail ou votre mobile. "
            "Vous pourrez ensuite revenir ici.",
        ),
        ("la carte Vitale ;", "la lettre, si vous la retrouvez ;", _SOMETHING_TO_WRITE),
    ),
    RedirectReason.OUTCOME_UNKNOWN: _Words(
        "Votre demande est à vérifier",
        (
            "Elle a été envoyée, mais la réponse n’est pas arrivée.",
            "Ne la refaites pas : elle est peut-être déjà enregistrée.",
            "Au téléphone, on vous dira ce qu’il en est. Vous pouvez aussi repasser ici.",
        ),
        ("la carte Vitale ;", _SOCIAL_SECURITY_NUMBER, _SOMETHING_TO_WRITE),
    ),
}

_FOOT = "Cette fiche ne dit rien de vous : vous pouvez la donner ou la jeter sans risque."
_FICTIVE_NOTE = "FICTIF : fiche d’exercice."


def redirect_slip(facts: RedirectFacts) -> SheetDocument:
    """The one-page slip for this reason."""
    words = _WORDS[facts.reason]
    return SheetDocument(
        title=f"Fiche {facts.helpline.number}",
        body="".join(
            (
                _heading(facts),
                markup.title(markup.text(words.title)),
                _number_to_call(facts.helpline),
                markup.section("Ce qui se passe", _sentences(words.explanation), size=130),
                markup.section(
                    "Avant d’appeler, préparez",
                    tuple(f"•&nbsp;&nbsp;{item}" for item in _sentences(words.to_prepare)),
                    size=130,
                ),
            )
        ),
        foot=markup.small(markup.text(_FOOT)),
        watermark=markup.FICTIVE if facts.fictive else "",
        band=markup.text(_FICTIVE_NOTE) if facts.fictive else "",
    )


def _heading(facts: RedirectFacts) -> str:
    left = markup.lead(f"<b>{markup.text(facts.organisation)}</b>") + "".join(
        markup.small(markup.text(line)) for line in facts.organisation_address
    )
    right = markup.small(markup.text(date_in_words(facts.given_on, weekday=True)))
    return markup.two_columns(left, right, left_percent=58)


def _number_to_call(helpline: Helpline) -> str:
    """The number, to be read from the other side of a desk; its hours and price beside it."""
    number = markup.large(markup.text(markup.unbroken(helpline.number)))
    beside = markup.lead("<b>Appelez ce numéro</b>") + "".join(
        markup.lead(markup.text(line[:1].upper() + line[1:]))
        for line in (helpline.hours, helpline.price)
        if line
    )
    return markup.call_out(number, beside)


def _sentences(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(markup.text(sentence) for sentence in words)
