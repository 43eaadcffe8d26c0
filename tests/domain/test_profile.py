"""The table of states is the reference one, and everything outside it is refused in words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from counter_app.domain.profile import (
    REFUSAL_WORDS,
    TRANSITIONS,
    Act,
    Action,
    FurtherAct,
    PersonAct,
    ProfileStatus,
    ServiceEvent,
    allowed_actions,
    archived_data_return,
    is_reopening,
    refusal_words,
    target_of,
)

# The reference table, written out again by hand: number, from, act, deletion confirmed, to.
REFERENCE = """
T1  -                       announce                   no  PENDING
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
T18 -                       record_death               no  NOT_ACTIVABLE
T18 PENDING                 record_death               no  NOT_ACTIVABLE
T18 OPPOSED                 record_death               no  NOT_ACTIVABLE
T18 OPEN_UNCLAIMED          record_death               no  NOT_ACTIVABLE
T18 ACTIVE                  record_death               no  NOT_ACTIVABLE
T18 CLOSED                  record_death               no  NOT_ACTIVABLE
T18 CLOSED_DELETION_PENDING record_death               no  NOT_ACTIVABLE
T18 DELETED                 record_death               no  NOT_ACTIVABLE
T18 SUSPENDED               record_death               no  NOT_ACTIVABLE
T18 CREATION_BLOCKED        record_death               no  NOT_ACTIVABLE
T19 ACTIVE                  come_of_age                no  OPEN_UNCLAIMED
"""
ROWS = {tuple(line.split()) for line in REFERENCE.strip().splitlines()}
TARGETS = {row[1:4]: row[4] for row in ROWS}
PERSON_ACTS: tuple[PersonAct, ...] = (*Action, *FurtherAct)
ACTS: tuple[Act, ...] = (*PERSON_ACTS, *ServiceEvent)
FORBIDDEN = [
    (status, act)
    for status, act in itertools.product(ProfileStatus, PERSON_ACTS)
    if (status.value, act.value, "no") not in TARGETS
]


def test_the_table_is_the_reference_table() -> None:
    table = {
        (
            line.number,
            line.source.value if line.source else "-",
            line.act.value,
            "yes" if line.with_deletion else "no",
            line.target.value,
        )
        for line in TRANSITIONS
    }
    assert table == ROWS
    assert len(TRANSITIONS) == len(ROWS)


def test_only_the_table_leads_anywhere() -> None:
    states = (None, *ProfileStatus)
    for status, act, with_deletion in itertools.product(states, ACTS, (False, True)):
        source = status.value if status else "-"
        expected = TARGETS.get((source, act.value, "yes" if with_deletion else "no"))
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


def test_every_act_has_a_name_of_its_own() -> None:
    assert len({act.value for act in ACTS}) == len(ACTS)


@pytest.mark.parametrize(
    ("source", "reopening", "data_return"),
    [
        (ProfileStatus.PENDING, False, False),
        (ProfileStatus.OPEN_UNCLAIMED, False, False),
        (ProfileStatus.OPPOSED, True, False),
        (ProfileStatus.CLOSED, True, True),
        (ProfileStatus.CLOSED_DELETION_PENDING, True, True),
        (ProfileStatus.DELETED, True, False),
    ],
)
def test_what_an_activation_brings_back(
    source: ProfileStatus, reopening: bool, data_return: bool
) -> None:
    assert is_reopening(source) is reopening
    assert archived_data_return(source) is data_return


@pytest.mark.parametrize(("status", "act"), FORBIDDEN)
def test_a_forbidden_act_is_refused_in_kind_words(status: ProfileStatus, act: PersonAct) -> None:
    words = refusal_words(status, act)
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


OPEN = {ProfileStatus.OPEN_UNCLAIMED, ProfileStatus.ACTIVE, ProfileStatus.SUSPENDED}


class LifeOfASpace(RuleBasedStateMachine):
    """Any sequence of acts and events, with what each law forbids for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.status: ProfileStatus | None = None
        self.path: list[tuple[ProfileStatus | None, Act, bool]] = []

    @rule(act=st.sampled_from(ACTS), with_deletion=st.booleans())
    def try_anything(self, act: Act, with_deletion: bool) -> None:
        """Refused: nothing changes."""
        self.go(act, with_deletion=with_deletion)

    @precondition(lambda self: self.status is not ProfileStatus.NOT_ACTIVABLE)
    @rule(data=st.data())
    def do_what_is_allowed(self, data: st.DataObject) -> None:
        """One of the lines that leave this state, death left to chance above."""
        lines = [
            line
            for line in TRANSITIONS
            if line.source is self.status and line.act is not ServiceEvent.RECORD_DEATH
        ]
        if lines:
            line = data.draw(st.sampled_from(lines))
            self.go(line.act, with_deletion=line.with_deletion)

    def go(self, act: Act, *, with_deletion: bool) -> None:
        """Follow the table, and check what no line of it may do."""
        before, target = self.status, target_of(self.status, act, with_deletion=with_deletion)
        if target is None:
            return
        assert target is not before, "a line leads elsewhere"
        assert before is not ProfileStatus.NOT_ACTIVABLE, "a death is the end"
        assert (act is ServiceEvent.RECORD_DEATH) is (target is ProfileStatus.NOT_ACTIVABLE)
        self.path.append((before, act, with_deletion))
        self.status = target

    def has_been(self, statuses: set[ProfileStatus]) -> bool:
        """True when the space has been in one of these states."""
        return any(status in statuses for status, _, _ in self.path) or self.status in statuses

    @invariant()
    def announced_before_anything(self) -> None:
        """Nobody acts for a space that no notice announced; it is announced once."""
        acts = [act for _, act, _ in self.path]
        if self.status not in {None, ProfileStatus.NOT_ACTIVABLE}:
            assert acts[0] is ServiceEvent.ANNOUNCE
        assert acts.count(ServiceEvent.ANNOUNCE) <= 1

    @invariant()
    def no_opposition_once_open(self) -> None:
        """Whoever was open is never « opposed », nor blocked, nor pending again."""
        if self.has_been(OPEN):
            assert self.status not in {
                None,
                ProfileStatus.PENDING,
                ProfileStatus.OPPOSED,
                ProfileStatus.CREATION_BLOCKED,
            }

    @invariant()
    def only_the_person_or_the_six_weeks_open(self) -> None:
        """ACTIVE comes from an activation alone, OPEN_UNCLAIMED from the six weeks, or from an
        active space whose person came of age."""
        if self.path and self.status is ProfileStatus.ACTIVE:
            assert self.path[-1][1] is Action.ACTIVATE
        if self.path and self.status is ProfileStatus.OPEN_UNCLAIMED:
            source, act, _ = self.path[-1]
            of_age = (ProfileStatus.ACTIVE, ServiceEvent.COME_OF_AGE)
            assert act is ServiceEvent.OPEN_AUTOMATICALLY or (source, act) == of_age

    @invariant()
    def data_are_lost_only_when_asked_or_after_the_archive(self) -> None:
        """DELETED: by the erasing that somebody expressly asked for, or by the archive's end."""
        if not self.path or self.status is not ProfileStatus.DELETED:
            return
        if self.path[-1][1] is ServiceEvent.END_ARCHIVE:
            assert self.path[-1][0] is ProfileStatus.CLOSED
            return
        assert self.path[-1][1] is ServiceEvent.ERASE_DATA
        _, asked, confirmed = self.path[-2]
        assert asked is FurtherAct.REQUEST_DELETION or (asked is Action.CLOSE and confirmed)


TestLifeOfASpace = LifeOfASpace.TestCase
TestLifeOfASpace.settings = settings(max_examples=100, stateful_step_count=15, deadline=None)
