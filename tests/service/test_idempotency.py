"""Exactly once: replays, other bodies, many at once, doubts settled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from counter_app.domain.failures import CounterError, FailureCode
from counter_app.domain.profile import Action, ProfileStatus
from counter_app.service import operations, wire
from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import CODES, OPERATIONS, OUTBOX
from tests.service.databases import MASTER_KEY
from tests.service.post import PASSWORD, Post, activation, code_of, new_key

AT_ONCE = 8


def request_for(token: str, action: Action = Action.OPPOSE) -> wire.OperationRequest:
    """The message of an act."""
    return wire.OperationRequest.model_validate(
        {
            "token": token,
            "action": action,
            "channel": "card",
            "identity_document": "passport",
            "organisation": "France Services",
            "agent": "guichet 1",
        }
    )


def test_the_same_request_gets_the_same_answer(post: Post) -> None:
    token, key = post.token("odette"), new_key()
    first = post.submit(token, Action.ACTIVATE, key, activation=activation())
    post.forward(hours=2)  # even once the session is over
    again = post.submit(token, Action.ACTIVATE, key, activation=activation())
    assert again.status_code == first.status_code == 200
    assert again.content == first.content
    assert post.client.get(f"/v1/operations/{key}").content == first.content
    assert len(post.rows(OPERATIONS)) == len(post.rows(OUTBOX)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": "phone"},
        {"agent": "guichet 3"},
        {"activation": activation(login_name="autre.identifiant")},
        {"activation": activation(password="Coquelicot-8-Scie")},
        {"token": "another-session"},
    ],
)
def test_another_request_under_the_same_key_is_refused(
    post: Post, changes: dict[str, object]
) -> None:
    token, key = post.token("odette"), new_key()
    asked = {"activation": activation()}
    assert post.submit(token, Action.ACTIVATE, key, **asked).status_code == 200
    other: dict[str, Any] = {"token": token, "action": Action.ACTIVATE} | asked | changes
    refused = post.submit(key=key, **other)
    assert code_of(refused) == "Operation_KeyReused"
    assert len(post.rows(OPERATIONS)) == 1


@pytest.mark.parametrize("password", [PASSWORD, "Coquelicot-8-Scie"])
def test_a_replay_after_a_change_of_keys(post: Post, password: str) -> None:
    """The older key's fingerprint still tells the same request from another."""
    key = new_key()
    body = {
        "token": post.token("odette"),
        "action": "activate",
        "channel": "card",
        "identity_document": "passport",
        "activation": activation(),
    }
    headers = {"Idempotency-Key": key}
    first = post.client.post("/v1/operations", json=body, headers=headers)
    assert first.status_code == 200
    with post.with_keys(ServiceKeys(bytes(range(1, 33)), MASTER_KEY)) as client:
        again = client.post(
            "/v1/operations",
            json=body | {"activation": activation(password=password)},
            headers=headers,
        )
    if password == PASSWORD:
        assert again.content == first.content
    else:
        assert code_of(again) == "Operation_KeyReused"


def test_a_refusal_leaves_the_key_free(post: Post) -> None:
    token, key = post.token("odette"), new_key()
    wrong = activation(login_name="solange.pietri")
    refused = post.submit(token, Action.ACTIVATE, key, activation=wrong)
    assert code_of(refused) == "Account_LoginNameTaken"
    assert code_of(post.client.get(f"/v1/operations/{key}")) == "Request_NotFound"
    assert post.submit(token, Action.ACTIVATE, key, activation=activation()).status_code == 200


def test_many_at_once_under_one_key_have_one_effect(post: Post) -> None:
    request, key = request_for(post.token("odette")), new_key()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(
            threads.map(
                lambda _: operations.submit(post.store, post.settings, key, request),
                range(AT_ONCE),
            )
        )
    assert all(answer == answers[0] for answer in answers)
    assert len(post.rows(OPERATIONS)) == len(post.rows(OUTBOX)) == 1


def test_many_at_once_under_many_keys_have_one_effect(post: Post) -> None:
    request = request_for(post.token("odette"))

    def submit(_: int) -> str:
        try:
            return operations.submit(post.store, post.settings, new_key(), request).receipt_number
        except CounterError as refused:
            return refused.code

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(submit, range(AT_ONCE)))
    assert answers.count(FailureCode.CODE_ALREADY_USED) == AT_ONCE - 1
    assert len(post.rows(OPERATIONS)) == 1


def test_one_login_name_for_one_of_many_at_once(post: Post) -> None:
    tokens = [post.token(name) for name in ("odette", "tesfaye", "firmin", "mireille")]

    def submit(token: str) -> str:
        request = request_for(token, Action.ACTIVATE).model_copy(
            update={"activation": wire.ActivationChoices.model_validate(activation())}
        )
        try:
            return operations.submit(post.store, post.settings, new_key(), request).status
        except CounterError as refused:
            return refused.code

    with ThreadPoolExecutor(len(tokens)) as threads:
        answers = list(threads.map(submit, tokens))
    taken = FailureCode.ACCOUNT_LOGIN_NAME_TAKEN
    assert sorted(answers) == sorted(["ACTIVE", *[taken] * 3])


def test_a_settled_doubt_stays_settled(post: Post) -> None:
    """Asked before the act arrived: it was not registered, and arriving later it is refused."""
    token, key = post.token("odette"), new_key()
    nothing = {"registered": False, "acknowledgement": None}
    assert post.client.post(f"/v1/operations/{key}/settlement").json() == nothing
    late = post.submit(token, Action.OPPOSE, key)
    assert code_of(late) == "Operation_KeyReused"
    assert post.status("odette") is ProfileStatus.PENDING
    assert post.client.post(f"/v1/operations/{key}/settlement").json() == nothing
    assert code_of(post.client.get(f"/v1/operations/{key}")) == "Request_NotFound"
    # A new attempt takes a new key, and nothing of the first is left in its way.
    assert all(
        code["used_at"] is None
        for code in post.rows(CODES)
        if code["person_id"] == post.person_id("odette")
    )
    assert post.submit(token, Action.OPPOSE).status_code == 200


def test_a_registered_act_is_told_by_the_settlement(post: Post) -> None:
    key = new_key()
    done = post.submit(post.token("odette"), Action.OPPOSE, key).json()
    settled = post.client.post(f"/v1/operations/{key}/settlement").json()
    assert settled == {"registered": True, "acknowledgement": done}


def test_the_act_and_the_question_at_once_agree(post: Post) -> None:
    """Whichever comes first, what the settlement says is what holds."""
    for name in ("odette", "tesfaye", "lilou", "noam", "aurele"):
        request, key = request_for(post.token(name)), new_key()
        with ThreadPoolExecutor(2) as threads:
            act = threads.submit(operations.submit, post.store, post.settings, key, request)
            question = threads.submit(operations.settle, post.store, post.settings, key)
        registered = question.result().registered
        assert (act.exception() is None) == registered
        assert (post.status(name) is ProfileStatus.OPPOSED) == registered
