"""The service's own secret, and everything that is computed with it.

One master key of 32 bytes gives four others (HMAC-SHA-256 as a key derivation, RFC 5869 expand
step with one block), so that a hash made for one purpose never serves another.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class ServiceKeyError(Exception):
    """The key of the service is missing, malformed, or not the one of this database."""


class ServiceKeys:
    """Keyed hashes, encryption at rest and the seed of the seal, from one master key."""

    def __init__(self, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ServiceKeyError(f"the service key has {len(master)} bytes instead of {KEY_BYTES}")
        self._hash_key = _derived(master, b"keyed hash")
        self._cipher = AESGCM(_derived(master, b"encryption at rest"))
        self.seal_seed = _derived(master, b"seal ed25519")

    def __repr__(self) -> str:
        return "ServiceKeys(…)"

    def keyed_hash(self, purpose: str, *parts: str) -> str:
        """HMAC-SHA-256 in hexadecimal; each part is preceded by its length, so none can slide."""
        digest = hmac.new(self._hash_key, purpose.encode(), "sha256")
        for part in parts:
            content = part.encode()
            digest.update(len(content).to_bytes(8) + content)
        return digest.hexdigest()

    def encrypt(self, purpose: str, text: str | None) -> bytes | None:
        """AES-256-GCM with a fresh nonce; `purpose` (the column) is authenticated with it."""
        if text is None:
            return None
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), purpose.encode())

    def decrypt(self, purpose: str, content: bytes | None) -> str | None:
        """The text again. Raises `ServiceKeyError` when it was made with another key or altered."""
        if content is None:
            return None
        nonce, sealed = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, sealed, purpose.encode()).decode()
        except InvalidTag as altered:
            raise ServiceKeyError("a stored value does not open with the service key") from altered


def _derived(master: bytes, purpose: bytes) -> bytes:
    return hmac.digest(master, purpose + b"\x01", "sha256")


def new_keys() -> ServiceKeys:
    """Keys that last as long as the process: for a store that goes with it."""
    return ServiceKeys(secrets.token_bytes(KEY_BYTES))


def keys_from_text(text: str) -> ServiceKeys:
    """The keys from the master key in base64, as in the environment or the key file."""
    try:
        return ServiceKeys(base64.b64decode(text.strip(), validate=True))
    except ValueError as malformed:
        raise ServiceKeyError("the service key is not base64") from malformed


def keys_from_file(path: Path) -> ServiceKeys:
    """The keys from their file, made with mode 0600 the first time.

    Two processes that start at once end with the same key: the file appears whole, and only once.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # 0600
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was quicker: its key is the one
        finally:
            Path(draft).unlink()
    return keys_from_text(path.read_text("ascii"))
