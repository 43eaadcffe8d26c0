"""`counter-app verify-receipt`, as it is typed."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.domain.profile import Action, FurtherAct, PersonAct
from counter_app.domain.seal import (
    FICTIVE_SEED,
    SealedReceipt,
    key_id_of,
    make_seal,
    public_key_of,
)
from counter_app.resource_files import ROOT
from tests.gateway.people import Service

SEED = bytes(range(32))
MOMENT = datetime(2026, 5, 12, 14, 3, 21, tzinfo=UTC)


def seal(*, fictive: bool = False) -> str:
    """The text of a square code."""
    receipt = SealedReceipt(
        "CF-2026-004217", Action.CLOSE, True, MOMENT, "France Services de l’Îlet", fictive
    )
    return make_seal(receipt, FICTIVE_SEED if fictive else SEED)


@pytest.fixture
def keys(tmp_path: Path) -> str:
    """A file of public keys, as the service publishes them."""
    public_key = public_key_of(SEED)
    content = {
        "keys": [
            {
                "key_id": key_id_of(public_key),
                "algorithm": "Ed25519",
                "public_key": base64.b64encode(public_key).decode(),
            }
        ]
    }
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(content))
    return str(path)


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """A file with the text of a genuine square code."""
    path = tmp_path / "receipt.txt"
    path.write_text(seal() + "\n")
    return path


def test_a_genuine_receipt(receipt: Path, keys: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify-receipt", str(receipt), "--keys", keys, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "genuine": True,
        "fictive": False,
        "receipt_number": "CF-2026-004217",
        "action": "close",
        "delete_data": True,
        "registered_at": "2026-05-12T14:03:21+00:00",
        "organisation": "France Services de l’Îlet",
    }
    assert main(["verify-receipt", str(receipt), "--keys", keys]) == 0
    text = capsys.readouterr().out
    assert "Confirmation authentique." in text
    assert "clôture de l’espace, avec suppression des données" in text


@pytest.mark.parametrize("action", [*Action, *FurtherAct])
def test_each_act_has_its_words(
    tmp_path: Path, action: PersonAct, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "receipt.txt"
    receipt = SealedReceipt("CF-2026-000001", action, False, MOMENT, "France Services", True)
    path.write_text(make_seal(receipt, FICTIVE_SEED))
    assert main(["verify-receipt", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["action"] == action.value
    assert main(["verify-receipt", str(path)]) == 0
    assert action.value not in capsys.readouterr().out  # in plain French


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("bonjour", "not_a_seal"),
        (seal().replace("004217", "004218"), "altered"),
        (
            make_seal(SealedReceipt("CF-1", Action.OPPOSE, False, MOMENT, "", False), bytes(32)),
            "unknown_key",
        ),
    ],
)
def test_a_doubtful_receipt(
    receipt: Path, keys: str, text: str, doubt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt.write_text(text)
    assert main(["verify-receipt", str(receipt), "--keys", keys, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"genuine": False, "doubt": doubt}
    assert main(["verify-receipt", str(receipt), "--keys", keys]) == 1
    assert len(capsys.readouterr().out) > 40


def test_what_cannot_be_checked(
    receipt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-receipt", str(tmp_path / "absent"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["failure"] == "File_NotRead"
    assert main(["verify-receipt", str(receipt), "--keys", str(receipt), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["failure"] == "Service_AnswerUnreadable"
    assert main(["verify-receipt", str(receipt), "--service", "http://127.0.0.1:9"]) == 2
    assert "Le service ne répond pas" in capsys.readouterr().out


@pytest.mark.real
def test_a_training_receipt_is_checked_from_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "counter_app", "verify-receipt", "-"],
        input=seal(fictive=True).encode(),
        capture_output=True,
        check=True,
        timeout=50,
        cwd=ROOT.parent,
    )
    assert "Confirmation d’entraînement" in done.stdout.decode()


@pytest.mark.real
def test_the_keys_may_come_from_the_service(
    service: Service, receipt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-receipt", str(receipt), "--service", service.url, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["doubt"] == "unknown_key"
