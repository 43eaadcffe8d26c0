"""Is the clock believable: everything here is decided by the day that it says.

A clock that goes back moves nothing: what is done stays done. One that is ahead by mistake would
open spaces whose six weeks are not over, so a doubt stops the work before it begins.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from counter_app.service.store import Store
from counter_app.service.tables import JOB_RUNS

APART = timedelta(minutes=5)  # clocks of several machines differ by less
AHEAD = timedelta(days=8)  # the work is done every hour: so long a pause is worth a look


class ClockDoubtError(Exception):
    """The clock contradicts what was written down; the text, in French, says how."""


def check_clock(store: Store, now: datetime) -> None:
    """Compare the clock with the database's, where that is another one, and with the last job's.

    Raises `ClockDoubtError`.
    """
    with store.reading() as connection:
        last = connection.scalar(sa.select(sa.func.max(JOB_RUNS.c.last_ended_at)))
        other = _clock_of_database(connection)
    if other is not None and abs(now - other) > APART:
        raise _doubt("ne dit pas la même heure que la base de données", now, other)
    if last is not None and now < last - APART:
        raise _doubt("est en retard sur le dernier travail terminé", now, last)
    if last is not None and now > last + AHEAD:
        raise _doubt(f"a plus de {AHEAD.days} jours d’avance sur le dernier travail", now, last)


def accept_clock(store: Store, now: datetime) -> None:
    """Somebody has looked: this clock is right, and what was written down ahead of it is not."""
    with store.writing() as connection:
        connection.execute(
            sa.update(JOB_RUNS).where(JOB_RUNS.c.last_ended_at > now).values(last_ended_at=now)
        )


def _clock_of_database(connection: Connection) -> datetime | None:
    """A server has a clock of its own; a file has not."""
    if connection.dialect.name == "sqlite":
        return None
    return connection.scalar(sa.select(sa.func.current_timestamp()))


def _doubt(what: str, now: datetime, other: datetime) -> ClockDoubtError:
    return ClockDoubtError(
        f"L’horloge de cette machine {what} : {_said(now)}, et non {_said(other)} (heure UTC). "
        "Rien n’a été fait. Vérifiez l’heure et la date ; si elles sont justes, relancez avec "
        "--accept-clock."
    )


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%d/%m/%Y à %H:%M}"
