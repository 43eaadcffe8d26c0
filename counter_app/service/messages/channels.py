"""How a message leaves: what the sender asks of a channel, and what a channel answers.

The words of the answers are ours (`outbox.last_error`): what the other side says may quote an
address, and is neither kept nor logged.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from counter_app.service.messages.texts import Text


class Trouble(StrEnum):
    """Why a message has not left."""

    NO_CHANNEL = "no_channel"
    UNREACHABLE = "server_unreachable"
    INSECURE = "server_not_trusted"
    SIGN_IN_REFUSED = "sign_in_refused"
    SENDER_REFUSED = "sender_refused"
    BUSY = "server_busy"
    CONNECTION_LOST = "connection_lost"
    REFUSED_FOR_NOW = "refused_for_now"
    RECIPIENT_REFUSED = "recipient_refused"
    ADDRESS_UNUSABLE = "address_unusable"
    REFUSED_BY_POLICY = "refused_by_policy"
    MESSAGE_REFUSED = "message_refused"
    TOO_MANY_TRIES = "too_many_tries"
    TEXT_MISSING = "text_missing"
    UNREADABLE = "does_not_open_with_our_key"
    LETTER_INSTEAD = "letter_instead"


TROUBLE_WORDS: Mapping[Trouble, str] = {
    Trouble.NO_CHANNEL: "aucun moyen d’envoi dans les réglages",
    Trouble.UNREACHABLE: "le serveur ne répond pas",
    Trouble.INSECURE: "le serveur n’est pas sûr (TLS)",
    Trouble.SIGN_IN_REFUSED: "le serveur refuse notre mot de passe",
    Trouble.SENDER_REFUSED: "le serveur refuse notre adresse d’expéditeur",
    Trouble.BUSY: "le serveur demande d’attendre",
    Trouble.CONNECTION_LOST: "la connexion a été coupée",
    Trouble.REFUSED_FOR_NOW: "le serveur refuse pour l’instant",
    Trouble.RECIPIENT_REFUSED: "le serveur ne connaît pas ce destinataire",
    Trouble.ADDRESS_UNUSABLE: "cette adresse ne peut pas servir",
    Trouble.REFUSED_BY_POLICY: "le serveur refuse d’écrire à ce destinataire",
    Trouble.MESSAGE_REFUSED: "le serveur refuse ce message",
    Trouble.TOO_MANY_TRIES: "trop d’essais sans succès",
    Trouble.TEXT_MISSING: "le texte de ce message manque",
    Trouble.UNREADABLE: "illisible avec la clé du service",
    Trouble.LETTER_INSTEAD: "une lettre part à la place",
}
# What is wrong with the address itself: a letter can take the place of the e-mail.
OF_THE_ADDRESS = frozenset(
    {Trouble.RECIPIENT_REFUSED, Trouble.ADDRESS_UNUSABLE, Trouble.TOO_MANY_TRIES}
)


class ChannelDownError(Exception):
    """The channel itself does not work: no message is to blame, all of them wait."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class RefusedForNowError(Exception):
    """This message was not taken, and may be later; not before `after`, if the other side says."""

    def __init__(self, trouble: Trouble, after: timedelta = timedelta()) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.after = after


class RefusedError(Exception):
    """This message will never be taken as it is."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person.

    `reference`: the same at each try of this message, and no other's; `moment`: the service's time.
    """

    reference: str
    recipient: str = field(repr=False)
    text: Text
    moment: datetime


class Channel(Protocol):
    """One way out. It may keep a connection open from one message to the next."""

    def send(self, message: Message) -> None:
        """Return once the other side has taken the message.

        Raises `ChannelDownError`, `RefusedForNowError`, `RefusedError`.
        """

    def close(self) -> None:
        """Give the connection back; the next message opens another one."""


def client_context(authority: Path | None = None) -> ssl.SSLContext:
    """TLS towards a server: trusted by this PEM file, else as the system trusts. Raises OSError."""
    if authority is not None:
        return ssl.create_default_context(cafile=authority)
    import truststore  # noqa: PLC0415 - slow to import

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
