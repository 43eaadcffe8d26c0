"""A situation met at the counter: who decides in it, what to look at, what to say.

Who may act for whom is `domain.family`'s rule: asked here, never repeated. The situations
themselves: `domain.capacity`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.family import POWERS, Representation
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.domain.redirection import RedirectReason
from counter_app.domain.wording import phrase


class Decider(StrEnum):
    """Whose decision is recorded."""

    PERSON = "person"  # whose space it is
    COMPANION = "companion"  # her legal representative, who came for her
    DECLARANT = "declarant"  # got the notice of a child who is not hers: says so, decides nothing
    NOBODY = "nobody"  # not here, not today: the slip says where to go on


class Paper(StrEnum):
    """A kind of paper to look at: the kind may be recorded, never a number, never a copy."""

    IDENTITY = "identity"  # of the one who decides
    FAMILY_RECORD_BOOK = "family_record_book"
    BIRTH_CERTIFICATE = "birth_certificate"
    COURT_DECISION = "court_decision"


class Group(StrEnum):
    """The first question: who is at the counter?"""

    HERSELF = "herself"
    FOR_ADULT = "for_adult"
    FOR_CHILD = "for_child"
    OTHER = "other"


class SituationId(StrEnum):
    """The name of a line, stable: it may be recorded."""

    ADULT = "adult"
    ACCOMPANIED = "accompanied"
    PRESSED = "pressed"
    CURATORSHIP = "curatorship"
    UNDER_GUARDIANSHIP = "under_guardianship"
    GOODS_ONLY = "goods_only"
    GUARDIAN = "guardian"
    FAMILY_HABILITATION = "family_habilitation"
    WITHOUT_POWER = "without_power"
    RELATIVE = "relative"
    CANNOT_EXPRESS = "cannot_express"
    PARENT = "parent"
    OTHER_PARENT = "other_parent"
    PARENTS_DISAGREE = "parents_disagree"
    TWINS = "twins"
    GUARDIAN_OF_CHILD = "guardian_of_child"
    NOT_REPRESENTATIVE = "not_representative"
    CHILD_ALONE = "child_alone"
    NO_CARD = "no_card"
    DECEASED = "deceased"


# For an adult who cannot speak for herself, the one act that the law names (L. 1111-14). Whether
# her representative may also open and close is to be confirmed: the helpline answers until then.
NAMED_BY_LAW = frozenset({Action.OPPOSE})

GROUP_WORDS: dict[Group, str] = {
    Group.HERSELF: phrase("La personne est là"),
    Group.FOR_ADULT: phrase("Quelqu’un vient pour un adulte"),
    Group.FOR_CHILD: phrase("Quelqu’un vient pour un enfant"),
    Group.OTHER: phrase("Pas de carte, ou un décès"),
}
PAPER_WORDS: dict[Paper, str] = {
    Paper.IDENTITY: phrase("la pièce d’identité de qui décide"),
    Paper.FAMILY_RECORD_BOOK: phrase("le livret de famille"),
    Paper.BIRTH_CERTIFICATE: phrase("l’acte de naissance de l’enfant"),
    Paper.COURT_DECISION: phrase("la décision du juge"),
}
DECIDER_WORDS: dict[Decider, str] = {
    Decider.PERSON: phrase("La personne décide elle-même."),
    Decider.COMPANION: phrase("Son représentant légal, qui est venu, peut décider."),
    Decider.DECLARANT: phrase(
        "Cette personne ne décide pas pour l’enfant. Elle peut dire que le courrier n’était pas "
        "pour elle."
    ),
    Decider.NOBODY: phrase("Personne ne peut décider ici aujourd’hui : remettez la fiche."),
}
_ONLY_OPPOSITION = phrase(
    "Pour un adulte, la loi parle de l’opposition seulement. Pour activer ou clôturer, c’est le "
    "34 22 qui répond."
)


@dataclass(frozen=True, slots=True)
class Situation:
    """One line. `label` is what the agent chooses, `hint` how to recognise it.

    `grown_up`: whose space it is, None for any age. `speaks`: the person is here and says what she
    wants. `comes_as`: as what somebody came for her; () for nobody, or nobody whom the counter may
    follow. `papers`: one of each group is looked at. `say`: sentences to say aloud, each in « »;
    `help`: for the agent alone. `slip`: the paper to give when the act is not made here.
    """

    id: SituationId
    group: Group
    label: str
    hint: str
    grown_up: bool | None
    speaks: bool
    say: tuple[str, ...]
    help: str
    comes_as: tuple[Representation, ...] = ()
    papers: tuple[tuple[Paper, ...], ...] = ()
    slip: RedirectReason | None = None

    def decider(self, act: PersonAct) -> Decider:
        """Who decides on this act. A deletion asked for later is decided as the closing was."""
        if act is FurtherAct.DECLARE_NOT_REPRESENTATIVE:
            known = self.grown_up is False and bool(self.papers)
            return Decider.DECLARANT if known else Decider.NOBODY
        if self.grown_up and self.speaks:
            return Decider.PERSON
        action = Action.CLOSE if act is FurtherAct.REQUEST_DELETION else Action(act)
        return Decider.COMPANION if self._companion_may(action) else Decider.NOBODY

    @property
    def foremost(self) -> Decider:
        """Who decides on the act that asks for the least."""
        deciders = {self.decider(act) for act in (*Action, *FurtherAct)}
        return next(decider for decider in Decider if decider in deciders)

    @property
    def leads_nowhere(self) -> bool:
        """Nobody decides on anything here."""
        return self.foremost is Decider.NOBODY

    def refusal_words(self, act: PersonAct) -> str:
        """Why nobody decides on this act here, and what is possible instead; empty otherwise."""
        if self.decider(act) is not Decider.NOBODY:
            return ""
        named = any(self.decider(other) is not Decider.NOBODY for other in Action)
        return _ONLY_OPPOSITION if named else self.help

    def _companion_may(self, action: Action) -> bool:
        powers = [POWERS[kind] for kind in self.comes_as]
        if self.grown_up:
            able = action in NAMED_BY_LAW and all(each.for_adult for each in powers)
        else:
            able = all(each.for_child for each in powers)
        return bool(powers) and able
