"""The acts: what each asks for, what each leaves behind."""

from __future__ import annotations

import re
from typing import Any

import argon2
import pytest

from counter_app.domain.profile import (
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    refusal_words,
)
from counter_app.domain.seal import FICTIVE_SEED, key_id_of, public_key_of, read_seal
from counter_app.service.tables import ACCOUNTS, CODES, OPERATIONS, OUTBOX, PEOPLE
from tests.service.post import KEYS, PASSWORD, Post, activation, code_of, people


def person(post: Post, name: str) -> dict[str, Any]:
    """A person's row, opened."""
    row = next(row for row in post.rows(PEOPLE) if row["id"] == post.person_id(name))
    return {
        **row,
        "email": KEYS.decrypt("people.email", row["email_sealed"]),
        "mobile": KEYS.decrypt("people.mobile", row["mobile_sealed"]),
    }


def test_an_activation_opens_the_space_and_the_account(post: Post) -> None:
    token = post.token("odette")
    answer = post.submit(token, Action.ACTIVATE, activation=activation())
    assert answer.status_code == 200
    content = answer.json()
    assert content["status"] == "ACTIVE"
    assert content["registered_at"] == "2026-05-12T14:03:21Z"
    assert content["email_queued"] is True
    assert content["reopened"] is False
    assert content["deletion_due_by"] is None
    assert post.status("odette") is ProfileStatus.ACTIVE
    [account] = [row for row in post.rows(ACCOUNTS) if row["person_id"] == post.person_id("odette")]
    assert account["password_hash"].startswith("$argon2id$")
    assert argon2.PasswordHasher().verify(account["password_hash"], PASSWORD)
    assert KEYS.decrypt("accounts.login_name", account["login_name_sealed"]) == "rabot.bleu"


def test_an_opposition_asks_for_nothing_more(post: Post) -> None:
    content = post.submit(post.token("odette"), Action.OPPOSE).json()
    assert (content["action"], content["status"]) == ("oppose", "OPPOSED")
    assert post.status("odette") is ProfileStatus.OPPOSED


def test_a_closing_keeps_the_data_for_ten_years_unless_asked(post: Post) -> None:
    post.now = post.now.replace(month=11, day=30, hour=22)  # already 1 December in La Réunion
    post.fresh_code("firmin")
    content = post.submit(post.token("firmin"), Action.CLOSE).json()
    assert content["status"] == "CLOSED"
    assert content["deletion_due_by"] is None
    assert person(post, "firmin")["archive_until"].isoformat() == "2036-12-01"


def test_a_deletion_is_due_within_three_months(post: Post) -> None:
    post.now = post.now.replace(month=11, day=30, hour=22)  # already 1 December in La Réunion
    post.fresh_code("firmin")
    content = post.submit(post.token("firmin"), Action.CLOSE, delete_data=True).json()
    assert content["status"] == "CLOSED_DELETION_PENDING"
    assert content["deletion_due_by"] == "2027-03-01"
    assert person(post, "firmin")["deletion_due_by"].isoformat() == "2027-03-01"
    assert person(post, "firmin")["archive_until"] is None


def test_a_deletion_may_be_asked_for_later(post: Post) -> None:
    answer = post.identify("kalinda").json()
    assert answer["further_requests"] == ["request_deletion"]
    content = post.submit(answer["token"], FurtherAct.REQUEST_DELETION).json()
    assert content["action"] == "request_deletion"
    assert content["status"] == "CLOSED_DELETION_PENDING"
    assert content["deletion_due_by"] == "2026-08-12"
    row = person(post, "kalinda")
    assert (row["deletion_due_by"].isoformat(), row["archive_until"]) == ("2026-08-12", None)
    [message] = post.rows(OUTBOX)
    assert message["template"] == "deletion_requested"
    assert message["parameters"]["deletion_due_by"] == "2026-08-12"


@pytest.mark.parametrize(
    ("name", "action", "template"),
    [
        ("kalinda", FurtherAct.REQUEST_DELETION, "deletion_requested"),
        ("lilou", FurtherAct.DECLARE_NOT_REPRESENTATIVE, "not_representative_declared"),
    ],
)
def test_the_further_acts_have_a_receipt_a_seal_and_a_message(
    post: Post, name: str, action: FurtherAct, template: str
) -> None:
    content = post.submit(post.token(name), action).json()
    sealed = read_seal(content["seal"], {})
    assert (sealed.receipt_number, sealed.action) == (content["receipt_number"], action)
    assert [message["template"] for message in post.rows(OUTBOX)] == [template]
    assert content["email_queued"] is True


@pytest.mark.parametrize("action", [Action.ACTIVATE, Action.OPPOSE])
def test_deletion_goes_only_with_a_closing(post: Post, action: Action) -> None:
    choices = activation() if action is Action.ACTIVATE else None
    answer = post.submit(post.token("odette"), action, delete_data=True, activation=choices)
    assert code_of(answer) == "Operation_NotAllowed"


def test_a_reopening_takes_the_account_and_the_archived_data_again(post: Post) -> None:
    assert person(post, "kalinda")["archive_until"] is not None
    choices = activation(login_name="", password="")
    content = post.submit(post.token("kalinda"), Action.ACTIVATE, activation=choices).json()
    assert (content["status"], content["reopened"]) == ("ACTIVE", True)
    assert content["data_restored"] is True
    assert person(post, "kalinda")["archive_until"] is None


def test_an_activation_cancels_a_deletion(post: Post) -> None:
    assert person(post, "nazaire")["deletion_due_by"] is not None
    content = post.submit(post.token("nazaire"), Action.ACTIVATE, activation=activation()).json()
    assert (content["reopened"], content["data_restored"]) == (True, True)
    assert person(post, "nazaire")["deletion_due_by"] is None


@pytest.mark.parametrize("status", [ProfileStatus.OPPOSED, ProfileStatus.DELETED])
def test_where_nothing_was_kept_the_new_space_is_empty(post: Post, status: ProfileStatus) -> None:
    token = post.token("mireille")
    post.put_in_state("mireille", status)
    content = post.submit(token, Action.ACTIVATE, activation=activation()).json()
    assert (content["reopened"], content["data_restored"]) == (True, False)


def test_the_day_and_the_place_of_an_act_are_the_persons(post: Post) -> None:
    post.now = post.now.replace(month=12, day=31, hour=22)  # 2027 in La Réunion
    post.fresh_code("firmin")
    post.submit(post.token("firmin"), Action.CLOSE)
    [row] = post.rows(OPERATIONS)
    assert row["registered_on"].isoformat() == "2027-01-01"
    assert row["territory"] == "RE"
    assert row["representative_id"] is None


@pytest.mark.parametrize("action", [*Action, *FurtherAct])
def test_a_suspended_space_is_not_for_the_counter(post: Post, action: PersonAct) -> None:
    post.put_in_state("solange", ProfileStatus.SUSPENDED)
    answer = post.identify("solange").json()
    assert answer["status"] == "SUSPENDED"
    assert (answer["allowed_actions"], answer["further_requests"]) == ([], [])
    choices = activation(login_name="", password="") if action is Action.ACTIVATE else None
    refused = post.submit(answer["token"], action, activation=choices)
    assert code_of(refused) == "Operation_NotAllowed"
    assert "34 22" in refusal_words(ProfileStatus.SUSPENDED, action)


def test_an_account_that_exists_is_never_replaced(post: Post) -> None:
    answer = post.submit(post.token("kalinda"), Action.ACTIVATE, activation=activation())
    assert code_of(answer) == "Operation_NotAllowed"


@pytest.mark.parametrize(
    ("choices", "failure"),
    [
        (None, "Terms_NotAccepted"),
        (activation(terms_version=""), "Terms_NotAccepted"),
        (activation(privacy_version=""), "Terms_NotAccepted"),
        (activation(email={"keep": False, "value": "sans-arobase"}), "Contact_Refused"),
        (activation(mobile={"keep": False, "value": "0590 12 34 56"}), "Contact_Refused"),
        (activation(login_name=""), "Account_LoginNameRefused"),
        (activation(login_name="Majuscule.1"), "Account_LoginNameRefused"),
        (activation(login_name="solange.pietri"), "Account_LoginNameTaken"),
        (activation(password=""), "Account_PasswordRefused"),
        (activation(password="Court1!"), "Account_PasswordRefused"),
        (activation(password="Marchandeau-1948"), "Account_PasswordRefused"),
    ],
)
def test_a_refused_activation_changes_nothing_and_can_be_corrected(
    post: Post, choices: dict[str, Any] | None, failure: str
) -> None:
    token = post.token("odette")
    before = [post.rows(table) for table in (PEOPLE, ACCOUNTS, CODES, OPERATIONS, OUTBOX)]
    assert code_of(post.submit(token, Action.ACTIVATE, activation=choices)) == failure
    after = [post.rows(table) for table in (PEOPLE, ACCOUNTS, CODES, OPERATIONS, OUTBOX)]
    assert after == before
    assert post.submit(token, Action.ACTIVATE, activation=activation()).status_code == 200


def test_choices_go_only_with_an_activation(post: Post) -> None:
    answer = post.submit(post.token("odette"), Action.OPPOSE, activation=activation())
    assert code_of(answer) == "Request_Malformed"


def test_corrected_contacts_replace_those_of_the_fund(post: Post) -> None:
    choices = activation(
        email={"keep": False, "value": " Odette.Nouvelle@exemple.example "},
        mobile={"keep": False, "value": None},
    )
    token = post.token("odette")
    assert post.submit(token, Action.ACTIVATE, activation=choices).status_code == 200
    assert person(post, "odette")["email"] == "Odette.Nouvelle@exemple.example"
    assert person(post, "odette")["mobile"] is None


def test_an_overseas_mobile_is_kept_with_its_prefix(post: Post) -> None:
    choices = activation(mobile={"keep": False, "value": "06 90 30 45 13"})
    post.submit(post.token("odette"), Action.ACTIVATE, activation=choices)
    assert person(post, "odette")["mobile"] == "+590690304513"


def test_the_account_and_the_contacts_of_a_child_are_its_parents(post: Post) -> None:
    choices = activation(email={"keep": False, "value": "foyer@exemple.example"})
    content = post.submit(post.token("lilou"), Action.ACTIVATE, activation=choices).json()
    assert content["email_queued"] is True
    assert person(post, "aurele")["email"] == "foyer@exemple.example"
    assert person(post, "lilou")["email"] is None
    assert post.status("aurele") is ProfileStatus.PENDING
    assert post.identify("aurele").json()["has_account"] is True
    assert post.identify("noam").json()["has_account"] is True
    [operation] = post.rows(OPERATIONS)
    assert operation["representative_id"] == post.person_id("aurele")


@pytest.mark.parametrize("name", ["Aurele", "Lilou"])
def test_neither_the_childs_name_nor_the_parents_makes_a_password(post: Post, name: str) -> None:
    choices = activation(password=f"{name}-72-Rabot")
    answer = post.submit(post.token("lilou"), Action.ACTIVATE, activation=choices)
    assert code_of(answer) == "Account_PasswordRefused"


def test_a_confirmation_is_queued_where_there_is_an_address(post: Post) -> None:
    first = post.submit(post.token("odette"), Action.ACTIVATE, activation=activation()).json()
    post.submit(post.token("tesfaye"), Action.OPPOSE)  # no e-mail
    [message] = post.rows(OUTBOX)
    assert message["template"] == "activation_registered"
    assert (
        KEYS.decrypt("outbox.recipient", message["recipient_sealed"])
        == (people()["odette"]["email"])
    )
    assert message["parameters"] == {
        "receipt_number": first["receipt_number"],
        "registered_at": "2026-05-12T14:03:21+00:00",
        "organisation": "France Services des Trois-Îlets",
        "deletion_due_by": None,
    }
    assert message["sent_at"] is None


def test_no_address_left_no_message(post: Post) -> None:
    choices = activation(email={"keep": False, "value": None})
    content = post.submit(post.token("odette"), Action.ACTIVATE, activation=choices).json()
    assert content["email_queued"] is False
    assert post.rows(OUTBOX) == []


def test_receipt_numbers_are_unique_and_carry_the_year_of_the_territory(post: Post) -> None:
    names = ("odette", "tesfaye", "lilou", "noam")
    numbers = [
        post.submit(post.token(name), Action.OPPOSE).json()["receipt_number"] for name in names
    ]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"CF-2026-\d{6}", number) for number in numbers)
    post.now = post.now.replace(year=2026, month=12, day=31, hour=22)  # 2027 in La Réunion
    post.fresh_code("firmin")
    number = post.submit(post.token("firmin"), Action.CLOSE).json()["receipt_number"]
    assert number.startswith("CF-2027-")


def test_the_seal_vouches_for_the_receipt(post: Post) -> None:
    content = post.submit(post.token("firmin"), Action.CLOSE, delete_data=True).json()
    published = post.client.get("/v1/seal-keys").json()["keys"]
    public_key = public_key_of(FICTIVE_SEED)
    assert [key["key_id"] for key in published] == [key_id_of(public_key)]
    sealed = read_seal(content["seal"], {key_id_of(public_key): public_key})
    assert sealed.receipt_number == content["receipt_number"]
    assert (sealed.action, sealed.delete_data, sealed.fictive) == (Action.CLOSE, True, True)
    assert sealed.organisation == "France Services des Trois-Îlets"
    assert sealed.registered_at == post.now
    assert people()["firmin"]["nir"] not in content["seal"]


def test_the_operation_spends_the_code_not_the_identification(post: Post) -> None:
    first, second = post.token("odette"), post.token("odette")
    assert post.submit(first, Action.OPPOSE).status_code == 200
    assert code_of(post.submit(second, Action.OPPOSE)) == "Code_AlreadyUsed"
    assert code_of(post.submit(first, Action.OPPOSE)) == "Code_AlreadyUsed"
    assert code_of(post.identify("odette")) == "Code_AlreadyUsed"


def test_a_code_blocked_meanwhile_serves_no_more(post: Post) -> None:
    token = post.token("odette")
    for _ in range(5):
        post.identify("odette", enrolment_code="AAAAbbbb2222")
    assert code_of(post.submit(token, Action.OPPOSE)) == "Code_Blocked"


def test_a_session_lasts_twenty_minutes(post: Post) -> None:
    token = post.token("odette")
    post.forward(minutes=19, seconds=59)
    post_at_the_end = post.submit(token, Action.CLOSE)
    assert code_of(post_at_the_end) == "Operation_NotAllowed"  # the session itself still serves
    post.forward(seconds=1)
    assert code_of(post.submit(token, Action.OPPOSE)) == "Session_Expired"
    assert code_of(post.submit("never-opened", Action.OPPOSE)) == "Session_Expired"
