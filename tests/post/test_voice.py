"""The post's voice: a process of its own, silent as soon as it is asked to be."""

from __future__ import annotations

import array
import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ctypes.util import find_library
from pathlib import Path

import pytest

from counter_app.domain.papers import papers
from counter_app.post.read_aloud import by_language, voice_for
from counter_app.post.voice import SystemVoice, read_aloud_command

# Stands for the process that speaks: a list of languages, or a child of its own that goes on.
LISTS = 'import sys; print(\'["fr-fr", "en-gb"]\')'
SPEAKS = """
import subprocess, sys
from pathlib import Path
text = sys.stdin.buffer.read()
player = subprocess.Popen([sys.executable, "-I", "-c", "import time; time.sleep(600)"])
Path({told!r}).write_text(f"{{player.pid}} {{sys.argv[1:]}} {{len(text)}}")
player.wait()
"""
ENDS = "import sys; sys.stdin.buffer.read()"
PATIENCE = 30.0  # seconds, reached only when something is broken


def child(script: str) -> list[str]:
    return [sys.executable, "-I", "-c", script]


@asynccontextmanager
async def speaking(*command: str) -> AsyncIterator[SystemVoice]:
    voice = SystemVoice(command or None)
    try:
        yield voice
    finally:
        voice.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.005)


def is_alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_the_command_is_this_program() -> None:
    assert read_aloud_command() == [sys.executable, "-m", "counter_app", "read-aloud"]


# Which voice -------------------------------------------------------------------------------------

ESPEAK = [("gmw/en-029", ["en-029"]), ("gmw/en", ["en-gb"]), ("gmw/en-us", ["en-us"])]
ESPEAK += [("roa/fr-be", ["fr-be"]), ("roa/fr", ["fr-fr"]), ("sem/ar", ["ar"])]
SAPI = [("HORTENSE", ["fr-FR"]), ("ZIRA", ["en-US"]), ("PAUL", ["fr-FR"])]


@pytest.mark.parametrize(
    ("found", "language", "voice"),
    [
        (ESPEAK, "fr", "roa/fr"),
        (ESPEAK, "FR-be", "roa/fr-be"),
        (ESPEAK, "fr-GP", "roa/fr"),
        (ESPEAK, "en", "gmw/en"),
        (ESPEAK, "ar", "sem/ar"),
        (ESPEAK, "ar-x-essai", "sem/ar"),
        (ESPEAK, "rcf", None),
        (SAPI, "fr", "HORTENSE"),
        (SAPI, "en", "ZIRA"),
        ([("old", ["pt_BR"])], "pt", "old"),
        ([("no language", [])], "fr", None),
    ],
)
def test_the_voice_of_a_language(
    found: list[tuple[str, list[str]]], language: str, voice: str | None
) -> None:
    assert voice_for(language, by_language(found)) == voice


# The process that speaks -------------------------------------------------------------------------


def test_languages_are_asked_once(tmp_path: Path) -> None:
    counted = tmp_path / "asked"
    script = f"open({str(counted)!r}, 'a').write('x'); {LISTS}"

    async def scenario() -> None:
        async with speaking(*child(script)) as voice:
            assert await voice.speaks("fr")
            assert await voice.speaks("EN-us")
            assert not await voice.speaks("ar")

    asyncio.run(scenario())
    assert counted.read_text() == "x"


@pytest.mark.parametrize("command", [["/no/such/program"], child("print('[')"), child("exit(3)")])
def test_what_cannot_speak_has_no_language_and_reads_nothing(command: list[str]) -> None:
    async def scenario() -> None:
        async with speaking(*command) as voice:
            assert not await voice.speaks("fr")
            voice.stop()

    asyncio.run(scenario())


def test_a_text_is_read_to_its_end(tmp_path: Path) -> None:
    folders: list[str] = []

    async def scenario() -> None:
        script = f"{ENDS}; import tempfile; print(tempfile.gettempdir(), file=open({told!r}, 'w'))"
        async with speaking(*child(script)) as voice:
            assert await voice.read("Un.\nDeux.", "fr")
            folders.append(Path(told).read_text().strip())
        async with speaking("/no/such/program") as voice:
            assert not await voice.read("Un.", "fr")

    told = str(tmp_path / "told")
    asyncio.run(scenario())
    assert folders[0] != tempfile.gettempdir()
    assert not Path(folders[0]).exists(), "no sound is left behind"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_silence_comes_at_once_and_nothing_goes_on_speaking(tmp_path: Path) -> None:
    told = tmp_path / "told"

    async def scenario() -> None:
        async with speaking(*child(SPEAKS.format(told=str(told)))) as voice:
            reading = asyncio.ensure_future(voice.read("é" * 70_000, "fr"))
            await until(lambda: told.exists() and bool(told.read_text()))
            player, words = told.read_text().split(" ", 1)
            assert words == "['fr'] 140000", "the text is no argument"
            assert not reading.done()
            voice.stop()
            assert not await reading
            await until(lambda: not is_alive(int(player)))
            voice.stop()

    asyncio.run(scenario())


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_another_reading_ends_the_one_before(tmp_path: Path) -> None:
    told = tmp_path / "told"

    async def scenario() -> None:
        async with speaking(*child(SPEAKS.format(told=str(told)))) as voice:
            first = asyncio.ensure_future(voice.read("Un.", "fr"))
            await until(lambda: told.exists() and bool(told.read_text()))
            told.unlink()
            second = asyncio.ensure_future(voice.read("Deux.", "en"))
            third = asyncio.ensure_future(voice.read("Trois.", "fr"))
            assert not await first
            assert not await second, "asked for and given up before it began"
            await until(lambda: told.exists() and bool(told.read_text()))
            voice.close()
            assert not await third

    asyncio.run(scenario())


# A real voice ------------------------------------------------------------------------------------

real_voice = pytest.mark.skipif(
    sys.platform != "linux" or not (find_library("espeak-ng") and shutil.which("aplay")),
    reason="libespeak-ng1 and alsa-utils are not installed",
)


def sound_goes(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default sound device is this one, of ALSA's; none of the machine's is touched."""
    config = tmp_path / "asound.conf"
    config.write_text(where)
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))


def to_program(command: str) -> str:
    return (
        f'pcm.default {{ type file slave.pcm nothing file "|{command}" format raw }}\n'
        "pcm.nothing { type null }\n"
    )


@pytest.mark.real
@real_voice
@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_real_voice_says_a_sheet(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = tmp_path / "sound"
    sound_goes(to_program(f"cat >>{sound}"), tmp_path, monkeypatch)
    language = papers(code).language
    lines = ["Clôturer Mon espace santé.", "", "Lisez avant de décider.", "Prenez votre temps."]

    async def scenario() -> None:
        async with speaking() as voice:
            assert await voice.speaks(language.voice)
            assert not await voice.speaks("tlh")
            assert await voice.read("\n".join(lines), language.voice)

    asyncio.run(scenario())
    samples = array.array("h", sound.read_bytes())
    assert 3 < len(samples) / 22050 < 20, "seconds of speech"
    assert max(samples) > 5000, "it can be heard"


@pytest.mark.real
@real_voice
def test_a_real_voice_is_silenced_in_the_middle_of_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = tmp_path / "player"
    command = f"echo $$ >{player}; exec sleep 600"  # takes no sound: as long as one wants
    sound_goes(to_program(command), tmp_path, monkeypatch)
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(sounds))

    async def scenario() -> None:
        async with speaking() as voice:
            reading = asyncio.ensure_future(voice.read("Voici une longue phrase. " * 20, "fr"))
            await until(lambda: player.exists() and bool(player.read_text().strip()))
            voice.stop()
            assert not await reading
            await until(lambda: not is_alive(int(player.read_text())))

    asyncio.run(scenario())
    assert not list(sounds.iterdir()), "no sound is left behind"


@pytest.mark.real
@real_voice
def test_no_sound_device_is_no_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound_goes("pcm.default { type hw card 31 }\n", tmp_path, monkeypatch)

    async def scenario() -> None:
        async with speaking() as voice:
            assert not await voice.speaks("fr")
            assert not await voice.read("Un.", "fr")

    asyncio.run(scenario())
