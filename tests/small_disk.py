"""A disk that is really full: a small one in memory, in a mount namespace of one process.

It goes with that process, whatever happens. Others see it under /proc/PROCESS/root.
"""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from pathlib import Path

_MOUNT = 'mount -t tmpfs -o "$0" tmpfs "$1" && shift && exec "$@"'


def missing() -> str:
    """Why no small disk can be had here, or nothing."""
    probe = subprocess.run(
        [*_unshare(), "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()],
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if probe.returncode == 0 else f"no private disk: {probe.stderr.strip()}"


def on_small_disk(folder: Path, size: str, options: str = "mode=700") -> tuple[str, ...]:
    """The words before a command whose process sees a disk of `size` (as "16m") at `folder`."""
    return (*_unshare(), "sh", "-c", _MOUNT, f"size={size},{options}", str(folder))


def _unshare() -> list[str]:
    command = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() != 0:
        command += ["--user", "--map-root-user"]
    return [*command, "--"]


class SmallDisk:
    """The small disk that a process sees at `folder`."""

    def __init__(self, process_id: int, folder: Path) -> None:
        self.folder = Path(f"/proc/{process_id}/root{folder}")  # as this process sees it
        self._filler = self.folder / "filler"

    def fill(self, *, but: int = 0) -> None:
        """Take all the room that is left, but so many bytes."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(bytes(size)) == size:
                        pass
                except OSError as full:
                    if full.errno != errno.ENOSPC:
                        raise
            file.truncate(file.tell() - but)

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink()
