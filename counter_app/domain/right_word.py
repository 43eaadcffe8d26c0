"""« Je n’en veux pas »: an opposition or a closing, and both readings of the six weeks.

The state of the space decides on the word, never the calendar: as long as the space is not open,
not wanting it is an opposition, even on the days that follow the last one. The notice says six
weeks from its sending or from its receiving, according to the text that one reads; the decree says
the sending (article R. 1111-28 of the Code de la santé publique). Both are told, one decides.
Nobody is told that a date is over: there is always an act that is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.domain.deadlines import OppositionPeriod, days_left, opposition_period
from counter_app.domain.profile import Action, ProfileStatus, target_of
from counter_app.domain.wording import phrase


@dataclass(frozen=True, slots=True)
class SixWeeks:
    """Both readings of the period. `by_sending` decides; `by_receiving` is None as long as nobody
    knows on which day the notice was received."""

    by_sending: OppositionPeriod
    by_receiving: OppositionPeriod | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Both readings and the rule, a sentence each."""
        sending, receiving = self.by_sending, self.by_receiving
        return (
            phrase(
                "Lettre envoyée le {sent_on} : jusqu’au {until}, ce jour compris.",
                sent_on=sending.sent_on,
                until=sending.until,
            ),
            _UNKNOWN_RECEIVING
            if receiving is None
            else phrase(
                "Lettre reçue le {received_on} : jusqu’au {until}, ce jour compris.",
                received_on=receiving.sent_on,
                until=receiving.until,
            ),
            _RULE,
        )


def six_weeks(sent_on: date, received_on: date | None = None) -> SixWeeks:
    """Both readings for a notice sent, and perhaps received, on these days.

    Raises ValueError for a notice received before it was sent.
    """
    if received_on is not None and received_on < sent_on:
        raise ValueError("a notice is not received before it is sent")
    receiving = opposition_period(received_on) if received_on is not None else None
    return SixWeeks(opposition_period(sent_on), receiving)


@dataclass(frozen=True, slots=True)
class RightWord:
    """What to do for whoever does not want the space.

    `act`: None when there is nothing left to ask for, or nothing that can be asked for here;
    `word`: its name, « opposition » or « clôture », else empty; `say`: sentences for the person,
    plain ones, whosever space it is; `weeks`: None when there is no notice to count from.
    """

    act: Action | None
    word: str
    say: tuple[str, ...]
    weeks: SixWeeks | None = None


def right_word(
    status: ProfileStatus,
    now: datetime,
    territory: str,
    sent_on: date | None = None,
    received_on: date | None = None,
) -> RightWord:
    """The right word in this state, for a notice sent (and received) on these days.

    `territory`: the insured person's. Raises ValueError for a moment without time zone or for days
    in the wrong order, KeyError for an unknown territory.
    """
    weeks = six_weeks(sent_on, received_on) if sent_on is not None else None
    act = act_of_not_wanting(status)
    say = meaning_of_not_wanting(status)
    if act is Action.OPPOSE and weeks is not None:
        say = (*say, *_until(weeks, now, territory))
    return RightWord(act, _WORDS.get(act, ""), say, weeks)


def act_of_not_wanting(status: ProfileStatus) -> Action | None:
    """What « je n’en veux pas » asks for in this state; None where nothing is left to ask for."""
    acts = (act for act in (Action.OPPOSE, Action.CLOSE) if target_of(status, act) is not None)
    return next(acts, None)


def meaning_of_not_wanting(status: ProfileStatus) -> tuple[str, ...]:
    """What it means in this state, whatever the day: sentences for the person."""
    match act_of_not_wanting(status):
        case Action.OPPOSE:
            return _OPPOSITION
        case Action.CLOSE:
            return _CLOSING
    return _NOTHING_TO_ASK.get(status, _ELSEWHERE)


_WORDS: dict[Action | None, str] = {
    Action.OPPOSE: phrase("opposition"),
    Action.CLOSE: phrase("clôture"),
}
_RULE = phrase("C’est la date d’envoi qui compte.")
_UNKNOWN_RECEIVING = phrase("Depuis son arrivée : quelques jours de plus.")
_OPPOSITION = (
    phrase("L’espace n’est pas encore ouvert."),
    phrase("Ne pas le vouloir, c’est une opposition : il ne sera pas créé."),
)
_CLOSING = (
    phrase("L’espace est déjà ouvert."),
    phrase("Ne plus le vouloir, c’est une clôture : elle est possible quand vous voulez."),
)
_STILL_TODAY = phrase("S’opposer est encore possible aujourd’hui.")
_THEN_CLOSING = phrase("Si l’espace s’ouvre, vous pourrez le clôturer quand vous voudrez.")
_CLOSED = (phrase("L’espace est déjà clôturé."), phrase("Vous n’avez rien d’autre à faire."))
_NOTHING_TO_ASK: dict[ProfileStatus, tuple[str, ...]] = {
    ProfileStatus.OPPOSED: (
        phrase("C’est déjà fait : l’espace ne sera pas créé."),
        phrase("Vous n’avez rien d’autre à faire."),
    ),
    ProfileStatus.CLOSED: _CLOSED,
    ProfileStatus.CLOSED_DELETION_PENDING: (*_CLOSED, phrase("Ses documents vont être supprimés.")),
    ProfileStatus.DELETED: (
        phrase("Il n’y a plus d’espace, ni de documents."),
        phrase("Vous n’avez rien d’autre à faire."),
    ),
}
_ELSEWHERE = (
    phrase("Pour cet espace, c’est le 34 22 qui répond."),
    phrase("Je vous donne une fiche."),
)


def _until(weeks: SixWeeks, now: datetime, territory: str) -> tuple[str, ...]:
    left = days_left(weeks.by_sending, now, territory)
    if left < 0:
        return (_STILL_TODAY, _THEN_CLOSING)
    if left == 0:
        return (phrase("C’est possible jusqu’à ce soir."), _THEN_CLOSING)
    last_day = weeks.by_sending.until
    possible = phrase("C’est possible jusqu’au {last_day}, ce jour compris.", last_day=last_day)
    return (possible, _THEN_CLOSING)
