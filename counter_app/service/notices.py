"""What is put in the outbox after an act at the counter, in the transaction of that act.

How messages leave, and their texts: `service.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.domain.profile import Action, FurtherAct
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import OUTBOX


def template_of(action: str, *, reopened: bool, delete_data: bool) -> str:
    """The name of the message that confirms an act: of `Action` or `FurtherAct`, or its value.

    Raises ValueError for another text.
    """
    match action:
        case Action.ACTIVATE:
            return "reactivation_registered" if reopened else "activation_registered"
        case Action.OPPOSE:
            return "opposition_registered"
        case Action.CLOSE:
            return "closing_with_deletion_registered" if delete_data else "closing_registered"
        case FurtherAct.REQUEST_DELETION:
            return "deletion_requested"
        case FurtherAct.DECLARE_NOT_REPRESENTATIVE:
            return "not_representative_declared"
        case _:
            raise ValueError("no such act")


_QUEUE = sa.insert(OUTBOX)


def queue_confirmation(
    connection: Connection, keys: ServiceKeys, operation: Mapping[str, Any], email: str
) -> None:
    """Queue the e-mail that confirms an operation (its row). The parameters name nobody."""
    due_by = operation["deletion_due_by"]
    at = operation["registered_at"]
    connection.execute(
        _QUEUE,
        {
            "operation_id": operation["id"],
            "person_id": operation["person_id"],
            "channel": "email",
            "state": "queued",
            "due_at": at,
            "template": template_of(
                operation["action"],
                reopened=operation["reopened"],
                delete_data=operation["delete_data"],
            ),
            "parameters": {
                "receipt_number": operation["receipt_number"],
                "registered_at": at.isoformat(),
                "organisation": operation["organisation"],
                "deletion_due_by": due_by.isoformat() if due_by else None,
            },
            "recipient_sealed": keys.encrypt("outbox.recipient", email),
            "queued_at": at,
        },
    )
