"""A private, real PostgreSQL for tests and benches: no cluster of the system is used.

    with postgresql(folder, durable=False) as server:
        ... server.create_database("base") is the address of a new database ...

It listens on a Unix socket in its folder only, which nobody but its user can open. PostgreSQL
refuses to run as root: there it runs as another user, who must be able to reach the folder
(pytest’s own are closed to others). It ends with the thread that started it, even one killed hard.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

OLDEST = 15
_SUPERUSER = "postgres"  # of the server, whatever the name of the system's user is
_PATIENCE = 30.0  # seconds; what is awaited takes less than one

# No matter the zone of a server, the service keeps its moments in UTC: one far from it shows that.
_SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
timezone = 'Indian/Reunion'
log_timezone = 'UTC'
"""
# Nobody cuts the power of a test: waiting for the disk would prove nothing. The end of a process
# loses nothing that was kept, all the same.
_NOT_DURABLE = """\
fsync = off
full_page_writes = off
"""


@cache
def missing() -> str:
    """Why no private PostgreSQL can be had here, or nothing."""
    if shutil.which("setpriv") is None:
        return "setpriv (of util-linux) is not installed"
    if _programs() is None:
        return f"PostgreSQL {OLDEST} or newer is not installed: `make setup` does it"
    return ""


@cache
def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: of the PATH, else the newest of Debian's."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    return next((folder for folder in folders if _version(folder) >= OLDEST), None)


def _version(programs: Path) -> int:
    """The main version of the server whose programs these are; 0 when they are not complete."""
    if not (programs / "initdb").exists() or not (programs / "postgres").exists():
        return 0
    told = subprocess.run(
        [programs / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    found = re.search(r"\d+", told)
    return int(found.group()) if found else 0


class PostgresqlServer:
    """A server, running or stopped. `folder`: its data, its socket and its log."""

    def __init__(self, folder: Path, *, durable: bool, prefix: tuple[str, ...] = ()) -> None:
        """Make an empty cluster. `prefix`: words before the server's own command, as of `env`."""
        programs = _programs()
        if programs is None:
            raise RuntimeError(missing())
        self._programs = programs
        self._prefix = prefix
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(mode=0o700, exist_ok=True)
        self._user = user()
        if self._user is not None:
            os.chown(folder, *self._user)
        self._run(
            *("initdb", "--pgdata", str(self._data), "--username", _SUPERUSER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"),
        )
        settings = _SETTINGS.format(socket=folder) + ("" if durable else _NOT_DURABLE)
        with (self._data / "postgresql.conf").open("a", encoding="ascii") as file:
            file.write(settings)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "log"

    @property
    def process_id(self) -> int:
        """Of the running server's first process."""
        assert self._process is not None, "the server is stopped"
        return self._process.pid

    def url(self, database: str) -> str:
        """The address of a database, as the service takes it."""
        return f"postgresql://{_SUPERUSER}@/{database}?host={quote(str(self.folder), safe='')}"

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A connection of the test's own, each statement kept at once."""
        return psycopg.connect(
            host=str(self.folder), user=_SUPERUSER, dbname=database, autocommit=True
        )

    def create_database(self, name: str, *, tablespace: str = "pg_default") -> str:
        """An empty database; its address."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TABLESPACE {}").format(
                    sql.Identifier(name), sql.Identifier(tablespace)
                )
            )
        return self.url(name)

    def binary(self, name: str) -> str:
        """The path of one of PostgreSQL's programs, as `pgbench`."""
        return str(self._programs / name)

    def start(self) -> None:
        """Start the server, unless it runs; return once it serves."""
        if self._process is not None:
            return
        command = [self.binary("postgres"), "-D", str(self._data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._prefix, *self._as_user("--pdeathsig", "QUIT"), *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.wait()

    def wait(self) -> None:
        """Return once the server serves: it started, or recovered from the end of one of its own
        processes."""
        assert self._process is not None, "the server is stopped"
        deadline = time.monotonic() + _PATIENCE
        while True:
            with suppress(psycopg.OperationalError), self.connect():
                return
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop(immediately=True)
                raise RuntimeError(f"PostgreSQL does not serve:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.01)

    def stop(self, *, immediately: bool = False) -> None:
        """End the server, unless it is stopped: tidily, or `immediately` as a crash does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGQUIT if immediately else signal.SIGINT)
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._process = None

    def _as_user(self, *words: str) -> list[str]:
        """The words that run a command as the server's user."""
        command = ["setpriv", *words]
        if self._user is not None:
            user, group = self._user
            command += ["--reuid", str(user), "--regid", str(group), "--clear-groups"]
        return [*command, "--"]

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [*self._as_user(), self.binary(program), *words],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")


@contextmanager
def postgresql(
    folder: Path, *, durable: bool, prefix: tuple[str, ...] = ()
) -> Iterator[PostgresqlServer]:
    """A running server in `folder`, which is made, and left to the caller to remove."""
    server = PostgresqlServer(folder, durable=durable, prefix=prefix)
    server.start()
    try:
        yield server
    finally:
        server.stop(immediately=not durable)


def user() -> tuple[int, int] | None:
    """Who the server runs as (user, group), when it cannot be ourselves."""
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - Windows has none

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise RuntimeError("neither the user postgres nor the user nobody is here")
