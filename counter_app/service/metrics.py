"""What the service counts, for Prometheus: how much is asked, how long it takes, what fails.

Labels come from our own lists (routes, codes, acts), never from what was sent: they hold nothing
personal and cannot grow. With several processes each writes its numbers into files of the folder
PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds them up.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import anyio.to_thread
import sqlalchemy as sa
from fastapi import APIRouter, Security
from fastapi.responses import PlainTextResponse
from fastapi.security import HTTPBearer
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action
from counter_app.service.messages.counts import outbox_counts
from counter_app.service.problems import MEDIA_TYPE, log_fault, responses
from counter_app.service.store import Store
from counter_app.service.tables import JOB_RUNS

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily

METRICS_PATH: Final = "/metrics"
FOLDER_VARIABLE: Final = "PROMETHEUS_MULTIPROC_DIR"
_NO_ROUTE: Final = "none"  # refused before it was known what was asked
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OTHER: Final = "other"
_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_STATES: Final = ("queued", "sending", "stuck")  # what was sent is many, and tells nothing
_CODES: Final = frozenset(code.value for code in FailureCode)
_ACTIONS: Final = frozenset(action.value for action in Action)
_IDENTIFICATIONS: Final = "/v1/identifications"
_OPERATIONS: Final = "/v1/operations"


@dataclass(slots=True)
class _Answer:
    """One answer as it goes by. `content`: of a problem or an act, to see which one."""

    status: int = 500
    is_problem: bool = False
    content: bytearray = field(default_factory=bytearray)

    def see(self, message: Message, *, keep: bool) -> None:
        """Look at a part of the answer; with `keep`, at what a good one says too."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            kind = dict(message["headers"]).get(b"content-type", b"")
            self.is_problem = kind.decode("latin-1").startswith(MEDIA_TYPE)
        elif message["type"] == "http.response.body" and (keep or self.is_problem):
            self.content += message.get("body", b"")

    def word(self, key: str, known: frozenset[str]) -> str:
        """A word of ours in the content; anything else is `other`."""
        try:
            said = json.loads(self.content)[key]
        except (ValueError, TypeError, KeyError):
            return _OTHER
        return said if isinstance(said, str) and said in known else _OTHER


class Metrics:
    """The counters of one process. The library is loaded for the first of them: after the first
    answer, so that a service starts and answers as quickly as without."""

    def __init__(self) -> None:
        self._counters: _Counters | None = None

    def count(self, scope: Scope, answer: _Answer, seconds: float) -> None:
        """Take one answer into account."""
        counters = self._counters = self._counters or _Counters()
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        code = answer.word("code", _CODES) if answer.is_problem else None
        counters.requests.labels(route, method, answer.status).inc()
        counters.seconds.labels(route, method).observe(seconds)
        if code is not None:
            counters.failures.labels(code).inc()
        if route == _IDENTIFICATIONS:
            counters.identifications.labels(code or "identified").inc()
        elif route == _OPERATIONS and code is None:
            counters.acts.labels(answer.word("action", _ACTIONS)).inc()

    def text(self, gauges: Iterable[GaugeMetricFamily]) -> str:
        """All of it, in Prometheus' text format."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415
        from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

        counters = self._counters = self._counters or _Counters()
        told = generate_latest(_Gauges(gauges))
        if FOLDER_VARIABLE in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry = counters.registry
        return (generate_latest(registry) + told).decode()


class _Counters:
    """The library's counters, in a registry of their own."""

    def __init__(self) -> None:
        from prometheus_client import (  # noqa: PLC0415 - see Metrics
            CollectorRegistry,
            Counter,
            Histogram,
            disable_created_metrics,
        )

        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "counter_app_requests",
            "Requests answered.",
            ("route", "method", "status"),
            registry=registry,
        )
        self.seconds = Histogram(
            "counter_app_request_seconds",
            "Seconds from the head of a request to the end of its answer.",
            ("route", "method"),
            registry=registry,
            buckets=_BOUNDS,
        )
        self.failures = Counter(
            "counter_app_failures",
            "Failures told, by their code of the catalogue.",
            ("code",),
            registry=registry,
        )
        self.acts = Counter(
            "counter_app_acts",
            "Acts acknowledged, a repeated request included.",
            ("action",),
            registry=registry,
        )
        self.identifications = Counter(
            "counter_app_identifications",
            "Identifications: identified, or the code of the failure.",
            ("outcome",),
            registry=registry,
        )


class CountingMiddleware:
    """ASGI middleware: counts each answer once it has left."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, answer = time.perf_counter(), _Answer()
        keep = scope["path"] == _OPERATIONS

        async def seeing(message: Message) -> None:
            await send(message)
            answer.see(message, keep=keep)

        await self._app(scope, receive, seeing)
        self._metrics.count(scope, answer, time.perf_counter() - started)


def metrics_router(store: Store, metrics: Metrics) -> APIRouter:
    """`/metrics`, under the secret of a post or one of its own (checked by the guard)."""
    scheme = HTTPBearer(
        scheme_name="metrics",
        description="The secret of a post or of the metrics.",
        auto_error=False,
    )
    router = APIRouter(dependencies=[Security(scheme)])

    @router.get(
        METRICS_PATH,
        operation_id="metrics",
        response_class=PlainTextResponse,
        responses=responses(),
    )
    async def tell() -> PlainTextResponse:
        """What Prometheus reads."""
        gauges = await anyio.to_thread.run_sync(_gauges, store)
        return PlainTextResponse(
            metrics.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8"
        )

    return router


class _Gauges:
    """What was just read from the database, as the library wants it."""

    def __init__(self, gauges: Iterable[GaugeMetricFamily]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges."""
        return self._gauges


def _gauges(store: Store) -> list[GaugeMetricFamily]:
    """What waits to be sent and when each job last ended; a database that is away says so."""
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 - see Metrics

    answers = GaugeMetricFamily("counter_app_database_answers", "1 when the database answers.")
    messages = GaugeMetricFamily(
        "counter_app_outbox_messages", "Messages not sent yet.", labels=("state",)
    )
    ended = GaugeMetricFamily(
        "counter_app_job_last_ended_timestamp_seconds",
        "When a scheduled job last ended.",
        labels=("job",),
    )
    try:
        with store.reading() as connection:
            by_state = Counter[str]()
            for kind in outbox_counts(connection):
                by_state[kind.state] += kind.count
            runs = sa.select(JOB_RUNS.c.name, JOB_RUNS.c.last_ended_at)
            for name, last_ended_at in connection.execute(
                runs.where(JOB_RUNS.c.last_ended_at.is_not(None))
            ):
                ended.add_metric((name,), last_ended_at.timestamp())
    except SQLAlchemyError as error:
        log_fault(error)
        answers.add_metric((), 0)
        return [answers]
    answers.add_metric((), 1)
    for state in _STATES:
        messages.add_metric((state,), by_state[state])
    return [answers, messages, ended]
