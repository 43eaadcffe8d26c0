"""A new enrolment code: for whom, where to, how often; and nothing told to who knows too little."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from httpx import Response

from counter_app.domain.enrolment_code import check_enrolment_code
from counter_app.domain.failures import CounterError
from counter_app.service import code_requests, wire
from counter_app.service.limits import Caller
from counter_app.service.tables import CODES, FAILED_IDENTIFICATIONS, OUTBOX, PEOPLE
from tests.service.households import come, known, numbers
from tests.service.post import KEYS, Post, code_of
from tests.service.test_identification import WRONG, statements_of

AT_ONCE = 6


def enquire(post: Post, holder: str, meant: str | None = None, **changes: Any) -> Response:
    """Ask where a new code could go."""
    body = numbers(known(holder), known(meant or holder)) | changes
    return post.client.post("/v1/code-requests", json=body)


def order(
    post: Post,
    holder: str,
    meant: str | None = None,
    *,
    rank: int = 0,
    channel: str = "email",
    **changes: Any,
) -> Response:
    """Have a new code sent."""
    who = numbers(known(holder), known(meant or holder))
    body = who | {"rank": rank, "channel": channel} | changes
    return post.client.post("/v1/codes", json=body)


def codes_of(post: Post, name: str) -> list[Mapping[str, Any]]:
    """Hers, the oldest first."""
    mine = [code for code in post.rows(CODES) if code["person_id"] == post.person_id(name)]
    return sorted(mine, key=lambda code: code["id"])


def sent_code(post: Post) -> str:
    """The code of the newest message, once that has left."""
    message = max(post.rows(OUTBOX), key=lambda row: row["id"])
    with post.store.writing() as connection:
        connection.execute(
            sa.update(CODES).where(CODES.c.id == message["code_id"]).values(sent_on=post.now.date())
        )
    code = KEYS.decrypt("outbox.secret", message["secret_sealed"])
    assert code is not None
    return code


def test_what_is_offered(post: Post) -> None:
    assert enquire(post, "odette").json() == {
        "people": [{"rank": 0, "given_name": "Odette"}],
        "email": "od•••@exemple.example",
        "mobile": "06 90 •• •• 12",
        "letter": True,
    }
    assert enquire(post, "tesfaye").json() == {
        "people": [{"rank": 0, "given_name": "Tesfaye"}],
        "email": None,
        "mobile": "06 39 •• •• 24",
        "letter": False,
    }
    assert post.rows(OUTBOX) == []


def test_a_new_code_is_sealed_in_its_message_and_shown_nowhere(post: Post) -> None:
    answer = order(post, "odette")
    assert answer.json() == {
        "channel": "email",
        "recipient": "od•••@exemple.example",
        "valid_until": "2026-06-23",
        "next_request_at": "2026-05-12T14:03:51Z",
    }
    [message] = post.rows(OUTBOX)
    assert (message["template"], message["state"]) == ("enrolment_code", "queued")
    assert (message["channel"], message["parameters"]) == ("email", {})
    assert message["due_at"] == message["queued_at"] == post.now
    recipient = KEYS.decrypt("outbox.recipient", message["recipient_sealed"])
    assert recipient == known("odette")["email"]
    code = KEYS.decrypt("outbox.secret", message["secret_sealed"]) or ""
    assert check_enrolment_code(code).ok
    assert code not in answer.text
    assert code.encode() not in post.database.content()


def test_it_serves_once_sent_and_ends_the_older_one(post: Post) -> None:
    assert order(post, "odette").status_code == 200
    old, new = codes_of(post, "odette")
    assert (old["superseded_at"], new["superseded_at"]) == (post.now, None)
    assert (new["issued_at"], new["sent_on"]) == (post.now, None)
    assert code_of(post.identify("odette")) == "Code_Expired"
    [message] = post.rows(OUTBOX)
    unsent = KEYS.decrypt("outbox.secret", message["secret_sealed"]) or ""
    assert code_of(post.identify("odette", enrolment_code=unsent)) == "Identity_NotRecognised"
    code = sent_code(post)
    assert post.identify("odette", enrolment_code=code).status_code == 200


def test_a_session_opened_with_the_older_code_ends_too(post: Post) -> None:
    token = post.token("odette")
    order(post, "odette")
    assert code_of(post.submit(token, "oppose")) == "Code_Expired"


def test_a_message_that_waits_with_an_older_code_does_not_leave(post: Post) -> None:
    order(post, "odette")
    post.forward(seconds=30)
    order(post, "odette", channel="sms")
    older, newer = sorted(post.rows(OUTBOX), key=lambda row: row["id"])
    assert (older["state"], older["secret_sealed"]) == ("cancelled", None)
    assert (newer["state"], newer["channel"]) == ("queued", "sms")
    assert newer["secret_sealed"] is not None


def test_by_letter_nobody_knows_yet_when_it_leaves(post: Post) -> None:
    answer = order(post, "odette", channel="letter").json()
    assert (answer["recipient"], answer["valid_until"]) == (None, None)
    [message] = post.rows(OUTBOX)
    address = KEYS.decrypt("outbox.recipient", message["recipient_sealed"])
    assert address == "\n".join(known("odette")["address"])


# Families -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("parent", ["aurele", "perrine"])
def test_twins_are_told_apart_by_their_given_names(post: Post, parent: str) -> None:
    """The code goes to the parent to whom they are attached, and ends one twin's code only."""
    offer = enquire(post, parent, "noam").json()
    assert [person["given_name"] for person in offer["people"]] == ["Lilou", "Noam"]
    assert offer["email"] == "au•••@exemple.example"
    assert order(post, parent, "noam", rank=1).json()["recipient"] == offer["email"]
    assert [len(codes_of(post, name)) for name in ("aurele", "lilou", "noam")] == [1, 1, 2]
    assert come(post, known(parent), known("lilou")).status_code == 200
    assert code_of(come(post, known(parent), known("noam"))) == "Code_Expired"
    new = come(post, known(parent), known("noam"), sent_code(post))
    assert new.json()["given_name"] == "Noam"


def test_a_guardians_request_goes_to_the_protected_adults_own_address(post: Post) -> None:
    offer = enquire(post, "clotilde", "barnabe").json()
    assert (offer["email"], offer["mobile"], offer["letter"]) == (None, None, True)
    order(post, "clotilde", "barnabe", channel="letter")
    [message] = post.rows(OUTBOX)
    address = KEYS.decrypt("outbox.recipient", message["recipient_sealed"]) or ""
    assert "Barnabé" in address


def test_who_may_not_act_gets_no_code(post: Post) -> None:
    post.now = post.now.replace(year=2036)
    assert code_of(enquire(post, "aurele", "lilou")) == "Identity_NotRepresentative"
    assert code_of(order(post, "aurele", "lilou")) == "Identity_NotRepresentative"


# Refusals -----------------------------------------------------------------------------------------


def test_no_contact_no_code(post: Post) -> None:
    with post.store.writing() as connection:
        connection.execute(
            sa.update(PEOPLE).values(email_sealed=None, mobile_sealed=None, address_sealed=None)
        )
    assert code_of(enquire(post, "odette")) == "Contact_Unknown"
    assert code_of(order(post, "odette")) == "Contact_Unknown"
    assert len(codes_of(post, "odette")) == 1


@pytest.mark.parametrize(("name", "channel"), [("nazaire", "sms"), ("tesfaye", "email")])
def test_only_to_a_contact_that_the_fund_knows(post: Post, name: str, channel: str) -> None:
    assert code_of(order(post, name, channel=channel)) == "Contact_Unknown"
    assert post.identify(name).status_code == 200  # the code she has is still good


def test_the_dead_are_sent_elsewhere(post: Post) -> None:
    assert code_of(enquire(post, "hippolyte")) == "Identity_Deceased"
    assert code_of(order(post, "hippolyte")) == "Identity_Deceased"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"rank": 1}, None),
        ({"rank": -1}, ["rank"]),
        ({"rank": True}, ["rank"]),
        ({"channel": "pigeon"}, ["channel"]),
        ({"email": "ailleurs@exemple.example"}, ["email"]),
    ],
)
def test_what_was_not_offered_is_malformed(
    post: Post, changes: dict[str, Any], fields: list[str] | None
) -> None:
    answer = order(post, "odette", **changes)
    assert code_of(answer) == "Request_Malformed"
    assert answer.json().get("fields") == fields
    assert len(codes_of(post, "odette")) == 1


@pytest.mark.parametrize("ask", [enquire, order])
@pytest.mark.parametrize("piece", ["nir", "card_serial", "birth_date"])
def test_no_answer_tells_which_piece_was_wrong(post: Post, ask: Any, piece: str) -> None:
    """Same words, same headers, and the same statements down to the written attempt."""
    wrong = {name: WRONG[name] for name in ("nir", "card_serial", "birth_date")}
    with statements_of(post) as expected_work:
        expected = ask(post, "odette", **wrong)
    with statements_of(post) as work:
        answer = ask(post, "odette", **{piece: WRONG[piece]})
    assert code_of(answer) == "Identity_NotRecognised"
    assert answer.content == expected.content
    assert answer.headers == expected.headers
    assert work == expected_work


def test_its_failures_count_with_those_of_identifications(post: Post) -> None:
    """Else a birth date could be found out here."""
    for _ in range(10):
        enquire(post, "odette", birth_date="19480418")
        post.identify("odette", birth_date="19480418")
    assert code_of(enquire(post, "odette")) == "Identity_TooManyAttempts"
    assert code_of(order(post, "odette")) == "Identity_TooManyAttempts"
    assert code_of(post.identify("odette")) == "Identity_TooManyAttempts"
    # 20 failures, each against three; none blamed on the code
    assert len(post.rows(FAILED_IDENTIFICATIONS)) == 60
    assert [code["wrong_attempts"] for code in codes_of(post, "odette")] == [0]


# Thirty seconds -----------------------------------------------------------------------------------


def test_thirty_seconds_between_two_for_one_person(post: Post) -> None:
    assert order(post, "odette").status_code == 200
    post.forward(seconds=10)
    refused = order(post, "odette")
    assert code_of(refused) == "Code_TooSoon"
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "20"
    assert order(post, "firmin").status_code == 200
    post.forward(seconds=20)
    assert order(post, "odette").status_code == 200


def test_each_twin_waits_for_its_own(post: Post) -> None:
    assert order(post, "aurele", "lilou", rank=0).status_code == 200
    assert order(post, "aurele", "lilou", rank=1).status_code == 200
    assert code_of(order(post, "perrine", "lilou", rank=1)) == "Code_TooSoon"


@pytest.mark.parametrize(
    ("back", "wait"), [(timedelta(seconds=10), "40"), (timedelta(seconds=31), None)]
)
def test_a_clock_that_steps_back_locks_nobody_for_long(
    post: Post, back: timedelta, wait: str | None
) -> None:
    order(post, "odette")
    post.now -= back
    answer = order(post, "odette")
    assert answer.headers.get("retry-after") == wait
    assert answer.status_code == (429 if wait else 200)


def test_a_code_from_the_future_does_not_hide_one_of_just_now(post: Post) -> None:
    post.forward(days=1)
    order(post, "odette")
    post.forward(days=-1)
    assert order(post, "odette").status_code == 200
    assert code_of(order(post, "odette")) == "Code_TooSoon"


def test_of_many_at_once_one_gets_a_code(post: Post) -> None:
    ordered = wire.CodeOrder.model_validate(
        numbers(known("odette"), known("odette")) | {"rank": 0, "channel": "email"}
    )

    def ask(_: int) -> str:
        try:
            answer = code_requests.order(
                post.store, post.settings, ordered, Caller("a post", "192.0.2.1")
            )
        except CounterError as refused:
            return refused.code
        return answer.channel

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = sorted(threads.map(ask, range(AT_ONCE)))
    assert answers == ["Code_TooSoon"] * (AT_ONCE - 1) + ["email"]
    assert len(codes_of(post, "odette")) == 2
    assert len(post.rows(OUTBOX)) == 1
