"""What Prometheus reads: what was done, in words of ours only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action
from counter_app.service.application import create_app
from counter_app.service.deployment import Deployment
from counter_app.service.metrics import METRICS_PATH
from counter_app.service.settings import settings_of
from counter_app.service.store import Store
from counter_app.service.tables import JOB_RUNS, OUTBOX
from tests.service.post import SECRET, Client, Post, Requests, code_of, new_key, people

MOMENT = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"}
Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def counted(post: Post) -> Iterator[Requests]:
    """A post in front of a service that has counted nothing yet."""
    client = Client(create_app(post.settings, post.store))
    yield Requests(client)
    client.close()


def samples(requests: Requests) -> Samples:
    """Each number that is told, by its name and labels."""
    answer = requests.client.get(METRICS_PATH)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(of: Samples, name: str, **labels: str) -> float | None:
    """One number."""
    return of.get((f"counter_app_{name}", frozenset(labels.items())))


def test_what_was_asked_and_done(counted: Requests) -> None:
    counted.identify("odette", birth_date="19480418")
    token = counted.token("odette")
    key = new_key()
    for _ in range(2):
        assert counted.submit(token, Action.OPPOSE, key).status_code == 200
    counted.submit(token, Action.OPPOSE, key, agent="somebody else")
    counted.client.get(f"/v1/operations/{key}")
    told = samples(counted)
    operations = {"route": "/v1/operations", "method": "POST"}
    assert value(told, "requests_total", **operations, status="200") == 2
    assert value(told, "requests_total", **operations, status="409") == 1
    found = {"route": "/v1/operations/{key}", "method": "GET"}
    assert value(told, "requests_total", **found, status="200") == 1
    assert value(told, "request_seconds_count", **operations) == 3
    assert value(told, "acts_total", action="oppose") == 2
    assert value(told, "identifications_total", outcome="identified") == 1
    assert value(told, "identifications_total", outcome="Identity_NotRecognised") == 1
    assert value(told, "failures_total", code="Identity_NotRecognised") == 1
    assert value(told, "failures_total", code="Operation_KeyReused") == 1


def test_what_waits_and_what_ran(post: Post, counted: Requests) -> None:
    token = counted.token("odette")
    assert counted.submit(token, Action.OPPOSE).json()["email_queued"] is True
    with post.store.writing() as connection:
        connection.execute(sa.insert(JOB_RUNS).values(name="letters", last_ended_at=MOMENT))
        connection.execute(sa.insert(JOB_RUNS).values(name="never ended"))
    told = samples(counted)
    assert value(told, "outbox_messages", state="queued") == 1
    assert value(told, "outbox_messages", state="stuck") == 0
    ended = {name: labels for name, labels in told if "job" in name}
    assert ended == {
        "counter_app_job_last_ended_timestamp_seconds": frozenset({("job", "letters")})
    }
    assert value(told, "job_last_ended_timestamp_seconds", job="letters") == MOMENT.timestamp()
    with post.store.writing() as connection:
        connection.execute(sa.update(OUTBOX).values(state="stuck"))
    assert value(samples(counted), "outbox_messages", state="stuck") == 1


@pytest.mark.expected_warnings(r"counter_app\.service: unexpected OperationalError")
def test_a_database_that_is_away(post: Post) -> None:
    away = Store("sqlite:////proc/no/such/place.sqlite", post.store.keys)
    client = Client(create_app(post.settings, away))
    told = samples(Requests(client))
    assert value(told, "database_answers") == 0
    assert value(told, "outbox_messages", state="queued") is None
    client.close()


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", f"Basic {SECRET}"])
def test_a_secret_is_needed(counted: Requests, authorization: str) -> None:
    answer = counted.client.get(METRICS_PATH, headers={"Authorization": authorization})
    assert code_of(answer) == FailureCode.SERVICE_NOT_AUTHORISED


def test_a_secret_of_their_own_opens_nothing_else(post: Post) -> None:
    deployment = Deployment(fictive=True, metrics_secret="the secret of the metrics")
    client = Client(create_app(settings_of(deployment, (SECRET,)), post.store))
    shown = {"Authorization": "Bearer the secret of the metrics"}
    assert client.get(METRICS_PATH, headers=shown).status_code == 200
    assert client.get(METRICS_PATH).status_code == 200, "a post's secret opens them too"
    assert client.get("/v1/status", headers=shown).status_code == 401
    client.close()


def test_each_route_is_counted_under_its_whole_path(post: Post) -> None:
    described = post.app.openapi()["paths"]
    for path, methods in described.items():
        for method in methods:
            post.client.request(method, path.replace("{key}", new_key()))
    told = samples(post)
    counted = {dict(labels)["route"] for name, labels in told if name.endswith("requests_total")}
    assert counted - {"none"} == set(described)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "POST", "PUT", "BREW", "NIR"]),
    path=st.lists(
        st.sampled_from(["v1", "operations", "identifications", "status", "%00", "248049711203438"])
        | st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=8),
        max_size=4,
    ).map("/".join),
    body=st.binary(max_size=50),
    secret=st.booleans(),
)
def test_labels_are_words_of_ours(
    lasting_post: Post, method: str, path: str, body: bytes, secret: bool
) -> None:
    """Whatever was asked, no label repeats any of it."""
    headers = {} if secret else {"Authorization": ""}
    lasting_post.client.request(method, f"http://service/{path}", content=body, headers=headers)
    described = lasting_post.app.openapi()["paths"]
    routes = {*described, "/v1/openapi.json", "none"}
    known = {
        "route": routes,
        "method": METHODS,
        "code": set(FailureCode) | {"other"},
        "outcome": set(FailureCode) | {"identified", "other"},
        "action": set(Action) | {"other"},
        "state": {"queued", "sending", "stuck"},
    }
    for _, labels in samples(lasting_post):
        for label, said in labels:
            if label == "status":
                assert said.isdecimal()
            elif label == "le":
                assert float(said) > 0
            else:
                assert said in known[label]


def test_nothing_personal_is_told(counted: Requests) -> None:
    entry = people()["odette"]
    token = counted.token("odette")
    counted.submit(token, Action.OPPOSE)
    told = counted.client.get(METRICS_PATH).text
    for secret in (token, *(str(entry[field]) for field in ("nir", "card_serial", "email"))):
        assert secret not in told


def test_the_library_is_loaded_after_the_first_answer() -> None:
    """The service of one post starts without it."""
    script = (
        "import sys\n"
        "from counter_app.service import process, application\n"
        "assert not [name for name in sys.modules if name.startswith('prometheus_client')]\n"
        "assert 'counter_app.service.workers' not in sys.modules\n"
        "assert 'tomllib' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
