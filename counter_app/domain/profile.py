"""The states of a person's space and the transitions between them: the one table of the rules.

Source: articles R. 1111-28 and R. 1111-36 of the Code de la santé publique; the numbers T1 to T19
are those of docs/domain.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from counter_app.domain.wording import phrase


class ProfileStatus(StrEnum):
    """The state of one person's space."""

    PENDING = "PENDING"
    OPPOSED = "OPPOSED"
    OPEN_UNCLAIMED = "OPEN_UNCLAIMED"
    ACTIVE = "ACTIVE"
    CLOSED = "CLOSED"
    CLOSED_DELETION_PENDING = "CLOSED_DELETION_PENDING"
    DELETED = "DELETED"
    SUSPENDED = "SUSPENDED"
    CREATION_BLOCKED = "CREATION_BLOCKED"
    NOT_ACTIVABLE = "NOT_ACTIVABLE"


class Action(StrEnum):
    """The three main acts that a person may ask for at the counter, one tile each."""

    ACTIVATE = "activate"  # also the way back after an opposition or a closing
    OPPOSE = "oppose"
    CLOSE = "close"


class FurtherAct(StrEnum):
    """What may be asked for at the counter beside the three main acts."""

    REQUEST_DELETION = "request_deletion"  # of the archived data of a closed space
    DECLARE_NOT_REPRESENTATIVE = "declare_not_representative"  # who got a child's notice says so


class ServiceEvent(StrEnum):
    """What happens without the person being at a counter."""

    ANNOUNCE = "announce"  # her notice is to be sent: she enters the store
    OPEN_AUTOMATICALLY = "open_automatically"
    ERASE_DATA = "erase_data"
    END_ARCHIVE = "end_archive"
    SUSPEND = "suspend"
    CLOSE_SUSPENDED = "close_suspended"
    RECORD_DEATH = "record_death"
    COME_OF_AGE = "come_of_age"  # the eighteenth birthday: who decides changes (domain.family)


PersonAct: TypeAlias = Action | FurtherAct
Act: TypeAlias = PersonAct | ServiceEvent


def person_act(word: str) -> PersonAct:
    """The act of this name. Raises ValueError when there is none."""
    try:
        return Action(word)
    except ValueError:
        return FurtherAct(word)


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the table.

    `source`: None before anything is known of the person; `with_deletion`: the separate second
    confirmation was given.
    """

    number: str
    source: ProfileStatus | None
    act: Act
    target: ProfileStatus
    with_deletion: bool = False


_S, _A, _F, _E = ProfileStatus, Action, FurtherAct, ServiceEvent

# An objection to a suspension is no line: it changes no state, it only keeps T17 from closing by
# itself. A coming of age has one (T19): the account was the parent's, and the space goes on.
TRANSITIONS: tuple[Transition, ...] = (
    Transition("T1", None, _E.ANNOUNCE, _S.PENDING),
    Transition("T2", _S.PENDING, _A.ACTIVATE, _S.ACTIVE),
    Transition("T3", _S.PENDING, _A.OPPOSE, _S.OPPOSED),
    Transition("T4", _S.PENDING, _E.OPEN_AUTOMATICALLY, _S.OPEN_UNCLAIMED),
    Transition("T5", _S.PENDING, _F.DECLARE_NOT_REPRESENTATIVE, _S.CREATION_BLOCKED),
    Transition("T6", _S.OPPOSED, _A.ACTIVATE, _S.ACTIVE),
    Transition("T7", _S.OPEN_UNCLAIMED, _A.ACTIVATE, _S.ACTIVE),
    Transition("T8", _S.OPEN_UNCLAIMED, _A.CLOSE, _S.CLOSED),
    Transition("T9", _S.ACTIVE, _A.CLOSE, _S.CLOSED),
    Transition("T10", _S.OPEN_UNCLAIMED, _A.CLOSE, _S.CLOSED_DELETION_PENDING, True),
    Transition("T10", _S.ACTIVE, _A.CLOSE, _S.CLOSED_DELETION_PENDING, True),
    Transition("T11", _S.CLOSED, _F.REQUEST_DELETION, _S.CLOSED_DELETION_PENDING),
    Transition("T12", _S.CLOSED_DELETION_PENDING, _E.ERASE_DATA, _S.DELETED),
    Transition("T13", _S.CLOSED_DELETION_PENDING, _A.ACTIVATE, _S.ACTIVE),
    Transition("T14", _S.CLOSED, _A.ACTIVATE, _S.ACTIVE),
    Transition("T15", _S.CLOSED, _E.END_ARCHIVE, _S.DELETED),
    Transition("T16", _S.DELETED, _A.ACTIVATE, _S.ACTIVE),
    Transition("T17", _S.OPEN_UNCLAIMED, _E.SUSPEND, _S.SUSPENDED),
    Transition("T17", _S.ACTIVE, _E.SUSPEND, _S.SUSPENDED),
    Transition("T17", _S.SUSPENDED, _E.CLOSE_SUSPENDED, _S.CLOSED),
    *(
        Transition("T18", status, _E.RECORD_DEATH, _S.NOT_ACTIVABLE)
        for status in (None, *ProfileStatus)  # None: known to have died before any notice
        if status is not _S.NOT_ACTIVABLE
    ),
    Transition("T19", _S.ACTIVE, _E.COME_OF_AGE, _S.OPEN_UNCLAIMED),
)


def target_of(
    status: ProfileStatus | None, act: Act, *, with_deletion: bool = False
) -> ProfileStatus | None:
    """The state that this act leads to, or None when the table forbids it.

    `status` is None for a person who is not in the store yet.
    """
    for line in TRANSITIONS:
        if (line.source, line.act, line.with_deletion) == (status, act, with_deletion):
            return line.target
    return None


def allowed_actions(status: ProfileStatus) -> tuple[Action, ...]:
    """What the person may ask for in this state, in the order in which it is offered."""
    return tuple(action for action in Action if target_of(status, action) is not None)


_REFUSED_BEFORE = frozenset({_S.OPPOSED, _S.CLOSED, _S.CLOSED_DELETION_PENDING, _S.DELETED})
_ARCHIVED = frozenset({_S.CLOSED, _S.CLOSED_DELETION_PENDING})


def is_reopening(source: ProfileStatus) -> bool:
    """True when an activation from this state goes back on an opposition or a closing."""
    return source in _REFUSED_BEFORE


def archived_data_return(source: ProfileStatus) -> bool:
    """True when an activation from this state brings the archived data back (T13, T14).

    After an opposition there were none, after a deletion there are none any more: the space that
    T6 and T16 open is empty.
    """
    return source in _ARCHIVED


# What to say when an act is refused: never "too late", always what is possible instead.
REFUSAL_WORDS: dict[tuple[ProfileStatus, PersonAct], str] = {
    (_S.PENDING, _A.CLOSE): phrase(
        "Pas encore possible : son espace n’est pas ouvert. Pour ne pas l’avoir, c’est une "
        "opposition."
    ),
    (_S.OPPOSED, _A.OPPOSE): phrase(
        "C’est déjà fait : l’espace ne sera pas créé. La personne peut changer d’avis et l’activer."
    ),
    (_S.OPPOSED, _A.CLOSE): phrase("Il n’y a rien à clôturer : l’espace n’a pas été créé."),
    (_S.OPEN_UNCLAIMED, _A.OPPOSE): phrase(
        "Son espace est déjà ouvert. Pour ne plus l’avoir, c’est une clôture : elle est possible "
        "à tout moment."
    ),
    (_S.ACTIVE, _A.ACTIVATE): phrase(
        "C’est déjà fait : son espace est activé. Pour une aide à la connexion, appelez le 34 22."
    ),
    (_S.ACTIVE, _A.OPPOSE): phrase(
        "Son espace est déjà ouvert. Pour ne plus l’avoir, c’est une clôture : elle est possible "
        "à tout moment."
    ),
    (_S.CLOSED, _A.OPPOSE): phrase("Il n’y a rien d’autre à faire : l’espace est clôturé."),
    (_S.CLOSED, _A.CLOSE): phrase("C’est déjà fait : l’espace est clôturé."),
    (_S.CLOSED_DELETION_PENDING, _A.OPPOSE): phrase(
        "Il n’y a rien d’autre à faire : l’espace est clôturé et ses données vont être supprimées."
    ),
    (_S.CLOSED_DELETION_PENDING, _A.CLOSE): phrase(
        "C’est déjà fait : l’espace est clôturé et ses données vont être supprimées."
    ),
    (_S.DELETED, _A.OPPOSE): phrase(
        "Il n’y a rien d’autre à faire : il n’y a plus d’espace ni de données."
    ),
    (_S.DELETED, _A.CLOSE): phrase(
        "Il n’y a rien à clôturer : il n’y a plus d’espace ni de données."
    ),
    (_S.PENDING, _F.REQUEST_DELETION): phrase(
        "Il n’y a rien à supprimer : son espace n’est pas ouvert. Pour ne pas l’avoir, c’est une "
        "opposition."
    ),
    (_S.OPPOSED, _F.REQUEST_DELETION): phrase(
        "Il n’y a rien à supprimer : l’espace n’a pas été créé."
    ),
    (_S.OPEN_UNCLAIMED, _F.REQUEST_DELETION): phrase(
        "La suppression des données se demande avec la clôture : elle est possible à tout moment."
    ),
    (_S.ACTIVE, _F.REQUEST_DELETION): phrase(
        "La suppression des données se demande avec la clôture : elle est possible à tout moment."
    ),
    (_S.CLOSED_DELETION_PENDING, _F.REQUEST_DELETION): phrase(
        "C’est déjà fait : les données vont être supprimées."
    ),
    (_S.DELETED, _F.REQUEST_DELETION): phrase("C’est déjà fait : il n’y a plus de données."),
    (_S.CREATION_BLOCKED, _F.DECLARE_NOT_REPRESENTATIVE): phrase(
        "C’est déjà fait : l’espace de l’enfant ne s’ouvrira pas à la suite de cet envoi."
    ),
}

_ELSEWHERE = phrase("Cette situation se règle avec le 34 22 : proposez la fiche avec ses horaires.")


def refusal_words(status: ProfileStatus, act: PersonAct) -> str:
    """What to say, and what is possible instead, when the table forbids this act."""
    return REFUSAL_WORDS.get((status, act), _ELSEWHERE)
