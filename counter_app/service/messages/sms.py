"""Text messages, through an HTTP service that the deployment names: one POST of JSON a message.

    POST <url>   Authorization: Bearer …   Idempotency-Key: <id>
    {"id": "…", "to": "+590690304512", "text": "…", "sender": "…"}      → any 2xx

The key is the same at each try, so that a service that honours it sends one message only. What sits
between a mobile operator's own protocol and this is a few lines, on the operator's side.
"""

from __future__ import annotations

import contextlib
from datetime import timedelta

import httpx

from counter_app.service.deployment import Sms
from counter_app.service.messages.channels import (
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
    client_context,
)

_TIMEOUT = 30.0  # seconds
_BEFORE_A_CONNECTION = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
_OF_THE_CHANNEL = {
    401: Trouble.SIGN_IN_REFUSED,
    403: Trouble.SIGN_IN_REFUSED,
    404: Trouble.UNREACHABLE,  # the address of the service is wrong, not that of the person
    405: Trouble.UNREACHABLE,
    429: Trouble.BUSY,
    503: Trouble.BUSY,
}
_FOR_NOW = (408, 409, 425)


class SmsChannel:
    """One client, whose connection serves for many messages."""

    def __init__(self, settings: Sms, *, timeout: float = _TIMEOUT) -> None:
        self._settings = settings
        self._timeout = timeout
        self._client: httpx.Client | None = None

    def send(self, message: Message) -> None:
        """See `Channel`."""
        content = {"id": message.reference, "to": message.recipient, "text": message.text.body}
        if self._settings.sender:
            content["sender"] = self._settings.sender
        headers = {"Idempotency-Key": message.reference}
        if self._settings.secret:
            headers["Authorization"] = f"Bearer {self._settings.secret}"
        if self._client is None:
            self._client = httpx.Client(verify=client_context(), timeout=self._timeout)
        try:
            answer = self._client.post(self._settings.url, json=content, headers=headers)
        except _BEFORE_A_CONNECTION:
            raise ChannelDownError(Trouble.UNREACHABLE) from None
        except httpx.HTTPError:
            raise RefusedForNowError(Trouble.CONNECTION_LOST) from None
        _check(answer)

    def close(self) -> None:
        """See `Channel`."""
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _check(answer: httpx.Response) -> None:
    if answer.is_success:
        return
    status = answer.status_code
    if status in _OF_THE_CHANNEL:
        raise ChannelDownError(_OF_THE_CHANNEL[status])
    if answer.is_server_error or status in _FOR_NOW:
        raise RefusedForNowError(Trouble.REFUSED_FOR_NOW, _retry_after(answer))
    if answer.is_client_error:
        raise RefusedError(Trouble.RECIPIENT_REFUSED)
    raise ChannelDownError(Trouble.UNREACHABLE)  # a redirection: the bearer secret stays here


def _retry_after(answer: httpx.Response) -> timedelta:
    """What the other side asks for, in seconds; a day at most, and nothing when it is a date."""
    seconds = 0
    with contextlib.suppress(ValueError):
        seconds = int(answer.headers.get("Retry-After", ""))
    return timedelta(seconds=min(max(seconds, 0), 24 * 3600))
