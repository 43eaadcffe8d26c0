"""The machine that leads a case through the table of steps. No Qt: a window, a script or a test
drives it with the same few gestures, and hears of each change through `listen`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from counter_app.domain.failures import Failure
from counter_app.gateway.port import Channel
from counter_app.procedure.case import Case, NewCode, StepId, capitalised
from counter_app.procedure.family_round import (
    following_person,
    for_next_person,
    round_order,
    turned_to,
)
from counter_app.procedure.service_work import ServiceWork
from counter_app.procedure.steps import STEPS, Step, Work
from counter_app.procedure.who_decides import (
    offered_situations,
    redirect_after,
    with_situation,
    with_situation_chosen,
)

if TYPE_CHECKING:  # of no use to the first window
    from counter_app.domain.situation import Situation, SituationId


class Procedure(ServiceWork):
    """The state of the counter: a case or none, its page, what failed, whether it is locked.

    Gestures that ask the service are coroutines; they never raise a `CounterError`: it is shown
    through `failure`. Everything else returns at once. All calls come from one thread.
    `seconds`: a clock that only counts on; `today`: the day at this counter.
    """

    # Gestures that return at once ---------------------------------------------------------

    def start_typed(self, channel: Channel = Channel.TYPED) -> None:
        """Open a case without a card. An open case is not thrown away for it."""
        self._start_at(StepId.NUMBERS, channel)

    def start_with_situation(self) -> None:
        """Open a case without a card by who is at the counter: it may need no number at all."""
        self._start_at(StepId.SITUATION, Channel.TYPED)

    def _start_at(self, step: StepId, channel: Channel) -> None:
        if self.case is not None and not self._may_be_replaced(self.case):
            return
        self._wipe()
        self.case = Case(channel=channel)
        self.step = step
        self._changed()

    def choose_situation(self, chosen: SituationId) -> None:
        """Who is at the counter. The papers follow; so does the act, where nobody may decide it."""
        if self._held or self._case().situation is chosen:
            return
        self.case = with_situation_chosen(self._case(), chosen)
        self.failure = None
        self._changed()

    @property
    def slip_for_failure(self) -> bool:
        """Whether what failed leaves nothing to do here but to give the slip."""
        unfit = self._held or self.step is StepId.REDIRECT
        return self.case is not None and not unfit and redirect_after(self.failure) is not None

    def redirect_after_failure(self) -> None:
        """The slip for what failed, where there is one: it says where to go on."""
        reason = redirect_after(self.failure)
        if reason is not None and self.slip_for_failure and self.case is not None:
            self.case = replace(self.case, redirect=reason)
            self._show_page(StepId.REDIRECT)
            self._changed()

    def choose_beneficiary(self, rank: int) -> None:
        """The act concerns this person of the card."""
        if self._held or self._case().beneficiary == rank:
            return  # chosen again: what was typed for this person stays
        self.case = turned_to(self._case(), rank, self._today())
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
            # What was another person's goes; who may decide is looked at anew.
            self.case = replace(self.case, new_code=NewCode(), mandate="")
            self.case = with_situation(self.case, self._today())
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
        if self.step is StepId.REDIRECT:  # another slip may come, for another reason
            self.case = replace(self.case, redirect=None)
        if self._history:
            self.step = self._history.pop()
        else:
            self._wipe()
        self._changed()

    def hand_back(self) -> None:
        """The person gives the screen back: to the decision, or to what the agent types in her
        place; with her choices kept."""
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

    def next_person(self) -> None:
        """The next person of the card, once this one has her paper: her page of the code, or the
        one of the papers where another has to be looked at."""
        case = self.case
        if self._held or case is None or self.step is not StepId.CONFIRMATION:
            return
        rank = following_person(case, self._today())
        if rank is None or not case.has_paper:
            return
        self._wipe()
        self.case, self.step = for_next_person(case, rank, self._today()), StepId.PERSON
        if STEPS[StepId.PERSON].ready(self.case):
            self._show_page(StepId.CODE)
        self._changed()

    @property
    def name_after(self) -> str:
        """The given name of the next person of the card, empty where nobody is still to come."""
        case = self.case
        rank = None if case is None else following_person(case, self._today())
        if case is None or case.card is None or rank is None:
            return ""
        return capitalised(case.card.beneficiaries[rank].given_name)

    @property
    def round_order(self) -> tuple[int, ...]:
        """The ranks of the people of the card, in the order in which their turn comes."""
        case = self.case
        return () if case is None or case.card is None else round_order(case.card, self._today())

    @property
    def situations(self) -> tuple[Situation, ...]:
        """What may describe the open case, the usual one first."""
        return () if self.case is None else offered_situations(self.case, self._today())

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
        if work is Work.NONE or await self._succeeds(work, case):
            self._leave(step)

    def go_on_at_once(self) -> bool:
        """As `go_on`, without waiting; False, and nothing done, where the service is asked."""
        if not self.can_go_on or self.case is None or self.current is None:
            return False
        if self.outcome_unknown or self.current.work(self.case) is not Work.NONE:
            return False
        self._leave(self.current)
        return True

    def _leave(self, step: Step) -> None:
        following = step.next(self._case())
        if following is not None:
            self._show_page(following)
        self._changed()

    def has_aside(self, name: str) -> bool:
        """Whether the page shown has this way off the main one, in this case."""
        if self.case is None or self.current is None:
            return False
        return self.current.aside(name, self.case) is not None

    async def turn_aside(self, name: str) -> None:
        """Take the page's way of this name off the main one, if it has it (`steps.Aside`)."""
        if self.case is None or self.current is None or self._held:
            return
        aside = self.current.aside(name, self.case)
        if aside is None or (aside.work is Work.OFFER_CODE and self.code_wait):
            return
        if aside.work is Work.NONE or await self._succeeds(aside.work, self.case):
            self.case = aside.prepares(self._case())
            self._show_page(aside.to)
            self._changed()
