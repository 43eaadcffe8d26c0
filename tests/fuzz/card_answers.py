"""A fuzzer where a file of answers takes the card's place.

An input is an answer to reset and the answers to each command, in order; when they run out, the
card says 6F00. Inputs are mutated byte by byte, answer by answer and status word by status word.
One that takes a branch of the code as no other did (never before, or more often by a power of two),
or makes the read behave as no other (other commands, another outcome), joins the pool, so that the
search goes deeper.

    python -m tests.fuzz.card_answers [--runs 1000000] [--seed 1] [--keep]

`--keep` writes the inputs worth keeping to the corpus. An input that breaks the read is written to
the corpus in any case, and its name is printed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from counter_app.cardreader import atr, serial, tlv, vitale
from counter_app.cardreader.simulated.card import CardSilent, CardWithdrawn
from counter_app.cardreader.simulated.catalogue import card_names, load_card
from counter_app.domain.card import CardContent
from counter_app.domain.failures import CounterError
from tests.fuzz.branches import Branches, counted

CORPUS = Path(__file__).with_name("corpus")
MOST_COMMANDS = 5000  # more than any bound of the read allows: the read does not end
_LARGEST_POOL = 4000
_STATUSES = tuple(
    bytes.fromhex(word)
    for word in ("9000", "6100", "6110", "61FF", "6C00", "6C10", "6CFF", "6282", "6283", "6300",
                 "6700", "6982", "6985", "6A82", "6A86", "6B00", "6D00", "6E00", "6F00")
)  # fmt: skip
_TELLING_BYTES = b"\x00\x01\x5a\x65\x7f\x80\x81\x82\x83\x84\x93\xe0\xfe\xff"

Script = tuple[bytes, ...]  # the answer to reset, then the answers


class BrokenReadError(AssertionError):
    """The read did what it must never do."""


def encode(script: Script) -> bytes:
    """A script as the corpus keeps it: each part after its length in two bytes."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in script)


def decode(data: bytes) -> Script:
    """The script in a file; a length past the end takes what there is."""
    parts, position = [], 0
    while position + 2 <= len(data):
        length = int.from_bytes(data[position : position + 2], "big")
        parts.append(data[position + 2 : position + 2 + length])
        position += 2 + length
    return tuple(parts) or (b"",)


def recorded(name: str) -> Script:
    """What a card of the catalogue answers during its read."""
    card = load_card(name)
    parts = [card.atr]

    def transmit(command: bytes) -> bytes:
        try:
            answer = card.process(command)
        except (CardSilent, CardWithdrawn):
            answer = b""
        parts.append(answer)
        return answer

    with suppress(CounterError):  # a foreign card: its refusals are worth mutating too
        vitale.read_card(transmit, card.atr)
    return tuple(parts)


def behaviour(script: Script) -> tuple[object, ...]:
    """Run the read on a script and return what it did, without what it read.

    Raises BrokenReadError when it fails otherwise than by a named failure, does not end, or gives
    back what the rest of the application must never see.
    """
    trace: list[bytes] = []

    def transmit(command: bytes) -> bytes:
        trace.append(command[:4])
        if len(trace) > MOST_COMMANDS:
            raise BrokenReadError("the read does not end")
        return script[len(trace)] if len(trace) < len(script) else b"\x6f\x00"

    try:
        content = vitale.read_card(transmit, script[0])
    except CounterError as error:
        if not error.code.startswith("Card_"):
            raise BrokenReadError(f"a failure of another family: {error.code}") from error
        outcome: tuple[object, ...] = (error.code,)
    except BrokenReadError:
        raise
    except Exception as error:
        raise BrokenReadError(f"an unnamed failure: {type(error).__name__}") from error
    else:
        check(content)
        outcome = (len(content.beneficiaries), content.serial.source, content.rank_mismatch)
    check_parsers(script)
    return (*outcome, tuple(trace[:64]))


def check(content: CardContent) -> None:
    """What holds for every content, whatever the card said."""
    for person in content.beneficiaries:
        sound = (
            re.fullmatch(r"([0-9]{6}[0-9AB][0-9]{8})?", person.nir)
            and re.fullmatch(r"([0-9]{8})?", person.birth_date)
            and all(c.isprintable() for c in person.family_name + person.given_name)
        )
        if not sound:
            raise BrokenReadError("a person who makes no sense")
    value = content.serial.value
    if value is not None and not re.fullmatch(r"[0-9]{11}", value):
        raise BrokenReadError("a serial number that makes no sense")
    if content.serial.certain and value is None:
        raise BrokenReadError("certain of nothing")
    if not re.fullmatch(r"([0-9]{9}|[0-9]{11})?", content.serial.to_compare):
        raise BrokenReadError("a number to compare that makes no sense")


def check_parsers(script: Script) -> None:
    """The parsers by themselves, on bytes that the read may never have handed to them."""
    atr.refusal(script[0])
    for part in script[1:]:
        serial.read_number(part, "fuzz")
        serial.pointers(part)
        try:
            tlv.parse(part)
        except tlv.TlvError:
            continue


class Fuzzer:
    """A pool of scripts, the behaviours and the branches seen so far."""

    def __init__(self, seed: int, scripts: Sequence[Script], branches: Branches) -> None:
        """`branches`: counts those of the read while it runs (`counted()`)."""
        self._random = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self._branches = branches
        self._pool: list[Script] = []
        self.taken: set[tuple[int, int]] = set()
        self.seen: set[tuple[object, ...]] = set()
        self.found: dict[tuple[object, ...], Script] = {}
        for script in scripts:
            self._run(script)
        self._pool = list(scripts)
        self.found.clear()

    def run_once(self) -> Script:
        """One mutated script; raises BrokenReadError (its argument is then in `last`)."""
        script = self._mutated(self._random.choice(self._pool))
        self.last = script
        self._run(script)
        return script

    @property
    def reached(self) -> int:
        """How many branches were taken by any input."""
        return len({branch for branch, _ in self.taken})

    def _run(self, script: Script) -> None:
        """Run the read on it; keep it when it shows something new."""
        self._branches.clear()
        signature = behaviour(script)
        taken = self._branches.taken()
        deeper = not taken <= self.taken
        if deeper or signature not in self.seen:
            self.taken |= taken
            self.seen.add(signature)
            self.found.setdefault(signature, script)
            if deeper or len(self._pool) < _LARGEST_POOL:
                self._pool.append(script)

    def _mutated(self, script: Script) -> Script:
        parts = list(script)
        for _ in range(self._random.choice((1, 1, 1, 2, 4))):
            index = self._random.randrange(len(parts))
            self._mutate(parts, index)
        return tuple(parts)

    def _mutate(self, parts: list[bytes], index: int) -> None:
        """Change one answer, its status word, or the order of the answers."""
        choice, part = self._random.randrange(9), parts[index]
        if choice == 0:
            parts[index] = part[:-2] + self._random.choice(_STATUSES)
        elif choice == 1:
            parts[index] = part[: self._random.randrange(len(part) + 1)]
        elif choice == 2:
            parts.insert(index, self._random.choice(parts))
        elif choice == 3 and len(parts) > 2:
            del parts[index]
        elif choice == 4:
            other = self._random.choice(self._pool)
            parts[index] = self._random.choice(other)
        elif choice == 5:
            cut = self._random.randrange(len(part) + 1)
            parts[index] = (
                part[:cut] + self._random.randbytes(self._random.randrange(8)) + part[cut:]
            )
        elif part:
            changed = bytearray(part)
            for _ in range(self._random.choice((1, 1, 2, 8))):
                place = self._random.randrange(len(changed))
                flip = 1 << self._random.randrange(8)
                telling = self._random.choice(_TELLING_BYTES)
                changed[place] = telling if choice == 6 else changed[place] ^ flip
            parts[index] = bytes(changed)


def corpus() -> dict[str, Script]:
    """The committed scripts by file name."""
    return {path.name: decode(path.read_bytes()) for path in sorted(CORPUS.glob("*.bin"))}


def seeds() -> list[Script]:
    """Where the search begins: the cards of the catalogue and the corpus."""
    return [*(recorded(name) for name in card_names()), *corpus().values()]


def keep(script: Script) -> Path:
    """Write a script to the corpus."""
    data = encode(script)
    path = CORPUS / f"{hashlib.sha256(data).hexdigest()[:16]}.bin"
    path.write_bytes(data)
    return path


def worth_keeping(fuzzer: Fuzzer, most: int) -> list[Script]:
    """The shortest script of each outcome and number of commands."""
    shortest: dict[tuple[object, ...], Script] = {}
    for signature, script in fuzzer.found.items():
        *outcome, trace = signature
        key = (*outcome, len(trace) if isinstance(trace, tuple) else 0)
        if key not in shortest or len(encode(script)) < len(encode(shortest[key])):
            shortest[key] = script
    return sorted(shortest.values(), key=lambda script: len(encode(script)))[:most]


def search(runs: int, seed: int) -> Fuzzer:
    """So many mutated scripts. Raises BrokenReadError, after the script is in the corpus."""
    with counted() as branches:
        fuzzer = Fuzzer(seed, seeds(), branches)
        for _ in range(runs):
            try:
                fuzzer.run_once()
            except BrokenReadError as broken:
                raise BrokenReadError(f"{broken}: {keep(fuzzer.last).name}") from broken
    return fuzzer


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=int, default=0, metavar="N", help="keep N new inputs")
    arguments = parser.parse_args()
    started = time.monotonic()
    fuzzer = search(arguments.runs, arguments.seed)
    for script in worth_keeping(fuzzer, arguments.keep):
        keep(script)
    sys.stdout.write(
        f"{arguments.runs} runs in {time.monotonic() - started:.0f} s, "
        f"{len(fuzzer.seen)} behaviours, {len(fuzzer.found)} new, "
        f"{fuzzer.reached} branches, none broken\n"
    )


if __name__ == "__main__":
    main()
