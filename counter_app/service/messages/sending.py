"""The sender: takes what is due, gives it to its channel, writes down what became of it."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from counter_app.domain.deadlines import local_day
from counter_app.domain.profile import ProfileStatus
from counter_app.service.codes import MessageChannel
from counter_app.service.keys import ServiceKeyError, ServiceKeys
from counter_app.service.messages import queue
from counter_app.service.messages.channels import (
    OF_THE_ADDRESS,
    Channel,
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.queue import AnyRow, Claim
from counter_app.service.messages.texts import Occasion, TextError, Texts
from counter_app.service.store import CommitError, Store
from counter_app.service.tables import OUTBOX

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_GROWTH = 3.0  # 1, 3, 9, 27, 81, 243 minutes, then 6 hours: ten tries take a day
_AT_ONCE = 20  # messages in one claim
# After that the rest of a claim goes back: even with all the timeouts of a connection and of a
# message, some eleven minutes, the last one is taken before its claim ends.
_CLAIM_SECONDS = queue.LEASE.total_seconds() / 5
_CHANNEL_WAIT = timedelta(seconds=5), timedelta(minutes=5)  # of one that is down: first, longest
_POLL = 5.0  # seconds, when nothing is due

_log = logging.getLogger(__name__)


@dataclass
class Tally:
    """What one run did. `down`: why a channel did not work; its messages wait."""

    sent: int = 0
    put_back: int = 0
    stuck: int = 0
    letters: int = 0
    down: Trouble | None = None

    @property
    def all_well(self) -> bool:
        """Everything that was due has left."""
        return not (self.put_back or self.stuck or self.down)


def wait_before(attempt: int, after: timedelta = timedelta()) -> timedelta:
    """How long to wait after the n-th try (1…), give or take a fifth: not all come back at once.

    `after`: what the other side asks for at least.
    """
    wait = min(FIRST_WAIT * _GROWTH ** (attempt - 1), LONGEST_WAIT)
    spread = random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    return max(min(wait * spread, LONGEST_WAIT), after)


def occasion_of(keys: ServiceKeys, row: AnyRow, day: date) -> Occasion:
    """What the text of a claimed message is about. Raises `ServiceKeyError`."""
    child = ""
    if row.holder_id is not None:
        child = " ".join((keys.decrypt("people.given_name", row.given_name_sealed) or "").split())
    return Occasion(
        template=row.template,
        parameters=row.parameters,
        territory=row.territory,
        day=day,
        child=child,
        code=keys.decrypt("outbox.secret", row.secret_sealed) or "",
        first_notice=row.status == ProfileStatus.PENDING.value
        and row.sending_id is not None
        and row.notice_sent_on is None,
    )


class Sender:
    """Sends e-mails and text messages; a channel that is None is not there.

    The messages of a channel that is not there are stuck, and say so. `stop`: once set, the message
    in hand is the last one.
    """

    def __init__(
        self,
        store: Store,
        texts: Texts,
        channels: Mapping[MessageChannel, Channel | None],
        clock: Callable[[], datetime],
        stop: Event | None = None,
    ) -> None:
        self._store = store
        self._texts = texts
        self._channels = channels
        self._clock = clock
        self._stop = stop or Event()
        self._name = queue.store_name(store)
        # Taken by the other side, while the database could not write it down.
        self._unwritten: list[tuple[int, date]] = []

    def send_due(self) -> Tally:
        """Send all that is due now, then return."""
        tally = Tally()
        self._write_down()
        for kind, channel in self._channels.items():
            try:
                self._empty(kind, channel, tally)
            except ChannelDownError as down:
                tally.down = down.trouble
            finally:
                if channel is not None:
                    channel.close()
        return tally

    def send_forever(self) -> None:
        """Send what comes due until `stop` is set, whatever happens to servers and database."""
        shortest, longest = _CHANNEL_WAIT
        wait = shortest
        while not self._stop.is_set():
            try:
                down = self.send_due().down
                if down is not None:
                    _log.warning("messages wait: %s", down.value)
            except (SQLAlchemyError, CommitError) as error:
                _log.warning("messages wait: database %s", type(error).__name__)
                down = Trouble.UNREACHABLE
            wait = min(wait * 2, longest) if down else shortest
            self._stop.wait(wait.total_seconds() if down else _POLL)

    def _empty(self, kind: MessageChannel, channel: Channel | None, tally: Tally) -> None:
        """Claims from both ends in turn, until nothing is due."""
        newest_first = True
        while not self._stop.is_set():
            claim = queue.claim(
                self._store, kind, self._clock(), _AT_ONCE, newest_first=newest_first
            )
            if not (claim.rows or claim.void or claim.worn):
                return
            newest_first = not newest_first
            tally.stuck += claim.worn
            if channel is None:
                self._give_up(claim, tally)
            else:
                self._send(channel, claim, tally)

    def _send(self, channel: Channel, claim: Claim, tally: Tally) -> None:
        """Each message in turn; those that time or a channel leaves over go back as they were."""
        began = time.monotonic()
        for rank, row in enumerate(claim.rows):
            if self._stop.is_set() or time.monotonic() - began > _CLAIM_SECONDS:
                self._leave(claim.rows[rank:], None, timedelta())
                return
            try:
                self._send_one(channel, row, tally)
            except ChannelDownError as down:
                self._leave(claim.rows[rank:], down.trouble, FIRST_WAIT)
                raise

    def _send_one(self, channel: Channel, row: AnyRow, tally: Tally) -> None:
        now = self._clock()
        day = local_day(now, row.territory)
        try:
            channel.send(self._message(row, now, day))
        except RefusedForNowError as refused:
            if row.attempts + 1 >= queue.MOST_TRIES:
                self._stick(row, Trouble.TOO_MANY_TRIES, tally)
                return
            with self._store.writing() as connection:
                due_at = now + wait_before(row.attempts + 1, refused.after)
                queue.put_back(connection, [row.id], refused.trouble, due_at)
            tally.put_back += 1
        except RefusedError as refused:
            self._stick(row, refused.trouble, tally)
        except ServiceKeyError:
            self._stick(row, Trouble.UNREADABLE, tally)
        except TextError:
            self._stick(row, Trouble.TEXT_MISSING, tally)
        else:
            tally.sent += 1
            self._unwritten.append((row.id, day))
            self._write_down()

    def _message(self, row: AnyRow, now: datetime, day: date) -> Message:
        keys = self._store.keys
        return Message(
            reference=f"message-{row.id}.{self._name}",
            recipient=keys.decrypt("outbox.recipient", row.recipient_sealed) or "",
            text=self._texts.text_of(occasion_of(keys, row, day), MessageChannel(row.channel)),
            moment=now,
        )

    def _write_down(self) -> None:
        """What has left, in the store; kept in mind when the database is away."""
        while self._unwritten:
            message_id, day = self._unwritten[0]
            with self._store.writing() as connection:
                queue.mark_sent(
                    connection, self._store.keys, OUTBOX.c.id == message_id, day, self._clock()
                )
            del self._unwritten[0]

    def _stick(self, row: AnyRow, trouble: Trouble, tally: Tally) -> None:
        """For good; a code that no e-mail can carry goes by letter."""
        with self._store.writing() as connection:
            if (
                row.channel == MessageChannel.EMAIL.value
                and trouble in OF_THE_ADDRESS
                and queue.write_instead(connection, self._store.keys, row, trouble, self._clock())
            ):
                tally.letters += 1
                return
            queue.give_up(connection, row, trouble)
        tally.stuck += 1

    def _give_up(self, claim: Claim, tally: Tally) -> None:
        with self._store.writing() as connection:
            for row in claim.rows:
                queue.give_up(connection, row, Trouble.NO_CHANNEL)
        tally.stuck += len(claim.rows)

    def _leave(self, rows: tuple[AnyRow, ...], trouble: Trouble | None, after: timedelta) -> None:
        with self._store.writing() as connection:
            ids = [row.id for row in rows]
            queue.put_back(connection, ids, trouble, self._clock() + after, tried=False)
