"""The service as the counter sees it: what is asked, what is answered, how it can fail.

Every method raises `CounterError` with a code of the failure catalogue, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus

if TYPE_CHECKING:  # of no use to the first window
    from counter_app.domain.situation import SituationId
    from counter_app.gateway.codes import CodeOffer, CodeRequest, SentCode
    from counter_app.gateway.counts import Statistics


class Channel(StrEnum):
    """How the person came to the counter."""

    CARD = "card"  # the card is in the reader
    TYPED = "typed"  # at the counter, the numbers typed from the card's face
    PHONE = "phone"  # on the helpline


class IdentityDocument(StrEnum):
    """The kind of paper that was looked at: never a number, never a copy."""

    NATIONAL_CARD = "national_card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    OTHER = "other"
    NOT_SEEN = "not_seen"  # helpline only


@dataclass(frozen=True, slots=True)
class IdentificationRequest:
    """What identifies a person: NIR (15 characters), card serial (8 to 13 digits), birth date
    (YYYYMMDD, as on the card), enrolment code (12 characters, case matters). `agent`: who asks,
    for the limit on attempts."""

    nir: str = field(repr=False)
    card_serial: str = field(repr=False)
    birth_date: str = field(repr=False)
    enrolment_code: str = field(repr=False)
    agent: str = ""  # the agent's label, never a person's name


@dataclass(frozen=True, slots=True)
class MaskedContacts:
    """The contacts that the fund knows, masked by the service; None when it knows none."""

    email: str | None = None
    mobile: str | None = None


class ActingFor(StrEnum):
    """For whom the holder of the card and of the code decides."""

    SELF = "self"
    CHILD = "child"
    PROTECTED_ADULT = "protected_adult"


@dataclass(frozen=True, slots=True)
class Identification:
    """The service knows the person. `token` opens one session of 20 minutes, in memory only.

    `opens_on` is the day on which the space opens without an answer: the day after the last day
    of the opposition period, in the person's territory; None when that period is over.
    """

    token: str = field(repr=False)
    family_name: str = field(repr=False)  # as the fund has them: shown when no card was read
    given_name: str = field(repr=False)
    status: ProfileStatus
    allowed_actions: tuple[Action, ...]
    notice_sent_on: date | None
    opposition_until: date | None
    opens_on: date | None
    territory: str  # a code of domain.territory
    contacts: MaskedContacts
    has_account: bool
    expires_at: datetime
    acting_for: ActingFor = ActingFor.SELF
    further_requests: tuple[FurtherAct, ...] = ()  # allowed now, beside the three main acts

    @property
    def allowed(self) -> tuple[PersonAct, ...]:
        """All that may be asked for now."""
        return (*self.allowed_actions, *self.further_requests)


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A contact as the person leaves it. `keep`: the fund's own, shown masked, is right."""

    keep: bool = True
    value: str | None = field(default=None, repr=False)  # None with keep=False: the person has none


@dataclass(frozen=True, slots=True)
class ActivationChoices:
    """What the person accepted and chose on her own side of the screen."""

    terms_version: str
    privacy_version: str
    email: ContactChange = ContactChange()
    mobile: ContactChange = ContactChange()
    login_name: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One act, sent once under its idempotency key.

    `idempotency_key`: 16 to 64 letters, digits, hyphens or underscores, new for each act (a UUID);
    `organisation`: the structure's name, printed and sealed; `agent`: who served, for the journal;
    `situation`: who was at the counter, None where nobody said; `mandate`: the version of the
    mandate signed for the agent to type, empty without one.
    """

    idempotency_key: str
    token: str = field(repr=False)
    action: PersonAct
    channel: Channel
    identity_document: IdentityDocument
    organisation: str  # the structure's name, as on the confirmation
    agent: str  # the agent's label, never a person's name
    delete_data: bool = False  # only with Action.CLOSE, after the second confirmation
    activation: ActivationChoices | None = None  # only with Action.ACTIVATE
    situation: SituationId | None = None
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The service registered the act. `registered_at` is in UTC.

    `seal` is the signed text for the square code of the confirmation: it holds no NIR.
    """

    receipt_number: str
    action: PersonAct
    status: ProfileStatus
    registered_at: datetime
    email_queued: bool
    deletion_due_by: date | None = None
    reopened: bool = False  # an activation after an opposition or a closing
    seal: str = ""
    data_restored: bool = False  # an activation that brought the archived data back


class CodeChannel(StrEnum):
    """By which way a new enrolment code goes to the person."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """What the service says of itself."""

    version: str
    fictive: bool
    now: datetime


class HealthSpaceGateway(Protocol):
    """The port. Adapters: HTTP (`gateway.http`), assisted, and fakes for faults in the tests."""

    async def status(self) -> ServiceStatus:
        """Is the service there, and is it the real one or a fictive one."""
        ...

    async def identify(self, request: IdentificationRequest) -> Identification:
        """Open a session for one person."""
        ...

    async def login_name_free(self, token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        """Whether the login name can be taken, and suggestions when it cannot."""
        ...

    async def submit(self, operation: Operation) -> Acknowledgement:
        """Send an act once. Raises Operation_OutcomeUnknown when no answer came after sending."""
        ...

    async def outcome(self, idempotency_key: str) -> Acknowledgement | None:
        """What became of an act: its acknowledgement, or None when it was not registered.

        None is final: the service marks the key, so that the act cannot be registered later by a
        message still on its way. A new attempt takes a new key.
        """
        ...

    async def request_code(self, request: CodeRequest) -> CodeOffer:
        """Who may have a new code, and to which contacts it can go. Sends nothing."""
        ...

    async def send_code(self, request: CodeRequest, rank: int, channel: CodeChannel) -> SentCode:
        """Have a new code made for one of the people of the offer, and sent to her.

        Raises Code_PerhapsSent when no answer came after asking, and Code_TooSoon, whose fact
        `retry_after` says in how many seconds another may be asked for.
        """
        ...

    async def statistics(self, since: date, until: date) -> Statistics:
        """The acts from one day to another, both included: at most 366 days."""
        ...

    async def close(self) -> None:
        """Give back the connections."""
        ...
