"""What stands before every request: the bearer secret, the size of the body and the time that it
takes to come, the last resort."""

from __future__ import annotations

import asyncio
import hmac
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.domain.failures import FailureCode
from counter_app.service.database import is_passing
from counter_app.service.metrics import METRICS_PATH
from counter_app.service.post_secrets import PostSecrets, digest
from counter_app.service.problems import log_fault, problem
from counter_app.service.settings import ServiceSettings

PROTECTED: Final = "/v1/"
PUBLIC: Final = frozenset({"/v1/seal-keys"})  # what anyone may check a receipt with
TOO_MANY: Final = "too many connections"  # in the state of a request to refuse
_TOO_LARGE = 413


class _BodyTooLargeError(Exception):
    """More than the limit."""


class _ClientGoneError(Exception):
    """Nobody waits for an answer, and the request is not whole."""


class Guard:
    """ASGI middleware. No exception goes past it: its text could hold what a person said."""

    def __init__(self, app: ASGIApp, *, settings: ServiceSettings) -> None:
        self._app = app
        self._posts = PostSecrets(settings.post_secrets, settings.post_secrets_file)
        self._metrics_digest = digest(settings.metrics_secret) if settings.metrics_secret else None
        self._body_limit = settings.body_limit
        self._body_seconds = settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if TOO_MANY in scope.get("state", {}):
            await _and_close(problem(FailureCode.SERVICE_BUSY))(scope, receive, send)
            return
        if not self._authorised(scope):
            # Its body is not read: a stranger's could go on for ever.
            refusal = problem(FailureCode.SERVICE_NOT_AUTHORISED)
            await _and_close(refusal)(scope, receive, send)
            return
        try:
            body = await self._body(scope, receive)
        except _BodyTooLargeError:
            # The rest of the body is not read: the connection cannot serve again.
            refusal = problem(FailureCode.REQUEST_MALFORMED, status=_TOO_LARGE)
            await _and_close(refusal)(scope, receive, send)
            return
        except TimeoutError:
            await _and_close(problem(FailureCode.REQUEST_TIMED_OUT))(scope, receive, send)
            return
        except _ClientGoneError:
            return
        await self._serve(scope, _replay(body, receive), send)

    def _authorised(self, scope: Scope) -> bool:
        path: str = scope["path"]
        of_a_post = path.startswith(PROTECTED) and path not in PUBLIC
        if not of_a_post and path != METRICS_PATH:
            return True
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return False
        of_metrics = self._metrics_digest is not None and hmac.compare_digest(
            digest(secret), self._metrics_digest
        )
        return self._posts.know(secret) or (of_metrics and path == METRICS_PATH)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body. Raises `_BodyTooLargeError`, `_ClientGoneError`, TimeoutError."""
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isdigit() and int(announced) > self._body_limit:
            raise _BodyTooLargeError
        body = bytearray()
        async with asyncio.timeout(self._body_seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise _ClientGoneError
                body += message.get("body", b"")
                if len(body) > self._body_limit:
                    raise _BodyTooLargeError
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


def _and_close(answer: Response) -> Response:
    answer.headers["Connection"] = "close"
    return answer
