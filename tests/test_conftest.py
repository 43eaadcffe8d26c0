"""The watch itself: a test with an unexpected warning, or an error lost in the loop, does fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = """
import asyncio
import logging
import os
import warnings

import pytest
from PySide6.QtCore import qWarning


def test_warning_in_the_log():
    logging.getLogger("x").warning("hello")


@pytest.mark.expected_warnings("x: hello")
def test_expected_warning_in_the_log():
    logging.getLogger("x").warning("hello")


@pytest.mark.expected_warnings("x: hello")
def test_other_warning_in_the_log():
    logging.getLogger("x").error("good bye")


def test_python_warning():
    warnings.warn("hello", stacklevel=1)


def test_qt_warning(qapp):
    qWarning("hello")


def test_loop(qloop, isolated_home):
    async def scenario():
        assert os.environ["HOME"] == str(isolated_home)
        asyncio.get_running_loop().create_task(asyncio.sleep(600))
        return await asyncio.to_thread(lambda: 5)

    assert qloop.run_until_complete(scenario()) == 5


def test_lost_error_in_the_loop(qloop):
    async def scenario():
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0.001)

    qloop.run_until_complete(scenario())


@pytest.mark.unheard_of
def test_unknown_marker():
    pass
"""


def outcomes(folder: Path, tests: str) -> tuple[int, dict[str, str]]:
    """Run the tests under our conftest and configuration; exit status, and outcome by name."""
    root = Path(__file__).resolve().parent.parent
    folder.joinpath("conftest.py").write_bytes(root.joinpath("tests", "conftest.py").read_bytes())
    folder.joinpath("test_it.py").write_text(tests, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml")),
            *("--rootdir", str(folder), "-rA", "--no-header", str(folder)),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    found = {}
    for line in done.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word in ("PASSED", "FAILED", "ERROR") and "::" in rest:
            found[rest.split("::")[1].split(" ")[0]] = word
    return done.returncode, found


def test_the_watch_fails_what_it_should(tmp_path: Path) -> None:
    known, _, unknown = TESTS.partition("@pytest.mark.unheard_of")
    status, found = outcomes(tmp_path, known)
    assert status == 1
    assert found == {
        "test_warning_in_the_log": "FAILED",
        "test_expected_warning_in_the_log": "PASSED",
        "test_other_warning_in_the_log": "FAILED",
        "test_python_warning": "FAILED",
        "test_qt_warning": "FAILED",
        "test_loop": "PASSED",
        "test_lost_error_in_the_loop": "ERROR",
    }
    assert unknown


def test_an_unknown_marker_fails_the_run(tmp_path: Path) -> None:
    assert outcomes(tmp_path, TESTS)[0] == 2


def test_a_run_without_a_test_fails(tmp_path: Path) -> None:
    assert outcomes(tmp_path, "")[0] == 5
