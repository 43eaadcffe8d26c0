"""`counter-app doctor`: what it sees of real parts, and that nothing stops the report."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.__main__ import main
from counter_app.post.diagnostics import Line, Verdict, doubtful, examine, ready
from counter_app.post.embedded_service import EmbeddedService
from counter_app.post.settings import user_settings_file
from tests import real_pcscd

SUBJECTS = ["system", "settings", "reader", "service", "clock", "printer", "keyring", "disk"]
ROOT = Path(__file__).resolve().parents[2]

# In a process of its own: the card service's client library reads its address once for all.
WITH_REAL_PARTS = """
import os, sys
from counter_app.__main__ import main
from tests import real_cups, real_pcscd

with real_pcscd.RealPcscd(), real_cups.private_cups() as cups:
    os.environ["CUPS_SERVER"] = str(cups.server)
    status = main(["doctor", "--json"])
real_pcscd.remove_directory()
sys.exit(status)
"""


def settings_file(text: str) -> None:
    """Write the agent's settings."""
    path = user_settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    """The exit status and the report."""
    status = main(["doctor", "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def silence() -> Iterator[threading.Event]:
    """What a probe that hangs waits for; set at the end."""
    event = threading.Event()
    yield event
    event.set()


def test_a_probe_that_breaks_or_hangs_is_a_line_of_the_report(silence: threading.Event) -> None:
    def breaks() -> Line:
        raise ZeroDivisionError("MARCHANDEAU")

    def hangs() -> Line:
        silence.wait(60)
        return ready("trop tard")

    report = examine(
        {"first": breaks, "second": hangs, "third": lambda: doubtful("oui", count=3)}, 0.05
    )
    assert list(report.lines) == ["first", "second", "third"]
    assert [line.verdict for line in report.lines.values()] == [
        Verdict.FAILED,
        Verdict.FAILED,
        Verdict.DOUBTFUL,
    ]
    assert not report.ready
    assert report.lines["first"].facts == {"error": "ZeroDivisionError"}
    assert "MARCHANDEAU" not in report.as_text() + json.dumps(report.as_json())
    assert report.as_text().splitlines()[2].split() == ["à", "voir", "third", "oui"]


@pytest.mark.real
def test_a_training_post_without_anything_else_is_ready(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PCSCLITE_CSOCK_NAME", "/nowhere")
    monkeypatch.setenv("CUPS_SERVER", "/nowhere")
    status, report = doctor(capsys)
    assert list(report["checks"]) == SUBJECTS
    assert (status, report["ready"]) == (0, True)
    assert report["checks"]["service"]["embedded"] is True
    assert report["checks"]["printer"]["verdict"] == "doubtful"
    assert main(["doctor"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(SUBJECTS)


@pytest.mark.real
def test_with_a_real_card_service_and_a_real_printer(isolated_home: Path) -> None:
    reason = real_pcscd.missing()
    if reason:
        pytest.skip(reason)
    done = subprocess.run(
        [sys.executable, "-c", WITH_REAL_PARTS],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=55,
    )
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert report["checks"]["reader"]["verdict"] == "ready"
    assert report["checks"]["reader"]["readers"] == 2
    assert report["checks"]["printer"]["printers"] >= 1


@pytest.mark.real
def test_a_service_elsewhere_is_asked_for_its_clock(capsys: pytest.CaptureFixture[str]) -> None:
    async def scenario() -> None:
        service = EmbeddedService()
        service.start()
        try:
            settings_file(f'service_url = "{await service.ready()}"')
            _, report = await asyncio.to_thread(doctor, capsys)
        finally:
            await service.stop()
        assert report["checks"]["service"]["verdict"] == "ready"
        assert report["checks"]["service"]["embedded"] is False
        assert report["checks"]["clock"]["verdict"] == "ready"
        assert report["checks"]["clock"]["seconds_off"] <= 60

    asyncio.run(scenario())


@pytest.mark.expected_warnings("settings not taken")
def test_what_is_broken_is_told_and_makes_the_exit_status_2(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Port 1 of this machine: nobody listens there.
    settings_file('service_url = "http://127.0.0.1:1"\nprinter = "absente"\nagent = 12')
    status, report = doctor(capsys)
    assert (status, report["ready"]) == (2, False)
    assert report["checks"]["service"]["verdict"] == "failed"
    assert "« agent »" in report["checks"]["settings"]["said"]
    assert report["checks"]["clock"]["verdict"] == "doubtful"
    assert report["checks"]["keyring"]["verdict"] in ("ready", "doubtful")
