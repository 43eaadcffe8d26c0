"""Letters for the mailing house: what is on the page, in which file, and what counts as sent."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.exc import OperationalError

from counter_app.service.codes import MessageChannel
from counter_app.service.messages import queue
from counter_app.service.messages.letter_batches import Batch, BatchError, LetterBatches
from counter_app.service.store import Store
from counter_app.service.tables import CODES, LETTER_BATCHES, OUTBOX, PEOPLE
from tests.service.crowd import rows
from tests.service.messages.messages import (
    NOON,
    TEXTS,
    Clock,
    add_person,
    add_sending,
    change,
    code_of,
    is_emptied,
    message,
    person_of,
    queue_code,
    queue_many,
    states,
)

LETTER = MessageChannel.LETTER
POSTED_ON = date(2026, 5, 18)
SENDER = ("CGSS de la Guadeloupe", "Quartier de l’Hôtel-de-Ville", "97180 Sainte-Anne")


def batches(store: Store, folder: Path, clock: Clock | None = None) -> LetterBatches:
    return LetterBatches(store, TEXTS, folder, SENDER, clock or Clock())


def make(store: Store, folder: Path, clock: Clock | None = None, **options: Any) -> list[Batch]:
    posted_on = options.pop("posted_on", POSTED_ON)
    return list(batches(store, folder, clock).make(posted_on, **options))


def pages(folder: Path) -> list[str]:
    """The text of each page of each file, in order."""
    files = sorted(folder.glob("*.pdf"))
    found = [page.extract_text() for file in files for page in PdfReader(file).pages]
    return [text.replace("\u00a0", " ") for text in found]


def numbered(rank: int) -> str:
    return f"Habitante {rank:04d}\n{rank} RUE DES FLAMBOYANTS\n{97100 + rank % 90:05d} LE MOULE"


def names_in(folder: Path) -> list[str]:
    return [page.split("Habitante ")[1][:4] for page in pages(folder)]


def test_one_letter(store: Store, tmp_path: Path) -> None:
    person_id = add_person(store, sending_id=add_sending(store))
    message_id = queue_code(
        store, person_id, "Odette MARCHANDEAU\n12 RUE DES ÉTANGS\n97160 LE MOULE", LETTER
    )
    code = store.keys.decrypt("outbox.secret", message(store, message_id).secret_sealed)
    assert code is not None
    [batch] = make(store, tmp_path)
    assert batch.file is not None
    assert (batch.letters, batch.file.parent) == (1, tmp_path)

    [page] = pages(tmp_path)
    for said in (
        "Odette MARCHANDEAU",
        "12 RUE DES ÉTANGS",
        "97160 LE MOULE",
        *SENDER,
        "Sainte-Anne, le 18 mai 2026",
        f"{code[:4]} {code[4:8]} {code[8:]}",
        "29 juin 2026",
        batch.file.stem,
    ):
        assert said in page

    row = message(store, message_id)
    assert (row.state, row.sent_at, row.batch_id) == ("sent", NOON, batch.number)
    assert is_emptied(store, row)
    assert code_of(store, message_id).sent_on == POSTED_ON
    assert person_of(store, message_id).notice_sent_on == POSTED_ON
    [made] = rows(store, LETTER_BATCHES)
    assert (made.letters, made.posted_on, made.ended_at) == (1, POSTED_ON, NOON)
    assert make(store, tmp_path) == []
    assert len(list(tmp_path.iterdir())) == 2


def test_what_the_mailing_house_is_told_names_nobody(store: Store, tmp_path: Path) -> None:
    queue_many(store, 3, LETTER, numbered)
    [batch] = make(store, tmp_path)
    assert batch.file is not None
    manifest = batch.file.with_suffix(".json").read_text()
    assert json.loads(manifest) == {
        "batch": batch.number,
        "store": queue.store_name(store),
        "made_at": NOON.isoformat(),
        "file": batch.file.name,
        "letters": 3,
        "pages": 3,
        "posted_on": "2026-05-18",
        "sha256": hashlib.sha256(batch.file.read_bytes()).hexdigest(),
    }
    assert stat.S_IMODE(batch.file.stat().st_mode) == 0o600
    assert "Habitante" not in manifest


def test_files_of_so_many_letters_by_postal_code(store: Store, tmp_path: Path) -> None:
    queue_many(store, 25, LETTER, lambda rank: numbered(1000 - rank))
    made = make(store, tmp_path, per_file=10)
    assert [batch.letters for batch in made] == [10, 10, 5]
    for batch in made:
        assert batch.file is not None
        said = [page.extract_text() for page in PdfReader(batch.file).pages]
        postal_codes = [text.split(" LE MOULE")[0][-5:] for text in said]
        assert postal_codes == sorted(postal_codes)
    assert sorted(names_in(tmp_path)) == sorted(f"{1000 - rank:04d}" for rank in range(25))


def test_a_limit_leaves_the_rest_for_later(store: Store, tmp_path: Path) -> None:
    queue_many(store, 12, LETTER, numbered)
    assert [batch.letters for batch in make(store, tmp_path, limit=7, per_file=5)] == [5, 2]
    assert states(store).count("queued") == 5
    assert [batch.letters for batch in make(store, tmp_path)] == [5]
    assert len(set(names_in(tmp_path))) == 12


@pytest.mark.parametrize(
    ("posted_on", "said"),
    [(date(2026, 5, 11), "est passé"), (date(2026, 6, 12), "trop loin")],
)
def test_a_day_that_is_over_or_far_is_refused(
    store: Store, tmp_path: Path, posted_on: date, said: str
) -> None:
    queue_many(store, 1, LETTER)
    with pytest.raises(BatchError, match=said):
        make(store, tmp_path / "letters", posted_on=posted_on)
    assert states(store) == ["queued"]
    assert not (tmp_path / "letters").exists()


@pytest.mark.parametrize("posted_on", [date(2026, 5, 12), date(2026, 6, 11)])
def test_today_and_a_month_ahead_are_taken(store: Store, tmp_path: Path, posted_on: date) -> None:
    queue_many(store, 1, LETTER)
    make(store, tmp_path, posted_on=posted_on)
    assert rows(store, CODES)[0].sent_on == posted_on


def test_what_nobody_needs_is_not_printed(store: Store, tmp_path: Path) -> None:
    died, used, sent = queue_many(store, 3, LETTER, numbered)
    change(store, PEOPLE, message(store, died).person_id, status="NOT_ACTIVABLE")
    change(store, CODES, message(store, used).code_id, used_at=NOON)
    [batch] = make(store, tmp_path)
    assert batch.letters == 1
    assert names_in(tmp_path) == ["0002"]
    assert states(store) == ["cancelled", "cancelled", "sent"]
    assert is_emptied(store, message(store, died))
    assert message(store, sent).batch_id == batch.number


def test_a_batch_that_nobody_needs_has_no_file(store: Store, tmp_path: Path) -> None:
    [message_id] = queue_many(store, 1, LETTER)
    change(store, PEOPLE, message(store, message_id).person_id, status="NOT_ACTIVABLE")
    [batch] = make(store, tmp_path)
    assert (batch.letters, batch.file) == (0, None)
    assert list(tmp_path.iterdir()) == []
    assert rows(store, LETTER_BATCHES)[0].ended_at is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "\n".join(f"LIGNE {rank}" for rank in range(7)),
        "Odette MARCHANDEAU\n" + "W" * 80 + "\n97160 LE MOULE",
        "奥黛特\n12 RUE DES FLAMBOYANTS\n97160 LE MOULE",
    ],
    ids=["none", "seven lines", "too long", "not in our fonts"],
)
def test_an_address_that_does_not_go_in_the_window_is_stuck(
    store: Store, tmp_path: Path, address: str
) -> None:
    good, bad = queue_many(store, 2, LETTER, lambda rank: address if rank else numbered(0))
    [batch] = make(store, tmp_path)
    assert batch.letters == 1
    row = message(store, bad)
    assert (row.state, row.last_error) == ("stuck", "address_unusable")
    assert message(store, good).state == "sent"
    with store.writing() as connection:
        queue.retry_stuck(connection, NOON)
        connection.execute(
            sa.update(OUTBOX)
            .where(OUTBOX.c.id == bad)
            .values(recipient_sealed=store.keys.encrypt("outbox.recipient", numbered(7)))
        )
    [again] = make(store, tmp_path)
    assert message(store, bad).batch_id == again.number
    assert sorted(names_in(tmp_path)) == ["0000", "0007"]


# Ended half-way -----------------------------------------------------------------------------------


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def gone(*_: object) -> int:
    raise OperationalError("UPDATE", {}, Exception("gone"))


def test_a_whole_file_of_an_ended_run_is_not_made_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended between the file and the database: the mailing house may have it already."""
    queue_many(store, 4, LETTER, numbered)
    with monkeypatch.context() as without:
        without.setattr(queue, "mark_sent", gone)
        with pytest.raises(OperationalError):
            make(store, tmp_path)
    before = content(tmp_path)
    assert len(before) == 2
    assert set(states(store)) == {"sending"}
    clock = Clock()
    clock.forward(days=40)
    [batch] = make(store, tmp_path, clock, posted_on=date(2026, 7, 1))
    assert batch.letters == 4
    assert content(tmp_path) == before
    assert set(states(store)) == {"sent"}
    assert {row.sent_on for row in rows(store, CODES)} == {POSTED_ON}, "as its letters say"


def test_an_unfinished_batch_is_made_again_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_many(store, 4, LETTER, numbered)
    with monkeypatch.context() as without:
        without.setattr(queue, "mark_sent", gone)
        with pytest.raises(OperationalError):
            make(store, tmp_path)
    before = content(tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    queue_many(store, 2, LETTER, lambda rank: numbered(50 + rank))
    first, second = make(store, tmp_path, posted_on=POSTED_ON + timedelta(days=1))
    assert (first.letters, second.letters) == (4, 2)
    after = content(tmp_path)
    assert before.items() <= after.items(), "the same letters, the same day, the same bytes"
    assert len(set(names_in(tmp_path))) == 6


def test_an_unfinished_batch_takes_a_new_day_once_its_own_is_over(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_many(store, 1, LETTER, numbered)
    with monkeypatch.context() as without:
        without.setattr(LetterBatches, "_write", lambda *_: gone())
        with pytest.raises(OperationalError):
            make(store, tmp_path)
    clock = Clock()
    clock.forward(days=10)
    make(store, tmp_path, clock, posted_on=date(2026, 5, 26))
    assert rows(store, CODES)[0].sent_on == date(2026, 5, 26)
    assert "le 26 mai 2026" in pages(tmp_path)[0]


def test_another_s_file_is_neither_taken_for_ours_nor_written_over(
    store: Store, tmp_path: Path
) -> None:
    queue_many(store, 2, LETTER, numbered)
    [batch] = make(store, tmp_path)
    assert batch.file is not None
    queue_many(store, 1, LETTER, lambda _: numbered(9))
    # As after a backup brought back: the same number for other letters.
    before = content(tmp_path)
    again = batch.number + 1
    for path in tmp_path.iterdir():
        path.rename(path.with_name(path.name.replace(f"{batch.number:06d}", f"{again:06d}")))
    renamed = content(tmp_path)
    assert sorted(renamed.values()) == sorted(before.values())
    with pytest.raises(BatchError, match="existe déjà"):
        make(store, tmp_path)
    assert content(tmp_path) == renamed
    assert states(store) == ["sent", "sent", "sending"]


def test_a_full_disk_marks_nothing(store: Store, tmp_path: Path) -> None:
    """The kernel's own full disk, /dev/full, in the place of the file."""
    queue_many(store, 3, LETTER, numbered)
    name = f"lot-{queue.store_name(store)[:8]}"
    with store.reading() as connection:
        last = connection.scalar(sa.select(sa.func.max(LETTER_BATCHES.c.id))) or 0
    # The counter of PostgreSQL does not go back: the next number is not always the last one's.
    for number in range(last, last + 400):
        (tmp_path / f".{name}-{number:06d}.pdf.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        make(store, tmp_path)
    assert set(states(store)) == {"sending"}
    assert {row.sent_on for row in rows(store, CODES)} == {None}
    assert not list(tmp_path.glob("lot-*"))
    for path in tmp_path.iterdir():
        path.unlink()
    [batch] = make(store, tmp_path)
    assert batch.letters == 3
    assert set(states(store)) == {"sent"}
    assert len(names_in(tmp_path)) == 3
