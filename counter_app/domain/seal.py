"""The seal: the signed text in the square code of a confirmation, made and checked here.

    CF1|<receipt number>|<act>|<date-time, UTC>|<structure>|<kind>|<key id>|<signature>

It holds no name and no NIR, so it may be scanned by anyone. The signature is Ed25519 (RFC 8032)
over all that precedes the last bar; the key id is the start of the public key's SHA-256. A fictive
service says so in its texts and signs them with a key that everyone has: such a text can be checked
anywhere, and vouches for nothing. `cryptography` is imported inside the functions: only who makes
or checks a seal pays for it, the domain's other users do not need it installed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import quote, unquote

from counter_app.domain.profile import PersonAct, person_act

VERSION = "CF1"
FICTIVE_SEED = hashlib.sha256(b"counter-app: receipts of invented people").digest()
_FIELDS = 8
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"
_WITH_DELETION = "+deletion"
_FICTIVE = "fictive"
# Kept readable in the code; everything else, the bar first, goes as UTF-8 in percent-encoding, so
# that no scanner has to guess a character set.
_PLAIN = " '(),./:"


class SealDoubt(StrEnum):
    """Why a text is not a genuine seal."""

    NOT_A_SEAL = "not_a_seal"
    UNKNOWN_KEY = "unknown_key"
    ALTERED = "altered"


class SealError(Exception):
    """The text is not a genuine seal; `doubt` says why."""

    def __init__(self, doubt: SealDoubt) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt


@dataclass(frozen=True, slots=True)
class SealedReceipt:
    """What a seal vouches for. `registered_at`: in UTC, to the second."""

    receipt_number: str
    action: PersonAct
    delete_data: bool
    registered_at: datetime
    organisation: str
    fictive: bool


def public_key_of(seed: bytes) -> bytes:
    """The public key (32 bytes) of a private one (its seed, 32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def key_id_of(public_key: bytes) -> str:
    """The short name of a public key: 8 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:8]


def make_seal(receipt: SealedReceipt, seed: bytes) -> str:
    """The signed text for one receipt."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    private_key = Ed25519PrivateKey.from_private_bytes(seed)
    signed = "|".join(
        (
            VERSION,
            receipt.receipt_number,
            receipt.action.value + (_WITH_DELETION if receipt.delete_data else ""),
            receipt.registered_at.astimezone(UTC).strftime(_MOMENT),
            quote(receipt.organisation, safe=_PLAIN),
            _FICTIVE if receipt.fictive else "real",
            key_id_of(private_key.public_key().public_bytes_raw()),
        )
    )
    signature = private_key.sign(signed.encode("ascii"))
    return f"{signed}|{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def read_seal(text: str, public_keys: Mapping[str, bytes]) -> SealedReceipt:
    """What a seal vouches for, once its signature is checked against the key that it names.

    `public_keys`: by key id; the key of fictive services is always known. Raises `SealError`.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    fields = text.strip().split("|")
    if len(fields) != _FIELDS or fields[0] != VERSION or not text.isascii():
        raise SealError(SealDoubt.NOT_A_SEAL)
    fictive_key = public_key_of(FICTIVE_SEED)
    known = {**public_keys, key_id_of(fictive_key): fictive_key}
    public_key = known.get(fields[6])
    # Anyone can sign with the key of fictive services: it counts only for what says it is fictive.
    if public_key is None or (public_key == fictive_key and fields[5] != _FICTIVE):
        raise SealError(SealDoubt.UNKNOWN_KEY)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            _signature(fields[7]), "|".join(fields[:7]).encode("ascii")
        )
    except (InvalidSignature, ValueError) as altered:
        raise SealError(SealDoubt.ALTERED) from altered
    return _receipt(fields)


def _signature(text: str) -> bytes:
    signature = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    # One text only for one signature: the unused last bits must be zero.
    if base64.urlsafe_b64encode(signature).decode().rstrip("=") != text:
        raise ValueError("not the canonical form")
    return signature


def _receipt(fields: list[str]) -> SealedReceipt:
    """The receipt, from fields whose signature is right."""
    act, _, deletion = fields[2].partition("+")
    try:
        return SealedReceipt(
            receipt_number=fields[1],
            action=person_act(act),
            delete_data=f"+{deletion}" == _WITH_DELETION,
            registered_at=datetime.strptime(fields[3], _MOMENT).replace(tzinfo=UTC),
            organisation=unquote(fields[4]),
            fictive=fields[5] == _FICTIVE,
        )
    except ValueError as newer:  # signed by us, yet not of this version
        raise SealError(SealDoubt.NOT_A_SEAL) from newer
