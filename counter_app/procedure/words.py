"""The words of each page: its title, what to say to the person, a note to the agent.

Plain spaces before ? ! : ; and inside « »: they are typeset at display.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from counter_app.domain.profile import Action, FurtherAct, ProfileStatus
from counter_app.domain.wording import phrase, sentences
from counter_app.gateway.port import Acknowledgement, Channel, CodeChannel
from counter_app.procedure.case import Case, StepId, capitalised
from counter_app.procedure.who_decides import may_decide, situation_of

_OF_AGE = 18
_USUAL = "adult"  # of the situations: what the pages say anyway


@dataclass(frozen=True, slots=True)
class StepWords:
    """`say`: sentences to say aloud, each in « »; `help`: a note that is the agent's alone."""

    title: str
    say: tuple[str, ...] = ()
    help: str = ""


WAITING = StepWords(
    phrase("Insérez la carte Vitale"),
    (phrase("« Bonjour. Avez-vous votre carte Vitale et une pièce d’identité ? »"),),
    phrase(
        "La carte seule ne prouve pas qui est là. Regardez une pièce d’identité, sans la copier."
    ),
)
LOCKED = StepWords(
    phrase("Remettez la carte pour continuer"),
    (phrase("« Pouvez-vous me redonner votre carte ? Rien n’est perdu. »"),),
    phrase("Le dossier attend, caché. Une autre carte l’efface de ce poste."),
)

_WORDS: dict[StepId, StepWords] = {
    StepId.NUMBERS: StepWords(
        phrase("Recopiez les numéros de la carte"),
        (phrase("« Pouvez-vous me montrer votre carte Vitale, devant puis derrière ? »"),),
        phrase(
            "Avec photo : le numéro de série est devant, près de la photo. Sans photo : il est au "
            "dos, en haut à gauche."
        ),
    ),
    StepId.PERSON: StepWords(
        phrase("Quelle pièce d’identité avez-vous vue ?"),
        (
            phrase(
                "« Pouvez-vous me montrer une pièce d’identité ? Je la regarde et je vous la "
                "rends. »"
            ),
        ),
        phrase("Comparez le nom et la date de naissance avec la carte. Ne notez aucun numéro."),
    ),
    StepId.SITUATION: StepWords(
        phrase("Qui est au comptoir ?"),
        (phrase("« Venez-vous pour vous, ou pour quelqu’un d’autre ? »"),),
        phrase("Choisissez ce que vous voyez. En cas de doute, parlez à la personne elle-même."),
    ),
    StepId.REDIRECT: StepWords(
        phrase("Remettez la fiche"),
        (
            phrase("« Cette page vous dit où continuer, et quoi préparer. »"),
            phrase("« Gardez-la : il n’y a aucun nom dessus. »"),
        ),
        phrase("Rien n’est enregistré. La personne peut revenir quand elle veut."),
    ),
    StepId.CODE: StepWords(
        phrase("Le code provisoire de la lettre"),
        (phrase("« Avez-vous la lettre ou l’e-mail qui annonce Mon espace santé ? »"),),
        phrase(
            "Le code a 12 lettres et chiffres, sous le nom de la personne. Ce n’est pas le code à "
            "6 chiffres reçu par SMS."
        ),
    ),
    StepId.NEW_CODE: StepWords(
        phrase("Où envoyer le nouveau code ?"),
        (
            phrase("« Je peux vous faire envoyer un nouveau code. »"),
            phrase("« Par où voulez-vous le recevoir ? »"),
        ),
        phrase(
            "Ces contacts sont ceux que la caisse connaît. Ils sont en partie cachés. S’ils ont "
            "changé, la personne le dit à sa caisse."
        ),
    ),
    StepId.CODE_BY_POST: StepWords(
        phrase("La personne revient avec sa lettre"),
        (
            phrase("« Vous allez recevoir une lettre, avec votre code. »"),
            phrase("« Revenez nous voir avec la lettre et votre carte. »"),
        ),
        phrase("Remettez la carte. Le dossier s’efface ensuite de ce poste."),
    ),
    StepId.DECISION: StepWords(
        phrase("Que souhaite la personne ?"),
        (
            phrase(
                "« C’est vous qui décidez. Quel que soit votre choix, vous pourrez en changer. »"
            ),
        ),
        phrase("Attendez sa réponse, sans la suggérer. Elle n’a pas à donner de raison."),
    ),
    StepId.MANDATE: StepWords(
        phrase("Le mandat, avant de taper à sa place"),
        (
            phrase(
                "« Je peux taper pour vous. Ce papier dit ce que je fais, aujourd’hui seulement. »"
            ),
            phrase("« Je vous le lis. Signez-le si vous êtes d’accord. »"),
        ),
        phrase(
            "Sans mandat signé, ne tapez rien à sa place. Le mot de passe reste à elle : elle le "
            "tape elle-même."
        ),
    ),
    StepId.CONSEQUENCES: StepWords(
        phrase("Ce que cela change"),
        (
            phrase("« Je vous lis ce qui va changer. Arrêtez-moi quand vous voulez. »"),
            phrase("« Est-ce bien ce que vous souhaitez ? »"),
        ),
        phrase("Lisez chaque ligne à voix haute. Continuez quand la personne a dit oui."),
    ),
    StepId.DELETION: StepWords(
        phrase("Ce que change la suppression"),
        (
            phrase("« Clôturer et supprimer sont deux choix différents. »"),
            phrase("« Voulez-vous aussi supprimer vos documents ? Rien ne presse. »"),
        ),
        phrase(
            "En cas de doute, revenez et gardez-les : la suppression pourra être demandée plus "
            "tard."
        ),
    ),
    StepId.TERMS: StepWords(
        phrase("La personne lit et accepte"),
        (phrase("« Cet écran est à vous. Prenez le temps de lire. »"),),
        phrase("Vous pouvez lire avec elle. Elle coche elle-même les cases."),
    ),
    StepId.CONTACTS: StepWords(
        phrase("La personne vérifie son e-mail et son mobile"),
        (phrase("« Vérifiez votre e-mail et votre mobile. Corrigez-les s’ils ont changé. »"),),
        phrase("Ni votre adresse, ni celle de la structure, même pour dépanner."),
    ),
    StepId.LOGIN_NAME: StepWords(
        phrase("La personne choisit son identifiant"),
        (phrase("« Choisissez un nom facile à retenir, et notez-le pour vous. »"),),
        phrase("Ni le nom entier, ni le numéro de sécurité sociale, ni l’e-mail."),
    ),
    StepId.PASSWORD: StepWords(
        phrase("La personne choisit son mot de passe"),
        (phrase("« Choisissez votre mot de passe. Je ne regarde pas. »"),),
        phrase("Regardez ailleurs. Ne tapez pas à sa place, même si elle le demande."),
    ),
    StepId.CONFIRMATION: StepWords(
        phrase("C’est enregistré"),
        (
            phrase("« C’est fait. Voici votre papier : gardez-le. »"),
            phrase("« Vous pouvez changer d’avis quand vous voulez. »"),
        ),
        phrase("Remettez le papier et la carte. Le dossier s’efface ensuite de ce poste."),
    ),
}

# Once a new code is on its way; by letter, the person has left.
_CODE_ON_ITS_WAY = {
    channel: StepWords(
        phrase("Le nouveau code provisoire"),
        (said, phrase("« Quand vous avez le code, lisez-le-moi, avec les majuscules. »")),
        phrase(
            "La personne lit le message elle-même. Si elle ne le peut pas, elle revient avec son "
            "code."
        ),
    )
    for channel, said in {
        CodeChannel.EMAIL: phrase("« Un e-mail vient de partir. Regardez vos messages. »"),
        CodeChannel.SMS: phrase("« Un SMS vient de partir. Regardez votre téléphone. »"),
    }.items()
}

_DELETION_KEY = phrase("Si elle veut aussi supprimer ses documents : touche S.")
_OPEN_AND_UNUSED = phrase("L’espace est déjà ouvert, même si vous ne l’avez jamais utilisé.")
_TYPED_FOR_HER: dict[StepId, StepWords] = {  # once the mandate is signed
    StepId.TERMS: StepWords(
        phrase("Lisez-lui les deux textes"),
        (
            phrase("« Je vous lis deux textes. Arrêtez-moi quand vous voulez. »"),
            phrase("« Acceptez-vous le premier ? Et le second ? »"),
        ),
        phrase("Cochez chaque case quand elle a dit oui."),
    ),
    StepId.CONTACTS: StepWords(
        phrase("Tapez son e-mail et son mobile"),
        (
            phrase("« Nous vous écrivons à cet e-mail ou à ce mobile : sont-ils justes ? »"),
            phrase("« Si l’un d’eux a changé, dites-moi le nouveau. »"),
        ),
        phrase(
            "Tapez ce qu’elle vous dit, puis relisez-le-lui. Ni votre adresse, ni celle de la "
            "structure."
        ),
    ),
}
_DATA_ARE_BACK = phrase("« Vos documents gardés sont revenus dans votre espace. »")
_SEVERAL_ON_THE_CARD = phrase("Pour qui est la demande ?")
_DECISION_SAY: dict[ProfileStatus, tuple[str, ...]] = {
    ProfileStatus.PENDING: (
        phrase(
            "« C’est vous qui décidez. Vous pouvez activer votre espace, ou refuser sa création. »"
        ),
        phrase("« Dans les deux cas, vous pourrez changer d’avis. »"),
    ),
    ProfileStatus.OPEN_UNCLAIMED: (
        phrase("« Votre espace est déjà ouvert. Vous pouvez l’activer ou le clôturer. »"),
        phrase("« Dans les deux cas, vous pourrez changer d’avis. »"),
    ),
    ProfileStatus.ACTIVE: (
        phrase("« Votre espace est activé. Souhaitez-vous le garder ou le clôturer ? »"),
        phrase("« Si vous le clôturez, vous pourrez revenir. »"),
    ),
    ProfileStatus.OPPOSED: (
        phrase("« Vous avez refusé la création de votre espace. Souhaitez-vous l’activer ? »"),
        phrase("« Rien ne vous y oblige. »"),
    ),
}
_DECISION_SAY |= dict.fromkeys(
    (ProfileStatus.CLOSED, ProfileStatus.CLOSED_DELETION_PENDING),
    (
        phrase("« Votre espace est clôturé. Souhaitez-vous le rouvrir ? »"),
        phrase("« Rien ne vous y oblige. »"),
    ),
)
_DECISION_SAY[ProfileStatus.DELETED] = (
    phrase("« Votre espace a été supprimé. Souhaitez-vous en avoir un nouveau, vide ? »"),
    phrase("« Rien ne vous y oblige. »"),
)


def words_for(
    step: StepId | None, case: Case | None, *, locked: bool, today: date | None = None
) -> StepWords:
    """The words of what is shown: `step` None is the first screen; `today` tells who is of age."""
    if locked:
        return LOCKED
    if step is None:
        return WAITING
    words = _WORDS[step]
    if case is None:
        return words
    further = case.action if isinstance(case.action, FurtherAct) else None
    if further is not None:
        words = _further().get((further, step), words)
    if case.channel is Channel.PHONE:
        words = _by_phone().get(step, words)
    if step is StepId.CODE and case.new_code.sent is not None:
        words = _CODE_ON_ITS_WAY.get(case.new_code.sent.channel, words)
    if step is StepId.CONFIRMATION and case.acknowledgement and case.acknowledgement.data_restored:
        words = replace(words, say=(words.say[0], _DATA_ARE_BACK, *words.say[1:]))
    if step is StepId.CONSEQUENCES and case.action is Action.CLOSE:
        words = replace(words, help=sentences(words.help, _DELETION_KEY))
    if step is StepId.CONSEQUENCES and case.identification is not None and further is None:
        words = replace(words, say=(_right_word(case.identification.status), *words.say))
    if step is StepId.DECISION and case.identification is not None:
        words = replace(words, say=_DECISION_SAY.get(case.identification.status, words.say))
    words = _in_the_situation(words, step, case)
    if case.mandate:
        words = _TYPED_FOR_HER.get(step, words)
    title = _title(step, case, today or datetime.now(UTC).date())
    return replace(words, title=title) if title else words


def _by_phone() -> Mapping[StepId, StepWords]:
    from counter_app.procedure.words_by_phone import BY_PHONE  # noqa: PLC0415 - as below

    return BY_PHONE


def _further() -> Mapping[tuple[FurtherAct, StepId], StepWords]:
    from counter_app.procedure.words_further import FURTHER  # noqa: PLC0415 - as below

    return FURTHER


def _in_the_situation(words: StepWords, step: StepId, case: Case) -> StepWords:
    """What the situation adds, where it is not the usual one: it decides who is spoken to."""
    line = situation_of(case)
    if line is None:
        return words
    if step is StepId.SITUATION:
        return replace(words, say=line.say, help=line.help)
    if line.id == _USUAL:
        return words
    if step is StepId.PERSON:
        return replace(words, say=(*words.say, *line.say), help=line.help)
    if step is StepId.DECISION:
        decides = any(may_decide(case, action) for action in Action)
        return replace(words, say=words.say if decides else line.say[:1], help=line.help)
    return words


def _right_word(status: ProfileStatus) -> str:
    """Why it is called an opposition, or a closing."""
    from counter_app.domain.right_word import meaning_of_not_wanting  # noqa: PLC0415 - as below

    first, *others = meaning_of_not_wanting(status)
    first = _OPEN_AND_UNUSED if status is ProfileStatus.OPEN_UNCLAIMED else first
    return phrase("« {said} »", said=sentences(first, *others))


def _title(step: StepId, case: Case, today: date) -> str:
    """The title where it depends on the case, else an empty string."""
    match step:
        case StepId.PERSON if case.card is not None and len(case.card.beneficiaries) > 1:
            return _SEVERAL_ON_THE_CARD
        case StepId.DECISION if case.family_name:
            return phrase("Que souhaite {name} ?", name=_name_with_title(case, today))
        case StepId.CONSEQUENCES if case.action is Action.OPPOSE:
            return phrase("Ce que change l’opposition")
        case StepId.CONSEQUENCES if case.action is Action.CLOSE:
            return phrase("Ce que change la clôture")
        case StepId.CONFIRMATION if case.acknowledgement is not None:
            return _done(case.acknowledgement)
    return ""


def _name_with_title(case: Case, today: date) -> str:
    """« Madame Marchandeau »; given name and name where the title is not sure, or for a child."""
    from counter_app.domain.nir import Nir  # noqa: PLC0415 - not for the first screen's words

    civil_title = Nir(case.nir).civil_title if _own_number(case) and _of_age(case, today) else ""
    if not civil_title:
        return f"{capitalised(case.given_name)} {case.polite_name}"
    return phrase("{title} {name}", title=civil_title, name=case.polite_name)


def _own_number(case: Case) -> bool:
    """A child may be on the card under a parent's number: then its sex is not the child's."""
    from counter_app.domain.nir import Nir  # noqa: PLC0415 - as above

    known = Nir(case.nir).birth_year_month
    born = case.birth_date
    if known is None or len(born) != len("YYYYMMDD") or not born.isdecimal():
        return False
    year, month = known
    return year == int(born[2:4]) and month in (0, int(born[4:6]))


def _of_age(case: Case, today: date) -> bool:
    born = case.birth_date
    birthday = (int(born[:4]) + _OF_AGE, int(born[4:6]), int(born[6:]))
    return birthday <= (today.year, today.month, today.day)


def _done(done: Acknowledgement) -> str:
    if isinstance(done.action, FurtherAct):
        from counter_app.procedure.words_further import DONE  # noqa: PLC0415 - as above

        return DONE[done.action]
    if done.action is Action.ACTIVATE and done.data_restored:
        return phrase("L’espace est rouvert, avec ses documents")
    if done.action is Action.ACTIVATE:
        return phrase("L’espace est rouvert") if done.reopened else phrase("L’espace est activé")
    if done.action is Action.OPPOSE:
        return phrase("L’opposition est enregistrée")
    if done.status is ProfileStatus.CLOSED_DELETION_PENDING:
        return phrase("Clôture et suppression enregistrées")
    return phrase("L’espace est clôturé")
