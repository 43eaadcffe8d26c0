"""docs/case.md is the table of steps as it is."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from counter_app.procedure.case import StepId
from counter_app.procedure.steps import PERSON_STEPS, STEPS, person_progress
from tests.procedure.counter import Counter

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_case", DOCS / "make_case.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(maker: ModuleType) -> None:
    committed = (DOCS / "case.md").read_text(encoding="utf-8")
    assert committed == maker.case_page(), "python docs/make_case.py"


def test_every_page_of_the_case_is_in_the_table_and_on_a_walk(maker: ModuleType) -> None:
    assert set(STEPS) == set(StepId) == set(maker.READY)
    walked = {page for case in maker.visits().values() for page in maker.path(case, StepId.NUMBERS)}
    walked |= {page for way in maker.ways_aside() for page in way.pages}
    assert walked == set(StepId)


def test_the_person_sees_how_far_she_is(maker: ModuleType) -> None:
    visits = maker.visits()
    assert [person_progress(visits["activate"], step) for step in PERSON_STEPS] == [
        (1, 4),
        (2, 4),
        (3, 4),
        (4, 4),
    ]
    known = visits["activate, account known"]
    assert [person_progress(known, step) for step in PERSON_STEPS[:2]] == [(1, 2), (2, 2)]


def test_a_stage_is_never_left_backwards(maker: ModuleType) -> None:
    for case in maker.visits().values():
        stages = [STEPS[page].stage for page in maker.path(case, StepId.NUMBERS)]
        assert stages == sorted(stages)
    assert Counter().procedure.current is None
