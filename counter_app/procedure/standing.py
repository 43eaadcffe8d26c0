"""Where a space stands when the person decides, in words: its state, both readings of the weeks."""

from __future__ import annotations

from datetime import datetime

from counter_app.domain.deadlines import days_left, opposition_period
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.right_word import act_of_not_wanting, right_word
from counter_app.domain.wording import lines, phrase, sentences
from counter_app.gateway.port import Identification

_STATUS_WORDS: dict[ProfileStatus, str] = {
    ProfileStatus.OPPOSED: phrase("La personne s’est opposée à la création de son espace."),
    ProfileStatus.OPEN_UNCLAIMED: phrase(
        "Son espace s’est ouvert sans réponse. Personne n’y est encore entré."
    ),
    ProfileStatus.ACTIVE: phrase("Son espace est activé."),
    ProfileStatus.CLOSED: phrase("Son espace est clôturé. Ses données sont gardées dix ans."),
    ProfileStatus.CLOSED_DELETION_PENDING: phrase(
        "Son espace est clôturé. La suppression de ses données est demandée."
    ),
    ProfileStatus.DELETED: phrase("Il n’y a plus d’espace : ses données ont été supprimées."),
    ProfileStatus.SUSPENDED: phrase("Son espace est suspendu par l’Assurance Maladie."),
    ProfileStatus.CREATION_BLOCKED: phrase(
        "La création de cet espace est arrêtée : le courrier n’était pas arrivé au bon "
        "représentant légal."
    ),
}
# Where somebody may wonder about the six weeks: before their end, and just after it.
_WEEKS_MATTER = (ProfileStatus.PENDING, ProfileStatus.OPEN_UNCLAIMED)
_NOT_WANTED = {
    Action.OPPOSE: phrase(
        "« Je n’en veux pas » : c’est une opposition. L’espace ne sera pas créé."
    ),
    Action.CLOSE: phrase("« Je n’en veux pas » : c’est une clôture. Le rouvrir reste possible."),
}


def standing(known: Identification, now: datetime) -> str:
    """The state, then both readings of the six weeks where they matter; `<b>` marks what counts."""
    first = _STATUS_WORDS.get(known.status, phrase("La situation se règle avec le 34 22."))
    if known.status is ProfileStatus.PENDING and known.notice_sent_on is not None:
        first = _opening(known, now)
    weeks = right_word(known.status, now, known.territory, known.notice_sent_on).weeks
    if weeks is None or known.status not in _WEEKS_MATTER:
        return first
    return lines(first, sentences(*weeks.lines))


def not_wanted_words(status: ProfileStatus) -> dict[Action, str]:
    """What the tile says of the act that « je n’en veux pas » asks for in this state."""
    act = act_of_not_wanting(status)
    return {} if act is None else {act: _NOT_WANTED[act]}


def _opening(known: Identification, now: datetime) -> str:
    assert known.notice_sent_on is not None  # noqa: S101 - who calls has looked
    period = opposition_period(known.notice_sent_on)
    left = days_left(period, now, known.territory)
    if left < 0:
        return phrase(
            "Sans réponse, l’espace s’ouvre ces jours-ci. <b>S’opposer est encore possible "
            "aujourd’hui.</b>"
        )
    rest = (
        phrase("c’est le dernier jour")
        if left == 0
        else phrase("il reste {count} jours", count=left + 1)
    )
    return phrase(
        "Sans réponse, l’espace s’ouvre le <b>{day}</b> : {rest}.",
        day=period.opens_on,
        rest=rest,
    )
