"""The names of all failures, each Step_Cause, and the form of what is said of one.

What is said is in `domain.failures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.wording import sentences


class FailureCode(StrEnum):
    """Stable names, used by the API, the command line, the logs and the help desk."""

    CARD_NO_SERVICE = "Card_NoService"
    CARD_NO_READER = "Card_NoReader"
    CARD_READER_UNPLUGGED = "Card_ReaderUnplugged"
    CARD_READER_BUSY = "Card_ReaderBusy"
    CARD_READER_SLOW = "Card_ReaderSlow"
    CARD_NO_CARD = "Card_NoCard"
    CARD_MUTE = "Card_Mute"
    CARD_REMOVED_WHILE_READING = "Card_RemovedWhileReading"
    CARD_SWAPPED = "Card_Swapped"
    CARD_RESET = "Card_Reset"
    CARD_UNREADABLE = "Card_Unreadable"
    CARD_VITALE_1 = "Card_Vitale1"
    CARD_HEALTH_PROFESSIONAL = "Card_HealthProfessional"
    CARD_BANK = "Card_Bank"
    CARD_UNKNOWN = "Card_Unknown"
    CARD_NO_BENEFICIARY = "Card_NoBeneficiary"

    IDENTITY_NOT_RECOGNISED = "Identity_NotRecognised"
    IDENTITY_DECEASED = "Identity_Deceased"
    IDENTITY_TOO_MANY_ATTEMPTS = "Identity_TooManyAttempts"
    IDENTITY_TOO_MANY_FROM_HERE = "Identity_TooManyFromHere"
    IDENTITY_NOT_REPRESENTATIVE = "Identity_NotRepresentative"
    CODE_EXPIRED = "Code_Expired"
    CODE_ALREADY_USED = "Code_AlreadyUsed"
    CODE_BLOCKED = "Code_Blocked"
    CODE_TOO_SOON = "Code_TooSoon"
    CODE_PERHAPS_SENT = "Code_PerhapsSent"
    CONTACT_UNKNOWN = "Contact_Unknown"
    CONTACT_REFUSED = "Contact_Refused"
    TERMS_NOT_ACCEPTED = "Terms_NotAccepted"
    ACCOUNT_LOGIN_NAME_TAKEN = "Account_LoginNameTaken"
    ACCOUNT_LOGIN_NAME_REFUSED = "Account_LoginNameRefused"
    ACCOUNT_PASSWORD_REFUSED = "Account_PasswordRefused"  # noqa: S105 - a name, not a password

    SESSION_EXPIRED = "Session_Expired"
    OPERATION_NOT_ALLOWED = "Operation_NotAllowed"
    OPERATION_KEY_REUSED = "Operation_KeyReused"
    OPERATION_OUTCOME_UNKNOWN = "Operation_OutcomeUnknown"
    OPERATION_NOT_REGISTERED = "Operation_NotRegistered"
    SERVICE_UNREACHABLE = "Service_Unreachable"
    SERVICE_BUSY = "Service_Busy"
    SERVICE_FAULT = "Service_Fault"
    SERVICE_STORAGE_FULL = "Service_StorageFull"
    SERVICE_NOT_AUTHORISED = "Service_NotAuthorised"
    SERVICE_ANSWER_UNREADABLE = "Service_AnswerUnreadable"
    REQUEST_MALFORMED = "Request_Malformed"
    REQUEST_TIMED_OUT = "Request_TimedOut"
    REQUEST_NOT_FOUND = "Request_NotFound"

    PRINT_NO_PRINTER = "Print_NoPrinter"
    PRINT_FAILED = "Print_Failed"
    FILE_NOT_WRITTEN = "File_NotWritten"
    POST_SETTINGS_UNREADABLE = "Post_SettingsUnreadable"


@dataclass(frozen=True, slots=True)
class Failure:
    """What the catalogue says of one failure.

    `happened`: what the agent reads first; `remedy`: what the agent can do; `retriable`: the same
    gesture again makes sense; `person_may_know`: may be said aloud to the person as it stands.
    """

    code: FailureCode
    happened: str
    remedy: str
    retriable: bool
    person_may_know: bool

    @property
    def message(self) -> str:
        """What happened, then what to do, in one text."""
        return sentences(self.happened, self.remedy)
