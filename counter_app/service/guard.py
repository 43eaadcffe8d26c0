"""What stands before every request: the bearer secret, the size of the body, the last resort."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.domain.failures import FailureCode
from counter_app.service.database import is_passing
from counter_app.service.problems import log_fault, problem

PROTECTED: Final = "/v1/"
PUBLIC: Final = frozenset({"/v1/seal-keys"})  # what anyone may check a receipt with
_HTTP_TOO_LARGE = 413


class Guard:
    """ASGI middleware. No exception goes past it: its text could hold what a person said."""

    def __init__(self, app: ASGIApp, *, post_secrets: tuple[str, ...], body_limit: int) -> None:
        self._app = app
        self._secret_digests = [_digest(secret) for secret in post_secrets]
        self._body_limit = body_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._authorised(scope):
            await problem(FailureCode.SERVICE_NOT_AUTHORISED)(scope, receive, send)
            return
        body = await self._body(scope, receive)
        if body is None:
            refusal = problem(FailureCode.REQUEST_MALFORMED, status=_HTTP_TOO_LARGE)
            # The rest of the body is not read: the connection cannot serve again.
            refusal.headers["Connection"] = "close"
            await refusal(scope, receive, send)
            return
        await self._serve(scope, _replay(body, receive), send)

    def _authorised(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if not path.startswith(PROTECTED) or path in PUBLIC:
            return True
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        given = _digest(secret)
        # Every secret is compared, so that the time does not tell which one was close.
        matches = [hmac.compare_digest(given, known) for known in self._secret_digests]
        return scheme.lower() == "bearer" and any(matches)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body, or None when it is too large."""
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > self._body_limit:
            return None
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._body_limit:
                return None
            if not message.get("more_body", False):
                return bytes(body)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception as error:  # noqa: BLE001 - the last resort, see the class
            log_fault(error)
            if not started:
                # A failure to commit has the database's own error as its cause.
                passing = is_passing(error) or is_passing(error.__cause__)
                code = FailureCode.SERVICE_BUSY if passing else FailureCode.SERVICE_FAULT
                await problem(code)(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body again, then what the server says next."""
    given = False

    async def replaying() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replaying


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
