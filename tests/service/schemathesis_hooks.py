"""What schemathesis is told so that it gets past the door: people, sessions and keys that exist.

Loaded by `st run` (variable SCHEMATHESIS_HOOKS). The service under test has the invented people in
the SQLite file of the variable TEST_DATABASE, and they are put back when none of them is left.
"""

from __future__ import annotations

import itertools
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import requests
import schemathesis

from counter_app.domain.failures import FailureCode
from counter_app.domain.profile import Action
from counter_app.service.fictive import seed
from counter_app.service.keys import keys_from_file
from counter_app.service.store import Store
from tests.service.post import activation, new_key, people
from tests.service.processes import HEADERS

_IDENTITY = ("nir", "card_serial", "birth_date", "enrolment_code")
_MOST_DAYS = 366
_STORE = Store(
    f"sqlite:///{os.environ['TEST_DATABASE']}",
    keys_from_file(Path(f"{os.environ['TEST_DATABASE']}.key")),
    durable=False,
)
_names = itertools.cycle(people())
_numbers = itertools.count()
_keys: list[str] = []


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Make what a right request names exist, every other time."""
    if case.meta.generation.mode.is_negative or next(_numbers) % 2:
        return
    body = case.body
    if isinstance(body, dict) and "token" in body:
        session = _session(case.operation.base_url)
        body["token"] = session["token"]
        if "action" in body:
            _make_possible(case, session["allowed_actions"])
    elif isinstance(body, dict) and "nir" in body:
        entry = people()[next(_names)]
        body.update({field: entry[field] for field in _IDENTITY if field in body})
        if "rank" in body:
            body["rank"] = 0  # said in words: one of those that were offered
    if "key" in case.path_parameters and _keys:
        case.path_parameters["key"] = _keys[-1]


@schemathesis.hook
def after_call(_context: Any, case: Any, response: Any) -> None:
    """Remember the keys under which something was registered."""
    if case.operation.path == "/v1/operations" and response.status_code == requests.codes.ok:
        _keys.append(case.headers["Idempotency-Key"])


@schemathesis.hook
def map_query(_context: Any, query: Any) -> Any:
    """A period that the description cannot express: in order, and not too long."""
    if query and {"since", "until"} <= query.keys():
        try:
            since, until = sorted(date.fromisoformat(query[each]) for each in ("since", "until"))
        except (TypeError, ValueError):  # a wrong one, on purpose
            return query
        until = min(until, since + timedelta(days=_MOST_DAYS - 1)) if since.year > 1 else since
        query |= {"since": since.isoformat(), "until": until.isoformat()}
    return query


@schemathesis.check
def right_requests_are_understood(_context: Any, response: Any, case: Any) -> None:
    """What the description allows is never malformed. In place of schemathesis' own check, which
    takes each 422 for that, the refusal of a password too."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    assert response.status_code not in {400, 405, 408, 413}
    if response.status_code == requests.codes.unprocessable:
        assert response.json()["code"] != FailureCode.REQUEST_MALFORMED


def _make_possible(case: Any, allowed: list[str]) -> None:
    """An act that the person's state allows, under a key of its own."""
    case.headers["Idempotency-Key"] = new_key()
    if case.body["action"] not in allowed and allowed:
        case.body["action"] = allowed[next(_numbers) % len(allowed)]
    case.body.pop("activation", None)  # said in words: with `activate` and no other act
    if case.body["action"] == Action.ACTIVATE:
        case.body["activation"] = activation(login_name=f"essai.{next(_numbers)}")


def _session(base_url: str) -> dict[str, Any]:
    for _ in range(2):
        for _ in people():
            entry = people()[next(_names)]
            answer = requests.post(
                f"{base_url.rstrip('/')}/v1/identifications",
                json={field: entry[field] for field in _IDENTITY},
                headers=HEADERS,
                timeout=30,
            )
            if answer.status_code == requests.codes.ok:
                session: dict[str, Any] = answer.json()
                return session
        seed(_STORE, datetime.now(UTC))
    raise AssertionError("nobody can be identified")
