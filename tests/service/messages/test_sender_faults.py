"""The sender through faults, on both databases: a sender that dies, a database that goes, two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from counter_app.service.codes import MessageChannel
from counter_app.service.messages import queue, sending
from counter_app.service.messages.channels import (
    Channel,
    ChannelDownError,
    Message,
    RefusedError,
    Trouble,
)
from counter_app.service.messages.queue import LEASE, MOST_TRIES
from counter_app.service.messages.smtp import SmtpChannel
from counter_app.service.store import Store
from counter_app.service.tables import OUTBOX
from tests.service.crowd import rows
from tests.service.messages.mail_server import MailServer, mail_server
from tests.service.messages.messages import (
    NOON,
    Clock,
    Recorder,
    add_person,
    message,
    queue_code,
    queue_many,
    sender,
    states,
)

TO = "odette@exemple.example"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def channel(server: MailServer) -> Iterator[SmtpChannel]:
    channel = SmtpChannel(server.settings)
    yield channel
    channel.close()


def test_a_sender_that_died_leaves_its_messages_to_the_next(store: Store, clock: Clock) -> None:
    """Claimed, and nothing more is known of them: due again, once nobody can be at them."""
    queue_many(store, 3)
    claimed = queue.claim(store, MessageChannel.EMAIL, clock.now, 2)
    assert len(claimed.rows) == 2
    recorder = Recorder()
    run = sender(store, recorder, clock)
    assert run.send_due() == sending.Tally(sent=1)
    clock.now += LEASE - timedelta(seconds=1)
    assert run.send_due() == sending.Tally()
    clock.forward(seconds=1)
    assert run.send_due() == sending.Tally(sent=2)
    assert len({each.reference for each in recorder.taken}) == 3


def test_a_message_that_kills_its_sender_does_not_do_so_for_ever(
    store: Store, clock: Clock
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    for _ in range(MOST_TRIES):
        assert queue.claim(store, MessageChannel.EMAIL, clock.now, 1).rows
        clock.now += LEASE
    assert sender(store, Recorder(), clock).send_due() == sending.Tally(stuck=1)
    assert message(store, message_id).last_error == "too_many_tries"


def test_the_database_gone_after_the_message_left(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sender keeps in mind what has left, and does not send it again."""
    first, second = queue_many(store, 2)
    recorder = Recorder()
    run = sender(store, recorder, clock)
    mark = queue.mark_sent

    def gone(*_: object) -> int:
        raise OperationalError("UPDATE", {}, Exception("gone"))

    with monkeypatch.context() as without:
        without.setattr(queue, "mark_sent", gone)
        with pytest.raises(OperationalError):
            run.send_due()
    assert queue.mark_sent is mark
    assert len(recorder.taken) == 1
    run.send_due()
    clock.now += LEASE
    run.send_due()
    assert [each.reference.split(".")[0] for each in recorder.taken] in (
        [f"message-{first}", f"message-{second}"],
        [f"message-{second}", f"message-{first}"],
    )
    assert states(store) == ["sent", "sent"]


def test_two_senders_at_once_send_everything_once(
    store: Store, server: MailServer, clock: Clock
) -> None:
    messages = queue_many(store, 60)
    start = threading.Barrier(2)
    tallies: list[sending.Tally] = []

    def run() -> None:
        mine = sender(store, SmtpChannel(server.settings), clock)
        start.wait()
        tallies.append(mine.send_due())

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(tally.sent for tally in tallies) == len(messages)
    assert len({each.reference for each in server.received}) == len(server.received) == 60
    assert set(states(store)) == {"sent"}


def test_a_channel_down_does_not_hold_up_the_other(store: Store, clock: Clock) -> None:
    queue_code(store, add_person(store), TO)
    queue_code(store, add_person(store), "+590690304512", MessageChannel.SMS)
    down, up = Recorder(ChannelDownError(Trouble.SIGN_IN_REFUSED)), Recorder()
    tally = sender(store, down, clock, sms=up).send_due()
    assert tally == sending.Tally(sent=1, down=Trouble.SIGN_IN_REFUSED)
    assert len(up.taken) == 1
    assert up.taken[0].text.subject == ""


@pytest.mark.expected_warnings("messages wait: server_unreachable", "messages wait: database")
def test_for_ever_outlives_the_server_and_the_database(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_CHANNEL_WAIT", (timedelta(), timedelta()))
    monkeypatch.setattr(sending, "_POLL", 0.0)
    message_id = queue_code(store, add_person(store), TO)
    stop = threading.Event()
    claim, failures = queue.claim, [True, True]

    def shaky(*words: object, **options: object) -> queue.Claim:
        clock.forward(minutes=2)
        if failures:
            failures.pop()
            raise OperationalError("SELECT", {}, Exception("gone"))
        if message(store, message_id).state == "sent":
            stop.set()
        return claim(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(queue, "claim", shaky)
    recorder: Channel = Recorder(ChannelDownError(Trouble.UNREACHABLE))
    run = sending.Sender(store, sending.Texts(), {MessageChannel.EMAIL: recorder}, clock, stop)
    run.send_forever()
    assert message(store, message_id).state == "sent"


def test_asked_to_stop_the_message_in_hand_is_the_last(store: Store, clock: Clock) -> None:
    queue_many(store, 5)
    stop = threading.Event()

    class Stopping(Recorder):
        def send(self, message: Message) -> None:
            super().send(message)
            stop.set()

    run = sending.Sender(store, sending.Texts(), {MessageChannel.EMAIL: Stopping()}, clock, stop)
    assert run.send_due() == sending.Tally(sent=1)
    left = [row for row in rows(store, OUTBOX) if row.state != "sent"]
    assert {(row.state, row.attempts, row.due_at) for row in left} == {("queued", 0, NOON)}


def test_a_refused_message_is_not_told_to_the_log(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    queue_code(store, add_person(store), TO)
    with caplog.at_level("DEBUG"), mail_server() as server:
        server.refused[TO] = f"550 5.1.1 <{TO}> unknown"
        channel = SmtpChannel(server.settings)
        sender(store, channel, clock).send_due()
        channel.close()
    ours = [each for each in caplog.records if each.name.startswith("counter_app")]
    assert not [each for each in ours if TO in each.getMessage()]
    assert TO not in str(RefusedError(Trouble.RECIPIENT_REFUSED))


def test_a_slow_server_does_not_keep_messages_past_their_claim(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a slow server leaves no time for goes back untried, before anyone else may take it."""
    queue_many(store, 4)
    monkeypatch.setattr(sending, "_CLAIM_SECONDS", -1.0)
    claims = 0
    claim = queue.claim

    def one_claim(*words: object, **options: object) -> queue.Claim:
        nonlocal claims
        claims += 1
        return claim(*words, **options) if claims == 1 else queue.Claim((), 0, 0)  # type: ignore[arg-type]

    monkeypatch.setattr(queue, "claim", one_claim)
    recorder = Recorder()
    assert sender(store, recorder, clock).send_due() == sending.Tally()
    assert recorder.tried == []
    left = {(row.state, row.attempts, row.due_at) for row in rows(store, OUTBOX)}
    assert left == {("queued", 0, NOON)}
