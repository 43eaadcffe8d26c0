"""`counter-app read-aloud`: the system's voice says what comes in, a line after the other.

The window runs it as a process of its own (`post.voice`): what speaks on Linux cannot stop a
sentence that it began, and blocks whoever asked for it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Any

_WORDS_A_MINUTE = 150  # calm; the engines' own is 200
_NO_VOICE = 2
_HOME = {"en": "en-gb"}  # where a language's usual voice is not of the country of its name
# Where nothing can be heard, aplay says so at once; one sample is a click that nobody hears.
_ONE_SAMPLE = ("-q", "-t", "raw", "-f", "S16_LE", "-r", "22050", "-s", "1", "/dev/zero")
_PATIENCE = 5.0  # seconds


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the word `read-aloud`."""
    parser = subparsers.add_parser(
        "read-aloud", help="lire à voix haute un texte donné en entrée, avec la voix du système"
    )
    parser.add_argument("language", nargs="?", default="fr", help="langue de la voix (fr, en…)")
    parser.add_argument("--list", action="store_true", help="écrire les langues qui ont une voix")


def run(arguments: argparse.Namespace) -> int:
    """Speak until the end of the input; 2 where no voice speaks that language."""
    if arguments.list:
        print(json.dumps(sorted(voices())))  # noqa: T201 - the answer
        return 0
    voice = voice_for(arguments.language, voices())
    if voice is None:
        return _NO_VOICE
    text = sys.stdin.buffer.read().decode("utf-8", errors="replace")
    _say(text.splitlines(), voice)
    return 0


def voices() -> dict[str, str]:
    """The voices by their language (BCP 47, lower case); none where nothing can be heard."""
    if not _can_be_heard():
        return {}
    try:
        found = _engine().getProperty("voices")
    except Exception:  # noqa: BLE001 - each driver raises its own: then there is no voice
        return {}
    return by_language((voice.id, voice.languages) for voice in found)


def by_language(found: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """The first voice of each language; systems write `fr-FR`, `fr_FR` and `fr-fr`."""
    known: dict[str, str] = {}
    for identifier, languages in found:
        for language in languages:
            known.setdefault(language.replace("_", "-").lower(), identifier)
    return known


def voice_for(language: str, known: dict[str, str]) -> str | None:
    """The voice of this language: its own, else the usual one (`fr-fr`), else any form of it; None
    where there is none."""
    wanted = language.lower()
    main = wanted.split("-")[0]
    for name in (wanted, main, _HOME.get(main, f"{main}-{main}")):
        if name in known:
            return known[name]
    return next((known[name] for name in sorted(known) if name.split("-")[0] == main), None)


def _engine() -> Any:
    import pyttsx3  # noqa: PLC0415 - what it loads fails where there is no voice

    return pyttsx3.init()


def _can_be_heard() -> bool:
    """On Linux a sentence goes through aplay, whose failure pyttsx3 does not tell."""
    if not sys.platform.startswith("linux"):
        return True
    player = shutil.which("aplay")
    if player is None:
        return False
    try:
        tried = subprocess.run(  # noqa: S603 - a fixed command
            [player, *_ONE_SAMPLE], capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def _say(lines: Iterable[str], voice: str) -> None:
    """A line at a time: the first is heard while the others wait to be made into sound."""
    engine = _engine()
    engine.setProperty("voice", voice)
    engine.setProperty("rate", _WORDS_A_MINUTE)
    for line in lines:
        if line.strip():
            engine.say(line)
            engine.runAndWait()
