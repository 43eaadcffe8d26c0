"""What a page says otherwise where something is asked for that seldom is (`domain.FurtherAct`)."""

from __future__ import annotations

from counter_app.domain.profile import FurtherAct
from counter_app.domain.wording import phrase
from counter_app.procedure.case import StepId
from counter_app.procedure.words import StepWords

FURTHER: dict[tuple[FurtherAct, StepId], StepWords] = {
    (FurtherAct.REQUEST_DELETION, StepId.DELETION): StepWords(
        phrase("Ce que change la suppression"),
        (
            phrase("« Votre espace reste clôturé. Je vous lis ce que deviennent vos documents. »"),
            phrase("« Voulez-vous les supprimer ? Rien ne presse. »"),
        ),
        phrase(
            "En cas de doute, revenez en arrière : la suppression pourra être demandée plus tard."
        ),
    ),
    (FurtherAct.DECLARE_NOT_REPRESENTATIVE, StepId.CONSEQUENCES): StepWords(
        phrase("Ce que change cette réponse"),
        (
            phrase("« Je vous lis ce qui va changer. Arrêtez-moi quand vous voulez. »"),
            phrase("« Vous n’êtes ni son parent, ni son tuteur : est-ce bien cela ? »"),
        ),
        phrase("Lisez chaque ligne à voix haute. Continuez quand la personne a dit oui."),
    ),
    (FurtherAct.DECLARE_NOT_REPRESENTATIVE, StepId.CONFIRMATION): StepWords(
        phrase("C’est enregistré"),
        (
            phrase("« C’est fait. Voici votre papier : gardez-le. »"),
            phrase("« Vous n’avez plus rien à faire. »"),
        ),
        phrase("Remettez le papier et la carte. Le dossier s’efface ensuite de ce poste."),
    ),
}
DONE: dict[FurtherAct, str] = {
    FurtherAct.REQUEST_DELETION: phrase("La suppression est demandée"),
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: phrase("La création de cet espace s’arrête"),
}
