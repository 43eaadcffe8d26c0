"""A load of visits on a service: each identifies one person and registers her opposition.

One process, one thread, `connections` sockets, each with one request under way at any moment (a
closed loop: the next is sent when the answer is there). Written on bare sockets: what it costs is
taken from the same processors as the service that is measured.
"""

from __future__ import annotations

import json
import secrets
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

BUFFER = 65536


@dataclass(frozen=True, slots=True)
class Visitor:
    """What one person says at the counter."""

    nir: str
    card_serial: str
    birth_date: str
    enrolment_code: str


@dataclass(slots=True)
class Load:
    """What came of it: `seconds` in all, the milliseconds of each request, by its kind."""

    visits: int = 0
    seconds: float = 0.0
    name: str = field(default_factory=lambda: secrets.token_hex(4))  # no two use the same keys
    identification_ms: list[float] = field(default_factory=list)
    opposition_ms: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Visits a second."""
        return self.visits / self.seconds


class _Counter:
    """One connection, which serves one visitor after the other."""

    def __init__(self, number: int, port: int, secret: str, load: Load) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._number, self._secret, self._load = number, secret, load
        self._visits, self._identified = 0, False
        self._answer = bytearray()
        self._asked_at = 0.0

    def identify(self, visitor: Visitor) -> None:
        """Send the first request of a visit."""
        self._identified = False
        self._visits += 1
        self._send(
            "/v1/identifications",
            {
                "nir": visitor.nir,
                "card_serial": visitor.card_serial,
                "birth_date": visitor.birth_date,
                "enrolment_code": visitor.enrolment_code,
            },
            "",
        )

    def receive(self) -> bool:
        """Take what has come; True when the visit is over."""
        self._answer += self.socket.recv(BUFFER)
        body = _body_of(self._answer)
        if body is None:
            return False
        elapsed = (time.perf_counter() - self._asked_at) * 1000
        if not self._answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"the service refuses: {bytes(self._answer[:15])!r}")
        self._answer.clear()
        if self._identified:
            self._load.opposition_ms.append(elapsed)
            self._load.visits += 1
            return True
        self._load.identification_ms.append(elapsed)
        self._identified = True
        self._oppose(json.loads(body)["token"])
        return False

    def _oppose(self, token: str) -> None:
        self._send(
            "/v1/operations",
            {
                "token": token,
                "action": "oppose",
                "channel": "card",
                "identity_document": "national_card",
                "organisation": "France Services",
                "agent": "guichet 1",
            },
            f"Idempotency-Key: {self._load.name}-{self._number:04d}-{self._visits:08d}\r\n",
        )

    def _send(self, path: str, message: dict[str, str], header: str) -> None:
        body = json.dumps(message).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: service\r\nAuthorization: Bearer {self._secret}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n{header}\r\n"
        )
        self._asked_at = time.perf_counter()
        self.socket.sendall(head.encode() + body)


def _body_of(answer: bytearray) -> bytes | None:
    """The body of a whole answer, or None while some of it is still to come."""
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return None
    _, _, rest = head.lower().partition(b"content-length:")
    length = int(rest.split(b"\r\n", 1)[0])
    return bytes(body) if len(body) >= length else None


def visit_all(
    port: int, secret: str, visitors: Sequence[Visitor], connections: int, seconds: float
) -> Load:
    """Serve visitors one after the other over that many connections, for that long at most."""
    load, waiting = Load(), iter(visitors)
    started = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for number in range(connections):
            _next(selector, _Counter(number, port, secret, load), waiting, new=True)
        while selector.get_map():
            for key, _events in selector.select():
                counter: _Counter = key.data
                if counter.receive():
                    over = time.perf_counter() - started > seconds
                    _next(selector, counter, iter(()) if over else waiting)
    load.seconds = time.perf_counter() - started
    return load


def _next(
    selector: selectors.BaseSelector,
    counter: _Counter,
    waiting: Iterator[Visitor],
    *,
    new: bool = False,
) -> None:
    visitor = next(waiting, None)
    if visitor is None:
        if not new:
            selector.unregister(counter.socket)
        counter.socket.close()
        return
    if new:
        selector.register(counter.socket, selectors.EVENT_READ, counter)
    counter.identify(visitor)
