"""Several processes on one socket: they are watched, the dead are replaced, and end together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from fastapi import FastAPI
from uvicorn.supervisors.multiprocess import Multiprocess

from counter_app.service import server
from counter_app.service.application import create_app
from counter_app.service.deployment import Deployment, DeploymentError
from counter_app.service.keys import keys_from_text
from counter_app.service.metrics import FOLDER_VARIABLE
from counter_app.service.problems import LOG
from counter_app.service.settings import settings_of
from counter_app.service.store import Store

_START_SECONDS = 30
_END_SECONDS = 8.0  # more than a process takes to finish its requests


@dataclass(frozen=True)
class Application:
    """Makes the application in a worker process, which gets this over a pipe, secrets included.

    `deployment` has the address of its database and its key; the database has been prepared, and
    is not looked at here: a worker may be replaced while it is away.
    """

    deployment: Deployment
    post_secrets: tuple[str, ...] = field(repr=False)

    def __call__(self) -> FastAPI:
        """Called by uvicorn in the worker."""
        server.start_log()
        _end_with_parent()
        assert self.deployment.database_url is not None  # noqa: S101 - see the class
        store = Store(
            self.deployment.database_url,
            keys_from_text(self.deployment.key),
            durable=not self.deployment.fictive,
        )
        return create_app(settings_of(self.deployment, self.post_secrets), store)


def serve(application: Application, *, until_stdin_closes: bool) -> None:
    """Serve in as many processes as are deployed, until told to stop. Raises `DeploymentError`."""
    deployment = application.deployment
    if os.name != "posix":
        raise DeploymentError("processes: there can be only one on this system")
    config = server.config_of(
        application,
        deployment,
        factory=True,
        workers=deployment.processes,
        timeout_worker_healthcheck=_START_SECONDS,  # for a new one to serve, when all are renewed
    )
    with (
        tempfile.TemporaryDirectory(prefix="counter-app-metrics-") as folder,
        server.listening_on(deployment.host, deployment.port) as listening,
    ):
        os.environ[FOLDER_VARIABLE] = folder  # for the workers
        workers = Workers(config, [listening])
        if until_stdin_closes:
            server.on_stdin_closed(workers.should_exit.set)
        workers.run()
    if workers.failed:
        raise DeploymentError("the processes did not start")


class Workers(Multiprocess):
    """uvicorn's supervisor, which says when all serve and does not wait for ever for their end."""

    failed = False

    def init_processes(self) -> None:
        """Start the workers, wait until they serve, then print the ready line."""
        super().init_processes()
        deadline = time.monotonic() + _START_SECONDS
        for process in self.processes:
            while not process.wait_until_ready(1.0, self.should_exit):
                self.handle_signals()
                if self.should_exit.is_set():
                    return
                if not process.process.is_alive() or time.monotonic() > deadline:
                    self.failed = True
                    self.should_exit.set()
                    return
        server.announce(self.sockets[0], sys.stdout)

    def keep_subprocess_alive(self) -> None:
        """Replace the workers that died, and say so: one that dies again and again is a fault."""
        before = [process.pid for process in self.processes]
        super().keep_subprocess_alive()
        died = sum(old != each.pid for old, each in zip(before, self.processes, strict=True))
        if died:
            LOG.warning("%d of %d processes died and were replaced", died, len(before))

    def join_all(self) -> None:
        """Wait for the end of the workers; one that hangs is killed."""
        deadline = time.monotonic() + _END_SECONDS
        for process in self.processes:
            process.process.join(max(0.0, deadline - time.monotonic()))
            if process.process.is_alive():
                process.process.kill()
                process.process.join()


def _end_with_parent() -> None:
    """End this worker when its supervisor is gone, killed for instance: nobody would stop it."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
