"""The guided case as a table: for each page its stage, its side, when it is done, what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, FurtherAct
from counter_app.domain.wording import phrase
from counter_app.gateway.port import Channel, CodeChannel
from counter_app.procedure.case import Case, StepId
from counter_app.procedure.who_decides import (
    leads_to_an_act,
    may_decide,
    papers_seen,
    situation_of,
)


class Stage(IntEnum):
    """The six lines of the left column."""

    CARD = 1
    PERSON = 2
    CODE = 3
    DECISION = 4
    CHANGE = 5
    CONFIRMATION = 6


STAGE_TITLES: dict[Stage, str] = {
    Stage.CARD: phrase("Carte"),
    Stage.PERSON: phrase("Personne et pièce vue"),
    Stage.CODE: phrase("Code provisoire"),
    Stage.DECISION: phrase("Décision"),
    Stage.CHANGE: phrase("Ce que cela change"),
    Stage.CONFIRMATION: phrase("Confirmation"),
}


class Side(StrEnum):
    """Whose screen it is: the agent never sees what the person types on hers."""

    AGENT = "agent"
    PERSON = "person"


class Work(StrEnum):
    """What has to succeed at the service before the step may be left."""

    NONE = "none"
    IDENTIFY = "identify"
    OFFER_CODE = "offer_code"
    SEND_CODE = "send_code"
    CHECK_LOGIN_NAME = "check_login_name"
    SUBMIT = "submit"


class AsideName(StrEnum):
    """What a page's own gesture asks for, by its name in the table."""

    SITUATION = "situation"
    SLIP = "slip"
    NEW_CODE = "new_code"
    DELETION = "deletion"
    MANDATE = "mandate"
    HERSELF = "herself"


@dataclass(frozen=True, slots=True)
class Aside:
    """A page off the main way, shown by a gesture of its own once its work has succeeded.

    `offered`: whether this case has it; `prepares`: the case as that page takes it up.
    """

    name: AsideName
    to: StepId
    work: Work = Work.NONE
    offered: Callable[[Case], bool] = lambda _case: True
    prepares: Callable[[Case], Case] = lambda case: case


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `ready`: may go on; `next`: the page that follows; `work`: what the service does
    in between; `over`: nothing is left to do here but to give the card back."""

    stage: Stage
    ready: Callable[[Case], bool]
    next: Callable[[Case], StepId | None]
    side: Side = Side.AGENT
    work: Callable[[Case], Work] = lambda _case: Work.NONE
    asides: tuple[Aside, ...] = ()
    over: Callable[[Case], bool] = lambda _case: False

    def aside(self, name: str, case: Case) -> Aside | None:
        """The way aside of this name, or None where this case has none."""
        ways = (aside for aside in self.asides if aside.name == name and aside.offered(case))
        return next(ways, None)


def _numbers_ready(case: Case) -> bool:
    return bool(case.nir and case.card_serial and case.birth_date)


def _person_ready(case: Case) -> bool:
    chosen = case.chosen is not None or case.channel is not Channel.CARD
    if chosen and not leads_to_an_act(case):
        return True  # to the slip
    return chosen and _numbers_ready(case) and papers_seen(case)


def _after_person(case: Case) -> StepId:
    return StepId.CODE if leads_to_an_act(case) else StepId.REDIRECT


def _after_situation(case: Case) -> StepId:
    if not leads_to_an_act(case):
        return StepId.REDIRECT
    return StepId.NUMBERS if case.card is None else StepId.PERSON


def _has_slip(case: Case) -> bool:
    """There is a slip to give instead of an act that might be made."""
    line = situation_of(case)
    return line is not None and line.slip is not None and leads_to_an_act(case)


def _new_code_ready(case: Case) -> bool:
    return case.new_code.rank is not None and case.new_code.channel is not None


def _after_new_code(case: Case) -> StepId:
    """A message comes while the person is there; a letter does not."""
    by_post = case.new_code.channel is CodeChannel.LETTER
    return StepId.CODE_BY_POST if by_post else StepId.CODE


def _after_decision(case: Case) -> StepId:
    if case.action is FurtherAct.REQUEST_DELETION:
        return StepId.DELETION
    if case.action is not Action.ACTIVATE:
        return StepId.CONSEQUENCES
    return StepId.MANDATE if case.mandate else StepId.TERMS


def _decision_ready(case: Case) -> bool:
    known = case.identification
    if known is None or case.action is None or case.action not in known.allowed:
        return False
    return may_decide(case, case.action)


def _may_be_typed_for(case: Case) -> bool:
    """Something is to be typed that the agent may type: the rest takes a key or two."""
    known = case.identification
    allowed = known is not None and Action.ACTIVATE in known.allowed_actions
    return allowed and case.channel is not Channel.PHONE and may_decide(case, Action.ACTIVATE)


def _needs_account(case: Case) -> bool:
    return case.identification is None or not case.identification.has_account


def _after_contacts(case: Case) -> StepId:
    return StepId.LOGIN_NAME if _needs_account(case) else StepId.CONFIRMATION


def _contacts_work(case: Case) -> Work:
    return Work.NONE if _needs_account(case) else Work.SUBMIT


STEPS: dict[StepId, Step] = {
    StepId.NUMBERS: Step(Stage.CARD, _numbers_ready, lambda _case: StepId.PERSON),
    StepId.PERSON: Step(
        Stage.PERSON,
        _person_ready,
        _after_person,
        asides=(Aside(AsideName.SITUATION, StepId.SITUATION),),
    ),
    StepId.SITUATION: Step(
        Stage.PERSON,
        lambda case: case.situation is not None,
        _after_situation,
        asides=(Aside(AsideName.SLIP, StepId.REDIRECT, offered=_has_slip),),
    ),
    StepId.REDIRECT: Step(
        Stage.PERSON, lambda _case: True, lambda _case: None, over=lambda _case: True
    ),
    StepId.CODE: Step(
        Stage.CODE,
        lambda case: bool(case.code),
        lambda _case: StepId.DECISION,
        work=lambda _case: Work.IDENTIFY,
        asides=(Aside(AsideName.NEW_CODE, StepId.NEW_CODE, Work.OFFER_CODE),),
    ),
    StepId.NEW_CODE: Step(
        Stage.CODE, _new_code_ready, _after_new_code, work=lambda _case: Work.SEND_CODE
    ),
    StepId.CODE_BY_POST: Step(
        Stage.CODE, lambda _case: True, lambda _case: None, over=lambda _case: True
    ),
    StepId.DECISION: Step(
        Stage.DECISION,
        _decision_ready,
        _after_decision,
        asides=(
            Aside(
                AsideName.MANDATE,
                StepId.MANDATE,
                offered=_may_be_typed_for,
                prepares=lambda case: replace(case, action=Action.ACTIVATE),
            ),
        ),
    ),
    StepId.MANDATE: Step(
        Stage.DECISION,
        lambda case: bool(case.mandate),
        lambda _case: StepId.TERMS,
        asides=(
            Aside(
                AsideName.HERSELF,
                StepId.TERMS,
                prepares=lambda case: replace(case, mandate=""),
            ),
        ),
    ),
    StepId.CONSEQUENCES: Step(
        Stage.CHANGE,
        lambda _case: True,
        lambda _case: StepId.CONFIRMATION,
        work=lambda _case: Work.SUBMIT,  # the data are kept: deleting them is the aside's
        asides=(
            Aside(
                AsideName.DELETION,
                StepId.DELETION,
                offered=lambda case: case.action is Action.CLOSE,
            ),
        ),
    ),
    StepId.DELETION: Step(
        Stage.CHANGE,
        lambda _case: True,
        lambda _case: StepId.CONFIRMATION,
        work=lambda _case: Work.SUBMIT,
    ),
    StepId.TERMS: Step(
        Stage.CHANGE,
        lambda case: case.choices.terms_accepted and case.choices.privacy_accepted,
        lambda _case: StepId.CONTACTS,
        Side.PERSON,
    ),
    StepId.CONTACTS: Step(
        Stage.CHANGE, lambda _case: True, _after_contacts, Side.PERSON, _contacts_work
    ),
    StepId.LOGIN_NAME: Step(
        Stage.CHANGE,
        lambda case: bool(case.choices.login_name),
        lambda _case: StepId.PASSWORD,
        Side.PERSON,
        lambda _case: Work.CHECK_LOGIN_NAME,
    ),
    StepId.PASSWORD: Step(
        Stage.CHANGE,
        lambda case: bool(case.choices.password),
        lambda _case: StepId.CONFIRMATION,
        Side.PERSON,
        lambda _case: Work.SUBMIT,
    ),
    StepId.CONFIRMATION: Step(
        Stage.CONFIRMATION,
        lambda _case: True,
        lambda _case: None,
        over=lambda case: case.has_paper,
    ),
}

PERSON_STEPS: tuple[StepId, ...] = (
    StepId.TERMS,
    StepId.CONTACTS,
    StepId.LOGIN_NAME,
    StepId.PASSWORD,
)


def person_progress(case: Case, step: StepId) -> tuple[int, int]:
    """Which of how many pages of the person's side this is; 1-based."""
    steps = PERSON_STEPS if _needs_account(case) else PERSON_STEPS[:2]
    return PERSON_STEPS.index(step) + 1, len(steps)


# Where a refused act is put right: the page is shown again, with all that was typed.
PUT_RIGHT_AT: dict[FailureCode, StepId] = {
    FailureCode.SESSION_EXPIRED: StepId.CODE,
    FailureCode.IDENTITY_NOT_RECOGNISED: StepId.CODE,
    FailureCode.CODE_EXPIRED: StepId.CODE,
    FailureCode.CODE_ALREADY_USED: StepId.CODE,
    FailureCode.CODE_BLOCKED: StepId.CODE,
    FailureCode.OPERATION_NOT_ALLOWED: StepId.DECISION,
    FailureCode.TERMS_NOT_ACCEPTED: StepId.TERMS,
    FailureCode.CONTACT_REFUSED: StepId.CONTACTS,
    FailureCode.ACCOUNT_LOGIN_NAME_TAKEN: StepId.LOGIN_NAME,
    FailureCode.ACCOUNT_LOGIN_NAME_REFUSED: StepId.LOGIN_NAME,
    FailureCode.ACCOUNT_PASSWORD_REFUSED: StepId.PASSWORD,
}
