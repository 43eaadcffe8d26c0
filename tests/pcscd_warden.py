"""Runs inside private namespaces and keeps a private pcscd there; see real_pcscd.py.

Started by `unshare --mount --net --pid …` with a connected socket as standard input. Commands, a
line of text each, are answered with a line: `start`, `kill` (SIGKILL), `hang` and `wake` (SIGSTOP
and SIGCONT), `readers N` (the readers of the next start), `connect PORT`, which passes a socket
connected to that port of the private loopback. The end of its input ends it, and with it, as first
process of its namespace, everything.
"""

from __future__ import annotations

import array
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

_IFF_UP = 0x1
_SIOCGIFFLAGS, _SIOCSIFFLAGS = 0x8913, 0x8914
# Newer ones ask polkit who may use a card; a private one has nobody to ask.
_HELP = subprocess.run(["/usr/sbin/pcscd", "--help"], capture_output=True, text=True, check=False)
_WITHOUT_POLKIT = ["--disable-polkit"] if "--disable-polkit" in _HELP.stdout + _HELP.stderr else []
_RUN = Path("/run/pcscd")


def bring_loopback_up() -> None:
    """The namespace's loopback is down at first."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(control, _SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | _IFF_UP))


def mount_private_run(directory: Path) -> None:
    """Make /run/pcscd the test's own directory, here only."""
    if not _RUN.is_dir():
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        _RUN.mkdir()
    subprocess.run(["mount", "--bind", str(directory / "run"), str(_RUN)], check=True)


class Warden:
    """Keeps one pcscd."""

    def __init__(self, directory: Path, driver: str, port: int) -> None:
        self._directory = directory
        self._driver = driver
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    def readers(self, count: str) -> str:
        """Write the configuration with so many virtual readers (each has two slots).

        pcscd reads it when it starts, only."""
        sections = [
            f'FRIENDLYNAME "Virtual PCD {rank}"\n'
            f"DEVICENAME /dev/null:{self._port + 2 * rank:#06X}\n"
            f"LIBPATH {self._driver}\n"
            f"CHANNELID {self._port + 2 * rank:#06X}\n"
            for rank in range(int(count))
        ]
        (self._directory / "conf" / "vpcd").write_text("\n".join(sections), encoding="ascii")
        return "ok"

    def start(self) -> str:
        """Start pcscd and wait for its socket."""
        for left in (self._directory / "run").iterdir():
            left.unlink()
        with (self._directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["/usr/sbin/pcscd", *_WITHOUT_POLKIT, "--foreground",
                 "--force-reader-polling", "--info",
                 "--config", str(self._directory / "conf")],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + 10
        while not (self._directory / "run" / "pcscd.comm").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                return "pcscd did not start"
            time.sleep(0.005)
        return "ok"

    def kill(self) -> str:
        """End pcscd without warning."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        return "ok"

    def hang(self) -> str:
        """Stop pcscd in its tracks, as one blocked in a driver."""
        return self._signal(signal.SIGSTOP)

    def wake(self) -> str:
        """Let a stopped pcscd go on."""
        return self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> str:
        if self._process is not None:
            self._process.send_signal(number)
        return "ok"


def pass_connection(control: socket.socket, port: int) -> None:
    """Answer with a socket connected to the private loopback, or with the error."""
    try:
        connection = socket.create_connection(("127.0.0.1", port), timeout=5)
    except OSError as error:
        control.sendall(f"{error}\n".encode())
        return
    connection.settimeout(None)  # the mode goes with the handle
    handles = array.array("i", [connection.fileno()])
    control.sendmsg([b"ok\n"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, handles)])
    connection.close()


def main() -> None:
    """Serve commands until the end of the input."""
    directory, driver, port = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    control = socket.socket(fileno=os.dup(0))
    bring_loopback_up()
    mount_private_run(directory)
    warden = Warden(directory, driver, port)
    control.sendall(b"ok\n")
    for line in control.makefile("r"):
        command, _, argument = line.strip().partition(" ")
        if command == "connect":
            pass_connection(control, int(argument))
            continue
        method = getattr(warden, command)
        control.sendall(f"{method(argument) if argument else method()}\n".encode())
    warden.kill()


if __name__ == "__main__":
    main()
