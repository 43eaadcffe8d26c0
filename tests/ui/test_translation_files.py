"""The files of translations hold the window's phrases, all of them and no other."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app import resource_files
from counter_app.domain.wording import phrase
from counter_app.post.settings import load_settings
from counter_app.ui.translation import shown, speak

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "resources" / "translations").glob("*.ts"))
_MARKS = re.compile(r"</?b>")


@pytest.fixture(scope="module")
def phrases() -> set[str]:
    """What is written between the brackets of each `phrase(…)`."""
    found = set()
    for path in (ROOT / "counter_app").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "phrase":
                words = call.args[0]
                assert isinstance(words, ast.Constant), f"{path}:{call.lineno} is not written out"
                assert isinstance(words.value, str)
                found.add(words.value)
    return found


def _translations(path: Path) -> Iterator[tuple[str, str]]:
    for message in ET.parse(path).iter("message"):  # noqa: S314 - our own
        yield message.findtext("source", ""), message.findtext("translation", "")


def test_there_is_a_language_besides_french() -> None:
    assert [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_every_phrase(path: Path, phrases: set[str]) -> None:
    held = {source for source, _ in _translations(path)}
    advice = "`make translations` writes them anew"
    assert held == phrases, advice


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_has_the_fields_and_marks_of_its_phrase(path: Path) -> None:
    for source, translation in _translations(path):
        if translation:
            assert _fields(source) == _fields(translation), source
            assert _MARKS.findall(source) == _MARKS.findall(translation), source


def _fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_loaded_is_what_is_written(path: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", path, "-qm", compiled], check=True)
    assert path.with_suffix(".qm").read_bytes() == compiled.read_bytes()


def test_the_window_speaks_the_language_of_the_settings(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "en"', encoding="utf-8")
    settings = load_settings(user_file=file, system_file=tmp_path / "none.toml").settings
    translator = speak(qapp, settings.language)
    assert translator is not None
    try:
        assert shown(phrase("Insérez la carte Vitale")) == "Insert the carte Vitale"
    finally:
        qapp.removeTranslator(translator)


def test_a_language_from_right_to_left_turns_the_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Adding a language is adding a file: what it does not translate stays in French."""
    folder = tmp_path / "translations"
    folder.mkdir()
    arabic = FILES[0].read_text(encoding="utf-8").replace('language="en', 'language="ar', 1)
    (folder / "counter_ar.ts").write_text(arabic, encoding="utf-8")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", folder / "counter_ar.ts"], check=True)
    monkeypatch.setattr(resource_files, "ROOT", tmp_path)
    (tmp_path / "settings.toml").write_text('language = "ar"', encoding="utf-8")
    settings = load_settings(tmp_path / "settings.toml", tmp_path / "none.toml").settings
    translator = speak(qapp, settings.language)
    assert translator is not None
    try:
        assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
        number = shown(phrase("Numéro {number}", number="0300417725 3"))
        assert number == "Numéro \u20680300417725 3\u2069", "its groups keep their order"
    finally:
        qapp.removeTranslator(translator)
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.expected_warnings("settings not taken")
def test_an_unknown_language_is_told_and_french_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "../fr"', encoding="utf-8")
    loaded = load_settings(user_file=file, system_file=tmp_path / "none.toml")
    assert loaded.settings.language == "fr"
    assert [problem.key for problem in loaded.problems] == ["language"]
