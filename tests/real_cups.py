"""A private, real CUPS for tests: its own cupsd, spool and queues; nothing of the system's is used.

    with private_cups() as cups:
        ... a process with the environment variable CUPS_SERVER=cups.server ...
        page = cups.page(cups.queue)

Two queues. `queue` keeps the PDF as a modern printer receives it. `cups_pdf_queue` is the virtual
printer cups-pdf, through PostScript and Ghostscript; its program runs as root only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUEUE = "Guichet"
CUPS_PDF_QUEUE = "Guichet-PostScript"
CUPS_PDF_PROGRAM = Path("/usr/lib/cups/backend/cups-pdf")
CUPS_PDF_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
_SERVER_PROGRAMS = Path("/usr/lib/cups")
_PATIENCE = 30.0  # seconds; what is awaited takes less than one

_CUPSD_CONF = """\
Listen {root}/socket
LogLevel debug
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

_CUPS_FILES_CONF = """\
ServerRoot {root}/conf
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
SystemGroup {group}
Sandboxing relaxed
"""

_CUPS_PDF_CONF = """\
Out {root}/pages/{cups_pdf_queue}
AnonDirName {root}/pages/{cups_pdf_queue}
Spool {root}/tmp/cups-pdf
Log {root}
Label 1
"""

# A backend is called without arguments to introduce itself, else: job user title copies options
# [file]. This one keeps what it is given.
_KEEPING_BACKEND = """\
#!/bin/sh
[ $# = 0 ] && {{ echo 'direct keep "Unknown" "Keep"'; exit 0; }}
cat "${{6:--}}" > "{root}/pages/{queue}/$1.part" &&
mv "{root}/pages/{queue}/$1.part" "{root}/pages/{queue}/$1.pdf"
"""

# cups-pdf reads /etc/cups/cups-pdf.conf and no other: ours is laid over it in a private mount
# namespace that lives as long as this one job.
_CUPS_PDF_BACKEND = """\
#!/bin/sh
[ $# = 0 ] && exec {program}
exec unshare --mount sh -c \
  'mount --bind {root}/conf/cups-pdf.conf /etc/cups/cups-pdf.conf && exec {program} "$@"' \
  cups-pdf "$@"
"""


@dataclass(frozen=True, slots=True)
class PrivateCups:
    """A running server. `server`: the value of CUPS_SERVER for its clients."""

    server: str
    pages: Path
    queue: str = QUEUE
    cups_pdf_queue: str = CUPS_PDF_QUEUE

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment, with this server in it."""
        return os.environ | {"CUPS_SERVER": self.server, "LC_ALL": "C.UTF-8"}

    def run(self, *command: str) -> str:
        """Run a client program (lpstat, cupsreject…); its output. Raises CalledProcessError."""
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=30
        ).stdout

    def page(self, queue: str = QUEUE) -> Path:
        """Wait until the queue has finished its jobs; the last page that it made."""
        _until(lambda: not self.run("lpstat", "-W", "not-completed", "-o", queue).strip())
        _until(lambda: any(self.pages.joinpath(queue).glob("*.pdf")))
        return max(
            self.pages.joinpath(queue).glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns
        )

    def jobs(self) -> list[str]:
        """The jobs that were finished, one line each."""
        return self.run("lpstat", "-W", "completed", "-o").splitlines()


def why_no_cups_pdf() -> str:
    """Why the cups-pdf program cannot run here; empty when it can."""
    if os.geteuid() != 0:
        return "cups-pdf's program refuses to run for anyone but root"
    if not CUPS_PDF_PROGRAM.exists():
        return "printer-driver-cups-pdf is not installed: `make setup` does it"
    if subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode:
        return "this container forbids the private mount that gives cups-pdf our settings"
    return ""


@contextmanager
def private_cups() -> Iterator[PrivateCups]:
    """Start cupsd on a socket of its own, add the queues; stop it and remove all at the end."""
    # Not below pytest's own folder: that one is closed to the user `lp`, who runs the filters.
    root = Path(tempfile.mkdtemp(prefix="counter-app-cups-"))
    try:
        _lay_out(root)
        with _cupsd(root) as server:
            cups = PrivateCups(server, root / "pages")
            _add_queue(cups, QUEUE, "keep:/", _driver_for_pdf(root))
            cups.run("/usr/sbin/lpadmin", "-d", QUEUE)
            if not why_no_cups_pdf():
                _add_queue(cups, CUPS_PDF_QUEUE, "cups-pdf:/", CUPS_PDF_PPD)
            yield cups
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _lay_out(root: Path) -> None:
    names = {
        "root": root,
        "queue": QUEUE,
        "cups_pdf_queue": CUPS_PDF_QUEUE,
        "program": CUPS_PDF_PROGRAM,
        "group": "root" if os.geteuid() == 0 else "lpadmin",
    }
    for folder in (
        *("conf", "bin/backend", "cache", "state/certs", "spool", "tmp"),
        *(f"pages/{queue}" for queue in (QUEUE, CUPS_PDF_QUEUE)),
    ):
        root.joinpath(folder).mkdir(parents=True)
    for path in (root, *root.rglob("*")):
        path.chmod(0o755)
    root.joinpath("tmp").chmod(0o1777)
    for programs in ("cgi-bin", "daemon", "driver", "filter", "monitor", "notifier"):
        root.joinpath("bin", programs).symlink_to(_SERVER_PROGRAMS / programs)
    for file, content, mode in (
        ("conf/cupsd.conf", _CUPSD_CONF, 0o644),
        ("conf/cups-files.conf", _CUPS_FILES_CONF, 0o644),
        ("conf/cups-pdf.conf", _CUPS_PDF_CONF, 0o644),
        ("bin/backend/keep", _KEEPING_BACKEND, 0o700),
        ("bin/backend/cups-pdf", _CUPS_PDF_BACKEND, 0o700),
    ):
        path = root / file
        path.write_text(content.format(**names), encoding="utf-8")
        path.chmod(mode)


@contextmanager
def _cupsd(root: Path) -> Iterator[str]:
    socket = root / "socket"
    with root.joinpath("cupsd.out").open("wb") as output:
        process = subprocess.Popen(
            [
                shutil.which("cupsd", path="/usr/sbin:/usr/local/sbin") or "/usr/sbin/cupsd",
                *("-f", "-c", str(root / "conf/cupsd.conf")),
                *("-s", str(root / "conf/cups-files.conf")),
            ],
            stdout=output,
            stderr=output,
        )
    try:
        _until(lambda: socket.exists() or process.poll() is not None)
        if process.poll() is not None:
            raise RuntimeError(f"cupsd ended: {root.joinpath('cupsd.out').read_text()}")
        yield str(socket)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _driver_for_pdf(root: Path) -> Path:
    """A description of a printer that takes PDF as it is, made from the one of cups-pdf."""
    ppd = root / "conf" / "pdf.ppd"
    takes_pdf = '*cupsFilter2: "application/pdf application/pdf 0 -"\n'
    head, mark, tail = CUPS_PDF_PPD.read_text(encoding="latin-1").partition("*LanguageLevel:")
    ppd.write_text(head + takes_pdf + mark + tail, encoding="latin-1")
    return ppd


def _add_queue(cups: PrivateCups, name: str, device: str, driver: Path) -> None:
    cups.run("/usr/sbin/lpadmin", "-p", name, "-E", "-v", device, "-P", str(driver))


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the printing system did not get there")
        time.sleep(0.02)
