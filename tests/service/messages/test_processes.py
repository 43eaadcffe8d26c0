"""`counter-app outbox` and `counter-app letters` as real processes, killed in the middle."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from counter_app.__main__ import main
from counter_app.domain.deadlines import local_day
from counter_app.service.codes import MessageChannel
from counter_app.service.messages import queue
from counter_app.service.store import Store
from counter_app.service.tables import CODES, LETTER_BATCHES, OUTBOX, PEOPLE
from tests.service.crowd import rows
from tests.service.databases import KEYS
from tests.service.messages.mail_server import SENDER, MailServer
from tests.service.messages.messages import add_person, queue_code, queue_many, states

WITHIN = 60  # seconds in which a process does its work, however slow the machine
KEY = base64.b64encode(bytes(range(32))).decode()
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

pytestmark = [pytest.mark.real, pytest.mark.long_on_sqlite]


@pytest.fixture
def url(empty_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of its own, which other processes may open."""
    monkeypatch.setenv("COUNTER_APP_SERVICE_KEY", KEY)
    return empty_database()


@pytest.fixture
def filled(url: str) -> Iterator[Store]:
    """The store in it."""
    store = Store(url, KEYS, durable=False)
    store.prepare(fictive=False)
    yield store
    store.close()


@pytest.fixture
def config(url: str, server: MailServer, tmp_path: Path) -> Path:
    """The deployment file of a sender."""
    path = tmp_path / "service.toml"
    path.write_text(
        f"""
        database = "{url}"
        [smtp]
        host = "127.0.0.1"
        port = {server.port}
        security = "none"
        sender = "{SENDER}"
        [letters]
        folder = "letters"
        sender = ["CGSS de la Guadeloupe", "97180 Sainte-Anne"]
        """,
        "utf-8",
    )
    return path


@contextmanager
def process(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A process of `counter-app`; it ends with the block at the latest."""
    with subprocess.Popen(
        [sys.executable, "-m", "counter_app", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def finish(*words: str | Path) -> tuple[int, str, str]:
    """Exit status, output and complaints of a process that ends by itself."""
    with process(*words) as started:
        said, complaints = started.communicate(timeout=WITHIN)
    return started.returncode, said, complaints


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + WITHIN
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def let_leases_pass(store: Store) -> None:
    """As if a quarter of an hour had gone by."""
    with store.writing() as connection:
        connection.execute(
            sa.update(OUTBOX).where(OUTBOX.c.state == "sending").values(due_at=LONG_AGO)
        )


def tomorrow() -> date:
    return local_day(datetime.now(UTC), "FX") + timedelta(days=1)


def test_killed_while_a_message_is_in_flight(
    filled: Store, config: Path, server: MailServer
) -> None:
    """Nothing lost; nothing twice but the one in flight, under the same Message-ID."""
    queue_many(filled, 45)
    server.silent = True  # it has the message, the sender does not know
    with process("outbox", "send", "--config", config) as started:
        server.wait_for(1)
        started.kill()
        started.wait(WITHIN)
    server.silent = False
    in_flight = server.received[0].reference
    assert Counter(states(filled)) == {"queued": 25, "sending": 20}
    assert {row.sent_on for row in rows(filled, CODES)} == {None}

    assert finish("outbox", "send", "--config", config)[0] == 0
    assert Counter(states(filled)) == {"sent": 25, "sending": 20}, "these may be with someone"
    let_leases_pass(filled)
    status, said, complaints = finish("outbox", "send", "--once", "--config", config)
    assert (status, complaints) == (0, "")
    assert said.startswith("Partis : 20.")
    assert set(states(filled)) == {"sent"}
    references = Counter(each.reference for each in server.received)
    assert len(references) == 45
    assert {reference for reference, count in references.items() if count > 1} == {in_flight}
    assert references[in_flight] == 2
    assert {row.sent_on for row in rows(filled, CODES)} != {None}


@pytest.mark.long
def test_killed_again_and_again(filled: Store, config: Path, server: MailServer) -> None:
    """At any moment, three times: each kill may send one message twice, and loses none."""
    queue_many(filled, 60)
    for kill in range(1, 4):
        with process("outbox", "send", "--config", config) as started:
            server.wait_for(14 * kill)
            started.kill()
            started.wait(WITHIN)
        let_leases_pass(filled)
    assert finish("outbox", "send", "--config", config)[0] == 0
    assert set(states(filled)) == {"sent"}
    references = Counter(each.reference for each in server.received)
    assert len(references) == 60
    assert len(server.received) <= 63
    with filled.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).where(CODES.c.sent_on.is_(None))) == 0


def test_two_processes_at_once(filled: Store, config: Path, server: MailServer) -> None:
    queue_many(filled, 60)
    with (
        process("outbox", "send", "--config", config) as one,
        process("outbox", "send", "--config", config) as two,
    ):
        assert [one.wait(WITHIN), two.wait(WITHIN)] == [0, 0]
    references = Counter(each.reference for each in server.received)
    assert len(references) == len(server.received) == 60
    assert set(states(filled)) == {"sent"}


@pytest.mark.skipif(os.name != "posix", reason="no SIGTERM there")
@pytest.mark.long
def test_for_ever_until_told_to_stop(filled: Store, config: Path, server: MailServer) -> None:
    queue_many(filled, 1)
    with process("outbox", "send", "--forever", "--config", config) as started:
        server.wait_for(1)
        queue_code(filled, add_person(filled), "later@exemple.example", now=LONG_AGO)
        server.wait_for(2)
        wait_until(lambda: set(states(filled)) == {"sent"})
        started.send_signal(signal.SIGTERM)
        assert started.wait(WITHIN) == 0
        assert started.communicate() == ("", "")


def test_the_server_is_gone_then_back(filled: Store, config: Path, server: MailServer) -> None:
    queue_many(filled, 5)
    server.stop()
    status, said, complaints = finish("outbox", "send", "--config", config)
    assert (status, complaints) == (1, "")
    assert "le serveur ne répond pas. Rien n’est perdu." in said
    assert set(states(filled)) == {"queued"}
    status, said, _ = finish("outbox", "status", "--json", "--config", config)
    assert status == 0
    [count] = json.loads(said)["unsent"]
    assert (count["state"], count["count"], count["trouble"]) == ("queued", 5, "server_unreachable")
    with filled.writing() as connection:
        connection.execute(sa.update(OUTBOX).values(due_at=LONG_AGO))
    server.start(server.port)
    assert finish("outbox", "send", "--config", config)[0] == 0
    assert len(server.received) == 5


# Letters ------------------------------------------------------------------------------------------


def test_letters_killed_in_the_middle(filled: Store, config: Path, tmp_path: Path) -> None:
    """At two moments of the work, then ended by two at once: each letter is in one whole file."""
    queue_many(
        filled, 120, MessageChannel.LETTER, lambda rank: f"Habitante {rank:04d}\n97160 LE MOULE"
    )
    folder = tmp_path / "letters"
    words = ("letters", "--config", config, "--posted-on", str(tomorrow()), "--per-file", "12")
    for files in (1, 4):
        with process(*words) as started:
            wait_until(lambda: len(list(folder.glob("*.pdf"))) >= files)  # noqa: B023
            started.kill()
            started.wait(WITHIN)
    with process(*words) as one, process(*words) as two:
        assert [one.communicate(timeout=WITHIN)[1], two.communicate(timeout=WITHIN)[1]] == ["", ""]
        assert (one.returncode, two.returncode) == (0, 0)
    assert set(states(filled)) == {"sent"}
    assert {row.sent_on for row in rows(filled, CODES)} == {tomorrow()}
    names = [
        page.extract_text().split("Habitante ")[1][:4]
        for file in folder.glob("*.pdf")
        for page in PdfReader(file).pages
    ]
    assert sorted(names) == [f"{rank:04d}" for rank in range(120)]
    made = rows(filled, LETTER_BATCHES)
    assert sum(batch.letters for batch in made) == 120
    assert len(made) == len(list(folder.glob("lot-*.pdf"))) == len(list(folder.glob("lot-*.json")))
    assert list(folder.glob(".*")) == []


# The words ----------------------------------------------------------------------------------------


def say(*words: str | Path) -> int:
    return main([str(word) for word in words])


def test_status_and_retry(filled: Store, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert say("outbox", "status", "--config", config) == 0
    assert capsys.readouterr().out == "Tout est parti.\n"
    queue_many(filled, 2)
    with filled.writing() as connection:
        connection.execute(
            sa.update(OUTBOX).values(state="stuck", last_error="recipient_refused", attempts=3)
        )
    assert say("outbox", "status", "--config", config) == 1
    assert capsys.readouterr().out == (
        "       2 bloqué   email  enrolment_code, depuis le 12/05/2026 à 12:00 UTC : "
        "le serveur ne connaît pas ce destinataire\n"
    )
    assert say("outbox", "retry", "--config", config) == 0
    assert capsys.readouterr().out == "Remis en route : 2.\n"
    assert {(row.state, row.attempts) for row in rows(filled, OUTBOX)} == {("queued", 0)}


def test_without_a_mail_server_nothing_is_touched(
    filled: Store, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    queue_many(filled, 1)
    assert say("outbox", "send", "--database", url) == 2
    assert capsys.readouterr().err == "counter-app outbox : smtp.host is needed, to send e-mails\n"
    assert states(filled) == ["queued"]


@pytest.mark.parametrize("days", [-2, 40])
def test_a_day_that_does_not_do_is_refused_in_a_sentence(
    filled: Store, config: Path, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    queue_many(filled, 1, MessageChannel.LETTER)
    posted_on = tomorrow() + timedelta(days=days)
    assert say("letters", "--config", config, "--posted-on", str(posted_on)) == 2
    said = capsys.readouterr().err
    assert "est passé" in said or "est trop loin" in said
    assert states(filled) == ["queued"]


def test_a_full_disk_is_said_in_a_sentence(
    filled: Store, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queue_many(filled, 1, MessageChannel.LETTER)
    folder = tmp_path / "letters"
    folder.mkdir()
    draft = folder / f".lot-{queue.store_name(filled)[:8]}-000001.pdf.part"
    draft.symlink_to("/dev/full")
    words = ("letters", "--config", config, "--posted-on", str(tomorrow()))
    assert say(*words) == 2
    said = capsys.readouterr().err
    assert "(No space left on device). Aucune de ses lettres n’est marquée envoyée." in said
    assert {row.notice_sent_on for row in rows(filled, PEOPLE)} == {None}
    assert say(*words) == 0
    assert "lot-" in capsys.readouterr().out
    assert {row.notice_sent_on for row in rows(filled, PEOPLE)} == {tomorrow()}


@pytest.mark.parametrize(
    "words",
    [
        ("--posted-on", "demain"),
        ("--posted-on", "2026-05-18", "--limit", "0"),
        ("--posted-on", "2026-05-18", "--per-file", "100000"),
        (),
    ],
)
def test_words_that_say_nothing_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        say("letters", *words)
    assert refused.value.code == 2


@pytest.mark.skipif(os.name != "posix", reason="the folder of a database")
def test_a_database_that_is_gone_is_said_in_a_sentence(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(config.read_text("utf-8").replace("database", "database_"), "utf-8")
    assert say("outbox", "send", "--config", config) == 2
    assert "database_: there is no such setting" in capsys.readouterr().err
    url = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    assert say("outbox", "status", "--database", url) == 2
    assert "database cannot be used" in capsys.readouterr().err
