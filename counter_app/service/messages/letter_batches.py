"""Letters for the mailing house, a file a batch: PDF, and beside it what is in it, without a name.

    lot-<store>-000012.pdf      a letter a page, by postal code
    lot-<store>-000012.json     batch, letters, pages, day of posting, SHA-256 of the PDF

A batch is first written down (which letters, under which number), then made. Its letters count as
sent only once its file is whole on the disk. Whatever ends the process in between, the next run
makes the same batch again under the same name, or finds its file whole and writes that down.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BufferedRandom
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.deadlines import local_day
from counter_app.domain.wording import date_in_words
from counter_app.service.codes import MessageChannel
from counter_app.service.keys import ServiceKeyError
from counter_app.service.messages import queue
from counter_app.service.messages.channels import Trouble
from counter_app.service.messages.letter_page import (
    Letter,
    LetterError,
    LetterFile,
    LetterHead,
    check_letter,
    sender_lines,
)
from counter_app.service.messages.queue import AnyRow
from counter_app.service.messages.sending import occasion_of
from counter_app.service.messages.texts import TextError, Texts
from counter_app.service.store import Store
from counter_app.service.tables import LETTER_BATCHES, OUTBOX

LETTERS_PER_FILE = 500
MAILING_HOUSE = "FX"  # the territory whose calendar counts for the day of posting
POSTED_WITHIN = timedelta(days=30)
_POSTAL_CODE = re.compile(r"\b[0-9]{5}\b")
_TOWN = re.compile(r"[0-9]{5} (\S.*)")


class BatchError(Exception):
    """Batches cannot be made as asked; the text is for whoever asked, in French."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that is done. `file`: None when nobody needed its letters any more."""

    number: int
    letters: int
    file: Path | None


def check_posted_on(posted_on: date, now: datetime) -> None:
    """Raises `BatchError` for a day that is over, or too far ahead."""
    today = local_day(now, MAILING_HOUSE)
    if posted_on < today:
        raise BatchError(
            f"le {date_in_words(posted_on)} est passé : les lettres ne peuvent plus "
            "partir ce jour-là."
        )
    if posted_on > today + POSTED_WITHIN:
        raise BatchError(
            f"le {date_in_words(posted_on)} est trop loin : {POSTED_WITHIN.days} jours au plus."
        )


class LetterBatches:
    """Makes the files of one folder. `sender`: the address lines of who writes, and from where.

    Raises `BatchError` when they do not go on the page.
    """

    def __init__(
        self,
        store: Store,
        texts: Texts,
        folder: Path,
        sender: tuple[str, ...],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._texts = texts
        self._folder = folder
        self._sender = sender
        self._clock = clock
        self._name = queue.store_name(store)
        try:
            sender_lines(sender)
        except LetterError:
            raise BatchError(
                "letters.sender : six lignes au plus, assez courtes pour le haut de la lettre."
            ) from None

    def make(
        self, posted_on: date, *, limit: int | None = None, per_file: int = LETTERS_PER_FILE
    ) -> Iterator[Batch]:
        """First what an earlier run left undone, then all that waits, or `limit` letters.

        Raises `BatchError`, OSError: the batch at hand is not done, those before it are.
        """
        check_posted_on(posted_on, self._clock())
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in self._undone():
            yield from self._finish(number, posted_on)
        left = limit
        while left is None or left > 0:
            number, taken = self._assign(
                posted_on, per_file if left is None else min(left, per_file)
            )
            if not taken:
                return
            left = None if left is None else left - taken
            yield from self._finish(number, posted_on)

    def _undone(self) -> list[int]:
        with self._store.reading() as connection:
            return list(
                connection.scalars(
                    sa.select(LETTER_BATCHES.c.id)
                    .where(LETTER_BATCHES.c.ended_at.is_(None))
                    .order_by(LETTER_BATCHES.c.id)
                )
            )

    def _assign(self, posted_on: date, most: int) -> tuple[int, int]:
        """A new batch of letters that wait: its number, and how many."""
        now = self._clock()
        with self._store.writing() as connection:
            ids = connection.scalars(
                sa.select(OUTBOX.c.id)
                .where(
                    OUTBOX.c.channel == MessageChannel.LETTER.value,
                    queue.WAITING,
                    OUTBOX.c.state == "queued",
                    OUTBOX.c.due_at <= now,
                )
                .order_by(OUTBOX.c.due_at)
                .limit(most)
                .with_for_update(skip_locked=True)
            ).all()
            if not ids:
                return 0, 0
            number: int = connection.execute(
                sa.insert(LETTER_BATCHES)
                .values(made_at=now, posted_on=posted_on, letters=len(ids))
                .returning(LETTER_BATCHES.c.id)
            ).scalar_one()
            connection.execute(
                sa.update(OUTBOX)
                .where(OUTBOX.c.id.in_(ids))
                .values(state="sending", batch_id=number, attempts=OUTBOX.c.attempts + 1)
            )
        return number, len(ids)

    def _finish(self, number: int, posted_on: date) -> Iterator[Batch]:
        """Make the file of a batch, unless it is there, and write down that its letters leave.

        Nothing when another process is at this batch, or has ended it.
        """
        letters = self._prepare(number, posted_on)
        with self._locked(number) as (connection, batch):
            if batch is None:
                return
            if not self._is_whole(batch):
                if letters is None:
                    return
                self._write(batch, letters)
            count = queue.mark_sent(
                connection,
                self._store.keys,
                OUTBOX.c.batch_id == number,
                batch.posted_on,
                self._clock(),
            )
            connection.execute(
                sa.update(LETTER_BATCHES)
                .where(LETTER_BATCHES.c.id == number)
                .values(letters=count, ended_at=self._clock())
            )
            file = self._path(number) if count else None
        yield Batch(number, count, file)

    @contextlib.contextmanager
    def _locked(self, number: int) -> Iterator[tuple[Connection, AnyRow | None]]:
        """A transaction that holds a batch alone; without it when somebody else does, or did."""
        with self._store.writing() as connection:
            batch = connection.execute(
                sa.select(LETTER_BATCHES)
                .where(LETTER_BATCHES.c.id == number, LETTER_BATCHES.c.ended_at.is_(None))
                .with_for_update(skip_locked=True)
            ).first()
            yield connection, batch

    def _prepare(self, number: int, posted_on: date) -> list[Letter] | None:
        """The letters of a batch, in their order; those that cannot be written are taken off it.

        Written down before the file is made: what is in it is then exactly what is on the batch.
        None when its file is there already, or somebody else is at it.
        """
        keys = self._store.keys
        with self._locked(number) as (connection, batch):
            if batch is None or self._is_whole(batch):
                return None
            if batch.posted_on < local_day(self._clock(), MAILING_HOUSE):
                connection.execute(
                    sa.update(LETTER_BATCHES)
                    .where(LETTER_BATCHES.c.id == number)
                    .values(posted_on=posted_on)
                )
            else:
                posted_on = batch.posted_on
            rows = connection.execute(
                sa.select(*queue.COLUMNS)
                .select_from(queue.JOINED)
                .where(OUTBOX.c.batch_id == number, OUTBOX.c.state == "sending")
            ).all()
            queue.cancel(connection, keys, [row.id for row in rows if queue.is_void(row)])
            letters: list[tuple[str, int, Letter]] = []
            for row in rows:
                if queue.is_void(row):
                    continue
                try:
                    letter = self._letter(row, posted_on)
                    check_letter(letter)
                except (LetterError, TextError, ServiceKeyError) as error:
                    queue.give_up(connection, row, _trouble(error))
                else:
                    letters.append((_postal_code(letter.address), row.id, letter))
        return [letter for _, _, letter in sorted(letters, key=lambda each: each[:2])]

    def _letter(self, row: AnyRow, posted_on: date) -> Letter:
        keys = self._store.keys
        address = keys.decrypt("outbox.recipient", row.recipient_sealed) or ""
        occasion = occasion_of(keys, row, posted_on)
        return Letter(
            tuple(line for line in address.splitlines() if line.strip()),
            self._texts.text_of(occasion, MessageChannel.LETTER),
            occasion.code_in_groups,
        )

    def _write(self, batch: AnyRow, letters: list[Letter]) -> None:
        """The PDF and what is said of it, each whole or not there. Raises `BatchError`, OSError."""
        path = self._path(batch.id)
        if path.exists():
            raise BatchError(
                f"le fichier {path.name} existe déjà, et n’est pas celui de ce lot : "
                "déplacez-le, puis relancez."
            )
        if not letters:
            return
        manifest = path.with_suffix(".json")
        try:
            with _written_beside(path) as file:
                self._draw(file, batch, letters)
                file.seek(0)
                facts = {
                    **self._identity(batch),
                    "file": path.name,
                    "letters": len(letters),
                    "pages": len(letters),
                    "posted_on": batch.posted_on.isoformat(),
                    "sha256": hashlib.file_digest(file, "sha256").hexdigest(),
                }
                # Before the PDF takes its name: one without the other is made again.
                with _written_beside(manifest) as beside:
                    beside.write(json.dumps(facts, indent=2).encode() + b"\n")
        except OSError:
            manifest.unlink(missing_ok=True)
            raise

    def _draw(self, file: BufferedRandom, batch: AnyRow, letters: list[Letter]) -> None:
        day = f"le {date_in_words(batch.posted_on)}"
        town = _TOWN.fullmatch(self._sender[-1]) if self._sender else None
        place_and_date = f"{town[1]}, {day}" if town else f"{day[0].upper()}{day[1:]}"
        pdf = LetterFile(file, LetterHead(self._sender, place_and_date, self._path(batch.id).stem))
        for letter in letters:
            pdf.add(letter)
        pdf.end()

    def _is_whole(self, batch: AnyRow) -> bool:
        """The file of this very batch is there: an earlier run was ended just after making it."""
        path = self._path(batch.id)
        try:
            manifest = json.loads(path.with_suffix(".json").read_bytes())
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
        except (FileNotFoundError, ValueError):
            return False
        expected = self._identity(batch) | {"sha256": digest.hexdigest()}
        return isinstance(manifest, dict) and expected.items() <= manifest.items()

    def _identity(self, batch: AnyRow) -> dict[str, object]:
        return {"batch": batch.id, "store": self._name, "made_at": batch.made_at.isoformat()}

    def _path(self, number: int) -> Path:
        return self._folder / f"lot-{self._name[:8]}-{number:06d}.pdf"


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, LetterError):
        return Trouble.ADDRESS_UNUSABLE
    return Trouble.TEXT_MISSING if isinstance(error, TextError) else Trouble.UNREADABLE


def _postal_code(address: tuple[str, ...]) -> str:
    for line in reversed(address):
        if found := _POSTAL_CODE.search(line):
            return found[0]
    return ""


@contextlib.contextmanager
def _written_beside(path: Path) -> Iterator[BufferedRandom]:
    """A file that takes its name once it is whole on the disk, and leaves nothing otherwise."""
    draft = path.with_name(f".{path.name}.part")
    try:
        # The codes are in it: for its owner alone.
        bytes_as_they_are = getattr(os, "O_BINARY", 0)  # Windows would change line ends
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | bytes_as_they_are
        descriptor = os.open(draft, flags, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
