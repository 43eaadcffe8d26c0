"""The outbox to a real mail server, on both databases: sent once, retried, stuck, cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from counter_app.service.codes import MessageChannel
from counter_app.service.messages import queue, sending
from counter_app.service.messages.channels import (
    Channel,
    ChannelDownError,
    Message,
    RefusedError,
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.counts import outbox_counts
from counter_app.service.messages.queue import LEASE, MOST_TRIES
from counter_app.service.messages.sending import LONGEST_WAIT, wait_before
from counter_app.service.messages.smtp import SmtpChannel
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from tests.service.crowd import rows
from tests.service.messages.mail_server import MailServer, mail_server
from tests.service.messages.messages import (
    ADDRESS,
    NOON,
    Clock,
    add_person,
    add_sending,
    change,
    code_of,
    is_emptied,
    message,
    person_of,
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


class Recorder:
    """A channel that does what the test says, in place of a server's."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried: list[Message] = []
        self.taken: list[Message] = []

    def send(self, message: Message) -> None:
        self.tried.append(message)
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(message)

    def close(self) -> None:
        pass


# Once ---------------------------------------------------------------------------------------------


def test_a_code_serves_from_the_day_on_which_its_message_left(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    clock.now = NOON.replace(hour=2)  # still the 11th in Guadeloupe
    message_id = queue_code(store, add_person(store, sending_id=add_sending(store)), TO)
    code = store.keys.decrypt("outbox.secret", message(store, message_id).secret_sealed)
    assert code is not None
    assert code_of(store, message_id).sent_on is None
    clock.forward(minutes=3)
    assert sender(store, channel, clock).send_due() == sending.Tally(sent=0)  # due at noon
    clock.now = NOON + timedelta(hours=14)
    assert sender(store, channel, clock).send_due() == sending.Tally(sent=1)
    row = message(store, message_id)
    assert (row.state, row.sent_at, row.attempts, row.last_error) == ("sent", clock.now, 1, None)
    assert is_emptied(store, row)
    assert code_of(store, message_id).sent_on == date(2026, 5, 12)  # 22:00 there
    assert person_of(store, message_id).notice_sent_on == date(2026, 5, 12)
    [received] = server.received
    assert received.recipients == (TO,)
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in received.text
    assert "23\u00a0juin\u00a02026" in received.text, "42 days after the 12th"
    assert sender(store, channel, clock).send_due() == sending.Tally()
    assert len(server.received) == 1


def test_a_second_code_does_not_move_the_six_weeks(
    store: Store, channel: SmtpChannel, clock: Clock, server: MailServer
) -> None:
    person_id = add_person(store, sending_id=add_sending(store))
    queue_code(store, person_id, TO)
    sender(store, channel, clock).send_due()
    clock.forward(days=10)
    second = queue_code(store, person_id, TO, now=clock.now)
    sender(store, channel, clock).send_due()
    assert person_of(store, second).notice_sent_on == date(2026, 5, 12)
    assert code_of(store, second).sent_on == date(2026, 5, 22)
    first, again = server.received
    assert "six semaines" in first.text
    assert "six semaines" not in again.text


def test_a_code_without_a_wave_opens_no_six_weeks(
    store: Store, channel: SmtpChannel, clock: Clock
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    sender(store, channel, clock).send_due()
    assert code_of(store, message_id).sent_on is not None
    assert person_of(store, message_id).notice_sent_on is None


def test_a_child_s_message_names_the_child(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    parent = add_person(store)
    queue_code(store, add_person(store, holder_id=parent, given_name="Noé"), TO)
    sender(store, channel, clock).send_due()
    [received] = server.received
    assert "Noé" in str(received.message["Subject"])


def test_the_reference_is_the_store_s_own(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    sender(store, channel, clock).send_due()
    name = queue.store_name(store)
    assert len(name) == 16
    assert server.received[0].reference == f"<message-{message_id}.{name}@caisse.example>"


def test_many_leave_in_claims_from_both_ends(store: Store, clock: Clock) -> None:
    """Whoever waits at a counter does not wait behind a wave; nobody waits for ever."""
    wave = queue_many(store, 2 * sending._AT_ONCE)
    asked = queue_code(store, add_person(store), "counter@exemple.example")
    change(store, OUTBOX, asked, due_at=NOON + timedelta(hours=1))
    clock.forward(hours=2)
    recorder = Recorder()
    assert sender(store, recorder, clock).send_due().sent == len(wave) + 1
    assert recorder.taken[0].recipient == "counter@exemple.example"
    by_rank = {each.recipient: rank for rank, each in enumerate(recorder.taken)}
    assert by_rank["p0@exemple.example"] <= 2 * sending._AT_ONCE
    assert set(states(store)) == {"sent"}


@pytest.mark.parametrize("what", ["died", "used", "superseded"])
def test_what_nobody_needs_any_more_does_not_leave(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock, what: str
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    row = message(store, message_id)
    if what == "died":
        change(store, PEOPLE, row.person_id, status="NOT_ACTIVABLE")
    elif what == "used":
        change(store, CODES, row.code_id, used_at=NOON)
    else:
        change(store, CODES, row.code_id, superseded_at=NOON)
    assert sender(store, channel, clock).send_due() == sending.Tally()
    row = message(store, message_id)
    assert row.state == "cancelled"
    assert is_emptied(store, row)
    assert server.received == []


# Not at once --------------------------------------------------------------------------------------


def test_refused_for_now_then_taken(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    server.for_recipient.extend(["450 4.2.1 full", "450 4.2.1 full"])
    run = sender(store, channel, clock)
    assert run.send_due() == sending.Tally(put_back=1)
    row = message(store, message_id)
    assert (row.state, row.attempts) == ("queued", 1)
    assert row.last_error == "refused_for_now"
    assert timedelta(seconds=48) <= row.due_at - NOON <= timedelta(seconds=72)
    assert run.send_due() == sending.Tally(), "not before it is due"
    clock.forward(minutes=2)
    assert run.send_due() == sending.Tally(put_back=1)
    assert message(store, message_id).due_at - clock.now >= timedelta(minutes=2)
    clock.forward(minutes=4)
    assert run.send_due() == sending.Tally(sent=1)
    assert message(store, message_id).last_error is None
    assert len(server.received) == 1


def test_ten_tries_take_a_day_then_a_letter_leaves(store: Store, clock: Clock) -> None:
    message_id = queue_code(store, add_person(store), TO)
    recorder = Recorder(*[RefusedForNowError(Trouble.REFUSED_FOR_NOW)] * 20)
    run = sender(store, recorder, clock)
    while message(store, message_id).state == "queued":
        run.send_due()
        clock.now = max(clock.now, message(store, message_id).due_at)
    assert timedelta(hours=18) < clock.now - NOON < timedelta(hours=30)
    assert len(recorder.tried) == MOST_TRIES
    assert len({each.reference for each in recorder.tried}) == 1
    instead = rows(store, OUTBOX)[-1]
    assert (message(store, message_id).state, instead.state) == ("cancelled", "queued")
    assert instead.channel == "letter"


@pytest.mark.parametrize("attempt", range(1, MOST_TRIES + 1))
def test_the_waits_grow_from_a_minute_to_six_hours(attempt: int) -> None:
    for _ in range(50):
        wait = wait_before(attempt)
        assert timedelta(seconds=48) <= wait <= LONGEST_WAIT
        assert attempt < 8 or wait >= LONGEST_WAIT * 0.8
    assert wait_before(attempt, timedelta(hours=9)) == timedelta(hours=9)


def test_a_server_gone_and_back_costs_nobody_a_try(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    messages = queue_many(store, 30)
    run = sender(store, channel, clock)
    server.stop()
    for _ in range(MOST_TRIES + 5):
        assert run.send_due().down is Trouble.UNREACHABLE
        clock.forward(minutes=2)
    waiting = [message(store, each) for each in messages]
    assert {row.state for row in waiting} == {"queued"}
    assert {row.attempts for row in waiting} == {0}
    assert "server_unreachable" in {row.last_error for row in waiting}
    server.start(server.port)
    clock.forward(minutes=2)
    assert run.send_due() == sending.Tally(sent=30)
    assert len({each.reference for each in server.received}) == len(server.received) == 30


def test_a_server_that_drops_what_it_took(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    queue_many(store, 3)
    server.drop = 1
    run = sender(store, channel, clock)
    assert run.send_due() == sending.Tally(sent=2, put_back=1)
    clock.forward(minutes=2)
    assert run.send_due() == sending.Tally(sent=1)
    assert len(server.received) == 4
    assert len({each.reference for each in server.received}) == 3
    assert set(states(store)) == {"sent"}


# For good -----------------------------------------------------------------------------------------


def test_a_recipient_that_no_server_knows_gets_a_letter(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    message_id = queue_code(store, add_person(store), TO)
    secret = message(store, message_id).secret_sealed
    server.refused[TO] = "550 5.1.1 no such user"
    assert sender(store, channel, clock).send_due() == sending.Tally(letters=1)
    before, letter = rows(store, OUTBOX)
    assert (before.state, before.last_error) == ("cancelled", "letter_instead")
    assert is_emptied(store, before)
    assert (letter.state, letter.channel, letter.code_id) == ("queued", "letter", before.code_id)
    assert letter.secret_sealed == secret, "the same code"
    assert store.keys.decrypt("outbox.recipient", letter.recipient_sealed) == ADDRESS
    code = code_of(store, letter.id)
    assert (code.channel, code.sent_on) == ("letter", None)


def test_a_child_s_letter_goes_to_the_holder(
    store: Store, server: MailServer, channel: SmtpChannel, clock: Clock
) -> None:
    parent = add_person(store)
    queue_code(store, add_person(store, holder_id=parent, address=None), TO)
    server.refused[TO] = "550 5.1.1 no such user"
    sender(store, channel, clock).send_due()
    letter = rows(store, OUTBOX)[-1]
    assert store.keys.decrypt("outbox.recipient", letter.recipient_sealed) == ADDRESS


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [("550 5.1.1 unknown", "recipient_refused"), ("554 5.7.1 denied", "refused_by_policy")],
)
def test_without_an_address_or_a_fault_of_it_the_message_is_stuck(
    store: Store,
    server: MailServer,
    channel: SmtpChannel,
    clock: Clock,
    answer: str,
    trouble: str,
) -> None:
    known = {} if trouble == "refused_by_policy" else {"address": None}
    message_id = queue_code(store, add_person(store, **known), TO)
    server.refused[TO] = answer
    run = sender(store, channel, clock)
    assert run.send_due() == sending.Tally(stuck=1)
    row = message(store, message_id)
    assert (row.state, row.last_error) == ("stuck", trouble)
    assert row.secret_sealed is not None, "for a retry"
    with store.reading() as connection:
        [count] = outbox_counts(connection)
    assert (count.state, count.trouble, count.count) == ("stuck", Trouble(trouble), 1)
    assert count.oldest == NOON
    assert run.send_due() == sending.Tally()
    server.refused.clear()
    with store.writing() as connection:
        assert queue.retry_stuck(connection, clock.now) == 1
    assert run.send_due() == sending.Tally(sent=1)


@pytest.mark.parametrize(
    ("table", "values", "trouble"),
    [
        (OUTBOX, {"recipient_sealed": b"not sealed with our key at all"}, "does_not_open"),
        (OUTBOX, {"template": "no_such_text"}, "text_missing"),
    ],
)
def test_what_cannot_be_written_is_stuck_and_holds_nobody_up(
    store: Store, clock: Clock, table: sa.Table, values: dict[str, object], trouble: str
) -> None:
    bad, good = queue_many(store, 2)
    change(store, table, bad, **values)
    assert sender(store, Recorder(), clock).send_due() == sending.Tally(sent=1, stuck=1)
    assert message(store, bad).last_error.startswith(trouble)
    assert message(store, good).state == "sent"


def test_a_channel_that_is_not_there_shows(store: Store, clock: Clock) -> None:
    message_id = queue_code(store, add_person(store), "+590690304512", MessageChannel.SMS)
    assert sender(store, None, clock, sms=None).send_due() == sending.Tally(stuck=1)
    assert message(store, message_id).last_error == "no_channel"
    assert len(rows(store, OUTBOX)) == 1, "no letter by itself"


# Faults -------------------------------------------------------------------------------------------


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
