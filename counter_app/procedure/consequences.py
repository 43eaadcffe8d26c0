"""What an opposition, a closing and a deletion change, in words for the person.

Data only: shown on a page, printed on a sheet, read aloud. One idea a sentence, short ones.
Sources: article R. 1111-36 of the Code de la santé publique (ten years of archive, three months
for a deletion, return at any time); the CNIL's opinion 2021-051 (advance directives are named).
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.profile import Action, ProfileStatus


@dataclass(frozen=True, slots=True)
class Consequences:
    """`points`: what changes and what does not; `still_possible`: the way back, always there."""

    title: str
    points: tuple[str, ...]
    still_possible: str


_CARE_GOES_ON = "Vos soins et vos remboursements ne changent pas."

_OPPOSITION = Consequences(
    "Ce que change votre opposition",
    (
        "Votre espace ne sera pas créé. Vous n’avez rien d’autre à faire.",
        "Vous n’avez pas à dire pourquoi.",
        "Vos médecins n’y liront pas vos documents, même en urgence.",
        "Vos directives anticipées, vos choix pour la fin de vie, n’y seront pas.",
        _CARE_GOES_ON,
    ),
    "Vous pouvez changer d’avis quand vous voulez, et activer votre espace.",
)

_NEVER_USED = "Votre espace est déjà ouvert, même si vous ne l’avez jamais utilisé."
_NO_WAY_IN = "Vous ne pourrez plus entrer dans votre espace, ni y lire vos messages."

_CLOSING = Consequences(
    "Ce que change la clôture",
    (
        "Vos médecins n’y liront plus vos documents, même en urgence.",
        "Vos directives anticipées, vos choix pour la fin de vie, n’y seront plus lisibles.",
        "Si vous en avez, donnez-en une copie à un proche ou à votre médecin.",
        "Vos documents sont gardés dix ans, à part, puis supprimés.",
        "Les supprimer plus tôt est un autre choix : la question vient après.",
        _CARE_GOES_ON,
    ),
    "Vous pouvez revenir quand vous voulez. Vous retrouverez les documents gardés.",
)

_DELETION = Consequences(
    "Ce que change la suppression",
    (
        "Vos documents seront supprimés dans les trois mois.",
        "Ensuite, personne ne pourra les retrouver, pas même vous.",
        "Vos directives anticipées, si elles y sont, seront supprimées aussi.",
        "Rien ne presse : vous pourrez aussi demander la suppression plus tard.",
        _CARE_GOES_ON,
    ),
    "Vous pouvez revenir quand vous voulez. Après la suppression, votre espace sera vide.",
)


def consequences(
    action: Action, status: ProfileStatus, *, delete_data: bool = False
) -> Consequences:
    """The words for this act on a space in this state; `delete_data`: those of the deletion alone.

    Raises ValueError for an activation: the person reads the terms of use instead.
    """
    if action is Action.OPPOSE:
        return _OPPOSITION
    if action is not Action.CLOSE:
        raise ValueError("an activation has no sheet of consequences")
    if delete_data:
        return _DELETION
    first = _NEVER_USED if status is ProfileStatus.OPEN_UNCLAIMED else _NO_WAY_IN
    return Consequences(_CLOSING.title, (first, *_CLOSING.points), _CLOSING.still_possible)
