"""What a call from the helpline says otherwise: there is neither card nor paper to look at."""

from __future__ import annotations

from counter_app.domain.wording import phrase
from counter_app.procedure.case import StepId
from counter_app.procedure.words import StepWords

BY_PHONE: dict[StepId, StepWords] = {
    StepId.NUMBERS: StepWords(
        phrase("Notez les numéros de la carte"),
        (phrase("« Prenez votre carte Vitale. Y a-t-il une photo dessus ? »"),),
        phrase(
            "Avec photo : le numéro de série est devant, près de la photo. Sans photo : il est au "
            "dos, en haut à gauche."
        ),
    ),
    StepId.PERSON: StepWords(
        phrase("Qui est au téléphone ?"),
        (phrase("« Pouvez-vous me dire votre nom et votre date de naissance ? »"),),
        phrase("Parlez à la personne elle-même. Un proche peut l’aider, pas décider pour elle."),
    ),
    StepId.SITUATION: StepWords(
        phrase("Qui appelle ?"),
        (phrase("« Appelez-vous pour vous, ou pour quelqu’un d’autre ? »"),),
        phrase("Choisissez ce que vous entendez. En cas de doute, parlez à la personne elle-même."),
    ),
    StepId.REDIRECT: StepWords(
        phrase("Dites où continuer"),
        (phrase("« Prenez de quoi noter. Je vous dis où continuer. »"),),
        phrase("Lisez la fiche à voix haute. Rien n’est enregistré."),
    ),
    StepId.CODE: StepWords(
        phrase("Le code provisoire de la lettre"),
        (phrase("« Lisez-moi le code, en disant majuscule ou minuscule pour chaque lettre. »"),),
        phrase("Relisez-le à la personne avant de vérifier. Il a 12 lettres et chiffres."),
    ),
    StepId.CODE_BY_POST: StepWords(
        phrase("La personne rappelle avec sa lettre"),
        (
            phrase("« Vous allez recevoir une lettre, avec votre code. »"),
            phrase("« Rappelez-nous quand vous l’avez, avec votre carte sous les yeux. »"),
        ),
        phrase("Dites-lui de garder la lettre. Le dossier s’efface ensuite de ce poste."),
    ),
    StepId.CONFIRMATION: StepWords(
        phrase("C’est enregistré"),
        (phrase("« C’est fait. Je vous donne le numéro de votre confirmation. »"),),
        phrase("Dictez le numéro lentement, puis faites-le répéter."),
    ),
}
