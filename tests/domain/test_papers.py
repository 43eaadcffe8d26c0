"""The words of the papers: whole in each language, and nothing in a file that nothing prints."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.deadlines import ARCHIVE_YEARS, DELETION_MONTHS
from counter_app.domain.helpline import Helpline
from counter_app.domain.paper_words import Change, ConsequenceSheet, Language, MandateAct
from counter_app.domain.papers import (
    FILE_NAME,
    PapersError,
    filled,
    foreign,
    languages,
    mandate_acts,
    papers,
    spoken_text,
)
from counter_app.domain.profile import Action
from counter_app.domain.redirection import RedirectReason
from counter_app.resource_files import resource
from tests import other_language
from tests.other_language import add_right_to_left_language

HELPLINE = Helpline("34 22", "du lundi au vendredi", "service gratuit + prix d’un appel")
CODES = [language.code for language in languages()]
each_language = pytest.mark.parametrize("code", CODES)
# What must be told in each language: the archive and the deletion in letters or figures.
FACTS = {
    "fr": ("dix ans", "trois mois", "directives anticipées", "urgence", "rien à payer", "pourquoi"),
    "fr-facile": ("10 ans", "3 mois", "directives anticipées", "urgence", "payez rien", "pourquoi"),
    "en": ("ten years", "three months", "directives", "emergency", "nothing to pay", "why"),
}
# The words of the mandate that each version stands for. Words that change need a new version.
MANDATES = {
    ("fr", "2026-1"): "f5a490d5955f",
    ("fr-facile", "2026-1"): "4f9217029256",
    ("en", "2026-1"): "60bc0f227dcc",
}


def _told(sheet: ConsequenceSheet, code: str) -> str:
    return spoken_text(sheet, papers(code).language, HELPLINE)


def test_french_comes_first_then_its_easy_form() -> None:
    assert CODES == ["fr", "fr-facile", "en"]
    assert papers().language.code == "fr"


@each_language
def test_a_language_has_every_paper(code: str) -> None:
    words = papers(code)
    assert set(words.sheets) == set(Change)
    assert set(words.slips) == set(RedirectReason)
    assert set(words.mandate.acts) == set(MandateAct)
    for sheet in words.sheets.values():
        assert "${number}" in sheet.question[0]
        icons = [point.icon for part in sheet.parts for point in part.points]
        assert len(set(icons)) == len(icons), "a picture stands for one thing"


@pytest.mark.parametrize("change", [Change.CLOSE, Change.DELETE, Change.DELETE_KEPT])
@each_language
def test_a_closing_tells_what_the_law_says(code: str, change: Change) -> None:
    told = _told(papers(code).sheets[change], code)
    for fact in FACTS[code]:
        assert fact in told
    assert (ARCHIVE_YEARS, DELETION_MONTHS) == (10, 3), "then the sheets need other words"


@each_language
def test_an_opposition_tells_of_no_archive_since_there_is_none(code: str) -> None:
    told = _told(papers(code).sheets[Change.OPPOSE], code)
    archive, deletion, *others = FACTS[code]
    assert archive not in told
    assert deletion not in told
    for fact in others:
        assert fact in told


@each_language
def test_the_mandate_lasts_one_visit_and_names_what_the_agent_does_not_do(code: str) -> None:
    mandate = papers(code).mandate
    assert "${date}" in mandate.lasts[0]
    promised = " ".join(line for promise in mandate.promises for line in promise.lines)
    assert re.search("mot de passe|password", promised)
    assert not any(re.search("mot de passe|password", act) for act in mandate.acts.values())


@each_language
def test_a_mandate_with_other_words_has_another_version(code: str) -> None:
    path = resource("texts", code, FILE_NAME)
    words = tomllib.loads(path.read_text("utf-8"))["mandate"]
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:12]
    assert MANDATES[code, papers(code).mandate.version] == digest


@pytest.mark.parametrize("reason", RedirectReason)
@each_language
def test_a_slip_says_nothing_of_anybody(code: str, reason: RedirectReason) -> None:
    slip = papers(code).slips[reason]
    text = " ".join((slip.title, *slip.explanation, *slip.prepare)).lower()
    assert "$" not in text
    assert not re.search("décès|décéd|mort|death|died|curatelle|tutelle|madame|monsieur", text)


def test_a_sheet_is_read_aloud_a_sentence_a_line() -> None:
    lines = _told(papers("fr").sheets[Change.CLOSE], "fr").split("\n")
    assert lines[0] == "Clôturer Mon espace santé."
    assert all(line.endswith((".", "?", "!")) for line in lines)
    assert lines[-1] == "Ouvert du lundi au vendredi."
    assert not any("icon" in line or "$" in line for line in lines)


def test_a_line_without_its_fact_is_left_out() -> None:
    language = papers("fr").language
    lines = ("Appelez le ${number}.", "Ouvert ${hours}.", "Rien.")
    assert filled(lines, language, Helpline("34 22")) == ("Appelez le 34\u00a022.", "Rien.")
    assert filled(("Le ${date}.",), language, Helpline(), date="2 mai") == ("Le 2 mai.",)


def test_the_mandate_of_a_visit_names_its_act() -> None:
    assert mandate_acts(Action.OPPOSE) == (MandateAct.IDENTIFY, MandateAct.OPPOSE)
    assert mandate_acts(Action.CLOSE, delete_data=True) == (
        MandateAct.IDENTIFY,
        MandateAct.CLOSE,
        MandateAct.DELETE,
    )


def test_adding_a_language_is_adding_a_file(tmp_path: Path) -> None:
    texts = add_right_to_left_language(tmp_path)
    found = languages(texts)
    assert sorted(language.code for language in found) == sorted([*CODES, other_language.CODE])
    added = next(language for language in found if language.code == other_language.CODE)
    assert added.right_to_left
    assert set(papers(added.code, texts).slips) == set(RedirectReason)


def test_foreign_words_keep_their_direction_only_where_it_is_another() -> None:
    arabic = Language("ar", "عربي", True, "ar", 13)
    assert foreign("12 rue", papers("fr").language) == "12 rue"
    assert foreign("12 rue", arabic) == "\u206812 rue\u2069"
    assert foreign("", arabic) == ""


# A file that cannot be used ---------------------------------------------------------------------

FRENCH = tomllib.loads(resource("texts", "fr", FILE_NAME).read_text("utf-8"))


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (("title",), "Un titre", "xx: title is not a word of any paper"),
        (("name",), None, "xx: name is missing"),
        (("name",), " ", "xx: name is not a text"),
        (("direction",), "up", "neither « ltr » nor « rtl »"),
        (("text_size",), 4, "xx: text_size is not a size"),
        (("text_size",), True, "xx: text_size is not a size"),
        (("sheet",), [], "xx: sheet is not a table"),
        (("close", "titel"), "Un titre", "xx: close.titel is not a word"),
        (("close", "parts"), [], "xx: close.parts is not a list of tables"),
        (("close", "parts", 1, "heading"), None, "xx: close.parts[2].heading is missing"),
        (("close", "parts", 0, "points", 2, "icon"), "licorne", "is no picture"),
        (("close", "parts", 0, "points", 2, "icon"), "../fonts/x", "is no picture"),
        (("close", "parts", 0, "points", 2, "lines"), "Un texte.", "is not a list of texts"),
        (("close", "parts", 0, "points", 2, "lines"), [3], "is not a text"),
        (("close", "lead"), "À ${hours}.", "xx: close.lead has a placeholder"),
        (("sheet", "question"), ["${nir}"], "xx: sheet.question has a placeholder"),
        (("sheet", "question"), ["À 3 $."], "xx: sheet.question has a placeholder"),
        (("mandate", "acts", "close"), None, "xx: mandate.acts.close is missing"),
        (("mandate", "acts", "vote"), "Voter.", "xx: mandate.acts.vote is not a word"),
        (("slips", "no_card"), None, "xx: slips.no_card is missing"),
        (("slips", "no_card", "prepare"), [], "xx: slips.no_card.prepare is not a list"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_place(
    place: tuple[str | int, ...], value: object, words: str, tmp_path: Path
) -> None:
    changed: Any = _copied(FRENCH)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner.pop(place[-1]) if value is None else inner.__setitem__(place[-1], value)
    _write(tmp_path, other_language.as_toml(changed))
    with pytest.raises(PapersError, match=re.escape(words)):
        papers("xx", tmp_path)


@pytest.mark.parametrize("content", [b"title = ", b"\xff\xfe", b""])
def test_a_file_that_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    _write(tmp_path, content.decode("latin-1"))
    if content == b"\xff\xfe":
        tmp_path.joinpath("xx", FILE_NAME).write_bytes(content)
    with pytest.raises(PapersError, match=r"^xx: "):
        papers("xx", tmp_path)


def test_a_language_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(PapersError, match=r"^de: "):
        papers("de", tmp_path)
    assert languages(tmp_path) == ()


def _copied(content: Any) -> Any:
    match content:
        case dict():
            return {key: _copied(value) for key, value in content.items()}
        case list():
            return [_copied(value) for value in content]
    return content


def _write(folder: Path, content: str) -> None:
    folder.joinpath("xx").mkdir()
    folder.joinpath("xx", FILE_NAME).write_text(content, encoding="utf-8")
