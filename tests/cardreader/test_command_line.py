"""`read-card` and `simulate-card`, as support and deployment use them."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from counter_app.cardreader import command_line
from counter_app.cardreader.simulated.catalogue import card_names, load_card
from counter_app.cardreader.simulated.reader import SimulatedService
from counter_app.domain.failures import CATALOGUE, FailureCode
from tests.cardreader.stages import PATIENCE
from tests.real_pcscd import RealPcscd

ROOT = Path(__file__).parents[2]


def arguments(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command_line.add_arguments(parser.add_subparsers(dest="command"))
    return parser.parse_args(words)


def read(
    capsys: pytest.CaptureFixture[str], service: SimulatedService, *words: str
) -> tuple[int, str]:
    status = command_line._read(arguments("read-card", *words), service)
    return status, capsys.readouterr().out


def test_a_card_is_printed_masked_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    service = SimulatedService("A")
    service.insert(load_card("odette"))
    status, printed = read(capsys, service, "--json")
    assert status == 0
    assert set(json.loads(printed)) == {
        *("generation", "atr", "beneficiaries", "serial"),
        *("apdus", "elapsed_ms"),
    }
    assert "248049711203438" not in printed
    assert "03004177253" not in printed
    status, printed = read(capsys, service, "--json", "--reveal")
    described = json.loads(printed)
    assert described["generation"] == "vitale2"
    assert described["beneficiaries"][0] == {
        "family_name": "MARCHANDEAU",
        "given_name": "Odette",
        "birth_date": "19480417",
        "nir": "248049711203438",
    }
    assert described["serial"] == {
        "value": "03004177253",
        "certain": True,
        "source": "2F02, tag 5A, 21 digits",
    }
    status, printed = read(capsys, service)
    assert status == 0
    assert "Odette MARCHANDEAU" in printed
    assert "248049711203438" not in printed


@pytest.mark.parametrize(
    ("prepare", "words", "failure"),
    [
        (SimulatedService.start, [], FailureCode.CARD_NO_CARD),
        (SimulatedService.start, ["--reader", "Z"], FailureCode.CARD_NO_READER),
        (lambda s: s.unplug("A"), [], FailureCode.CARD_NO_READER),
        (lambda s: s.stop(), [], FailureCode.CARD_NO_SERVICE),
        (lambda s: s.insert(load_card("cps")), [], FailureCode.CARD_HEALTH_PROFESSIONAL),
    ],
)
def test_a_failure_is_one_json_object_and_status_2(
    capsys: pytest.CaptureFixture[str], prepare: Any, words: list[str], failure: FailureCode
) -> None:
    service = SimulatedService("A")
    prepare(service)
    status, printed = read(capsys, service, "--json", "--timeout", "0", *words)
    assert status == 2
    assert json.loads(printed) == {
        "failure": failure.value,
        "message": CATALOGUE[failure].message,
    }


def test_the_card_of_the_other_slot_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    service = SimulatedService("A", "B")
    service.insert(load_card("cps"), "A")
    service.insert(load_card("odette"), "B")
    assert read(capsys, service, "--json")[0] == 0
    assert read(capsys, service, "--json", "--reader", "A")[0] == 2


def test_a_failure_for_people_goes_to_the_error_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line._read(arguments("read-card", "--timeout", "0"), SimulatedService("A")) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip() == CATALOGUE[FailureCode.CARD_NO_CARD].message


@pytest.mark.parametrize("timeout", ["-1", "x", "1e9"])
def test_a_timeout_that_makes_no_sense_is_refused(
    capsys: pytest.CaptureFixture[str], timeout: str
) -> None:
    with pytest.raises(SystemExit):
        arguments("read-card", "--timeout", timeout)
    assert "--timeout" in capsys.readouterr().err


def test_simulated_cards_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.run(arguments("simulate-card", "--list")) == 0
    assert tuple(capsys.readouterr().out.split()) == card_names()


@pytest.mark.parametrize(
    "words", [[], ["no-such-card"], ["odette", "--fault", "none"], ["odette", "--port", "1"]]
)
def test_what_cannot_be_simulated_is_said(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert command_line.run(arguments("simulate-card", *words)) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.real
def test_both_commands_meet_through_a_real_service(pcscd: RealPcscd) -> None:
    program = [sys.executable, "-m", "counter_app"]
    simulate = subprocess.Popen(
        [*pcscd.inside(), *program, "simulate-card", "aurele", "--bitrate", "38400"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert simulate.stdout is not None
        assert "aurele" in simulate.stdout.readline()
        done = subprocess.run(
            [*program, "read-card", "--json", "--reveal", "--timeout", "20"],
            cwd=ROOT,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 2,
        )
        assert done.returncode == 0, done.stderr
        described = json.loads(done.stdout)
        assert [person["given_name"] for person in described["beneficiaries"]] == [
            *("Aurèle", "Lilou", "Noam"),
        ]
        assert described["apdus"] <= 9
        assert described["elapsed_ms"] > 60
    finally:
        simulate.terminate()
        simulate.wait(10)
        assert simulate.stdout is not None
        simulate.stdout.close()


@pytest.mark.real
def test_no_service_is_said_at_once_by_the_command(tmp_path: Path) -> None:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "read-card", "--json", "--timeout", "0.5"],
        cwd=ROOT,
        env={**os.environ, "PCSCLITE_CSOCK_NAME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert json.loads(done.stdout)["failure"] == "Card_NoService"
    assert time.monotonic() - started < PATIENCE
