"""Why `counter-app serve` does not start: one clear line each, exit status 2."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.service.deployment import KEY_VARIABLE, Deployment, opened_store
from counter_app.service.settings import SECRET_VARIABLE
from tests.service.certificates import Authority
from tests.service.post import SECRET
from tests.service.processes import Start, refusal_of, say

OTHER_KEY = "A" * 43 + "="
Refusal = Callable[..., str]


@pytest.fixture
def refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """The one line by which `counter-app serve` refuses these words."""

    def refusal(*words: str, secret: str = SECRET, key: str = "") -> str:
        monkeypatch.setenv(SECRET_VARIABLE, secret)
        monkeypatch.setenv(KEY_VARIABLE, key)
        assert main(["serve", "--port", "0", *words]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        [line] = said.err.splitlines()
        name, _, reason = line.partition(": ")
        assert name == "counter-app serve"
        assert "hidden" not in reason
        return reason

    return refusal


@pytest.fixture
def real_database(tmp_path: Path) -> str:
    """The address of a database with its key beside it."""
    url = f"sqlite:///{tmp_path / 'service.sqlite'}"
    with opened_store(Deployment(database_url=url)):
        return url


def config(folder: Path, text: str) -> str:
    """A deployment file."""
    path = folder / "service.toml"
    path.write_text(text, "utf-8")
    return str(path)


@pytest.mark.real
def test_no_secret_on_the_standard_input(start: Start) -> None:
    process = start("--fictive")
    say(process, "")
    assert refusal_of(process).startswith("a secret of at least 16 characters is needed")


def test_a_short_secret(refusal: Refusal) -> None:
    reason = refusal("--fictive", secret="hidden")
    assert reason.startswith("a secret of at least 16 characters is needed, in the variable")


@pytest.mark.parametrize(
    ("database", "key", "told"),
    [
        ("nonsense", "", "the database cannot be used: ArgumentError"),
        ("nobody://elsewhere/base", "", "the service key is needed, in the variable"),
        ("nobody://elsewhere/base", OTHER_KEY, "the database cannot be used: NoSuchModuleError"),
        ("sqlite:////proc/no/such/place.sqlite", "", "No such file or directory"),
        ("postgresql+psycopg://a:hidden@127.0.0.1:9/base", "", "the service key is needed"),
        (
            "postgresql+psycopg://a:hidden@127.0.0.1:9/base",
            OTHER_KEY,
            "the database cannot be used: OperationalError",
        ),
    ],
)
def test_a_database_that_cannot_be_used(
    refusal: Refusal, database: str, key: str, told: str
) -> None:
    assert refusal("--database", database, key=key).startswith(told)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (OTHER_KEY, "the service key is not the one of this database"),
        ("AAAA", "the service key has 3 bytes instead of 32"),
        ("(hidden)", "the service key is not base64"),
    ],
)
def test_a_wrong_key(refusal: Refusal, real_database: str, key: str, told: str) -> None:
    assert refusal("--database", real_database, key=key) == told


def test_invented_people_in_a_real_database(refusal: Refusal, real_database: str) -> None:
    told = refusal("--fictive", "--database", real_database)
    assert told == "this database holds real people, not fictive ones"


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_taken_port(refusal: Refusal, processes: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = refusal("--fictive", "--port", str(port), "--processes", processes)
    assert told == f"host 127.0.0.1, port {port}: Address already in use"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", "nowhere.invalid"), "host nowhere.invalid, port 0: "),
        (("--host", "192.0.2.1"), "host 192.0.2.1, port 0: Cannot assign requested address"),
        (("--host", ""), "host: a text of one line is expected"),
        (("--port", "65536"), "port: a whole number from 0 to 65535 is expected"),
        (("--processes", "0"), "processes: a whole number from 1 to 256 is expected"),
    ],
)
def test_a_wrong_word(refusal: Refusal, words: tuple[str, ...], told: str) -> None:
    assert refusal("--fictive", *words).startswith(told)


def test_a_wrong_file(refusal: Refusal, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere.toml")
    assert refusal("--config", nowhere) == f"{nowhere}: No such file or directory"
    unknown = config(tmp_path, "[letters]\nfolder = 'a'\nfodler = 'b'")
    assert refusal("--config", unknown) == "letters.fodler: there is no such setting"


@pytest.mark.parametrize(
    ("certificate", "key", "authority", "told"),
    [
        ("nowhere.pem", "service.key", "ca.pem", "tls.certificate: {folder}/nowhere.pem: No such"),
        ("service.pem", "nowhere.key", "ca.pem", "tls.key_file: {folder}/nowhere.key: No such"),
        ("service.pem", "open.key", "ca.pem", "tls.key_file: the file {folder}/open.key must be"),
        ("service.pem", "other.key", "ca.pem", "tls.certificate and tls.key_file: not a cert"),
        ("service.key", "service.key", "ca.pem", "tls.certificate and tls.key_file: not a cert"),
        ("locked.pem", "locked.key", "ca.pem", "tls.certificate and tls.key_file: not a cert"),
        ("service.pem", "service.key", "nowhere.pem", "tls.client_authority: {folder}/nowhere.pem"),
        ("service.pem", "service.key", "service.key", "tls.client_authority: not certificates"),
    ],
)
def test_certificates_that_cannot_be_used(
    refusal: Refusal, tmp_path: Path, certificate: str, key: str, authority: str, told: str
) -> None:
    ca = Authority(tmp_path, "ca")
    ca.sign("service")
    ca.sign("other")
    ca.sign("locked", password=b"hidden")
    _, open_key = ca.sign("open")
    open_key.chmod(0o644)
    said = config(
        tmp_path,
        f'[tls]\ncertificate = "{certificate}"\nkey_file = "{key}"\n'
        f'client_authority = "{authority}"',
    )
    told = told.format(folder=tmp_path)
    assert refusal("--fictive", "--config", said).startswith(told)
    assert refusal("--fictive", "--config", said, "--processes", "2").startswith(told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("guichet-1 0123", "post_secrets_file: line 1: a label and a SHA-256 are expected"),
        (f"# nobody\na {'0' * 64}\na {'1' * 64}", "post_secrets_file: line 3: this label is there"),
    ],
)
def test_a_wrong_file_of_post_secrets(
    refusal: Refusal, tmp_path: Path, line: str, told: str
) -> None:
    posts = tmp_path / "posts"
    posts.write_text(line, "utf-8")
    posts.chmod(0o640)
    said = config(tmp_path, 'post_secrets_file = "posts"')
    assert refusal("--fictive", "--config", said, secret="").startswith(told)
