"""The process: socket, ready line, end with its parent."""

from __future__ import annotations

import contextlib
import functools
import json
import logging
import os
import signal
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import uvicorn
from fastapi import FastAPI

from counter_app.service.connections import LimitedConfig
from counter_app.service.deployment import Deployment, DeploymentError
from counter_app.service.tls import context_for_uvicorn, server_context

_IDLE_SECONDS = 75  # longer than a client keeps a connection, so that the client closes it first
_END_SECONDS = 5
_BACKLOG = 128


class AnnouncingServer(uvicorn.Server):
    """A server that says on which port it serves once it does."""

    def __init__(self, config: uvicorn.Config, listening: socket.socket, announce: TextIO) -> None:
        super().__init__(config)
        self._listening = listening
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to serve, then print the ready line."""
        await super().startup(sockets=sockets)
        announce(self._listening, self._announce)

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


def serve(app: FastAPI, deployment: Deployment, *, until_stdin_closes: bool) -> None:
    """Serve in this process until told to stop. Raises `DeploymentError`."""
    config = config_of(app, deployment)
    with listening_on(deployment.host, deployment.port) as listening:
        server = AnnouncingServer(config, listening, sys.stdout)
        if until_stdin_closes:
            on_stdin_closed(server.stop)
        server.run(sockets=[listening])


def config_of(app: Any, deployment: Deployment, **more: Any) -> LimitedConfig:
    """uvicorn's settings for an application, or for something that makes it (`factory=True`).

    Raises `DeploymentError` when the certificates cannot be used.
    """
    if deployment.tls is not None:
        server_context(deployment.tls)  # refused now, and not in another process
        more["ssl_context_factory"] = functools.partial(context_for_uvicorn, deployment.tls)
    return LimitedConfig(
        app,
        deployment.limits,
        # The logging is the caller's; addresses of requests are nobody's business.
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=bool(deployment.forwarded_by),
        forwarded_allow_ips=list(deployment.forwarded_by),
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_END_SECONDS,
        **more,
    )


def start_log() -> None:
    """The log of a process: warnings and worse, on the standard error."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s"
    )
    # Of uvicorn's, only what is wrong with ourselves: anyone can send nonsense.
    logging.getLogger("uvicorn").setLevel(logging.ERROR)


def announce(listening: socket.socket, to: TextIO) -> None:
    """Print the ready line."""
    port = listening.getsockname()[1]
    print(json.dumps({"ready": True, "port": port}), file=to, flush=True)


def listening_on(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `DeploymentError`.

    The protocol is named: asyncio sends small answers without delay (TCP_NODELAY) only on sockets
    that say that they are TCP; the others wait 40 ms for more.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere, this would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as refused:
        listening.close()
        raise DeploymentError(f"host {host}, port {port}: {refused.strerror}") from refused
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
