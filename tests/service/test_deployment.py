"""The deployment file: everything optional, each wrong key named, no secret in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.service.deployment import (
    KEY_VARIABLE,
    Deployment,
    DeploymentError,
    Letters,
    Sms,
    Smtp,
    Tls,
    load_deployment,
    opened_store,
)

WHOLE = """
database = "postgresql+psycopg://counter@db.example/counter"
database_password_file = "secrets/database"
key_file = "secrets/key"
post_secrets_file = "posts"
metrics_secret_file = "secrets/metrics"
host = "192.0.2.7"
port = 8443
processes = 4
partitions = 16
forwarded_by = ["10.1.2.3", "10.9.0.0/16"]

[tls]
certificate = "tls/service.pem"
key_file = "tls/service.key"
client_authority = "tls/posts.pem"

[smtp]
host = "mail.example"
security = "tls"
user = "counter"
password_file = "secrets/smtp"
sender = "ne-pas-repondre@caisse.example"

[sms]
url = "https://sms.example/v1/messages"
sender = "Caisse"
secret_file = "secrets/sms"

[letters]
folder = "/var/lib/counter-app/letters"
sender = ["Caisse de l’Anse-Corail", "97199 Anse-Corail"]

[limits]
connections = 50
body_seconds = 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the secrets that the whole file names."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name in ("database", "key", "metrics", "smtp", "sms"):
        path = secrets / name
        path.write_text(f"the secret of {name}, long\n", "utf-8")
        path.chmod(0o600)
    return tmp_path


def written(folder: Path, text: str) -> Path:
    """A deployment file."""
    path = folder / "service.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_whole_file(folder: Path) -> None:
    deployment = load_deployment(written(folder, WHOLE))
    assert deployment.database_url is not None
    assert deployment.database_url.startswith("postgresql+psycopg://counter:the secret of")
    assert deployment.key == "the secret of key, long"
    assert deployment.key_file == folder / "secrets" / "key"
    assert deployment.metrics_secret == "the secret of metrics, long"
    assert deployment.post_secrets == folder / "posts"
    assert (deployment.host, deployment.port, deployment.processes) == ("192.0.2.7", 8443, 4)
    assert deployment.partitions == 16
    assert deployment.forwarded_by == ("10.1.2.3", "10.9.0.0/16")
    tls = folder / "tls"
    assert deployment.tls == Tls(tls / "service.pem", tls / "service.key", tls / "posts.pem")
    assert deployment.smtp == Smtp(
        host="mail.example",
        sender="ne-pas-repondre@caisse.example",
        security="tls",
        port=465,
        user="counter",
        password="the secret of smtp, long",
    )
    assert deployment.sms == Sms(
        "https://sms.example/v1/messages", "Caisse", "the secret of sms, long"
    )
    assert deployment.letters == Letters(
        Path("/var/lib/counter-app/letters"), ("Caisse de l’Anse-Corail", "97199 Anse-Corail")
    )
    assert (deployment.limits.connections, deployment.limits.body_seconds) == (50, 2.0)
    assert "the secret of" not in repr(deployment)
    assert "postgresql" not in repr(deployment)


def test_no_file_is_the_service_of_one_post() -> None:
    assert load_deployment(None) == Deployment()


def test_the_command_line_wins_over_the_file(folder: Path) -> None:
    path = written(folder, "port = 1\nhost = '10.0.0.1'")
    assert load_deployment(path, {"port": 2, "host": None}).port == 2
    assert load_deployment(path, {"port": 2, "host": None}).host == "10.0.0.1"


def test_the_environment_wins_over_the_secrets_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "another key")
    monkeypatch.setenv("COUNTER_APP_SMTP_PASSWORD", "another password")
    deployment = load_deployment(written(folder, WHOLE))
    assert deployment.key == "another key"
    assert deployment.key_file is None
    assert deployment.smtp is not None
    assert deployment.smtp.password == "another password"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prot = 1", "prot: there is no such setting"),
        (
            "[smtp]\nhost = 'a'\nsender = 'b@c'\npasword_file = 'x'",
            "smtp.pasword_file: there is no",
        ),
        ("port = '8443'", "port: a whole number from 0 to 65535 is expected"),
        ("port = true", "port: a whole number"),
        ("processes = 0", "processes: a whole number from 1 to 256 is expected"),
        ("fictive = 'yes'", "fictive: true or false is expected"),
        ("host = ''", "host: a text of one line is expected"),
        ("smtp = 'mail'", "smtp: a table is expected"),
        ("[smtp]\nhost = 'a'", "smtp.sender is needed"),
        ("[smtp]\nhost = 'a'\nsender = 'b'\nsecurity = 'ssl'", "smtp.security: one of starttls"),
        ("[tls]\ncertificate = 'a'", "tls.certificate and tls.key_file are needed, both"),
        ("[letters]\nsender = []", "letters.folder is needed"),
        ("[letters]\nfolder = 'a'\nsender = 'one'", "letters.sender: a list of texts"),
        ("[sms]\nurl = 'http://sms.example'", "sms.url: an https address is expected"),
        ("[sms]\nurl = 'https://a:hidden@b'", "sms.url: an address without a name"),
        ("forwarded_by = ['*']", "forwarded_by: a list of IP addresses"),
        ("[limits]\nbody_seconds = 0", "limits.body_seconds: a number of seconds"),
        ("database = 'nonsense'", "database: an address like"),
        ("database = 'postgresql://a:hidden@b/c'", "database: the password belongs in"),
        ("database = 'postgresql://b/c?password=hidden'", "database: the password belongs in"),
        ("port = ", "is not TOML"),
        ("key_file = 'nowhere'", "key_file: "),
        ("smtp.password = 'hidden'\nsmtp.host = 'a'\nsmtp.sender = 'b'", "smtp.password: there is"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, text: str, told: str) -> None:
    with pytest.raises(DeploymentError) as refused:
        load_deployment(written(folder, text))
    assert told in str(refused.value)
    assert "hidden" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o620, 0o644])
def test_a_secret_open_to_others_is_refused(folder: Path, mode: int) -> None:
    (folder / "secrets" / "smtp").chmod(mode)
    with pytest.raises(DeploymentError, match=r"smtp.password_file: .* must be closed to others"):
        load_deployment(written(folder, WHOLE))


def test_a_secret_of_the_group_is_read(folder: Path) -> None:
    """As Debian's packages place them, and systemd's credentials."""
    (folder / "secrets" / "smtp").chmod(0o440)
    load_deployment(written(folder, WHOLE))


def test_the_folder_of_credentials(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder / "secrets"))
    path = written(folder, 'key_file = "$CREDENTIALS_DIRECTORY/key"')
    assert load_deployment(path).key == "the secret of key, long"


def test_the_store_is_ready_and_given_back(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'service.sqlite'}"
    with opened_store(Deployment(database_url=url)) as store:
        assert store.engine.url.database == str(tmp_path / "service.sqlite")
    with (
        pytest.raises(DeploymentError, match="not the one of this database"),
        opened_store(Deployment(database_url=url, key="A" * 43 + "=")),
    ):
        pass


def test_invented_people_go_with_the_store() -> None:
    with opened_store(Deployment(fictive=True)) as store:
        database = Path(str(store.engine.url.database))
        assert database.exists()
    assert not database.parent.exists()
