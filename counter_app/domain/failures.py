"""The catalogue of failures: each named Step_Cause, with what to read, what to do, and for whom.

`docs/failures.md` is made from it; a test proves that no failure lacks any of its parts.
"""

from __future__ import annotations

from counter_app.domain.card_failures import CARD_FAILURES
from counter_app.domain.failure_codes import Failure, FailureCode
from counter_app.domain.wording import phrase

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
        phrase("Ces informations, mises ensemble, ne correspondent à personne."),
        phrase(
            "Relisez le numéro de sécurité sociale, le numéro de série (de la carte la plus "
            "récente), la date de naissance et le code provisoire : rien de ce qui est écrit "
            "n’est perdu."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.IDENTITY_DECEASED,
        phrase("Cette démarche ne peut pas être faite ici."),
        phrase(
            "Proposez d’appeler le 34 22 et remettez la fiche avec ses horaires. N’en dites pas "
            "plus."
        ),
        _NO,
        _NO,
    ),
    Failure(
        _C.IDENTITY_TOO_MANY_ATTEMPTS,
        phrase("Il y a eu trop d’essais pour cette personne."),
        phrase("Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22."),
        _NO,
        _YES,
    ),
    Failure(
        _C.IDENTITY_TOO_MANY_FROM_HERE,
        phrase("Il y a eu trop d’essais depuis ce poste ou avec ce nom d’agent."),
        phrase(
            "Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22. Si cela "
            "continue, prévenez l’assistance."
        ),
        _NO,
        _NO,
    ),
    Failure(
        _C.IDENTITY_NOT_REPRESENTATIVE,
        phrase("La personne à qui est cette carte ne peut pas décider ici pour l’autre."),
        phrase(
            "À partir de 18 ans, chacun vient avec sa propre carte et son propre code. Avant, ce "
            "sont les parents ou le tuteur nommé par le juge."
        ),
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_EXPIRED,
        phrase("Ce code provisoire n’est plus valable : il l’est six semaines après son envoi."),
        phrase("Demandez un nouveau code. La personne garde tous ses choix."),
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_ALREADY_USED,
        phrase("Ce code provisoire a déjà servi : il ne sert qu’une fois."),
        phrase("Demandez un nouveau code. La personne garde tous ses choix."),
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_BLOCKED,
        phrase("Ce code provisoire est bloqué après cinq essais."),
        phrase("Demandez un nouveau code. La personne garde tous ses choix."),
        _NO,
        _YES,
    ),
    Failure(
        _C.CODE_TOO_SOON,
        phrase("Un code vient d’être demandé."),
        phrase("Attendez 30 secondes avant d’en demander un autre."),
        _YES,
        _YES,
    ),
    Failure(
        _C.CODE_PERHAPS_SENT,
        phrase("La demande de code est partie, mais la réponse n’est pas arrivée."),
        phrase("Si rien n’arrive, demandez-le de nouveau : seul le dernier code reçu est valable."),
        _YES,
        _YES,
    ),
    Failure(
        _C.CONTACT_UNKNOWN,
        phrase("La caisse ne connaît ni e-mail, ni téléphone mobile, ni adresse de la personne."),
        phrase(
            "Un code déjà reçu reste utilisable. Sinon, la personne donne son contact à sa caisse."
        ),
        _NO,
        _YES,
    ),
    Failure(
        _C.CONTACT_REFUSED,
        phrase("Cet e-mail ou ce numéro de mobile ne peut pas recevoir de message."),
        phrase("La personne le corrige, ou continue sans : ce qui est écrit n’est pas perdu."),
        _YES,
        _YES,
    ),
    Failure(
        _C.TERMS_NOT_ACCEPTED,
        phrase("Les conditions d’utilisation n’ont pas été acceptées."),
        phrase("Revenez à l’écran de la personne : elle lit et accepte elle-même."),
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_LOGIN_NAME_TAKEN,
        phrase("Cet identifiant est déjà pris."),
        phrase("La personne en choisit un autre : des idées lui sont proposées."),
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_LOGIN_NAME_REFUSED,
        phrase("Cet identifiant ne suit pas les règles."),
        phrase("La personne le corrige sur son écran : la règle manquante y est indiquée."),
        _YES,
        _YES,
    ),
    Failure(
        _C.ACCOUNT_PASSWORD_REFUSED,
        phrase("Ce mot de passe est trop facile à deviner."),
        phrase("La personne en choisit un autre sur son écran."),
        _YES,
        _YES,
    ),
    # The act and the service
    Failure(
        _C.SESSION_EXPIRED,
        phrase("Les 20 minutes de cette identification sont passées."),
        phrase("Vérifiez de nouveau le code provisoire : rien de ce qui est écrit n’est perdu."),
        _YES,
        _YES,
    ),
    Failure(
        _C.OPERATION_NOT_ALLOWED,
        phrase("Cette demande n’est pas possible dans la situation actuelle de l’espace."),
        phrase("Revenez à la décision : ce qui est possible y est proposé."),
        _NO,
        _YES,
    ),
    Failure(
        _C.OPERATION_KEY_REUSED,
        phrase("Cette demande ressemble à une autre, déjà envoyée."),
        phrase("Rien n’a été changé. Recommencez le dossier depuis la carte."),
        _NO,
        _NO,
    ),
    Failure(
        _C.OPERATION_OUTCOME_UNKNOWN,
        phrase("La demande est partie, mais la réponse n’est pas arrivée."),
        phrase("Choisissez « Demander la réponse » : rien n’est envoyé deux fois."),
        _YES,
        _YES,
    ),
    Failure(
        _C.OPERATION_NOT_REGISTERED,
        phrase("La demande n’est pas arrivée au service. Rien n’a été changé."),
        phrase("Envoyez-la de nouveau : rien de ce qui est écrit n’est perdu."),
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_UNREACHABLE,
        phrase("Le service ne répond pas. Rien n’a été envoyé."),
        phrase("Vérifiez la connexion, puis réessayez : rien de ce qui est écrit n’est perdu."),
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_BUSY,
        phrase("Le service ne peut pas répondre tout de suite. Rien n’a été envoyé."),
        phrase("Attendez une minute, puis réessayez."),
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_FAULT,
        phrase("Le service a une panne. Rien n’a été changé."),
        phrase("Réessayez dans quelques minutes. Si cela continue, prévenez l’assistance."),
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_STORAGE_FULL,
        phrase("Le service n’a plus de place pour enregistrer. Rien n’a été changé."),
        phrase("Prévenez l’assistance. Proposez à la personne de revenir, ou d’appeler le 34 22."),
        _YES,
        _YES,
    ),
    Failure(
        _C.SERVICE_NOT_AUTHORISED,
        phrase("Le service ne reconnaît pas ce poste."),
        phrase("Prévenez l’assistance : l’autorisation de ce poste est à vérifier."),
        _NO,
        _NO,
    ),
    Failure(
        _C.SERVICE_ANSWER_UNREADABLE,
        phrase("La réponse du service n’est pas lisible."),
        phrase("Réessayez. Si cela continue, prévenez l’assistance : la version est à vérifier."),
        _YES,
        _NO,
    ),
    Failure(
        _C.REQUEST_MALFORMED,
        phrase("Le service n’a pas compris la demande. Rien n’a été changé."),
        phrase("Prévenez l’assistance : la version de ce poste est à vérifier."),
        _NO,
        _NO,
    ),
    Failure(
        _C.REQUEST_TIMED_OUT,
        phrase("La demande est arrivée trop lentement au service. Rien n’a été changé."),
        phrase("Vérifiez la connexion, puis réessayez : rien de ce qui est écrit n’est perdu."),
        _YES,
        _YES,
    ),
    Failure(
        _C.REQUEST_NOT_FOUND,
        phrase("Le service ne connaît pas cette demande."),
        phrase("Prévenez l’assistance : la version de ce poste est à vérifier."),
        _NO,
        _NO,
    ),
    # The paper and the post
    Failure(
        _C.PRINT_NO_PRINTER,
        phrase("Aucune imprimante n’est installée sur ce poste."),
        phrase("Enregistrez la confirmation en PDF, ou installez une imprimante puis réessayez."),
        _YES,
        _YES,
    ),
    Failure(
        _C.PRINT_FAILED,
        phrase("L’imprimante n’a pas pris la page."),
        phrase(
            "Vérifiez le papier et le câble, puis réessayez. La demande, elle, est enregistrée."
        ),
        _YES,
        _YES,
    ),
    Failure(
        _C.FILE_NOT_WRITTEN,
        phrase("Le fichier n’a pas pu être écrit."),
        phrase("Choisissez un autre dossier, ou libérez de la place."),
        _YES,
        _YES,
    ),
    Failure(
        _C.POST_SETTINGS_UNREADABLE,
        phrase("Les réglages de ce poste ne sont pas lisibles."),
        phrase("Les réglages d’origine servent à la place. Prévenez l’assistance."),
        _NO,
        _NO,
    ),
)

CATALOGUE: dict[FailureCode, Failure] = {entry.code: entry for entry in _ENTRIES}
