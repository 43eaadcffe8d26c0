"""The words of each page: its title, what to say to the person, a note to the agent.

Plain spaces before ? ! : ; and inside « »: they are typeset at display.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from counter_app.domain.profile import Action, ProfileStatus
from counter_app.domain.wording import agree, phrase
from counter_app.gateway.port import Acknowledgement, Channel, CodeChannel
from counter_app.procedure.case import Case, StepId, capitalised
from counter_app.procedure.who_decides import situation_of

_OF_AGE = 18
_USUAL = "adult"  # of the situations: what the pages say anyway


@dataclass(frozen=True, slots=True)
class StepWords:
    """`say`: sentences to say aloud, each in « »; `help`: a note that is the agent's alone."""

    title: str
    say: tuple[str, ...] = ()
    help: str = ""


WAITING = StepWords(
    "Insérez la carte Vitale",
    ("« Bonjour. Avez-vous votre carte Vitale et une pièce d’identité ? »",),
    "La carte seule ne prouve pas qui est là. Regardez une pièce d’identité, sans la copier.",
)
LOCKED = StepWords(
    "Remettez la carte pour continuer",
    ("« Pouvez-vous me redonner votre carte ? Rien n’est perdu. »",),
    "Le dossier attend, caché. Une autre carte l’efface de ce poste.",
)

_WORDS: dict[StepId, StepWords] = {
    StepId.NUMBERS: StepWords(
        "Recopiez les numéros de la carte",
        ("« Pouvez-vous me montrer votre carte Vitale, devant puis derrière ? »",),
        "Avec photo : le numéro de série est devant, près de la photo. "
        "Sans photo : il est au dos, en haut à gauche.",
    ),
    StepId.PERSON: StepWords(
        "Quelle pièce d’identité avez-vous vue ?",
        ("« Pouvez-vous me montrer une pièce d’identité ? Je la regarde et je vous la rends. »",),
        "Comparez le nom et la date de naissance avec la carte. Ne notez aucun numéro.",
    ),
    StepId.SITUATION: StepWords(
        "Qui est au comptoir ?",
        ("« Venez-vous pour vous, ou pour quelqu’un d’autre ? »",),
        "Choisissez ce que vous voyez. En cas de doute, parlez à la personne elle-même.",
    ),
    StepId.REDIRECT: StepWords(
        "Remettez la fiche",
        (
            "« Cette page vous dit où continuer, et quoi préparer. »",
            "« Gardez-la : il n’y a aucun nom dessus. »",
        ),
        "Rien n’est enregistré. La personne peut revenir quand elle veut.",
    ),
    StepId.CODE: StepWords(
        "Le code provisoire de la lettre",
        ("« Avez-vous la lettre ou l’e-mail qui annonce Mon espace santé ? »",),
        "Le code a 12 lettres et chiffres, sous le nom de la personne. "
        "Ce n’est pas le code à 6 chiffres reçu par SMS.",
    ),
    StepId.NEW_CODE: StepWords(
        "Où envoyer le nouveau code ?",
        (
            "« Je peux vous faire envoyer un nouveau code. »",
            "« Par où voulez-vous le recevoir ? »",
        ),
        "Ces contacts sont ceux que la caisse connaît. Ils sont en partie cachés. "
        "S’ils ont changé, la personne le dit à sa caisse.",
    ),
    StepId.CODE_BY_POST: StepWords(
        "La personne revient avec sa lettre",
        (
            "« Vous allez recevoir une lettre, avec votre code. »",
            "« Revenez nous voir avec la lettre et votre carte. »",
        ),
        "Remettez la carte. Le dossier s’efface ensuite de ce poste.",
    ),
    StepId.DECISION: StepWords(
        "Que souhaite la personne ?",
        ("« C’est vous qui décidez. Quel que soit votre choix, vous pourrez en changer. »",),
        "Attendez sa réponse, sans la suggérer. Elle n’a pas à donner de raison.",
    ),
    StepId.MANDATE: StepWords(
        "Le mandat, avant de taper à sa place",
        (
            "« Je peux taper pour vous. Ce papier dit ce que je fais, aujourd’hui seulement. »",
            "« Je vous le lis. Signez-le si vous êtes d’accord. »",
        ),
        "Sans mandat signé, ne tapez rien à sa place. "
        "Le mot de passe reste à elle : elle le tape elle-même.",
    ),
    StepId.CONSEQUENCES: StepWords(
        "Ce que cela change",
        (
            "« Je vous lis ce qui va changer. Arrêtez-moi quand vous voulez. »",
            "« Est-ce bien ce que vous souhaitez ? »",
        ),
        "Lisez chaque ligne à voix haute. Continuez quand la personne a dit oui.",
    ),
    StepId.DELETION: StepWords(
        "Ce que change la suppression",
        (
            "« Clôturer et supprimer sont deux choix différents. »",
            "« Voulez-vous aussi supprimer vos documents ? Rien ne presse. »",
        ),
        "En cas de doute, revenez et gardez-les : la suppression pourra être demandée plus tard.",
    ),
    StepId.TERMS: StepWords(
        "La personne lit et accepte",
        ("« Cet écran est à vous. Prenez le temps de lire. »",),
        "Vous pouvez lire avec elle. Elle coche elle-même les cases.",
    ),
    StepId.CONTACTS: StepWords(
        "La personne vérifie son e-mail et son mobile",
        ("« Vérifiez votre e-mail et votre mobile. Corrigez-les s’ils ont changé. »",),
        "Ni votre adresse, ni celle de la structure, même pour dépanner.",
    ),
    StepId.LOGIN_NAME: StepWords(
        "La personne choisit son identifiant",
        ("« Choisissez un nom facile à retenir, et notez-le pour vous. »",),
        "Ni le nom entier, ni le numéro de sécurité sociale, ni l’e-mail.",
    ),
    StepId.PASSWORD: StepWords(
        "La personne choisit son mot de passe",
        ("« Choisissez votre mot de passe. Je ne regarde pas. »",),
        "Regardez ailleurs. Ne tapez pas à sa place, même si elle le demande.",
    ),
    StepId.CONFIRMATION: StepWords(
        "C’est enregistré",
        (
            "« C’est fait. Voici votre papier : gardez-le. »",
            "« Vous pouvez changer d’avis quand vous voulez. »",
        ),
        "Remettez le papier et la carte. Le dossier s’efface ensuite de ce poste.",
    ),
}

# What a call from the helpline says otherwise: there is neither card nor paper to look at.
_BY_PHONE: dict[StepId, StepWords] = {
    StepId.NUMBERS: StepWords(
        "Notez les numéros de la carte",
        ("« Prenez votre carte Vitale. Y a-t-il une photo dessus ? »",),
        "Avec photo : le numéro de série est devant, près de la photo. "
        "Sans photo : il est au dos, en haut à gauche.",
    ),
    StepId.PERSON: StepWords(
        "Qui est au téléphone ?",
        ("« Pouvez-vous me dire votre nom et votre date de naissance ? »",),
        "Parlez à la personne elle-même. Un proche peut l’aider, pas décider pour elle.",
    ),
    StepId.SITUATION: StepWords(
        "Qui appelle ?",
        ("« Appelez-vous pour vous, ou pour quelqu’un d’autre ? »",),
        "Choisissez ce que vous entendez. En cas de doute, parlez à la personne elle-même.",
    ),
    StepId.REDIRECT: StepWords(
        "Dites où continuer",
        ("« Prenez de quoi noter. Je vous dis où continuer. »",),
        "Lisez la fiche à voix haute. Rien n’est enregistré.",
    ),
    StepId.CODE: StepWords(
        "Le code provisoire de la lettre",
        ("« Lisez-moi le code, en disant majuscule ou minuscule pour chaque lettre. »",),
        "Relisez-le à la personne avant de vérifier. Il a 12 lettres et chiffres.",
    ),
    StepId.CODE_BY_POST: StepWords(
        "La personne rappelle avec sa lettre",
        (
            "« Vous allez recevoir une lettre, avec votre code. »",
            "« Rappelez-nous quand vous l’avez, avec votre carte sous les yeux. »",
        ),
        "Dites-lui de garder la lettre. Le dossier s’efface ensuite de ce poste.",
    ),
    StepId.CONFIRMATION: StepWords(
        "C’est enregistré",
        ("« C’est fait. Je vous donne le numéro de votre confirmation. »",),
        "Dictez le numéro lentement, puis faites-le répéter.",
    ),
}

# Once a new code is on its way; by letter, the person has left.
_CODE_ON_ITS_WAY = {
    channel: StepWords(
        "Le nouveau code provisoire",
        (said, "« Quand vous avez le code, lisez-le-moi, avec les majuscules. »"),
        "La personne lit le message elle-même. Si elle ne le peut pas, elle revient avec son code.",
    )
    for channel, said in {
        CodeChannel.EMAIL: "« Un e-mail vient de partir. Regardez vos messages. »",
        CodeChannel.SMS: "« Un SMS vient de partir. Regardez votre téléphone. »",
    }.items()
}

_DELETION_KEY = "Si elle veut aussi supprimer ses documents : touche S."
_OPEN_AND_UNUSED = "L’espace est déjà ouvert, même si vous ne l’avez jamais utilisé."
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
            "Tapez ce qu’elle vous dit, puis relisez-le-lui. "
            "Ni votre adresse, ni celle de la structure."
        ),
    ),
}
_DATA_ARE_BACK = "« Vos documents gardés sont revenus dans votre espace. »"
_SEVERAL_ON_THE_CARD = "Pour qui est la demande ?"
_DECISION_SAY: dict[ProfileStatus, tuple[str, ...]] = {
    ProfileStatus.PENDING: (
        "« C’est vous qui décidez. Vous pouvez activer votre espace, ou refuser sa création. »",
        "« Dans les deux cas, vous pourrez changer d’avis. »",
    ),
    ProfileStatus.OPEN_UNCLAIMED: (
        "« Votre espace est déjà ouvert. Vous pouvez l’activer ou le clôturer. »",
        "« Dans les deux cas, vous pourrez changer d’avis. »",
    ),
    ProfileStatus.ACTIVE: (
        "« Votre espace est activé. Souhaitez-vous le garder ou le clôturer ? »",
        "« Si vous le clôturez, vous pourrez revenir. »",
    ),
    ProfileStatus.OPPOSED: (
        "« Vous avez refusé la création de votre espace. Souhaitez-vous l’activer ? »",
        "« Rien ne vous y oblige. »",
    ),
}
_DECISION_SAY |= dict.fromkeys(
    (ProfileStatus.CLOSED, ProfileStatus.CLOSED_DELETION_PENDING),
    ("« Votre espace est clôturé. Souhaitez-vous le rouvrir ? »", "« Rien ne vous y oblige. »"),
)
_DECISION_SAY[ProfileStatus.DELETED] = (
    "« Votre espace a été supprimé. Souhaitez-vous en avoir un nouveau, vide ? »",
    "« Rien ne vous y oblige. »",
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
    if case.channel is Channel.PHONE:
        words = _BY_PHONE.get(step, words)
    if step is StepId.CODE and case.new_code.sent is not None:
        words = _CODE_ON_ITS_WAY.get(case.new_code.sent.channel, words)
    if step is StepId.CONFIRMATION and case.acknowledgement and case.acknowledgement.data_restored:
        words = replace(words, say=(words.say[0], _DATA_ARE_BACK, *words.say[1:]))
    if step is StepId.CONSEQUENCES and case.action is Action.CLOSE:
        words = replace(words, help=f"{words.help} {_DELETION_KEY}")
    if step is StepId.CONSEQUENCES and case.identification is not None:
        words = replace(words, say=(_right_word(case.identification.status), *words.say))
    if step is StepId.DECISION and case.identification is not None:
        words = replace(words, say=_DECISION_SAY.get(case.identification.status, words.say))
    words = _in_the_situation(words, step, case)
    if case.mandate:
        words = _TYPED_FOR_HER.get(step, words)
    title = _title(step, case, today or datetime.now(UTC).date())
    return replace(words, title=title) if title else words


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
        return replace(words, help=line.help)
    return words


def _right_word(status: ProfileStatus) -> str:
    """Why it is called an opposition, or a closing."""
    from counter_app.domain.right_word import meaning_of_not_wanting  # noqa: PLC0415 - as below

    first, *others = meaning_of_not_wanting(status)
    first = _OPEN_AND_UNUSED if status is ProfileStatus.OPEN_UNCLAIMED else first
    return f"« {' '.join((first, *others))} »"


def _title(step: StepId, case: Case, today: date) -> str:
    """The title where it depends on the case, else an empty string."""
    match step:
        case StepId.PERSON if case.card is not None and len(case.card.beneficiaries) > 1:
            return _SEVERAL_ON_THE_CARD
        case StepId.DECISION if case.family_name:
            return f"Que souhaite {_name_with_title(case, today)} ?"
        case StepId.CONSEQUENCES if case.action is Action.OPPOSE:
            return "Ce que change l’opposition"
        case StepId.CONSEQUENCES:
            return "Ce que change la clôture"
        case StepId.CONFIRMATION if case.acknowledgement is not None:
            return _done(case.acknowledgement)
    return ""


def _name_with_title(case: Case, today: date) -> str:
    """« Madame Marchandeau »; given name and name where the title is not sure, or for a child."""
    from counter_app.domain.nir import Nir  # noqa: PLC0415 - not for the first screen's words

    civil_title = Nir(case.nir).civil_title if _own_number(case) and _of_age(case, today) else ""
    titled = f"{civil_title} {case.polite_name}"
    return agree(civil_title, titled, titled, f"{capitalised(case.given_name)} {case.polite_name}")


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
    if done.action is Action.ACTIVATE and done.data_restored:
        return "L’espace est rouvert, avec ses documents"
    if done.action is Action.ACTIVATE:
        return "L’espace est rouvert" if done.reopened else "L’espace est activé"
    if done.action is Action.OPPOSE:
        return "L’opposition est enregistrée"
    if done.status is ProfileStatus.CLOSED_DELETION_PENDING:
        return "Clôture et suppression enregistrées"
    return "L’espace est clôturé"
