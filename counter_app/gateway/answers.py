"""From the service's JSON to the port's types. Raises Service_AnswerUnreadable, and nothing else.

Unknown fields are let through: a newer service may say more. Those added after the first version
have a default: an older one says less.
"""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, ParamSpec, TypeVar

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, FurtherAct, ProfileStatus, person_act
from counter_app.gateway.codes import CodeHolder, CodeOffer, SentCode
from counter_app.gateway.counts import Count, Statistics
from counter_app.gateway.port import (
    Acknowledgement,
    ActingFor,
    CodeChannel,
    Identification,
    MaskedContacts,
    ServiceStatus,
)

P = ParamSpec("P")
R = TypeVar("R")


def _reading(read: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (KeyError, TypeError, ValueError, AttributeError):
            # Not chained: the text of these errors holds what was being read.
            raise CounterError(FailureCode.SERVICE_ANSWER_UNREADABLE) from None

    return reading


@_reading
def status(content: Any) -> ServiceStatus:
    """What the service says of itself."""
    return ServiceStatus(
        version=_text(content["version"]),
        fictive=_truth(content["fictive"]),
        now=_moment(content["now"]),
    )


@_reading
def identification(content: Any) -> Identification:
    """A session."""
    contacts = content["contacts"]
    return Identification(
        token=_text(content["token"]),
        family_name=_text(content["family_name"]),
        given_name=_text(content["given_name"]),
        status=ProfileStatus(content["status"]),
        allowed_actions=tuple(Action(action) for action in content["allowed_actions"]),
        notice_sent_on=_day(content["notice_sent_on"]),
        opposition_until=_day(content["opposition_until"]),
        opens_on=_day(content["opens_on"]),
        territory=_text(content["territory"]),
        contacts=MaskedContacts(
            email=_optional_text(contacts["email"]), mobile=_optional_text(contacts["mobile"])
        ),
        has_account=_truth(content["has_account"]),
        expires_at=_moment(content["expires_at"]),
        acting_for=ActingFor(content.get("acting_for", ActingFor.SELF)),
        further_requests=_known_acts(content.get("further_requests", ())),
    )


@_reading
def login_name(content: Any) -> tuple[bool, tuple[str, ...]]:
    """Whether a login name is free, and suggestions."""
    return _truth(content["free"]), tuple(_text(name) for name in content["suggestions"])


@_reading
def acknowledgement(content: Any) -> Acknowledgement:
    """A registered act."""
    return Acknowledgement(
        receipt_number=_text(content["receipt_number"]),
        action=person_act(content["action"]),
        status=ProfileStatus(content["status"]),
        registered_at=_moment(content["registered_at"]),
        email_queued=_truth(content["email_queued"]),
        deletion_due_by=_day(content["deletion_due_by"]),
        reopened=_truth(content["reopened"]),
        seal=_text(content["seal"]),
        data_restored=_truth(content.get("data_restored", False)),
    )


@_reading
def settlement(content: Any) -> Acknowledgement | None:
    """What became of a key."""
    if not _truth(content["registered"]):
        return None
    return acknowledgement(content["acknowledgement"])


@_reading
def code_offer(content: Any) -> CodeOffer:
    """Who may have a new code, and where it can go."""
    offer = CodeOffer(
        people=tuple(
            CodeHolder(_whole(one["rank"]), _text(one["given_name"])) for one in content["people"]
        ),
        email=_optional_text(content["email"]),
        mobile=_optional_text(content["mobile"]),
        letter=_truth(content["letter"]),
    )
    if not offer.people or not (offer.email or offer.mobile or offer.letter):
        raise ValueError
    return offer


@_reading
def sent_code(content: Any) -> SentCode:
    """A new code is on its way."""
    return SentCode(
        channel=CodeChannel(content["channel"]),
        recipient=_optional_text(content["recipient"]),
        valid_until=_day(content["valid_until"]),
        next_request_at=_moment(content["next_request_at"]),
    )


@_reading
def statistics(content: Any) -> Statistics:
    """The acts of a period."""
    return Statistics(
        since=date.fromisoformat(_text(content["since"])),
        until=date.fromisoformat(_text(content["until"])),
        withheld_under=_whole(content["withheld_under"]),
        by_day=_counts(content["by_day"]),
        by_territory=_counts(content["by_territory"]),
        by_organisation=_counts(content["by_organisation"]),
        by_channel=_counts(content["by_channel"]),
    )


@_reading
def seal_keys(content: Any) -> Mapping[str, bytes]:
    """Public keys by key id."""
    return {
        _text(key["key_id"]): base64.b64decode(key["public_key"], validate=True)
        for key in content["keys"]
        if key["algorithm"] == "Ed25519"
    }


def _known_acts(names: Any) -> tuple[FurtherAct, ...]:
    """Those that this counter knows: it cannot offer the others."""
    known = {act.value: act for act in FurtherAct}
    return tuple(known[name] for name in names if _text(name) in known)


def _counts(lines: Any) -> tuple[Count, ...]:
    return tuple(
        Count(
            _text(line["name"]),
            _text(line["action"]),
            None if line["count"] is None else _whole(line["count"]),
        )
        for line in lines
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _optional_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: object) -> int:
    """A number of things: none is true or false, none is less than nothing."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)
