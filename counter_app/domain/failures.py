"""The catalogue of failures: each named Step_Cause, with what to read, what to do, and for whom.

`docs/failures.md` is made from it; a test proves that no failure lacks any of its parts.
"""

from __future__ import annotations

from counter_app.domain.card_failures import CARD_FAILURES
from counter_app.domain.failure_codes import Failure, FailureCode

__all__ = ["CATALOGUE", "CounterError", "Failure", "FailureCode"]


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
    *CARD_FAILURES,
    # Who the person is
    Failure(
        _C.IDENTITY_NOT_RECOGNISED,
        "Ces informations, mises ensemble, ne correspondent à personne.",
        "Relisez le numéro de sécurité sociale, le numéro de série (de la carte la plus récente), "
        "la date de naissance et le code provisoire : rien de ce qui est écrit n’est perdu.",
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
        _C.IDENTITY_TOO_MANY_FROM_HERE,
        "Il y a eu trop d’essais depuis ce poste ou avec ce nom d’agent.",
        "Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22. "
        "Si cela continue, prévenez l’assistance.",
        _NO,
        _NO,
    ),
    Failure(
        _C.IDENTITY_NOT_REPRESENTATIVE,
        "La personne à qui est cette carte ne peut pas décider ici pour l’autre.",
        "À partir de 18 ans, chacun vient avec sa propre carte et son propre code. "
        "Avant, ce sont les parents ou le tuteur nommé par le juge.",
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
        "Le service ne peut pas répondre tout de suite. Rien n’a été envoyé.",
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
        _C.SERVICE_STORAGE_FULL,
        "Le service n’a plus de place pour enregistrer. Rien n’a été changé.",
        "Prévenez l’assistance. Proposez à la personne de revenir, ou d’appeler le 34 22.",
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
        _C.REQUEST_TIMED_OUT,
        "La demande est arrivée trop lentement au service. Rien n’a été changé.",
        "Vérifiez la connexion, puis réessayez : rien de ce qui est écrit n’est perdu.",
        _YES,
        _YES,
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
