"""A wave seen from the counter: the code of the letter opens on its days and on no other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from counter_app.domain.deadlines import start_of_day
from counter_app.domain.territory import TERRITORIES, TERRITORY_OF_DEPARTMENT
from counter_app.service.codes import MessageChannel
from counter_app.service.messages.queue import claim, mark_sent
from counter_app.service.scheduled.jobs import ISSUE_NOTICES, run_jobs
from counter_app.service.store import Store
from counter_app.service.tables import OUTBOX
from counter_app.service.waves.campaigns import Sending, create_campaign
from tests.service.crowd import statuses
from tests.service.post import KEYS, Post, code_of
from tests.service.waves.files import adult, child, nir, take

SECOND = timedelta(seconds=1)
JOBS = ("coming-of-age", "open-spaces", ISSUE_NOTICES)
DEPARTMENTS = {territory: code for code, territory in TERRITORY_OF_DEPARTMENT.items()}


def send_all(post: Post, day: date) -> dict[str, str]:
    """The scheduled work, then the messages leave: each code by the given name of its person."""
    list(run_jobs(post.store, lambda: post.now, JOBS))
    codes = {}
    rows = claim(post.store, MessageChannel.EMAIL, post.now, 100).rows
    with post.store.writing() as connection:
        for row in rows:
            name = KEYS.decrypt("people.given_name", row.given_name_sealed)
            codes[name or ""] = KEYS.decrypt("outbox.secret", row.secret_sealed) or ""
            mark_sent(connection, KEYS, OUTBOX.c.id == row.id, day, post.now)
    return codes


def identify(post: Post, number: str, serial: str, birth_date: str, code: str) -> Any:
    """At the counter."""
    numbers = {"nir": number, "card_serial": serial, "birth_date": birth_date}
    return post.client.post("/v1/identifications", json=numbers | {"enrolment_code": code})


@pytest.mark.parametrize("day", [date(2027, 2, 20), date(2027, 9, 25)])  # over a change of clocks
@pytest.mark.parametrize("territory", TERRITORIES)
def test_the_code_serves_through_the_last_day_and_the_space_opens_on_the_next(
    store: Store, lasting_post: Post, territory: str, day: date
) -> None:
    post = lasting_post
    post.now = start_of_day(day, territory)
    take(store, adult(1, department=DEPARTMENTS[territory]), now=post.now)
    create_campaign(store, "Une", [Sending(territory, None, None, day)], post.now)
    [code] = send_all(post, day).values()
    hers = (nir(1), "00000001", "19500115", code)

    last_day = day + timedelta(days=42)
    end = start_of_day(last_day + timedelta(days=1), territory)
    for moment in (post.now, end - SECOND):
        post.now = moment
        list(run_jobs(store, lambda: post.now, JOBS))
        answer = identify(post, *hers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["status"] == "PENDING"
        assert answer.json()["opposition_until"] == last_day.isoformat()

    post.now = end
    list(run_jobs(store, lambda: post.now, JOBS))
    assert code_of(identify(post, *hers)) == "Code_Expired"
    assert list(statuses(store).values()) == ["OPEN_UNCLAIMED"]


def test_each_parent_and_no_child_uses_the_code_of_a_child(
    store: Store, lasting_post: Post
) -> None:
    post, day = lasting_post, date(2027, 2, 20)
    post.now = start_of_day(day, "FX")
    twins = [
        child(8, 1, given_name="Lilou", representative_2=nir(2)),
        child(9, 1, given_name="Noam", representative_2=nir(2)),
    ]
    take(store, *twins, adult(1), adult(2), now=post.now)
    create_campaign(store, "Une", [Sending("FX", None, None, day)], post.now)
    codes = send_all(post, day)
    born = "20170115"
    for serial, parent in (("00000001", nir(1)), ("00000002", nir(2))):
        for name in ("Lilou", "Noam"):
            answer = identify(post, parent, serial, born, codes[name])
            assert answer.status_code == 200, answer.text
            assert answer.json()["given_name"] == name
            assert answer.json()["acting_for"] == "child"
    own_number = identify(post, nir(8, 17), "00000001", born, codes["Lilou"])
    assert own_number.json()["given_name"] == "Lilou"
    parents_by_the_child = identify(post, nir(8, 17), "00000001", "19500115", codes["Camille"])
    assert code_of(parents_by_the_child) == "Identity_NotRecognised"


def test_who_comes_of_age_is_found_by_herself_alone(store: Store, lasting_post: Post) -> None:
    post, day = lasting_post, date(2027, 1, 5)
    post.now = start_of_day(day, "FX")
    own = {"nir": nir(9, 9), "birth_date": "2009-01-15", "given_name": "Noam"}
    take(store, adult(1), child(9, 1, card_serial="00000099", **own), now=post.now)
    create_campaign(store, "Une", [Sending("FX", None, None, day)], post.now)
    code = send_all(post, day)["Noam"]
    assert identify(post, nir(1), "00000001", "20090115", code).status_code == 200

    birthday = date(2027, 1, 15)
    post.now = start_of_day(birthday, "FX")
    list(run_jobs(store, lambda: post.now, JOBS))
    answer = identify(post, nir(1), "00000001", "20090115", code)
    assert code_of(answer) == "Identity_NotRecognised"
    assert code_of(identify(post, nir(9, 9), "00000099", "20090115", code)) == "Code_Expired"

    take(store, adult(9, **own, card_serial="00000099"), now=post.now)
    new = send_all(post, birthday)["Noam"]
    answer = identify(post, nir(9, 9), "00000099", "20090115", new)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["acting_for"], answer.json()["status"]) == ("self", "PENDING")
    assert answer.json()["opposition_until"] == (birthday + timedelta(days=42)).isoformat()
