"""The machine that leads a case through the table of steps. No Qt: a window, a script or a test
drives it with the same few gestures, and hears of each change through `listen`."""

from __future__ import annotations

import contextlib
import math
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from counter_app.domain.card import CardContent
from counter_app.domain.failures import CATALOGUE, CounterError, Failure, FailureCode
from counter_app.gateway.port import Acknowledgement, Channel
from counter_app.procedure.acts import Acts
from counter_app.procedure.case import Case, NewCode, PersonChoices, StepId, TypedNumbers
from counter_app.procedure.steps import PUT_RIGHT_AT, STEPS, Side, Step, Work

# After these a code may be on its way: another one has to wait.
_CODE_ASKED_FOR = (FailureCode.CODE_TOO_SOON, FailureCode.CODE_PERHAPS_SENT)


class Procedure:
    """The state of the counter: a case or none, its page, what failed, whether it is locked.

    Gestures that ask the service are coroutines; they never raise a `CounterError`: it is shown
    through `failure`. Everything else returns at once. All calls come from one thread.
    `seconds`: a clock that only counts on.
    """

    def __init__(self, acts: Acts, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._acts = acts
        self._seconds = seconds
        self._next_code_at = 0.0  # by that clock
        self._visit = object()  # another one for each case: an answer that comes late knows its own
        self._awaited = ""  # the key of an act that left and whose outcome is not known
        self._identified: tuple[object, ...] = ()  # whom the choices of the case belong to
        self._listeners: list[Callable[[], None]] = []
        self._history: list[StepId] = []
        self.case: Case | None = None
        self.step: StepId | None = None
        self.card_present = False
        self.locked = False
        self.busy = False
        self.failure: Failure | None = None
        self.suggestions: tuple[str, ...] = ()  # login names that are free

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def announce(self) -> None:
        """Tell the listeners that something around the case changed (the readers)."""
        self._changed()

    def _changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    @property
    def current(self) -> Step | None:
        """The table's line for the page shown, or None when no case is open."""
        return None if self.step is None else STEPS[self.step]

    @property
    def on_person_side(self) -> bool:
        """True while the screen belongs to the person."""
        return self.current is not None and self.current.side is Side.PERSON

    @property
    def outcome_unknown(self) -> bool:
        """True when an act left and no answer came: only asking is allowed, never sending."""
        return bool(self._awaited) and not self.busy

    @property
    def can_go_on(self) -> bool:
        """True when the page is done and nothing is under way."""
        if self.case is None or self.current is None or self.busy or self.locked:
            return False
        if self.current.work(self.case) is Work.SEND_CODE and self.code_wait:
            return False
        return self.current.ready(self.case)

    @property
    def code_wait(self) -> int:
        """Whole seconds before another new code may be asked for; 0 when it may."""
        return max(0, math.ceil(self._next_code_at - self._seconds()))

    # The card -----------------------------------------------------------------------------

    def card_read(self, card: CardContent) -> bool:
        """A card was read. Returns False when it does not concern the open case (other slot)."""
        if self.case is not None and not self.locked and not self._may_be_replaced(self.case):
            return False
        self.card_present = True
        before = self.case.card if self.locked and self.case is not None else None
        if before is not None and before.same_card(card):
            self.locked = False
        else:
            self._wipe()
            self._open_card(card)
            self.failure = None if before is None else CATALOGUE[FailureCode.CARD_SWAPPED]
        self._changed()
        return True

    def _may_be_replaced(self, case: Case) -> bool:
        """A typed case in which nothing was typed yet gives way to a card."""
        return self.step is StepId.NUMBERS and case.typed == TypedNumbers()

    def _open_card(self, card: CardContent) -> None:
        serial = card.serial.value if card.serial.certain and card.serial.value else ""
        case = Case(channel=Channel.CARD, card=card, card_serial=serial)
        self.case = case.for_beneficiary(0) if len(card.beneficiaries) == 1 else case
        self.step = StepId.PERSON

    def card_removed(self) -> None:
        """The card of the case is out: the screen locks, unless nothing was left to do."""
        self.card_present = False
        if self.case is not None and self.case.channel is Channel.CARD:
            if self.current is not None and self.current.over(self.case):
                self._wipe()
            else:
                self.locked = True
        self._changed()

    # Gestures that return at once ---------------------------------------------------------

    def start_typed(self, channel: Channel = Channel.TYPED) -> None:
        """Open a case without a card. An open case is not thrown away for it."""
        if self.case is not None and not self._may_be_replaced(self.case):
            return
        self._wipe()
        self.case = Case(channel=channel)
        self.step = StepId.NUMBERS
        self._changed()

    def choose_beneficiary(self, rank: int) -> None:
        """The act concerns this person of the card."""
        if self._held or self._case().beneficiary == rank:
            return  # chosen again: what was typed for this person stays
        self.case = self._case().for_beneficiary(rank)
        self._next_code_at = 0.0
        self._changed()

    def change(self, **fields: Any) -> None:
        """Set fields of the case; a failure that the change may mend is no longer shown.

        Without effect while the case is held: locked, or waiting for an answer of the service.
        """
        if self._held:
            return
        before = self._case()
        self.case = replace(before, **fields)
        if self.case.numbers != before.numbers:
            self.case = replace(self.case, new_code=NewCode())  # it was another person's
        self.failure = None
        self._changed()

    def change_choices(self, **fields: Any) -> None:
        """Set fields of what the person does on her own side."""
        self.change(choices=replace(self._case().choices, **fields))

    def change_new_code(self, **fields: Any) -> None:
        """Choose for whom, or by which way, a new code is asked."""
        self.change(new_code=replace(self._case().new_code, **fields))

    def back(self) -> None:
        """The page before, with all that was typed; from the first page, the case ends."""
        if self._held or self.case is None or self.step is StepId.CONFIRMATION:
            return
        self.failure = None
        if self._history:
            self.step = self._history.pop()
        else:
            self._wipe()
        self._changed()

    def hand_back(self) -> None:
        """The person gives the screen back: to the decision, with her choices kept."""
        while self.on_person_side and self._history and not (self.busy or self.locked):
            self.step = self._history.pop()
        self._changed()

    def printed(self) -> None:
        """The confirmation went to the printer once more."""
        self._has_paper(printed=self._case().printed + 1)

    def saved(self) -> None:
        """The confirmation was saved as a PDF."""
        self._has_paper(saved=True)

    def _has_paper(self, **fields: Any) -> None:
        """The card may have gone while the printer worked: then the case is over."""
        self.case, self.failure = replace(self._case(), **fields), None
        if self.locked:
            self._wipe()
        self._changed()

    def finish(self) -> None:
        """End the case and wipe it. An act with an unknown outcome stays written down."""
        if not self.busy:
            self._wipe()
            self._changed()

    def show(self, failure: Failure | None) -> None:
        """Show a failure from outside the case (printing), or clear it."""
        if not self.outcome_unknown:
            self.failure = failure
        self._changed()

    # Gestures that ask the service --------------------------------------------------------

    async def go_on(self) -> None:
        """Do the step's work, then show the page that follows."""
        if self.outcome_unknown:
            await self.ask_outcome()
            return
        if not self.can_go_on or self.case is None or self.current is None:
            return
        step, case = self.current, self.case
        work = step.work(case)
        if work is not Work.NONE and not await self._succeeds(work, case):
            return
        following = step.next(self._case())
        if following is not None:
            self._show_page(following)
        self._changed()

    async def turn_aside(self, name: str) -> None:
        """Take the page's way of this name off the main one, if it has it (`steps.Aside`)."""
        if self.case is None or self.current is None or self._held:
            return
        aside = self.current.aside(name, self.case)
        if aside is None or (aside.work is Work.OFFER_CODE and self.code_wait):
            return
        if aside.work is Work.NONE or await self._succeeds(aside.work, self.case):
            self._show_page(aside.to)
            self._changed()

    def _show_page(self, following: StepId) -> None:
        """A page shown before is gone back to: none stands twice behind another."""
        if following is StepId.CONFIRMATION:
            self._history.clear()
        elif following in self._history:
            del self._history[self._history.index(following) :]
        elif self.step is not None:
            self._history.append(self.step)
        self.step = following
        self.failure = None

    async def _succeeds(self, work: Work, case: Case) -> bool:
        """Run the work; False when it failed (shown) or when its case is gone meanwhile."""
        works = {
            Work.IDENTIFY: self._identify,
            Work.OFFER_CODE: self._offer_code,
            Work.SEND_CODE: self._send_code,
            Work.CHECK_LOGIN_NAME: self._check_login_name,
            Work.SUBMIT: self._submit,
        }
        visit = self._visit
        self.busy, self.failure = True, None
        self._changed()
        try:
            await works[work](case)
        except CounterError as error:
            if visit is self._visit:
                await self._put_right(error, case)
            return False
        finally:
            self.busy = False
            if self._awaited:  # also when the waiting itself was broken off
                self.failure = CATALOGUE[FailureCode.OPERATION_OUTCOME_UNKNOWN]
            self._changed()
        return visit is self._visit

    async def _put_right(self, error: CounterError, case: Case) -> None:
        """Show the failure on the page where it can be put right, with all that was typed."""
        if error.code is FailureCode.OPERATION_NOT_ALLOWED:
            visit = self._visit
            with contextlib.suppress(CounterError):  # the state changed: offer what it allows now
                await self._identify(case)
            if visit is not self._visit:
                return
        self.failure = error.failure
        page = PUT_RIGHT_AT.get(error.code)
        if page in self._history:
            while self.step is not page:
                self.step = self._history.pop()

    async def _identify(self, case: Case) -> None:
        visit = self._visit
        known = await self._acts.identify(case)
        if visit is not self._visit:
            return
        person = (case.nir, case.birth_date, case.beneficiary)
        another = bool(self._identified) and person != self._identified
        if another:
            self.suggestions = ()
        self._identified = person
        self.case = self._case().identified(known, another_person=another)

    async def _offer_code(self, case: Case) -> None:
        visit = self._visit
        offer = await self._acts.offer_code(case)
        if visit is self._visit:
            self.case = self._case().offered(offer)

    async def _send_code(self, case: Case) -> None:
        visit = self._visit
        try:
            sent = await self._acts.send_code(case)
        except CounterError as error:
            if visit is self._visit and error.code in _CODE_ASKED_FOR:
                self._next_code_at = self._seconds() + self._acts.wait_after(error)
            raise
        if visit is self._visit:
            self._next_code_at = self._seconds() + self._acts.wait_after(sent)
            self.case = replace(self._case(), code="", new_code=replace(case.new_code, sent=sent))

    async def _check_login_name(self, case: Case) -> None:
        visit = self._visit
        free, suggestions = await self._acts.login_name_free(case)
        if visit is self._visit:
            self.suggestions = suggestions
        if not free:
            raise CounterError(FailureCode.ACCOUNT_LOGIN_NAME_TAKEN)

    async def _submit(self, case: Case) -> None:
        visit, key = self._visit, str(uuid.uuid4())
        if self.step is not StepId.DELETION:  # chosen there, then gone back: the data are kept
            case = replace(case, delete_data=False)
        operation = self._acts.operation(case, key)
        await self._acts.record(operation)
        if visit is not self._visit:  # the case went while the act was written down: not sent
            await self._acts.settle(key)
            return
        self.case, self._awaited = replace(self._case(), idempotency_key=key), key
        try:
            acknowledgement = await self._acts.send(operation)
        except CounterError as error:
            if error.code is not FailureCode.OPERATION_OUTCOME_UNKNOWN and visit is self._visit:
                self._awaited = ""
            raise
        if visit is self._visit:  # else the act stays written down: its paper is still owed
            self._acknowledge(acknowledgement)
            await self._acts.settle(key)

    def _acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """The act is done: nothing of the person's secrets outlives it."""
        self._awaited = ""
        self.case = replace(
            self._case(), acknowledgement=acknowledgement, choices=PersonChoices(), code=""
        )

    async def ask_outcome(self) -> None:
        """Ask what became of the act that left without an answer. Sends nothing twice."""
        if not self.outcome_unknown or self.locked or self.case is None:
            return
        visit, key = self._visit, self._awaited
        self.busy = True
        self._changed()
        try:
            acknowledgement = await self._acts.outcome(key)
            if visit is self._visit:
                self._learn(acknowledgement)
            if visit is self._visit or acknowledgement is None:
                await self._acts.settle(key)
        except CounterError:
            pass  # still unknown: the question can be asked again
        finally:
            self.busy = False
            self._changed()

    def _learn(self, acknowledgement: Acknowledgement | None) -> None:
        if acknowledgement is None:
            self._awaited = ""
            self.failure = CATALOGUE[FailureCode.OPERATION_NOT_REGISTERED]
        else:
            self._acknowledge(acknowledgement)
            self._show_page(StepId.CONFIRMATION)

    # Inside -------------------------------------------------------------------------------

    @property
    def _held(self) -> bool:
        """The case cannot be changed now: hidden, under way, or waiting for its outcome."""
        return self.busy or self.locked or self.outcome_unknown

    def _case(self) -> Case:
        if self.case is None:
            raise LookupError("no case is open")
        return self.case

    def _wipe(self) -> None:
        self.case = self.step = self.failure = None
        self.locked = False
        self.suggestions = ()
        self._visit, self._awaited, self._identified = object(), "", ()
        self._next_code_at = 0.0
        self._history.clear()
