"""docs/waves.md: its examples are taken as they stand there, its tables say all there is."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.events_record import FundEvent
from counter_app.domain.people_record import COLUMNS
from counter_app.service.scheduled.jobs import JOBS
from counter_app.service.store import Store
from counter_app.service.waves.campaign_file import read_campaign
from counter_app.service.waves.campaigns import Sending
from counter_app.service.waves.people_import import Summary, import_people
from tests.service.post import START
from tests.service.waves.files import Report

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "waves.md").read_text("utf-8")


def block(first_words: str) -> str:
    """The indented lines that begin with these words."""
    start = PAGE.index(f"    {first_words}")
    found = re.match(r"(?: {4}.*\n|\n)+", PAGE[start:])
    assert found is not None
    return re.sub(r"(?m)^ {4}", "", found.group()).strip() + "\n"


def test_the_plan_is_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(block("name = "), "utf-8")
    name, sendings = read_campaign(path)
    assert name == "Outre-mer, printemps 2026"
    assert sendings[0] == Sending("GP", None, None, date(2026, 3, 28))
    assert len(sendings) == 3


def test_the_people_are_taken(store: Store) -> None:
    report = Report()
    file = io.BytesIO(block("nir;").encode())
    assert import_people(store, file, report.refusals, START) == Summary(2, 0, 0), report.rows


@pytest.mark.parametrize("word", [*COLUMNS, *FundEvent, *(job.name for job in JOBS)])
def test_every_word_is_explained(word: str) -> None:
    if re.fullmatch(r"address_[2-5]", word):
        word = "address_1` … `address_6"
    assert f"`{word}`" in PAGE
