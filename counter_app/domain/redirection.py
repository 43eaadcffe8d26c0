"""Why somebody leaves without an act: the reason that the slip is printed for, nothing else.

The slip's words are in `resources/texts`, a language a file (`domain.papers`).
"""

from __future__ import annotations

from enum import StrEnum

from counter_app.domain.failure_codes import FailureCode


class RedirectReason(StrEnum):
    """Where the person goes on, and why. None of them says anything of herself."""

    NOT_POSSIBLE_HERE = "not_possible_here"  # deceased among others: no more is said on paper
    NOT_RECOGNISED = "not_recognised"
    NO_CARD = "no_card"
    NO_CODE = "no_code"
    OUTCOME_UNKNOWN = "outcome_unknown"
    PERSON_DECIDES = "person_decides"  # somebody else came, or answered, in her place
    COURT_DECISION = "court_decision"  # what allows to act for an adult is not there
    CHILD_NEEDS_PARENT = "child_needs_parent"
    CHILD_FUND = "child_fund"  # the parents, the card and the code are not all on one side


REASONS: dict[FailureCode, RedirectReason] = {
    FailureCode.IDENTITY_DECEASED: RedirectReason.NOT_POSSIBLE_HERE,
    FailureCode.IDENTITY_NOT_RECOGNISED: RedirectReason.NOT_RECOGNISED,
    FailureCode.IDENTITY_TOO_MANY_ATTEMPTS: RedirectReason.NOT_RECOGNISED,
    FailureCode.IDENTITY_NOT_REPRESENTATIVE: RedirectReason.PERSON_DECIDES,
    FailureCode.CODE_BLOCKED: RedirectReason.NO_CODE,
    FailureCode.CONTACT_UNKNOWN: RedirectReason.NO_CODE,
    FailureCode.OPERATION_OUTCOME_UNKNOWN: RedirectReason.OUTCOME_UNKNOWN,
}
