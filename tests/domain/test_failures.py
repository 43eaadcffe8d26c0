"""The catalogue of failures is whole, kind, and the page made from it is up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from counter_app.domain.failures import CATALOGUE, CounterError, Failure, FailureCode

DOCS = Path(__file__).resolve().parents[2] / "docs"
# Words that blame or frighten, and the point médian
NEVER_SAID = ("erreur", "invalide", "trop tard", "incorrect", "interdit", "échou", "·", "•")


def test_every_code_has_one_entry_and_nothing_else_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) == set(FailureCode)


@pytest.mark.parametrize("failure", CATALOGUE.values(), ids=lambda failure: failure.code.value)
def test_an_entry_says_what_happened_and_what_to_do(failure: Failure) -> None:
    for text in (failure.happened, failure.remedy):
        assert text.strip() == text
        assert len(text) > 10
        assert text.endswith(".")
        assert "'" not in text, "the typographic apostrophe is ’"
        assert not [word for word in NEVER_SAID if word in text.lower()]
    assert isinstance(failure.retriable, bool)
    assert isinstance(failure.person_may_know, bool)
    assert failure.message == f"{failure.happened} {failure.remedy}"


@pytest.mark.parametrize("code", FailureCode, ids=lambda code: code.value)
def test_a_code_is_named_step_then_cause(code: FailureCode) -> None:
    step, underscore, cause = code.value.partition("_")
    assert step.isalpha()
    assert step[0].isupper()
    assert underscore
    assert cause.isalnum()
    assert cause[0].isupper()


def test_an_error_carries_its_entry_and_names_nothing_personal() -> None:
    error = CounterError(FailureCode.CODE_EXPIRED, attempt=2)
    assert error.failure is CATALOGUE[FailureCode.CODE_EXPIRED]
    assert str(error) == "Code_Expired"
    assert error.facts == {"attempt": 2}


def load_page_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_failures", DOCS / "make_failures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_the_one_that_the_catalogue_makes() -> None:
    page = load_page_maker().failures_page()
    written = (DOCS / "failures.md").read_text("utf-8")
    assert written == page, "run: python docs/make_failures.py"
    for code in FailureCode:
        assert page.count(f"`{code.value}`") == 1
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert len(headings) == len(set(headings))
