"""Whether the service can do its work now, for whatever sends the posts to it or elsewhere."""

from __future__ import annotations

import hmac
from typing import Final, Literal

import anyio
import anyio.to_thread
import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from counter_app.domain.failures import FailureCode
from counter_app.service import wire
from counter_app.service.problems import problem, responses
from counter_app.service.store import HEAD, KEY_CHECK, Store
from counter_app.service.tables import PROPERTIES

_WITHIN: Final = 5.0  # seconds; a database that is silent for longer is not there
_NOT_READY: Final = 503


class Readiness(wire.Message):
    """The database answers, in its newest form, and opens with this service's key."""

    status: Literal["ready"]


def readiness_router(store: Store) -> APIRouter:
    """`/ready`; `/health` says only that the process serves."""
    router = APIRouter()

    @router.get(
        "/ready",
        operation_id="ready",
        response_model=Readiness,
        responses={_NOT_READY: responses()[_NOT_READY]},
    )
    async def ready() -> Readiness | Response:
        """The service can do its work. Otherwise `fields` names what is not right."""
        missing: str | None = "database"
        with anyio.move_on_after(_WITHIN):
            # The thread of a silent database is left to itself: nothing can stop it.
            missing = await anyio.to_thread.run_sync(_missing, store, abandon_on_cancel=True)
        if missing is None:
            return Readiness(status="ready")
        return problem(FailureCode.SERVICE_BUSY, status=_NOT_READY, fields=[missing])

    return router


def _missing(store: Store) -> Literal["database", "migrations", "key"] | None:
    """What is not right, or None."""
    try:
        with store.reading() as connection:
            if connection.scalar(sa.text("SELECT version_num FROM alembic_version")) != HEAD:
                return "migrations"
            row = sa.select(PROPERTIES.c.value).where(PROPERTIES.c.name == KEY_CHECK)
            found = connection.scalar(row) or ""
    except SQLAlchemyError:
        return "database"
    checks = store.keys.keyed_hashes("key check")
    return None if any(hmac.compare_digest(found, check) for check in checks) else "key"
