"""The catalogue of failures: each named Step_Cause, with what to read, what to do, and for whom.

`docs/failures.md` is made from it; a test proves that no failure lacks any of its parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.domain.failure_codes import FailureCode

__all__ = ["CATALOGUE", "CounterError", "Failure", "FailureCode"]


@dataclass(frozen=True, slots=True)
class Failure:
    """What the catalogue says of one failure.

    `happened`: what the agent reads first; `remedy`: what the agent can do; `retriable`: the same
    gesture again makes sense; `person_may_know`: may be said aloud to the person as it stands.
    """

    code: FailureCode
    happened: str
    remedy: str
    retriable: bool
    person_may_know: bool

    @property
    def message(self) -> str:
        """What happened, then what to do, in one text."""
        return f"{self.happened} {self.remedy}"


class CounterError(Exception):
    """A failure of the catalogue. `facts` may reach a log: only allowed, impersonal values."""

    def __init__(self, code: FailureCode, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts

    @property
    def failure(self) -> Failure:
        """The catalogue's entry."""
        return CATALOGUE[self.code]


_C = FailureCode
_YES, _NO = True, False

_ENTRIES: tuple[Failure, ...] = (
    # The card
    Failure(
        _C.CARD_NO_SERVICE,
        "Le service des cartes de cet ordinateur ne répond pas.",
        "Attendez quelques secondes : il est relancé tout seul. Sinon, choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_NO_READER,
        "Aucun lecteur de carte n’est branché.",
        "Branchez le lecteur : il sera reconnu tout seul. Sinon, choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_UNPLUGGED,
        "Le lecteur a été débranché.",
        "Rebranchez-le et remettez la carte : rien n’est perdu. Sinon, choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_BUSY,
        "Un autre logiciel garde le lecteur pour lui.",
        "Fermez l’autre logiciel qui lit la carte, puis choisissez « Relire la carte », "
        "ou continuez par « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_READER_SLOW,
        "Le lecteur ne répond pas.",
        "Retirez la carte et remettez-la. Si cela continue, débranchez puis rebranchez le lecteur, "
        "ou choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_NO_CARD,
        "Aucune carte n’a été mise dans le lecteur.",
        "Insérez la carte Vitale, puce vers l’avant, face dorée vers le haut.",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_MUTE,
        "La carte ne répond pas.",
        "Vérifiez le sens : puce vers l’avant, face dorée vers le haut. "
        "Essuyez la puce et remettez la carte, ou choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_REMOVED_WHILE_READING,
        "La carte a été retirée pendant la lecture.",
        "Remettez-la et laissez-la en place : la lecture recommence toute seule.",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_SWAPPED,
        "Ce n’est plus la même carte.",
        "Le dossier précédent a été effacé de ce poste. Continuez avec la carte présente.",
        _NO,
        _NO,
    ),
    Failure(
        _C.CARD_RESET,
        "Un autre logiciel a interrompu la lecture.",
        "Choisissez « Relire la carte ». Si cela continue, fermez l’autre logiciel, "
        "ou choisissez « Sans carte ».",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_UNREADABLE,
        "La carte répond, mais son contenu n’est pas lisible.",
        "Remettez la carte une fois. Si cela continue, choisissez « Sans carte » : "
        "les numéros sont imprimés dessus.",
        _YES,
        _YES,
    ),
    Failure(
        _C.CARD_VITALE_1,
        "C’est une carte Vitale d’ancien modèle : ce lecteur ne peut pas la lire.",
        "Choisissez « Sans carte » : les numéros sont imprimés dessus.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_HEALTH_PROFESSIONAL,
        "C’est une carte de professionnel de santé.",
        "Retirez-la et insérez la carte Vitale de la personne, ou choisissez « Sans carte ».",
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_BANK,
        "C’est une carte bancaire.",
        "Rien n’y a été lu. Rendez-la à la personne et demandez sa carte Vitale, "
        "ou choisissez « Sans carte ».",
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_UNKNOWN,
        "Cette carte n’est pas une carte Vitale.",
        "Retirez-la et insérez la carte Vitale, ou choisissez « Sans carte ».",
        _NO,
        _YES,
    ),
    Failure(
        _C.CARD_NO_BENEFICIARY,
        "La carte ne porte le nom de personne.",
        "Choisissez « Sans carte » et recopiez les numéros imprimés. "
        "La caisse de la personne peut vérifier sa carte.",
        _NO,
        _YES,
    ),
    # Who the person is
    Failure(
        _C.IDENTITY_NOT_RECOGNISED,
        "Ces informations, mises ensemble, ne correspondent à personne.",
        "Relisez le numéro de sécurité sociale, le numéro de série, la date de naissance "
        "et le code provisoire : rien de ce qui est écrit n’est perdu.",
        _YES,
        _YES,
    ),
    Failure(
        _C.IDENTITY_DECEASED,
        "Cette démarche ne peut pas être faite ici.",
        "Proposez d’appeler le 34 22 et remettez la fiche avec ses horaires. N’en dites pas plus.",
        _NO,
        _NO,
    ),
    Failure(
        _C.IDENTITY_TOO_MANY_ATTEMPTS,
        "Il y a eu trop d’essais pour cette personne.",
        "Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_EXPIRED,
        "Ce code provisoire n’est plus valable : il l’est six semaines après son envoi.",
        "Demandez un nouveau code. La personne garde tous ses choix.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_ALREADY_USED,
        "Ce code provisoire a déjà servi : il ne sert qu’une fois.",
        "Demandez un nouveau code. La personne garde tous ses choix.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_BLOCKED,
        "Ce code provisoire est bloqué après cinq essais.",
        "Demandez un nouveau code. La personne garde tous ses choix.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_TOO_SOON,
        "Un code vient d’être demandé.",
        "Attendez 30 secondes avant d’en demander un autre.",
        _YES,
        _YES,
    ),
    Failure(
        _C.CODE_PERHAPS_SENT,
        "La demande de code est partie, mais la réponse n’est pas arrivée.",
        "Si rien n’arrive, demandez-le de nouveau : seul le dernier code reçu est valable.",
        _YES,
        _YES,
    ),
    Failure(
        _C.CONTACT_UNKNOWN,
        "La caisse ne connaît ni e-mail, ni téléphone mobile, ni adresse de la personne.",
        "Un code déjà reçu reste utilisable. Sinon, la personne donne son contact à sa caisse.",
        _NO,
        _YES,
    ),
    Failure(
        _C.CONTACT_REFUSED,
        "Cet e-mail ou ce numéro de mobile ne peut pas recevoir de message.",
        "La personne le corrige, ou continue sans : ce qui est écrit n’est pas perdu.",
        _YES,
        _YES,
    ),
    Failure(
        _C.TERMS_NOT_ACCEPTED,
        "Les conditions d’utilisation n’ont pas été acceptées.",
        "Revenez à l’écran de la personne : elle lit et accepte elle-même.",
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_LOGIN_NAME_TAKEN,
        "Cet identifiant est déjà pris.",
        "La personne en choisit un autre : des idées lui sont proposées.",
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_LOGIN_NAME_REFUSED,
        "Cet identifiant ne suit pas les règles.",
        "La personne le corrige sur son écran : la règle manquante y est indiquée.",
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_PASSWORD_REFUSED,
        "Ce mot de passe est trop facile à deviner.",
        "La personne en choisit un autre sur son écran.",
        _YES,
        _YES,
    ),
    # The act and the service
    Failure(
        _C.SESSION_EXPIRED,
        "Les 20 minutes de cette identification sont passées.",
        "Vérifiez de nouveau le code provisoire : rien de ce qui est écrit n’est perdu.",
        _YES,
        _YES,
    ),
    Failure(
        _C.OPERATION_NOT_ALLOWED,
        "Cette demande n’est pas possible dans la situation actuelle de l’espace.",
        "Revenez à la décision : ce qui est possible y est proposé.",
        _NO,
        _YES,
    ),
    Failure(
        _C.OPERATION_KEY_REUSED,
        "Cette demande ressemble à une autre, déjà envoyée.",
        "Rien n’a été changé. Recommencez le dossier depuis la carte.",
        _NO,
        _NO,
    ),
    Failure(
        _C.OPERATION_OUTCOME_UNKNOWN,
        "La demande est partie, mais la réponse n’est pas arrivée.",
        "Choisissez « Demander la réponse » : rien n’est envoyé deux fois.",
        _YES,
        _YES,
    ),
    Failure(
        _C.OPERATION_NOT_REGISTERED,
        "La demande n’est pas arrivée au service. Rien n’a été changé.",
        "Envoyez-la de nouveau : rien de ce qui est écrit n’est perdu.",
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_UNREACHABLE,
        "Le service ne répond pas. Rien n’a été envoyé.",
        "Vérifiez la connexion, puis réessayez : rien de ce qui est écrit n’est perdu.",
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_BUSY,
        "Le service a trop de demandes en ce moment. Rien n’a été envoyé.",
        "Attendez une minute, puis réessayez.",
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_FAULT,
        "Le service a une panne. Rien n’a été changé.",
        "Réessayez dans quelques minutes. Si cela continue, prévenez l’assistance.",
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_NOT_AUTHORISED,
        "Le service ne reconnaît pas ce poste.",
        "Prévenez l’assistance : l’autorisation de ce poste est à vérifier.",
        _NO,
        _NO,
    ),
    Failure(
        _C.SERVICE_ANSWER_UNREADABLE,
        "La réponse du service n’est pas lisible.",
        "Réessayez. Si cela continue, prévenez l’assistance : la version est à vérifier.",
        _YES,
        _NO,
    ),
    Failure(
        _C.REQUEST_MALFORMED,
        "Le service n’a pas compris la demande. Rien n’a été changé.",
        "Prévenez l’assistance : la version de ce poste est à vérifier.",
        _NO,
        _NO,
    ),
    Failure(
        _C.REQUEST_NOT_FOUND,
        "Le service ne connaît pas cette demande.",
        "Prévenez l’assistance : la version de ce poste est à vérifier.",
        _NO,
        _NO,
    ),
    # The paper and the post
    Failure(
        _C.PRINT_NO_PRINTER,
        "Aucune imprimante n’est installée sur ce poste.",
        "Enregistrez la confirmation en PDF, ou installez une imprimante puis réessayez.",
        _YES,
        _YES,
    ),
    Failure(
        _C.PRINT_FAILED,
        "L’imprimante n’a pas pris la page.",
        "Vérifiez le papier et le câble, puis réessayez. La demande, elle, est enregistrée.",
        _YES,
        _YES,
    ),
    Failure(
        _C.FILE_NOT_WRITTEN,
        "Le fichier n’a pas pu être écrit.",
        "Choisissez un autre dossier, ou libérez de la place.",
        _YES,
        _YES,
    ),
    Failure(
        _C.POST_SETTINGS_UNREADABLE,
        "Les réglages de ce poste ne sont pas lisibles.",
        "Les réglages d’origine servent à la place. Prévenez l’assistance.",
        _NO,
        _NO,
    ),
)

CATALOGUE: dict[FailureCode, Failure] = {entry.code: entry for entry in _ENTRIES}
