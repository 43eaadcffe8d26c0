"""Where a message for a person goes: by e-mail where there is an address, else by letter."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Row

from counter_app.service.codes import MessageChannel, Recipient
from counter_app.service.keys import ServiceKeys
from counter_app.service.people import ADDRESS_COLUMNS, HOLDER
from counter_app.service.tables import PEOPLE

JOINED = PEOPLE.outerjoin(HOLDER, HOLDER.c.id == PEOPLE.c.holder_id)
CONTACTS = (
    PEOPLE.c.holder_id,
    PEOPLE.c.email_sealed,
    HOLDER.c.email_sealed.label("holder_email_sealed"),
    *ADDRESS_COLUMNS,
)


def recipient_of(keys: ServiceKeys, row: Row[*tuple[Any, ...]]) -> Recipient | None:
    """Hers, or the holder's for an attached profile; None when none is known. Row: `CONTACTS`."""
    attached = row.holder_id is not None
    email = row.holder_email_sealed if attached else row.email_sealed
    if email is not None:
        return Recipient(MessageChannel.EMAIL, keys.decrypt("people.email", email) or "")
    address = row.holder_address_sealed if attached else row.address_sealed
    if address is not None:
        return Recipient(MessageChannel.LETTER, keys.decrypt("people.address", address) or "")
    return None
