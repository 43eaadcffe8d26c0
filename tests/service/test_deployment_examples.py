"""The example files are right, and name every setting; so does docs/service.md."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.resource_files import ROOT
from counter_app.service import deployment_file
from counter_app.service.deployment import Deployment, load_deployment

TREE = ROOT.parent
EXAMPLES = TREE / "installer" / "service"
PROGRAM = "/opt/counter-app/.venv/bin/counter-app"
UNITS = sorted(path.name for path in EXAMPLES.glob("counter-app-*"))


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The keys that are looked for while a file is read."""
    asked: set[str] = set()

    class Recording(dict[str, object]):
        def __contains__(self, key: object) -> bool:
            asked.add(str(key))
            return super().__contains__(key)

    init = deployment_file._Table.__init__

    def recording(table: deployment_file._Table, values: dict[str, object], *rest: object) -> None:
        init(table, Recording(values), *rest)

    monkeypatch.setattr(deployment_file._Table, "__init__", recording)
    return asked


def test_the_example_names_every_setting(tmp_path: Path, asked_for: set[str]) -> None:
    text = (EXAMPLES / "service.toml").read_text("utf-8")
    for name in re.findall(r'^\w+_file = "(.*?)"', text, re.MULTILINE):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("0123456789abcdef", "utf-8")
        path.chmod(0o640)
    example = tmp_path / "service.toml"
    example.write_text(text, "utf-8")
    deployment = load_deployment(example)
    assert deployment.tls is not None
    assert deployment.limits == Deployment().limits, "the example says what is usual"
    content = tomllib.loads(text)
    said = {
        *content,
        *(key for table in content.values() if isinstance(table, dict) for key in table),
    }
    assert said == asked_for - {"database_url"}  # of the command line


def test_the_page_names_every_setting() -> None:
    page = (TREE / "docs" / "service.md").read_text("utf-8")
    for key, value in tomllib.loads((EXAMPLES / "service.toml").read_text("utf-8")).items():
        for name in [f"{key}.{inner}" for inner in value] if isinstance(value, dict) else [key]:
            assert f"`{name}`" in page


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.endswith(".service")])
def test_what_a_unit_starts_is_a_command(unit: str, capsys: pytest.CaptureFixture[str]) -> None:
    [line] = re.findall(r"^ExecStart=(.*)$", (EXAMPLES / unit).read_text("utf-8"), re.MULTILINE)
    program, *words = line.split()
    assert program == PROGRAM
    with pytest.raises(SystemExit) as helped:
        main([*words, "--help"])
    assert helped.value.code == 0
    assert "--config" in capsys.readouterr().out


@pytest.mark.real
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    assert len(UNITS) == 4
    for unit in UNITS:
        text = (EXAMPLES / unit).read_text("utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / unit).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit) for unit in UNITS)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
