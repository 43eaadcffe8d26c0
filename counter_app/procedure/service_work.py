"""What a page asks of the service before it is left, and what becomes of an act. No Qt."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import replace

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.gateway.port import Acknowledgement
from counter_app.procedure.case import Case, PersonChoices, StepId
from counter_app.procedure.family_round import marks_after
from counter_app.procedure.steps import PUT_RIGHT_AT, Work
from counter_app.procedure.visit import Visit

# After these a code may be on its way: another one has to wait.
_CODE_ASKED_FOR = (FailureCode.CODE_TOO_SOON, FailureCode.CODE_PERHAPS_SENT)


class ServiceWork(Visit):
    """The works of the table. An answer that comes late, to another visit, changes nothing."""

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
        case = self._case()
        self.case = replace(
            case,
            acknowledgement=acknowledgement,
            contact_marks=marks_after(case),
            choices=PersonChoices(),
            code="",
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
