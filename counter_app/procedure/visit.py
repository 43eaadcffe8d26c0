"""What is open at the counter: a case or none, its page, the pages behind it, its card. No Qt."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from counter_app.domain.card import CardContent
from counter_app.domain.failures import CATALOGUE, Failure, FailureCode
from counter_app.gateway.port import Channel
from counter_app.procedure.acts import Acts
from counter_app.procedure.case import Case, StepId, TypedNumbers
from counter_app.procedure.family_round import turned_to
from counter_app.procedure.steps import STEPS, Side, Step, Work

_BEFORE_TYPING = (StepId.SITUATION, StepId.NUMBERS, StepId.REDIRECT)


class Visit:
    """The state of the counter, and what the card does to it."""

    def __init__(
        self,
        acts: Acts,
        *,
        seconds: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._acts = acts
        self._seconds = seconds
        self._today = today
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
        """True while the screen belongs to the person: not where the agent types in her place."""
        hers = self.current is not None and self.current.side is Side.PERSON
        return hers and not self.agent_types

    @property
    def agent_types(self) -> bool:
        """True where the agent types in the person's place, by a signed mandate: never what she
        will come back with, her login name and her password."""
        signed = self.case is not None and bool(self.case.mandate)
        return signed and self.step in (StepId.TERMS, StepId.CONTACTS)

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
        """A case without a card in which nothing was typed yet gives way to a card."""
        nothing_typed = case.card is None and case.typed == TypedNumbers()
        return nothing_typed and self.step in _BEFORE_TYPING

    def _open_card(self, card: CardContent) -> None:
        serial = card.serial.value if card.serial.certain and card.serial.value else ""
        case = Case(channel=Channel.CARD, card=card, card_serial=serial)
        alone = len(card.beneficiaries) == 1
        self.case = turned_to(case, 0, self._today()) if alone else case
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

    # Inside -------------------------------------------------------------------------------

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
