"""Errors as application/problem+json (RFC 9457), with the words of the failure catalogue."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel
from starlette.responses import Response

from counter_app.domain.failures import CATALOGUE, CounterError, FailureCode
from counter_app.service import wire
from counter_app.service.database import error_code
from counter_app.service.wire_statistics import StatisticsPeriod

MEDIA_TYPE = "application/problem+json"
LOG = logging.getLogger("counter_app.service")

_C = FailureCode
HTTP_STATUS: dict[FailureCode, int] = {
    _C.IDENTITY_NOT_RECOGNISED: 403,
    _C.IDENTITY_DECEASED: 403,
    _C.IDENTITY_TOO_MANY_ATTEMPTS: 429,
    _C.IDENTITY_TOO_MANY_FROM_HERE: 429,
    _C.IDENTITY_NOT_REPRESENTATIVE: 403,
    _C.CODE_EXPIRED: 403,
    _C.CODE_ALREADY_USED: 403,
    _C.CODE_BLOCKED: 403,
    _C.CODE_TOO_SOON: 429,
    _C.CONTACT_UNKNOWN: 409,
    _C.CONTACT_REFUSED: 422,
    _C.TERMS_NOT_ACCEPTED: 422,
    _C.ACCOUNT_LOGIN_NAME_TAKEN: 409,
    _C.ACCOUNT_LOGIN_NAME_REFUSED: 422,
    _C.ACCOUNT_PASSWORD_REFUSED: 422,
    _C.SESSION_EXPIRED: 403,
    _C.OPERATION_NOT_ALLOWED: 409,
    _C.OPERATION_KEY_REUSED: 409,
    _C.OPERATION_OUTCOME_UNKNOWN: 500,
    _C.SERVICE_BUSY: 503,
    _C.SERVICE_FAULT: 500,
    _C.SERVICE_STORAGE_FULL: 507,
    _C.SERVICE_NOT_AUTHORISED: 401,
    _C.REQUEST_MALFORMED: 422,
    _C.REQUEST_TIMED_OUT: 408,
    _C.REQUEST_NOT_FOUND: 404,
}
_HEADERS: dict[FailureCode, dict[str, str]] = {
    _C.SERVICE_NOT_AUTHORISED: {"WWW-Authenticate": "Bearer"},
    _C.SERVICE_BUSY: {"Retry-After": "2"},
    _C.IDENTITY_TOO_MANY_ATTEMPTS: {"Retry-After": "3600"},
    _C.IDENTITY_TOO_MANY_FROM_HERE: {"Retry-After": "3600"},
}


def problem(
    code: FailureCode,
    *,
    status: int | None = None,
    fields: list[str] | None = None,
    retry_after: int | None = None,
) -> Response:
    """The answer that tells one failure.

    `fields`: names of our own messages, never a value; `retry_after`: in seconds.
    """
    entry = CATALOGUE[code]
    status = status or HTTP_STATUS[code]
    content: dict[str, object] = {
        "type": f"urn:counter-app:failure:{code.value}",
        "title": entry.happened,
        "status": status,
        "detail": entry.remedy,
        "code": code.value,
    }
    if fields is not None:
        content["fields"] = fields
    headers = dict(_HEADERS.get(code, {}))
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return Response(
        json.dumps(content, ensure_ascii=False),
        status_code=status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def problem_of(error: CounterError) -> Response:
    """The answer for a failure raised by the service."""
    retry_after = error.facts.get("retry_after")
    return problem(error.code, retry_after=retry_after if isinstance(retry_after, int) else None)


def field_names(locations: list[tuple[int | str, ...]]) -> list[str]:
    """The names of the fields at these places, as `activation.login_name`.

    Only names of our own messages: an unknown field's name was chosen by the sender, and could be
    anything, so it is left out.
    """
    names = {".".join(str(part) for part in place if part in _KNOWN) for place in locations}
    return sorted(name for name in names if name)


def log_fault(error: BaseException) -> None:
    """Log where an unexpected error happened and its kind: its text could hold anything.

    What the database said is told by its code."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"
    ours = [frame for frame in frames if "counter_app" in Path(frame.filename).parts]
    via = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else where
    code = error_code(error) or error_code(error.__cause__) or "none"
    kind = type(error).__name__
    LOG.error("unexpected %s at %s, called at %s, database code %s", kind, where, via, code)


def responses(*codes: FailureCode) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: the problems that a route may answer, by HTTP status."""
    common = (
        _C.SERVICE_NOT_AUTHORISED,
        _C.REQUEST_MALFORMED,
        _C.REQUEST_TIMED_OUT,
        _C.SERVICE_FAULT,
        _C.SERVICE_BUSY,
    )
    by_status: dict[int | str, dict[str, Any]] = {}
    for code in (*codes, *common):
        entry = by_status.setdefault(HTTP_STATUS[code], _response_for())
        entry["description"] = ", ".join(filter(None, (entry["description"], code.value)))
    for status in (400, 413):
        by_status.setdefault(status, _response_for())["description"] = _C.REQUEST_MALFORMED.value
    return by_status


def _response_for() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "", "content": {MEDIA_TYPE: {"schema": schema}}}


def _known_names(message: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    for name, described in message.model_fields.items():
        names.add(name)
        for kind in (described.annotation, *get_args(described.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                names |= _known_names(kind)
    return names


_KNOWN: set[int | str | Literal["Idempotency-Key"]] = {
    "Idempotency-Key",
    *_known_names(wire.IdentificationRequest),
    *_known_names(wire.LoginNameCheck),
    *_known_names(wire.OperationRequest),
    *_known_names(wire.CodeOrder),
    *_known_names(StatisticsPeriod),
}
