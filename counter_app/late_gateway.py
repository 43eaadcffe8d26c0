"""The gateway of a service that is still starting: each question waits for it, the window never.

Its HTTP client is imported in a worker thread, after the first window is there.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TYPE_CHECKING

from counter_app.gateway.port import (
    Acknowledgement,
    CodeChannel,
    HealthSpaceGateway,
    Identification,
    IdentificationRequest,
    Operation,
    ServiceStatus,
)

if TYPE_CHECKING:  # loaded once the first window is there
    from counter_app.gateway.codes import CodeOffer, CodeRequest, SentCode
    from counter_app.gateway.counts import Statistics


if TYPE_CHECKING:
    import ssl


def _http_gateway(
    base_url: str, secret: str, tls: Callable[[], ssl.SSLContext]
) -> HealthSpaceGateway:
    gateway: HealthSpaceGateway = importlib.import_module("counter_app.gateway.http").HttpGateway(
        base_url, secret, tls=tls() if base_url.startswith("https:") else None
    )
    return gateway


class LateGateway:
    """`address()` waits for the service and gives its base URL and this post's secret; `tls()`
    makes what a remote one is trusted by.

    A service that comes back at another address gets a new client.
    """

    def __init__(
        self,
        address: Callable[[], Awaitable[tuple[str, str]]],
        tls: Callable[[], ssl.SSLContext],
    ) -> None:
        self._address = address
        self._tls = tls
        self._base_url = ""
        self._gateway: HealthSpaceGateway | None = None
        self._one_at_a_time: asyncio.Lock | None = None

    async def _ready(self) -> HealthSpaceGateway:
        base_url, secret = await self._address()
        self._one_at_a_time = self._one_at_a_time or asyncio.Lock()
        async with self._one_at_a_time:
            if self._gateway is None or base_url != self._base_url:
                await self.close()
                self._gateway = await asyncio.to_thread(_http_gateway, base_url, secret, self._tls)
                self._base_url = base_url
        return self._gateway

    async def status(self) -> ServiceStatus:
        """As the port."""
        return await (await self._ready()).status()

    async def identify(self, request: IdentificationRequest) -> Identification:
        """As the port."""
        return await (await self._ready()).identify(request)

    async def login_name_free(self, token: str, login_name: str) -> tuple[bool, tuple[str, ...]]:
        """As the port."""
        return await (await self._ready()).login_name_free(token, login_name)

    async def submit(self, operation: Operation) -> Acknowledgement:
        """As the port."""
        return await (await self._ready()).submit(operation)

    async def outcome(self, idempotency_key: str) -> Acknowledgement | None:
        """As the port."""
        return await (await self._ready()).outcome(idempotency_key)

    async def request_code(self, request: CodeRequest) -> CodeOffer:
        """As the port."""
        return await (await self._ready()).request_code(request)

    async def send_code(self, request: CodeRequest, rank: int, channel: CodeChannel) -> SentCode:
        """As the port."""
        return await (await self._ready()).send_code(request, rank, channel)

    async def statistics(self, since: date, until: date) -> Statistics:
        """As the port."""
        return await (await self._ready()).statistics(since, until)

    async def close(self) -> None:
        """As the port."""
        if self._gateway is not None:
            await self._gateway.close()
            self._gateway = None
