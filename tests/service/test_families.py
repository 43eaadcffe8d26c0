"""A parent acts for a child, never the reverse; who is 18 decides, but for a guardian's powers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.domain.family import Representation, may_act_for
from counter_app.domain.profile import Action, FurtherAct, ProfileStatus
from counter_app.service.tables import ACCOUNTS, CODES, OPERATIONS, OUTBOX, PEOPLE, REPRESENTATIONS
from tests.service.households import GROWN_UP, come, known, settle, someone
from tests.service.post import KEYS, Post, activation, code_of

WRONG_CODE = "AAAAbbbb2222"


def recipients(post: Post) -> list[str | None]:
    """Where the messages of the outbox go."""
    return [
        KEYS.decrypt("outbox.recipient", message["recipient_sealed"])
        for message in post.rows(OUTBOX)
    ]


def wrong_attempts(post: Post) -> dict[str, int]:
    """Of the code of each of Aurèle's household."""
    found = {code["person_id"]: code["wrong_attempts"] for code in post.rows(CODES)}
    return {name: found[post.person_id(name)] for name in ("aurele", "lilou", "noam")}


# Under a parent's number --------------------------------------------------------------------------


@pytest.mark.parametrize("parent", ["aurele", "perrine"])
@pytest.mark.parametrize("twin", ["lilou", "noam"])
def test_twins_are_told_apart_by_their_codes(post: Post, parent: str, twin: str) -> None:
    answer = come(post, known(parent), known(twin)).json()
    assert answer["given_name"] == known(twin)["given_name"]
    assert answer["acting_for"] == "child"
    assert answer["contacts"]["email"] == "au•••@exemple.example"  # of who they are attached to


def test_a_parent_is_found_under_the_same_number_by_an_own_birth_date(post: Post) -> None:
    answer = come(post, known("aurele"), known("aurele")).json()
    assert (answer["given_name"], answer["acting_for"]) == ("Aurèle", "self")


@pytest.mark.parametrize("meant", ["aurele", "noam", "perrine"])
def test_never_the_reverse(post: Post, meant: str) -> None:
    """A child's own number leads to that child alone."""
    answer = come(post, known("lilou"), known(meant))
    assert code_of(answer) == "Identity_NotRecognised"
    assert come(post, known("lilou"), known("lilou")).json()["acting_for"] == "child"


def test_the_card_of_another_adult_leads_to_no_child(post: Post) -> None:
    assert code_of(come(post, known("odette"), known("lilou"))) == "Identity_NotRecognised"


def test_a_wrong_code_for_twins_counts_against_both(post: Post) -> None:
    """Nobody knows which of the two it was meant for; the parent's own is not touched."""
    for _ in range(5):
        answer = come(post, known("aurele"), known("lilou"), WRONG_CODE)
        assert code_of(answer) == "Identity_NotRecognised"
    assert wrong_attempts(post) == {"aurele": 0, "lilou": 5, "noam": 5}
    for twin in ("lilou", "noam"):
        for holder in ("aurele", "perrine", twin):
            assert code_of(come(post, known(holder), known(twin))) == "Code_Blocked"
    assert come(post, known("aurele"), known("aurele")).status_code == 200


def test_a_wrong_code_under_an_own_number_counts_against_that_child_alone(post: Post) -> None:
    come(post, known("noam"), known("noam"), WRONG_CODE)
    assert wrong_attempts(post) == {"aurele": 0, "lilou": 0, "noam": 1}


def test_a_parents_code_is_not_the_childs(post: Post) -> None:
    code = known("aurele")["enrolment_code"]
    assert code_of(come(post, known("aurele"), known("lilou"), code)) == "Identity_NotRecognised"


def test_the_children_of_a_parent_who_opposed(post: Post) -> None:
    """Each decides for each space: what the parent chose for himself binds no child."""
    assert post.submit(post.token("aurele"), Action.OPPOSE).status_code == 200
    lilou = come(post, known("aurele"), known("lilou")).json()
    assert lilou["allowed_actions"] == ["activate", "oppose"]
    done = post.submit(lilou["token"], Action.ACTIVATE, activation=activation())
    assert done.json()["status"] == "ACTIVE"
    assert post.status("aurele") is ProfileStatus.OPPOSED
    assert post.status("noam") is ProfileStatus.PENDING


# Two legal representatives ------------------------------------------------------------------------


def test_each_parent_may_act_and_is_written_down(post: Post) -> None:
    for parent, twin in (("aurele", "lilou"), ("perrine", "noam")):
        token = come(post, known(parent), known(twin)).json()["token"]
        assert post.submit(token, Action.OPPOSE).status_code == 200
    written = {row["person_id"]: row["representative_id"] for row in post.rows(OPERATIONS)}
    assert written == {
        post.person_id("lilou"): post.person_id("aurele"),
        post.person_id("noam"): post.person_id("perrine"),
    }
    # The confirmation goes to whom the children are attached, whoever came.
    assert recipients(post) == [known("aurele")["email"]] * 2


def test_the_other_parent_makes_no_account_and_changes_no_contact_of_the_holder(
    post: Post,
) -> None:
    by_perrine = come(post, known("perrine"), known("lilou")).json()
    assert by_perrine["allowed_actions"] == ["oppose"]
    refused = post.submit(by_perrine["token"], Action.ACTIVATE, activation=activation())
    assert code_of(refused) == "Operation_NotAllowed"

    token = come(post, known("aurele"), known("noam")).json()["token"]
    post.submit(token, Action.ACTIVATE, activation=activation())
    by_perrine = come(post, known("perrine"), known("lilou")).json()
    assert by_perrine["has_account"] is True
    assert by_perrine["allowed_actions"] == ["activate", "oppose"]
    other = {"keep": False, "value": "autre@exemple.example"}
    choices = activation(login_name="", password="")
    refused = post.submit(
        by_perrine["token"], Action.ACTIVATE, activation=choices | {"email": other}
    )
    assert code_of(refused) == "Operation_NotAllowed"
    done = post.submit(by_perrine["token"], Action.ACTIVATE, activation=choices)
    assert done.json()["status"] == "ACTIVE"
    assert recipients(post) == [known("aurele")["email"]] * 2


@pytest.mark.parametrize("holder", ["aurele", "perrine", "lilou"])
def test_who_got_a_childs_notice_may_say_that_it_is_not_hers(post: Post, holder: str) -> None:
    answer = come(post, known(holder), known("lilou")).json()
    assert answer["further_requests"] == ["declare_not_representative"]
    done = post.submit(answer["token"], FurtherAct.DECLARE_NOT_REPRESENTATIVE).json()
    assert done["status"] == "CREATION_BLOCKED"
    assert post.status("noam") is ProfileStatus.PENDING


def test_nobody_says_so_of_an_own_space(post: Post) -> None:
    answer = post.identify("odette").json()
    assert answer["further_requests"] == []
    refused = post.submit(answer["token"], FurtherAct.DECLARE_NOT_REPRESENTATIVE)
    assert code_of(refused) == "Operation_NotAllowed"


# Coming of age ------------------------------------------------------------------------------------

# The 18th birthday of who was born on 13 May 2008 begins on the 12th at 20:00 UTC in La Réunion.
MIDNIGHT = datetime(2026, 5, 12, 20, tzinfo=UTC)
PARENT = someone(0, login_name="parent.tisserand")
CHILD = someone(
    1, "20080513", attached_to="person 0", territory="RE", email="enfant@exemple.example"
)


@pytest.fixture
def eve(post: Post, tmp_path: Path) -> Post:
    """A counter in the last minutes of a childhood."""
    post.now = MIDNIGHT - timedelta(minutes=5)
    settle(post, tmp_path, PARENT, CHILD)
    return post


def test_at_eighteen_a_parents_number_opens_nothing_more(eve: Post) -> None:
    eve.now = MIDNIGHT - timedelta(microseconds=1)
    assert come(eve, PARENT, CHILD).json()["acting_for"] == "child"
    eve.now = MIDNIGHT
    assert code_of(come(eve, PARENT, CHILD)) == "Identity_NotRepresentative"
    assert come(eve, PARENT, PARENT).json()["acting_for"] == "self"


def test_at_eighteen_an_own_number_is_ones_own(eve: Post) -> None:
    """Own contacts, own account, even before the nightly work has detached the profile."""
    before = come(eve, CHILD, CHILD).json()
    assert (before["acting_for"], before["has_account"]) == ("child", True)
    assert before["contacts"]["email"] == "pe•••@exemple.example"
    eve.now = MIDNIGHT
    after = come(eve, CHILD, CHILD).json()
    assert (after["acting_for"], after["has_account"]) == ("self", False)
    assert after["contacts"]["email"] == "en•••@exemple.example"
    done = eve.submit(after["token"], Action.ACTIVATE, activation=activation())
    assert done.status_code == 200
    assert len(eve.rows(ACCOUNTS)) == 2
    assert [row["representative_id"] for row in eve.rows(OPERATIONS)] == [None]
    assert recipients(eve) == ["enfant@exemple.example"]


@pytest.mark.parametrize("holder", [PARENT, CHILD], ids=["parent's number", "own number"])
def test_a_session_for_a_child_ends_with_the_childhood(
    eve: Post, holder: Mapping[str, Any]
) -> None:
    answer = come(eve, holder, CHILD).json()
    assert answer["expires_at"] == "2026-05-12T20:00:00Z"
    eve.now = MIDNIGHT
    assert code_of(eve.submit(answer["token"], Action.OPPOSE)) == "Session_Expired"


# Protected adults, and all kinds of representation ------------------------------------------------


def test_a_guardian_with_powers_on_the_person_opens_her_space(post: Post) -> None:
    answer = come(post, known("clotilde"), known("barnabe")).json()
    assert (answer["given_name"], answer["acting_for"]) == ("Barnabé", "protected_adult")
    done = post.submit(answer["token"], Action.CLOSE)
    assert done.json()["status"] == "CLOSED"
    [operation] = post.rows(OPERATIONS)
    assert operation["representative_id"] == post.person_id("clotilde")
    assert recipients(post) == []  # hers would be her own, and she has no e-mail


def test_a_protected_adult_decides_too(post: Post) -> None:
    answer = come(post, known("barnabe"), known("barnabe")).json()
    assert answer["acting_for"] == "self"
    assert answer["allowed_actions"] == ["activate", "close"]


@pytest.mark.parametrize("age", ["child", "adult"])
@pytest.mark.parametrize("kind", Representation)
def test_each_kind_of_representation_does_what_the_domain_says(
    post: Post, tmp_path: Path, kind: Representation, age: str
) -> None:
    represented = someone(
        1, "20120229" if age == "child" else GROWN_UP, represented_by={kind: ["person 0"]}
    )
    settle(post, tmp_path, PARENT, represented)
    answer = come(post, PARENT, represented)
    day = post.now.date()
    if may_act_for(kind, represented["birth_date"], PARENT["birth_date"], day):
        acting_for = "child" if age == "child" else "protected_adult"
        assert answer.json()["acting_for"] == acting_for
    else:
        assert code_of(answer) == "Identity_NotRepresentative"


def test_a_parent_who_is_a_child_acts_for_nobody(post: Post, tmp_path: Path) -> None:
    young = someone(0, "20100601")
    baby = someone(1, "20260301", represented_by={"parent": ["person 0"]})
    settle(post, tmp_path, young, baby)
    assert code_of(come(post, young, baby)) == "Identity_NotRepresentative"


def test_a_representation_counts_from_its_first_day_to_its_last(post: Post) -> None:
    """Days of the represented person's territory: in Guyane it is still the 12th at 02:59 UTC."""
    whose = REPRESENTATIONS.c.person_id == post.person_id("barnabe")
    with post.store.writing() as connection:
        connection.execute(
            sa.update(REPRESENTATIONS)
            .where(whose)
            .values(since=date(2026, 5, 12), until=date(2026, 5, 12))
        )
    for moment, works in (
        (datetime(2026, 5, 12, 2, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 5, 12, 3, tzinfo=UTC), True),
        (datetime(2026, 5, 13, 2, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 13, 3, tzinfo=UTC), False),
    ):
        post.now = moment
        answer = come(post, known("clotilde"), known("barnabe"))
        assert (answer.status_code == 200) is works
        if works:
            assert answer.json()["expires_at"] <= "2026-05-13T03:00:00Z"


def test_a_link_without_a_representation_opens_nothing(post: Post) -> None:
    with post.store.writing() as connection:
        connection.execute(sa.delete(REPRESENTATIONS))
    answer = come(post, known("aurele"), known("lilou"))
    assert code_of(answer) == "Identity_NotRepresentative"


def test_that_one_may_not_act_is_told_only_when_all_else_is_right(
    post: Post, tmp_path: Path
) -> None:
    """And whoever may not act blocks nobody's code."""
    represented = someone(1, "19950302", represented_by={"curator": ["person 0"]})
    settle(post, tmp_path, PARENT, represented)
    for _ in range(6):
        answer = come(post, PARENT, represented, WRONG_CODE)
        assert code_of(answer) == "Identity_NotRecognised"
    assert [code["wrong_attempts"] for code in post.rows(CODES)] == [0, 0]
    assert come(post, represented, represented).status_code == 200


def test_a_child_attached_to_nobody_has_what_is_its_own(post: Post, tmp_path: Path) -> None:
    """As files of the first version could have them."""
    alone = someone(1, "20150101")
    settle(post, tmp_path, alone)
    answer = come(post, alone, alone).json()
    assert answer["acting_for"] == "child"
    assert answer["contacts"]["email"] == "pe•••@exemple.example"
    post.submit(answer["token"], Action.OPPOSE)
    assert [row["status"] for row in post.rows(PEOPLE)] == ["OPPOSED"]
