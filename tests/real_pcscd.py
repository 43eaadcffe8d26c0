"""A real pcscd with the virtual reader vpcd, private to a test.

pcscd's directory is fixed when it is built, and vpcd listens on all interfaces. So both run in a
mount namespace of their own (their /run/pcscd is a temporary directory) and in a network namespace
of their own, where only loopback exists. The client library is told the socket by
PCSCLITE_CSOCK_NAME; virtual cards get their connection from inside, passed by the warden.
Needs root, or user namespaces.
"""

from __future__ import annotations

import array
import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from counter_app.cardreader.simulated.card import VirtualCard
from counter_app.cardreader.simulated.vpcd import VpcdCard, serve_in_thread

PORT = 35963
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_WARDEN = Path(__file__).with_name("pcscd_warden.py")
SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"

_directory: Path | None = None


def missing() -> str:
    """Why no private pcscd can be had here, or nothing."""
    for program, package in (("/usr/sbin/pcscd", "pcscd"), (DRIVER, "vsmartcard-vpcd")):
        if not Path(program).exists():
            return f"{package} is not installed"
    probe = subprocess.run([*_unshare(), "true"], capture_output=True, text=True, check=False)
    return "" if probe.returncode == 0 else f"no private namespaces: {probe.stderr.strip()}"


def _unshare() -> list[str]:
    """New namespaces; as an ordinary user, inside a user namespace."""
    command = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"]
    command += ["--propagation", "private"]
    if os.geteuid() != 0:
        command += ["--user", "--map-root-user"]
    return [*command, "--"]


def socket_name() -> str:
    """The service's socket: one for the whole process, for the client library reads it once."""
    global _directory  # noqa: PLW0603 - the client library keeps it just as globally
    if _directory is None:
        _directory = Path(tempfile.mkdtemp(prefix="pcscd-"))
        (_directory / "run").mkdir()
        (_directory / "conf").mkdir()
        os.environ[SOCKET_VARIABLE] = str(_directory / "run" / "pcscd.comm")
    return os.environ[SOCKET_VARIABLE]


_shared: RealPcscd | None = None


def shared() -> RealPcscd:
    """The one service of this process, started when first asked for, ended with the process.

    Leave it running and its slots empty for the next test.
    """
    global _shared  # noqa: PLW0603 - as global as the socket's name
    if _shared is None:
        _shared = RealPcscd()
        _shared.start()
        atexit.register(remove_directory)
        atexit.register(_shared.close)  # the last registered runs first
    return _shared


def remove_directory() -> None:
    """Remove what `socket_name` made, at the end of the process."""
    if _directory is not None:
        shutil.rmtree(_directory, ignore_errors=True)


class RealPcscd:
    """A private pcscd; start() and kill() as often as wanted. One at a time in a process."""

    def __init__(self, readers: int = 1) -> None:
        """`readers`: virtual readers, two slots each."""
        socket_name()
        self.directory = Path(os.environ[SOCKET_VARIABLE]).parent.parent
        self._control, theirs = socket.socketpair()
        self._control.settimeout(20)
        self._warden = subprocess.Popen(
            [*_unshare(), sys.executable, str(_WARDEN), str(self.directory), DRIVER, str(PORT)],
            stdin=theirs.fileno(),
        )
        theirs.close()
        self._expect_ok(self._control.recv(4096))
        self.set_readers(readers)
        self._cards: list[VpcdCard] = []

    def __enter__(self) -> RealPcscd:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the service; returns when its socket is there."""
        self._ask("start")

    def kill(self) -> None:
        """Kill the service, as a crash does."""
        self._ask("kill")

    def hang(self) -> None:
        """Freeze the service: it accepts calls and never answers."""
        self._ask("hang")

    def wake(self) -> None:
        """Let a frozen service go on."""
        self._ask("wake")

    def set_readers(self, count: int) -> None:
        """Set how many virtual readers the next start() has."""
        self._ask(f"readers {count}")

    def insert(self, card: VirtualCard, slot: int = 0, *, bits_per_second: int = 0) -> VpcdCard:
        """Put a card in a slot; `withdraw()` of the result takes it out."""
        self._control.sendall(f"connect {PORT + slot}\n".encode())
        space = socket.CMSG_SPACE(array.array("i", [0]).itemsize)
        answer, ancillary, _, _ = self._control.recvmsg(4096, space)
        self._expect_ok(answer)
        handles = array.array("i", ancillary[0][2])
        inserted = VpcdCard(card, socket.socket(fileno=handles[0]), bits_per_second=bits_per_second)
        self._cards.append(inserted)
        serve_in_thread(inserted)
        return inserted

    def inside(self) -> list[str]:
        """The words that run a command inside the private network, for programs of their own."""
        command = ["nsenter", "--target", str(self._warden.pid), "--net"]
        return [*command, *([] if os.geteuid() == 0 else ["--user", "--preserve-credentials"])]

    def close(self) -> None:
        """End the cards, the service and the namespaces."""
        for card in self._cards:
            card.withdraw()
        self._control.close()
        try:
            self._warden.wait(10)
        except subprocess.TimeoutExpired:
            self._warden.kill()
            self._warden.wait()

    def _ask(self, command: str) -> None:
        self._control.sendall(f"{command}\n".encode())
        self._expect_ok(self._control.recv(4096))

    def _expect_ok(self, answer: bytes) -> None:
        if answer != b"ok\n":
            log = self.directory / "log"
            said = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{answer.decode(errors='replace')}\n{said}")
