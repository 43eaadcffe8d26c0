"""The outbox to a real mail server, on both databases: sent once, retried, stuck, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from counter_app.service.codes import MessageChannel
from counter_app.service.messages import queue, sending
from counter_app.service.messages.channels import (
    RefusedForNowError,
    Trouble,
)
from counter_app.service.messages.counts import outbox_counts
from counter_app.service.messages.queue import MOST_TRIES
from counter_app.service.messages.sending import LONGEST_WAIT, wait_before
from counter_app.service.messages.smtp import SmtpChannel
from counter_app.service.store import Store
from counter_app.service.tables import CODES, OUTBOX, PEOPLE
from tests.service.crowd import rows
from tests.service.messages.mail_server import MailServer
from tests.service.messages.messages import (
    ADDRESS,
    NOON,
    Clock,
    Recorder,
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
