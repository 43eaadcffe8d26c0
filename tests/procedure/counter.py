"""A counter without a window: the real procedure, a service in memory that can be made to fail."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from counter_app.domain.card import Beneficiary, CardContent, CardGeneration, SerialReading
from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import (
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    allowed_actions,
    archived_data_return,
    is_reopening,
    target_of,
)
from counter_app.domain.situation import SituationId
from counter_app.gateway.codes import CodeHolder, CodeOffer, CodeRequest, SentCode
from counter_app.gateway.counts import Statistics
from counter_app.gateway.port import (
    Acknowledgement,
    ActingFor,
    CodeChannel,
    ContactChange,
    Identification,
    IdentificationRequest,
    IdentityDocument,
    MaskedContacts,
    Operation,
    ServiceStatus,
)
from counter_app.procedure.acts import Acts
from counter_app.procedure.case import Case, StepId
from counter_app.procedure.machine import Procedure
from counter_app.procedure.steps import AsideName
from counter_app.procedure.who_decides import papers_asked
from counter_app.resource_files import resource

NOW = datetime(2026, 11, 23, 14, 42, tzinfo=UTC)
PEOPLE: dict[str, dict[str, Any]] = {
    person["id"]: person
    for person in json.loads(resource("fictive", "people.json").read_text(encoding="utf-8"))[
        "people"
    ]
}
PLACES = {"organisation": "France Services du Moule", "agent": "Agent 12"}
EMAIL = "autre.adresse@exemple.example"
PASSWORD = "Mangue-verte-27"
LOGIN_NAME = "fleur.de.sel"
MANDATE = "2026-1"
UNKNOWN = FailureCode.OPERATION_OUTCOME_UNKNOWN
MASKED_EMAIL, MASKED_MOBILE = "od•••@exemple.example", "06 •• •• •• 12"
TWINS = (CodeHolder(0, "Maé"), CodeHolder(1, "Noa"))


def beneficiary(name: str) -> Beneficiary:
    """This person as the chip has her."""
    person = PEOPLE[name]
    return Beneficiary(
        person["family_name"], person["given_name"], person["birth_date"], person["nir"]
    )


def card_of(*names: str, certain: bool = True) -> CardContent:
    """A new read of the card that these people share."""
    return CardContent(
        CardGeneration.VITALE_2,
        "3B7513000043094523829000",
        tuple(beneficiary(name) for name in names),
        SerialReading(PEOPLE[names[0]]["card_serial"], certain, "example"),
    )


def known_as(name: str, status: ProfileStatus, *, has_account: bool = False) -> Identification:
    """What the service says of this person, to herself or to whoever came for her as a child."""
    person = PEOPLE[name]
    child = person["attached_to"] is not None
    asked = FurtherAct if child else [FurtherAct.REQUEST_DELETION]
    return Identification(
        token=f"token-of-{name}",
        family_name=person["family_name"],
        given_name=person["given_name"],
        status=status,
        allowed_actions=allowed_actions(status),
        notice_sent_on=date(2026, 11, 2),
        opposition_until=date(2026, 12, 14),
        opens_on=date(2026, 12, 15),
        territory=person["territory"],
        contacts=MaskedContacts("o•••@exemple.example", None),
        has_account=has_account,
        expires_at=NOW,
        acting_for=ActingFor.CHILD if child else ActingFor.SELF,
        further_requests=tuple(act for act in asked if target_of(status, act)),
    )


@dataclass(frozen=True)
class Sent:
    """What an operation said, without the person's secrets."""

    key: str
    action: PersonAct
    delete_data: bool
    has_activation: bool
    login_name_length: int
    terms: str
    situation: SituationId | None
    mandate: str


class MemoryService:
    """A `HealthSpaceGateway` of one person. `fail[method]`: raised by the next calls, in order.

    An unknown outcome registers the act when `registers_unheard` is true. `hold`: while it is set
    to an event, each call waits for it before it answers.
    """

    def __init__(self, name: str = "odette", status: ProfileStatus = ProfileStatus.PENDING) -> None:
        self.known = known_as(name, status)
        self.fail: dict[str, list[Exception]] = {}
        self.hold: asyncio.Event | None = None
        self.registers_unheard = True
        self.identified: list[IdentificationRequest] = []
        self.sent: list[Sent] = []
        self.asked: list[str] = []
        self.registered: dict[str, Acknowledgement] = {}
        self.offer = CodeOffer(
            (CodeHolder(0, PEOPLE[name]["given_name"]),), MASKED_EMAIL, MASKED_MOBILE, letter=True
        )
        self.offers_asked: list[CodeRequest] = []
        self.codes_sent: list[tuple[int, CodeChannel]] = []
        self.told: dict[tuple[date, date], Statistics] = {}
        self.clock = NOW
        self.in_flight = 0
        self.most_in_flight = 0

    def fails(self, method: str, *codes: FailureCode) -> None:
        """The next calls of this method fail so."""
        self.fail.setdefault(method, []).extend(CounterError(code) for code in codes)

    async def _answer(self, method: str) -> None:
        await asyncio.sleep(0)
        if self.hold is not None:
            await self.hold.wait()
        if self.fail.get(method):
            raise self.fail[method].pop(0)

    async def status(self) -> ServiceStatus:
        return ServiceStatus("1", True, NOW)

    async def identify(self, request: IdentificationRequest) -> Identification:
        self.identified.append(request)
        await self._answer("identify")
        return self.known

    async def login_name_free(self, token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        await self._answer("login_name_free")
        return True, ()

    async def submit(self, operation: Operation) -> Acknowledgement:
        choices = operation.activation
        key = operation.idempotency_key
        self.sent.append(
            Sent(
                key,
                operation.action,
                operation.delete_data,
                choices is not None,
                len(choices.login_name) if choices else 0,
                choices.terms_version if choices else "",
                operation.situation,
                operation.mandate,
            )
        )
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await self._answer("submit")
        except CounterError as error:
            if error.code is UNKNOWN and self.registers_unheard and self._target(operation):
                self._register(operation)
            raise
        finally:
            self.in_flight -= 1
        if self._target(operation) is None:
            raise CounterError(FailureCode.OPERATION_NOT_ALLOWED)
        return self._register(operation)

    def _target(self, operation: Operation) -> ProfileStatus | None:
        return target_of(self.known.status, operation.action, with_deletion=operation.delete_data)

    def _register(self, operation: Operation) -> Acknowledgement:
        target = self._target(operation)
        assert target is not None
        activated = operation.action is Action.ACTIVATE
        self.registered[operation.idempotency_key] = Acknowledgement(
            f"CF-2026-{len(self.registered) + 1:06}",
            operation.action,
            target,
            NOW,
            email_queued=activated,
            reopened=activated and is_reopening(self.known.status),
            data_restored=activated and archived_data_return(self.known.status),
        )
        return self.registered[operation.idempotency_key]

    async def outcome(self, idempotency_key: str) -> Acknowledgement | None:
        self.asked.append(idempotency_key)
        await self._answer("outcome")
        return self.registered.get(idempotency_key)

    async def request_code(self, request: CodeRequest) -> CodeOffer:
        self.offers_asked.append(request)
        await self._answer("request_code")
        return self.offer

    async def send_code(self, request: CodeRequest, rank: int, channel: CodeChannel) -> SentCode:
        self.codes_sent.append((rank, channel))
        await self._answer("send_code")
        recipient = {
            CodeChannel.EMAIL: self.offer.email,
            CodeChannel.SMS: self.offer.mobile,
            CodeChannel.LETTER: None,
        }[channel]
        known_day = None if channel is CodeChannel.LETTER else date(2027, 1, 4)
        return SentCode(channel, recipient, known_day, self.clock + timedelta(seconds=30))

    async def statistics(self, since: date, until: date) -> Statistics:
        """Nothing happened in a period for which `told` has no answer."""
        await self._answer("statistics")
        return self.told.get((since, until), Statistics(since, until, 5))

    async def close(self) -> None:
        """Nothing to give back."""


class RecordingPending:
    """What was written down, in order; `refuses`: calls for which the disk refuses."""

    def __init__(self) -> None:
        self.log: list[tuple[str, str]] = []
        self.refuses: set[str] = set()

    def record(self, idempotency_key: str, action: PersonAct, started_at: datetime) -> None:
        self._write("record", idempotency_key)

    def settle(self, idempotency_key: str) -> None:
        self._write("settle", idempotency_key)

    def _write(self, what: str, key: str) -> None:
        if what in self.refuses:
            raise CounterError(FailureCode.FILE_NOT_WRITTEN)
        self.log.append((what, key))

    @property
    def unsettled(self) -> list[str]:
        """The keys of the acts that are still written down."""
        settled = [key for what, key in self.log if what == "settle"]
        return [key for what, key in self.log if what == "record" and key not in settled]


class Counter:
    """One post: `action` says what the person wants; `lead_to` makes the gestures up to a page.

    `elapsed`: seconds on the clock that only counts on.
    """

    def __init__(self, name: str = "odette", status: ProfileStatus = ProfileStatus.PENDING) -> None:
        self.name = name
        self.service = MemoryService(name, status)
        self.pending = RecordingPending()
        self.elapsed = 0.0
        self.procedure = Procedure(
            Acts(self.service, self.pending, **PLACES, clock=lambda: NOW),
            seconds=lambda: self.elapsed,
            today=NOW.date,
        )
        self.action: PersonAct = Action.ACTIVATE
        self.delete_data = False
        self.code_channel = CodeChannel.SMS

    def insert(self, *names: str) -> bool:
        """Put the card of these people in; by default the one of this counter's visitor."""
        return self.procedure.card_read(card_of(*(names or (self.name,))))

    def fill(self) -> None:
        """Do what the page shown asks for."""
        procedure, person = self.procedure, PEOPLE[self.name]
        match procedure.step:
            case StepId.NUMBERS:
                procedure.change(
                    nir=person["nir"],
                    card_serial=person["card_serial"],
                    birth_date=person["birth_date"],
                )
            case StepId.PERSON:
                asked = papers_asked(case_of(self))
                procedure.change(identity_document=IdentityDocument.PASSPORT, papers=asked[:1])
            case StepId.MANDATE:
                procedure.change(mandate=MANDATE)
            case StepId.CODE:
                procedure.change(code=person["enrolment_code"])
            case StepId.NEW_CODE:
                procedure.change_new_code(rank=0, channel=self.code_channel)
            case StepId.DECISION:
                procedure.change(action=self.action)
            case StepId.DELETION:
                procedure.change(delete_data=self.delete_data)
            case StepId.TERMS:
                procedure.change_choices(terms_accepted=True, privacy_accepted=True)
            case StepId.CONTACTS:
                procedure.change_choices(email=ContactChange(False, EMAIL))
            case StepId.LOGIN_NAME:
                procedure.change_choices(login_name=LOGIN_NAME)
            case StepId.PASSWORD:
                procedure.change_choices(password=PASSWORD)

    async def lead_to(self, step: StepId) -> None:
        """From the page shown to this one, which must come within the number of pages there are."""
        for _ in StepId:
            if self.procedure.step is step:
                return
            self.fill()
            await self.procedure.go_on()
            assert self.procedure.failure is None, self.procedure.failure
        raise AssertionError(f"{step} does not come; stuck at {self.procedure.step}")

    async def begin(self, step: StepId) -> None:
        """Insert the card and lead to this page, which is filled too."""
        self.insert()
        await self.lead_to(step)
        self.fill()


def pages_of(counter: Counter) -> list[StepId]:
    """Every page that the visit shows, from now on to its confirmation."""
    shown: list[StepId] = []

    def note() -> None:
        step = counter.procedure.step
        if step is not None and (not shown or shown[-1] is not step):
            shown.append(step)

    note()
    counter.procedure.listen(note)
    return shown


def case_of(counter: Counter) -> Case:
    """The case that is open."""
    assert counter.procedure.case is not None
    return counter.procedure.case


def failure_of(counter: Counter) -> FailureCode | None:
    """What the page shows to have failed."""
    return counter.procedure.failure and counter.procedure.failure.code


def check_all_still_typed(counter: Counter) -> None:
    """Nothing of what an activation takes has been lost."""
    case = case_of(counter)
    assert case.code == PEOPLE["odette"]["enrolment_code"]
    assert case.identity_document is not None
    assert case.choices.terms_accepted
    assert case.choices.privacy_accepted
    assert case.choices.email.value == EMAIL
    assert case.choices.login_name == LOGIN_NAME
    assert case.choices.password == PASSWORD


async def to_new_code(counter: Counter) -> None:
    """From the card in to the page that asks where to send a new code."""
    await counter.begin(StepId.CODE)
    await counter.procedure.turn_aside(AsideName.NEW_CODE)
    assert counter.procedure.step is StepId.NEW_CODE, counter.procedure.failure


async def to_deletion(counter: Counter) -> None:
    """From the card in to the page of the data, filled, on the way of a closing."""
    counter.action = Action.CLOSE
    await counter.begin(StepId.CONSEQUENCES)
    await counter.procedure.turn_aside(AsideName.DELETION)
    assert counter.procedure.step is StepId.DELETION, counter.procedure.failure
    counter.fill()


async def send_code(counter: Counter, channel: CodeChannel) -> None:
    """Have a code sent by this way."""
    counter.code_channel = channel
    counter.fill()
    await counter.procedure.go_on()
