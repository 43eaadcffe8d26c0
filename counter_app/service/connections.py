"""The connections: not too many, and none kept by a client that does not finish what it says."""

from __future__ import annotations

import asyncio
from typing import Any, Final, cast

import h11
import uvicorn
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from counter_app.domain.failures import FailureCode
from counter_app.service.deployment import Limits
from counter_app.service.guard import TOO_MANY
from counter_app.service.problems import problem

_FAR_TOO_MANY: Final = 2  # times the limit: beyond it, not even a refusal is given
_BAD_REQUEST = 400


class LimitedConfig(uvicorn.Config):
    """uvicorn's settings with our limits, for the protocol below."""

    def __init__(self, app: Any, limits: Limits, **settings: Any) -> None:
        super().__init__(app, http=LimitedProtocol, ws="none", **settings)
        self.limits = limits


class LimitedProtocol(H11Protocol):
    """uvicorn's protocol, with a time for the head of a request and a number of connections.

    The body's time is the guard's. What this refuses has the form of all our refusals.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._limits = cast(LimitedConfig, self.config).limits
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there; one too many is told so when it asks."""
        super().connection_made(transport)
        if len(self.connections) > self._limits.connections * _FAR_TOO_MANY:
            transport.abort()
            return
        if len(self.connections) > self._limits.connections:
            self.app_state = {**self.app_state, TOO_MANY: True}
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Bytes came: perhaps the head of a request is whole, perhaps another has begun."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._head_came()
        elif self._head_timer is None and not self.transport.is_closing():
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._head_came()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's text, not said
        """Refuse what is not HTTP."""
        self._refuse(problem(FailureCode.REQUEST_MALFORMED, status=_BAD_REQUEST))

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(self._limits.head_seconds, self._head_is_late)

    def _head_came(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_is_late(self) -> None:
        self._head_timer = None
        begun, _ = self.conn.trailing_data
        if begun:
            self._refuse(problem(FailureCode.REQUEST_TIMED_OUT))
        else:
            self.transport.close()

    def _refuse(self, answer: Response) -> None:
        """Answer without the application, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer.headers["Connection"] = "close"
            for event in (
                h11.Response(status_code=answer.status_code, headers=answer.raw_headers),
                h11.Data(data=bytes(answer.body)),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
