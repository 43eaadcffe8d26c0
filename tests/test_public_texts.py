"""Every text that the public reads or hears is easy to read, in its language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.domain.helpline import Helpline
from counter_app.domain.paper_words import Change, ConsequenceSheet, MandateText, Papers
from counter_app.domain.papers import filled, languages, papers, spoken_text
from counter_app.domain.profile import ProfileStatus
from counter_app.domain.receipts import confirmation_words
from counter_app.domain.right_word import meaning_of_not_wanting
from counter_app.procedure.standing import not_wanted_words, standing
from counter_app.resource_files import resource
from tests.printing.examples import ACTS, HELPLINE, facts
from tests.procedure.counter import NOW, known_as
from tests.procedure.test_words import all_step_words
from tests.reading_level import EASY, ENGLISH, PLAIN, Level, hard_to_read

ROOT = Path(__file__).parent.parent
LEVELS: dict[str, Level] = {"fr": PLAIN, "fr-facile": EASY, "en": ENGLISH}
CODES = [language.code for language in languages()]


def test_each_language_has_its_level() -> None:
    """A new language comes with its list of words to avoid."""
    assert set(CODES) == set(LEVELS)


def _sheet_texts(words: Papers, sheet: ConsequenceSheet) -> list[str]:
    return [spoken_text(sheet, words.language, HELPLINE), sheet.about]


def _mandate_texts(mandate: MandateText) -> list[str]:
    return [
        *(mandate.title, mandate.asks, mandate.limits, mandate.duration, mandate.about),
        *mandate.lasts,
        *mandate.acts.values(),
        *(line for promise in mandate.promises for line in promise.lines),
    ]


@pytest.mark.parametrize("code", CODES)
def test_the_papers_of_each_language(code: str) -> None:
    words, level = papers(code), LEVELS[code]
    for sheet in words.sheets.values():
        assert hard_to_read(_sheet_texts(words, sheet), level) == []
    assert hard_to_read(_mandate_texts(words.mandate), level) == []
    for slip in words.slips.values():
        texts = [slip.title, *slip.explanation, *slip.prepare, words.slip.call, words.slip.about]
        assert hard_to_read(texts, level) == []
    assert hard_to_read([words.fictive, words.page, words.slip.prepare], level) == []


@pytest.mark.parametrize("helpline", [Helpline(), HELPLINE], ids=["bare", "whole"])
def test_the_question_at_the_foot(helpline: Helpline) -> None:
    for code in CODES:
        words = papers(code)
        question = filled(words.sheets[Change.CLOSE].question, words.language, helpline)
        assert hard_to_read(question, LEVELS[code]) == []


@pytest.mark.parametrize("act", ACTS)
def test_the_confirmation(act: str) -> None:
    words = confirmation_words(facts(act, fictive=True))
    sections = (text for section in words.sections for text in (section.heading, *section[1]))
    assert hard_to_read([words.title, *sections, words.seal_note, words.fictive_note], PLAIN) == []


def test_what_the_agent_says_on_each_page() -> None:
    told = [words.say for words in all_step_words() if words.say]
    assert len(told) > 20
    for say in told:
        assert hard_to_read(say, PLAIN) == []


@pytest.mark.parametrize("status", ProfileStatus)
def test_where_a_space_stands(status: ProfileStatus) -> None:
    """Read by the agent, turned to the person as often as not."""
    known = known_as("odette", status)
    assert hard_to_read(standing(known, NOW).split("\n"), PLAIN) == []
    assert hard_to_read(not_wanted_words(status).values(), PLAIN) == []
    assert hard_to_read(meaning_of_not_wanting(status), PLAIN) == []


MESSAGES = sorted(resource("texts", "fr", "messages").glob("*.txt"))


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_the_messages_that_are_sent(path: Path) -> None:
    text = re.sub(r"\$\{\w+\}", "ici", path.read_text(encoding="utf-8"))
    if path.name.endswith(".sms.txt"):
        text = text.replace("'", "’")  # the alphabet of SMS has no other
    assert hard_to_read([text], PLAIN) == []


@pytest.mark.parametrize("name", ["terms.md", "privacy.md"])
def test_the_texts_to_accept(name: str) -> None:
    assert hard_to_read([resource("texts", "fr", name).read_text("utf-8")], PLAIN) == []


PERSON_PAGES = sorted((ROOT / "counter_app" / "ui" / "person").glob("*.py"))


@pytest.mark.parametrize("path", PERSON_PAGES, ids=lambda path: path.stem)
def test_the_pages_of_the_person(path: Path) -> None:
    for text in _sentences_in(path):
        assert hard_to_read([text], PLAIN) == []


def _sentences_in(path: Path) -> Iterator[str]:
    """The texts of a module that are words for people: written out, with blanks, no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        told = isinstance(text, str) and id(node) not in docstrings
        if told and re.match(r"[A-ZÀÉ«].* ", text):
            yield text


def test_the_pages_of_the_person_hold_words_to_check() -> None:
    """The test above reads something: else it could not fail."""
    assert sum(len(list(_sentences_in(path))) for path in PERSON_PAGES) > 10
