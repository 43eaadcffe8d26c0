"""Who decides in this case: its situation, the papers that go with it, where it leads otherwise.

The rule is the domain's (`domain.capacity`); here it meets the card, the typed numbers, the
channel. Texts and rules are loaded when first needed: the first window has no case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.profile import PersonAct
from counter_app.gateway.port import Channel
from counter_app.procedure.case import Case

if TYPE_CHECKING:
    from counter_app.domain.failures import Failure
    from counter_app.domain.redirection import RedirectReason
    from counter_app.domain.situation import Paper, Situation, SituationId


def situation_of(case: Case) -> Situation | None:
    """The line of the case; None before anybody is chosen."""
    if case.situation is None:
        return None
    from counter_app.domain.capacity import situation  # noqa: PLC0415 - not for the first window

    return situation(case.situation)


def offered_situations(case: Case, today: date) -> tuple[Situation, ...]:
    """The lines that may describe this case on this day, the usual one first."""
    from counter_app.domain.capacity import situations_for  # noqa: PLC0415 - as above
    from counter_app.domain.situation import SituationId  # noqa: PLC0415 - as above

    try:
        lines = situations_for(case.birth_date, today)
    except ValueError:  # the chip holds no date: the agent knows who stands there
        lines = situations_for("", today)
    has_card = case.channel is Channel.CARD
    return tuple(line for line in lines if not (has_card and line.id is SituationId.NO_CARD))


def with_situation(case: Case, today: date) -> Case:
    """The case with a situation that can be hers: the one chosen if it can, else the usual one.

    The papers follow it: those of another situation are no longer counted as seen.
    """
    if case.card is not None and case.beneficiary is None:
        return case
    if case.card is None and not case.birth_date:
        return case
    offered = [line.id for line in offered_situations(case, today)]
    if case.situation in offered:
        return case
    return replace(case, situation=_usual(case, offered), papers=())


def _usual(case: Case, offered: list[SituationId]) -> SituationId:
    from counter_app.domain.situation import SituationId  # noqa: PLC0415 - as above

    people = () if case.card is None else case.card.beneficiaries
    same_day = sum(person.birth_date == case.birth_date for person in people)
    twins = bool(case.birth_date) and same_day > 1 and SituationId.TWINS in offered
    return SituationId.TWINS if twins else offered[0]


def may_decide(case: Case, act: PersonAct) -> bool:
    """Whether somebody who is here may decide on this act."""
    return not refusal_here(case, act)


def refusal_here(case: Case, act: PersonAct) -> str:
    """Why nobody who is here decides on this act, and what is possible instead; else empty."""
    line = situation_of(case)
    return "" if line is None else line.refusal_words(act)


def leads_to_an_act(case: Case) -> bool:
    """False where nobody decides on anything here: the slip says where to go on."""
    line = situation_of(case)
    return line is None or not line.leads_nowhere


def papers_asked(case: Case) -> tuple[Paper, ...]:
    """One of these is looked at besides the identity paper; () where none is, or on the phone."""
    from counter_app.domain.situation import Paper  # noqa: PLC0415 - as above

    line = situation_of(case)
    if line is None or case.channel is Channel.PHONE:
        return ()
    others = [group for group in line.papers if Paper.IDENTITY not in group]
    return others[0] if others else ()


def papers_seen(case: Case) -> bool:
    """Whether the papers of the situation were looked at."""
    asked = papers_asked(case)
    linked = not asked or any(paper in asked for paper in case.papers)
    return case.identity_document is not None and linked


def with_situation_chosen(case: Case, chosen: SituationId) -> Case:
    """The case in this situation: what was looked at for another one is no longer counted.

    The identity paper is that of whoever decides: it stays where that is the same person.
    """
    before = situation_of(case)
    case = replace(case, situation=chosen, papers=(), redirect=None, mandate="")
    line = situation_of(case)
    if before is not None and line is not None and before.group is not line.group:
        case = replace(case, identity_document=None)
    if case.action is not None and not may_decide(case, case.action):
        case = replace(case, action=None)
    return case


def redirect_after(failure: Failure | None) -> RedirectReason | None:
    """What the slip is for, where a failure leaves nothing else to do here."""
    from counter_app.domain.redirection import REASONS  # noqa: PLC0415 - as above

    return None if failure is None else REASONS.get(failure.code)


def redirect_reason(case: Case) -> RedirectReason:
    """What the slip of this case is for."""
    from counter_app.domain.redirection import RedirectReason  # noqa: PLC0415 - as above

    line = situation_of(case)
    said = None if line is None else line.slip
    return case.redirect or said or RedirectReason.NOT_POSSIBLE_HERE
