"""What every file keeps: style, types, layers, size, no trace of the machine it was made on."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
BINARY = {".ttf", ".otf", ".png", ".pdf", ".ico", ".sqlite", ".bin", ".gz", ".qm"}

# Written with a set of one character here and there, so that this file passes its own test.
FOREIGN = {
    "the address of a registry": r"pypi[.]org|python[h]osted|--(extra-)?index-url|--find[-]links",
    "the path of a machine": r"(?<![\w}])/(home|root|work|tmp)/[a-z]|[A-Z]:[\\/]Users[\\/]",
}


def committed_files() -> list[Path]:
    """What git tracks; everything but the generated folders where there is no git."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def run_tool(*words: str) -> None:
    """Run a Python tool of the environment; its words are the message of a failure."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name(words[0])), *words[1:]],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(words)}\n{done.stdout}{done.stderr}", pytrace=False)


def direct_dependencies() -> dict[str, set[str]]:
    """The names in each requirements/*.in, normalised."""
    return {
        path.stem: {
            normalised(found.group())
            for line in path.read_text(encoding="utf-8").splitlines()
            if (found := re.match(r"[A-Za-z][\w.-]*", line))
        }
        for path in (ROOT / "requirements").glob("*.in")
    }


def normalised(name: str) -> str:
    """The name of a distribution, as the packaging standard compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_style() -> None:
    run_tool("ruff", "check", "--no-cache")


def test_format() -> None:
    run_tool("ruff", "format", "--check", "--no-cache")


@pytest.mark.timeout(240)
def test_types() -> None:
    run_tool("mypy")


def test_layers() -> None:
    run_tool("lint-imports", "--no-cache")


def test_log_messages_are_written_out() -> None:
    """A message put together before it is logged escapes the list of allowed fields."""
    run_tool("ruff", "check", "--no-cache", "--select", "G,LOG", "counter_app")


def test_no_file_is_too_long() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in committed_files()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "counter_app")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_foreign_is_committed(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in committed_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(FOREIGN[what], line)
    ]
    assert found == [], what


def test_the_top_of_the_tree_stays_small() -> None:
    allowed = {
        *("counter_app", "resources", "installer", "tests", "docs", "requirements", ".ci"),
        *("pyproject.toml", "Makefile", "README.md", ".gitignore", "LICENSE"),
    }
    assert {path.relative_to(ROOT).parts[0] for path in committed_files()} <= allowed


def test_each_direct_dependency_is_locked_with_hashes() -> None:
    for stem, names in direct_dependencies().items():
        lock = (ROOT / "requirements" / f"{stem}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^([A-Za-z][\w.-]*)==[^\n]* \\\n +--hash=sha256:", lock, re.MULTILINE)
        every_pin = re.findall(r"^[A-Za-z][\w.-]*==", lock, re.MULTILINE)
        assert len(pinned) == len(every_pin)
        assert names <= {normalised(name) for name in pinned}


def test_each_direct_dependency_is_explained() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = {normalised(name) for name in re.findall(r"^\| `([\w.-]+)`", explained, re.MULTILINE)}
    assert set().union(*direct_dependencies().values()) == named


def test_the_project_asks_for_the_python_that_setup_looks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    setup = (ROOT / "installer" / "setup.sh").read_text(encoding="utf-8")
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in setup
