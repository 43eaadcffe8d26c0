"""Something between the counter and the service that forwards an act and drops its answer."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from urllib.parse import urlsplit


class LosingProxy:
    """On loopback, inside `async with`. `lose`: how many answers to acts are still to be dropped;
    `sent`: how many acts came by."""

    def __init__(self) -> None:
        self.lose = 0
        self.sent = 0
        self.service = ""  # where the acts are forwarded to
        self._server: asyncio.Server | None = None
        self._treated: set[asyncio.Future[None]] = set()

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> LosingProxy:
        self._server = await asyncio.start_server(self._treat, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        if self._treated:  # cut short by the end of the loop, it would be told in the log
            await asyncio.wait(self._treated, timeout=10)
        self._treated.clear()

    async def _treat(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        treated = asyncio.get_running_loop().create_future()
        self._treated.add(treated)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            there, back = await asyncio.open_connection(*_place(self.service))
            try:
                await self._forward(reader, writer, there, back)
            finally:
                back.close()
        writer.close()
        treated.set_result(None)

    async def _forward(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        back: asyncio.StreamWriter,
    ) -> None:
        while True:
            request = await _message(reader)
            back.write(request)
            answer = await _message(there)
            if request.startswith(b"POST /v1/operations "):
                self.sent += 1
                if self.lose:
                    self.lose -= 1
                    writer.transport.abort()
                    return
            writer.write(answer)
            await writer.drain()


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One whole request or answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return head + await reader.readexactly(length)


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port
