"""Who was at the counter is kept with the act, and nobody decides who may not."""

from __future__ import annotations

from typing import Any

import pytest

from counter_app.domain.profile import Action, FurtherAct, PersonAct, ProfileStatus
from counter_app.service.tables import OPERATIONS
from tests.service.post import Post, activation, code_of


def kept(post: Post) -> tuple[Any, ...]:
    """What the one act holds of it."""
    [act] = post.rows(OPERATIONS)
    return act["situation"], act["decided_by"], act["mandate"]


@pytest.mark.parametrize(
    ("name", "situation", "decided_by"),
    [
        ("odette", "adult", "person"),
        ("odette", "curatorship", "person"),
        ("odette", "guardian", "companion"),
        ("lilou", "parent", "companion"),
    ],
)
def test_who_was_there_and_who_decided_is_kept(
    post: Post, name: str, situation: str, decided_by: str
) -> None:
    answer = post.submit(post.token(name), Action.OPPOSE, situation=situation)
    assert answer.status_code == 200
    assert kept(post) == (situation, decided_by, None)


@pytest.mark.parametrize(
    ("name", "act", "situation", "decided_by"),
    [
        ("kalinda", FurtherAct.REQUEST_DELETION, "adult", "person"),
        ("lilou", FurtherAct.DECLARE_NOT_REPRESENTATIVE, "not_representative", "declarant"),
        ("lilou", FurtherAct.DECLARE_NOT_REPRESENTATIVE, "parent", "declarant"),
    ],
)
def test_who_asked_for_a_further_act_is_kept(
    post: Post, name: str, act: FurtherAct, situation: str, decided_by: str
) -> None:
    answer = post.submit(post.token(name), act, situation=situation)
    assert answer.status_code == 200
    assert kept(post) == (situation, decided_by, None)


@pytest.mark.parametrize(
    ("name", "act", "situation"),
    [
        ("kalinda", FurtherAct.REQUEST_DELETION, "guardian"),
        ("lilou", FurtherAct.DECLARE_NOT_REPRESENTATIVE, "child_alone"),
        ("lilou", Action.OPPOSE, "not_representative"),
    ],
)
def test_nobody_asks_for_what_he_may_not_decide(
    post: Post, name: str, act: PersonAct, situation: str
) -> None:
    answer = post.submit(post.token(name), act, situation=situation)
    assert code_of(answer) == "Operation_NotAllowed"
    assert post.rows(OPERATIONS) == []


def test_the_version_of_the_mandate_is_kept(post: Post) -> None:
    answer = post.submit(
        post.token("odette"),
        Action.ACTIVATE,
        activation=activation(),
        situation="adult",
        mandate="2026-1",
    )
    assert answer.status_code == 200
    assert kept(post) == ("adult", "person", "2026-1")


def test_a_counter_that_does_not_say_it_is_served(post: Post) -> None:
    assert post.submit(post.token("odette"), Action.OPPOSE).status_code == 200
    assert kept(post) == (None, None, None)


@pytest.mark.parametrize(
    ("situation", "action"),
    [
        ("guardian", Action.ACTIVATE),
        ("relative", Action.OPPOSE),
        ("parents_disagree", Action.OPPOSE),
    ],
)
def test_who_may_not_decide_is_refused_and_nothing_is_changed(
    post: Post, situation: str, action: Action
) -> None:
    extra = {"activation": activation()} if action is Action.ACTIVATE else {}
    answer = post.submit(post.token("odette"), action, situation=situation, **extra)
    assert code_of(answer) == "Operation_NotAllowed"
    assert post.status("odette") is ProfileStatus.PENDING
    assert post.rows(OPERATIONS) == []


@pytest.mark.parametrize(
    "said", [{"situation": "my neighbour"}, {"mandate": "for Odette"}, {"mandate": "x" * 41}]
)
def test_nothing_is_told_in_free_words(post: Post, said: dict[str, str]) -> None:
    answer = post.submit(post.token("odette"), Action.OPPOSE, **said)
    assert code_of(answer) == "Request_Malformed"
    assert post.rows(OPERATIONS) == []


def test_the_same_request_with_another_situation_is_another_one(post: Post) -> None:
    token, key = post.token("odette"), "0f0e0d0c-the-same-key"
    first = post.submit(token, Action.OPPOSE, key=key, situation="adult")
    again = post.submit(token, Action.OPPOSE, key=key, situation="adult")
    other = post.submit(token, Action.OPPOSE, key=key, situation="accompanied")
    assert first.json() == again.json()
    assert code_of(other) == "Operation_KeyReused"


def test_a_request_of_before_the_situations_is_known_again(post: Post) -> None:
    """Unset, the fields leave its fingerprint as an older service made it."""
    token, key = post.token("odette"), "0f0e0d0c-the-same-key"
    first = post.submit(token, Action.OPPOSE, key=key)
    unset = post.submit(token, Action.OPPOSE, key=key, situation=None, mandate="")
    assert first.json() == unset.json()
    assert post.rows(OPERATIONS)[0]["fingerprint"]
