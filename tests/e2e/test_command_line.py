"""The words of the command line that open the window, or say that they do not exist."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from counter_app.__main__ import COMMANDS

pytestmark = [pytest.mark.real, pytest.mark.timeout(150)]
WITHIN = 120  # seconds, however slow the machine


def counter_app(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end, without a screen."""
    return subprocess.run(
        [sys.executable, "-m", "counter_app", *words],
        capture_output=True,
        text=True,
        timeout=WITHIN,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def test_the_window_opens_and_is_ready_for_a_card() -> None:
    done = counter_app("--exit-when-ready")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0, "the moment of being ready"
    assert "Traceback" not in done.stderr


def test_help_names_every_word() -> None:
    done = counter_app("--help")
    assert done.returncode == 0
    assert not done.stderr
    for word in COMMANDS:
        assert word in done.stdout
    assert "Sans mot : ouvre la fenêtre." in done.stdout


@pytest.mark.parametrize("words", [("ouvrir",), ("--json",), ("walkthrough",), ("serve", "x")])
def test_what_is_not_known_is_refused_in_one_line(words: tuple[str, ...]) -> None:
    done = counter_app(*words)
    assert done.returncode == 2
    assert not done.stdout
    assert "Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("counter-app")
