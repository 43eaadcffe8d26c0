"""What a case asks of the service.

An act is sent once: written down before, settled when its outcome is known, never sent twice.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, PersonAct
from counter_app.gateway.port import (
    Acknowledgement,
    ActivationChoices,
    HealthSpaceGateway,
    Identification,
    IdentificationRequest,
    Operation,
)
from counter_app.procedure.case import PRIVACY_VERSION, TERMS_VERSION, Case

if TYPE_CHECKING:  # of no use to the first window
    from counter_app.gateway.codes import CodeOffer, CodeRequest, SentCode

# After these the act may have been registered all the same: only asking tells.
_PERHAPS_REGISTERED = (
    FailureCode.OPERATION_OUTCOME_UNKNOWN,
    FailureCode.SERVICE_FAULT,
    FailureCode.SERVICE_ANSWER_UNREADABLE,
)


class PendingOperations(Protocol):
    """What is written down before an act is sent, so that no outcome is ever forgotten.

    Both raise CounterError when the disk refuses.
    """

    def record(self, idempotency_key: str, action: PersonAct, started_at: datetime) -> None:
        """Write the intent down, durably, before sending."""
        ...

    def settle(self, idempotency_key: str) -> None:
        """The outcome is known."""
        ...


class Acts:
    """The questions and the acts of this counter: `organisation` and `agent` say where and by
    whom."""

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

    async def identify(self, case: Case) -> Identification:
        """Open a session for the person of the case."""
        return await self._gateway.identify(
            IdentificationRequest(*case.numbers, case.code, self._agent)
        )

    async def login_name_free(self, case: Case) -> tuple[bool, tuple[str, ...]]:
        """Whether the login name chosen can be taken, and suggestions when it cannot."""
        if case.identification is None:
            raise CounterError(FailureCode.SESSION_EXPIRED)
        return await self._gateway.login_name_free(
            case.identification.token, case.choices.login_name
        )

    async def offer_code(self, case: Case) -> CodeOffer:
        """Who may have a new code under the numbers of the case, and where it can go."""
        return await self._gateway.request_code(self._code_request(case))

    async def send_code(self, case: Case) -> SentCode:
        """Have a new code sent as the case says. Raises LookupError before that is chosen."""
        rank, channel = case.new_code.rank, case.new_code.channel
        if rank is None or channel is None:
            raise LookupError("nothing is chosen yet")
        return await self._gateway.send_code(self._code_request(case), rank, channel)

    def _code_request(self, case: Case) -> CodeRequest:
        from counter_app.gateway.codes import CodeRequest  # noqa: PLC0415 - not at the start

        return CodeRequest(*case.numbers, self._agent)

    def wait_after(self, answer: SentCode | CounterError) -> float:
        """Seconds before the service takes another request of a code.

        Where its answer does not say, or this post's clock is not the service's: the whole delay.
        """
        from counter_app.domain.enrolment_code import (  # noqa: PLC0415 - not for the first window
            SECONDS_BETWEEN_REQUESTS,
        )

        if isinstance(answer, CounterError):
            left = float(answer.facts.get("retry_after", 0))
        else:
            left = (answer.next_request_at - self._clock()).total_seconds()
        return left if 0 < left <= SECONDS_BETWEEN_REQUESTS else SECONDS_BETWEEN_REQUESTS

    def operation(self, case: Case, idempotency_key: str) -> Operation:
        """The case as the service takes it. Raises Session_Expired when nobody is identified."""
        known = case.identification
        if known is None or case.action is None or case.identity_document is None:
            raise CounterError(FailureCode.SESSION_EXPIRED)
        return Operation(
            idempotency_key=idempotency_key,
            token=known.token,
            action=case.action,
            channel=case.channel,
            identity_document=case.identity_document,
            organisation=self._organisation,
            agent=self._agent,
            delete_data=case.delete_data and case.action is Action.CLOSE,
            activation=_activation(case),
            situation=case.situation,
            mandate=case.mandate if case.action is Action.ACTIVATE else "",
        )

    async def record(self, operation: Operation) -> None:
        """Write the act down. When this raises, the act must not be sent."""
        key, action = operation.idempotency_key, operation.action
        await asyncio.to_thread(self._pending.record, key, action, self._clock())

    async def send(self, operation: Operation) -> Acknowledgement:
        """Send it, once. Raises Operation_OutcomeUnknown whenever it may have been registered."""
        try:
            return await self._gateway.submit(operation)
        except CounterError as error:
            if error.code in _PERHAPS_REGISTERED:
                raise CounterError(FailureCode.OPERATION_OUTCOME_UNKNOWN) from None
            await self.settle(operation.idempotency_key)
            raise

    async def outcome(self, idempotency_key: str) -> Acknowledgement | None:
        """Ask what became of it; None: it was not registered and never will be."""
        return await self._gateway.outcome(idempotency_key)

    async def settle(self, idempotency_key: str) -> None:
        """Strike it out. Where the disk refuses, it is asked about again at the next start."""
        with contextlib.suppress(CounterError):
            await asyncio.to_thread(self._pending.settle, idempotency_key)


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
