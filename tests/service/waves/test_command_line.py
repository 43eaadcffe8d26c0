"""The words `campaign`, `record-events` and `scheduled-work`, as whoever deploys says them."""

from __future__ import annotations

import io
import json
import os
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.service.deployment import KEY_VARIABLE
from counter_app.service.scheduled.jobs import JOBS, run_jobs
from counter_app.service.store import Store
from tests.service.crowd import add_many
from tests.service.post import Post
from tests.service.waves.files import adult, as_csv, child

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    store: Store,
    lasting_post: Post,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """A command on an empty store: its exit status, what it said, what it refused."""
    config = tmp_path / "service.toml"
    config.write_text("fictive = true\n")
    usual = ("--database", lasting_post.database.url)
    monkeypatch.setenv(KEY_VARIABLE, b64encode(bytes(range(32))).decode())

    def run(*words: str, text: str = "", place: tuple[str, str] = usual) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        status = main([*words, "--config", str(config), *place])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_wave(command: Command, tmp_path: Path) -> None:
    plan, people, refused = (tmp_path / name for name in ("plan.toml", "people.csv", "refused.csv"))
    plan.write_text('name = "Essai"\n[[sending]]\nterritory = "FX"\nsend_on = 2026-01-01\n')
    people.write_bytes(as_csv([adult(1), adult(2, nir="1"), child(9, 1)]).read())

    assert command("campaign", "create", str(plan)) == (0, "Campagne « Essai » : 1 envoi.\n", "")
    status, said, why = command("campaign", "create", str(plan))
    assert (status, said) == (2, "")
    assert "« Essai »" in why

    done = "Personnes ajoutées : 2 ; mises à jour : 0 ; lignes refusées : 1.\n"
    imported = command("campaign", "import", str(people), "--refused", str(refused))
    assert imported == (1, done, "")
    assert refused.read_text("utf-8-sig").splitlines()[1].startswith("3;nir;")
    if os.name == "posix":
        assert refused.stat().st_mode & 0o077 == 0
    assert "--refused FICHIER.csv" in command("campaign", "import", str(people))[1]

    sent = command("campaign", "send", "Essai")
    assert sent == (0, "Courriers d’information préparés : 2.\n", "")
    [sending] = json.loads(command("campaign", "list", "--json")[1])["sendings"]
    assert (sending["campaign"], sending["people"], sending["codes"]) == ("Essai", 2, 2)
    assert (sending["queued"], sending["unreachable"], sending["send_on"]) == (2, 0, "2026-01-01")
    said = command("campaign", "list")[1]
    assert "01/01/2026, FX : personnes 2, codes 2, messages partis 0, en attente 2" in said

    told = f"nir;event;date\n{adult(1)['nir']};death;2026-01-02\n"
    noted = command("record-events", "-", text=told)
    assert noted == (0, "Événements notés : 1 ; lignes refusées : 0.\n", "")


def test_the_scheduled_work_says_what_it_did(store: Store, command: Command) -> None:
    today = datetime.now(UTC).date()
    add_many(store, 3, notice_sent_on=today - timedelta(days=50))
    status, said, why = command("scheduled-work")
    assert (status, why) == (0, "")
    lines = said.splitlines()
    assert len(lines) == len(JOBS)
    assert "open-spaces : 3 (espaces ouverts après six semaines)" in lines
    assert json.loads(command("scheduled-work", "--json", "--only", "open-spaces", "purge")[1]) == {
        "jobs": [
            {"name": "open-spaces", "state": "done", "count": 0},
            {"name": "purge", "state": "done", "count": 0},
        ]
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("scheduled-work", "--only", "nothing"), "open-spaces"),
        (("campaign", "send", "Inconnue"), "« Inconnue »"),
        (("campaign", "import", "nowhere.csv"), "No such file"),
        (("campaign", "create", "nowhere.toml"), "ne peut pas être lu"),
        (("record-events", "-"), "est vide"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    command: Command, words: tuple[str, ...], told: str
) -> None:
    status, said, why = command(*words)
    assert (status, said) == (2, "")
    [line] = why.splitlines()
    assert told in line


def test_a_report_that_cannot_be_written_stops_before_anything(
    store: Store, command: Command, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_bytes(as_csv([adult(1)]).read())
    nowhere = str(tmp_path / "nowhere" / "refused.csv")
    status, said, why = command("campaign", "import", str(people), "--refused", nowhere)
    assert (status, said) == (2, "")
    assert "refus" in why
    assert json.loads(command("campaign", "list", "--json")[1]) == {"sendings": []}


def test_a_database_that_does_not_answer_is_told_and_the_work_goes_on_later(
    store: Store, lasting_post: Post, command: Command
) -> None:
    add_many(store, 3, notice_sent_on=datetime.now(UTC).date() - timedelta(days=50))
    hasty = ("--database", lasting_post.database.hasty_url)
    with lasting_post.database.held():
        status, _, why = command("scheduled-work", place=hasty)
    assert status == 2
    [line] = why.splitlines()
    assert "relancez plus tard" in line or "the database cannot be used" in line
    assert "open-spaces : 3 " in command("scheduled-work")[1]


def test_a_clock_that_jumped_is_told(store: Store, command: Command) -> None:
    ahead = datetime.now(UTC) + timedelta(days=2)
    list(run_jobs(store, lambda: ahead))
    status, _, why = command("scheduled-work")
    assert status == 2
    assert "--accept-clock" in why
    assert command("scheduled-work", "--accept-clock")[0] == 0
    assert command("scheduled-work")[0] == 0
