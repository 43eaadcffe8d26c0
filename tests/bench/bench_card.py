"""What reading a card costs, each figure as a ratio of one run: `python -m tests.bench.bench_card`.

- commands of a read, against the bound of nine;
- a read on a wire of 38,400 bit/s, against the bare exchange of the same bytes on the same wire;
- the processor's share of a monitor that waits, on a real pcscd where there is one;
- memory and threads after thousands of insertions.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from counter_app.cardreader import vitale
from counter_app.cardreader.backend import Backend
from counter_app.cardreader.events import CardEvent, CardRemoved, CardWasRead
from counter_app.cardreader.monitor import CardMonitor
from counter_app.cardreader.pcsc import PcscBackend
from counter_app.cardreader.simulated.card import VirtualCard
from counter_app.cardreader.simulated.catalogue import load_card
from counter_app.cardreader.simulated.pacing import PacedCard
from counter_app.cardreader.simulated.reader import SimulatedReader
from tests import real_pcscd
from tests.bench.verdict import verdict

E = TypeVar("E", bound=CardEvent)

MOST_COMMANDS = 9
BITS_PER_SECOND = 38_400
MOST_OVER_THE_WIRE = 1.10
MOST_IDLE = 0.001  # of one core
MOST_GROWTH = 1.0  # byte an insertion
RUNS = 15
INSERTIONS = 10_000


def _recorded(card: VirtualCard) -> list[bytes]:
    """The commands of one read."""
    commands: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        commands.append(command)
        return card.process(command)

    vitale.read_card(transmit, card.atr)
    return commands


def commands() -> bool:
    """The read of a card whose files are under 256 bytes."""
    count = len(_recorded(load_card("aurele")))
    return verdict("commands / 9", count / MOST_COMMANDS, 1.0, f"{count} commands, three people")


def _milliseconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return (time.perf_counter() - started) * 1000


def _bare(read_commands: list[bytes]) -> float:
    """The same bytes on the same wire, with nothing around them."""
    card = PacedCard(load_card("aurele"), BITS_PER_SECOND)
    return _milliseconds(lambda: [card.process(command) for command in read_commands])


def wire() -> bool:
    """From the insertion to the content, against the bare exchange, in turn."""
    read_commands = _recorded(load_card("aurele"))
    events: SimpleQueue[CardEvent] = SimpleQueue()
    reader = SimulatedReader()
    reader.pace(BITS_PER_SECOND)
    monitor = CardMonitor(reader, events.put)
    monitor.start()
    ours, bare = [], []
    for _ in range(RUNS):
        bare.append(_bare(read_commands))
        ours.append(_milliseconds(lambda: _insert_and_wait(reader, events)))
        reader.remove()
        _until(events, CardRemoved)
    monitor.stop()
    ratio = statistics.median(ours) / statistics.median(bare)
    detail = f"{statistics.median(ours):.1f} ms for {statistics.median(bare):.1f} ms"
    return verdict("read / bare exchange, in process", ratio, MOST_OVER_THE_WIRE, detail)


def wire_through_pcscd() -> bool:
    """The read's own time behind a real pcscd, against the bare exchange."""
    read_commands = _recorded(load_card("aurele"))
    events: SimpleQueue[CardEvent] = SimpleQueue()
    ours, bare = [], []
    with real_pcscd.RealPcscd() as service:
        monitor = CardMonitor(PcscBackend(), events.put)
        monitor.start()
        for _ in range(RUNS // 3):
            bare.append(_bare(read_commands))
            inserted = service.insert(load_card("aurele"), bits_per_second=BITS_PER_SECOND)
            ours.append(_until(events, CardWasRead).content.elapsed_ms)
            inserted.withdraw()
            _until(events, CardRemoved)
        monitor.stop()
    ratio = statistics.median(ours) / statistics.median(bare)
    detail = f"{statistics.median(ours):.1f} ms for {statistics.median(bare):.1f} ms"
    return verdict("read / bare exchange, pcscd and vpcd", ratio, MOST_OVER_THE_WIRE, detail)


def _insert_and_wait(reader: SimulatedReader, events: SimpleQueue[CardEvent]) -> None:
    reader.insert(load_card("aurele"))
    _until(events, CardWasRead)


def _until(events: SimpleQueue[CardEvent], kind: type[E]) -> E:
    while True:
        event = events.get(timeout=30)
        if isinstance(event, kind):
            return event


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def idle(seconds: float) -> bool:
    """The processor's share of a monitor with nothing to do."""
    missing = real_pcscd.missing()
    if missing:
        return _idle(SimulatedReader(), seconds, f"simulated reader ({missing})")
    with real_pcscd.RealPcscd():
        return _idle(PcscBackend(), seconds, "pcscd with two empty slots")


def _idle(backend: Backend, seconds: float, where: str) -> bool:
    monitor = CardMonitor(backend, lambda _: None)
    monitor.start()
    time.sleep(1)
    before = _processor_seconds()
    time.sleep(seconds)
    share = (_processor_seconds() - before) / seconds
    monitor.stop()
    return verdict("idle share of one core", share, MOST_IDLE, f"{seconds:.0f} s, {where}")


def growth(insertions: int) -> bool:
    """Memory and threads after so many cards."""
    events: SimpleQueue[CardEvent] = SimpleQueue()
    reader = SimulatedReader()
    threads = threading.active_count()
    monitor = CardMonitor(reader, events.put)
    monitor.start()

    def insert(count: int) -> None:
        for _ in range(count):
            _insert_and_wait(reader, events)
            reader.remove()
            _until(events, CardRemoved)

    tracemalloc.start()
    insert(insertions // 10)
    gc.collect()
    first = tracemalloc.get_traced_memory()[0]
    insert(insertions - insertions // 10)
    gc.collect()
    last = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    monitor.stop()
    left = threading.active_count() - threads
    detail = f"{first} then {last} bytes traced, {insertions} insertions"
    grown = verdict("bytes kept / insertion", (last - first) / insertions, MOST_GROWTH, detail)
    return verdict("threads left behind", left, 0, "after stop()") and grown


def main() -> int:
    """Measure, print, and return 0 when every figure is as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idle", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--insertions", type=int, default=INSERTIONS)
    arguments = parser.parse_args()
    good = [commands(), wire()]
    if not real_pcscd.missing():
        good.append(wire_through_pcscd())
    good += [idle(arguments.idle), growth(arguments.insertions)]
    real_pcscd.remove_directory()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
