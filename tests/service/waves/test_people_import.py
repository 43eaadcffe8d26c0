"""Who is in the tables after a file, after it again, after another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.service.codes import MessageChannel, Recipient, issue_code
from counter_app.service.people import lookup_hash
from counter_app.service.store import Store
from counter_app.service.tables import (
    ACCOUNTS,
    CARD_LINKS,
    NUMBERS,
    OUTBOX,
    PEOPLE,
    REPRESENTATIONS,
)
from counter_app.service.waves import batches
from counter_app.service.waves.known_people import ids_by_nir
from counter_app.service.waves.people_import import Summary
from tests.service.crowd import rows
from tests.service.post import KEYS, START
from tests.service.waves.files import adult, child, nir, take

PARIS = ("12, rue des Lilas", "75011 PARIS")


def of(store: Store, number: str) -> Any:
    """The row of the person of this number."""
    with store.reading() as connection:
        person_id = ids_by_nir(connection, KEYS, [number])[number]
    [row] = rows(store, PEOPLE, PEOPLE.c.id == person_id)
    return row


def opened(row: Any, *names: str) -> dict[str, str | None]:
    """What some sealed columns hold."""
    return {name: KEYS.decrypt(f"people.{name}", getattr(row, f"{name}_sealed")) for name in names}


def found_under(store: Store, number: str, serial: str) -> Mapping[int, int | None]:
    """Whom a NIR with a card's serial leads to, and through whom."""
    lookup = lookup_hash(KEYS, number, serial)
    links = rows(store, CARD_LINKS, CARD_LINKS.c.lookup_hash == lookup)
    return {link.person_id: link.representative_id for link in links}


def test_a_line_becomes_a_person_who_waits_for_her_notice(store: Store) -> None:
    line = adult(1, mobile="0639980012", address_1="M. Camille DUMOULIN", address_2=PARIS[0])
    summary, report = take(store, line | {"address_3": PARIS[1]})
    assert summary == Summary(added=1, updated=0, refused=0)
    assert report.rows == []
    row = of(store, nir(1))
    assert (row.status, row.territory, row.department) == ("PENDING", "FX", "75")
    assert (row.health_fund, row.sending_id, row.holder_id) == ("01751", None, None)
    assert opened(row, "nir", "family_name", "birth_date", "email", "mobile", "address") == {
        "nir": nir(1),
        "family_name": "DUMOULIN",
        "birth_date": "19500115",
        "email": "camille.1@exemple.example",
        "mobile": "+33639980012",
        "address": "M. Camille DUMOULIN\n12, rue des Lilas\n75011 PARIS",
    }
    assert found_under(store, nir(1), "00000001") == {row.id: None}


def test_the_same_file_again_changes_nothing_but_what_is_said(store: Store) -> None:
    lines = [child(9, 1), adult(1), adult(2)]
    assert take(store, *lines)[0] == Summary(added=3, updated=0, refused=0)
    before = {table: len(rows(store, table)) for table in (PEOPLE, NUMBERS, CARD_LINKS)}
    with store.writing() as connection:
        connection.execute(
            sa.update(PEOPLE).where(PEOPLE.c.id == of(store, nir(2)).id).values(status="OPPOSED")
        )
    assert take(store, *lines)[0] == Summary(added=0, updated=3, refused=0)
    assert {table: len(rows(store, table)) for table in before} == before
    assert of(store, nir(2)).status == "OPPOSED"
    assert len(rows(store, REPRESENTATIONS)) == 1


def test_a_newer_line_brings_contacts_place_and_card_up_to_date(store: Store) -> None:
    take(store, adult(1), child(9, 1))
    moved = {"card_serial": "00000077", "email": "", "department": "974", "health_fund": ""}
    address = {"address_1": "M. Camille DUMOULIN", "address_2": "97400 SAINT-DENIS"}
    take(store, adult(1, **moved, **address))
    row, its_child = of(store, nir(1)), of(store, nir(9, 17))
    assert (row.territory, row.department, row.health_fund) == ("RE", "974", None)
    assert opened(row, "email", "address") == {
        "email": None,
        "address": "M. Camille DUMOULIN\n97400 SAINT-DENIS",
    }
    assert found_under(store, nir(1), "00000001") == {}
    assert found_under(store, nir(1), "00000077") == {row.id: None, its_child.id: row.id}
    assert found_under(store, nir(9, 17), "00000077") == {its_child.id: row.id}


def test_contacts_left_with_an_account_stay_hers(store: Store) -> None:
    take(store, adult(1))
    row = of(store, nir(1))
    with store.writing() as connection:
        connection.execute(
            sa.insert(ACCOUNTS).values(
                person_id=row.id,
                login_name_hash="0" * 64,
                login_name_sealed=b"",
                password_hash="!",
                created_at=START,
            )
        )
    take(store, adult(1, email="autre@exemple.example", family_name="DE LA TOUR"))
    assert opened(of(store, nir(1)), "email", "family_name") == {
        "email": "camille.1@exemple.example",
        "family_name": "DE LA TOUR",
    }


def test_children_are_found_under_each_of_their_parents(store: Store) -> None:
    """In any order of lines: twins with two parents, one card."""
    twins = [child(number, 1, representative_2=nir(2)) for number in (8, 9)]
    assert take(store, *twins, adult(2), adult(1))[0] == Summary(added=4, updated=0, refused=0)
    parent, other = of(store, nir(1)), of(store, nir(2))
    ids = {of(store, nir(number, 17)).id for number in (8, 9)}
    for each in ids:
        [row] = rows(store, PEOPLE, PEOPLE.c.id == each)
        assert row.holder_id == parent.id
        assert row.adult_from_month.isoformat() == "2035-01-01"
    assert found_under(store, nir(1), "00000001") == {parent.id: None} | dict.fromkeys(
        ids, parent.id
    )
    assert found_under(store, nir(2), "00000002") == {other.id: None} | dict.fromkeys(ids, other.id)
    kinds = {
        (row.person_id, row.representative_id, row.kind) for row in rows(store, REPRESENTATIONS)
    }
    assert kinds == {(each, who.id, "parent") for each in ids for who in (parent, other)}


def test_a_child_may_have_a_card_of_its_own_or_the_parents(store: Store) -> None:
    take(store, adult(1), child(8, 1, card_serial="00000088"), child(9, 1, card_serial="00000001"))
    parent, own, shared = of(store, nir(1)), of(store, nir(8, 17)), of(store, nir(9, 17))
    assert found_under(store, nir(8, 17), "00000088") == {own.id: None}
    assert found_under(store, nir(8, 17), "00000001") == {own.id: parent.id}
    assert found_under(store, nir(9, 17), "00000001") == {shared.id: parent.id}


def test_another_file_may_change_who_represents_a_child(store: Store) -> None:
    take(store, adult(1), adult(2), adult(3), child(9, 1, representative_2=nir(2)))
    moved = child(9, 3, representation="guardian_of_minor")
    assert take(store, moved)[0] == Summary(added=0, updated=1, refused=0)
    its_id, guardian = of(store, nir(9, 17)).id, of(store, nir(3)).id
    assert of(store, nir(9, 17)).holder_id == guardian
    kinds = {row.representative_id: (row.kind, row.until) for row in rows(store, REPRESENTATIONS)}
    yesterday = START.date().replace(day=START.day - 1)
    assert kinds == {
        of(store, nir(1)).id: ("parent", yesterday),
        of(store, nir(2)).id: ("parent", yesterday),
        guardian: ("guardian_of_minor", None),
    }
    assert its_id not in found_under(store, nir(1), "00000001")
    assert found_under(store, nir(3), "00000003")[its_id] == guardian
    # And back.
    take(store, child(9, 1, representative_2=nir(2)))
    assert {row.representative_id for row in rows(store, REPRESENTATIONS) if not row.until} == {
        of(store, nir(1)).id,
        of(store, nir(2)).id,
    }


def test_a_guardian_of_an_adult_is_known_and_may_change(store: Store) -> None:
    protected = adult(5, representative_2=nir(1), representation="guardian_of_person")
    assert take(store, protected, adult(1))[0] == Summary(added=2, updated=0, refused=0)
    row, guardian = of(store, nir(5)), of(store, nir(1))
    assert row.holder_id is None
    assert found_under(store, nir(1), "00000001") == {guardian.id: None, row.id: guardian.id}
    assert found_under(store, nir(5), "00000005") == {row.id: None}
    take(store, adult(5))
    assert found_under(store, nir(1), "00000001") == {guardian.id: None}
    [representation] = rows(store, REPRESENTATIONS)
    assert representation.until is not None


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (child(9, 4), "attached_to"),  # nobody's number
        (child(9, 1, representative_2=nir(4)), "representative_2"),
        (child(9, 2), "attached_to"),  # dead
        (child(9, 1, attached_to=nir(8, 17)), "attached_to"),  # a child too
        (child(9, 1, representative_2=nir(8, 17)), "representative_2"),
    ],
)
def test_a_child_with_the_wrong_parents_is_refused(
    store: Store, line: dict[str, str], column: str
) -> None:
    take(store, adult(1), adult(2, deceased="oui"), child(8, 1))
    summary, report = take(store, line)
    assert summary == Summary(added=0, updated=0, refused=1)
    assert report.where == [(2, column)]
    assert len(rows(store, PEOPLE)) == 3


def test_who_is_said_dead_gets_no_space_and_no_letter(store: Store) -> None:
    take(store, adult(1), adult(2), child(9, 1, representative_2=nir(2)))
    with store.writing() as connection:
        for person in (of(store, nir(1)).id, of(store, nir(9, 17)).id):
            recipient = Recipient(MessageChannel.EMAIL, "camille.1@exemple.example")
            issue_code(connection, KEYS, person, recipient, START)
    take(store, adult(1, deceased="oui"), adult(3, deceased="oui"))
    assert of(store, nir(1)).status == of(store, nir(3)).status == "NOT_ACTIVABLE"
    assert {row.state for row in rows(store, OUTBOX)} == {"cancelled"}
    orphan = of(store, nir(9, 17))
    assert orphan.holder_id == of(store, nir(2)).id
    assert orphan.id not in found_under(store, nir(1), "00000001")


def test_a_child_who_comes_back_as_an_adult_leaves_its_parents(store: Store) -> None:
    seventeen = {"birth_date": "2009-01-15", "nir": nir(9, 9)}
    take(store, adult(1), child(9, 1, **seventeen))
    later = START.replace(year=2027)
    take(store, adult(9, **seventeen), now=later)
    row = of(store, nir(9, 9))
    assert (row.holder_id, row.adult_from_month) == (None, None)
    assert row.id not in found_under(store, nir(1), "00000001")
    assert found_under(store, nir(9, 9), "00000009") == {row.id: None}


def test_one_number_twice_in_a_file_is_one_person(store: Store) -> None:
    assert take(store, adult(1), adult(1, email="b@exemple.example"))[0] == Summary(1, 1, 0)
    assert opened(of(store, nir(1)), "email") == {"email": "b@exemple.example"}


def test_each_refused_line_is_told_by_number_and_column(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)
    summary, report = take(
        store,
        adult(1),
        adult(2, nir=nir(2)[:-1] + "0", email="nobody"),
        adult(3),
        child(9, 1, birth_date="", given_name="\x00"),
        adult(4),
        adult(5, card_serial="", email=""),
    )
    assert summary == Summary(added=3, updated=0, refused=3)
    assert sorted(report.where) == [
        (3, "email"),
        (3, "nir"),
        (5, "birth_date"),
        (5, "given_name"),
        (7, "address_1"),
        (7, "card_serial"),
    ]
    for _, _, reason in report.rows:
        assert reason.endswith((".", "?")), reason
        assert nir(2)[:5] not in reason


def test_what_is_refused_is_in_no_log(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        take(store, adult(2, nir="2480497112034ZZ"), child(9, 1))
    assert "2480497112034" not in caplog.text
    assert "DUMOULIN" not in caplog.text
