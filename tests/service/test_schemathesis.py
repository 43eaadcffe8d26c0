"""schemathesis against a running service: each answer is one that the description promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.resource_files import ROOT
from counter_app.service.settings import SECRET_VARIABLE
from tests.service.post import SECRET
from tests.service.processes import HEADERS, WITHIN, Start, client, url_of

TREE = ROOT.parent


def findings(start: Start, folder: Path, *options: str) -> str:
    """What schemathesis says against a service with the invented people, and nothing of its own
    on the standard error."""
    database = folder / "service.sqlite"
    words = ("--fictive", "--database", f"sqlite:///{database}")
    service = start(*words, **{SECRET_VARIABLE: SECRET})
    url = url_of(service)
    environment = {
        "SCHEMATHESIS_HOOKS": "tests.service.schemathesis_hooks",
        "TEST_DATABASE": str(database),
        "PYTHONPATH": str(TREE),
    }
    done = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "schemathesis.cli",
                "run",
                f"{url}/v1/openapi.json",
                "--no-color",
            ),
            *("--header", f"Authorization:{HEADERS['Authorization']}"),
            *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
            *("--generation-database", "none", "--continue-on-failure"),
            *options,
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | environment,
    )
    with client(url) as post:
        described = post.get("/v1/openapi.json").json()["paths"]
        counted = post.get("/metrics").text
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
    operations = sum(map(len, described.values()))
    assert re.search(rf"Tested: {operations}$", done.stdout, re.MULTILINE), done.stdout
    for action in ("activate", "oppose", "close"):  # it got past the door
        assert f'counter_app_acts_total{{action="{action}"}}' in counted
    service.terminate()
    assert service.wait(WITHIN) == 0
    assert service.stderr is not None
    assert service.stderr.read() == b""
    return done.stdout


@pytest.mark.real
@pytest.mark.timeout(240)
def test_schemathesis_finds_nothing(start: Start, tmp_path: Path) -> None:
    findings(start, tmp_path, "--max-examples", "5", "--seed", "1")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_schemathesis_finds_nothing_in_many_examples(start: Start, tmp_path: Path) -> None:
    findings(start, tmp_path, "--max-examples", "1500")
