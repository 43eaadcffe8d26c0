"""The process: socket, ready line, end with its parent."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TextIO

import uvicorn
from fastapi import FastAPI

_IDLE_SECONDS = 75  # longer than a client keeps a connection, so that the client closes it first
_END_SECONDS = 5
_BACKLOG = 128


class AnnouncingServer(uvicorn.Server):
    """A server that says on which port it serves once it does."""

    def __init__(self, app: FastAPI, listening: socket.socket, announce: TextIO) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                # The logging is the caller's; addresses of requests are nobody's business.
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                timeout_keep_alive=_IDLE_SECONDS,
                timeout_graceful_shutdown=_END_SECONDS,
            )
        )
        self._listening = listening
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to serve, then print the ready line."""
        await super().startup(sockets=sockets)
        port = self._listening.getsockname()[1]
        print(json.dumps({"ready": True, "port": port}), file=self._announce, flush=True)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals end the server, and then the caller tidies up: uvicorn's own way raises them
        again before that."""
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in signals}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def stop(self) -> None:
        """Finish the requests under way, then end. May be called from any thread."""
        self.should_exit = True


def serve(app: FastAPI, host: str, port: int, *, until_stdin_closes: bool) -> None:
    """Serve until told to stop. Raises OSError when the address cannot be taken."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    with _listening(host, port) as listening:
        server = AnnouncingServer(app, listening, sys.stdout)
        if until_stdin_closes:
            on_stdin_closed(server.stop)
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. The protocol is named: asyncio sends small answers without delay
    (TCP_NODELAY) only on sockets that say that they are TCP; the others wait 40 ms for more."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere, this would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def stdin_is_a_pipe() -> bool:
    """True when a parent process holds the other end: then its end is ours too.

    A terminal, a file or /dev/null (a service of the system) is not watched.
    """
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def first_line_of_stdin(limit: int = 1024) -> str:
    """The first line, read without taking more than it from the pipe."""
    line = bytearray()
    while len(line) < limit:
        character = os.read(0, 1)
        if character in (b"", b"\n"):
            break
        line += character
    return line.decode("utf-8", "replace").strip()


def on_stdin_closed(then: Callable[[], None]) -> None:
    """Call `then` from another thread once the parent has closed our standard input, or died."""

    def watch() -> None:
        # os.read, not sys.stdin: a thread blocked in a buffered read would hold up our own end.
        while os.read(0, 4096):
            pass
        then()

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
