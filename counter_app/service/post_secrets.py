"""Which secrets the posts may show: one for all of them, or a file with a line for each post."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path

from counter_app.service.deployment import DeploymentError
from counter_app.service.deployment_file import read_secret
from counter_app.service.problems import LOG

_LINE = re.compile(r"(?P<label>\S{1,60})\s+(?P<digest>[0-9a-fA-F]{64})")
_KEY = "post_secrets_file"


class PostSecrets:
    """The SHA-256 of each secret; `path` is read again when it changes, so that a post can be let
    in or shut out while the service runs.

    A line of the file: a label without spaces, then the SHA-256 in hexadecimal; `#` begins a
    comment. Raises `DeploymentError` when the file cannot be read at first; later the last good
    one stands, and the log tells.
    """

    def __init__(self, given: tuple[str, ...] = (), path: Path | None = None) -> None:
        self._given = tuple(digest(secret) for secret in given)
        self._path = path
        self._from_file: tuple[bytes, ...] = ()
        self._version: tuple[int, int, int] | None = None
        if path is not None:
            self._version = _version(path)
            self._from_file = _read(path)

    def know(self, secret: str) -> bool:
        """Whether a post may show this secret. The time taken does not tell how close it was."""
        shown = digest(secret)
        self._refresh()
        matches = [hmac.compare_digest(shown, known) for known in self._given + self._from_file]
        return any(matches)

    def _refresh(self) -> None:
        if self._path is None:
            return
        version = _version(self._path)
        if version == self._version:
            return
        self._version = version
        try:
            self._from_file = _read(self._path)
        except DeploymentError as refused:
            LOG.error("the secrets of the posts are not taken: %s", refused)


def digest(secret: str) -> bytes:
    """What a secret is compared by."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def _version(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(path: Path) -> tuple[bytes, ...]:
    digests: dict[str, bytes] = {}
    for number, line in enumerate(read_secret(path, _KEY).splitlines(), start=1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        found = _LINE.fullmatch(text)
        if found is None:
            raise DeploymentError(f"{_KEY}: line {number}: a label and a SHA-256 are expected")
        if found["label"] in digests:
            raise DeploymentError(f"{_KEY}: line {number}: this label is there twice")
        digests[found["label"]] = bytes.fromhex(found["digest"])
    return tuple(digests.values())
