"""What each choice changes, in short sentences for the person.

Sources: articles R. 1111-28 and R. 1111-36 of the Code de la santé publique (archive of ten years,
deletion within three months, return at any time); the reminder on advance directives is asked for
by the CNIL (délibération 2021-051).
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.profile import Action, ProfileStatus


@dataclass(frozen=True, slots=True)
class Consequences:
    """`points`: one idea each; `still_possible`: how to change one's mind."""

    title: str
    points: tuple[str, ...]
    still_possible: str


_OPPOSE = Consequences(
    "S’opposer à la création de l’espace",
    (
        "Votre espace n’est pas créé.",
        "Vos médecins continuent de vous soigner comme avant.",
        "Vos remboursements ne changent pas.",
        "Vous n’avez pas à dire pourquoi.",
        "Vous ne recevez plus de lettre à ce sujet.",
    ),
    "Vous pouvez changer d’avis quand vous voulez. Il faudra alors un nouveau code.",
)
_CLOSE = Consequences(
    "Clôturer l’espace",
    (
        "Vous ne pouvez plus entrer dans votre espace. Vos soignants non plus.",
        "Vos directives anticipées, si elles y sont, ne se voient plus. "
        "Donnez-en une copie à un proche ou à votre médecin.",
        "Vos médecins continuent de vous soigner comme avant.",
        "Vos remboursements ne changent pas.",
        "Vos données sont gardées dix ans dans une archive que personne ne lit.",
    ),
    "Vous pouvez rouvrir votre espace quand vous voulez : vous y retrouvez vos données.",
)
_DELETE = Consequences(
    "Supprimer aussi les données",
    (
        "Vos documents sont effacés dans les trois mois.",
        "Ils ne reviendront pas, même si vous rouvrez un espace.",
        "Gardez une copie de ceux qui vous sont utiles, ou demandez-la à vos médecins.",
    ),
    "Vous pourrez ouvrir un nouvel espace, vide, quand vous voudrez.",
)


def consequences(
    action: Action,
    status: ProfileStatus,
    *,
    delete_data: bool = False,  # noqa: ARG001
) -> Consequences:
    """What this choice changes. Raises KeyError for an act without a sheet (activation)."""
    if delete_data:
        return _DELETE
    return {Action.OPPOSE: _OPPOSE, Action.CLOSE: _CLOSE}[action]
