"""`counter-app keys`: the key file, what is refused, and the change beside a service that runs."""

from __future__ import annotations

import base64
import json
import os
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from counter_app.__main__ import main
from counter_app.service.deployment import KEY_VARIABLE
from counter_app.service.fictive import seed
from counter_app.service.key_status import key_status
from counter_app.service.keys import ServiceKeys, keys_from_text
from counter_app.service.served_key import note_service_start
from counter_app.service.store import Store, StoreError
from counter_app.service.tables import PEOPLE
from tests.service.post import people

OLD, NEW = bytes(range(32)), bytes(range(100, 132))
OLD_LINE, NEW_LINE = (base64.b64encode(each).decode() for each in (OLD, NEW))
RING = f"{NEW_LINE}\n{OLD_LINE}"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """The key of an empty database, beside it."""
    path = tmp_path / "service.sqlite.key"
    path.write_text(f"{OLD_LINE}\n", "ascii")
    path.chmod(0o600)
    return path


def keys(key_file: Path, *words: str) -> int:
    """Run `counter-app keys` on the database of this key."""
    return main(["keys", *words, "--database", f"sqlite:///{key_file.with_suffix('').as_posix()}"])


def database(key_file: Path, ring: str = RING) -> Store:
    """That database, opened with these keys."""
    store = Store(f"sqlite:///{key_file.with_suffix('').as_posix()}", keys_from_text(ring))
    store.prepare(fictive=False)
    return store


# The key file -------------------------------------------------------------------------------------


def test_a_new_key_goes_first(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert keys(key_file, "new") == 0
    assert keys(key_file, "new") == 0
    third, second, first = key_file.read_text("ascii").splitlines()
    assert first == OLD_LINE
    assert len({first, second, third}) == 3
    ring = keys_from_text(key_file.read_text("ascii"))
    assert ring.current_id == keys_from_text(third).current_id
    told = capsys.readouterr().out
    assert "Redémarrez maintenant tous les services" in told
    assert not any(line in told for line in (first, second, third))
    assert list(key_file.parent.iterdir()) == [key_file]


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_whoever_could_read_the_key_still_can(key_file: Path, mode: int) -> None:
    key_file.chmod(mode)
    before = key_file.stat()
    assert keys(key_file, "new") == 0
    after = key_file.stat()
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_one_change_at_a_time(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = key_file.with_name("service.sqlite.key.new")
    draft.touch()
    assert keys(key_file, "new") == 2
    assert f"remove {draft}" in capsys.readouterr().err
    assert key_file.read_text("ascii") == f"{OLD_LINE}\n"
    assert draft.exists()


@pytest.mark.parametrize("content", ["", "not a key\n", f"{OLD_LINE}\n{OLD_LINE}\n"])
def test_a_damaged_key_file_stays_as_it_is(
    key_file: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key_file.write_text(content, "ascii")
    assert keys(key_file, "new") == 2
    assert "service key" in capsys.readouterr().err
    assert key_file.read_text("ascii") == content
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_key_in_the_environment_is_the_operators_to_change(
    key_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, OLD_LINE)
    key_file.unlink()
    assert keys(key_file, "new") == 2
    told = capsys.readouterr()
    assert KEY_VARIABLE in told.err
    assert "keys new --print" in told.err
    assert OLD_LINE not in told.err + told.out
    assert list(key_file.parent.iterdir()) == []


def test_a_key_for_the_operators_secret_store(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = key_file.read_text("ascii")
    assert keys(key_file, "new", "--print") == 0
    [line] = capsys.readouterr().out.splitlines()
    assert keys_from_text(f"{line}\n{before}").older_ids == [ServiceKeys(OLD).current_id]
    assert key_file.read_text("ascii") == before


# The order of things ------------------------------------------------------------------------------


def test_from_one_key_to_the_next(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without people: nothing has to be waited for."""
    with closing(database(key_file, OLD_LINE)):
        pass
    assert keys(key_file, "drop") == 0
    assert keys(key_file, "new") == 0
    assert keys(key_file, "drop") == 1
    assert "Le changement n’est pas terminé" in capsys.readouterr().out
    assert keys(key_file, "rotate") == 0
    assert "keys drop les enlève" in capsys.readouterr().out
    assert keys(key_file, "status", "--json") == 0
    status = json.loads(capsys.readouterr().out)
    assert status["older"] == [ServiceKeys(OLD).current_id.hex()]
    assert status["older_needed"] is False
    assert keys(key_file, "drop") == 0
    [line] = key_file.read_text("ascii").splitlines()
    assert line != OLD_LINE
    with closing(database(key_file, line)):
        pass
    with pytest.raises(StoreError, match="not the one of this database"):
        database(key_file, OLD_LINE)


def test_an_older_key_that_is_needed_is_not_dropped(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(database(key_file, OLD_LINE)) as store:
        seed(store, datetime.now(UTC))
    keys(key_file, "new")
    assert keys(key_file, "rotate") == 0
    capsys.readouterr()
    content = key_file.read_text("ascii")
    assert keys(key_file, "drop") == 1
    told = capsys.readouterr().out
    assert "codes provisoires déjà envoyés" in told
    assert "keys drop les enlève" not in told
    assert key_file.read_text("ascii") == content


def test_no_change_while_services_know_the_older_key_only(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They could not read any more what the change has written."""

    def a_service_starts(ring: str) -> None:
        with closing(database(key_file, ring)) as store:
            note_service_start(store)

    with closing(database(key_file, OLD_LINE)) as store:
        seed(store, datetime.now(UTC))
    key_file.write_text(f"{RING}\n", "ascii")
    a_service_starts(OLD_LINE)
    assert keys(key_file, "rotate") == 2
    assert "n’a pas encore démarré avec la nouvelle clé" in capsys.readouterr().err
    with closing(database(key_file)) as store:
        assert key_status(store, datetime.now(UTC)).rows["people"] == len(people())
    a_service_starts(f"{OLD_LINE} {NEW_LINE}")  # it knows the new one, and does not use it yet
    assert keys(key_file, "rotate") == 2
    assert keys(key_file, "rotate", "--services-stopped") == 0
    a_service_starts(RING)
    assert keys(key_file, "rotate") == 0


def test_what_is_left_is_told(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(database(key_file, OLD_LINE)) as store:
        seed(store, datetime.now(UTC))
        with store.writing() as connection:
            first = connection.scalar(sa.select(sa.func.min(PEOPLE.c.id)))
            connection.execute(
                sa.update(PEOPLE).where(PEOPLE.c.id == first).values(birth_date_hash="0" * 64)
            )
    keys(key_file, "new")
    assert keys(key_file, "rotate") == 1
    told = capsys.readouterr()
    assert "restées telles quelles : people 1" in told.out
    assert not any(
        str(value) in told.out + told.err
        for person in people().values()
        for value in (person["nir"], person["family_name"], person["birth_date"])
    )
