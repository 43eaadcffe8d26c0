"""The port over HTTP: the reference service, embedded or of a region.

What cannot be told apart from outside stays honest: an act whose answer did not come, or came in
a form that the service never uses, has an unknown outcome, and only the service can end the doubt.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import truststore

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.gateway import answers
from counter_app.gateway.codes import CodeOffer, CodeRequest, SentCode
from counter_app.gateway.counts import Statistics
from counter_app.gateway.port import (
    Acknowledgement,
    CodeChannel,
    Identification,
    IdentificationRequest,
    Operation,
    ServiceStatus,
)

_PROBLEM = "application/problem+json"
# Given up before the service does, so that no request meets a connection being closed.
_KEPT_SECONDS = 30.0
# Raised before the first byte of the request has left: the service cannot have seen it.
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)
_NO_SUCH_HOST = (httpx.InvalidURL, httpx.LocalProtocolError)
_WAIT_DIGITS = 5  # of a Retry-After in seconds: over a day
_C = FailureCode
A = TypeVar("A")
# What stands between may answer without the service's words.
_FROM_BETWEEN = {
    401: _C.SERVICE_NOT_AUTHORISED,
    429: _C.SERVICE_BUSY,
    500: _C.SERVICE_FAULT,
    502: _C.SERVICE_FAULT,
    503: _C.SERVICE_BUSY,
    504: _C.SERVICE_FAULT,
}
# Statuses given before a request is passed on.
_REFUSED_AT_THE_DOOR = {401, 429}


class HttpGateway:
    """`gateway.port.HealthSpaceGateway` over HTTP.

    `base_url`: of the service, without /v1; `secret`: of this post, not needed for what anyone
    may ask; `timeout`: seconds for one answer; `proxy`: its address, the environment's is not
    looked at; `tls`: a context with a client certificate, else the system's authorities.
    Call from tasks of one running loop.
    """

    def __init__(
        self,
        base_url: str,
        secret: str = "",
        *,
        timeout: float = 20.0,
        connect_timeout: float = 5.0,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        authorization = {"Authorization": f"Bearer {secret}"} if secret else {}
        if urlsplit(base_url).scheme == "https":
            verify = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        else:
            verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and serves nothing
        self._client = httpx.AsyncClient(
            base_url=base_url.rstrip("/"),
            headers={"Accept": "application/json"} | authorization,
            timeout=httpx.Timeout(timeout, connect=connect_timeout),
            limits=httpx.Limits(max_connections=8, keepalive_expiry=_KEPT_SECONDS),
            verify=verify,
            proxy=proxy,
            trust_env=False,  # neither a proxy nor a netrc that nobody chose for this
            follow_redirects=False,
        )

    def __repr__(self) -> str:
        return "HttpGateway(…)"

    async def status(self) -> ServiceStatus:
        """Is the service there, and is it the real one or a fictive one."""
        return answers.status(await self._ask("GET", "/v1/status"))

    async def identify(self, request: IdentificationRequest) -> Identification:
        """Open a session for one person."""
        path = "/v1/identifications"
        body = {"enrolment_code": request.enrolment_code, **_who(request)}
        try:
            return answers.identification(await self._ask("POST", path, body))
        except CounterError as failure:
            if failure.code is not _C.REQUEST_MALFORMED or body.pop("agent", None) is None:
                raise
        # A service of the first version knows no agents here.
        return answers.identification(await self._ask("POST", path, body))

    async def login_name_free(self, token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        """Whether the login name can be taken, and suggestions when it cannot."""
        body = {"token": token, "login_name": login_name}
        return answers.login_name(await self._ask("POST", "/v1/login-name-checks", body))

    async def submit(self, operation: Operation) -> Acknowledgement:
        """Send an act once. Raises Operation_OutcomeUnknown when no answer came after sending."""
        return await self._change(
            "/v1/operations",
            _operation_body(operation),
            answers.acknowledgement,
            unheard=_C.OPERATION_OUTCOME_UNKNOWN,
            headers={"Idempotency-Key": operation.idempotency_key},
        )

    async def outcome(self, idempotency_key: str) -> Acknowledgement | None:
        """What became of an act: its acknowledgement, or None when it never was nor will be."""
        path = f"/v1/operations/{quote(idempotency_key, safe='')}/settlement"
        return answers.settlement(await self._ask("POST", path))

    async def request_code(self, request: CodeRequest) -> CodeOffer:
        """Who may have a new code, and to which contacts it can go. Sends nothing."""
        return answers.code_offer(await self._ask("POST", "/v1/code-requests", _who(request)))

    async def send_code(self, request: CodeRequest, rank: int, channel: CodeChannel) -> SentCode:
        """Have a new code sent. Raises Code_PerhapsSent when no answer came after asking."""
        body = {"rank": rank, "channel": channel.value, **_who(request)}
        return await self._change(
            "/v1/codes", body, answers.sent_code, unheard=_C.CODE_PERHAPS_SENT
        )

    async def statistics(self, since: date, until: date) -> Statistics:
        """The acts from one day to another, both included."""
        path = f"/v1/statistics?since={since.isoformat()}&until={until.isoformat()}"
        return answers.statistics(await self._ask("GET", path))

    async def seal_keys(self) -> Mapping[str, bytes]:
        """The public keys that the seal of a confirmation is checked with, by key id."""
        return answers.seal_keys(await self._ask("GET", "/v1/seal-keys"))

    async def close(self) -> None:
        """Give back the connections."""
        await self._client.aclose()

    async def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Ask something that changes nothing: without an answer, nothing has happened."""
        try:
            response = await self._client.request(method, path, json=body)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise CounterError(_C.SERVICE_UNREACHABLE) from _without_request(error)
        return _content(response)

    async def _change(
        self,
        path: str,
        body: Mapping[str, object],
        read: Callable[[Any], A],
        *,
        unheard: FailureCode,
        headers: Mapping[str, str] | None = None,
    ) -> A:
        """Ask once for a change. Raises `unheard` when it may have happened all the same."""
        try:
            response = await self._client.post(path, json=body, headers=headers)
        except (*_NOT_SENT, *_NO_SUCH_HOST) as error:
            raise CounterError(_C.SERVICE_UNREACHABLE) from _without_request(error)
        except (httpx.HTTPError, OSError) as error:
            raise CounterError(unheard) from _without_request(error)
        try:
            return read(_content(response))
        except CounterError as failure:
            if _settles(response, failure):
                raise
            # Perhaps the service's, damaged on the way; perhaps never the service's.
            raise CounterError(unheard, status=response.status_code) from None


def _who(request: IdentificationRequest | CodeRequest) -> dict[str, object]:
    """The numbers of a person, and who asks."""
    return {
        "nir": request.nir,
        "card_serial": request.card_serial,
        "birth_date": request.birth_date,
        **({"agent": request.agent} if request.agent else {}),
    }


def _operation_body(operation: Operation) -> dict[str, object]:
    body: dict[str, object] = {
        "token": operation.token,
        "action": operation.action.value,
        "channel": operation.channel.value,
        "identity_document": operation.identity_document.value,
        "organisation": operation.organisation,
        "agent": operation.agent,
        "delete_data": operation.delete_data,
    }
    if operation.situation is not None:
        body["situation"] = operation.situation.value
    if operation.mandate:
        body["mandate"] = operation.mandate
    choices = operation.activation
    if choices is not None:
        body["activation"] = {
            "terms_version": choices.terms_version,
            "privacy_version": choices.privacy_version,
            "email": {"keep": choices.email.keep, "value": choices.email.value},
            "mobile": {"keep": choices.mobile.keep, "value": choices.mobile.value},
            "login_name": choices.login_name,
            "password": choices.password,
        }
    return body


def _settles(response: httpx.Response, failure: CounterError) -> bool:
    """Whether this answer proves that nothing was changed."""
    if _media_type(response) == _PROBLEM:
        return failure.code is not _C.SERVICE_ANSWER_UNREADABLE
    return response.status_code in _REFUSED_AT_THE_DOOR


def _media_type(response: httpx.Response) -> str:
    content_type: str = response.headers.get("content-type", "")
    return content_type.partition(";")[0].strip().lower()


def _content(response: httpx.Response) -> Any:
    """The JSON of a good answer. Raises CounterError for any other."""
    media_type = _media_type(response)
    try:
        content = response.json()
    except (ValueError, RecursionError):
        content = None
    if media_type == _PROBLEM:
        _raise_problem(response, content)
    if response.status_code != httpx.codes.OK or media_type != "application/json":
        # Not a word of the service: a proxy, a portal, another program on this address.
        code = _FROM_BETWEEN.get(response.status_code, _C.SERVICE_ANSWER_UNREADABLE)
        raise CounterError(code, status=response.status_code)
    return content


def _raise_problem(response: httpx.Response, content: object) -> NoReturn:
    facts = {"status": response.status_code}
    wait = response.headers.get("retry-after", "")
    if wait.isascii() and wait.isdecimal():
        facts["retry_after"] = int(wait[:_WAIT_DIGITS])
    code = content.get("code") if isinstance(content, dict) else None
    try:
        known = FailureCode(str(code))
    except ValueError:
        known = _C.SERVICE_ANSWER_UNREADABLE
    raise CounterError(known, **facts)


def _without_request(error: Exception) -> Exception:
    """The same kind of error, without the request that it carries: that one holds the body."""
    return ConnectionError(type(error).__name__)
