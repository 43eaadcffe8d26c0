"""The service's own secret, and everything that is computed with it.

One master key of 32 bytes gives four others (HMAC-SHA-256 as a key derivation, RFC 5869 expand
step with one block), so that a hash made for one purpose never serves another. While keys are
being changed there are several master keys: a ring, the newest first.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import os
import secrets
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_ID_BYTES = 4
_FORMAT = b"\x02"  # of a sealed value: this octet, the key's name, the nonce, the sealed text
_HEAD = len(_FORMAT) + _ID_BYTES


class ServiceKeyError(Exception):
    """The key of the service is missing, malformed, or not the one of this database."""


class ServiceKeys:
    """Keyed hashes, encryption at rest and the seed of the seal, from the master keys.

    The first master key is the one in use; the older ones still open and find what was written
    with them, until `service.key_rotation` has written it anew.
    """

    def __init__(self, master: bytes, *older: bytes) -> None:
        self._ring = [_MasterKey(each) for each in (master, *older)]
        self._by_id = {each.id: each for each in self._ring}
        if len(self._by_id) != len(self._ring):
            raise ServiceKeyError("the same service key is there twice")
        self.seal_seed = self._ring[0].seal_seed

    def __repr__(self) -> str:
        return "ServiceKeys(…)"

    @property
    def current_id(self) -> bytes:
        """The name of the key in use."""
        return self._ring[0].id

    @property
    def current_mark(self) -> bytes:
        """What a value sealed with the key in use begins with."""
        return _FORMAT + self.current_id

    @property
    def older_ids(self) -> list[bytes]:
        """The names of the other keys."""
        return [each.id for each in self._ring[1:]]

    def current_only(self) -> ServiceKeys:
        """The key in use without the older ones."""
        return ServiceKeys(self._ring[0].master)

    def keyed_hash(self, purpose: str, *parts: str) -> str:
        """HMAC-SHA-256 in hexadecimal; each part is preceded by its length, so none can slide."""
        return self._ring[0].keyed_hash(purpose, parts)

    def keyed_hashes(self, purpose: str, *parts: str) -> tuple[str, ...]:
        """The hash under each key, the one in use first: any of them may be in the store."""
        return tuple(each.keyed_hash(purpose, parts) for each in self._ring)

    def encrypt(self, purpose: str, text: str | None) -> bytes | None:
        """AES-256-GCM with a fresh nonce; `purpose` (the column) is authenticated with it."""
        if text is None:
            return None
        key, nonce = self._ring[0], os.urandom(_NONCE_BYTES)
        return _FORMAT + key.id + nonce + key.cipher.encrypt(nonce, text.encode(), purpose.encode())

    def decrypt(self, purpose: str, content: bytes | None) -> str | None:
        """The text again. Raises `ServiceKeyError` when it was made with another key or altered."""
        if content is None:
            return None
        key = self._by_id.get(content[1:_HEAD]) if content[:1] == _FORMAT else None
        try:
            if key is not None:
                return key.decrypt(purpose, content[_HEAD:])
        except InvalidTag:
            pass  # or it is of the first form, which began with its nonce
        for each in self._ring:
            with contextlib.suppress(InvalidTag):
                return each.decrypt(purpose, content)
        raise ServiceKeyError("a stored value does not open with the service key")


def _derived(master: bytes, purpose: bytes) -> bytes:
    return hmac.digest(master, purpose + b"\x01", "sha256")


class _MasterKey:
    """What one master key gives."""

    def __init__(self, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ServiceKeyError(f"the service key has {len(master)} bytes instead of {KEY_BYTES}")
        self.master = master
        self.id = _derived(master, b"name of the key")[:_ID_BYTES]
        self._hash_key = _derived(master, b"keyed hash")
        self.cipher = AESGCM(_derived(master, b"encryption at rest"))
        self.seal_seed = _derived(master, b"seal ed25519")

    def keyed_hash(self, purpose: str, parts: tuple[str, ...]) -> str:
        message = bytearray(purpose.encode())
        for part in parts:
            content = part.encode()
            message += len(content).to_bytes(8) + content
        return hmac.digest(self._hash_key, message, "sha256").hex()

    def decrypt(self, purpose: str, content: bytes) -> str:
        """Raises InvalidTag."""
        if len(content) < _NONCE_BYTES:
            raise InvalidTag
        nonce, sealed = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
        return self.cipher.decrypt(nonce, sealed, purpose.encode()).decode()


def new_keys() -> ServiceKeys:
    """Keys that last as long as the process: for a store that goes with it."""
    return ServiceKeys(secrets.token_bytes(KEY_BYTES))


def keys_from_text(text: str) -> ServiceKeys:
    """The keys from the master key in base64, as in the environment or the key file.

    Several keys are a line each, the one in use first.
    """
    try:
        masters = [base64.b64decode(line, validate=True) for line in text.split()]
        return ServiceKeys(*masters or [b""])
    except ValueError as malformed:
        raise ServiceKeyError("the service key is not base64") from malformed


def keys_from_file(path: Path) -> ServiceKeys:
    """The keys from their file, made with mode 0600 the first time.

    Two processes that start at once end with the same key: the file appears whole, and only once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # 0600
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            _write(file, [new_key()])
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was quicker: its key is the one
        finally:
            Path(draft).unlink()
        _settle(path.parent)
    return keys_from_text(path.read_text("ascii"))


def new_key() -> str:
    """A master key that nobody else has, in base64."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def put_new_key_first(path: Path) -> None:
    """Add a key to the file: the one in use for whoever reads the file from now on.

    Raises ServiceKeyError, OSError; then the file is as it was.
    """
    _rewrite(path, lambda lines: [new_key(), *lines])


def keep_first_key_only(path: Path) -> None:
    """Take the older keys out of the file. Raises ServiceKeyError, OSError."""
    _rewrite(path, lambda lines: lines[:1])


def _rewrite(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Replace the key file in one go: whoever reads it sees all of the old or all of the new one.

    The draft keeps a second change out: its name is always the same.
    """
    draft = path.with_name(f"{path.name}.new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ServiceKeyError(
            f"the keys are being changed elsewhere; if they are not, remove {draft}"
        ) from None
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            content = path.read_text("ascii")
            keys_from_text(content)
            if os.name == "posix":  # whoever could read it still can
                before = path.stat()
                os.fchown(descriptor, before.st_uid, before.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
            _write(file, change(content.split()))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _write(file: TextIO, lines: list[str]) -> None:
    """The whole content of a key file, down to the disk."""
    file.write("\n".join(lines) + "\n")
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Wait until a new name in a folder is on the disk: a key that is lost loses all it sealed."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
