"""A wave: on its day in each territory, a code for everyone, one each, to whom it belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from counter_app.domain.deadlines import start_of_day
from counter_app.domain.territory import TERRITORIES
from counter_app.service.codes import MessageChannel, Recipient, code_hashes, issue_code
from counter_app.service.scheduled.jobs import ISSUE_NOTICES, run_jobs
from counter_app.service.scheduled.leases import leased
from counter_app.service.store import Store
from counter_app.service.tables import CAMPAIGN_SENDINGS, CODES, OUTBOX, PEOPLE
from counter_app.service.waves import issuing
from counter_app.service.waves.campaign_file import read_campaign
from counter_app.service.waves.campaigns import (
    CampaignError,
    Progress,
    Sending,
    create_campaign,
    progress_of_all,
)
from counter_app.service.waves.issuing import issue_due_notices
from tests.service.crowd import add, add_many, person, rows
from tests.service.post import KEYS
from tests.service.waves.files import adult, child, take

DAY = date(2026, 5, 12)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def campaign(store: Store, *sendings: Sending, name: str = "Printemps") -> None:
    """A campaign with these sendings."""
    create_campaign(store, name, list(sendings), NOON)


def everywhere(territory: str = "FX", **narrowed: Any) -> Sending:
    """A sending on the day."""
    return Sending(territory, narrowed.get("department"), narrowed.get("health_fund"), DAY)


def issue(store: Store, now: datetime = NOON) -> int | None:
    """What the scheduled work does."""
    [outcome] = run_jobs(store, lambda: now, [ISSUE_NOTICES])
    return outcome.count


def progress(store: Store) -> list[Progress]:
    """How far each sending is."""
    return [each for _, each in progress_of_all(store)]


def messages(store: Store) -> dict[int, Any]:
    """The message of each person."""
    found = rows(store, OUTBOX, OUTBOX.c.state == "queued")
    assert len({row.person_id for row in found}) == len(found)
    return {row.person_id: row for row in found}


def recipient(message: Any) -> tuple[str, str | None]:
    """By what, and where to."""
    return message.channel, KEYS.decrypt("outbox.recipient", message.recipient_sealed)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_the_codes_are_made_from_the_first_moment_of_the_day_there(
    store: Store, territory: str
) -> None:
    campaign(store, everywhere(territory))
    add(store, person(store, territory=territory))
    start = start_of_day(DAY, territory)
    assert issue(store, start - SECOND) == 0
    assert issue(store, start) == 1
    assert issue(store, start) == 0


def test_a_code_is_in_its_message_and_its_hash_in_the_store(store: Store) -> None:
    campaign(store, everywhere())
    [one] = add(store, person(store))
    issue(store)
    [row], [code] = rows(store, PEOPLE), rows(store, CODES)
    message = messages(store)[one]
    [sending] = rows(store, CAMPAIGN_SENDINGS)
    assert (row.sending_id, row.notice_sent_on) == (sending.id, None)
    assert (message.code_id, message.template, message.parameters) == (code.id, "notice", {})
    assert recipient(message) == ("email", "camille@exemple.example")
    text = KEYS.decrypt("outbox.secret", message.secret_sealed)
    assert text is not None
    assert code.code_hash in code_hashes(KEYS, text)
    assert (code.person_id, code.channel, code.issued_at, code.sent_on) == (
        one,
        "email",
        NOON,
        None,
    )
    assert sending.issued_at == NOON


def test_by_letter_without_an_email_and_not_at_all_without_an_address(store: Store) -> None:
    campaign(store, everywhere())
    address = "Mme Camille DUMOULIN\n12, rue des Lilas\n75011 PARIS"
    both, by_letter, nowhere = add(
        store,
        person(store, address=address),
        person(store, email=None, address=address),
        person(store, email=None),
    )
    assert issue(store) == 2
    found = messages(store)
    assert recipient(found[both]) == ("email", "camille@exemple.example")
    assert recipient(found[by_letter]) == ("letter", address)
    assert nowhere not in found
    assert progress(store) == [
        Progress(people=3, codes=2, unreachable=1, queued=2, sent=0, stuck=0)
    ]


def test_an_address_that_comes_later_brings_the_notice(store: Store) -> None:
    campaign(store, everywhere())
    take(store, adult(1))
    with store.writing() as connection:
        connection.execute(sa.update(PEOPLE).values(email_sealed=None))
    assert issue(store) == 0
    take(store, adult(1))
    assert issue(store) == 1


def test_a_child_is_written_to_at_the_parent_it_is_attached_to(store: Store) -> None:
    campaign(store, everywhere("RE"), everywhere())
    address = {"address_1": "M. Camille DUMOULIN", "address_2": "75011 PARIS"}
    take(
        store,
        adult(1),
        adult(2, email="", **address),
        child(8, 1),
        child(9, 1, email="child@exemple.example", department="974"),
        child(10, 2),
    )
    assert issue(store) == 5
    found = sorted(recipient(each) for each in messages(store).values())
    letter = ("letter", "M. Camille DUMOULIN\n75011 PARIS")
    email = ("email", "camille.1@exemple.example")
    assert found == [email, email, email, letter, letter]
    assert len({row.code_hash for row in rows(store, CODES)}) == 5


def test_only_who_waits_and_was_never_told_gets_a_code(store: Store) -> None:
    campaign(store, everywhere())
    waiting, *_ = add(
        store,
        person(store),
        person(store, notice_sent_on=DAY - timedelta(days=3)),
        *(person(store, status=status) for status in ("OPPOSED", "ACTIVE", "NOT_ACTIVABLE")),
    )
    assert issue(store) == 1
    assert list(messages(store)) == [waiting]


def test_the_notice_takes_the_place_of_a_code_asked_for_before(store: Store) -> None:
    campaign(store, everywhere())
    [one] = add(store, person(store))
    with store.writing() as connection:
        issue_code(connection, KEYS, one, Recipient(MessageChannel.SMS, "+33639980012"), NOON)
    assert issue(store) == 1
    old, new = rows(store, CODES)
    assert (old.superseded_at, new.superseded_at) == (NOON, None)
    assert messages(store)[one].code_id == new.id


def test_departments_and_funds_narrow_a_sending(store: Store) -> None:
    later = DAY + timedelta(days=7)
    campaign(
        store,
        everywhere(department="75", health_fund="01751"),
        everywhere(department="92"),
        Sending("FX", None, None, later),
    )
    here, branch, elsewhere, north, unknown = add(
        store,
        person(store, department="75", health_fund="01751"),
        person(store, department="75", health_fund="017510000"),
        person(store, department="75", health_fund="01999"),
        person(store, department="92", health_fund="01751"),
        person(store),
    )
    assert issue(store) == 3
    assert set(messages(store)) == {here, branch, north}
    assert [each.people for each in progress(store)] == [2, 1, 2]
    assert issue(store, NOON + timedelta(days=7)) == 2
    assert set(messages(store)) == {here, branch, elsewhere, north, unknown}


def test_a_wave_is_made_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "BATCH", 10)
    campaign(store, everywhere("GP"))
    ids = add_many(store, 53, territory="GP")
    assert issue(store) == 53
    assert sorted(messages(store)) == ids
    assert len(rows(store, CODES)) == 53


def test_one_campaign_may_be_sent_by_its_name(store: Store) -> None:
    campaign(store, everywhere("GP"), name="Guadeloupe")
    campaign(store, everywhere("RE"), name="Réunion")
    for territory in ("GP", "RE"):
        add(store, person(store, territory=territory))
    with leased(store, ISSUE_NOTICES, lambda: NOON) as lease:
        assert lease is not None
        assert issue_due_notices(lease, "Réunion") == 1
        with pytest.raises(CampaignError, match="« Mayotte »"):
            issue_due_notices(lease, "Mayotte")
    assert [each.codes for each in progress(store)] == [0, 1]


def test_two_campaigns_have_two_names(store: Store) -> None:
    campaign(store, everywhere())
    with pytest.raises(CampaignError, match="déjà une campagne « Printemps »"):
        campaign(store, everywhere())
    assert len(rows(store, CAMPAIGN_SENDINGS)) == 1


# The file of a campaign --------------------------------------------------------------------------

WHOLE = """
name = "Printemps 2026"

[[sending]]
territory = "GP"
send_on = 2026-03-28

[[sending]]
departments = ["75", "2A"]
health_funds = ["01751", "01"]
send_on = 2026-05-16
"""


def test_a_campaign_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "campaign.toml"
    path.write_text(WHOLE, "utf-8")
    second = date(2026, 5, 16)
    assert read_campaign(path) == (
        "Printemps 2026",
        [
            Sending("GP", None, None, date(2026, 3, 28)),
            Sending("FX", "75", "01751", second),
            Sending("FX", "75", "01", second),
            Sending("FX", "2A", "01751", second),
            Sending("FX", "2A", "01", second),
        ],
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Printemps 2026"', "", "« name »"),
        ('"Printemps 2026"', '" "', "« name »"),
        ('"Printemps 2026"', f'"{"x" * 81}"', "80 caractères"),
        ('name = "Pr', 'who = 1\nname = "Pr', "« who »"),
        ("[[sending]]", "[[mailing]]", "« mailing »"),
        ('territory = "GP"\n', "", "n° 1 : indiquez"),
        ('"GP"', '"gp"', "n° 1 : « territory »"),
        ("= 2026-03-28", '= "2026-03-28"', "n° 1 : « send_on »"),
        ("= 2026-03-28", "= 2026-03-28T00:00:00", "n° 1 : « send_on »"),
        ('"2A"', '"20"', "n° 2 : « departments »"),
        ('["75", "2A"]', '["75", "974"]\nterritory = "FX"', "n° 2 : « departments »"),
        ('["75", "2A"]', '"75"', "n° 2 : « departments »"),
        ('"01"', '"CPAM"', "n° 2 : « health_funds »"),
        ('"GP"', '"GP"\nday = 1', "n° 1 : « day »"),
        ("[[sending]]\nterritory", "[[sending]\nterritory", "TOML"),
    ],
)
def test_a_wrong_campaign_file_says_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "campaign.toml"
    assert old in WHOLE
    path.write_text(WHOLE.replace(old, new), "utf-8")
    with pytest.raises(CampaignError) as refused:
        read_campaign(path)
    assert told in str(refused.value)


@pytest.mark.parametrize("content", [None, b"", b"name = 'x'\nsending = 1", b"name = '\xe9'"])
def test_a_file_that_is_no_campaign(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "campaign.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CampaignError):
        read_campaign(path)
