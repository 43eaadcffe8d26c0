"""Identification and opposition through HTTP on PostgreSQL, beside the same statements by pgbench.

Both serve the same number of counters at once, on the same server, computer and copies of one
database, in turns; commits wait for the disk in both. The median of the turns' ratios counts.

pgbench sends the statements as it does unless told otherwise (`simple`: each is planned each
time). What it reaches with statements planned beforehand, as the service has them, is told beside:
that is the database alone, and no bound was set for it.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg

from counter_app.service.application import create_app
from counter_app.service.codes import code_hashes
from counter_app.service.deployment import KEY_VARIABLE
from counter_app.service.identification import token_hash
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import lookup_hash
from counter_app.service.settings import SECRET_VARIABLE, ServiceSettings, now_in_utc
from counter_app.service.store import Store
from tests.bench.load import Load, visit_all
from tests.bench.many_people import add_people, visitor
from tests.bench.same_statements import number_in_place_of, number_the_hashes, recorded, script
from tests.bench.verdict import say, verdict
from tests.real_postgresql import PostgresqlServer, postgresql

MASTER = bytes(range(32))
KEYS = ServiceKeys(MASTER)
PEOPLE = 60_000
RECORDED = PEOPLE  # the visitor whose statements are recorded: nobody else's turn comes to her
FIRST_OPERATION = 7_000_001  # a number that nothing else in the statements has
LEAST_RATIO = 0.35
MOST_P99 = 10.0  # times the median


def main() -> int:
    """Measure. 0 when both figures are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=15, help="of each turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--counters", type=int, default=16, help="visits under way at once")
    parser.add_argument("--processes", type=int, default=3, help="of the service")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)  # the server may run as another user
        with postgresql(folder / "server", durable=True) as server:
            (folder / "visit.sql").write_text(_prepare(server), "utf-8")
            turns = [_turn(server, folder / "visit.sql", arguments) for _ in range(arguments.turns)]
    ratio = statistics.median(load.rate / alone["simple"] for load, alone in turns)
    prepared = statistics.median(load.rate / alone["prepared"] for load, alone in turns)
    say(f"  of pgbench with statements planned beforehand: {prepared:.3f}")
    shape = f"{arguments.counters} counters, {arguments.processes} processes"
    worst = max(_p99_to_median(load) for load, _ in turns)
    return int(
        not all(
            (
                verdict("pgbench / service, visits a second", 1 / ratio, 1 / LEAST_RATIO, shape),
                verdict("p99 / median of a request", worst, MOST_P99, "the worst turn's"),
            )
        )
    )


def _prepare(server: PostgresqlServer) -> str:
    """The database that both have copies of; the script of one visit."""
    url = server.create_database("visits")
    store = Store(url, KEYS)
    store.prepare(fictive=False)
    store.close()
    add_people(url, KEYS, PEOPLE, now_in_utc().date() - timedelta(days=9))
    with psycopg.connect(url) as connection:
        connection.execute("SELECT setval('operations_id_seq', %s, false)", (FIRST_OPERATION,))
    _copy(server, "recording")
    return asyncio.run(_recorded_visit(server.url("recording")))


async def _recorded_visit(url: str) -> str:
    store = Store(url, KEYS)
    settings = ServiceSettings(post_secrets=(secrets.token_hex(),))
    who, key = visitor(RECORDED), "the-key-of-the-visit"
    numbers = {
        "nir": who.nir,
        "card_serial": who.card_serial,
        "birth_date": who.birth_date,
        "enrolment_code": who.enrolment_code,
    }
    act = {
        "action": "oppose",
        "channel": "card",
        "identity_document": "national_card",
        "organisation": "France Services",
        "agent": "guichet 1",
    }
    headers = {"Authorization": f"Bearer {settings.post_secrets[0]}", "Idempotency-Key": key}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(create_app(settings, store)),
        base_url="http://service",
        headers=headers,
    ) as client:
        with recorded(store.engine) as statements:
            session = (await client.post("/v1/identifications", json=numbers)).json()
            act["token"] = session["token"]
            done = (await client.post("/v1/operations", json=act)).json()
    store.close()
    own = {
        lookup_hash(KEYS, who.nir, who.card_serial): number_in_place_of("l"),
        code_hashes(KEYS, who.enrolment_code)[0]: number_in_place_of("c"),
        token_hash(session["token"]): number_in_place_of("t"),
        key: number_in_place_of("k"),
        RECORDED: ":n",
        FIRST_OPERATION: ":id",
        done["receipt_number"]: "'CF-' || :id",
    }
    return script(statements, own)


def _turn(
    server: PostgresqlServer, visit: Path, arguments: argparse.Namespace
) -> tuple[Load, dict[str, float]]:
    """One measure of each, on fresh copies: the load, and pgbench's visits a second by protocol."""
    alone = {}
    for protocol in ("simple", "prepared"):
        _copy(server, "by_pgbench")
        number_the_hashes(server.url("by_pgbench"))
        alone[protocol] = _pgbench(server, visit, protocol, arguments)
    _copy(server, "through_http")
    with _service(server.url("through_http"), arguments.processes) as (port, secret):
        load = visit_all(
            port,
            secret,
            [visitor(number) for number in range(1, PEOPLE)],
            arguments.counters,
            arguments.seconds,
        )
    requests = load.identification_ms + load.opposition_ms
    say(
        f"  {load.rate:.0f} visits/s through HTTP; by pgbench {alone['simple']:.0f}, ratio "
        f"{load.rate / alone['simple']:.3f}, prepared {alone['prepared']:.0f}; "
        f"a request {statistics.median(requests):.1f} ms (median), "
        f"p99 {_percentile(requests):.1f} ms"
    )
    return load, alone


def _copy(server: PostgresqlServer, name: str) -> None:
    """A fresh copy of the prepared database, in place of the last one."""
    with server.connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE visits")
        connection.execute("CHECKPOINT")


def _pgbench(
    server: PostgresqlServer, visit: Path, protocol: str, arguments: argparse.Namespace
) -> float:
    share = PEOPLE // arguments.counters
    command = [
        *(server.binary("pgbench"), "--no-vacuum", f"--protocol={protocol}"),
        *(f"--client={arguments.counters}", "--jobs=2", f"--time={arguments.seconds}"),
        *("--define=i=0", f"--define=share={share}", f"--file={visit}", server.url("by_pgbench")),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None or "number of failed transactions: 0 " not in done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])


@contextmanager
def _service(url: str, processes: int) -> Iterator[tuple[int, str]]:
    """The real service, as it is deployed: its port and a post's secret."""
    secret = secrets.token_hex()
    variables = {
        SECRET_VARIABLE: secret,
        KEY_VARIABLE: base64.b64encode(MASTER).decode(),
    }
    words = ["serve", "--port=0", f"--processes={processes}", "--database", url]
    with subprocess.Popen(
        [sys.executable, "-m", "counter_app", *words],
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        try:
            yield json.loads(child.stdout.readline())["port"], secret
        finally:
            child.terminate()


def _percentile(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def _p99_to_median(load: Load) -> float:
    """Of the slower kind of request: mixing both would flatter neither."""
    return max(
        _percentile(kind) / statistics.median(kind)
        for kind in (load.identification_ms, load.opposition_ms)
    )


if __name__ == "__main__":
    sys.exit(main())
