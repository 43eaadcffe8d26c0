"""The messages of the HTTP API, version 1: what OpenAPI describes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.domain.situation import SituationId
from counter_app.service.codes import MessageChannel

# No control characters: no database and no paper can hold them all.
_PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f]*$"

Token = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Label = Annotated[str, Field(max_length=200, pattern=_PRINTABLE)]
Version = Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z._-]*$")]
Contact = Annotated[str, Field(max_length=320, pattern=_PRINTABLE)]
LoginName = Annotated[str, Field(max_length=200, pattern=_PRINTABLE)]
Password = Annotated[str, Field(max_length=1000, pattern=_PRINTABLE)]
IdempotencyKey = Annotated[
    str, Field(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$", examples=["a UUID"])
]


def _whole(number: object) -> object:
    """JSON has one kind of number: 2.0 is 2."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Rank = Annotated[int, Field(ge=0, le=99, strict=True), BeforeValidator(_whole)]


class Channel(StrEnum):
    """How the person came to the counter."""

    CARD = "card"
    TYPED = "typed"
    PHONE = "phone"


class IdentityDocument(StrEnum):
    """The kind of paper that was looked at."""

    NATIONAL_CARD = "national_card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    OTHER = "other"
    NOT_SEEN = "not_seen"


class ActingFor(StrEnum):
    """For whom somebody comes to the counter."""

    SELF = "self"
    CHILD = "child"
    PROTECTED_ADULT = "protected_adult"


class Message(BaseModel):
    """A message: unknown fields are refused, nothing is shown in a repr."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    __str__ = __repr__


class Numbers(Message):
    """Who is meant, and which agent of the post asks.

    The NIR is her own, or that of who may act for her. The birth date is hers, as the card's text,
    YYYYMMDD.
    """

    nir: Annotated[str, Field(pattern=r"^[0-9]{5}[0-9AB]{2}[0-9]{8}$")]
    card_serial: Annotated[str, Field(pattern=r"^[0-9]{8,13}$")]
    birth_date: Annotated[str, Field(pattern=r"^[0-9]{8}$")]
    agent: Label = ""


class IdentificationRequest(Numbers):
    """What identifies a person."""

    enrolment_code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{12}$")]


class MaskedContacts(Message):
    """The contacts known by the health fund, masked."""

    email: str | None
    mobile: str | None


class Identification(Message):
    """A session of 20 minutes for one person."""

    token: str
    family_name: str
    given_name: str
    status: ProfileStatus
    allowed_actions: list[Action]
    notice_sent_on: date | None
    opposition_until: date | None
    opens_on: date | None
    territory: str
    contacts: MaskedContacts
    has_account: bool
    expires_at: datetime
    acting_for: ActingFor
    further_requests: list[FurtherAct]


class CodeEnquiry(Numbers):
    """Who may have a new code, and where could it go?"""


class CodeHolder(Message):
    """One of those whom the numbers mean: several are twins, and `rank` says which."""

    rank: int
    given_name: str


class CodeOffer(Message):
    """Where a new code can go: masked contacts, or a letter to the address that the fund knows."""

    people: list[CodeHolder]
    email: str | None
    mobile: str | None
    letter: bool


class CodeOrder(Numbers):
    """Make a new code, and send it. `rank`: of the offer."""

    rank: Rank
    channel: MessageChannel


class OrderedCode(Message):
    """The code will leave. `recipient`: masked; `valid_until`: if it leaves today."""

    channel: MessageChannel
    recipient: str | None
    valid_until: date | None
    next_request_at: datetime


class LoginNameCheck(Message):
    """Can this login name be taken?"""

    token: Token
    login_name: LoginName


class LoginNameAnswer(Message):
    """Suggestions come when the name is taken."""

    free: bool
    suggestions: list[str]


class ContactChange(Message):
    """`keep`: the fund's own contact is right. Otherwise `value` replaces it, or removes it."""

    keep: StrictBool
    value: Contact | None = None


class ActivationChoices(Message):
    """What the person accepted and chose. Login name and password: only without an account yet."""

    terms_version: Version
    privacy_version: Version
    email: ContactChange
    mobile: ContactChange
    login_name: LoginName = ""
    password: Password = ""


class OperationRequest(Message):
    """One act, under the header Idempotency-Key. `activation`: with `activate`, and no other;
    `situation`: who was at the counter; `mandate`: the version of the one signed for the agent to
    type in the person's place."""

    token: Token
    action: PersonAct
    channel: Channel
    identity_document: IdentityDocument
    organisation: Label = ""
    agent: Label = ""
    delete_data: StrictBool = False
    activation: ActivationChoices | None = None
    situation: SituationId | None = None
    mandate: Version = ""


class Acknowledgement(Message):
    """The act is registered. `seal`: the signed text for the square code of the confirmation;
    `data_restored`: an activation that brings archived data back."""

    receipt_number: str
    action: PersonAct
    status: ProfileStatus
    registered_at: datetime
    email_queued: bool
    deletion_due_by: date | None
    reopened: bool
    seal: str
    data_restored: bool


class Settlement(Message):
    """What became of a key: registered, or given up for ever."""

    registered: bool
    acknowledgement: Acknowledgement | None


class ServiceStatus(Message):
    """What the service says of itself."""

    version: str
    fictive: bool
    now: datetime


class SealKey(Message):
    """A public key that seals are checked with, in base64."""

    key_id: str
    algorithm: Literal["Ed25519"]
    public_key: str


class SealKeys(Message):
    """The public keys of this service, those in use before too."""

    keys: list[SealKey]


class Health(Message):
    """The process serves."""

    status: Literal["ok"]


class Problem(Message):
    """RFC 9457. `code`: a name of the failure catalogue; `fields`: names only, never values."""

    type: str
    title: str
    status: int
    detail: str
    code: FailureCode
    fields: list[str] | None = None
