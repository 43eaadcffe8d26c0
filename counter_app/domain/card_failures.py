"""What the catalogue says of the card and its reader; the rest is in `domain.failures`."""

from __future__ import annotations

from counter_app.domain.failure_codes import Failure, FailureCode
from counter_app.domain.wording import phrase

_C = FailureCode
_YES, _NO = True, False

CARD_FAILURES: tuple[Failure, ...] = (
    Failure(
        _C.CARD_NO_SERVICE,
        phrase("Le service des cartes de cet ordinateur ne répond pas."),
        phrase(
            "Attendez quelques secondes : il est relancé tout seul. Sinon, choisissez « Sans "
            "carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_NO_READER,
        phrase("Aucun lecteur de carte n’est branché."),
        phrase(
            "Branchez le lecteur : il sera reconnu tout seul. Sinon, choisissez « Sans carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_UNPLUGGED,
        phrase("Le lecteur a été débranché."),
        phrase(
            "Rebranchez-le et remettez la carte : rien n’est perdu. Sinon, choisissez « Sans "
            "carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_BUSY,
        phrase("Un autre logiciel garde le lecteur pour lui."),
        phrase(
            "Fermez l’autre logiciel qui lit la carte, puis choisissez « Relire la carte », ou "
            "continuez par « Sans carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_SLOW,
        phrase("Le lecteur ne répond pas."),
        phrase(
            "Retirez la carte et remettez-la. Si cela continue, débranchez puis rebranchez le "
            "lecteur, ou choisissez « Sans carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_NO_CARD,
        phrase("Aucune carte n’a été mise dans le lecteur."),
        phrase("Insérez la carte Vitale, puce vers l’avant, face dorée vers le haut."),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_MUTE,
        phrase("La carte ne répond pas."),
        phrase(
            "Vérifiez le sens : puce vers l’avant, face dorée vers le haut. Essuyez la puce et "
            "remettez la carte, ou choisissez « Sans carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_REMOVED_WHILE_READING,
        phrase("La carte a été retirée pendant la lecture."),
        phrase("Remettez-la et laissez-la en place : la lecture recommence toute seule."),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_SWAPPED,
        phrase("Ce n’est plus la même carte."),
        phrase("Le dossier précédent a été effacé de ce poste. Continuez avec la carte présente."),
        _NO,
        _NO,
    ),
    Failure(
        _C.CARD_RESET,
        phrase("Un autre logiciel a interrompu la lecture."),
        phrase(
            "Choisissez « Relire la carte ». Si cela continue, fermez l’autre logiciel, ou "
            "choisissez « Sans carte »."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_UNREADABLE,
        phrase("La carte répond, mais son contenu n’est pas lisible."),
        phrase(
            "Remettez la carte une fois. Si cela continue, choisissez « Sans carte » : les "
            "numéros sont imprimés dessus."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_VITALE_1,
        phrase("C’est une carte Vitale d’ancien modèle : ce lecteur ne peut pas la lire."),
        phrase("Choisissez « Sans carte » : les numéros sont imprimés dessus."),
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_HEALTH_PROFESSIONAL,
        phrase("C’est une carte de professionnel de santé."),
        phrase(
            "Retirez-la et insérez la carte Vitale de la personne, ou choisissez « Sans carte »."
        ),
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_BANK,
        phrase("C’est une carte bancaire."),
        phrase(
            "Rien n’y a été lu. Rendez-la à la personne et demandez sa carte Vitale, ou "
            "choisissez « Sans carte »."
        ),
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_UNKNOWN,
        phrase("Cette carte n’est pas une carte Vitale."),
        phrase("Retirez-la et insérez la carte Vitale, ou choisissez « Sans carte »."),
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_NO_BENEFICIARY,
        phrase("La carte ne porte le nom de personne."),
        phrase(
            "Choisissez « Sans carte » et recopiez les numéros imprimés. La caisse de la personne "
            "peut vérifier sa carte."
        ),
        _NO,
        _YES,
    ),
)
