"""Failed identifications are limited by person, by agent and by address; nobody is named there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from httpx import Response

from counter_app.service.keys import ServiceKeys
from counter_app.service.tables import FAILED_IDENTIFICATIONS
from tests.service.databases import MASTER_KEY
from tests.service.post import SECRET, Client, Post, code_of, people

OF_A_PERSON, OF_AN_AGENT, OF_AN_ADDRESS = 20, 60, 200
AGENT = "guichet 2"


def fail(client: Client, rank: int, agent: str = AGENT) -> Response:
    """An identification that nobody answers to, each rank for another person."""
    body = {
        "nir": f"27702591340{rank % 20:04d}",
        "card_serial": f"0300{rank:07d}",
        "birth_date": "19770201",
        "enrolment_code": "AAAAbbbb2222",
        "agent": agent,
    }
    return client.post("/v1/identifications", json=body)


def succeed(client: Client, agent: str = AGENT) -> Response:
    """An identification that nothing is wrong with."""
    fields = ("nir", "card_serial", "birth_date", "enrolment_code")
    body = {field: people()["odette"][field] for field in fields}
    return client.post("/v1/identifications", json=body | {"agent": agent})


@pytest.fixture
def elsewhere(post: Post) -> Iterator[Client]:
    """The same post, at another address."""
    client = Client(post.app, address="192.0.2.7")
    yield client
    client.close()


def test_the_failures_for_one_person(post: Post, elsewhere: Client) -> None:
    """Whoever asks, from wherever."""
    for count in range(OF_A_PERSON):
        client = elsewhere if count % 2 else post.client
        assert code_of(fail(client, 1, f"agent {count}")) == "Identity_NotRecognised"
    refused = fail(post.client, 1, "another agent")
    assert code_of(refused) == "Identity_TooManyAttempts"
    assert refused.headers["retry-after"] == "3600"
    assert code_of(fail(post.client, 2)) == "Identity_NotRecognised"


def test_the_failures_of_one_agent(post: Post, elsewhere: Client) -> None:
    """A colleague at the same post goes on; so does the agent of that name at another post."""
    for rank in range(OF_AN_AGENT):
        client = elsewhere if rank % 2 else post.client
        assert code_of(fail(client, rank)) == "Identity_NotRecognised"
    refused = succeed(post.client)
    assert code_of(refused) == "Identity_TooManyFromHere"
    assert refused.headers["retry-after"] == "3600"
    assert code_of(succeed(elsewhere)) == "Identity_TooManyFromHere"
    assert succeed(post.client, "guichet 3").status_code == 200
    post.forward(minutes=60)
    assert succeed(post.client).status_code == 200


def test_the_failures_from_one_address(post: Post, elsewhere: Client) -> None:
    """Other people, other agents: only the address is the same."""
    fail(post.client, 1, "agent 1")
    fail(post.client, 2, "agent 2")
    counts = Counter(row["subject_hash"] for row in post.rows(FAILED_IDENTIFICATIONS))
    [(address, _)] = counts.most_common(1)
    failure = {"subject_hash": address, "failed_at": post.now}
    with post.store.writing() as connection:
        connection.execute(sa.insert(FAILED_IDENTIFICATIONS), [failure] * (OF_AN_ADDRESS - 3))
    assert code_of(fail(post.client, 3, "agent 3")) == "Identity_NotRecognised"
    assert code_of(succeed(post.client)) == "Identity_TooManyFromHere"
    assert succeed(elsewhere).status_code == 200
    post.forward(minutes=60)
    assert succeed(post.client).status_code == 200


def test_one_label_at_two_posts_is_two_agents(post: Post) -> None:
    other_secret = "the secret of another post, long enough"
    for rank in range(OF_AN_AGENT):
        fail(post.client, rank)
    assert code_of(succeed(post.client)) == "Identity_TooManyFromHere"
    other = Client(post.app_with(post_secrets=(SECRET, other_secret)), secret=other_secret)
    assert succeed(other).status_code == 200
    other.close()


def test_successes_and_refusals_with_a_reason_count_for_nothing(post: Post) -> None:
    succeed(post.client)
    assert code_of(post.identify("expire")) == "Code_Expired"
    assert post.rows(FAILED_IDENTIFICATIONS) == []


def test_what_is_kept_names_neither_agent_nor_address(post: Post, elsewhere: Client) -> None:
    fail(elsewhere, 1, "agent de la mairie")
    fail(elsewhere, 2, "agent de la mairie")
    rows = post.rows(FAILED_IDENTIFICATIONS)
    subjects = {row["subject_hash"] for row in rows}
    assert len(rows) == 6
    assert len(subjects) == 4  # two people, one agent, one address
    assert all(len(subject) == 64 for subject in subjects)
    content = post.database.content()
    assert b"agent de la mairie" not in content
    assert b"192.0.2.7" not in content


def test_failures_written_under_a_wrong_clock_hold_nobody_up_for_ever(post: Post) -> None:
    right = post.now
    post.forward(days=365)
    for _ in range(OF_A_PERSON):
        fail(post.client, 1)
    assert code_of(fail(post.client, 1)) == "Identity_TooManyAttempts"
    post.now = right
    assert code_of(fail(post.client, 1)) == "Identity_NotRecognised"


def test_a_small_step_back_of_the_clock_forgets_nothing(post: Post) -> None:
    for _ in range(OF_A_PERSON):
        fail(post.client, 1)
    post.now -= timedelta(minutes=10)
    assert code_of(fail(post.client, 1)) == "Identity_TooManyAttempts"


def test_the_count_goes_on_while_the_keys_are_changed(post: Post) -> None:
    for _ in range(OF_A_PERSON):
        fail(post.client, 1)
    with post.with_keys(ServiceKeys(bytes(range(1, 33)), MASTER_KEY)) as client:
        assert code_of(fail(client, 1)) == "Identity_TooManyAttempts"
