"""The machine that leads a case through the table of steps. No Qt: a window, a script or a test
drives it with the same few gestures, and hears of each change through `listen`."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from counter_app.domain.card import CardContent
from counter_app.domain.failures import CATALOGUE, CounterError, Failure, FailureCode
from counter_app.domain.profile import Action
from counter_app.gateway.port import (
    Acknowledgement,
    ActivationChoices,
    Channel,
    HealthSpaceGateway,
    IdentificationRequest,
    Operation,
)
from counter_app.procedure.case import (
    PRIVACY_VERSION,
    TERMS_VERSION,
    Case,
    PersonChoices,
    StepId,
    TypedNumbers,
)
from counter_app.procedure.steps import PUT_RIGHT_AT, STEPS, Side, Step, Work


class PendingOperations(Protocol):
    """What is written down before an act is sent, so that no outcome is ever forgotten."""

    def record(self, idempotency_key: str, action: Action, started_at: datetime) -> None:
        """Write the intent down, durably, before sending."""
        ...

    def settle(self, idempotency_key: str) -> None:
        """The outcome is known."""
        ...


class Procedure:
    """The state of the counter: a case or none, its page, what failed, whether it is locked.

    Gestures that ask the service are coroutines; they never raise a `CounterError`: it is shown
    through `failure`. Everything else returns at once. All calls come from one thread.
    """

    def __init__(
        self,
        gateway: HealthSpaceGateway,
        pending: PendingOperations,
        *,
        organisation: str,
        agent: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._gateway = gateway
        self._pending = pending
        self._organisation = organisation
        self._agent = agent
        self._clock = clock
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
        code = None if self.failure is None else self.failure.code
        return code is FailureCode.OPERATION_OUTCOME_UNKNOWN

    @property
    def can_go_on(self) -> bool:
        """True when the page is done and nothing is under way."""
        if self.case is None or self.current is None or self.busy or self.locked:
            return False
        return self.current.ready(self.case)

    # The card -----------------------------------------------------------------------------

    def card_read(self, card: CardContent) -> bool:
        """A card was read. Returns False when it does not concern the open case (other slot)."""
        if self.case is not None and not self.locked and not self._may_be_replaced(self.case):
            return False
        self.card_present = True
        if self.locked and self.case is not None and self.case.card is not None:
            if self.case.card.same_card(card):
                self.locked = False
                self._changed()
                return True
            self._wipe()
            self._open_card(card)
            self.failure = CATALOGUE[FailureCode.CARD_SWAPPED]
        else:
            self._wipe()
            self._open_card(card)
        self._changed()
        return True

    def _may_be_replaced(self, case: Case) -> bool:
        """A typed case in which nothing was typed yet gives way to a card."""
        return self.step is StepId.NUMBERS and case.typed == TypedNumbers()

    def _open_card(self, card: CardContent) -> None:
        serial = card.serial.value if card.serial.certain and card.serial.value else ""
        self.case = Case(channel=Channel.CARD, card=card, card_serial=serial)
        self.step = StepId.PERSON
        if len(card.beneficiaries) == 1:
            self._take_beneficiary(0)

    def card_removed(self) -> None:
        """The card of the case is out: the screen locks; after the paper, the case is over."""
        self.card_present = False
        if self.case is not None and self.case.channel is Channel.CARD:
            done = self.step is StepId.CONFIRMATION and self.case.has_paper
            if done:
                self._wipe()
            else:
                self.locked = True
        self._changed()

    # Gestures that return at once ---------------------------------------------------------

    def start_typed(self, channel: Channel = Channel.TYPED) -> None:
        """Open a case without a card."""
        self._wipe()
        self.case = Case(channel=channel)
        self.step = StepId.NUMBERS
        self._changed()

    def choose_beneficiary(self, rank: int) -> None:
        """The act concerns this person of the card."""
        self._take_beneficiary(rank)
        self._changed()

    def _take_beneficiary(self, rank: int) -> None:
        case = self._case()
        if case.card is None:
            return
        person = case.card.beneficiaries[rank]
        self.case = replace(
            case,
            beneficiary=rank,
            nir=person.nir,
            birth_date=person.birth_date,
            family_name=person.family_name,
            given_name=person.given_name,
        )

    def change(self, **fields: Any) -> None:
        """Set fields of the case; a failure that the change may mend is no longer shown."""
        self.case = replace(self._case(), **fields)
        if not self.outcome_unknown:
            self.failure = None
        self._changed()

    def change_choices(self, **fields: Any) -> None:
        """Set fields of what the person does on her own side."""
        self.change(choices=replace(self._case().choices, **fields))

    def back(self) -> None:
        """The page before, with all that was typed; from the first page, the case ends."""
        if self.busy or self.locked or self.outcome_unknown or self.case is None:
            return
        if self.step is StepId.CONFIRMATION:
            return
        self.failure = None
        if self._history:
            self.step = self._history.pop()
        else:
            self._wipe()
        self._changed()

    def hand_back(self) -> None:
        """The person gives the screen back: to the decision, with her choices kept."""
        while self.on_person_side and self._history and not self.busy:
            self.step = self._history.pop()
        self._changed()

    def printed(self) -> None:
        """The confirmation went to the printer once more."""
        self.change(printed=self._case().printed + 1)

    def saved(self) -> None:
        """The confirmation was saved as a PDF."""
        self.change(saved=True)

    def finish(self) -> None:
        """End the case and wipe it. An act with an unknown outcome stays written down."""
        if not self.busy:
            self._wipe()
            self._changed()

    def show(self, failure: Failure | None) -> None:
        """Show a failure from outside the case (printing), or clear it."""
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

    def _show_page(self, following: StepId) -> None:
        if following is StepId.CONFIRMATION:
            self._history.clear()
        elif self.step is not None:
            self._history.append(self.step)
        self.step = following
        self.failure = None

    async def _succeeds(self, work: Work, case: Case) -> bool:
        """Run the work; False when it failed (shown) or when its case is gone meanwhile."""
        works = {
            Work.IDENTIFY: self._identify,
            Work.CHECK_LOGIN_NAME: self._check_login_name,
            Work.SUBMIT: self._submit,
        }
        self.busy, self.failure = True, None
        self._changed()
        try:
            await works[work](case)
        except CounterError as error:
            if self._is_open(case):
                self._put_right(error)
            return False
        finally:
            self.busy = False
            self._changed()
        return self._is_open(case)

    def _is_open(self, case: Case) -> bool:
        """The case that asked is still the one shown (another card may have wiped it)."""
        return self.case is not None and self.case.card is case.card and self.step is not None

    def _put_right(self, error: CounterError) -> None:
        self.failure = error.failure
        page = PUT_RIGHT_AT.get(error.code)
        if page is None or page is self.step:
            return
        while self._history and self.step is not page:
            self.step = self._history.pop()

    async def _identify(self, case: Case) -> None:
        known = await self._gateway.identify(
            IdentificationRequest(case.nir, case.card_serial, case.birth_date, case.code)
        )
        if not self._is_open(case):
            return
        fields: dict[str, Any] = {"identification": known}
        if case.card is None:
            fields |= {"family_name": known.family_name, "given_name": known.given_name}
        if case.action not in known.allowed_actions:
            fields["action"] = None
        self.case = replace(self._case(), **fields)

    async def _check_login_name(self, case: Case) -> None:
        known = case.identification
        if known is None:
            raise CounterError(FailureCode.SESSION_EXPIRED)
        free, self.suggestions = await self._gateway.login_name_free(
            known.token, case.choices.login_name
        )
        if not free:
            raise CounterError(FailureCode.ACCOUNT_LOGIN_NAME_TAKEN)

    async def _submit(self, case: Case) -> None:
        known = case.identification
        if known is None or case.action is None or case.identity_document is None:
            raise CounterError(FailureCode.SESSION_EXPIRED)
        key = str(uuid.uuid4())
        self.case = replace(self._case(), idempotency_key=key)
        operation = Operation(
            idempotency_key=key,
            token=known.token,
            action=case.action,
            channel=case.channel,
            identity_document=case.identity_document,
            organisation=self._organisation,
            agent=self._agent,
            delete_data=case.delete_data and case.action is Action.CLOSE,
            activation=_activation(case),
        )
        await asyncio.to_thread(self._pending.record, key, case.action, self._clock())
        try:
            acknowledgement = await self._gateway.submit(operation)
        except CounterError as error:
            if error.code is not FailureCode.OPERATION_OUTCOME_UNKNOWN:
                await asyncio.to_thread(self._pending.settle, key)
            raise
        if self._is_open(case):  # else the act stays written down: its paper is still owed
            await asyncio.to_thread(self._pending.settle, key)
        self._acknowledge(case, acknowledgement)

    def _acknowledge(self, case: Case, acknowledgement: Acknowledgement) -> None:
        if self._is_open(case):
            wiped = PersonChoices()  # nothing of the person's secrets outlives the act
            self.case = replace(self._case(), acknowledgement=acknowledgement, choices=wiped)

    async def ask_outcome(self) -> None:
        """Ask what became of the act that left without an answer. Sends nothing twice."""
        if self.busy or self.case is None:
            return
        case = self.case
        self.busy = True
        self._changed()
        try:
            acknowledgement = await self._gateway.outcome(case.idempotency_key)
            await asyncio.to_thread(self._pending.settle, case.idempotency_key)
        except CounterError:
            return  # still unknown: the question can be asked again
        finally:
            self.busy = False
            self._changed()
        if not self._is_open(case):
            return
        if acknowledgement is None:
            self.failure = CATALOGUE[FailureCode.SERVICE_UNREACHABLE]
        else:
            self._acknowledge(case, acknowledgement)
            self._show_page(StepId.CONFIRMATION)
        self._changed()

    # Inside -------------------------------------------------------------------------------

    def _case(self) -> Case:
        if self.case is None:
            raise LookupError("no case is open")
        return self.case

    def _wipe(self) -> None:
        self.case = self.step = self.failure = None
        self.locked = False
        self.suggestions = ()
        self._history.clear()


def _activation(case: Case) -> ActivationChoices | None:
    if case.action is not Action.ACTIVATE:
        return None
    choices = case.choices
    return ActivationChoices(
        terms_version=TERMS_VERSION if choices.terms_accepted else "",
        privacy_version=PRIVACY_VERSION if choices.privacy_accepted else "",
        email=choices.email,
        mobile=choices.mobile,
        login_name=choices.login_name,
        password=choices.password,
    )
