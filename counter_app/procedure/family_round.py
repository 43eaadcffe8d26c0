"""Several people on one card: children first, then the adult, each with her own code and receipt.

What was looked at for one person is not asked again for the next where it is the same paper of the
same hand: the identity paper of the one who decides, the family record book of her children.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.card import CardContent
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.domain.wording import phrase
from counter_app.procedure.case import Case, Done
from counter_app.procedure.who_decides import situation_of, with_situation

if TYPE_CHECKING:
    from counter_app.domain.situation import Situation


DONE_WORDS: dict[PersonAct, str] = {
    Action.ACTIVATE: phrase("espace activé"),
    Action.OPPOSE: phrase("opposition enregistrée"),
    Action.CLOSE: phrase("espace clôturé"),
    FurtherAct.REQUEST_DELETION: phrase("suppression demandée"),
    FurtherAct.DECLARE_NOT_REPRESENTATIVE: phrase("courrier mal adressé"),
}


def round_order(card: CardContent, today: date) -> tuple[int, ...]:
    """The ranks of the people on the card: children first, then adults, else as on the card."""
    return tuple(
        sorted(range(len(card.beneficiaries)), key=lambda rank: _grown_up(card, rank, today))
    )


def following_person(case: Case, today: date) -> int | None:
    """The rank of the next person of the card, once this one's act is done; None: the last."""
    if case.card is None:
        return None
    met = {case.beneficiary, *(done.rank for done in case.done)}
    return next((rank for rank in round_order(case.card, today) if rank not in met), None)


def turned_to(case: Case, rank: int, today: date) -> Case:
    """The case of another person of the card, with the papers that were seen for her too."""
    turned = with_situation(replace(case.for_beneficiary(rank), situation=None, papers=()), today)
    before, line = situation_of(case), situation_of(turned)
    if before is None or line is None or case.card is None:
        return turned  # the first choice: what was ticked before it stays
    if before.grown_up is False and line.grown_up is False:
        return _with_the_same_companion(case, turned, before, today)
    if _is_the_parent(case.card, before, line, today):
        return turned
    return replace(turned, identity_document=None)


def for_next_person(case: Case, rank: int, today: date) -> Case:
    """The case of the next person, once this one's act is acknowledged: the card stays, and who
    is done; nothing else of hers does."""
    done = case.done
    if case.acknowledgement is not None and case.beneficiary is not None:
        done = (*done, Done(case.beneficiary, case.acknowledgement.action))
    turned = turned_to(case, rank, today)
    return replace(
        Case(case.channel, card=case.card, typed=case.typed, card_serial=case.card_serial),
        identity_document=turned.identity_document,
        situation=turned.situation,
        papers=turned.papers,
        done=done,
        contact_marks=case.contact_marks,
    ).for_beneficiary(rank)


def marks_after(case: Case) -> frozenset[bytes]:
    """The contacts given in the round, once this person's act is done. A child's are those of her
    parent, who may well give them again."""
    if not _decides_for_her_own_space(case):
        return case.contact_marks
    from counter_app.domain.contact_details import contact_mark  # noqa: PLC0415 - as above

    given = (case.choices.email.value, case.choices.mobile.value)
    return case.contact_marks | {contact_mark(value) for value in given if value}


def marks_of_others(case: Case) -> frozenset[bytes]:
    """The contacts that this person would share with another adult of the card."""
    return case.contact_marks if _decides_for_her_own_space(case) else frozenset()


def _decides_for_her_own_space(case: Case) -> bool:
    line = situation_of(case)
    return line is not None and bool(line.grown_up)


def _with_the_same_companion(case: Case, turned: Case, before: Situation, today: date) -> Case:
    """From one child to another: who came for the first came for the second."""
    from counter_app.domain.situation import Paper  # noqa: PLC0415 - not for the first window

    kept = tuple(paper for paper in case.papers if paper is Paper.FAMILY_RECORD_BOOK)
    return replace(with_situation(replace(turned, situation=before.id), today), papers=kept)


def _is_the_parent(card: CardContent, one: Situation, other: Situation, today: date) -> bool:
    """Between a child and the only adult of the card: she is the parent whose paper was seen."""
    from counter_app.domain.situation import Group, SituationId  # noqa: PLC0415 - as above

    adults = sum(_grown_up(card, rank, today) for rank in range(len(card.beneficiaries)))
    child, adult = (one, other) if one.grown_up is False else (other, one)
    return (
        adults == 1
        and child.id in (SituationId.PARENT, SituationId.TWINS)
        and adult.group is Group.HERSELF
    )


def _grown_up(card: CardContent, rank: int, today: date) -> bool:
    """Whether this person is of age; where the chip holds no date, she counts as one."""
    from counter_app.domain.deadlines import is_adult  # noqa: PLC0415 - as above

    try:
        return is_adult(card.beneficiaries[rank].birth_date, today)
    except ValueError:
        return True
