"""The table of states is the reference one, and everything outside it is refused in words."""

from __future__ import annotations

import itertools

import pytest

from counter_app.domain.profile import (
    REFUSAL_WORDS,
    TRANSITIONS,
    Action,
    ProfileStatus,
    ServiceEvent,
    allowed_actions,
    refusal_words,
    target_of,
)

# The reference table, written out again by hand: number, from, act, deletion confirmed, to.
REFERENCE = """
T2  PENDING                 activate                   no  ACTIVE
T3  PENDING                 oppose                     no  OPPOSED
T4  PENDING                 open_automatically         no  OPEN_UNCLAIMED
T5  PENDING                 declare_not_representative no  CREATION_BLOCKED
T6  OPPOSED                 activate                   no  ACTIVE
T7  OPEN_UNCLAIMED          activate                   no  ACTIVE
T8  OPEN_UNCLAIMED          close                      no  CLOSED
T9  ACTIVE                  close                      no  CLOSED
T10 OPEN_UNCLAIMED          close                      yes CLOSED_DELETION_PENDING
T10 ACTIVE                  close                      yes CLOSED_DELETION_PENDING
T11 CLOSED                  request_deletion           no  CLOSED_DELETION_PENDING
T12 CLOSED_DELETION_PENDING erase_data                 no  DELETED
T13 CLOSED_DELETION_PENDING activate                   no  ACTIVE
T14 CLOSED                  activate                   no  ACTIVE
T15 CLOSED                  end_archive                no  DELETED
T16 DELETED                 activate                   no  ACTIVE
T17 OPEN_UNCLAIMED          suspend                    no  SUSPENDED
T17 ACTIVE                  suspend                    no  SUSPENDED
T17 SUSPENDED               close_suspended            no  CLOSED
T18 PENDING                 record_death               no  NOT_ACTIVABLE
T18 OPPOSED                 record_death               no  NOT_ACTIVABLE
T18 OPEN_UNCLAIMED          record_death               no  NOT_ACTIVABLE
T18 ACTIVE                  record_death               no  NOT_ACTIVABLE
T18 CLOSED                  record_death               no  NOT_ACTIVABLE
T18 CLOSED_DELETION_PENDING record_death               no  NOT_ACTIVABLE
T18 DELETED                 record_death               no  NOT_ACTIVABLE
T18 SUSPENDED               record_death               no  NOT_ACTIVABLE
T18 CREATION_BLOCKED        record_death               no  NOT_ACTIVABLE
"""
ROWS = {tuple(line.split()) for line in REFERENCE.strip().splitlines()}
TARGETS = {row[1:4]: row[4] for row in ROWS}
FORBIDDEN = [
    (status, action)
    for status, action in itertools.product(ProfileStatus, Action)
    if (status.value, action.value, "no") not in TARGETS
]


def test_the_table_is_the_reference_table() -> None:
    table = {
        (
            line.number,
            line.source.value,
            line.act.value,
            "yes" if line.with_deletion else "no",
            line.target.value,
        )
        for line in TRANSITIONS
    }
    assert table == ROWS
    assert len(TRANSITIONS) == len(ROWS)


def test_only_the_table_leads_anywhere() -> None:
    acts: tuple[Action | ServiceEvent, ...] = (*Action, *ServiceEvent)
    for status, act, with_deletion in itertools.product(ProfileStatus, acts, (False, True)):
        expected = TARGETS.get((status.value, act.value, "yes" if with_deletion else "no"))
        reached = target_of(status, act, with_deletion=with_deletion)
        assert (reached.value if reached else None) == expected, (status, act, with_deletion)


@pytest.mark.parametrize(
    ("status", "actions"),
    [
        (ProfileStatus.PENDING, (Action.ACTIVATE, Action.OPPOSE)),
        (ProfileStatus.OPPOSED, (Action.ACTIVATE,)),
        (ProfileStatus.OPEN_UNCLAIMED, (Action.ACTIVATE, Action.CLOSE)),
        (ProfileStatus.ACTIVE, (Action.CLOSE,)),
        (ProfileStatus.CLOSED, (Action.ACTIVATE,)),
        (ProfileStatus.CLOSED_DELETION_PENDING, (Action.ACTIVATE,)),
        (ProfileStatus.DELETED, (Action.ACTIVATE,)),
        (ProfileStatus.SUSPENDED, ()),
        (ProfileStatus.CREATION_BLOCKED, ()),
        (ProfileStatus.NOT_ACTIVABLE, ()),
    ],
)
def test_what_a_person_may_ask_for(status: ProfileStatus, actions: tuple[Action, ...]) -> None:
    assert allowed_actions(status) == actions


@pytest.mark.parametrize(("status", "action"), FORBIDDEN)
def test_a_forbidden_act_is_refused_in_kind_words(status: ProfileStatus, action: Action) -> None:
    words = refusal_words(status, action)
    assert words.endswith(".")
    assert "'" not in words
    for never in ("trop tard", "invalide", "erreur", "·"):
        assert never not in words.lower()


def test_an_allowed_act_has_no_refusal_of_its_own() -> None:
    assert set(REFUSAL_WORDS) <= set(FORBIDDEN)


def test_wanting_no_space_is_an_opposition_before_opening_and_a_closing_after() -> None:
    assert "opposition" in refusal_words(ProfileStatus.PENDING, Action.CLOSE)
    assert "clôture" in refusal_words(ProfileStatus.OPEN_UNCLAIMED, Action.OPPOSE)
    assert "clôture" in refusal_words(ProfileStatus.ACTIVE, Action.OPPOSE)
    assert "34 22" in refusal_words(ProfileStatus.ACTIVE, Action.ACTIVATE)
