"""A language that nobody made, in letters from right to left: each word of the English papers, and
each word of the window.

The sentences mean nothing; they only show that adding a language is adding a file, and which words
were left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTranslator

from counter_app import resource_files

CODE = "ar-x-essai"
_ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_KEPT = frozenset({"icon", "version"})


def add_right_to_left_language(root: Path) -> Path:
    """Make `root` a copy of resources/ with that language added: the folder of its texts."""
    for name in ("fonts", "icons"):
        root.joinpath(name).symlink_to(resource_files.resource(name))
    texts = root / "texts"
    texts.mkdir()
    for path in resource_files.resource("texts").glob("*/papers.toml"):
        texts.joinpath(path.parent.name).symlink_to(path.parent)
    english = tomllib.loads(
        resource_files.resource("texts", "en", "papers.toml").read_text("utf-8")
    )
    made = _in_other_letters(english) | {
        "name": "عربي للتجربة",
        "direction": "rtl",
        "voice": "ar",
        "text_size": 13,
    }
    texts.joinpath(CODE).mkdir()
    texts.joinpath(CODE, "papers.toml").write_text(as_toml(made), encoding="utf-8")
    return texts


def as_toml(content: dict[str, Any]) -> str:
    """A file that holds this: a line for each key."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in content.items())


def _in_other_letters(content: Any, key: str = "") -> Any:
    match content:
        case dict():
            return {name: _in_other_letters(value, name) for name, value in content.items()}
        case list():
            return [_in_other_letters(value) for value in content]
        case str() if key not in _KEPT:
            return re.sub(r"\$\{\w+\}|[A-Za-zé’-]+", _other_word, content)
    return content


class OtherLanguage(QTranslator):
    """Says the window's phrases in those letters; Qt's own texts are left alone."""

    def translate(  # type: ignore[override]
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """The phrase with its fields and its marks."""
        return None if context else re.sub(r"\{\w*\}|</?b>|[^\W\d_]+", _other_word, source)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It is not: an empty one is not asked."""
        return False


def _other_word(found: re.Match[str]) -> str:
    """The same number of letters; a placeholder stays."""
    word = found.group()
    if word[0] in "$<{":
        return word
    return "".join(_ALPHABET[(ord(sign) * 7 + len(word)) % len(_ALPHABET)] for sign in word)


def _value(value: Any) -> str:
    """A value on one line: texts are written as in JSON, tables inline."""
    match value:
        case dict():
            return f"{{ {', '.join(f'{name} = {_value(each)}' for name, each in value.items())} }}"
        case list():
            return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
