"""Any gestures in any order: what must hold for the case whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from counter_app.domain.capacity import situation
from counter_app.domain.failures import CATALOGUE, FailureCode
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.domain.situation import Decider, SituationId
from counter_app.gateway.port import Channel, CodeChannel
from counter_app.procedure.case import Case, StepId
from counter_app.procedure.steps import PUT_RIGHT_AT, AsideName
from counter_app.procedure.who_decides import papers_asked
from tests.procedure.at_once import AtOnce
from tests.procedure.counter import UNKNOWN, Counter, known_as

ACTS: tuple[PersonAct, ...] = (*Action, *FurtherAct)
CARDS = (("odette",), ("firmin",), ("aurele", "lilou", "noam"))
SERVICE_CODES = [
    *PUT_RIGHT_AT,
    UNKNOWN,
    FailureCode.SERVICE_UNREACHABLE,
    FailureCode.SERVICE_BUSY,
    FailureCode.SERVICE_FAULT,
    FailureCode.SERVICE_ANSWER_UNREADABLE,
    FailureCode.IDENTITY_DECEASED,
    FailureCode.CODE_TOO_SOON,
    FailureCode.CODE_PERHAPS_SENT,
    FailureCode.CONTACT_UNKNOWN,
]
METHODS = ["identify", "login_name_free", "submit", "outcome", "request_code", "send_code"]
TURNS = 12  # of the loop: more than any gesture needs when the service answers at once


class AnyGestures(RuleBasedStateMachine):
    """One post, two people and a family, a service that fails and is slow as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.loop.set_default_executor(AtOnce(1))
        self.counter = Counter()
        self.service, self.pending = self.counter.service, self.counter.pending
        self.procedure = self.counter.procedure
        self.tasks: list[asyncio.Task[None]] = []
        self.acknowledged: set[str] = set()
        self.seen = 0  # of the acts that were sent
        self.procedure.listen(self.note)

    def note(self) -> None:
        """Which acts were acknowledged to the case that sent them."""
        case = self.procedure.case
        if case is not None and case.acknowledgement is not None:
            self.acknowledged.add(case.idempotency_key)
        if len(self.service.sent) > self.seen:
            self.seen = len(self.service.sent)
            sent = self.service.sent[-1]
            deletes = sent.delete_data or sent.action is FurtherAct.REQUEST_DELETION
            assert not deletes or self.procedure.step is StepId.DELETION, "deleted unasked"

    def teardown(self) -> None:
        try:
            self.service.fail.clear()
            self.answer()
            assert all(task.done() for task in self.tasks), "a gesture never ended"
            for task in self.tasks:
                task.result()  # no gesture lets an error out
        finally:
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()

    def turn(self) -> None:
        """Let the loop run until nothing moves without the service."""

        async def turns() -> None:
            for _ in range(TURNS):
                await asyncio.sleep(0)

        self.loop.run_until_complete(turns())

    def start(self, gesture: Callable[[], Any]) -> None:
        self.tasks.append(self.loop.create_task(gesture()))
        self.turn()

    # The service

    @rule(method=st.sampled_from(METHODS), code=st.sampled_from(SERVICE_CODES))
    def service_will_fail(self, method: str, code: FailureCode) -> None:
        self.service.fails(method, code)

    @rule(registers=st.booleans())
    def unheard_acts(self, registers: bool) -> None:
        self.service.registers_unheard = registers

    @rule(
        name=st.sampled_from(["odette", "lilou"]),
        status=st.sampled_from([ProfileStatus.PENDING, ProfileStatus.ACTIVE, ProfileStatus.CLOSED]),
    )
    def state_of_the_space(self, name: str, status: ProfileStatus) -> None:
        self.service.known = known_as(name, status)

    @precondition(lambda self: self.service.hold is None)
    @rule()
    def service_becomes_slow(self) -> None:
        self.service.hold = asyncio.Event()

    @rule()
    def answer(self) -> None:
        hold, self.service.hold = self.service.hold, None
        if hold is not None:
            hold.set()
        self.turn()

    @rule(what=st.sampled_from(["record", "settle"]), refuses=st.booleans())
    def disk(self, what: str, refuses: bool) -> None:
        (self.pending.refuses.add if refuses else self.pending.refuses.discard)(what)

    # The card

    @rule(names=st.sampled_from(CARDS))
    def card_in(self, names: tuple[str, ...]) -> None:
        before, locked = self.procedure.case, self.procedure.locked
        taken = self.counter.insert(*names)
        if before is not None and not locked and not taken:
            assert self.procedure.case is before

    @rule()
    def card_out(self) -> None:
        self.procedure.card_removed()

    # The gestures

    @rule(channel=st.sampled_from([Channel.TYPED, Channel.PHONE]))
    def start_typed(self, channel: Channel) -> None:
        before = self.procedure.case
        self.procedure.start_typed(channel)
        if before is not None and self.procedure.case is not before:
            assert before.typed == Case(channel).typed

    @rule()
    def start_with_situation(self) -> None:
        self.procedure.start_with_situation()

    @precondition(lambda self: self.procedure.case is not None)
    @rule(rank=st.integers(0, 2))
    def choose_beneficiary(self, rank: int) -> None:
        card = self.procedure.case and self.procedure.case.card
        if card is not None and rank < len(card.beneficiaries):
            self.procedure.choose_beneficiary(rank)

    @precondition(lambda self: bool(self.procedure.situations))
    @rule(rank=st.integers(0, len(SituationId) - 1))
    def choose_situation(self, rank: int) -> None:
        before = self.procedure.case
        held = self.procedure.locked or self.procedure.busy or self.procedure.outcome_unknown
        offered = self.procedure.situations
        self.procedure.choose_situation(offered[rank % len(offered)].id)
        if held:
            assert self.procedure.case is before

    @precondition(lambda self: self.procedure.current and self.procedure.current.asides)
    @rule(rank=st.integers(0, 1))
    def another_way_aside(self, rank: int) -> None:
        assert self.procedure.current is not None
        name = self.procedure.current.asides[-rank].name
        before, offered = self.procedure.step, self.procedure.has_aside(name)
        self.start(partial(self.procedure.turn_aside, name))
        assert offered or self.procedure.step is before

    @rule()
    def slip_for_a_failure(self) -> None:
        offered = self.procedure.slip_for_failure
        self.procedure.redirect_after_failure()
        if offered:
            assert self.procedure.step is StepId.REDIRECT

    @precondition(lambda self: self.procedure.case is not None)
    @rule()
    def next_person(self) -> None:
        before = self.procedure.case
        self.procedure.next_person()
        after = self.procedure.case
        assert before is not None
        assert after is not None
        if after is not before:
            assert before.has_paper
            assert len(after.done) == len(before.done) + 1
            assert after.card is before.card
            assert after.acknowledgement is None
            assert (after.code, after.mandate, after.identification) == ("", "", None)

    @precondition(lambda self: self.procedure.case is not None)
    @rule(
        action=st.sampled_from(ACTS),
        delete_data=st.booleans(),
    )
    def fill(self, action: PersonAct, delete_data: bool) -> None:
        before = self.procedure.case
        held = self.procedure.locked or self.procedure.busy or self.procedure.outcome_unknown
        self.counter.action, self.counter.delete_data = action, delete_data
        self.counter.fill()
        if held:
            assert self.procedure.case is before

    @rule()
    def go_on(self) -> None:
        if not self.procedure.locked:
            self.start(self.procedure.go_on)
            return
        before = (self.procedure.case, self.procedure.step, len(self.service.sent))
        asked = len(self.service.asked)
        if not self.procedure.busy:
            self.start(self.procedure.go_on)
            after = (self.procedure.case, self.procedure.step, len(self.service.sent))
            assert after == before, "locked, and yet a page was left"
            assert len(self.service.asked) == asked

    @rule()
    def two_at_once(self) -> None:
        sent = len(self.service.sent)
        self.tasks.append(self.loop.create_task(self.procedure.go_on()))
        self.start(self.procedure.go_on)
        assert len(self.service.sent) <= sent + 1

    @rule(pages=st.integers(2, 12), action=st.sampled_from(ACTS), names=st.sampled_from(CARDS))
    def several_pages(self, pages: int, action: PersonAct, names: tuple[str, ...]) -> None:
        """A visit that goes well for a while, of a whole family: else few would come far."""
        self.counter.action = action
        if self.procedure.case is None:
            self.counter.insert(*names)
        for _ in range(pages):
            case = self.procedure.case
            if case is None or self.procedure.locked:
                return
            if case.card is not None and case.beneficiary is None:
                self.procedure.choose_beneficiary(len(case.card.beneficiaries) - 1)
            if self.procedure.step is StepId.CONFIRMATION:
                self.procedure.printed()
                self.next_person()
            self.counter.fill()
            self.start(self.procedure.go_on)

    @rule()
    def ask(self) -> None:
        self.start(self.procedure.ask_outcome)

    @rule(channel=st.sampled_from(CodeChannel))
    def turn_aside(self, channel: CodeChannel) -> None:
        asked, waits = len(self.service.offers_asked), self.procedure.code_wait
        held = self.procedure.locked or self.procedure.busy or self.procedure.outcome_unknown
        self.counter.code_channel = channel
        self.start(partial(self.procedure.turn_aside, AsideName.NEW_CODE))
        if waits or held or self.procedure.case is None:
            assert len(self.service.offers_asked) == asked

    @rule(seconds=st.sampled_from([1, 30]))
    def time_goes_by(self, seconds: int) -> None:
        self.counter.elapsed += seconds

    @rule()
    def back(self) -> None:
        self.procedure.back()

    @rule()
    def hand_back(self) -> None:
        self.procedure.hand_back()

    @precondition(lambda self: self.procedure.step is StepId.CONFIRMATION)
    @rule()
    def printed(self) -> None:
        self.procedure.printed()

    @rule()
    def finish(self) -> None:
        busy = self.procedure.busy
        self.procedure.finish()
        assert busy or self.procedure.case is None

    @rule(code=st.sampled_from([FailureCode.PRINT_FAILED, None]))
    def show(self, code: FailureCode | None) -> None:
        unknown = self.procedure.outcome_unknown
        self.procedure.show(CATALOGUE[code] if code else None)
        assert self.procedure.outcome_unknown == unknown

    # What holds at any moment

    @invariant()
    def nobody_decided_who_may_not(self) -> None:
        for sent in self.service.sent:
            assert sent.situation is not None
            assert situation(sent.situation).decider(sent.action) is not Decider.NOBODY
            assert not sent.mandate or sent.action is Action.ACTIVATE
            assert not sent.delete_data or sent.action is Action.CLOSE

    @invariant()
    def the_situation_is_one_that_can_be_hers(self) -> None:
        case = self.procedure.case
        if case is not None and case.birth_date:
            assert case.situation in {line.id for line in self.procedure.situations}
            assert set(case.papers) <= set(papers_asked(case))

    @invariant()
    def never_two_acts_under_way(self) -> None:
        assert self.service.most_in_flight <= 1

    @invariant()
    def each_key_is_sent_once_and_written_down_before(self) -> None:
        keys = [sent.key for sent in self.service.sent]
        assert len(set(keys)) == len(keys)
        written = [key for what, key in self.pending.log if what == "record"]
        assert set(keys) <= set(written)

    @invariant()
    def an_acknowledgement_is_that_of_its_own_act(self) -> None:
        case = self.procedure.case
        if case is not None and case.acknowledgement is not None:
            assert self.service.registered[case.idempotency_key] is case.acknowledgement
            assert self.procedure.step is StepId.CONFIRMATION or self.procedure.busy
            assert case.choices == Case(case.channel).choices
        if self.procedure.step is StepId.CONFIRMATION:
            assert case is not None
            assert case.acknowledgement is not None

    @invariant()
    def no_act_is_forgotten(self) -> None:
        """Registered: then it was acknowledged to its case, or it is still written down."""
        assert set(self.service.registered) <= self.acknowledged | set(self.pending.unsettled)
        if self.procedure.outcome_unknown:
            case = self.procedure.case
            assert case is not None
            assert case.idempotency_key in self.pending.unsettled
            assert case.acknowledgement is None
            assert self.procedure.failure is CATALOGUE[UNKNOWN]

    @invariant()
    def a_page_and_a_case_go_together(self) -> None:
        assert (self.procedure.step is None) == (self.procedure.case is None)
        if self.procedure.case is None:
            assert not self.procedure.locked
            assert not self.procedure.outcome_unknown
            assert not self.procedure.can_go_on

    @invariant()
    def no_page_stands_behind_itself(self) -> None:
        pages = [*self.procedure._history, self.procedure.step]
        assert len(set(pages)) == len(pages)

    @invariant()
    def a_code_that_was_sent_is_the_present_person_s(self) -> None:
        case = self.procedure.case
        if case is not None and case.new_code.offer is not None:
            assert all(case.numbers), "other numbers, and yet the offer stayed"

    @invariant()
    def locked_means_held(self) -> None:
        if self.procedure.locked:
            assert not self.procedure.can_go_on

    @invariant()
    def nothing_blocks_for_ever(self) -> None:
        """Busy only while the service is asked; else `finish` ends the case, whatever failed."""
        assert self.procedure.busy == any(not task.done() for task in self.tasks)


TestAnyGestures = AnyGestures.TestCase
TestAnyGestures.settings = settings(max_examples=40, stateful_step_count=50)


def test_from_any_page_a_failure_leaves_a_way_out() -> None:
    """Every failure on every page: going on, going back or ending leads out of it."""
    for code in SERVICE_CODES:
        for step in (StepId.CODE, StepId.PASSWORD):
            asyncio.run(_fail_then_leave(code, step))


async def _fail_then_leave(code: FailureCode, step: StepId) -> None:
    counter = Counter()
    for method in ("identify", "submit"):
        if (method == "identify") == (step is StepId.CODE):
            counter.service.fails(method, code)
    await counter.begin(step)
    await counter.procedure.go_on()
    assert counter.procedure.failure is not None
    for _ in StepId:  # the agent presses on
        if counter.procedure.step is StepId.CONFIRMATION:
            break
        counter.fill()
        await counter.procedure.go_on()
    assert counter.procedure.step is StepId.CONFIRMATION
    assert len(counter.service.registered) == 1
