"""`counter-app walkthrough`: six whole visits, and what they leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from counter_app.domain.profile import Action
from counter_app.domain.seal import SealedReceipt, read_seal
from tests.printing.examples import picture_of, plain, square_codes_in
from tests.procedure.counter import PEOPLE
from tests.real_pcscd import SOCKET_VARIABLE

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

VISITS = [(action.value, mode) for mode in ("card", "typed") for action in Action]
TITLES = {"activate": "activ", "oppose": "opposition", "close": "clôture"}
BUDGET = {"activate": 18, "oppose": 16, "close": 16}  # of the agent, the code's twelve in it
WITHIN = 240  # seconds, however slow the machine


@dataclass
class Played:
    """What one run left."""

    out: Path
    printed: str
    complained: str
    report: dict[str, Any]

    def visit(self, action: str, mode: str) -> dict[str, Any]:
        """The report's part on this visit."""
        found: dict[str, Any] = next(
            visit
            for visit in self.report["visits"]
            if (visit["action"], visit["mode"]) == (action, mode)
        )
        return found

    def folder(self, action: str, mode: str) -> Path:
        """Where its pictures and its page are."""
        return self.out / f"{action}-{mode}"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    out = tmp_path_factory.mktemp("walkthrough") / "out"
    # The private pcscd of another test file has its reader where nobody else can put a card in.
    environment = {name: value for name, value in os.environ.items() if name != SOCKET_VARIABLE}
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "walkthrough", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=WITHIN,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return Played(out, done.stdout, done.stderr, report)


def test_each_visit_came_to_its_confirmation_and_nothing_complained(played: Played) -> None:
    assert [(visit["action"], visit["mode"]) for visit in played.report["visits"]] == VISITS
    assert "Parcours fait." in played.printed
    for action, mode in VISITS:
        assert str(played.folder(action, mode)) in played.printed
    complaints = [
        line for line in played.complained.splitlines() if "propagateSizeHints" not in line
    ]
    assert not complaints


@pytest.mark.parametrize(("action", "mode"), VISITS)
def test_the_files_that_are_named_are_there_and_no_others(
    played: Played, action: str, mode: str
) -> None:
    named = played.visit(action, mode)["files"]
    assert sorted(path.name for path in played.folder(action, mode).iterdir()) == sorted(named)
    assert "confirmation.pdf" in named
    assert len(named) >= 10
    for name in named:
        if not name.endswith(".png"):
            continue
        picture = QImage(str(played.folder(action, mode) / name))
        assert (picture.width(), picture.height()) == (1366, 768), name
        small = picture.scaled(200, 112)
        colours = {small.pixel(x, y) for x in range(200) for y in range(112)}
        assert len(colours) > 20, f"{name} is one plain colour"


@pytest.mark.parametrize(("action", "mode"), VISITS)
def test_the_page_is_that_of_the_act(played: Played, action: str, mode: str) -> None:
    path = played.folder(action, mode) / "confirmation.pdf"
    (page,) = PdfReader(path).pages
    words = plain(page.extract_text()).lower()
    assert TITLES[action] in words
    receipt = _sealed(path)
    assert receipt.action.value == action
    deleted = (action, mode) == ("close", "typed")
    assert receipt.delete_data is deleted, "one of the two closings has the data deleted"
    assert receipt.fictive
    assert plain(receipt.receipt_number).lower() in words


def test_each_act_has_a_number_of_its_own(played: Played) -> None:
    numbers = {
        _sealed(played.folder(*visit) / "confirmation.pdf").receipt_number for visit in VISITS
    }
    assert len(numbers) == len(VISITS)


@pytest.mark.parametrize(("action", "mode"), VISITS)
def test_the_gestures_are_counted(played: Played, action: str, mode: str) -> None:
    visit = played.visit(action, mode)
    agent = visit["keystrokes"]["agent"] + visit["clicks"]["agent"]
    if mode == "card":
        assert agent <= BUDGET[action]
    else:
        numbers = 15 + 11 + 8
        assert agent <= numbers + 26
    person = visit["keystrokes"]["person"]
    assert (person > 0) is (action == "activate"), "the rest is the agent's, with the person"
    assert visit["steps"]
    assert all(step["milliseconds"] > 0 for step in visit["steps"])
    assert [step["step"] for step in visit["steps"]][-1] == "end"


def test_the_wait_for_the_screen_is_measured(played: Played) -> None:
    interface = played.report["interface"]
    assert interface["longest_busy_ms"] > 0
    assert interface["during"] in interface["by_step"]


def test_nothing_personal_is_in_a_name_or_in_the_report(played: Played) -> None:
    told = json.dumps(played.report, ensure_ascii=False).casefold() + played.printed.casefold()
    told += " ".join(str(path.relative_to(played.out)) for path in played.out.rglob("*")).casefold()
    for person in PEOPLE.values():
        for field in ("nir", "family_name", "card_serial", "enrolment_code", "email"):
            assert not person[field] or person[field].casefold() not in told, field


def _sealed(path: Path) -> SealedReceipt:
    """What the square code of a page vouches for, its signature checked."""
    (text,) = square_codes_in(picture_of(path))
    return read_seal(text, {})
