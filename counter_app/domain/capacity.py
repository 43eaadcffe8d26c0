"""Who may decide at the counter, in each situation that an agent meets: one table.

Two questions lead to a line: who is here (`Group`), then which of a few lines describes it. The
line says who decides for each act, which papers to look at, what to say, and which slip to give
when the act is not made here. Sources: docs/domain.md, "Families" and "Who may decide".
"""

from __future__ import annotations

from datetime import date

from counter_app.domain.deadlines import is_adult
from counter_app.domain.family import POWERS, Representation
from counter_app.domain.redirection import RedirectReason
from counter_app.domain.situation import Group, Paper, Situation, SituationId
from counter_app.domain.wording import phrase, sentences

_R, _P, _G, _ID = Representation, Paper, Group, SituationId
_OWN_IDENTITY = ((_P.IDENTITY,),)
_CHILD_PAPERS = ((_P.IDENTITY,), (_P.FAMILY_RECORD_BOOK, _P.BIRTH_CERTIFICATE))
_GUARDIAN_PAPERS = ((_P.IDENTITY,), (_P.COURT_DECISION,))
_READ_THE_DECISION = phrase(
    "Cherchez dans la décision : elle doit porter sur la personne, pas seulement sur ses biens. "
    "Pour activer ou clôturer, remettez la fiche."
)
_SHE_MAY_COME = phrase("« Cette personne décide elle-même. Elle peut venir ici, ou téléphoner. »")

SITUATIONS: tuple[Situation, ...] = (
    # The person is here
    Situation(
        _ID.ADULT,
        _G.HERSELF,
        phrase("La personne vient pour elle-même"),
        phrase("Elle a 18 ans ou plus, et elle parle pour elle."),
        grown_up=True,
        speaks=True,
        say=(phrase("« C’est vous qui décidez. »"), phrase("« Vous n’avez pas à dire pourquoi. »")),
        help=phrase("Attendez sa réponse, sans la suggérer."),
        papers=_OWN_IDENTITY,
    ),
    Situation(
        _ID.ACCOMPANIED,
        _G.HERSELF,
        phrase("Quelqu’un l’accompagne"),
        phrase("Un proche, un voisin, un aidant, une personne qui traduit."),
        grown_up=True,
        speaks=True,
        say=(
            phrase("« C’est à vous que je pose la question. »"),
            phrase("« La personne avec vous peut vous aider à comprendre. »"),
        ),
        help=phrase("Parlez à la personne elle-même. Qui l’accompagne ne répond pas à sa place."),
        comes_as=(_R.INFORMAL_CAREGIVER,),
        papers=_OWN_IDENTITY,
    ),
    Situation(
        _ID.PRESSED,
        _G.HERSELF,
        phrase("Quelqu’un répond à sa place"),
        phrase("On la presse, on parle pour elle, on tient sa carte."),
        grown_up=True,
        speaks=True,
        say=(
            phrase("« J’ai besoin d’un moment avec vous, seul à seul. »"),
            phrase("« Rien ne presse. Vous pouvez aussi revenir un autre jour. »"),
        ),
        help=phrase("Sans ce moment seul à seul, n’enregistrez rien. Remettez la fiche."),
        comes_as=(_R.INFORMAL_CAREGIVER,),
        papers=_OWN_IDENTITY,
        slip=RedirectReason.PERSON_DECIDES,
    ),
    Situation(
        _ID.CURATORSHIP,
        _G.HERSELF,
        phrase("Elle est sous curatelle"),
        phrase("Avec ou sans son curateur."),
        grown_up=True,
        speaks=True,
        say=(phrase("« C’est vous qui décidez. Votre curateur peut vous conseiller. »"),),
        help=sentences(
            POWERS[_R.CURATOR].otherwise, phrase("Ne refusez jamais à cause d’une curatelle.")
        ),
        comes_as=(_R.CURATOR,),
        papers=_OWN_IDENTITY,
    ),
    Situation(
        _ID.UNDER_GUARDIANSHIP,
        _G.HERSELF,
        phrase("Elle est sous tutelle et dit ce qu’elle veut"),
        phrase("Tutelle ou habilitation, avec ou sans son tuteur."),
        grown_up=True,
        speaks=True,
        say=(phrase("« C’est vous qui décidez. Prenez votre temps. »"),),
        help=phrase("La mesure ne lui enlève pas ce choix. Posez-lui la question à elle."),
        comes_as=(_R.GUARDIAN_OF_PERSON,),
        papers=_OWN_IDENTITY,
    ),
    Situation(
        _ID.GOODS_ONLY,
        _G.HERSELF,
        phrase("Sa mesure ne porte que sur ses biens"),
        phrase("Tutelle ou habilitation pour l’argent et les biens, pas pour la personne."),
        grown_up=True,
        speaks=True,
        say=(phrase("« C’est vous qui décidez. Prenez votre temps. »"),),
        help=POWERS[_R.GUARDIAN_OF_GOODS].otherwise,
        comes_as=(_R.GUARDIAN_OF_GOODS,),
        papers=_OWN_IDENTITY,
    ),
    # Somebody comes for an adult
    Situation(
        _ID.GUARDIAN,
        _G.FOR_ADULT,
        phrase("Son tuteur vient pour elle"),
        phrase("Le juge l’a nommé, et la tutelle porte sur la personne."),
        grown_up=True,
        speaks=False,
        say=(
            phrase("« Puis-je regarder la décision du juge ? Je vous la rends. »"),
            phrase("« Vous pouvez vous opposer pour cette personne. »"),
        ),
        help=_READ_THE_DECISION,
        comes_as=(_R.GUARDIAN_OF_PERSON,),
        papers=_GUARDIAN_PAPERS,
        slip=RedirectReason.COURT_DECISION,
    ),
    Situation(
        _ID.FAMILY_HABILITATION,
        _G.FOR_ADULT,
        phrase("Un proche a une habilitation familiale"),
        phrase("Le juge l’a habilité, et l’habilitation porte sur la personne."),
        grown_up=True,
        speaks=False,
        say=(
            phrase("« Puis-je regarder la décision du juge ? Je vous la rends. »"),
            phrase("« Vous pouvez vous opposer pour cette personne. »"),
        ),
        help=_READ_THE_DECISION,
        comes_as=(_R.GUARDIAN_OF_PERSON,),
        papers=_GUARDIAN_PAPERS,
        slip=RedirectReason.COURT_DECISION,
    ),
    Situation(
        _ID.WITHOUT_POWER,
        _G.FOR_ADULT,
        phrase("Un curateur ou un tuteur des biens vient sans elle"),
        phrase("Sa mesure ne lui donne pas ce choix."),
        grown_up=True,
        speaks=False,
        say=(_SHE_MAY_COME,),
        help=phrase("Ces mesures ne donnent pas ce choix : la personne décide elle-même."),
        comes_as=(_R.CURATOR, _R.GUARDIAN_OF_GOODS),
        slip=RedirectReason.PERSON_DECIDES,
    ),
    Situation(
        _ID.RELATIVE,
        _G.FOR_ADULT,
        phrase("Un proche ou un voisin vient sans elle"),
        phrase("Mari, femme, enfant, aidant : même avec sa carte et son code."),
        grown_up=True,
        speaks=False,
        say=(_SHE_MAY_COME,),
        help=POWERS[_R.INFORMAL_CAREGIVER].otherwise,
        comes_as=(_R.INFORMAL_CAREGIVER,),
        slip=RedirectReason.PERSON_DECIDES,
    ),
    Situation(
        _ID.CANNOT_EXPRESS,
        _G.FOR_ADULT,
        phrase("Elle ne peut pas dire ce qu’elle veut"),
        phrase("Même avec de l’aide et du temps. Aucun juge n’a nommé quelqu’un pour elle."),
        grown_up=True,
        speaks=False,
        say=(
            phrase("« Je ne peux rien enregistrer sans son accord. »"),
            phrase("« Rien ne change pour ses soins. »"),
        ),
        help=phrase("Essayez d’abord la fiche facile à lire, ou un autre jour. Ne devinez pas."),
        comes_as=(_R.INFORMAL_CAREGIVER,),
        slip=RedirectReason.COURT_DECISION,
    ),
    # Somebody comes for a child
    Situation(
        _ID.PARENT,
        _G.FOR_CHILD,
        phrase("Un parent vient pour son enfant"),
        phrase("L’enfant a moins de 18 ans. Il est sur la carte du parent."),
        grown_up=False,
        speaks=False,
        say=(
            phrase("« Êtes-vous son père ou sa mère ? »"),
            phrase("« C’est vous qui décidez pour votre enfant. »"),
        ),
        help=phrase("Chacun des deux parents peut décider. Ne cherchez pas à les départager."),
        comes_as=(_R.PARENT,),
        papers=_CHILD_PAPERS,
    ),
    Situation(
        _ID.OTHER_PARENT,
        _G.FOR_CHILD,
        phrase("C’est l’autre parent qui vient"),
        phrase("L’enfant est rattaché au premier, qui a reçu le code."),
        grown_up=False,
        speaks=False,
        say=(
            phrase("« Vous pouvez décider, comme l’autre parent. »"),
            phrase("« Le code de l’enfant est envoyé au parent à qui il est rattaché. »"),
        ),
        help=phrase(
            "Avec la carte et le code de l’enfant, continuez. Sans eux, remettez la fiche."
        ),
        comes_as=(_R.PARENT,),
        papers=_CHILD_PAPERS,
        slip=RedirectReason.CHILD_FUND,
    ),
    Situation(
        _ID.PARENTS_DISAGREE,
        _G.FOR_CHILD,
        phrase("Les deux parents ne sont pas d’accord"),
        phrase("L’un demande, l’autre refuse."),
        grown_up=False,
        speaks=False,
        say=(
            phrase("« Vous avez tous les deux le même droit. »"),
            phrase("« Je ne peux pas choisir entre vous. La caisse peut vous répondre. »"),
        ),
        help=phrase("N’enregistrez rien et ne donnez pas votre avis. Remettez la fiche."),
        comes_as=(),  # each of them might act alone: the counter follows neither
        slip=RedirectReason.CHILD_FUND,
    ),
    Situation(
        _ID.TWINS,
        _G.FOR_CHILD,
        phrase("Ce sont des jumeaux"),
        phrase("Plusieurs enfants nés le même jour."),
        grown_up=False,
        speaks=False,
        say=(phrase("« De quel enfant parlons-nous d’abord ? »"),),
        help=phrase("Choisissez par le prénom. Chaque enfant a son propre code."),
        comes_as=(_R.PARENT,),
        papers=_CHILD_PAPERS,
    ),
    Situation(
        _ID.GUARDIAN_OF_CHILD,
        _G.FOR_CHILD,
        phrase("Un tuteur nommé par le juge vient pour l’enfant"),
        phrase("Il n’est pas le parent. Le juge l’a nommé."),
        grown_up=False,
        speaks=False,
        say=(
            phrase("« Puis-je regarder la décision du juge ? Je vous la rends. »"),
            phrase("« C’est vous qui décidez pour cet enfant. »"),
        ),
        help=phrase("Regardez la décision, sans la copier ni en noter le numéro."),
        comes_as=(_R.GUARDIAN_OF_MINOR,),
        papers=_GUARDIAN_PAPERS,
        slip=RedirectReason.CHILD_NEEDS_PARENT,
    ),
    Situation(
        _ID.NOT_REPRESENTATIVE,
        _G.FOR_CHILD,
        phrase("Le courrier de l’enfant n’était pas pour elle"),
        phrase("Elle n’est ni son parent, ni son tuteur, et elle vient le dire."),
        grown_up=False,
        speaks=False,
        say=(
            phrase("« Vous n’êtes ni son parent, ni son tuteur ? Je peux l’enregistrer. »"),
            phrase("« Avez-vous le courrier de l’enfant, avec son code ? »"),
        ),
        help=phrase("Elle ne décide pas pour l’enfant. Elle peut seulement le dire."),
        papers=_OWN_IDENTITY,
        slip=RedirectReason.CHILD_NEEDS_PARENT,
    ),
    Situation(
        _ID.CHILD_ALONE,
        _G.FOR_CHILD,
        phrase("L’enfant est là sans parent ni tuteur"),
        phrase("Seul, ou avec un grand-parent, un beau-parent, un voisin."),
        grown_up=False,
        speaks=True,
        say=(phrase("« Avant 18 ans, un parent ou un tuteur décide. Il peut venir ici. »"),),
        help=POWERS[_R.GUARDIAN_OF_PERSON].otherwise,  # the words of whoever is not for children
        comes_as=(_R.INFORMAL_CAREGIVER,),
        slip=RedirectReason.CHILD_NEEDS_PARENT,
    ),
    # Neither
    Situation(
        _ID.NO_CARD,
        _G.OTHER,
        phrase("La personne n’a pas sa carte"),
        phrase("Oubliée, perdue, volée, ou seulement sur un téléphone."),
        grown_up=True,
        speaks=True,
        say=(
            phrase("« Avez-vous noté le numéro de série de votre carte ? »"),
            phrase("« Sinon, cette fiche vous dit comment faire. »"),
        ),
        help=phrase(
            "Avec son numéro de série, tapez les numéros sans carte. Sinon, remettez la fiche."
        ),
        papers=_OWN_IDENTITY,
        slip=RedirectReason.NO_CARD,
    ),
    Situation(
        _ID.DECEASED,
        _G.OTHER,
        phrase("La personne est décédée"),
        phrase("Un proche vient le dire."),
        grown_up=None,
        speaks=False,
        say=(
            phrase("« Je vous présente mes condoléances. »"),
            phrase("« Pour cette demande, ce numéro vous répondra. »"),
        ),
        help=phrase("N’ouvrez rien et ne demandez pas de détail. Remettez la fiche."),
        slip=RedirectReason.NOT_POSSIBLE_HERE,
    ),
)
_BY_ID = {line.id: line for line in SITUATIONS}


def situation(of: SituationId) -> Situation:
    """The line of this name."""
    return _BY_ID[of]


def situations_for(birth_date: str, on_day: date) -> tuple[Situation, ...]:
    """The lines that may describe the case of someone born on this date (YYYYMMDD as on the card),
    on this day of her own territory, the usual one first; all of them for an empty text.

    Raises ValueError for another text that is no birth date.
    """
    if not birth_date:
        return SITUATIONS
    grown_up = is_adult(birth_date, on_day)
    return tuple(line for line in SITUATIONS if line.grown_up in (None, grown_up))
